"""Readings made by hand and the texts that they are of: what the weights are trained and tried on."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from bench import data

HERE = data.ROOT / "training" / "data"
# Stand-off: acts of documents of the data folder, and statements of such documents; texts of our own beside readings.
READINGS, STATEMENTS, WRITTEN, SAID = (HERE / name for name in ("readings", "statements", "written", "said"))
POLNEAR = "data/statements/polnear/train.jsonl"
# One in so many of the documents that may be trained on is held back, by its hash.
_HELD = 10

Use = Literal["train", "held", "measure"]
# Lists of spans: source, cue, content.
Attribution = dict[str, list[list[int]]]


class Labelled(NamedTuple):
    """A text with what somebody found in it by READING.md, and what it may be used for; None: nobody looked for that.

    `use` is "measure" for the publishers' news of the data folder's corpus, whose terms allow no weights made of it,
    and for the documents of `bench/speeches.jsonl`, which are for measuring only.
    `wide`: what is said was marked by PolNeAR's guidelines, which count attitudes and findings too. `beside` is the
    file of the statements where `reading` is that of the acts.
    """

    name: str
    text: str
    official: bool
    use: Use
    acts: list[dict[str, Any]] | None
    said: list[Attribution] | None
    wide: bool
    reading: Path
    beside: Path | None = None


def attributed(shared: Path) -> Iterator[Labelled]:
    """The texts of PolNeAR's training part with their attributions."""
    place = shared / POLNEAR
    for row in data.rows(place):
        digest = hashlib.sha256(row["text"].encode()).hexdigest()
        yield Labelled(row["id"], row["text"], False, _use(digest), None, row["attributions"], True, place)


def measured_only(name: str, digest: str) -> bool:
    """Whether the document, by its name or by its text's SHA-256, is one that the speeches' acts are measured on."""
    drawn = _drawn()
    return name in drawn or digest in drawn


@cache
def _drawn() -> frozenset[str]:
    return frozenset(row[field] for row in data.rows(data.SPEECHES) for field in ("document", "sha256"))


def _use(digest: str) -> Use:
    return "held" if int(digest[:8], 16) % _HELD == 0 else "train"


def _attributions(reading: dict[str, Any]) -> list[Attribution] | None:
    """The statements of a reading as PolNeAR has them; a speaker's turn in a transcript is none by READING.md."""
    if "statements" not in reading:
        return None
    return [
        {
            "source": [one["speaker"]] if one.get("speaker") else [],
            "cue": [one["cue"]] if one.get("cue") else [],
            "content": one["content"],
        }
        for one in reading["statements"]
        if not one.get("turn")
    ]


def labelled(shared: Path) -> Iterator[Labelled]:
    """Every text read by READING.md but the gold's, sorted by name within each folder.

    Raises ValueError where a text is missing or is not the one that was labelled.
    """
    places = {path.name: path for folder in ("corpus", "html") for path in (shared / folder).rglob("*.txt")}
    polnear = {row["id"]: row["text"] for row in data.rows(shared / POLNEAR)}
    theirs = sorted((shared / "train").glob("*.gold.json"))
    statements = {path.name: path for path in sorted(STATEMENTS.glob("*.json"))}
    for path in [*theirs, *(one for folder in (READINGS, WRITTEN, SAID) for one in sorted(folder.glob("*.json")))]:
        reading = json.loads(path.read_text("utf-8"))
        if path.parent == READINGS and path.name in statements:
            beside = statements.pop(path.name)
            reading["statements"] = json.loads(beside.read_text("utf-8"))["statements"]
            yield _labelled(path, reading, places, polnear)._replace(beside=beside)
        else:
            yield _labelled(path, reading, places, polnear)
    for path in statements.values():
        yield _labelled(path, json.loads(path.read_text("utf-8")), places, polnear)


def _labelled(path: Path, reading: dict[str, Any], places: dict[str, Path], polnear: dict[str, str]) -> Labelled:
    name = Path(reading["document"]).name
    place = path.with_suffix(".txt") if path.parent in (WRITTEN, SAID) else places.get(name)
    if reading.get("of") == "polnear":
        text = polnear.get(name)
    else:
        text = place.read_text("utf-8") if place is not None and place.is_file() else None
    digest = hashlib.sha256((text or "").encode()).hexdigest()
    if text is None or digest != reading["sha256"]:
        raise ValueError(f"{path.name}: its text {name} is missing or has changed")
    kept = place is not None and place.parent.name in ("news-mix", "html")
    use: Use = "measure" if kept or measured_only(name, digest) else _use(digest)
    official = reading.get("kind") != "news"
    return Labelled(name, text, official, use, reading.get("acts"), _attributions(reading), False, path)
