"""How far the acts found in speeches are right, over sentences drawn at random and labelled without sight of a reader.

    python -m bench.speeches [--reader trained|rules]

Whole documents are read; the acts whose undertaking shares a character with a drawn sentence are judged, by the data
folder's scorer. One line a measure, then the same without the sentences where two careful people might differ.
"""

import argparse
import hashlib
import json
import math
import sys
import tempfile
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, get_args

from bench import accuracy, data
from bench.data import Row
from bench.reading import predicted
from bench.speeches_drawn import CORPUS
from onrecord.layers import Method

# The scorer's: so much of the shorter undertaking is shared by two that overlap at all leniently.
_LENIENT = 0.5
# What `figures` gives, beside how many acts were found and how many are labelled; the first is the one to reach.
MEASURES = (
    "precision of acts",
    "precision of acts with their kind",
    "precision, right at all",
    "recall of acts",
    "acts F1, kind aside",
    "acts F1",
)


class Spoken(NamedTuple):
    """A speech with its drawn sentences as they were labelled, and the acts that a reader found in them."""

    name: str
    text: str
    rows: list[Row]
    found: list[Row]

    @property
    def labelled(self) -> list[Row]:
        """The acts that the labels of its sentences hold."""
        return [act for row in self.rows for act in row["acts"]]


def read(shared: Path, reader: Method = "trained", every: int = 1) -> list[Spoken]:
    """The speeches that sentences were drawn from, read; only each `every`-th of them.

    Raises ValueError where a text is not the one that was labelled.
    """
    by_document = groupby(data.rows(data.SPEECHES), key=lambda row: str(row["document"]))
    speeches = [(name, list(rows)) for name, rows in by_document][::every]
    return [_read(shared / CORPUS / name, rows, reader) for name, rows in speeches]


def _read(path: Path, rows: list[Row], reader: Method) -> Spoken:
    raw = path.read_bytes()
    if any(hashlib.sha256(raw).hexdigest() != row["sha256"] for row in rows):
        raise ValueError(f"{path.name}: the text has changed since its sentences were labelled")
    found = [act for act in predicted(path, reader)["acts"] if any(_touches(act, row) for row in rows)]
    return Spoken(path.name, raw.decode("utf-8"), rows, found)


def figures(speeches: list[Spoken], work: Path) -> dict[str, float]:
    """Precision, recall and F1 (0 to 1) of the acts, and how many were found and labelled.

    An act is right if its undertaking shares at least half of the characters of both together (white space aside)
    with a labelled act's, one to one: the scorer's strict rule. "right at all" asks for half of the shorter one only,
    and not one to one.
    """
    for speech in speeches:
        data.write_text(work / "gold" / f"{Path(speech.name).stem}.txt", speech.text)
        for folder, acts in (("gold", speech.labelled), ("predicted", speech.found)):
            data.write_text(work / folder / f"{Path(speech.name).stem}.gold.json", json.dumps({"acts": acts}))
    report = accuracy.scored("score_reading.py", work / "gold", work / "predicted", "--all")["strict"]["acts"]
    alone, kind = report["undertaking_only"], report["undertaking_and_kind"]
    at_all = sum(_right_at_all(act, speech) for speech in speeches for act in speech.found)
    values = (
        alone["precision"],
        kind["precision"],
        at_all / max(alone["pred"], 1),
        alone["recall"],
        alone["f1"],
        kind["f1"],
    )
    shares = {measure: value or 0.0 for measure, value in zip(MEASURES, values, strict=True)}
    return {**shares, "found": alone["pred"], "labelled": alone["gold"]}


def without_doubt(speeches: list[Spoken]) -> list[Spoken]:
    """The same speeches with only the sentences that two careful people would hardly differ on."""
    sure = [(speech, [row for row in speech.rows if not row["doubt"]]) for speech in speeches]
    return [
        speech._replace(rows=rows, found=[act for act in speech.found if any(_touches(act, row) for row in rows)])
        for speech, rows in sure
    ]


def interval(share: float, of: float) -> tuple[float, float]:
    """Between what the share lies with 95 per cent confidence, given how many it is a share of (Wilson's interval)."""
    if not of:
        return 0.0, 1.0
    z = 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _touches(act: Row, row: Row) -> bool:
    return any(start < row["end"] and row["start"] < end for start, end in act["undertaking"])


def _right_at_all(act: Row, speech: Spoken) -> bool:
    mine = _characters(act, speech.text)
    for other in speech.labelled:
        theirs = _characters(other, speech.text)
        if mine and theirs and len(mine & theirs) >= _LENIENT * min(len(mine), len(theirs)):
            return True
    return False


def _characters(act: Row, text: str) -> set[int]:
    return {at for start, end in act["undertaking"] for at in range(start, end) if not text[at].isspace()}


def main() -> int:
    """The exit code, after the figures were printed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reader", choices=get_args(Method), default="trained")
    reader: Any = asked.parse_args().reader
    shared = data.shared()
    if shared is None:
        sys.stdout.write("No data folder here; there is nothing to measure on.\n")
        return 0
    speeches = read(shared, reader)
    for which, some in (("300 sentences", speeches), ("those without doubt", without_doubt(speeches))):
        with tempfile.TemporaryDirectory() as work:
            found = figures(some, Path(work))
        low, high = interval(found["precision of acts"], found["found"])
        shown = "; ".join(f"{measure} {found[measure]:.3f}" for measure in MEASURES)
        counts = f"{found['found']:.0f} found, {found['labelled']:.0f} labelled, precision within {low:.2f}-{high:.2f}"
        sys.stdout.write(f"{which}, {reader}: {shown} ({counts})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
