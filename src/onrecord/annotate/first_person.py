"""Who says "I" outside quotations: whose turn it is in a transcript, or who signs a letter."""

from bisect import bisect_right

from onrecord.annotate.cast import Cast
from onrecord.annotate.descriptions import titled
from onrecord.annotate.titles import office_in
from onrecord.records import Mark

SINGULAR = frozenset(("i", "me", "my", "myself", "mine"))
# Blocks at the end of a text among which its signature is sought.
CLOSING = 4


class FirstPerson:
    """The speakers of a document by where their turns begin, and who signs it."""

    def __init__(self, cast: Cast):
        self.cast = cast
        blocks = cast.layers.layer("block")
        turns = [block for block in blocks if block.label == "turn"]
        self.starts = [block.start for block in turns]
        self.speakers = [self._labelled(block) for block in turns]
        self.signed = () if turns else self._signature(blocks[-CLOSING:])

    def at(self, token: int) -> tuple[str, ...]:
        """The name of who says "I" at the token; empty inside quotations and where the text does not tell."""
        if self.cast.quote[token]:
            return ()
        number = bisect_right(self.starts, self.cast.parse.start[token])
        return self.speakers[number - 1] if number else self.signed

    def _labelled(self, turn: Mark) -> tuple[str, ...]:
        """Whom the label of a turn names: a person, or an official by office ("THE VICE PRESIDENT:")."""
        named = self._person(turn)
        if named:
            return named
        words = self.cast.parse.text[turn.start : turn.end].strip(" :").split()
        lower = [word.lower() for word in words]
        office = office_in(lower)
        if not office or office in ("official", "director", "officer") or len(words) > 4:
            return ()
        return titled(self.cast, " ".join(words), office)

    def _signature(self, closing: list[Mark]) -> tuple[str, ...]:
        """The person whose name alone fills one of the last blocks."""
        for block in closing:
            named = self._person(block)
            length = sum(mark.end - mark.start for mark in self._names(block))
            if named and 2 * length > block.end - block.start and len(self.cast.parse.tokens(*block.span)) < 8:
                return named
        return ()

    def _names(self, block: Mark) -> list[Mark]:
        return [mark for mark in self.cast.layers.within("name", block.start, block.end) if mark.start >= block.start]

    def _person(self, block: Mark) -> tuple[str, ...]:
        for mark in self._names(block):
            name = mark.value[0] if isinstance(mark.value, tuple) and mark.value else ""
            if name in self.cast.actors and self.cast.actors[name].kind == "person":
                return (name,)
        return ()
