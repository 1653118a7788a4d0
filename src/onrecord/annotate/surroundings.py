"""Where the places of one text lie, settled together: by inhabitants, by what the text names, and by each other."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from onrecord.annotate.gazetteer import Spot, capitals, places, spot_of
from onrecord.annotate.towns import City, cities_named, counties_named

# Set by hand on GeoWebNews and on every second text of LGL; the figures change little when these are halved or doubled.
# How much likelier a country that the text names makes a place of that name (less if it is small: the United States are
# named in most texts, and have a small town of every name), and a part of a country if the text names no other.
NAMED = 30
NAMED_SMALL = 15
SMALL = 50_000
PART = 100
# What one other place near by is worth, as a power of e, and how many count. At HALF degrees away it counts for half.
NEAR = 5.0
MOST_NEAR = 2.0
HALF = 1.0
# Of more places than these each counts less: in a long text some are near each other by chance.
MANY = 15
# No more places than these are kept of one degree of the map, so that a gazetteer is read in time too.
CROWD = 50
# Each round settles the places by what the round before knew of the others.
ROUNDS = 3
# What the chance of the best must be to be the clear answer, and that of a country to be one that the text names.
CLEAR = 0.7
HOME = 0.7
# The weight, in inhabitants, of a place that no list has: where the text names other countries, and where it does not.
STRANGER = 50_000
STRANGER_AT_HOME = 10_000
# How much likelier than by its inhabitants a capital, a city of our own table and a large city are to be meant.
CAPITAL = 30
RENOWN = 5
FAME = 2
FAMOUS = 500_000
# What stands for inhabitants where none are counted.
_COUNTY, _OURS, _LEAST = 50_000, 500_000, 300

Cell = tuple[int, int]


class Candidate(NamedTuple):
    """A place that a name may mean. `weight` is its inhabitants, or what stands for them."""

    spot: Spot
    latitude: float
    longitude: float
    weight: float


class Evidence(NamedTuple):
    """What a text says of where it plays, `name` being what it says it by."""

    name: str
    spot: Spot


@lru_cache(maxsize=4000)
def candidates(name: str) -> list[Candidate]:
    """The towns, counties and places of our own table of that name, heaviest first."""
    found = [_town(city) for city in cities_named(name)]
    found += [_county(county.code, county.latitude, county.longitude) for county in counties_named(name)]
    if name in places():
        own = _candidate(spot_of(name), _OURS)
        near = [town for town in found if _apart(own, town) < 0.5]
        weight = max((town.weight for town in near), default=_OURS) * RENOWN
        found = [*(town for town in found if town not in near), own._replace(weight=weight)]
    elif name in capitals():
        home = capitals()[name]
        best = max((town for town in found if town.spot.code == home), key=lambda town: town.weight, default=None)
        if best is None:
            found.append(_candidate(Spot(home), _OURS * CAPITAL))
        else:
            found[found.index(best)] = best._replace(weight=best.weight * CAPITAL)
    return sorted(found, key=lambda candidate: -candidate.weight)


def _town(city: City) -> Candidate:
    spot = Spot(city.countrycode, f"{city.latitude:g}", f"{city.longitude:g}", city.admin1code)
    known = FAME if city.population >= FAMOUS else 1
    return Candidate(spot, city.latitude, city.longitude, max(city.population, _LEAST) * known)


def _county(code: str, latitude: float, longitude: float) -> Candidate:
    country, _, part = code.partition("-")
    return Candidate(Spot(country, f"{latitude:g}", f"{longitude:g}", part), latitude, longitude, _COUNTY)


def _candidate(spot: Spot, weight: float) -> Candidate:
    return Candidate(spot, float(spot.latitude or "nan"), float(spot.longitude or "nan"), weight)


def _apart(one: Candidate, other: Candidate) -> float:
    """How far apart two places lie, in degrees, the larger of the two ways."""
    return max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude))


class Surroundings:
    """The places that a text names, with how likely each of those that share a name is the one that is meant."""

    def __init__(self, known: Mapping[str, list[Candidate]], evidence: Iterable[Evidence]):
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._parts: Counter[tuple[str, str]] = Counter()
        for name, spot in evidence:
            if spot.code:
                self._codes[spot.code].add(name)
            if spot.part:
                self._parts[spot.code, spot.part] += 1
        self._scale = NEAR * min(1.0, MANY / max(1, len(known)))
        self._cells: dict[Cell, list[tuple[str, Candidate, float]]] = {}
        for _ in range(ROUNDS):
            self._lay(known)

    def _lay(self, known: Mapping[str, list[Candidate]]) -> None:
        """Returns nothing: puts the places in the cells of a map, each by its chance as it is known so far."""
        cells: dict[Cell, list[tuple[str, Candidate, float]]] = defaultdict(list)
        homes: list[tuple[str, str]] = []
        for name, found in known.items():
            chances = self.chances(name, found)
            by_country: dict[str, float] = defaultdict(float)
            for candidate, chance in zip(found, chances, strict=True):
                by_country[candidate.spot.code] += chance
                cell = _cell(candidate) if chance > 0.01 and not math.isnan(candidate.latitude) else None
                if cell and len(cells[cell]) < CROWD:
                    cells[cell].append((name, candidate, chance))
            homes += [(code, name) for code, chance in by_country.items() if chance >= HOME]
        self._cells = cells
        for code, name in homes:
            self._codes[code].add(name)

    def nearness(self, name: str, candidate: Candidate) -> float:
        """How many other places of the text lie near, each counted by its chance and by how near it is."""
        if not self._cells or math.isnan(candidate.latitude):
            return 0.0
        row, column = _cell(candidate)
        near: dict[str, float] = {}
        for cell in ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)):
            for other, place, chance in self._cells.get(cell, ()):
                if other != name:
                    near[other] = near.get(other, 0) + chance / (1 + (_apart(place, candidate) / HALF) ** 2)
        return sum(min(1.0, share) for share in near.values())

    def chances(self, name: str, found: list[Candidate], sure: bool = False) -> list[float]:
        """The chance of each candidate that it is meant; they sum to less than 1, for it may be none of them.

        `sure` says that it is one of them.
        """
        weights = [self._weight(name, candidate) for candidate in found]
        abroad = any(names - {name} for names in self._codes.values())
        total = sum(weights) + (0 if sure else STRANGER if abroad else STRANGER_AT_HOME)
        return [weight / total for weight in weights] if total else []

    def _weight(self, name: str, candidate: Candidate) -> float:
        spot, weight = candidate.spot, candidate.weight
        if self._codes.get(spot.code, set()) - {name}:
            weight *= NAMED if weight >= SMALL else NAMED_SMALL
        if self._parts and spot.part:
            weight *= 1 + (PART - 1) * self._parts[spot.code, spot.part] / self._parts.total()
        return weight * math.exp(self._scale * min(MOST_NEAR, self.nearness(name, candidate)))

    def spot(self, name: str, found: list[Candidate], sure: bool = False) -> Spot | None:
        """Where the place of that name lies; only its country where no more is clear, None if there is none."""
        if not found:
            return None
        chances = self.chances(name, found, sure)
        best = found[chances.index(max(chances))]
        together = sum(c for c, one in zip(chances, found, strict=True) if one is best or _apart(one, best) < 0.5)
        if together >= (0.5 if sure else CLEAR):
            return best.spot
        country = sum(c for c, one in zip(chances, found, strict=True) if one.spot.code == best.spot.code)
        return Spot(best.spot.code if country >= CLEAR else "")

    def part_named(self, spot: Spot) -> bool:
        """True if the text names the part of the country in which the spot lies."""
        return self._parts[spot.code, spot.part] > 0


def _cell(candidate: Candidate) -> Cell:
    return math.floor(candidate.latitude), math.floor(candidate.longitude)
