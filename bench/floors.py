"""Accuracy floors: what the reader must not fall below, pinned with the digest of the data they were measured on.

python -m bench.floors                      measured figures beside their floors; exit 1 if one is below
python -m bench.floors --raise              raises floors to just under what is measured
python -m bench.floors --lower --because R  sets all floors anew, lower ones too, and writes R into the changelog

--only NAME (it may be repeated) leaves the floors of other measures as they are, unmeasured.
"""

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench import accuracy, data
from bench.accuracy import Figures

FLOORS = Path(__file__).with_name("floors.json")
CHANGELOG = data.ROOT / "CHANGELOG.md"
# A floor is set this far under the measured figure, so that a change elsewhere that moves one record does not fail.
MARGIN = 0.01


def measured_readings(folder: Path, work: Path) -> Figures:
    """Figures of the gold readings."""
    gold = folder / data.GOLD
    accuracy.predict_readings(sorted(gold.glob("*.txt")), work / "readings")
    return accuracy.readings(gold, work / "readings")


def measured_seed(folder: Path, work: Path) -> Figures:
    """How many of the seed article's statements, events and acts are found with the right actor, type and kind."""
    gold = folder / data.GOLD
    accuracy.predict_readings([gold / f"{data.SEED}.txt"], work / "seed")
    return accuracy.seed_counts(accuracy.seed(gold, work / "seed", work))


def measured_statements(folder: Path, work: Path) -> Figures:
    """Figures of each third document of PolNeAR dev."""
    gold = data.rows(folder / data.POLNEAR)[::3]
    return accuracy.statements(gold, accuracy.predicted("statements", gold), work)


def measured_timex(folder: Path, work: Path) -> Figures:
    """Figures of TimeBank dev."""
    gold = data.rows(folder / data.TIMEBANK)
    return accuracy.timex(gold, accuracy.predicted("timex", gold), work)


def measured_narratives(folder: Path, work: Path) -> Figures:
    """Figures of WikiWars train."""
    gold = data.rows(folder / data.WIKIWARS)
    return accuracy.timex(gold, accuracy.predicted("timex", gold), work)


def measured_commitments(folder: Path, _work: Path) -> Figures:
    """The share of the first 200 G7 commitments that hold an act that commits."""
    return accuracy.commitments(accuracy.predicted("commitments", data.rows(folder / data.G7)[:200]))


def measured_threads(folder: Path, work: Path) -> Figures:
    """Figures of the threads over the documents of the consultative group."""
    return accuracy.threads(folder / data.THREADS, work)


def measured_dedup(folder: Path, work: Path) -> Figures:
    """Figures of near-duplicates of news."""
    gold = data.rows(folder / data.DEDUP)
    return accuracy.dedup(gold, accuracy.predicted("dedup", gold), work)


# What is measured, and the files and folders whose digest its floors are pinned with.
MEASURES: dict[str, tuple[tuple[str, ...], Callable[[Path, Path], Figures]]] = {
    "gold readings": ((data.GOLD,), measured_readings),
    "seed article": ((data.GOLD,), measured_seed),
    "PolNeAR dev, a third": ((data.POLNEAR,), measured_statements),
    "TimeBank dev": ((data.TIMEBANK,), measured_timex),
    "WikiWars train": ((data.WIKIWARS,), measured_narratives),
    "G7 commitments, 200": ((data.G7,), measured_commitments),
    "threads-ncg": ((data.GOLD, data.THREADS), measured_threads),
    "dedup dev": ((data.DEDUP,), measured_dedup),
}


def pinned() -> dict[str, Any]:
    """For each measure the digest of its data and its floors."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def data_digest(folder: Path, name: str) -> str:
    """The digest of the data of a measure."""
    paths = [folder / path for path in MEASURES[name][0]]
    return data.digest(file for path in paths for file in (data.gold_files(path) if path.is_dir() else [path]))


def measured(folder: Path, name: str) -> Figures:
    """The figures of a measure, predicted and scored anew."""
    with tempfile.TemporaryDirectory() as work:
        return MEASURES[name][1](folder, Path(work))


def below(figures: Figures, floors: Mapping[str, float]) -> list[str]:
    """One line for each figure that is below its floor or missing."""
    return [
        f"{name}: {figures.get(name, 0.0):.4f} is below the floor {floor:.4f}"
        for name, floor in floors.items()
        if figures.get(name, 0.0) < floor
    ]


def floors_for(figures: Figures) -> Figures:
    """Floors just under the figures: a point below, counts as they are; never under 0.

    Accuracies over what was matched have none: they fall when harder records come to be matched. That of stages is
    over all gold acts.
    """
    return {
        name: value if name.endswith("found") else max(0.0, _rounded(value - MARGIN))
        for name, value in figures.items()
        if name.endswith(("F1", "share", "found", "stage accuracy"))
    }


def _rounded(value: float) -> float:
    return math.ceil(value * 1000) / 1000


def main(arguments: list[str]) -> int:
    """The exit code, after floors were compared, raised or set anew."""
    given = _given(arguments)
    folder = data.shared()
    if folder is None:
        print("the data folder ../shared is not here; no floor can be measured")
        return 0
    old = pinned() if FLOORS.is_file() else {}
    new: dict[str, Any] = {}
    problems = []
    for name in MEASURES:
        if given.only and name not in given.only:
            new |= {name: old[name]} if name in old else {}
            continue
        figures, digest = measured(folder, name), data_digest(folder, name)
        known = old.get(name, {"digest": digest, "floors": {}})
        same = known["digest"] == digest
        problems += [f"{name}: {line}" for line in below(figures, known["floors"])]
        problems += [] if same else [f"{name}: the data has changed since its floors were pinned"]
        new[name] = {"digest": digest, "floors": _changed(known["floors"], figures, given.lower)}
        print(f"{name}: " + ", ".join(f"{figure} {value:.4f}" for figure, value in figures.items()))
    if given.up or given.lower:
        data.write_text(FLOORS, json.dumps(new, indent=1) + "\n")
    if given.lower:
        add_reason(CHANGELOG, given.because)
        return 0
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


def _given(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.floors", description="Compares, raises or lowers floors.")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="up", action="store_true", help="raise floors that the figures have passed")
    change.add_argument("--lower", action="store_true", help="set all floors anew, lower ones too")
    parser.add_argument("--because", help="why floors are lowered: one line for the changelog")
    parser.add_argument("--only", action="append", choices=MEASURES, metavar="NAME", help="only this measure")
    given = parser.parse_args(arguments)
    if given.lower != bool(given.because):
        parser.error("--lower and --because go together")
    return given


def _changed(floors: Figures, figures: Figures, lower: bool) -> Figures:
    made = floors_for(figures)
    return made if lower else {name: max(value, floors.get(name, 0.0)) for name, value in made.items()}


def add_reason(changelog: Path, reason: str) -> None:
    """Returns nothing: the changelog's first section ends with a line that says why floors were lowered."""
    lines = changelog.read_text(encoding="utf-8").split("\n")
    heads = [number for number, line in enumerate(lines) if line.startswith("## ")]
    at = heads[1] if len(heads) > 1 else len(lines)
    while at > 0 and not lines[at - 1].strip():
        at -= 1
    lines.insert(at, f"- Accuracy floors lowered: {' '.join(reason.split())}")
    data.write_text(changelog, "\n".join(lines))


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main(sys.argv[1:]))
