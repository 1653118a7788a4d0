"""Readings made by hand and the texts that they are of: what the weights are trained and tried on."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from bench import data

READINGS = data.ROOT / "training" / "data" / "readings"
WRITTEN = data.ROOT / "training" / "data" / "written"
POLNEAR = "data/statements/polnear/train.jsonl"
# One in so many of the documents that may be trained on is held back, by its hash.
_HELD = 10

Use = Literal["train", "held", "measure"]


class Labelled(NamedTuple):
    """A text with the acts that somebody found in it by READING.md, and what it may be used for.

    `use` is "measure" for the publishers' news of the data folder's corpus: its terms allow no weights made of it.
    """

    name: str
    text: str
    official: bool
    use: Use
    acts: list[dict[str, Any]]
    reading: Path


def labelled(shared: Path) -> Iterator[Labelled]:
    """Every labelled text but the gold's, sorted by name within each folder.

    Raises ValueError where a text is missing or is not the one that was labelled.
    """
    places = {path.name: path for folder in ("corpus", "html") for path in (shared / folder).rglob("*.txt")}
    polnear = {row["id"]: row["text"] for row in data.rows(shared / POLNEAR)}
    theirs = sorted((shared / "train").glob("*.gold.json"))
    for path in [*theirs, *sorted(READINGS.glob("*.json")), *sorted(WRITTEN.glob("*.json"))]:
        reading = json.loads(path.read_text("utf-8"))
        name = Path(reading["document"]).name
        own = path.parent == WRITTEN
        place = path.with_suffix(".txt") if own else places.get(name)
        if reading.get("of") == "polnear":
            text = polnear.get(name)
        else:
            text = place.read_text("utf-8") if place is not None and place.is_file() else None
        digest = hashlib.sha256((text or "").encode()).hexdigest()
        if text is None or digest != reading["sha256"]:
            raise ValueError(f"{path.name}: its text {name} is missing or has changed")
        kept = place is not None and place.parent.name in ("news-mix", "html")
        use: Use = "measure" if kept else "held" if int(digest[:8], 16) % _HELD == 0 else "train"
        yield Labelled(name, text, reading.get("kind") != "news", use, reading["acts"], path)
