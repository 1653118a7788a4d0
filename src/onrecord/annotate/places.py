"""Places: cities, countries, regions, seas, bases, with their country and coordinates where these are clear."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from onrecord.annotate.gazetteer import Spot, capitals, places
from onrecord.annotate.place_forms import before_regions, shown
from onrecord.annotate.place_names import SMALL, WIDE, Found, countries, listed
from onrecord.annotate.place_towns import guessed, repeated, tagged
from onrecord.annotate.surroundings import Candidate, Evidence, Surroundings, candidates
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.records import Mark
from onrecord.vocabulary.states import states

# A city of so many inhabitants before a comma and a country where it does not lie is another thing in a list.
_WELL_KNOWN = 1_000_000


class Settled(NamedTuple):
    """The places of a text with where they lie, and what the text says of where it plays."""

    places: list[Found]
    around: Surroundings


class Sense(NamedTuple):
    """A name of a place, and in what the text says that it lies."""

    name: str
    outer: Spot | None

    @property
    def key(self) -> str:
        """What tells it from namesakes of the same text."""
        return f"{self.name}, {self.outer.part} {self.outer.code}" if self.outer else self.name


def run(layers: Layers) -> Iterable[Item]:
    """The `place` marks, valued (country code, latitude, longitude), "" for what is not clear, None if nothing is.

    States are marked wherever they are named, as actors too; capitals and buildings only where they do not stand for
    a government. Besides its parts, "Brisbane, Australia" is marked as a whole, labelled "full". No article is marked.
    """
    found = settled(layers).places
    for place in found:
        yield Mark("place", place.start, place.end, place.kind, place.spot.value if place.spot else None)
    for first, second in pairwise(found):
        if _holds(layers.text, first, second):
            yield Mark("place", first.start, second.end, "full", first.spot.value if first.spot else None)


def settled(layers: Layers) -> Settled:
    """The places of the text, each settled by what it is said to lie in, by what else the text names, or not at all."""
    found = _apart([*countries(layers), *listed(layers), *shown(layers)])
    for further in (before_regions, tagged, repeated, guessed):
        found = _apart([*found, *further(layers, found)])
    found = _not_states(layers, found)
    senses = _senses(layers.text, found)
    known = {sense: _candidates(sense) for place, sense in zip(found, senses, strict=True) if not _fixed(place)}
    sure = {sense for place, sense in zip(found, senses, strict=True) if place.doubt != "guessed"}
    around = Surroundings({sense.key: known[sense] for sense in known if sense in sure}, _evidence(layers, found))
    spots = {sense: _spot(sense, known[sense], around) for sense in known}
    kept = []
    for place, sense in zip(found, senses, strict=True):
        spot = place.spot if _fixed(place) else spots[sense]
        if not place.doubt or _clear(place, sense, spot, known[sense], around):
            kept.append(place._replace(spot=spot))
    return Settled(_whole(layers.text, kept), around)


def _whole(text: str, found: list[Found]) -> list[Found]:
    """The places that do not end a longer name: of "Crans-Montana", but not of "Paris-London", where both are."""
    ends = {place.end for place in found}

    def ends_a_name(place: Found) -> bool:
        hyphen = place.start - 1
        if text[hyphen : place.start] != "-" or hyphen in ends or place.kind == "country":
            return False
        return text[:hyphen][-1:].isalpha() and text[:hyphen].rsplit(maxsplit=1)[-1][0].isupper()

    return [place for place in found if not ends_a_name(place)]


def _apart(found: list[Found]) -> list[Found]:
    """The places without those that overlap an earlier one, the longest first."""
    kept: list[Found] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _not_states(layers: Layers, found: list[Found]) -> list[Found]:
    """The places with towns for the states of their names that are said to lie in a part of another: "Lebanon, Ohio".

    Where the text names the people of the state too, only what is said so is a town.
    """
    peoples = {mark.value[0] for mark in layers.layer("name") if mark.label == "demonym" and mark.value}
    said = [
        first
        for first, second in pairwise(found)
        if first.kind == "country"
        and second.spot
        and second.spot.part
        and layers.text[first.end : second.start] == ", "
        and any(_lies(one.spot, second.spot) for one in candidates(first.name))
    ]
    if not said:
        return found
    named = {place.name for place in said} - peoples
    starts = {place.start for place in said}
    return [
        place._replace(kind="city", spot=None)
        if place.kind == "country" and (place.start in starts or place.name in named)
        else place
        for place in found
    ]


def _fixed(place: Found) -> bool:
    """True for all but towns, counties and the like: our table knows the only one of that name."""
    return place.kind not in ("city", "region", "place") or (place.kind == "region" and place.name in places())


def _senses(text: str, found: list[Found]) -> list[Sense]:
    """For each place which one of its name is meant: the one that it is said to lie in something, or was last said to.

    Before it is said the first time that one is meant too, so that what is said once holds for the whole text.
    """
    own: dict[int, Spot] = {}
    first: dict[str, Spot] = {}
    for place, wider in pairwise(found):
        outer = wider.spot if wider.kind in WIDE and text[place.end : wider.start] == ", " else None
        if outer is not None and outer.code and not _fixed(place):
            own[place.start] = outer
            first.setdefault(place.name, outer)
    last = dict(first)
    senses = []
    for place in found:
        last.update({place.name: own[place.start]} if place.start in own else {})
        senses.append(Sense(place.name, last.get(place.name)))
    return senses


def _candidates(sense: Sense) -> list[Candidate]:
    """The places that may be meant: those in what it is said to lie in, if there are any."""
    found = candidates(sense.name)
    return [one for one in found if _lies(one.spot, sense.outer)] or found if sense.outer else found


def _lies(spot: Spot, outer: Spot | None) -> bool:
    return outer is not None and spot.code == outer.code and outer.part in ("", spot.part)


def _evidence(layers: Layers, found: list[Found]) -> Iterator[Evidence]:
    """The states and places of our table that the text names, and the states whose people it names."""
    for place in found:
        if place.spot is not None:
            yield Evidence(place.name, place.spot)
    for mark in layers.layer("name"):
        if mark.label == "demonym" and isinstance(mark.value, tuple) and mark.value[0] in states():
            yield Evidence(f"people of {mark.value[0]}", Spot(states()[mark.value[0]].code))


def _spot(sense: Sense, found: list[Candidate], around: Surroundings) -> Spot | None:
    """Where the place of that name lies; of one that is said to lie where no list has it, only the country."""
    name, outer = sense
    if outer is None:
        return around.spot(sense.key, found)
    if any(_lies(one.spot, outer) for one in found):
        return around.spot(sense.key, found, sure=True)
    known = name in places() or name in capitals() or any(one.weight >= _WELL_KNOWN for one in found)
    namesake = outer.part and all(one.spot.code != outer.code for one in found if one.weight >= _WELL_KNOWN)
    return around.spot(sense.key, found) if known and not namesake else Spot(outer.code)


def _clear(place: Found, sense: Sense, spot: Spot | None, found: list[Candidate], around: Surroundings) -> bool:
    """True if a doubtful place is one: it is clear which, and if it is but guessed, others lie near."""
    one = next((one for one in found if one.spot == spot and one.spot.latitude), None)
    return one is not None and (place.doubt == "seen" or around.nearness(sense.key, one) > 1)


def _holds(text: str, first: Found, second: Found) -> bool:
    """True if the second names what the first lies in: "Brisbane, Australia"."""
    narrower = first.kind in SMALL or (first.kind == "region" and second.kind == "country")
    together = first.spot and second.spot and first.spot.code and first.spot.code == second.spot.code
    return narrower and second.kind in WIDE and bool(together) and text[first.end : second.start] == ", "


component = Component("places", "2", ("parse", "name"), ("place",), run)
