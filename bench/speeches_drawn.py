"""The sentences that the precision of acts in speeches is measured on, as they were drawn.

    python -m bench.speeches_drawn

Prints a row a sentence: document, its SHA-256, start, end. `speeches.jsonl` holds what was printed on the day of the
draw, with labels; another parse gives other sentences, so it is never drawn again into that file.
"""

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import data
from onrecord.reader import annotated, needed
from onrecord.records import Document
from onrecord.text import Span

CORPUS = "corpus/other-alliances"
# What the documents in these folders say was looked at by those who made the reader.
SEEN = (data.ROOT / "training/data/readings", data.ROOT / "training/data/statements")
SEEN_OF_DATA = ("train", data.GOLD)
MANY, SEED, FEWEST_WORDS = 300, 7, 6

# The sidecars' kind `speech` also holds media releases, letters and agreements; titles tell what was spoken.
_SPOKEN = re.compile(
    r"\b(?:speech|address|remarks|transcript|interview|doorstop|press conference|press availability|"
    r"luncheon|dinner|lunch|(?:statement|message) to (?:the )?(?:parliament|house)|"
    r"to the house of representatives|parliamentary statement|"
    r"(?:arrival|welcoming|departure) statement|response to welcoming)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S*\w\S*")


def speeches(shared: Path) -> list[Path]:
    """The texts of what somebody spoke, in order of name, without those that the reader's makers labelled."""
    seen = _seen(shared)
    return [text for text in sorted((shared / CORPUS).glob("*.txt")) if text.name not in seen and _is_spoken(text)]


def _is_spoken(text: Path) -> bool:
    about = json.loads(text.with_suffix(".json").read_text("utf-8"))
    return about["kind"] == "transcript" or (about["kind"] == "speech" and bool(_SPOKEN.search(about["title"])))


def _seen(shared: Path) -> set[str]:
    """The names of the documents that are labelled for training, or gold."""
    folders = (*SEEN, *(shared / name for name in SEEN_OF_DATA))
    readings = (json.loads(path.read_text("utf-8")) for folder in folders for path in folder.glob("*.json"))
    return {Path(reading["document"]).name for reading in readings if "document" in reading}


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text by the product's own parse, those of six words or more, on the text as it is."""
    layers, offsets = annotated(Document("", text), needed(["parse"]), strict=True)
    parse = layers.parse
    for first, stop in parse.sentences:
        span = offsets.to_original(parse.span(first, stop - 1))
        if len(_WORD.findall(text[span.start : span.end])) >= FEWEST_WORDS:
            yield span


def drawn(shared: Path) -> list[data.Row]:
    """The rows of the sentences drawn, in order of document and offset.

    A sentence that stands word for word in a labelled text, or in a speech before it (some are in the corpus twice),
    does not take part.
    """
    seen = _seen(shared)
    told = {_plain(path.read_text("utf-8")) for path in (shared / "corpus").rglob("*.txt") if path.name in seen}
    labelled = "\n".join(sorted(told))
    all_rows: list[data.Row] = []
    before: set[str] = set()
    for path in speeches(shared):
        text = path.read_bytes().decode("utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        for span in sentences(text):
            words = _plain(text[span.start : span.end])
            if words not in before and words not in labelled:
                all_rows.append({"document": path.name, "sha256": digest, "start": span.start, "end": span.end})
            before.add(words)
    return sorted(random.Random(SEED).sample(all_rows, MANY), key=lambda row: (row["document"], row["start"]))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def main() -> int:
    """The exit code, after the rows were printed."""
    shared = data.shared()
    if shared is None:
        sys.stdout.write("No data folder here; there is nothing to draw from.\n")
        return 0
    for row in drawn(shared):
        sys.stdout.write(json.dumps(row) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
