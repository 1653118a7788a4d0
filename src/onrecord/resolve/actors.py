"""The same person across documents, by names alone: "Joe Biden" and "Joseph R. Biden", never "Biden" alone."""

from functools import cache

from onrecord.records import Actor, slug
from onrecord.vocabulary import table

# Ends of names that are no family name.
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def family(actor: Actor) -> str | None:
    """The part of a person's id that other forms of the name have too; None where the name is no full name."""
    parts = _parts(actor.id) if actor.kind == "person" else []
    return parts[-1] if len(parts) > 1 else None


def same_person(one: str, other: str) -> bool:
    """True if two actors' ids are forms of one full name: nicknames, initials and middle names may differ."""
    mine, theirs = _parts(one), _parts(other)
    if one == other or len(mine) < 2 or len(theirs) < 2 or mine[-1] != theirs[-1]:
        return False
    first, second = _given(mine[0]), _given(theirs[0])
    if first != second:
        return False
    middle, other_middle = mine[1:-1], theirs[1:-1]
    return not middle or not other_middle or all(a[0] == b[0] for a, b in zip(middle, other_middle, strict=False))


def _parts(name: str) -> list[str]:
    return [part for part in slug(name).split("-") if part not in _SUFFIXES]


def _given(name: str) -> str:
    return _nicknames().get(name, name)


@cache
def _nicknames() -> dict[str, str]:
    return {short: full for full, shorts in table("ledger/nicknames", dict[str, list[str]]).items() for short in shorts}
