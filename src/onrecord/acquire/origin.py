"""Where the text of a document stands in its source: the way back from each of its characters to the page or paper."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """A stretch of a document's text, code points `start` to `end`, and where it stands in the source.

    On a web page: `xpath` of the element and `characters`, a range of code points of its string value (the selectors of
    the W3C's Web Annotation Data Model), and `octets`, a half-open range of bytes of the saved source. On paper:
    `page`, counted from 1, and `box` in points from its lower left corner (left, bottom, right, top). What a format
    does not have is None. Stretches that stand nowhere in the source, such as line breaks between blocks, have none.
    """

    start: int
    end: int
    xpath: str | None = None
    characters: tuple[int, int] | None = None
    octets: tuple[int, int] | None = None
    page: int | None = None
    box: Box | None = None


def places_of(places: Sequence[Place], start: int, end: int) -> list[Place]:
    """The places that share a character with the span, in text order; `places` are in text order and do not overlap."""
    first = bisect_right([place.end for place in places], start)
    found = []
    for place in places[first:]:
        if place.start >= end:
            break
        found.append(place)
    return found
