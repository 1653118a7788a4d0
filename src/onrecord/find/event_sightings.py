"""A word seen to carry an event, before mentions of one event are brought together."""

from dataclasses import dataclass, field

from onrecord.find.event_slots import Slots
from onrecord.find.event_words import Frame
from onrecord.find.parties import NOBODY, Party
from onrecord.records import Factuality
from onrecord.text import Span


@dataclass(slots=True)
class Sighting:
    """One mention of an event: its word, the frame it fills, and what its own clause says of it.

    `refers` is True for a noun that points back ("the talks"); `bare` for one that says nothing else of the event, and
    counts only if the event is told elsewhere; `loose` where only a pronoun says who took part ("their talks"); `fresh`
    for a noun that is introduced ("a meeting", "further talks"). `above` is the verb that a noun hangs on ("met for
    talks"). `name` holds the words that name a gathering or what a deed is done to, `sorts` those that say among whom
    ("trilateral"). `kin` is the kind of its word (vocabulary/events.yaml); `within` is True for a verb that tells what
    an attack did ("the attack killed two"). `states` are those that all parties act for, `sides` those of
    each actor, `persons` the actors that are persons.
    """

    token: int
    span: Span
    frame: Frame
    noun: bool
    slots: Slots
    factuality: Factuality
    by: Party = NOBODY
    to: Party = NOBODY
    place: Span | None = None
    country: str | None = None
    date: Span | None = None
    date_value: str | None = None
    refers: bool = False
    bare: bool = False
    loose: bool = False
    headline: bool = False
    above: int | None = None
    fresh: bool = False
    lemma: str = ""
    kin: str = ""
    within: bool = False
    name: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    sides: tuple[frozenset[str], ...] = ()
    persons: frozenset[str] = frozenset()
    mentions: list["Sighting"] = field(default_factory=list)

    @property
    def slight(self) -> bool:
        """True for a mention that does not tell the event: bare, in a headline, or what an attack did."""
        return self.bare or self.headline or self.within

    @property
    def fullness(self) -> float:
        """How much this mention says: the fullest one carries the event. Weights tuned on readings for training."""
        told = bool(self.by) + bool(self.to) + bool(self.place) + bool(self.date)
        return (
            told
            + 0.5 * (len(self.by.names) > 1)
            + bool(self.name)
            + (not self.noun)
            - 2 * self.refers
            - 3 * self.headline
            - 9 * self.bare
            - 9 * self.within
        )
