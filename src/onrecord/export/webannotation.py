"""Records as W3C Web Annotations (Recommendation of 23 February 2017): each with the way back to its words.

One annotation a record. Its bodies say what is asserted: in words, by kind, by whom, and the whole record as JSON. Its
targets are the source, by what leads to the words in a page (XPath, bytes, quotation, text fragment) or in a paper
(page and box), and the text that was read, by its code points. Ids are UUIDs made of what they name (RFC 9562, 5).
"""

import uuid
from typing import Any

import msgspec

from onrecord.export.cards import Card, cards
from onrecord.export.jsonl import json_text
from onrecord.origin import Place
from onrecord.records import Reading, Record
from onrecord.targets import Target, extent, hash_name, in_source, target_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# What the fragments of an address conform to.
PAGED = "http://tools.ietf.org/rfc/rfc8118"
TEXTUAL = "https://wicg.github.io/scroll-to-text-fragment/"
# The name space of our ids: that of URLs, with the name of the model.
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "onrecord:webannotation")

Made = dict[str, Any]


def annotations_json(reading: Reading) -> str:
    """The annotations of a reading on one line: a collection whose first page holds them all."""
    return json_text(collection(reading))


def collection(reading: Reading) -> Made:
    """The annotations of a reading, in text order, as an AnnotationCollection of JSON-LD."""
    made = annotations(reading)
    name = _id(f"{reading.document.id}/{reading.reader}")
    whole: Made = {"@context": CONTEXT, "id": name, "type": "AnnotationCollection", "total": len(made)}
    if reading.document.title:
        whole["label"] = reading.document.title
    if made:
        page = {"id": _id(f"{reading.document.id}/{reading.reader}/1"), "type": "AnnotationPage"}
        whole["first"] = page | {"partOf": name, "startIndex": 0, "items": made}
    return whole


def annotations(reading: Reading) -> list[Made]:
    """An Annotation for each statement, event and act; their context is that of the collection."""
    every: tuple[Record, ...] = (*reading.statements, *reading.events, *reading.acts)
    records = {one.id: one for one in every}
    made = []
    for card in cards(reading):
        record = records[card.id]
        found = target_of(reading.document, extent(record, reading.document.text), reading.places)
        made.append({
            "id": _id(f"{reading.document.id}/{card.id}"),
            "type": "Annotation",
            "motivation": "describing",
            "generator": {"id": _id("OnRecord"), "type": "Software", "name": f"OnRecord reader {reading.reader}"},
            "body": _bodies(card, msgspec.to_builtins(record)),
            "target": _targets(reading, found),
        })  # fmt: skip
    return made


def _id(name: str) -> str:
    return uuid.uuid5(_SPACE, name).urn


def _bodies(card: Card, record: Made) -> list[Made]:
    said = "; ".join(f"{name}: {words}" for name, words in card.rows)
    return [
        _text("describing", f"{card.label}. {said}", language="en"),
        _text("classifying", card.kind),
        _text("classifying", card.type),
        *(_text("identifying", name) for name in dict.fromkeys(card.actors)),
        _text("describing", json_text(record), format="application/json"),
    ]


def _text(purpose: str, value: str, **said: str) -> Made:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", **said}


def _targets(reading: Reading, found: Target) -> list[Made]:
    """The source of the words, where that is more than the text itself; and the text, named by its hash."""
    document = reading.document
    quote = _quote(found)
    made: list[Made] = []
    if found.link or found.places:
        source: Made = {"type": "SpecificResource", "source": found.source}
        # Without bytes an XPath leads into a page that was made of the source (of a Word file), not into the source.
        saved = any(place.octets for place in reading.places)
        source["selector"] = [_quote_in_source(reading, found), *_selectors(found, saved)]
        if found.link and document.source_sha256:
            source["state"] = {"type": "TimeState", "cached": hash_name(document.source_sha256)}
        made.append(source)
    position = {"type": "TextPositionSelector", "start": found.start, "end": found.end}
    read = {"type": "SpecificResource", "source": hash_name(document.id), "selector": [quote, position]}
    return [*made, read]


def _quote(found: Target) -> Made:
    return {"type": "TextQuoteSelector", "exact": found.exact, "prefix": found.prefix, "suffix": found.suffix}


def _quote_in_source(reading: Reading, found: Target) -> Made:
    """The quotation as the source has it, which shows the numbers of a list's items, but has no such words."""
    text, places = reading.document.text, reading.places
    before, behind = found.start - len(found.prefix), found.end + len(found.suffix)
    return {
        "type": "TextQuoteSelector",
        "exact": in_source(text, places, found.start, found.end),
        "prefix": in_source(text, places, before, found.start),
        "suffix": in_source(text, places, found.end, behind),
    }


def _selectors(found: Target, saved: bool) -> list[Made]:
    """What leads to the words in the source, each on its own."""
    made: list[Made] = []
    if found.link:
        made.append(_fragment(found.link.split("#", 1)[1], TEXTUAL))
    if not found.places:
        return made
    if saved and (by_xpath := _by_xpath(found.places)):
        made.append(by_xpath)
    octets = [place.octets for place in found.places]
    if octets[0] and octets[-1]:
        ends = (min(some[0] for some in octets if some), max(some[1] for some in octets if some))
        made.append({"type": "DataPositionSelector", "start": ends[0], "end": ends[1]})
    return made + _on_paper(found.places)


def _fragment(value: str, conforms: str) -> Made:
    return {"type": "FragmentSelector", "conformsTo": conforms, "value": value}


def _by_xpath(places: tuple[Place, ...]) -> Made | None:
    """The range from the first to the last of the places: within one element, or from one to another."""
    first, last = places[0], places[-1]
    if not (first.xpath and first.characters and last.xpath and last.characters):
        return None
    if first.xpath == last.xpath:
        return _characters(first.xpath, first.characters[0], last.characters[1])
    # A range goes up to where its end selector begins.
    end = last.characters[1]
    return {
        "type": "RangeSelector",
        "startSelector": _characters(first.xpath, *first.characters),
        "endSelector": _characters(last.xpath, end, end),
    }


def _characters(xpath: str, start: int, end: int) -> Made:
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "XPathSelector", "value": xpath, "refinedBy": position}


def _on_paper(places: tuple[Place, ...]) -> list[Made]:
    """The pages, with a box on them for each line of the words (RFC 8118: left, right, top, bottom, from the top)."""
    said: list[str] = []
    before = None
    for page, box in dict.fromkeys((place.page, place.box) for place in places):
        if page is not None and box is not None:
            said += [f"page={page}"] if page != before else []
            said.append(f"highlight={box[0]:g},{box[2]:g},{box[1]:g},{box[3]:g}")
            before = page
    return [_fragment("&".join(said), PAGED)] if said else []
