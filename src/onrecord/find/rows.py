"""Actors named in a row ("Roe, Lind, and Berg"), however the parse hangs one on the other."""

import re

from onrecord.layers import Layers
from onrecord.records import Mark
from onrecord.text import Span

# Members of a row; no text names more as one subject.
MOST = 16
_BETWEEN = re.compile(r",? and |, |,? & ")
_LAST = re.compile(r",? (?:and|&) ")
_WIDEST = 7
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def row(layers: Layers, token: int, any_place: bool = False) -> list[Mark]:
    """The mentions in a row of which the subject at the token names one, in text order; none if it stands alone.

    With `any_place` the token need be no subject.

    A row has members of one kind and an "and" before its last. What a preposition or a verb introduces is in no row
    that a subject follows: "after talks with Roe, Lind and Berg met".
    """
    parse = layers.parse
    if not any_place and parse.dep[token] not in _SUBJECTS:
        return []
    start = _outermost(layers, Span(parse.start[token], parse.end[token]))
    if start is None:
        return []
    members = [start]
    while len(members) < MOST and (after := _neighbour(layers, members[-1], True)):
        members.append(after)
        if _LAST.fullmatch(layers.text, members[-2].end, after.start):
            break
    while len(members) < MOST and (before := _neighbour(layers, members[0], False)):
        members.insert(0, before)
    while len(members) > 1 and not _LAST.fullmatch(layers.text, members[-2].end, members[-1].start):
        members.pop()
    return members if len(members) > 1 and members[-1].end > parse.start[token] else []


def _outermost(layers: Layers, span: Span) -> Mark | None:
    around = [mark for mark in layers.within("mention", *span) if mark.span.covers(span) and mark.value]
    return max(around, key=lambda mark: mark.end - mark.start, default=None)


def _neighbour(layers: Layers, mark: Mark, after: bool) -> Mark | None:
    """The next mention of the same kind, beyond a comma or an "and"."""
    low, high = (mark.end, mark.end + _WIDEST) if after else (mark.start - _WIDEST, mark.start)
    for other in layers.within("mention", low, high):
        first, second = (mark, other) if after else (other, mark)
        if first.end > second.start or not _BETWEEN.fullmatch(layers.text, first.end, second.start):
            continue
        outer = _outermost(layers, other.span)
        apart = outer is not None and (outer.start >= mark.end if after else outer.end <= mark.start)
        if outer is not None and apart and _alike(layers, mark, outer) and (after or not _introduced(layers, outer)):
            return outer
    return None


def _alike(layers: Layers, one: Mark, other: Mark) -> bool:
    kinds = {actor.kind for mark in (one, other) for name in _names(mark) if (actor := layers.actors.get(name))}
    return kinds in ({"person"}, {"state"}) and set(_names(one)).isdisjoint(_names(other))


def _introduced(layers: Layers, mark: Mark) -> bool:
    parse = layers.parse
    before = parse.token_at(mark.start) - 1
    return before >= 0 and (parse.tag[before] in ("IN", "TO") or parse.tag[before][:2] == "VB")


def _names(mark: Mark) -> tuple[str, ...]:
    return mark.value if isinstance(mark.value, tuple) else (mark.value or "",)
