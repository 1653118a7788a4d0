"""How acts are threaded in series of official documents that are not the gold's, and how far two people agree on them.

    python -m bench.develop_threads

`training/data/threads` groups the acts of the readings made by hand; what threads go by was chosen on a part of it, so
this is never a result. Each series is threaded by itself. The second line scores, on the series that two people
threaded, the second against the first, and the third what the program does on the same.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from training.readings import Labelled, labelled

from bench import accuracy, data, reading, threads
from bench.data import Row
from onrecord.commitment import stage_of
from onrecord.reader import read_text
from onrecord.store.threads import Member

FOLDER = data.ROOT / "training" / "data" / "threads"
SECOND = FOLDER / "second"


class Series(NamedTuple):
    """The acts of some documents by name, and the groups of those that somebody took for one commitment."""

    name: str
    acts: Mapping[str, Member]
    groups: Sequence[Sequence[str]]


def series(folder: Path, shared: Path) -> Iterator[Series]:
    """The series of a folder, by name; raises KeyError where a document is not among the readings."""
    known = {one.name: one for one in labelled(shared)}
    places = {path.name: path for path in (shared / "corpus").rglob("*.txt")}
    for path in sorted(folder.glob("*.json")):
        said = json.loads(path.read_text("utf-8"))
        acts = {act.turn.act: act for name in said["documents"] for act in _members(known[name], places[name])}
        yield Series(path.stem, acts, said["threads"])


def _members(one: Labelled, path: Path) -> list[Member]:
    """The acts of a reading made by hand; for which states its actors act, the rules tell of the same text."""
    found = read_text(one.text, published=reading.published(path), reader="rules").actors
    states = {actor.name: actor.states for actor in found}
    by_family = {name.rpartition(" ")[2]: of for name, of in states.items() if of}
    named = {name for act in one.acts or () for field in ("by", "to") for name in act.get(field) or ()}
    shape: Row = {
        "acts": one.acts or [],
        "states": {name: list(states.get(name) or by_family.get(name.rpartition(" ")[2], ())) for name in named},
    }
    return threads.members_of(path, shape)


def figures(several: Sequence[Series], others: Mapping[str, Sequence[Sequence[str]]] | None = None) -> Row:
    """The scorer's report on our threads of some series, or on somebody's groups (`others`, by the series' name)."""
    gold: list[Row] = []
    made: list[Row] = []
    for one in several:
        gold += _threads(one, one.groups)
        if others is None:
            made += threads.threaded(one.acts.values())["threads"]
        else:
            made += _threads(one, others[one.name])
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (("gold", gold), ("made", made)):
            data.write_text(Path(folder) / f"{name}.json", json.dumps({"threads": rows}))
        report: Row = accuracy.scored("score_threads.py", Path(folder) / "gold.json", Path(folder) / "made.json")
    return report


def _threads(one: Series, groups: Sequence[Sequence[str]]) -> list[Row]:
    """The groups, and each other act alone, with the stage that follows from the acts."""
    grouped = {act for group in groups for act in group}
    rows = [*groups, *([act] for act in one.acts if act not in grouped)]
    return [{"acts": list(row), "stage": stage_of(one.acts[act].turn for act in row)} for row in rows]


def main() -> int:
    """The exit code, after a line for each comparison was printed."""
    shared = data.shared()
    if shared is None:
        sys.stdout.write("No data folder here; there is nothing to develop on.\n")
        return 0
    all_series = list(series(FOLDER, shared))
    again = {path.stem: json.loads(path.read_text("utf-8"))["threads"] for path in sorted(SECOND.glob("*.json"))}
    twice = [one for one in all_series if one.name in again]
    _tell("all series", figures(all_series))
    _tell("threaded twice, the second person", figures(twice, again))
    _tell("threaded twice, the program", figures(twice))
    return 0


def _tell(what: str, report: Row) -> None:
    b, pairs, stage = report["bcubed"], report["pairwise"], report["stage"]
    sys.stdout.write(
        f"{what} ({stage['n']} acts): B-cubed P {b['precision']:.3f} R {b['recall']:.3f} F1 {b['f1']:.3f}; "
        f"pairs P {pairs['precision']:.3f} R {pairs['recall']:.3f}; stage {stage['accuracy']:.3f}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
