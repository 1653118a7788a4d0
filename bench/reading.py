"""Readings in the shape of the gold: what `bench.predict reading` writes for each text."""

import json
from pathlib import Path
from typing import Any

from onrecord.acquire.given import edtf_date
from onrecord.errors import ReadError
from onrecord.layers import Method
from onrecord.reader import read_text
from onrecord.records import Act, Anchor, Event, Reading, Statement, stand_off


def predicted(path: Path, reader: Method = "trained") -> dict[str, Any]:
    """The reading of a text file in the shape of its gold; only the text, its name and its sidecar are looked at."""
    text = path.read_text(encoding="utf-8")
    return gold_shape(read_text(text, published=published(path), reader=reader), path.name)


def published(path: Path) -> str | None:
    """The publication date of a text file: its sidecar's, else the one its name begins with; EDTF.

    Documents of Caliber carry no date of their own, so they have none. A time of day is left out.
    """
    if "caliber" in path.name:
        return None
    sidecar = path.with_suffix(".json")
    said = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.is_file() else {}
    if not isinstance(said, dict):
        raise ReadError(f"{sidecar.name}: is not a JSON object; give one with the field published")
    return edtf_date(said.get("published")) or edtf_date(path.name[:10])


def gold_shape(reading: Reading, name: str) -> dict[str, Any]:
    """The reading as the gold writes one: spans as [start, end], short ids, fields without a value left out."""
    ids = {
        **{record.id: f"S{number}" for number, record in enumerate(reading.statements, 1)},
        **{record.id: f"E{number}" for number, record in enumerate(reading.events, 1)},
        **{record.id: f"A{number}" for number, record in enumerate(reading.acts, 1)},
    }
    provenance = reading.provenance
    shape: dict[str, Any] = {
        "document": name,
        "published": reading.document.published,
        "kind": reading.document.kind or provenance.kind,
        "provenance": _filled(
            publisher=provenance.publisher,
            author=provenance.author,
            credits=list(provenance.credits),
            sourcing=provenance.sourcing,
        ),
        "issuers": list(provenance.issuers),
        "actors": {actor.name: _mentions(actor.mentions) for actor in reading.actors},
        "states": {actor.name: _one_or_list(actor.states) for actor in reading.actors},
    }
    records: dict[str, Any] = {
        "statements": [_record(record, ids) for record in reading.statements],
        "events": [_record(record, ids) for record in reading.events],
        "acts": [_record(record, ids) for record in reading.acts],
    }
    return {**_filled(**shape), **records}


def _record(record: Statement | Event | Act, ids: dict[str, str]) -> dict[str, Any]:
    shape = stand_off(record)
    for field in ("id", "within", "via"):
        if field in shape:
            shape[field] = ids.get(shape[field])
    if isinstance(record, Statement) and record.actor:
        shape["actor"] = _one_or_list(record.actor)
    return shape


def _mentions(anchors: tuple[Anchor, ...]) -> list[str]:
    return list(dict.fromkeys(anchor.exact for anchor in anchors))


def _one_or_list(values: tuple[str, ...]) -> str | list[str] | None:
    return None if not values else values[0] if len(values) == 1 else list(values)


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [], {}) or name == "actors"}
