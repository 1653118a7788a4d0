"""Accuracy of the reader: predictions apart from gold, judged by the data folder's own scorers."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench import data, predict, reading
from bench import threads as threading
from bench.data import Row
from onrecord.commitment import stage_of
from onrecord.layers import Method
from onrecord.store.threads import Member

# An act of these kinds shows that a sentence of a communiqué was seen to commit its issuers to something.
COMMITTING = frozenset(("pledge", "agree", "plan", "reaffirm"))

Figures = dict[str, float]


class SeedLine(NamedTuple):
    """One gold record of the seed article: its id and words, whether it was found, and what of it was right."""

    id: str
    words: str
    found: bool
    right: dict[str, bool]


def scored(scorer: str, *arguments: Path | str) -> Any:
    """What a scorer of the data folder prints with --json. Raises RuntimeError with its message if it fails."""
    return json.loads(_run(scorer, *arguments, "--json"))


def _run(scorer: str, *arguments: Path | str) -> str:
    folder = data.shared()
    assert folder is not None, "scoring needs the data folder"  # noqa: S101 - callers have looked
    run = subprocess.run(
        [sys.executable, str(folder / "score" / scorer), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(f"{scorer}: {run.stderr.strip()}")
    return run.stdout


def predict_readings(texts: Sequence[Path], target: Path, reader: Method = "trained") -> None:
    """Returns nothing: `target` holds the reading of each text in the shape of the gold."""
    for path in texts:
        shape = json.dumps(reading.predicted(path, reader), ensure_ascii=False)
        data.write_text(target / f"{path.stem}.gold.json", shape)


def readings(gold: Path, predicted: Path) -> Figures:
    """F1 and accuracies (0 to 1) of a folder of predicted readings, strict overlap, over all gold documents."""
    report = scored("score_reading.py", gold, predicted, "--all")["strict"]
    statements, events, acts = report["statements"], report["events"], report["acts"]
    return {
        "statements F1": statements["content"]["f1"],
        "statements actor": _accuracy(statements["actor"]),
        "statements cue": _accuracy(statements["cue"]),
        "statements mode": _accuracy(statements["mode"]),
        "acts F1": acts["undertaking_and_kind"]["f1"],
        "undertaking-only F1": acts["undertaking_only"]["f1"],
        "acts kind": _accuracy(acts["kind"]),
        "acts by F1": acts["by"]["f1"] or 0.0,
        "events F1": events["trigger_and_type"]["f1"],
        "events trigger-only F1": events["trigger_only"]["f1"],
        "events date": _accuracy(events["date_value"]),
        "events place": _accuracy(events["place"]),
    }


def seed(gold: Path, predicted: Path, work: Path) -> list[SeedLine]:
    """The gold records of the seed article one by one, each scored alone against the whole prediction."""
    whole = json.loads((gold / f"{data.SEED}.gold.json").read_text(encoding="utf-8"))
    text = (gold / f"{data.SEED}.txt").read_text(encoding="utf-8")
    lines = []
    for kind in ("statements", "events", "acts"):
        for record in whole[kind]:
            alone = work / "alone.gold.json"
            data.write_text(alone, json.dumps({kind: [record]}))
            path = predicted / f"{data.SEED}.gold.json"
            report = scored("score_reading.py", alone, path, "--text", gold / f"{data.SEED}.txt")["strict"][kind]
            start, end = (record.get("content") or record.get("undertaking") or [record["trigger"]])[0]
            lines.append(_seed_line(kind, record["id"], text[start:end], report))
    return lines


def _seed_line(kind: str, name: str, words: str, report: Any) -> SeedLine:
    if kind == "statements":
        found = report["content"]["matched"] == 1
        right = {field: bool(report[field]["accuracy"]) for field in ("actor", "cue", "mode")}
    elif kind == "events":
        found = report["trigger_only"]["matched"] == 1
        right = {"type": report["trigger_and_type"]["matched"] == 1}
    else:
        found = report["undertaking_only"]["matched"] == 1
        right = {"kind": report["undertaking_and_kind"]["matched"] == 1, "by": report["by"]["f1"] == 1.0}
    return SeedLine(name, words, found, right if found else dict.fromkeys(right, False))


def seed_counts(lines: Sequence[SeedLine]) -> Figures:
    """How many statements are found with the right actor, events with the right type and acts with the right kind."""
    needed = {"S": ("statements", "actor"), "E": ("events", "type"), "A": ("acts", "kind")}
    counts = {f"{kind} found": 0.0 for kind, _ in needed.values()}
    for line in lines:
        kind, field = needed[line.id[0]]
        counts[f"{kind} found"] += line.right[field]
    return counts


def statements(gold: list[Row], predicted: list[Row], work: Path) -> Figures:
    """F1 (0 to 1) of predicted attributions: content by overlap and exactly, and who said what; recall by kind."""
    report = _lines("statements.py", gold, predicted, work)
    return {
        "overlap F1": report["content overlap"]["f1"],
        "exact F1": report["content exact"]["f1"],
        "attribution F1": report["attribution"]["f1"],
        "source accuracy": report["source head"]["accuracy"],
        **{f"recall, {kind}": report["kind " + kind]["recall"] for kind in ("direct", "mixed", "indirect")},
    }


def timex(gold: list[Row], predicted: list[Row], work: Path) -> Figures:
    """F1 (0 to 1) of predicted time expressions: strict, relaxed and value, as TempEval-3 counts them."""
    report = _lines("timex.py", gold, predicted, work)
    return {f"{name} F1": report[name]["f1"] for name in ("strict", "relaxed", "value")}


def geo(gold: list[Row], predicted: list[Row], work: Path) -> Figures:
    """F1 (0 to 1) of toponyms, and the shares within 161 km of all gold ones and of those found and resolved."""
    report = _lines("geo.py", gold, predicted, work)
    return {
        "overlap F1": report["overlap"]["f1"],
        "within 161 km, of all": report["acc161_all"],
        "within 161 km, of the resolved": report["acc161_matched"],
    }


def commitments(predicted: list[Row]) -> Figures:
    """The share (0 to 1) of rows found to hold an act that commits."""
    committed = sum(any(act["kind"] in COMMITTING for act in row["acts"]) for row in predicted)
    return {"committed share": committed / len(predicted)}


def threads(gold: Path, work: Path) -> Figures:
    """B-cubed F1 and stage accuracy (0 to 1) of threads over the documents that a file of gold threads names.

    The acts are once our own, renamed to the gold acts that they match, and once those of the gold. Our own are also
    put into the gold's threads, as far as they match: so much of the stages no threading of them can exceed by much.
    """
    named = {act.rpartition("#")[0] for thread in _threads_in(gold) for act in thread["acts"]}
    texts = [_copied(gold.with_name(name), work / "texts") for name in sorted(named)]
    predict_readings(texts, work / "readings")
    shapes = {path: json.loads((work / "readings" / f"{path.stem}.gold.json").read_text("utf-8")) for path in texts}
    acts = {
        "own": [act for path, shape in shapes.items() for act in threading.members_of(path, shape)],
        "gold": [act for path in texts for act in threading.members(path, gold=True)],
    }
    made = {whose: work / f"{whose}.json" for whose in acts}
    for whose, members in acts.items():
        data.write_text(made[whose], json.dumps(threading.threaded(members)))
    _run("align_threads.py", work / "texts", work / "readings", made["own"], work / "aligned.json")
    figures: Figures = {}
    for whose, path in {"own acts": work / "aligned.json", "gold acts": made["gold"]}.items():
        report = scored("score_threads.py", gold, path)
        figures |= {
            f"{whose}, B-cubed F1": report["bcubed"]["f1"],
            f"{whose}, stage accuracy": _accuracy(report["stage"]),
        }
    data.write_text(work / "best.json", json.dumps({"threads": _in_threads_of(gold, acts["own"], work)}))
    best = _accuracy(scored("score_threads.py", gold, work / "best.json")["stage"])
    return figures | {"own acts in gold threads, stage accuracy": best}


def _in_threads_of(gold: Path, own: list[Member], work: Path) -> list[Row]:
    """The gold's threads with our acts in place of the gold acts that they match, and the stages that follow."""
    turns = {member.turn.act: member.turn for member in own}
    renamed = zip(_threads_in(work / "own.json"), _threads_in(work / "aligned.json"), strict=True)
    ours = {new: old for one, other in renamed for old, new in zip(one["acts"], other["acts"], strict=True)}
    found: list[Row] = []
    for thread in _threads_in(gold):
        matched = [act for act in thread["acts"] if act in ours]
        if matched:
            found.append({"acts": matched, "stage": stage_of(turns[ours[act]] for act in matched)})
    return found


