"""Predictions of the layer `geo`: the toponyms of a text with coordinates, as the data sets count them.

They count whatever goes back to a place: besides the marks of the layer `place`, adjectives of countries
("Russian"), which lie where the country does, capitals that stand for governments, which lie where the city does, and
places in the names of bodies ("Bank of Japan", "University of California").
"""

from collections.abc import Iterator

from bench.data import Row
from onrecord.annotate.gazetteer import Spot, capitals, city_spot, country_spot, known_places, places, spot_of
from onrecord.annotate.lexicon import hits
from onrecord.layers import Layers
from onrecord.reader import annotated, needed
from onrecord.records import Document, Mark, document_id
from onrecord.vocabulary.states import states

_NAMES = frozenset(("ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"))


def predict(rows: list[Row]) -> list[Row]:
    """Rows {id, toponyms}, each toponym {start, end, kind, country, lat, lon}; what is not clear is None."""
    return [{"id": row.get("id"), "toponyms": _toponyms(row["text"])} for row in rows]


def _toponyms(text: str) -> list[Row]:
    layers, offsets = annotated(Document(document_id(text), text), needed(("place",)), strict=True)
    found = []
    marks = [*_placed(layers), *_spoken_for(layers), *_inside_names(layers)]
    for mark in sorted(marks, key=lambda mark: mark.start):
        start, end = offsets.to_original(mark.span)
        code, latitude, longitude = mark.value if isinstance(mark.value, tuple) else ("", "", "")
        found.append(
            {
                "start": start,
                "end": end,
                "kind": mark.label,
                "country": code or None,
                "lat": float(latitude) if latitude else None,
                "lon": float(longitude) if longitude else None,
            }
        )
    return found


def _inside_names(layers: Layers) -> Iterator[Mark]:
    """The places and states of our tables in longer names of bodies, events and buildings."""
    parse = layers.parse
    for hit in sorted([*hits(parse, known_places()), *(hit for hit in hits(parse) if hit.entry.sort == "state")]):
        tokens = parse.tokens(hit.start, hit.end)
        if not tokens or parse.entity[tokens[0]] not in _NAMES or hit.entry.sort == "building":
            continue
        if layers.within("place", hit.start, hit.end) or any(
            mark.label in ("demonym", "metonym") for mark in layers.within("name", hit.start, hit.end)
        ):
            continue
        name = hit.entry.name
        spot: Spot | None = country_spot(name) if name in states() else spot_of(name) if name in places() else None
        if spot is not None:
            yield Mark("place", hit.start, hit.end, "inside", spot.value)


def _placed(layers: Layers) -> Iterator[Mark]:
    return (mark for mark in layers.layer("place") if mark.label != "full")


def _spoken_for(layers: Layers) -> Iterator[Mark]:
    """Adjectives and capitals of states, as places."""
    for mark in layers.layer("name"):
        name = mark.value[0] if isinstance(mark.value, tuple) and len(mark.value) == 1 else ""
        form = layers.text[mark.start : mark.end]
        spot: Spot | None = None
        if mark.label == "demonym" and name in states():
            spot = country_spot(name)
        elif mark.label == "metonym" and form in capitals():
            spot = spot_of(form) if form in places() else city_spot(form, (), Spot(capitals()[form]))
        if spot is not None and not layers.within("place", mark.start, mark.end):
            yield Mark("place", mark.start, mark.end, "demonym", spot.value)
