"""How the reader does on readings that are not the gold's and that its weights were not trained on.

    python -m bench.develop [--reader trained|rules] [--all] [--events]

One line a set: what was held back of the official and of the news texts, and the publishers' news that no weights may
be made of (its rules were developed on a part of it, so this is never a result). With --all also what was trained on.
Acts first, then statements: by PolNeAR's notion, and by READING.md's. With --events the events alone.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from training.readings import Labelled, attributed, labelled

from bench import accuracy, data, statements
from bench.reading import gold_shape, published
from onrecord.layers import Method
from onrecord.reader import read_text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def sets(shared: Path, every: bool) -> dict[str, list[Labelled]]:
    """The labelled texts by what they are used for and of which kind; what was trained on only with `every`."""
    found: dict[str, list[Labelled]] = {}
    for one in labelled(shared):
        if one.acts is not None and (every or one.use != "train"):
            found.setdefault(f"{one.use}, {'official' if one.official else 'news'}", []).append(one)
    return dict(sorted(found.items()))


def figures(texts: list[Labelled], work: Path, reader: Method = "trained") -> accuracy.Figures:
    """F1 and accuracies of the acts found in labelled texts, by the data folder's scorer."""
    for number, one in enumerate(texts):
        name = f"{number:03}.gold.json"
        data.write_text(work / "gold" / f"{number:03}.txt", one.text)
        whole: dict[str, Any] = {"statements": [], "events": [], "acts": one.acts or []}
        data.write_text(work / "gold" / name, json.dumps(whole))
        predicted = gold_shape(read_text(one.text, reader=reader), one.name)
        data.write_text(work / "predicted" / name, json.dumps({**whole, "acts": predicted["acts"]}))
    return accuracy.readings(work / "gold", work / "predicted")


def told(shared: Path, reader: Method = "trained") -> Iterator[tuple[str, int, accuracy.Figures]]:
    """Sets of texts in which somebody marked who says what, none of them trained on: name, number of texts, figures."""
    found: dict[tuple[str, bool], list[Labelled]] = {}
    for one in (*attributed(shared), *labelled(shared)):
        if one.said is not None and one.use != "train":
            whose = "as PolNeAR counts" if one.wide else "official" if one.official else "news"
            found.setdefault((f"{one.use}, said, {whose}", one.wide), []).append(one)
    for (name, wide), texts in sorted(found.items()):
        gold = [{"id": str(at), "text": one.text, "attributions": one.said} for at, one in enumerate(texts)]
        predicted = statements.predict(gold, "rules" if reader == "rules" else "both", wide)
        with tempfile.TemporaryDirectory() as work:
            yield name, len(texts), accuracy.statements(gold, predicted, Path(work))


def happened(shared: Path) -> Iterator[tuple[str, int, accuracy.Figures]]:
    """Readings with events: name, number of texts, figures of the events.

    Of the data folder's `train/` and of publishers' news each third text is only scored, never read;
    the others were marked later. Publishers' news gives no dates and places.
    """
    places = {path.name: path for folder in ("corpus", "html") for path in (shared / folder).rglob("*.txt")}
    sets: dict[str, list[tuple[Labelled, dict[str, Any]]]] = {}
    for one in sorted(labelled(shared), key=lambda one: one.reading.name):
        reading = json.loads(one.reading.read_text("utf-8"))
        theirs = one.reading.parent == shared / "train"
        if theirs or reading.get("events") is not None:
            reading["published"] = reading.get("published") or _published(one.name, places.get(one.name))
            kind = "official" if one.official else "political news" if reading.get("of") else "our own news"
            name = kind if theirs else "publishers' news" if one.use == "measure" else f"{kind}, later"
            sets.setdefault(name, []).append((one, reading))
    for name, texts in sorted(sets.items()):
        read = [text for at, text in enumerate(texts) if at % 3 != 2]
        parts = {"": texts} if name.endswith("later") else {", read": read, ", kept": texts[2::3]}
        for part, some in parts.items():
            with tempfile.TemporaryDirectory() as work:
                yield f"events, {name}{part}", len(some), _events(some, Path(work))


def _published(name: str, place: Path | None) -> str | None:
    """The day on which a text was published: by its sidecar or its name, if either says so."""
    day = _DAY.search(name)
    return published(place) if place is not None else day.group() if day else None


def _events(texts: list[tuple[Labelled, dict[str, Any]]], work: Path) -> accuracy.Figures:
    for number, (one, reading) in enumerate(texts):
        name = f"{number:03}.gold.json"
        data.write_text(work / "gold" / f"{number:03}.txt", one.text)
        empty: dict[str, Any] = {"statements": [], "acts": []}
        data.write_text(work / "gold" / name, json.dumps({**empty, "events": reading.get("events") or []}))
        predicted = gold_shape(read_text(one.text, published=reading["published"]), one.name)
        data.write_text(work / "predicted" / name, json.dumps({**empty, "events": predicted["events"]}))
    return {name: value for name, value in accuracy.readings(work / "gold", work / "predicted").items() if value}


def main() -> int:
    """The exit code, after a line for each set was printed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reader", choices=get_args(Method), default="trained")
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--events", action="store_true", help="the events alone")
    given = asked.parse_args()
    shared = data.shared()
    if shared is None:
        sys.stdout.write("No data folder here; there is nothing to develop on.\n")
        return 0
    if given.events:
        for name, many, found in happened(shared):
            shown = [f"{measure} {value:.3f}" for measure, value in found.items() if measure.startswith("events")]
            sys.stdout.write(f"{name} ({many}): {'; '.join(shown)}\n")
        return 0
    for name, texts in sets(shared, given.all).items():
        with tempfile.TemporaryDirectory() as work:
            found = figures(texts, Path(work), given.reader)
        shown = [f"{measure} {value:.3f}" for measure, value in found.items() if value]
        sys.stdout.write(f"{name} ({len(texts)}): {'; '.join(shown)}\n")
    for name, many, found in told(shared, given.reader):
        shown = [f"{measure} {value:.3f}" for measure, value in found.items()]
        sys.stdout.write(f"{name} ({many}): {'; '.join(shown)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
