"""Quotations: straight, curly, low and angle marks, nested, mixed, over several paragraphs, left open.

One linear pass over the quotation marks of each block. A quotation never crosses a block; one that runs on into the
next paragraph is marked once in each.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.records import Mark

_MARKS = re.compile("``|''|[\"“”„‟«»″]|['‘’‚‛`]")
_OPENS, _CLOSES = frozenset("“„‟«"), frozenset("”»")
# Words that begin with an apostrophe; a decade ('90s) is told by its digits.
_ELIDED = re.compile(
    r"(?:em|til|till|tis|twas|twere|n|cause|bout|round|ere|nuff|kay|tude|d|ll|s|re|ve|m|t)\b|\d\ds?\b", re.I
)
_SENTENCE_ENDS = frozenset(",.?!…;")
_AFTER_CLOSE = frozenset(" \t\n,.?!…;:)]}-–—/\"”»'’")
_BEFORE_OPEN = frozenset(" \t\n([{-–—/\"“«„'‘:…")
# Depth at which marks are taken for noise: no printed text nests deeper than three.
_DEEPEST = 4


class _Quotation(NamedTuple):
    """Where the inside of a quotation begins, and the family of the mark that opened it."""

    inside: int
    family: str


def run(layers: Layers) -> Iterable[Item]:
    """The quotations of the document as marks of the layer "quote", the marks themselves left out.

    `label` is double or single (single only where single marks enclose it); `value` is "open" where it runs on into
    the next paragraph or is never closed, "continued" where it goes on from the paragraph before and is closed here,
    None else. A continued quotation that runs on again is "open".
    """
    running: str | None = None
    for block in layers.layer("block"):
        if block.label not in ("paragraph", "item", "headline", "heading"):
            continue
        found, left_open = _quotations(layers.text, block.start, block.end)
        for start, end, family in found:
            continued = running == family and _first_inside(layers.text, block.start, start)
            value = "open" if left_open == (start, family) else "continued" if continued else None
            yield Mark("quote", start, end, family, value)
        running = left_open[1] if left_open else None


def _first_inside(text: str, block: int, inside: int) -> bool:
    return inside - block <= 3 and not any(character.isalnum() for character in text[block:inside])


def _quotations(text: str, start: int, end: int) -> tuple[list[tuple[int, int, str]], tuple[int, str] | None]:
    """The quotations of a block as (start, end, family) in text order, and the one that is left open, if any."""
    marks = [match.span() for match in _MARKS.finditer(text, start, end)]
    if not marks:
        return [], None
    closers = [at for at, stop in marks if text[at] in "'’`" and _can_close(text, at, stop, end)]
    closed_singles = set(_single_pairs(text, start, end, marks, closers))
    ends_of_singles = {close for _, close in closed_singles}
    starts_of_singles = {opening for opening, _ in closed_singles}
    found: list[tuple[int, int, str]] = []
    stack: list[_Quotation] = []
    for number, (at, stop) in enumerate(marks):
        mark = text[at:stop]
        if mark in "'‘’‚‛`":
            if at in starts_of_singles and len(stack) < _DEEPEST:
                stack.append(_Quotation(stop, "single"))
            elif at in ends_of_singles:
                _close(stack, found, at, "single")
        elif _opens(text, (at, stop), (start, end), mark, stack) or _nests(text, marks, number, stack):
            if len(stack) < _DEEPEST:
                stack.append(_Quotation(stop, "double"))
        else:
            _close(stack, found, at, "double")
    left = next((one for one in stack if one.family == "double"), None)
    if left:
        close = len(text[left.inside : end].rstrip()) + left.inside
        if close > left.inside:
            found.append((left.inside, close, "double"))
        else:
            left = None
    return sorted(found, key=lambda one: (one[0], -one[1])), (left.inside, left.family) if left else None


def _opens(text: str, mark_at: tuple[int, int], block: tuple[int, int], mark: str, stack: list[_Quotation]) -> bool:
    """True if the double mark opens a quotation rather than closing one or being an inch or a ditto."""
    before = text[mark_at[0] - 1] if mark_at[0] > block[0] else " "
    after = text[mark_at[1]] if mark_at[1] < block[1] else " "
    inside = any(one.family == "double" for one in stack)
    if mark in _CLOSES:
        return mark == "»" and not inside and before in _BEFORE_OPEN and not after.isspace()
    if mark in _OPENS:
        # “ closes what „ opened, and is typed for ” now and then: word before it, none after it.
        return not (inside and before not in _BEFORE_OPEN and after in _AFTER_CLOSE)
    return not inside and before in _BEFORE_OPEN and not after.isspace()


def _nests(text: str, marks: list[tuple[int, int]], number: int, stack: list[_Quotation]) -> bool:
    """True if a straight mark within straight marks opens a quotation: space before, word after, two to follow."""
    at, stop = marks[number]
    if text[at:stop] != '"' or not text[at - 1].isspace() or not text[stop : stop + 1].isalnum():
        return False
    following = [text[a:b] for a, b in marks[number + 1 : number + 3]]
    return following == ['"', '"'] and not text[marks[number + 1][0] - 1].isspace() and len(stack) == 1


def _close(stack: list[_Quotation], found: list[tuple[int, int, str]], at: int, family: str) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family == family:
            inside = stack[depth].inside
            del stack[depth:]
            if at > inside:
                found.append((inside, at, family))
            return


def _can_close(text: str, at: int, stop: int, end: int) -> bool:
    return not text[at - 1 : at].isspace() and (stop >= end or text[stop] in _AFTER_CLOSE)


def _single_pairs(
    text: str, start: int, end: int, marks: list[tuple[int, int]], closers: list[int]
) -> Iterator[tuple[int, int]]:
    """Opening and closing offsets of the quotations in single marks; apostrophes never take part."""
    done = start
    openings = [
        (at, stop)
        for at, stop in marks
        if text[at] in "'‘‚‛`" and stop - at == 1 and (at == start or text[at - 1] in _BEFORE_OPEN)
        and stop < end and (text[stop].isalnum() or text[stop] in "\"“«[($£€#@") and not _ELIDED.match(text, stop)
    ]  # fmt: skip
    for number, (at, stop) in enumerate(openings):
        if at < done:
            continue
        limit = openings[number + 1][0] if number + 1 < len(openings) else end
        close = _closing(text, stop, limit, closers)
        if close is not None:
            yield at, close
            done = close + 1


def _closing(text: str, inside: int, limit: int, closers: list[int]) -> int | None:
    """The closing mark of a quotation opened before `inside`; a plural's apostrophe is the last choice."""
    plural = None
    for index in range(bisect_right(closers, inside), len(closers)):
        at = closers[index]
        if at >= limit:
            break
        if text[at - 1] in _SENTENCE_ENDS or text[at + 1 : at + 2] in tuple(',.?!;:)"”'):
            return at
        if text[at - 1] not in "sS":
            return at
        plural = at if plural is None else plural
    return plural


component = Component("quotes", "1", ("parse", "block"), ("quote",), run)
