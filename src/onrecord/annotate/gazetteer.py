"""What is known of places before reading: our own table and the states, with coordinates; towns stand in `towns`."""

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from onrecord.annotate.lexicon import Trie, bodies, put, split
from onrecord.vocabulary import rows, table
from onrecord.vocabulary.states import states

Kind = Literal[
    "country", "region", "city", "continent", "sea", "bay", "strait", "canal", "route", "river", "lake", "mountain",
    "island", "zone", "base", "site", "building",
]  # fmt: skip


class Place(msgspec.Struct, frozen=True):
    """A row of vocabulary/places.tsv. `code` is ISO 3166-1 alpha-2, in the US and Canada with GeoNames' part."""

    name: str
    also: str = ""
    kind: Kind = "region"
    code: str = ""
    latitude: str = ""
    longitude: str = ""


class Spot(NamedTuple):
    """Where a place lies, empty where that is not clear. `part` is GeoNames' first-level region within the country."""

    code: str = ""
    latitude: str = ""
    longitude: str = ""
    part: str = ""

    @property
    def value(self) -> tuple[str, ...] | None:
        """Code, latitude and longitude as marks carry them; None if nothing is known."""
        return self[:3] if any(self[:3]) else None


@cache
def places() -> dict[str, Place]:
    """The rows of our own table by their names."""
    return {place.name: place for place in rows("places", Place)}


@cache
def capitals() -> dict[str, str]:
    """The codes of states by the names of their capitals."""
    return {form: state.code for state in states().values() for form in split(state.capitals)}


@cache
def known_places() -> Trie:
    """The names of our table and capitals by first word, and longer names that only hold one, to be passed by."""
    found: Trie = {}
    forms = {form: place for place in places().values() for form in (place.name, *split(place.also))}
    for form, place in forms.items():
        put(found, form, place.name, place.kind)
    for form in capitals().keys() - forms.keys():
        put(found, form, form, "city")
    others = [form for state in states().values() for form in (state.name, *split(state.also), *split(state.people))]
    others += [form for body in bodies().values() for form in (body.name, *split(body.also))]
    for form in {*table("look_alikes", list[str]), *others} - forms.keys() - capitals().keys():
        put(found, form, "", "none")
    for form in [form for form in forms if form.endswith(".") and " " not in form]:
        first = form.lower()  # the tokeniser cuts the full stop off some: "W.Va" and "."
        found.setdefault(first.removesuffix("."), []).extend(pair for pair in found[first] if pair[0] == form)
    for entries in found.values():
        entries.sort(key=lambda pair: -len(pair[0]))
    return found


def told(name: str) -> bool:
    """True for the names of our table, of states, peoples and bodies, and what looks like them: no town is meant."""
    return any(form == name for form, _ in known_places().get(name.partition(" ")[0].lower(), ()))


@cache
def place_names() -> frozenset[str]:
    """The names of our table and of capitals."""
    ours = (form for place in places().values() for form in (place.name, *split(place.also)))
    return frozenset((*ours, *capitals()))


def spot_of(name: str) -> Spot:
    """Where a place of our table lies."""
    place = places()[name]
    code, _, part = place.code.partition("-")
    return Spot(code, place.latitude, place.longitude, part)


def country_spot(name: str) -> Spot:
    """Where a state lies: its code and the middle of its land."""
    state = states()[name]
    return Spot(state.code, state.latitude, state.longitude)
