"""The same statement in several documents: the same words, or most of them, said by the same speaker."""

from itertools import combinations
from math import fsum

from onrecord.records import Frozen, Statement, slug
from onrecord.resolve.actors import same_person
from onrecord.resolve.commitments import number_of
from onrecord.resolve.wording import length, weights

# The part of the shorter statement's words, by what they say, that the other must hold; and what it must say, in nats.
HELD, SAYS = 0.75, 20.0
# Where one of them names no speaker, they must be almost word for word the same.
HELD_UNNAMED = 0.92
_LOOKED_UP = 4


class Subject(Frozen, frozen=True):
    """A statement as it is compared: its words, and the ids of those who say it."""

    statement: str
    document: str
    words: str
    actors: tuple[str, ...] = ()


def subject(statement: Statement) -> Subject | None:
    """The statement as it is compared; None where its words say too little to be known again."""
    words = " ".join(" ".join(piece.exact.split()) for piece in statement.content)
    if length(words) < SAYS:
        return None
    return Subject(statement.id, statement.document, words, tuple(map(slug, statement.actor)))


def keys(one: Subject) -> list[int]:
    """Numbers under which a statement is found again, by its rarest stems, two at a time."""
    known = weights(one.words)
    rare = sorted(known, key=lambda stem: (-known[stem], stem))[:_LOOKED_UP]
    return sorted({number_of(*sorted(pair)) for pair in combinations(rare, 2)})


def linked(one: Subject, other: Subject) -> float | None:
    """How much of the shorter statement the other holds (0 to 1) if they are one; None if they are not."""
    if one.document == other.document:
        return None
    mine, theirs = weights(one.words), weights(other.words)
    shared = fsum(weight for stem, weight in mine.items() if stem in theirs)
    held = shared / min(length(one.words), length(other.words))
    named = bool(one.actors and other.actors)
    if named and not any(a == b or same_person(a, b) for a in one.actors for b in other.actors):
        return None
    return min(held, 1.0) if held >= (HELD if named else HELD_UNNAMED) else None
