"""Predictions over many texts at once: threads of acts over a folder, clusters of near-duplicates. Texts are ours."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench import accuracy, data, develop_threads, predict, scoreboard, threads
from training.readings import labelled

SHIPS = "deliver ten icebreakers to the Arctic coast guard"
TEXTS = {
    "2023-05-07_plan": f"Canada and Norway met in Oslo.\n\nCanada plans to {SHIPS}.\n",
    "2024-05-07_pledge": f"Canada will {SHIPS}, its minister said.\n\nNorway pledged to train forty pilots by 2027.\n",
}
STORY = (
    "The ferry to the northern islands stopped for a day on Monday after its engine failed outside the harbour. Forty "
    "passengers were taken ashore in fishing boats, the company said, and nobody was hurt. A second ship takes over."
)
OTHER = "Farmers in the valley expect a late harvest, because rain fell on all but three days of the past two months."


def gold(name: str, *acts: tuple[str, str, str]) -> dict[str, Any]:
    """A reading in the shape of the gold, with acts of (kind, by, words of the undertaking)."""
    text = TEXTS[name]
    rows = []
    for number, (kind, by, words) in enumerate(acts, 1):
        span = [text.index(words), text.index(words) + len(words)]
        rows.append({"id": f"A{number}", "kind": kind, "trigger": span, "undertaking": [span], "by": [by]})
    return {"states": {"Canada": "Canada", "Norway": ["Norway"], "The minister": "Canada"}, "acts": rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two texts with their gold."""
    made = tmp_path / "texts"
    acts = {
        "2023-05-07_plan": [("plan", "Canada", SHIPS)],
        "2024-05-07_pledge": [("pledge", "The minister", SHIPS), ("pledge", "Norway", "train forty pilots")],
    }
    for name, text in TEXTS.items():
        data.write_text(made / f"{name}.txt", text)
        data.write_text(made / f"{name}.gold.json", json.dumps(gold(name, *acts[name])))
    return made


def run(folder: Path, *more: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of a prediction of threads, and the threads."""
    target = folder.parent / "out" / "threads.json"
    code = predict.main(["threads", str(folder), str(target), *more])
    return code, json.loads(target.read_text(encoding="utf-8"))["threads"] if target.exists() else []


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was said on stderr, but for the progress."""
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("bench.predict")]


def test_gold_acts_of_one_undertaking_become_one_thread(folder: Path) -> None:
    code, found = run(folder, "--acts", "gold")
    assert code == predict.OK
    assert found == [
        {"id": "T1", "label": SHIPS, "stage": "pledged", "promisor": ["Canada"],
         "acts": ["2023-05-07_plan.txt#A1", "2024-05-07_pledge.txt#A1"]},
        {"id": "T2", "label": "train forty pilots", "stage": "pledged", "promisor": ["Norway"],
         "acts": ["2024-05-07_pledge.txt#A2"]},
    ]  # fmt: skip


def test_an_act_counts_from_its_own_date(folder: Path) -> None:
    path = folder / "2024-05-07_pledge.gold.json"
    shape = json.loads(path.read_text(encoding="utf-8"))
    shape["acts"][0]["date_value"] = "2020-01"
    path.write_text(json.dumps(shape), encoding="utf-8")
    _, found = run(folder, "--acts", "gold")
    assert found[0]["acts"] == ["2024-05-07_pledge.txt#A1", "2023-05-07_plan.txt#A1"]


def test_a_document_counts_from_the_date_of_its_sidecar(folder: Path) -> None:
    (folder / "2024-05-07_pledge.json").write_text('{"published": "2021-02-03"}', encoding="utf-8")
    _, found = run(folder, "--acts", "gold")
    assert found[0]["acts"] == ["2024-05-07_pledge.txt#A1", "2023-05-07_plan.txt#A1"]


