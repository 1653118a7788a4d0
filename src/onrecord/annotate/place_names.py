"""The states and the places of our table that a text names, where their names stand for themselves."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from onrecord.annotate.gazetteer import Kind, Spot, country_spot, known_places, places, spot_of
from onrecord.annotate.lexicon import Hit, bodies, hits
from onrecord.annotate.standing import located
from onrecord.annotate.towns import cities_named, counties_named
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.vocabulary import table
from onrecord.vocabulary.states import states

# What lies in something wider, and what other places lie in.
SMALL = frozenset(("city", "base", "site", "building", "island", "place"))
WIDE = frozenset(("country", "region"))
_ABBREVIATED = re.compile(r"(?!D\.C\.|B\.C\.)[A-Z][A-Za-z.]{0,4}\.")


class Ground(msgspec.Struct, frozen=True):
    """The shape of vocabulary/place_words.yaml."""

    last: dict[str, Kind]
    first: dict[str, Kind]
    ships: frozenset[str]
    no_towns: frozenset[str]
    locating: frozenset[str]


class Found(NamedTuple):
    """A place in the text; `spot` is None until it is looked up.

    A town that the model alone has `seen` is one only if it is clear which; one that is `guessed` must lie near others.
    """

    start: int
    end: int
    kind: str
    name: str
    spot: Spot | None = None
    doubt: Literal["", "seen", "guessed"] = ""


@cache
def ground() -> Ground:
    """The words that tell places from other names."""
    return table("place_words", Ground)


def countries(layers: Layers) -> Iterator[Found]:
    """The states that are named, but for those in the name of something else ("Bank of Japan") or of a person."""
    persons = (actor.name.split() for actor in layers.actors.values() if actor.kind == "person")
    families = {words[-1] for words in persons if len(words) > 1}
    for mark in layers.layer("name"):
        state = mark.value[0] if isinstance(mark.value, tuple) and len(mark.value) == 1 else ""
        named = mark.label == "name" and state in states() and not _in_longer_name(layers, mark.start, mark.end)
        if named and not (state in families and layers.text[mark.start : mark.end] == state):
            yield Found(mark.start, mark.end, "country", state, country_spot(state))


def taken(layers: Layers, found: Iterable[Found]) -> bytearray:
    """For each token 1 if it belongs to a place that is found or to a name of something else, 0 if it is free."""
    parse = layers.parse
    marked = bytearray(len(parse))
    for start, end in [*((place.start, place.end) for place in found), *_named(layers)]:
        for token in parse.tokens(start, end):
            marked[token] = 1
    return marked


def _named(layers: Layers) -> Iterator[tuple[int, int]]:
    """The spans of names that are no places: all but those of bodies and persons of whom only this name is known."""
    for mark in layers.layer("name"):
        name = mark.value[0] if isinstance(mark.value, tuple) and len(mark.value) == 1 else ""
        actor = layers.actors.get(name)
        form = layers.text[mark.start : mark.end]
        guessed = actor is not None and actor.kind in ("body", "person") and name not in bodies() and form == name
        given = actor is not None and actor.kind == "person" and name.startswith(f"{form} ")
        if mark.label != "group" and not guessed and not (given and _after_locating(layers.parse, mark)):
            yield mark.start, mark.end


def _after_locating(parse: Parse, mark: Mark) -> bool:
    """True if "in" or the like stands before the name and no genitive behind it: "in Charlotte", a namesake of hers."""
    tokens = parse.tokens(mark.start, mark.end)
    before = parse.lower[tokens[0] - 1] if tokens and tokens[0] > 0 else ""
    return before in ground().locating and parse.tag[tokens[-1] + 1 : tokens[-1] + 2] != ["POS"]


def _in_longer_name(layers: Layers, start: int, end: int) -> bool:
    for mark in layers.within("name", start, end):
        covers = mark.start <= start and end <= mark.end and mark.end - mark.start > end - start
        if covers and mark.label == "name":
            return True
    return False


def listed(layers: Layers) -> Iterator[Found]:
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
    if kind in ("city", "region") and _in_longer_place(parse, tokens):
        return False
    return not _in_longer_entity(parse, tokens) and not (kind == "sea" and _modifies_name(parse, tokens[-1]))


def _in_longer_place(parse: Parse, tokens: range) -> bool:
    """True if a word before or after makes it the name of another place: "Kansas City", "Washington County"."""
    first, last = tokens[0], tokens[-1]
    before = first > 0 and parse.word[first - 1][0].isupper() and parse.sentence[first - 1] == parse.sentence[first]
    after = last + 1 < len(parse) and parse.word[last + 1][0].isupper()
    wider = [(first - 1, last)] * before + [(first, last + 1)] * after + [(first - 1, last + 1)] * (before and after)
    longer = (parse.text[slice(*parse.span(*ends))] for ends in wider)
    return any(cities_named(name, exact=True) or counties_named(name) for name in longer)


@cache
def _ship_words() -> list[list[str]]:
    return [[word] for word in sorted(ground().ships)]


def _other(layers: Layers, hit: Hit, mark: Mark) -> bool:
    """True if the name is a government's, a person's or a body's; our table knows better than a guess at "Guam"."""
    if mark.label == "metonym":
        return True
    if hit.start <= mark.start and mark.end <= hit.end and mark.end - mark.start < hit.end - hit.start:
        return False  # a person's name in that of a place: "Camp H. M. Smith"
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
