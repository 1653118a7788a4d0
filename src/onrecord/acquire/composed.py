"""A text put together from pieces of a source, with the way back from each piece."""

from typing import NamedTuple

import msgspec

from onrecord.acquire.plain import Acquired, from_text, of_source
from onrecord.origin import Box, Place
from onrecord.records import Finding


class Way(NamedTuple):
    """Where a piece stands in its source; the fields are those of `Place`."""

    xpath: str | None = None
    characters: tuple[int, int] | None = None
    octets: tuple[int, int] | None = None
    page: int | None = None
    box: Box | None = None


class Composed:
    """A text under composition. Pieces that touch each other in the source as in the text share one place."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self._pieces: list[str] = []
        self.length = 0

    @property
    def text(self) -> str:
        """What was put so far."""
        return "".join(self._pieces)

    def put(self, words: str, way: Way | None = None) -> None:
        """Returns nothing: puts the words at the end; with no way they stand nowhere in the source."""
        if not words:
            return
        start = self.length
        self._pieces.append(words)
        self.length += len(words)
        if way is not None:
            place = Place(start, self.length, *way)
            if self.places and (joined := _joined(self.places[-1], place)):
                self.places[-1] = joined
            else:
                self.places.append(place)

    def acquired(
        self,
        data: bytes,
        source: str,
        findings: tuple[Finding, ...] = (),
        *,
        any_language: bool = False,
        **said: str | None,
    ) -> Acquired:
        """The document of this text with what the source says of itself; raises ReadError as `from_text` does."""
        made = from_text(self.text, source, any_language=any_language)
        return of_source(made, data, findings, tuple(self.places), **said)


def _joined(first: Place, second: Place) -> Place | None:
    """The two as one, if they touch in the text and in the ranges of the source; None if they do not."""
    if first.end != second.start or (first.xpath, first.page, first.box) != (second.xpath, second.page, second.box):
        return None
    characters = _touching(first.characters, second.characters)
    octets = _touching(first.octets, second.octets)
    if characters is None and octets is None:
        return None
    if (characters is None) != (first.characters is None) or (octets is None) != (first.octets is None):
        return None
    if first.octets and second.octets and _each(first, first.octets) != _each(second, second.octets):
        return None
    return msgspec.structs.replace(first, end=second.end, characters=characters, octets=octets)


def _each(place: Place, octets: tuple[int, int]) -> float:
    """How many bytes each character of a place takes."""
    return (octets[1] - octets[0]) / (place.end - place.start)


def _touching(first: tuple[int, int] | None, second: tuple[int, int] | None) -> tuple[int, int] | None:
    return (first[0], second[1]) if first and second and first[1] == second[0] else None