def test_own_acts_have_the_ids_of_the_layer_reading_and_need_no_gold(folder: Path) -> None:
    _, beside = run(folder)
    for path in folder.glob("*.gold.json"):
        path.unlink()
    code, found = run(folder)
    assert code == predict.OK
    assert found == beside
    assert predict.main(["reading", str(folder), str(folder.parent / "read")]) == predict.OK
    acts = {
        f"{name}.txt#{act['id']}"
        for name in TEXTS
        for act in json.loads((folder.parent / "read" / f"{name}.gold.json").read_text(encoding="utf-8"))["acts"]
    }
    assert acts
    assert sorted(act for thread in found for act in thread["acts"]) == sorted(acts)


def test_a_text_without_gold_is_named_and_the_others_are_threaded(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2023-05-07_plan.gold.json").unlink()
    code, found = run(folder, "--acts", "gold")
    (line,) = told(capsys)
    assert code == predict.PARTIAL
    assert "2023-05-07_plan.txt: " in line
    assert [thread["acts"] for thread in found] == [["2024-05-07_pledge.txt#A1"], ["2024-05-07_pledge.txt#A2"]]


def test_a_folder_without_gold_gives_no_threads_of_gold_acts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in folder.glob("*.gold.json"):
        path.unlink()
    assert run(folder, "--acts", "gold") == (predict.FAILED, [])
    *lines, last = told(capsys)
    assert len(lines) == len(TEXTS)
    assert all("no 20" in line and ".gold.json" in line for line in lines)
    assert "nothing was written" in last


ACT = {"id": "A1", "kind": "plan", "undertaking": [[0, 6]]}


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("{", "not JSON"),
        ("[]", 'a list "acts"'),
        (json.dumps({"acts": [ACT | {"undertaking": [[0, 9999]]}]}), "outside the text"),
        (json.dumps({"acts": [ACT | {"undertaking": []}]}), "act A1"),
        (json.dumps({"acts": [ACT | {"kind": "hope"}]}), "'hope'"),
        (json.dumps({"acts": [{"id": "A1", "kind": "plan"}]}), "undertaking"),
        (json.dumps({"acts": [ACT, ACT]}), "one id"),
        (json.dumps({"acts": ["A1"]}), "no object"),
    ],
)
def test_gold_that_does_not_fit_is_named(
    shape: str, why: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2023-05-07_plan.gold.json").write_text(shape, encoding="utf-8")
    code, found = run(folder, "--acts", "gold")
    (line,) = told(capsys)
    assert code == predict.PARTIAL
    assert "2023-05-07_plan" in line
    assert why in line
    assert len(found) == 2


@pytest.mark.parametrize("more", [["--acts"], ["--acts", "own"], ["gold"], ["--acts", "gold", "x"]])
def test_other_choices_of_acts_are_wrong_usage(
    more: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *more) == (predict.USAGE, [])
    assert "--acts gold" in told(capsys)[0]


def test_only_threads_takes_gold_acts(folder: Path) -> None:
    out = str(folder.parent / "out")
    assert predict.main(["reading", str(folder), out, *predict.GOLD_ACTS]) == predict.USAGE


def test_threads_do_not_depend_on_the_order_of_acts(folder: Path) -> None:
    acts = [act for path in sorted(folder.glob("*.txt")) for act in threads.members(path, gold=True)]
    assert threads.threaded(acts) == threads.threaded(reversed(acts))


def test_an_act_alone_is_a_thread_and_no_acts_are_none(folder: Path) -> None:
    (act, *_) = threads.members(folder / "2023-05-07_plan.txt", gold=True)
    assert [thread["acts"] for thread in threads.threaded([act])["threads"]] == [["2023-05-07_plan.txt#A1"]]
    assert threads.threaded([]) == {"threads": []}


def dedup(tmp_path: Path, *lines: object) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of a prediction of clusters, and the rows."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    said = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    source.write_text("\n".join(said), encoding="utf-8")
    code = predict.main(["dedup", str(source), str(target)])
    return code, data.rows(target) if target.exists() else []


ROWS = [
    {"id": "z", "text": STORY},
    {"id": "o", "text": OTHER},
    {"id": "b", "text": "OSLO — " + STORY},
    {"id": "c", "text": STORY.replace(" on Monday", "")},
]
CLUSTERS = {"z": "b", "o": "o", "b": "b", "c": "b"}


def test_texts_of_one_story_get_one_cluster(tmp_path: Path) -> None:
    code, found = dedup(tmp_path, *ROWS)
    assert code == predict.OK
    assert found == [{"id": name, "cluster": cluster} for name, cluster in CLUSTERS.items()]


def test_clusters_depend_neither_on_the_order_nor_on_gold(tmp_path: Path) -> None:
    _, found = dedup(tmp_path, *(row | {"cluster": "same", "edit": "orig"} for row in reversed(ROWS)))
    assert {row["id"]: row["cluster"] for row in found} == CLUSTERS
    assert all(row.keys() == {"id", "cluster"} for row in found)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{not json", "not JSON"),
        ({"id": "x"}, 'no field "text"'),
        ({"text": STORY}, 'no field "id"'),
        ({"id": 5, "text": STORY}, 'no field "id"'),
        ({"id": "z", "text": OTHER}, "an earlier row has the id 'z'"),
    ],
)
def test_a_bad_row_is_named_and_the_others_get_clusters(
    line: object, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = dedup(tmp_path, *ROWS, line)
    (said,) = told(capsys)
    assert code == predict.PARTIAL
    assert {row["id"]: row["cluster"] for row in found} == CLUSTERS
    assert f"line {len(ROWS) + 1}" in said
    assert why in said


def test_nothing_is_written_where_no_row_has_an_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dedup(tmp_path, {"text": STORY}) == (predict.FAILED, [])
    assert "nothing was written" in told(capsys)[-1]


def test_a_data_set_that_is_not_there_is_told_on_the_board(tmp_path: Path) -> None:
    for part, path in ((scoreboard.threads_part, data.THREADS), (scoreboard.dedup_part, data.DEDUP)):
        made = part(tmp_path, tmp_path, False)
        assert {line.verdict for line in made.lines} == {"not measured"}
        assert path in made.notes[0]


@pytest.mark.usefixtures("shared")
def test_gold_threads_are_scored_over_just_their_documents(folder: Path, tmp_path: Path) -> None:
    """The scorers are the data folder's; texts and threads are ours."""
    _, found = run(folder, "--acts", "gold")
    data.write_text(folder / "threads-ships.json", json.dumps({"threads": found}))
    data.write_text(folder / "unnamed.txt", "No gold lies beside this text.")
    work = tmp_path / "work"
    work.mkdir()
    figures = accuracy.threads(folder / "threads-ships.json", work)
    assert figures["gold acts, B-cubed F1"] == figures["gold acts, stage accuracy"] == 1.0
    assert 0 < figures["own acts, B-cubed F1"] <= 1
    assert sorted(path.stem for path in (work / "texts").glob("*.txt")) == sorted(TEXTS)


def test_the_command_runs_as_a_module(folder: Path) -> None:
    target = folder.parent / "threads.json"
    command = [sys.executable, "-m", "bench.predict", "threads", str(folder), str(target), *predict.GOLD_ACTS]
    done = subprocess.run(command, cwd=data.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == predict.OK, done.stderr
    assert len(json.loads(target.read_text(encoding="utf-8"))["threads"]) == 2


def test_the_threads_made_by_hand_name_acts_of_the_readings(shared: Path) -> None:
    known = {f"{one.name}#{act['id']}" for one in labelled(shared) for act in one.acts or ()}
    for path in sorted(develop_threads.FOLDER.rglob("*.json")):
        said = json.loads(path.read_text("utf-8"))
        named = [act for group in said["threads"] for act in group]
        assert len(set(named)) == len(named), path.name
        assert set(named) <= known, path.name
        assert {act.rpartition("#")[0] for act in named} <= set(said["documents"]), path.name
        assert all(len(group) > 1 for group in said["threads"]), path.name
