"""The paragraphs that the lines of a paper make, and their text with the way back to page and box."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from onrecord.acquire.composed import Composed, Way
from onrecord.acquire.hyphenated import Words, hyphenated
from onrecord.acquire.lines import Line

# Of the distance between lines: from how much more on a paragraph ends. Of the size of the letters: how deep an indent
# is. Both tuned on pages set by hand in tests/acquire.
_GAP, _INDENT = 1.32, 0.8
# Sizes that differ by less than this part are one.
_SAME = 0.08
# Letters of a note are at most this part of the size of the text.
_NOTE = 0.92

_BULLET = re.compile(r"[•·▪●○◦‣∙–—*-]\s+\S|[•▪●◦‣]")
_NUMBERED = re.compile(r"(?:\(?[a-z0-9]{1,3}\)|\d{1,3}(?:\.\d{1,3}){0,3}\.?|[ivxIVX]{1,5}[.)])\s+\S")
_ENDED = re.compile(r"[.!?:;…][\"”’'»)\]]{0,3}$")
_NOTE_SIGN = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡])\s*\S")


def body_size(pages: Iterable[list[Line]]) -> float:
    """The size in points of most of the letters."""
    sizes = Counter[float]()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_notes(pages: list[list[Line]]) -> tuple[list[Line], list[Line]]:
    """The lines of all pages, and those of the notes at the feet of their columns: smaller, the first with its sign."""
    size = body_size(pages)
    text: list[Line] = []
    notes: list[Line] = []
    for lines in pages:
        columns: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            columns[line.column].append(line)
        for column in columns.values():
            at = len(column)
            while at and column[at - 1].size <= _NOTE * size:
                at -= 1
            while at < len(column) and not _NOTE_SIGN.match(column[at].words):
                at += 1
            text += column[:at]
            notes += column[at:]
    return text, notes


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """The lines in groups that are paragraphs, headings and items."""
    leading = _leading(lines)
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, leading):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _leading(lines: list[Line]) -> dict[float, float]:
    """The distance between lines by size of letters: the most frequent one."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for before, line in pairwise(lines):
        if (before.page, before.column) == (line.page, line.column) and before.base > line.base:
            gaps[_round(line.size)][round((before.base - line.base) * 2) / 2] += 1
    return {size: min(counted, key=lambda gap: (-counted[gap], gap)) for size, counted in gaps.items()}


def _round(size: float) -> float:
    return round(size * 2) / 2


def _goes_on(paragraph: list[Line], line: Line, leading: dict[float, float]) -> bool:
    """True if a line goes on with the paragraph."""
    last = paragraph[-1]
    if hyphenated(last.words) and line.words[0].isalpha() and _same_letters(last, line):
        return True
    if last.cells or line.cells or _BULLET.match(line.words) or not _same_letters(last, line):
        return False
    ended = _ENDED.search(last.words[-8:]) is not None
    spare = _spare(last, line)
    if _NUMBERED.match(line.words) and (ended or spare or _opens_item(paragraph[0])):
        return False
    if (last.page, last.column) != (line.page, line.column):
        return not ended and (line.words[0].islower() or not spare)
    if last.base - line.base > _GAP * leading.get(_round(line.size), 1.2 * line.size):
        return False
    if _indented(paragraph, line) and (ended or not line.words[0].islower()):
        return False
    return not spare or (not ended and line.words[0].islower()) or _centred(last, line)


def _same_letters(first: Line, second: Line) -> bool:
    alike = abs(first.size - second.size) <= _SAME * max(first.size, second.size)
    # A word in bold may begin or end a line of other text; a line in bold over lower case is no heading.
    return alike and (first.bold == second.bold or (second.words[0].islower() and not _ENDED.search(first.words[-8:])))


def _spare(last: Line, line: Line) -> bool:
    """True if the first word of the line would have had room at the end of the last one: somebody broke it there."""
    letter = (last.right - last.left) / max(1, len(last.words))
    word = len(line.words.split(maxsplit=1)[0]) + 1
    return last.edges[1] - last.right > 1.25 * word * letter + 0.5 * last.size


def _opens_item(line: Line) -> bool:
    return _BULLET.match(line.words) is not None or _NUMBERED.match(line.words) is not None


def _indented(paragraph: list[Line], line: Line) -> bool:
    """True if a line stands farther in than those of its paragraph, or farther out than its second line did."""
    last, deep = paragraph[-1], _INDENT * line.size
    if (last.page, last.column) != (line.page, line.column) or _centred(last, line):
        return False
    if len(paragraph) == 1:
        # The second line of an item hangs, that of a paragraph stands out from an indented first line.
        return line.left - last.left > deep and not _opens_item(last)
    return abs(line.left - last.left) > deep


def _centred(first: Line, second: Line) -> bool:
    """True if two lines have one middle, and neither begins where its column does."""
    middle = (first.left + first.right) / 2 - (second.left + second.right) / 2
    inside = min(first.left - first.edges[0], second.left - second.edges[0]) > first.size
    return abs(middle) < 0.5 * first.size and inside and not _ENDED.search(first.words[-8:])


def composed(groups: list[list[Line]], words: Words) -> Composed:
    """The text of the paragraphs, an empty line between them, with page and box of each line."""
    text = Composed()
    for group in groups:
        text.put("\n\n" if text.length else "")
        for number, line in enumerate(group):
            following = group[number + 1] if number + 1 < len(group) else None
            shown, between = line.words, " "
            if following and hyphenated(shown):
                between = ""
                if not words.keeps_hyphen(shown, following.words):
                    shown = shown[:-1]
            shown = " ".join(shown.replace("\u00ad", "").split())
            text.put(shown, Way(page=line.page, box=line.box))
            text.put(between if following else "")
    return text
