"""Places: cities, countries, regions, seas, bases, with their country and coordinates where these are clear."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from onrecord.annotate.gazetteer import (
    Kind,
    Spot,
    capitals,
    cities_named,
    city_spot,
    country_spot,
    known_places,
    places,
    spot_of,
)
from onrecord.annotate.lexicon import Hit, bodies, hits
from onrecord.annotate.standing import located
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.vocabulary import table
from onrecord.vocabulary.states import states

# GeoNames' cities from this population on are taken for places after "in" even where the model saw no place.
LARGE = 100_000
_SMALL = frozenset(("city", "base", "site", "building", "island"))
_WIDE = frozenset(("country", "region"))
_ABBREVIATED = re.compile(r"(?!D\.C\.|B\.C\.)[A-Z][A-Za-z.]{0,4}\.")


class Ground(msgspec.Struct, frozen=True):
    """The shape of vocabulary/place_words.yaml."""

    last: dict[str, Kind]
    first: dict[str, Kind]
    ships: frozenset[str]
    locating: frozenset[str]


class Found(NamedTuple):
    """A place in the text; `spot` is None until it is looked up in the gazetteer."""

    start: int
    end: int
    kind: str
    name: str
    spot: Spot | None = None


@cache
def _ground() -> Ground:
    return table("place_words", Ground)


def run(layers: Layers) -> Iterable[Item]:
    """The `place` marks, valued (country code, latitude, longitude), "" for what is not clear, None if nothing is.

    States are marked wherever they are named, as actors too; capitals and buildings only where they do not stand for
    a government. Besides its parts, "Brisbane, Australia" is marked as a whole, labelled "full". No article is marked.
    """
    found = [*_countries(layers), *_listed(layers)]
    found = _apart([*found, *_tagged(layers, found)])
    settled = _settled(layers, found)
    for place in settled:
        yield Mark("place", place.start, place.end, place.kind, place.spot.value if place.spot else None)
    for first, second in pairwise(settled):
        if _holds(layers.text, first, second):
            yield Mark("place", first.start, second.end, "full", first.spot.value if first.spot else None)


def _countries(layers: Layers) -> Iterator[Found]:
    """The states that are named, but for those in the name of something else ("Bank of Japan")."""
    for mark in layers.layer("name"):
        state = mark.value[0] if isinstance(mark.value, tuple) and len(mark.value) == 1 else ""
        if mark.label == "name" and state in states() and not _in_longer_name(layers, mark.start, mark.end):
            yield Found(mark.start, mark.end, "country", state, country_spot(state))


def _in_longer_name(layers: Layers, start: int, end: int) -> bool:
    for mark in layers.within("name", start, end):
        covers = mark.start <= start and end <= mark.end and mark.end - mark.start > end - start
        if covers and mark.label == "name":
            return True
    return False


def _listed(layers: Layers) -> Iterator[Found]:
    """The places of our table, where their names stand for themselves."""
    for hit in hits(layers.parse, known_places()):
        if _stands(layers, hit):
            name = hit.entry.name
            yield Found(hit.start, hit.end, hit.entry.sort, name, spot_of(name) if name in places() else None)


def _stands(layers: Layers, hit: Hit) -> bool:
    """True if the hit names the place: no person, ship, agency or government, and no part of another name."""
    parse, kind = layers.parse, hit.entry.sort
    tokens = parse.tokens(hit.start, hit.end)
    if not tokens or _in_longer_name(layers, hit.start, hit.end):
        return False
    if kind == "building" and not located(parse, tokens[-1]):
        return False
    if kind != "building" and any(_other(layers, hit, mark) for mark in layers.within("name", hit.start, hit.end)):
        return False
    before, after = layers.text[: hit.start][-2:], layers.text[hit.end : hit.end + 6]
    if _ABBREVIATED.fullmatch(hit.entry.form) and before != ", ":
        return False
    if after.startswith(("-class", "–class")) or parse.lower[tokens[0] - 1 : tokens[0]] in _ship_words():
        return False
    return not _in_longer_entity(parse, tokens) and not (kind == "sea" and _modifies_name(parse, tokens[-1]))


@cache
def _ship_words() -> list[list[str]]:
    return [[word] for word in sorted(_ground().ships)]


def _other(layers: Layers, hit: Hit, mark: Mark) -> bool:
    """True if the name is a government's, a person's or a body's; our table knows better than a guess at "Guam"."""
    if mark.label == "metonym":
        return True
    name = mark.value[0] if isinstance(mark.value, tuple) and len(mark.value) == 1 else ""
    actor = layers.actors.get(name)
    guessed = mark.span == (hit.start, hit.end) and name == hit.entry.form and name not in bodies()
    return mark.label == "name" and actor is not None and actor.kind != "state" and not guessed


def _in_longer_entity(parse: Parse, tokens: range) -> bool:
    """True if the model saw a longer name of something that is no place around the tokens."""
    if parse.entity[tokens[0]] in ("", "GPE", "LOC", "FAC", "NORP", "DATE", "CARDINAL"):
        return False
    first, last = tokens[0], tokens[-1]
    before = not parse.entity_start[first] and first > 0 and parse.word[first - 1][0].isupper()
    joined = last + 1 < len(parse) and parse.entity[last + 1] != "" and not parse.entity_start[last + 1]
    return before or (joined and parse.word[last + 1][0].isupper())


def _modifies_name(parse: Parse, token: int) -> bool:
    """True if a capitalised noun follows that the token belongs to: "Pacific Fleet"."""
    head = parse.head[token]
    return parse.dep[token] in ("compound", "amod", "nmod") and head > token and parse.word[head][0].isupper()