def _threads_in(path: Path) -> list[Row]:
    found: list[Row] = json.loads(path.read_text(encoding="utf-8"))["threads"]
    return found


def _copied(text: Path, folder: Path) -> Path:
    """The copy of a gold text in a folder, with its reading and with a sidecar that says when it was published."""
    folder.mkdir(exist_ok=True)
    gold = text.with_name(f"{text.stem}.gold.json")
    for path in (text, gold):
        shutil.copyfile(path, folder / path.name)
    about = {"published": json.loads(gold.read_text(encoding="utf-8")).get("published")}
    data.write_text(folder / f"{text.stem}.json", json.dumps(about))
    return folder / text.name


def actors(gold: list[Row]) -> Figures:
    """The shares (0 to 1) of strings whose country and whose sector is right, each of the rows that say it."""
    asked = [{"id": row["id"], "text": row["text"], **_asked(row)} for row in gold]
    made = predict.predicted_rows("actors", asked)
    figures: Figures = {}
    for field, names in {"country": ("country", "cc"), "sector": ("code_1",)}.items():
        told = [(next((row["expected"][name] for name in names if name in row["expected"]), None)) for row in gold]
        right = [_meets(one[field], wanted) for one, wanted in zip(made, told, strict=True) if _is_said(wanted)]
        figures[f"{field} accuracy"] = sum(right) / len(right) if right else 0.0
    return figures


