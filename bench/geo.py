"""Predictions of the layer `geo`: the toponyms of a text with coordinates, as the data sets count them.

They count whatever goes back to a place, and more than the layer `place` marks, which holds places only where something
is or happens. Besides its marks, these are predicted here and nowhere else:

- adjectives of countries ("Russian"), which lie where the country does;
- capitals that stand for governments, which lie where the city does;
- places and towns in the names of bodies ("Bank of Japan", "Mansfield Police Department"): those that the text names
  elsewhere, and those that lie near what it names. Where they lie is what the layer's own settling says of them.
"""

from collections.abc import Iterator

from bench.data import Row
from onrecord.annotate.gazetteer import Spot, capitals, country_spot, known_places, places, spot_of
from onrecord.annotate.lexicon import hits
from onrecord.annotate.place_names import Found
from onrecord.annotate.place_towns import ordinary
from onrecord.annotate.places import Settled, settled
from onrecord.annotate.surroundings import Surroundings, candidates
from onrecord.annotate.towns import counties_named
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.reader import annotated, needed
from onrecord.records import Document, Mark, document_id
from onrecord.text import OffsetMap
from onrecord.vocabulary.states import states

_NAMES = frozenset(("ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"))
# How near the other places of a text must lie for a town that only stands in a longer name (see `nearness`).
_NEAR = 0.5


def predict(rows: list[Row]) -> list[Row]:
    """Rows {id, toponyms}, each toponym {start, end, kind, country, lat, lon}; what is not clear is None."""
    predicted = []
    for row in rows:
        document = Document(document_id(row["text"]), row["text"])
        layers, offsets = annotated(document, needed(("place",)), strict=True)
        predicted.append({"id": row.get("id"), "toponyms": toponyms(layers, offsets)})
    return predicted


def toponyms(layers: Layers, offsets: OffsetMap) -> list[Row]:
    """The toponyms of a document whose places are marked, in text order."""
    known = settled(layers)
    marks = [mark for mark in layers.layer("place") if mark.label != "full"]
    marks += [*_spoken_for(layers, known.around), *_inside_names(layers, known.places)]
    marks += [*_towns_inside(layers, known, marks)]
    found = []
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


def _spoken_for(layers: Layers, around: Surroundings) -> Iterator[Mark]:
    """Adjectives and capitals of states, as places."""
    for mark in layers.layer("name"):
        name = mark.value[0] if isinstance(mark.value, tuple) and len(mark.value) == 1 else ""
        form = layers.text[mark.start : mark.end]
        spot: Spot | None = None
        if mark.label == "demonym" and name in states():
            spot = country_spot(name)
        elif mark.label == "metonym" and form in capitals():
            spot = around.spot(form, candidates(form))
        if spot is not None and not layers.within("place", mark.start, mark.end):
            yield Mark("place", mark.start, mark.end, "demonym", spot.value)


def _inside_names(layers: Layers, found: list[Found]) -> Iterator[Mark]:
    """The places and states of our tables in longer names of bodies, events and buildings."""
    parse = layers.parse
    named = {place.name for place in found if place.kind == "country"}
    for hit in sorted([*hits(parse, known_places()), *(hit for hit in hits(parse) if hit.entry.sort == "state")]):
        tokens = parse.tokens(hit.start, hit.end)
        if not tokens or parse.entity[tokens[0]] not in _NAMES or hit.entry.sort == "building":
            continue
        name = hit.entry.name
        if hit.entry.sort == "state" and name in places() and name not in named:
            continue  # Georgia on its own is the one of our table
        if layers.within("place", hit.start, hit.end) or any(
            mark.label in ("demonym", "metonym") for mark in layers.within("name", hit.start, hit.end)
        ):
            continue
        spot: Spot | None = None
        if hit.entry.sort == "state" or name not in places():
            spot = country_spot(name) if name in states() else None
        else:
            spot = spot_of(name)
        if spot is not None:
            yield Mark("place", hit.start, hit.end, "inside", spot.value)


def _towns_inside(layers: Layers, known: Settled, marks: list[Mark]) -> Iterator[Mark]:
    """Towns and counties in longer names: what the text names elsewhere, and what lies near that."""
    parse = layers.parse
    taken = bytearray(len(parse))
    for mark in marks:
        for token in parse.tokens(mark.start, mark.end):
            taken[token] = 1
    persons = {word for actor in layers.actors.values() if actor.kind == "person" for word in actor.name.split()}
    named = {place.name for place in known.places if place.kind in ("city", "region")}
    token = 0
    while token < len(parse):
        spot, last = None, token
        for last in range(min(token + 2, len(parse) - 1), token - 1, -1):
            if any(taken[token : last + 1]) or not all(_capitalised(parse, each) for each in range(token, last + 1)):
                continue
            if last == token and (parse.word[token] in persons or parse.entity[token] == "PERSON"):
                continue
            name = ordinary(parse.text[slice(*parse.span(token, last))])
            opens = token == 0 or not _capitalised(parse, token - 1) or parse.lower[token - 1] == "of"
            spot = _inside(name, known.around, named, opens=opens)
            if spot is not None:
                yield Mark("place", parse.start[token], parse.end[last], "inside", spot.value)
                break
        token = last + 1


def _inside(name: str, around: Surroundings, named: set[str], *, opens: bool) -> Spot | None:
    """Where the town or county lies that the words in a longer name mean; None if they mean none."""
    if name in states() or (name in places() and places()[name].kind not in ("city", "region")):
        return None
    found = candidates(name)
    spot = around.spot(name, found) or Spot()
    if name in named or (counties_named(name) and " " in name):
        return spot
    one = next((one for one in found if one.spot == spot and one.spot.latitude), None)
    return spot if opens and one and (around.nearness(name, one) > _NEAR or around.part_named(spot)) else None


def _capitalised(parse: Parse, token: int) -> bool:
    return parse.word[token][0].isupper() and parse.tag[token].startswith(("NNP", "JJ", "NN"))
