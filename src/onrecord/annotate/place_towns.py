"""Towns and places that no table of ours lists, where the model, a preposition or the rest of the text shows them."""

from collections.abc import Iterator

from onrecord.annotate.gazetteer import Kind, told
from onrecord.annotate.place_names import WIDE, Found, ground, taken
from onrecord.annotate.standing import located
from onrecord.annotate.towns import cities_named, counties_named
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.vocabulary.states import states

# GeoNames' cities from this population on are taken for places after "in" even where the model saw no place.
_LARGE = 100_000
# Towns below this are taken for places, where nothing but the model says so, only if it is clear which is meant.
_SMALL = 15_000
_PLACES = ("GPE", "LOC", "FAC")
# What the model takes for one of these is no town, if nothing else says so.
_NO_TOWN = frozenset(("PERSON", "DATE", "NORP", "LANGUAGE", "LAW", "PRODUCT", "WORK_OF_ART", "MONEY", "TIME"))


def tagged(layers: Layers, known: list[Found]) -> Iterator[Found]:
    """The places that the model saw or a preposition shows, in GeoNames or called what they are ("Zhashui County")."""
    parse, marked = layers.parse, taken(layers, known)
    wide = {place.start for place in known if place.kind in WIDE}
    families = _words_of_persons(layers, given=False)
    token = 0
    while token < len(parse):
        last = _last_of_name(parse, token)
        if last is not None and not any(marked[token : last + 1]) and parse.word[last] not in families:
            place = _looked_up(parse, token, last, wide)
            if place is not None:
                yield place
        token = token + 1 if last is None else last + 1


def repeated(layers: Layers, known: list[Found]) -> Iterator[Found]:
    """The other mentions of towns that the text names elsewhere, where the name stands alone ("Fargo tried it")."""
    parse, marked = layers.parse, taken(layers, known)
    named: dict[str, dict[tuple[str, ...], Found]] = {}
    for place in known:
        if place.kind in ("city", "region") and place.name not in states():
            words = tuple(place.name.split())
            named.setdefault(words[0], {})[words] = place
    persons = _words_of_persons(layers, given=True)
    for token, word in enumerate(parse.word):
        for words, place in named.get(word, {}).items():
            last = token + len(words) - 1
            if tuple(parse.word[token : last + 1]) != words or any(marked[token : last + 1]):
                continue
            if word not in persons and _alone(parse, token, last):
                yield place._replace(start=parse.start[token], end=parse.end[last])


def guessed(layers: Layers, known: list[Found]) -> Iterator[Found]:
    """Names of towns in which the model saw no place; they are places only where others that are named lie near."""
    parse, marked = layers.parse, taken(layers, known)
    persons = _words_of_persons(layers, given=True)
    token = 0
    while token < len(parse):
        if not _proper(parse, token):
            token += 1
            continue
        last = _last_proper(parse, token)
        free = last - token < 3 and not any(marked[token : last + 1]) and parse.entity[token] not in _NO_TOWN
        if free and not _after_article(parse, token) and persons.isdisjoint(parse.word[token : last + 1]):
            start, end = parse.span(token, last)
            name = ordinary(parse.text[start:end])
            if cities_named(name, exact=True) and not told(name) and name not in ground().no_towns:
                yield Found(start, end, "city", name, doubt="guessed")
        token = last + 1


def ordinary(name: str) -> str:
    """The name as it is written in a sentence: with single spaces, and not in capitals."""
    name = " ".join(name.split())
    return name.title() if name.isupper() and len(name) > 3 else name


def _words_of_persons(layers: Layers, *, given: bool) -> set[str]:
    """The words of the names of persons in the text, the first of each only if asked for."""
    names = (actor.name.split() for actor in layers.actors.values() if actor.kind == "person")
    return {word for words in names for word in (words if given else words[1:])}


def _alone(parse: Parse, first: int, last: int) -> bool:
    """True if the name is not part of a longer one and has no article."""
    before = first > 0 and _proper(parse, first - 1)
    after = last + 1 < len(parse) and _proper(parse, last + 1)
    return not before and not after and not _after_article(parse, first)


def _after_article(parse: Parse, token: int) -> bool:
    return token > 0 and parse.lower[token - 1] == "the"


def _proper(parse: Parse, token: int) -> bool:
    return parse.tag[token].startswith("NNP") and parse.word[token][0].isupper()


def _last_proper(parse: Parse, token: int) -> int:
    while token + 1 < len(parse) and _proper(parse, token + 1):
        token += 1
    return token


def _last_of_name(parse: Parse, token: int) -> int | None:
    """The last token of the name that may be a place and begins here; None if none does."""
    if not parse.word[token][0].isupper():
        return None
    if parse.entity[token] in _PLACES:
        kind, last = parse.entity[token], token
        while last + 1 < len(parse) and parse.entity[last + 1] == kind and not parse.entity_start[last + 1]:
            last += 1
        return _widened(parse, token, last)
    if token == 0 or not parse.tag[token].startswith("NNP"):
        return None
    if parse.lower[token - 1] not in ground().locating and not located(parse, token):
        return None
    return _last_proper(parse, token)


def _widened(parse: Parse, first: int, last: int) -> int:
    """The last token of the name, with the words behind it that the model left out of it: "Boa Vista"."""
    for further in range(min(last + 2, len(parse) - 1), last, -1):
        whole = all(parse.word[token][0].isupper() for token in range(last + 1, further + 1))
        name = parse.text[slice(*parse.span(first, further))] if whole else ""
        if whole and (cities_named(name, exact=True) or counties_named(name)):
            return further
    return last


def _looked_up(parse: Parse, first: int, last: int, wide: set[int]) -> Found | None:
    """The place of that name: a town or county, what calls itself a place, or what is said to be in one (`wide`)."""
    while last > first and parse.tag[last] in ("POS", "CC", ",", ":"):
        last -= 1
    start, end = parse.span(first, last)
    name = ordinary(parse.text[start:end])
    words, seen = ground(), parse.entity[first] in _PLACES
    if told(name) or name in words.no_towns:
        return None  # where it names a place of our table, that is found already
    shown = first > 0 and parse.lower[first - 1] in words.locating
    most = max((town.population for town in cities_named(name)), default=0)
    if most >= _LARGE or (most and seen):
        owned = parse.tag[last + 1 : last + 2] == ["POS"]  # "in Noma's case"
        return Found(start, end, "city", name, doubt="" if (shown and not owned) or most >= _SMALL else "seen")
    if seen and counties_named(name):
        return Found(start, end, "region", name)
    called = _called(parse, first, last)
    if called and (seen or parse.word[last] in words.last):
        return Found(start, end, called, name)
    if not name[1:2].islower() or name in words.last or parse.entity[first] != "GPE":
        return None
    shown = (shown and name.isalpha()) or (parse.text[end : end + 2] == ", " and end + 2 in wide)
    return Found(start, end, "place", name) if shown else None


def _called(parse: Parse, first: int, last: int) -> Kind | None:
    """The kind that the last or first word of a name says: "Zhashui County", "Mount Kumgang", if it is no town's."""
    if last == first:
        return None
    kind = ground().last.get(parse.word[last])
    if kind:
        return kind
    kind = ground().first.get(parse.word[first])
    return "city" if kind and cities_named(parse.text[slice(*parse.span(first, last))]) else kind
