"""Where the text of a document stands in its source: the way back from each of its characters to the page or paper.

Imports nothing of ours.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

Box = tuple[float, float, float, float]
Range = tuple[int, int]

# Bytes that one character takes at most, in whatever encoding or repaired; what takes more is an entity.
_WIDEST = 8


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of a document's text, code points `start` to `end`, and where it stands in the source.

    On a web page: `xpath` of the element and `characters`, a range of code points of its string value (the selectors of
    the W3C's Web Annotation Data Model), and `octets`, a half-open range of bytes of the saved source; each character
    of a stretch takes equally many, or the stretch is an entity. On paper: `page`, counted from 1, and `box` in points
    from the upper left corner of the page as it is shown (left, top, right, bottom). What a format does not have is
    None. Stretches that stand nowhere in the source, such as line breaks between blocks, have none.
    """

    start: int
    end: int
    xpath: str | None = None
    characters: Range | None = None
    octets: Range | None = None
    page: int | None = None
    box: Box | None = None

    def within(self, start: int, end: int) -> "Place":
        """The part of it that lies in a range of the text; what cannot be cut (a box, an entity) is whole."""
        low, high = max(self.start, start), min(self.end, end)
        if (low, high) == (self.start, self.end):
            return self
        octets = self.octets
        if octets is not None and octets[1] - octets[0] <= _WIDEST * (self.end - self.start):
            octets = self._cut(octets, low, high)
        characters = None if self.characters is None else self._cut(self.characters, low, high)
        return Place(low, high, self.xpath, characters, octets, self.page, self.box)

    def _cut(self, of: Range, low: int, high: int) -> Range:
        """The part of a range in which each character of the stretch takes as much."""
        each, rest = divmod(of[1] - of[0], self.end - self.start)
        return of if rest else (of[0] + each * (low - self.start), of[1] - each * (self.end - high))


def places_of(places: Sequence[Place], start: int, end: int) -> list[Place]:
    """The places that share a character with the span, in text order; `places` are in text order and do not overlap."""
    found = []
    for at in range(bisect_right(places, start, key=lambda place: place.end), len(places)):
        if places[at].start >= end:
            break
        found.append(places[at])
    return found


def evenly(starts: Any, first: int, last: int) -> Iterator[Range]:
    """The code points `first` to `last` in stretches whose characters take equally many bytes.

    `starts` says where in the bytes each code point begins, and ends.
    """
    if int(starts[last]) - int(starts[first]) == last - first:
        if last > first:
            yield first, last
        return
    begun, width = first, 0
    for at in range(first, last):
        own = int(starts[at + 1]) - int(starts[at])
        if own != width and at > begun:
            yield begun, at
            begun = at
        width = own
    if last > begun:
        yield begun, last
