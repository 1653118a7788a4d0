"""How pages of the web are read: the main text beside trafilatura's, and whether its words lead back to the page.

    python -m bench.pages [--developed]

The expected texts are those of every second page by name; the others were looked at while the reader was made.
"""

import re
import sys
import time
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import trafilatura
from lxml import html as lxml_html

from bench import data
from onrecord.acquire.encoding import Decoded, decoded
from onrecord.acquire.html import Read, read_page
from onrecord.origin import Place, places_of

FOLDER = "html"
MEASURES = ("main text, token F1", "precision", "recall", "paragraphs led back by XPath",
            "paragraphs led back by bytes", "unreadable characters", "pages per CPU-second")  # fmt: skip
# UTF-8 that was read as windows-1252, and what could not be read at all.
_UNREADABLE = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac.|\u00e2\u0080")
_UNSHOWN = re.compile("[\\s\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def pages(folder: Path, developed: bool = False) -> list[Path]:
    """The pages that have an expected text, every second of them by name."""
    found = sorted(path for path in (folder / FOLDER).glob("*.html") if path.with_suffix(".gold.txt").is_file())
    return found[0 if developed else 1 :: 2]


def measured(paths: list[Path]) -> dict[str, float]:
    """The figures of MEASURES over pages, means over pages where they are shares; and trafilatura's, "NAME, theirs"."""
    totals: Counter[str] = Counter()
    seconds, theirs = 0.0, 0.0
    for path in paths:
        raw = path.read_bytes()
        expected = path.with_suffix(".gold.txt").read_text("utf-8")
        began = time.process_time()
        read = read_page(raw)
        seconds += time.process_time() - began
        began = time.process_time()
        other = trafilatura.extract(raw, include_comments=False) or ""
        theirs += time.process_time() - began
        for text, whose in ((read.text, ""), (other, ", theirs")):
            scores = zip(("precision", "recall", MEASURES[0]), _scores(text, expected), strict=True)
            totals.update({f"{name}{whose}": score for name, score in scores})
            if not _UNREADABLE.search(expected):
                totals[f"unreadable characters{whose}"] += len(_UNREADABLE.findall(text))
        totals.update(led_back(read, decoded(raw), raw))
    made: dict[str, float] = dict(totals)
    for name in (MEASURES[0], "precision", "recall"):
        made[name] /= len(paths)
        made[f"{name}, theirs"] /= len(paths)
    for name in ("XPath", "bytes"):
        made[f"paragraphs led back by {name}"] /= made["paragraphs"]
    made["pages per CPU-second"], made["pages per CPU-second, theirs"] = len(paths) / seconds, len(paths) / theirs
    for name in ("unreadable characters", "unreadable characters, theirs"):
        made.setdefault(name, 0)
    return made


def odd_encodings(folder: Path) -> dict[str, float]:
    """How many pages there are that are not UTF-8, and the unreadable characters in the texts of all of them."""
    found = [path for path in (folder / FOLDER).glob("*.html") if "oddenc" in path.name]
    return {
        "pages": len(found),
        "unreadable characters": sum(len(_UNREADABLE.findall(read_page(path.read_bytes()).text)) for path in found),
    }


def _scores(text: str, expected: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of a text, as bags."""
    ours, gold = (Counter(re.findall(r"\w+", one)) for one in (text, expected))
    same = (ours & gold).total()
    if not same:
        return 0.0, 0.0, 0.0
    return same / ours.total(), same / gold.total(), 2 * same / (ours.total() + gold.total())


def led_back(read: Read, source: Decoded, raw: bytes) -> dict[str, int]:
    """How many paragraphs there are, and how many of them are the same words again by either way into the page."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = lxml_html.document_fromstring(source.text.encode("utf-8"), parser=parser)
    strings: dict[str, str] = {}
    counts = {"paragraphs": 0, "paragraphs led back by XPath": 0, "paragraphs led back by bytes": 0}
    for match in re.finditer(r"\S(?:(?!\n\n).)*", read.text, re.DOTALL):
        places = places_of(read.places, *match.span())
        counts["paragraphs"] += 1
        if not _covered(read.text, match.span(), places):
            continue
        counts["paragraphs led back by XPath"] += _by_xpath(read.text, places, tree, strings)
        counts["paragraphs led back by bytes"] += all(
            _bare(read.text[place.start : place.end]) == _bare(_words(raw, place, source.encoding))
            for place in places
            if place.octets or read.text[place.start : place.end].strip()
        )
    return counts


def _covered(text: str, span: tuple[int, int], places: list[Place]) -> bool:
    """True if each line of a paragraph is in places from its first word on, marks of lists aside."""
    inside = {at for place in places for at in range(place.start, place.end)}
    bare = [at for at in range(*span) if at not in inside and not text[at].isspace()]
    marks = {at for mark in re.finditer(r"^\s*(?:-|\w+\.) ", text, re.MULTILINE) for at in range(*mark.span())}
    return bool(places) and all(at in marks for at in bare)


def _by_xpath(text: str, places: list[Place], tree: Any, strings: dict[str, str]) -> bool:
    """True if the range of each element that a paragraph is of holds its words, and nothing more."""
    ranges: dict[str, list[Place]] = {}
    for place in places:
        ranges.setdefault(place.xpath or "", []).append(place)
    for xpath, own in ranges.items():
        if xpath not in strings:
            strings[xpath] = tree.xpath(f"string({xpath})")
        for place in own:
            if place.characters is None:
                return False
            found = strings[xpath][slice(*place.characters)]
            if _bare(found) != _bare(text[place.start : place.end]):
                return False
    return True


def _words(raw: bytes, place: Place, encoding: str) -> str:
    return unescape(raw[slice(*place.octets)].decode(encoding, "replace")) if place.octets else ""


def _bare(text: str) -> str:
    return _UNSHOWN.sub("", text)


def main(arguments: list[str]) -> int:
    """The exit code 0; prints the figures, a line each."""
    folder = data.shared()
    if folder is None:
        print("the data folder ../shared is not here; nothing to measure on")
        return 0
    found = measured(pages(folder, developed="--developed" in arguments))
    for name in MEASURES:
        print(f"{name}: {found[name]:.4f}; trafilatura {found.get(f'{name}, theirs', float('nan')):.4f}")
    print(odd_encodings(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
