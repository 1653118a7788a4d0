"""The lines of a page of paper: characters that follow each other on one baseline, however the page is turned."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from onrecord.acquire.glyphs import BLANK, Glyph, Style
from onrecord.origin import Box

# Of the size of the letters: how far a baseline may waver within a line; how wide a gap may be before what follows is
# a line of another column; from how wide a gap on two words stand apart though no blank was set.
_WAVER, _GAP, _APART = 0.3, 1.6, 0.28
# Characters that the number or bullet of an item has at most.
_NUMBER = 5
# A raised digit: smaller than this part of its line's size, and higher than this part of it.
_SMALL, _RAISED = 0.8, 0.18


class Line(NamedTuple):
    """A line or a piece of one. `left`, `right` and `base` are as one reads the page; `box` is in its user space.

    `edges` are the left and right end of the column that it stands in, and `column` its number on the page. `cells` is
    true of a row of words that stand far apart, as in a table.
    """

    words: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    box: Box
    page: int = 0
    column: int = 0
    edges: tuple[float, float] = (0.0, 0.0)
    cells: bool = False


def turned(box: Box, angle: int) -> Box:
    """The box as one reads a page whose text runs at an angle of 0, 90, 180 or 270 degrees."""
    left, bottom, right, top = box
    if angle == 90:
        return bottom, -right, top, -left
    if angle == 180:
        return -right, -top, -left, -bottom
    if angle == 270:
        return -top, left, -bottom, right
    return box


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them."""
    sides = list(zip(*boxes, strict=True))
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def main_angle(found: Iterable[Glyph]) -> int:
    """The right angle at which most of the characters run."""
    angles = Counter(glyph.style.angle for glyph in found if glyph.style and glyph.style.angle % 90 == 0)
    return angles.most_common(1)[0][0] if angles else 0


def segments(found: Iterable[Glyph], angle: int) -> list[Line]:
    """The stretches of characters that follow each other on one baseline, in the order of the page's content.

    Characters that run at another angle, and raised digits that point to a note, are left out.
    """
    return [line for run in _runs(found, angle) if (line := _line(run, angle))]


def _runs(found: Iterable[Glyph], angle: int) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in found:
        if glyph is BLANK:
            if run and run[-1] is not BLANK:
                run.append(BLANK)
            continue
        if glyph.style is None or glyph.style.angle != angle:
            continue
        if last is not None and last.style is not None:
            gap = turned(glyph.box, angle)[0] - turned(last.box, angle)[2]
            size = max(last.style.size, glyph.style.size)
            if not _one_line(last.style, glyph.style, angle) or not -size <= gap <= _GAP * size:
                yield run
                run = []
            elif run and run[-1] is not BLANK and gap > _APART * size:
                run.append(BLANK)
        run.append(glyph)
        last = glyph
    if run:
        yield run


def _base(style: Style, angle: int) -> float:
    return turned((style.x, style.y, style.x, style.y), angle)[1]


def _one_line(first: Style, second: Style, angle: int) -> bool:
    """True if two baselines are one, or that of a small raised or lowered character and its line's."""
    apart = abs(_base(first, angle) - _base(second, angle))
    if first is second or apart <= _WAVER * min(first.size, second.size):
        return True
    small, large = sorted((first.size, second.size))
    return small < _SMALL * large and apart <= 0.6 * large


def _line(run: list[Glyph], angle: int) -> Line | None:
    sizes = Counter[tuple[float, bool, float]]()
    for glyph in run:
        if glyph.style:
            sizes[(round(glyph.style.size, 1), glyph.style.bold, _base(glyph.style, angle))] += len(glyph.words)
    if not sizes:
        return None
    (size, bold, base), _ = sizes.most_common(1)[0]
    kept = [glyph for glyph in run if not _points_to_note(glyph, size, base, angle)]
    words = "".join(glyph.words for glyph in kept).strip()
    if not words:
        return None
    box = around(glyph.box for glyph in kept if glyph.style)
    left, _, right, _ = turned(box, angle)
    return Line(words, left, right, base, size, bold, box)


def _points_to_note(glyph: Glyph, size: float, base: float, angle: int) -> bool:
    if glyph.style is None or not (glyph.words.isdigit() or glyph.words in "*†‡"):
        return False
    return glyph.style.size < _SMALL * size and _base(glyph.style, angle) - base > _RAISED * size


def rows(pieces: list[Line]) -> list[Line]:
    """The pieces from top to bottom, those on one baseline joined from left to right."""
    joined: list[Line] = []
    row: list[Line] = []
    for piece in sorted(pieces, key=lambda one: (-one.base, one.left)):
        if row and row[0].base - piece.base > _WAVER * min(row[0].size, piece.size):
            joined.append(_row(row))
            row = []
        row.append(piece)
    if row:
        joined.append(_row(row))
    return joined


def _row(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    row.sort(key=lambda one: one.left)
    words = row[0].words
    cells = False
    for before, piece in pairwise(row):
        # A word of two fonts or two objects has no gap.
        touching = piece.left - before.right < 0.15 * piece.size
        words += piece.words if touching else " " + piece.words
        # The number of an item stands far from its words, too.
        cells = cells or (len(before.words) > _NUMBER and piece.left - before.right > _GAP * piece.size)
    longest = max(row, key=lambda one: len(one.words))
    box = around(one.box for one in row)
    return longest._replace(words=words, left=row[0].left, right=max(one.right for one in row), box=box, cells=cells)