def _tagged(layers: Layers, known: list[Found]) -> Iterator[Found]:
    """The places that the model saw or a preposition shows, in GeoNames or called what they are ("Zhashui County")."""
    parse = layers.parse
    taken = bytearray(len(parse))
    for start, end in [*((place.start, place.end) for place in known), *_named(layers)]:
        for token in parse.tokens(start, end):
            taken[token] = 1
    wide = {place.start for place in known if place.kind in _WIDE}
    persons = {word for actor in layers.actors.values() if actor.kind == "person" for word in actor.name.split()[1:]}
    token = 0
    while token < len(parse):
        last = _last_of_name(parse, token)
        if last is not None and not any(taken[token : last + 1]) and parse.word[last] not in persons:
            place = _looked_up(parse, token, last, wide)
            if place is not None:
                yield place
        token = token + 1 if last is None else last + 1


def _named(layers: Layers) -> Iterator[tuple[int, int]]:
    """The spans of names that are no places: all but those of bodies and persons of whom only this name is known."""
    for mark in layers.layer("name"):
        name = mark.value[0] if isinstance(mark.value, tuple) and len(mark.value) == 1 else ""
        actor = layers.actors.get(name)
        guessed = actor is not None and actor.kind in ("body", "person") and name not in bodies()
        if mark.label != "group" and not (guessed and layers.text[mark.start : mark.end] == name):
            yield mark.start, mark.end


def _last_of_name(parse: Parse, token: int) -> int | None:
    """The last token of the name that may be a place and begins here; None if none does."""
    if not parse.word[token][0].isupper():
        return None
    if parse.entity[token] in ("GPE", "LOC", "FAC"):
        kind, last = parse.entity[token], token
        while last + 1 < len(parse) and parse.entity[last + 1] == kind and not parse.entity_start[last + 1]:
            last += 1
        return last
    if token == 0 or not parse.tag[token].startswith("NNP"):
        return None
    if parse.lower[token - 1] not in _ground().locating and not located(parse, token):
        return None
    last = token
    while last + 1 < len(parse) and parse.tag[last + 1].startswith("NNP") and parse.word[last + 1][0].isupper():
        last += 1
    return last


def _looked_up(parse: Parse, first: int, last: int, wide: set[int]) -> Found | None:
    """The place of that name: a city of GeoNames, what calls itself a place, or what is said to be in one (`wide`)."""
    while last > first and parse.tag[last] in ("POS", "CC", ",", ":"):
        last -= 1
    start, end = parse.span(first, last)
    name = " ".join(parse.text[start:end].split())
    if name.isupper() and len(name) > 3:
        name = name.title()
    words, tagged = _ground(), parse.entity[first] in ("GPE", "LOC", "FAC")
    towns = cities_named(name)
    if towns and (tagged or max(town.population for town in towns) >= LARGE):
        return Found(start, end, "city", name)
    generic = words.last.get(parse.word[last]) or words.first.get(parse.word[first]) if last > first else None
    if generic and (tagged or parse.word[last] in words.last):
        return Found(start, end, generic, name)
    if not name[1:2].islower() or name in words.last or parse.entity[first] != "GPE":
        return None
    shown = first > 0 and parse.lower[first - 1] in words.locating and name.isalpha()
    shown = shown or (parse.text[end : end + 2] == ", " and end + 2 in wide)
    return Found(start, end, "place", name) if shown else None


def _apart(found: list[Found]) -> list[Found]:
    """The places without those that overlap an earlier one, the longest first."""
    kept: list[Found] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _settled(layers: Layers, found: list[Found]) -> list[Found]:
    """The places with where they lie: by what follows them there or elsewhere, or by what else the text names."""
    named = [place.spot for place in found if place.spot is not None]
    for mark in layers.layer("name"):
        if mark.label == "demonym" and isinstance(mark.value, tuple) and mark.value[0] in states():
            named.append(country_spot(mark.value[0]))
    said: dict[str, Spot] = {}
    for first, second in pairwise(found):
        if second.kind in _WIDE and second.spot and second.spot.code and layers.text[first.end : second.start] == ", ":
            spot = _within(first, second.spot, named)
            if spot is not None:
                said.setdefault(first.name, spot)
    return [place._replace(spot=said.get(place.name) or place.spot or _spot(place, named)) for place in found]


def _within(place: Found, outer: Spot, named: list[Spot]) -> Spot | None:
    """Where a place lies that is said to lie in a country or region; None if it is another thing in a list."""
    if place.kind not in (*_SMALL, "place"):
        return None
    if place.spot is not None and place.spot.code == outer.code:
        return place.spot
    inner = city_spot(place.name, named, outer)
    return inner if inner or place.spot or place.name in capitals() else Spot(outer.code)


def _spot(place: Found, named: list[Spot]) -> Spot | None:
    if place.name in capitals():
        home = Spot(capitals()[place.name])
        return city_spot(place.name, named, home) or home
    return city_spot(place.name, named) if place.kind == "city" else None


def _holds(text: str, first: Found, second: Found) -> bool:
    """True if the second names what the first lies in: "Brisbane, Australia"."""
    narrower = first.kind in (*_SMALL, "place") or (first.kind == "region" and second.kind == "country")
    together = first.spot and second.spot and first.spot.code and first.spot.code == second.spot.code
    return narrower and second.kind in _WIDE and bool(together) and text[first.end : second.start] == ", "


component = Component("places", "1", ("parse", "name"), ("place",), run)
