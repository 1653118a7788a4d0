"""JSON: a whole reading as one object, or its records one a line."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.acquire.fragment import page_link
from onrecord.records import Actor, Finding, Reading, Record
from onrecord.targets import extent

# What must not stand raw in a line of JSON: lone surrogates (no UTF-8), the other line ends of Unicode (some
# readers would split a record there), and controls that a terminal obeys or that turn the direction of text.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def json_text(value: Any) -> str:
    """The value as JSON on one line, safe to print and to encode as UTF-8; parsing it gives back every character."""
    plain = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", plain)


def reading_json(reading: Reading) -> str:
    """The whole reading, text included, as one JSON object on one line; lists are there also where they are empty.

    `places` alone are left out where the text is the source itself.
    """
    lists: dict[str, list[Any]] = {name: [] for name in ("actors", "statements", "events", "acts", "findings")}
    linked = {
        name: [_linked(reading, record) for record in getattr(reading, name)]
        for name in ("statements", "events", "acts")
    }
    return json_text(lists | msgspec.to_builtins(reading) | linked)


def _linked(reading: Reading, record: Record | Actor | Finding) -> dict[str, Any]:
    """A record as builtins, with the link that opens its page at its words, where the document has an address."""
    made: dict[str, Any] = msgspec.to_builtins(record)
    document = reading.document
    if document.url is None or isinstance(record, Actor | Finding):
        return made
    found = page_link(document.text, extent(record, document.text), document.url)
    return made | {"link": found} if found else made


def record_lines(reading: Reading) -> Iterator[str]:
    """The reading one record a line: its document (without the text), actors, statements, events, acts, findings.

    Each line is an object with `record` (what it is) and `document` (the document's id); statements, events and acts of
    a page of the web have `link`, which opens it at their words.
    """
    document = {"record": "document", "document": reading.document.id}
    about = msgspec.to_builtins(reading.document)
    of_it = {name: value for name, value in about.items() if name not in ("id", "text")}
    sizes = {"characters": len(reading.document.text), "reader": reading.reader}
    yield json_text(document | of_it | sizes | {"provenance": msgspec.to_builtins(reading.provenance)})
    for kind, records in (
        ("actor", reading.actors),
        ("statement", reading.statements),
        ("event", reading.events),
        ("act", reading.acts),
        ("finding", reading.findings),
    ):
        for record in records:
            yield json_text({"record": kind, "document": reading.document.id} | _linked(reading, record))