def _asked(row: Row) -> Row:
    """What a row says beside its string: the date, and the context, which are among its `args`."""
    said = [str(one) for one in ((row.get("extra") or {}).get("args") or ())]
    dates = [one for one in said if one[:4].isdigit()]
    context = " ".join(one for one in said if one not in dates)
    return {"date": row.get("date") or next(iter(dates), None), "context": context}


def _is_said(wanted: Any) -> bool:
    """True unless the field is missing, or anything is right."""
    return wanted is not None and not (isinstance(wanted, dict) and wanted["op"] == "?")


def _meets(made: str, wanted: Any) -> bool:
    if not isinstance(wanted, dict):
        return bool(made == wanted)
    met = made in wanted["value"] if wanted["op"] == "in" else made != wanted["value"]
    return bool(met)


def dedup(gold: list[Row], predicted: list[Row], work: Path) -> Figures:
    """F1 (0 to 1) over the pairs of texts in one cluster."""
    return {"pair F1": _lines("dedup.py", gold, predicted, work)["pair"]["f1"]}


def predicted(layer: str, gold: list[Row]) -> list[Row]:
    """The predictions of a layer for gold rows, whose gold fields do not reach the predictor."""
    return predict.predicted_rows(layer, gold)


def _lines(scorer: str, gold: list[Row], predicted: list[Row], work: Path) -> Any:
    data.write_rows(work / "gold.jsonl", gold)
    data.write_rows(work / "predicted.jsonl", predicted)
    return scored(scorer, work / "gold.jsonl", work / "predicted.jsonl")


def _accuracy(found: dict[str, Any]) -> float:
    return float(found["accuracy"] or 0.0)
