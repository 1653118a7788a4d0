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
    outer = _outer(layers.text, found)
    known = {place.name: _candidates(place, outer.get(place.name)) for place in found if not _fixed(place)}
    sure = {place.name for place in found if place.doubt != "guessed"}
    around = Surroundings({name: known[name] for name in known if name in sure}, _evidence(layers, found))
    spots = {name: _spot(name, known[name], around, outer.get(name)) for name in known}
    kept = []
    for place in found:
        spot = place.spot if _fixed(place) else spots[place.name]
        if not place.doubt or _clear(place, spot, known[place.name], around):
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


def _outer(text: str, found: list[Found]) -> dict[str, Spot]:
    """What the places are said to lie in, by their names, as far as it is said anywhere in the text."""
    said: dict[str, Spot] = {}
    for first, second in pairwise(found):
        wider = second.kind in WIDE and second.spot and second.spot.code
        if wider and second.spot and text[first.end : second.start] == ", " and not _fixed(first):
            said.setdefault(first.name, second.spot)
    return said


def _candidates(place: Found, outer: Spot | None) -> list[Candidate]:
    """The places that may be meant: those in what it is said to lie in, if there are any."""
    found = candidates(place.name)
    return [one for one in found if _lies(one.spot, outer)] or found if outer else found


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


def _spot(name: str, found: list[Candidate], around: Surroundings, outer: Spot | None) -> Spot | None:
    """Where the place of that name lies; of one that is said to lie where no list has it, only the country."""
    if outer is None:
        return around.spot(name, found)
    if any(_lies(one.spot, outer) for one in found):
        return around.spot(name, found, sure=True)
    known = name in places() or name in capitals() or any(one.weight >= _WELL_KNOWN for one in found)
    return around.spot(name, found) if known else Spot(outer.code)


def _clear(place: Found, spot: Spot | None, found: list[Candidate], around: Surroundings) -> bool:
    """True if a doubtful place is one: it is clear which, and if it is but guessed, others lie near."""
    one = next((one for one in found if one.spot == spot and one.spot.latitude), None)
    return one is not None and (place.doubt == "seen" or around.nearness(place.name, one) > 1)


def _holds(text: str, first: Found, second: Found) -> bool:
    """True if the second names what the first lies in: "Brisbane, Australia"."""
    narrower = first.kind in SMALL or (first.kind == "region" and second.kind == "country")
    together = first.spot and second.spot and first.spot.code and first.spot.code == second.spot.code
    return narrower and second.kind in WIDE and bool(together) and text[first.end : second.start] == ", "


component = Component("places", "2", ("parse", "name"), ("place",), run)
