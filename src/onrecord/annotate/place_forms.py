"""Places that their form shows: counties of a list, the town of a dateline, the postal code of a state."""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.annotate.gazetteer import places, spot_of
from onrecord.annotate.place_names import Found
from onrecord.annotate.place_towns import ordinary
from onrecord.annotate.towns import cities_named, counties_named
from onrecord.layers import Layers

_NAME = r"[A-Z][\w.']{1,30}+(?: [A-Z][\w.']{1,30}+)?"
_EACH = re.compile(_NAME)
# The plural, and the list before it within so many characters.
_SEVERAL = re.compile(r" (counties|parishes)\b")
_LIST = re.compile(rf"(?:{_NAME}, ){{0,30}}{_NAME},? and {_NAME}$")
_REACH = 200
# "HUDSON -- ", "CHARLESTON, W.Va. (AP) — " at the head of a line or after a headline.
_DATELINE = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?\n]))([A-Z][A-Z.' ]{2,30}?)"
    r"(?=(?:, [A-Z][\w. ]{1,14})? ?(?:\([A-Z]\w+\) ?)?(?:--|—|–|- ))"
)
_POSTAL = re.compile(r"(?<![\w.'])([A-Z][\w.']+(?: [A-Z][\w.']+)?), ([A-Z]{2})\b(?![.'’-])")


def shown(layers: Layers) -> Iterator[Found]:
    """The places that stand in one of these forms."""
    yield from _listed_counties(layers.text)
    yield from _datelines(layers.text)
    yield from _postal(layers.text)


def before_regions(layers: Layers, found: list[Found]) -> Iterator[Found]:
    """The towns that stand before the state or province in which they lie: "Windsor, Ont."."""
    parse = layers.parse
    for region in found:
        spot = region.spot
        if spot is None or not spot.part or layers.text[region.start - 2 : region.start] != ", ":
            continue
        last = parse.token_at(region.start) - 2
        first = last + 1
        while first > 0 and parse.word[first - 1][0].isupper() and last - first < 3:
            first -= 1
        name = ordinary(layers.text[slice(*parse.span(first, last))]) if 0 <= first <= last else ""
        if any((town.countrycode, town.admin1code) == (spot.code, spot.part) for town in cities_named(name)):
            yield Found(*parse.span(first, last), "city", name)


def _listed_counties(text: str) -> Iterator[Found]:
    """ "Cooke, Grayson and Love counties"."""
    for several in _SEVERAL.finditer(text):
        reach = max(0, several.start() - _REACH)
        listed = _LIST.search(text[reach : several.start()])
        generic = "County" if several[1] == "counties" else "Parish"
        for each in _EACH.finditer(text, reach + listed.start(), several.start()) if listed else ():
            name = f"{each.group()} {generic}"
            if counties_named(name):
                yield Found(each.start(), each.end(), "region", name)


def _datelines(text: str) -> Iterator[Found]:
    for line in _DATELINE.finditer(text):
        name = ordinary(line[1])
        if cities_named(name, exact=True):
            yield Found(line.start(1), line.start(1) + len(line[1].rstrip()), "city", name)


def _postal(text: str) -> Iterator[Found]:
    """ "Houston, TX": both, if the state has a town of that name."""
    for pair in _POSTAL.finditer(text):
        state = _postal_codes().get(pair[2])
        if state is None:
            continue
        spot = spot_of(state)
        for name in (pair[1], pair[1].rpartition(" ")[2]):
            if any((town.countrycode, town.admin1code) == (spot.code, spot.part) for town in cities_named(name)):
                yield Found(pair.end(1) - len(name), pair.end(1), "city", name)
                yield Found(pair.start(2), pair.end(2), "region", state, spot)
                break


@cache
def _postal_codes() -> dict[str, str]:
    """The states of the United States by their postal codes."""
    coded = ((place.code.partition("-"), place.name) for place in places().values())
    return {part: name for (country, _, part), name in coded if country == "US" and part}
