"""What recurs at the edges of pages: running headers, footers and page numbers."""

import re
from collections import defaultdict

from onrecord.acquire.lines import Line

# Lines from the upper and lower edge of a page that may be its header or footer, and the part of its height in which
# they stand.
_OUTERMOST, _EDGE = 3, 0.13
# Height in points of the slots in which headers are sought; the slots beside count as the same place.
_PLACE = 6.0
# On so many pages the same words at the same place are a header (of a document of four pages and fewer: two).
_PAGES = 3

_NUMBER = re.compile(r"\d+|(?<![A-Za-z])[ivxlc]{1,7}(?![A-Za-z])", re.IGNORECASE)
_FIRST, _LAST = re.compile(r"\d{1,4}(?![\d.,)])"), re.compile(r"(?<![\d.,(])\d{1,4}$")
# Characters that a header with a page number has at most.
_LONGEST = 90
_NUMBERED = re.compile(
    r"[\W_]*+(?:page|p\.|pg\.?)?\s*+(?P<number>\d{1,4})(?:\s*+(?:of|/)\s*+\d{1,4})?[\W_]*+", re.IGNORECASE
)


def without_running(pages: list[list[Line]], heights: list[tuple[float, float]]) -> tuple[list[list[Line]], int]:
    """The pages without headers, footers and page numbers, and how many lines those were.

    A line is one if it stands in the upper or lower edge and recurs there on other pages, by place and by words but for
    digits; if it is the number of its page alone; or if it begins or ends with a number that counts the pages there.
    `heights` are bottom and top of each page.
    """
    seen: dict[tuple[bool, str, int], set[int]] = defaultdict(set)
    numbered: dict[tuple[bool, int, int], set[int]] = defaultdict(set)
    edges = [_at_edges(lines, *heights[number]) for number, lines in enumerate(pages)]
    for number, edge in enumerate(edges):
        for line, upper in edge:
            slot = _slot(line, upper, heights[number])
            seen[(upper, _words(line), slot)].add(number)
            for shift in _shifts(line, number):
                numbered[(upper, slot, shift)].add(number)
    least = min(_PAGES, max(2, (len(pages) + 1) // 2))
    kept, dropped = [], 0
    for number, lines in enumerate(pages):
        gone = set()
        for line, upper in edges[number]:
            slot, words = _slot(line, upper, heights[number]), _words(line)
            near = [seen.get((upper, words, at), set()) for at in (slot - 1, slot, slot + 1)]
            counted = any(len(numbered[(upper, slot, shift)]) >= _PAGES for shift in _shifts(line, number))
            if _is_number(line, number) or (_may_run(words) and (counted or _pages(near, least))):
                gone.add(id(line))
        kept.append([line for line in lines if id(line) not in gone])
        dropped += len(gone)
    return kept, dropped


def _shifts(line: Line, page: int) -> set[int]:
    """How far the number that begins or ends a line is from that of its page."""
    if len(line.words) > _LONGEST:
        return set()
    ends = (_FIRST.match(line.words), _LAST.search(line.words))
    return {int(found[0]) - page for found in ends if found}


def _pages(near: list[set[int]], least: int) -> bool:
    """True if there are so many pages in the sets."""
    # Large sets are not joined: that would take as many steps a page as there are pages.
    return any(len(one) >= least for one in near) or len(set[int]().union(*near)) >= least


def _may_run(words: str) -> bool:
    """True of words, and of one number alone; rows of figures are a table's."""
    return any(map(str.isalpha, words)) or words.count("#") == 1


def _words(line: Line) -> str:
    return _NUMBER.sub("#", " ".join(line.words.casefold().split()))


def _slot(line: Line, upper: bool, height: tuple[float, float]) -> int:
    return round(_height(line, upper, height) / _PLACE)


def _height(line: Line, upper: bool, height: tuple[float, float]) -> float:
    """How far a line stands from the edge of its page."""
    return height[1] - line.base if upper else line.base - height[0]


def _is_number(line: Line, page: int) -> bool:
    """True if a line is the number of the page that it stands on, which is counted from 0 here."""
    found = _NUMBERED.fullmatch(line.words) if len(line.words) <= _LONGEST else None
    return found is not None and int(found["number"]) == page + 1


def _at_edges(lines: list[Line], bottom: float, top: float) -> list[tuple[Line, bool]]:
    """The outermost lines of a page in its upper (True) and lower (False) edge."""
    inner = (top - bottom) * _EDGE
    ordered = sorted(lines, key=lambda line: -line.base)
    upper = [(line, True) for line in _outermost(ordered) if line.base > top - inner]
    lower = [(line, False) for line in _outermost(ordered[::-1]) if line.base < bottom + inner]
    return upper + lower


def _outermost(ordered: list[Line]) -> list[Line]:
    """The lines on the first baselines; left, middle and right part of a header stand on one."""
    found: list[Line] = []
    bases: list[float] = []
    for line in ordered:
        if not bases or abs(line.base - bases[-1]) > 2:
            if len(bases) == _OUTERMOST:
                break
            bases.append(line.base)
        found.append(line)
    return found
