"""A text cut where anchors begin and end, so that overlapping highlights become a flat row of pieces."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Layer(NamedTuple):
    """One highlighted range: which record it belongs to (its number) and what it is in it ("cue", "undertaking")."""

    start: int
    end: int
    record: int
    role: str


class Segment(NamedTuple):
    """A piece of the text, `start` to `end`, and the layers that cover all of it, widest first."""

    start: int
    end: int
    layers: tuple[Layer, ...]


def segments(start: int, end: int, layers: Iterable[Layer]) -> Iterator[Segment]:
    """The pieces from `start` to `end` in order, without gap or overlap; layers outside are ignored."""
    inside = [layer for layer in layers if layer.start < end and layer.end > start]
    cuts = {start, end}
    opening: dict[int, list[Layer]] = {}
    closing: dict[int, list[Layer]] = {}
    for layer in inside:
        first, last = max(start, layer.start), min(end, layer.end)
        cuts.update((first, last))
        opening.setdefault(first, []).append(layer)
        closing.setdefault(last, []).append(layer)
    current: dict[Layer, None] = {}
    ordered = sorted(cuts)
    for here, there in pairwise(ordered):
        for layer in closing.get(here, ()):
            current.pop(layer, None)
        current.update(dict.fromkeys(opening.get(here, ())))
        yield Segment(here, there, tuple(sorted(current, key=lambda layer: (layer.start - layer.end, layer.record))))
