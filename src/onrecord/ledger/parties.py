"""Who acts in a record, as names and as states, and whether two records' parties meet."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from onrecord.annotate.titles import titles
from onrecord.records import Actor, Reading, slug
from onrecord.resolve.actors import same_person
from onrecord.store.rows import by_name, states_of


class Party(NamedTuple):
    """The names of a record's actors, the states that they are or act for, and whether all of them are persons.

    All are empty where nobody is named.
    """

    names: tuple[str, ...]
    states: frozenset[str]
    persons: bool

    def __bool__(self) -> bool:
        return bool(self.names)


class Cast:
    """The actors of a reading, by name."""

    def __init__(self, reading: Reading) -> None:
        self.actors: dict[str, Actor] = by_name(reading)

    def party(self, names: Iterable[str]) -> Party:
        """The party that the named actors are; who has no proper name and acts for no known state is nobody."""
        known = tuple(name for name in names if not self._is_nobody(name))
        persons = all(name in self.actors and self.actors[name].kind == "person" for name in known)
        return Party(known, frozenset(states_of(known, self.actors)), persons)

    def _is_nobody(self, name: str) -> bool:
        actor = self.actors.get(name)
        is_named = name[:1].isupper() and (actor is None or actor.kind != "group")
        return not is_named and not (actor and actor.states)


def meet(one: Party, other: Party) -> bool:
    """True if both act for one state, or somebody is in both under forms of one name, or one of them names nobody."""
    return not one or not other or bool(one.states & other.states) or _named_alike(one, other)


def may_be_one(one: Party, other: Party) -> bool:
    """True if the two may be the same speakers: as `meet`, but two persons of one state are two."""
    if one and other and one.persons and other.persons:
        return _named_alike(one, other)
    return meet(one, other)


def _named_alike(one: Party, other: Party) -> bool:
    return any(_one_name(mine, theirs) for mine in one.names for theirs in other.names)


def _one_name(one: str, other: str) -> bool:
    """True if two names can be forms of one: "Joe Biden", "Joseph R. Biden" and "Mr Biden"."""
    if slug(one) == slug(other) or same_person(slug(one), slug(other)):
        return True
    mine, theirs = sorted((_parts(one), _parts(other)), key=len)
    return len(mine) == 1 and mine <= theirs


def _parts(name: str) -> frozenset[str]:
    return frozenset(slug(name).split("-")) - _honorifics()


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(map(slug, titles().honorifics))
