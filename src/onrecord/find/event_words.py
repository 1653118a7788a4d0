"""Words that carry events, looked up by lemma: the frames that they may fill."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.errors import IntegrityError
from onrecord.vocabulary import table

# Slot and class: what must stand beside a word.
Need = tuple[str, str]

KINDS = frozenset(("any", "none", "party", "several", "pair", "person", "official", "place", "body"))


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that carry one type of event in the same way, as vocabulary/events.yaml explains."""

    type: str
    words: tuple[str, ...]
    needs: tuple[str, ...]
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    mode: str | None = None
    equals: bool = False
    finite: bool = False
    deed: bool = False
    held: bool = False
    joint: bool = False
    refers: bool = False
    told: bool = False
    weak: bool = False
    unless: tuple[str, ...] = ()


class EventTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of vocabulary/events.yaml."""

    things: Mapping[str, tuple[str, ...]]
    verbs: tuple[Frame, ...]
    nouns: tuple[Frame, ...]
    joint: tuple[str, ...]
    nuclear: tuple[str, ...]
    plain: Mapping[str, tuple[str, ...]]
    general: tuple[str, ...]
    definite: tuple[str, ...]
    fresh: tuple[str, ...]
    sorts: tuple[str, ...]
    kin: Mapping[str, tuple[str, ...]]
    remote: tuple[str, ...]
    brokering: tuple[str, ...]
    harming: tuple[str, ...]
    multilateral: tuple[str, ...]
    holding: tuple[str, ...]
    auxiliaries: Mapping[str, tuple[str, ...]]
    planning: tuple[str, ...]
    prospective: tuple[str, ...]
    calling: tuple[str, ...]
    prospects: tuple[str, ...]
    purposes: tuple[str, ...]
    inviting: tuple[str, ...]
    taken_up: tuple[str, ...]
    turned_down: tuple[str, ...]
    extending: tuple[str, ...]
    occasions: tuple[str, ...]
    weighing: tuple[str, ...]
    wishing: tuple[str, ...]
    withheld: tuple[str, ...]
    denying: tuple[str, ...]
    upcoming: tuple[str, ...]
    former: tuple[str, ...]
    margins: tuple[str, ...]
    measures: tuple[str, ...]
    going: tuple[str, ...]
    following: tuple[str, ...]
    building: tuple[str, ...]
    instances: tuple[str, ...]


class Sense(NamedTuple):
    """A frame with its needs taken apart: one of the tuples must hold in full, and none of `unless`."""

    frame: Frame
    needs: tuple[tuple[Need, ...], ...]
    unless: tuple[tuple[Need, ...], ...]
    noun: bool


class EventWords(NamedTuple):
    """Senses by lemma, verbs and nouns apart, and the words around them as sets."""

    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    things: dict[str, frozenset[str]]
    plain: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    auxiliaries: dict[str, str]
    kin: dict[str, str]


@cache
def event_words() -> EventWords:
    """The words of vocabulary/events.yaml."""
    shape = table("events", EventTable)
    things = {name: frozenset(words) for name, words in shape.things.items()}
    things["joint"] = frozenset(shape.joint)
    things["nuclear"] = frozenset(shape.nuclear)
    known = {*KINDS, *things}
    for frame in (*shape.verbs, *shape.nouns):
        for _, kind in (pair for need in (*frame.needs, *frame.unless) for pair in _needs(need)):
            if kind not in known:
                raise IntegrityError(f"vocabulary/events.yaml: no class is named {kind!r}; add it to things")
    lists = [field for field in shape.__struct_fields__ if isinstance(getattr(shape, field), tuple)]
    words = {field: frozenset(getattr(shape, field)) for field in lists if field not in ("verbs", "nouns")}
    return EventWords(
        verbs=_by_lemma(shape.verbs, noun=False),
        nouns=_by_lemma(shape.nouns, noun=True),
        things=things,
        plain={kind: frozenset(found) for kind, found in shape.plain.items()},
        words=words,
        auxiliaries={word: kind for kind, found in shape.auxiliaries.items() for word in found},
        kin={word: kind for kind, found in shape.kin.items() for word in found},
    )


def _by_lemma(frames: tuple[Frame, ...], noun: bool) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, tuple[Sense, ...]] = {}
    for frame in frames:
        needs, unless = (tuple(_needs(need) for need in written) for written in (frame.needs, frame.unless))
        sense = Sense(frame, needs, unless, noun)
        for word in frame.words:
            found[word] = (*found.get(word, ()), sense)
    return found


def _needs(written: str) -> tuple[Need, ...]:
    pairs = (part.split() for part in written.split("+"))
    return tuple((slot, kind) for slot, kind in pairs)
