"""The order in which a page is read: columns side by side, and what stands over and under them."""

from typing import NamedTuple

from onrecord.acquire.lines import Line, rows

# A gutter between columns: at least so many points wide, so many lines beside each other, and this part of the width of
# the text left and right of it. Tuned on pages set by hand in tests/acquire.
_GUTTER, _LINES, _SIDE = 7.0, 4, 0.18
# In columns most lines are full: this part of them fills this part of its column. Rows of a table do not.
_MOST, _FULL = 0.5, 0.6
# Columns within columns.
_DEEPEST = 3


class _Gutter(NamedTuple):
    left: float
    right: float


def ordered(pieces: list[Line]) -> list[Line]:
    """The lines of a page in reading order, each with the number and the edges of its column."""
    columns: list[list[Line]] = []
    _split(pieces, _DEEPEST, columns)
    found = []
    for number, column in enumerate(columns):
        edges = _edges(column)
        found += [line._replace(column=number, edges=edges) for line in column]
    return found


def _edges(column: list[Line]) -> tuple[float, float]:
    return min(line.left for line in column), max(line.right for line in column)


def _split(pieces: list[Line], depth: int, columns: list[list[Line]]) -> None:
    """Puts the columns that the pieces stand in at the end of `columns`, in reading order."""
    gutter = _gutter(pieces) if depth and len(pieces) >= 2 * _LINES else None
    if gutter is None:
        if pieces:
            columns.append(rows(pieces))
        return
    middle = (gutter.left + gutter.right) / 2
    across = sorted(
        (one for one in pieces if one.left < gutter.left - 1 and one.right > gutter.right + 1),
        key=lambda one: -one.base,
    )
    crossing = set(map(id, across))
    beside = sorted((one for one in pieces if id(one) not in crossing), key=lambda one: -one.base)
    wide: list[Line] = []
    at = 0
    for bar in [*across, None]:
        band = []
        while at < len(beside) and (bar is None or beside[at].base > bar.base):
            band.append(beside[at])
            at += 1
        if band:
            if wide:
                columns.append(rows(wide))
                wide = []
            _beside(band, middle, depth, columns)
        if bar is not None:
            wide.append(bar)
    if wide:
        columns.append(rows(wide))


def _beside(band: list[Line], middle: float, depth: int, columns: list[list[Line]]) -> None:
    for side in (
        [one for one in band if (one.left + one.right) / 2 < middle],
        [one for one in band if (one.left + one.right) / 2 >= middle],
    ):
        _split(side, depth - 1, columns)


def _gutter(pieces: list[Line]) -> _Gutter | None:
    """The widest empty strip between two columns of running text; None if there is none."""
    left, right = _edges(pieces)
    width = right - left
    if width <= 4 * _GUTTER:
        return None
    # How many pieces cover each point of the width; those that span nearly all of it are titles over the columns.
    covered = [0] * (int(width) + 2)
    narrow = [one for one in pieces if one.right - one.left < 0.65 * width]
    if len(narrow) < 2 * _LINES or len(narrow) < 0.3 * len(pieces):
        return None
    for one in narrow:
        covered[int(one.left - left)] += 1
        covered[int(one.right - left) + 1] -= 1
    depth, strips, start = 0, [], None
    few = max(2, 0.05 * len(narrow))
    for x, change in enumerate(covered):
        depth += change
        if depth <= few and start is None:
            start = x
        elif depth > few and start is not None:
            strips.append(_Gutter(left + start, left + x))
            start = None
    fitting = [
        strip
        for strip in strips
        if strip.right - strip.left >= _GUTTER
        and strip.left - left >= _SIDE * width
        and right - strip.right >= _SIDE * width
        and _full(narrow, left, strip.left)
        and _full(narrow, strip.right, right)
    ]
    return max(fitting, key=lambda strip: strip.right - strip.left, default=None)


def _full(pieces: list[Line], left: float, right: float) -> bool:
    """True if text runs between the two: several lines, most of which fill what lies between."""
    inside = rows([one for one in pieces if left - 2 <= one.left and one.right <= right + 2])
    if len(inside) < _LINES:
        return False
    low, high = _edges(inside)
    full = sum(one.right - one.left >= _FULL * (high - low) for one in inside)
    # Columns of figures and names are narrow, or hold few letters.
    letters = sum(len(one.words) for one in inside) / len(inside)
    return full >= _MOST * len(inside) and letters >= 15
