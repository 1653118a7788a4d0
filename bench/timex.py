"""Predictions of the layer `timex`: the TIMEX3 marks of a text, read against its document date."""

from bench.data import Row
from onrecord.reader import annotated, needed
from onrecord.records import Document, document_id


def predict(rows: list[Row]) -> list[Row]:
    """Rows {id, timexes}, each time {start, end, type, value} with offsets in the row's text."""
    return [{"id": row.get("id"), "timexes": _timexes(row["text"], row.get("dct"))} for row in rows]


def _timexes(text: str, published: str | None) -> list[Row]:
    document = Document(document_id(text), text, published=published)
    layers, offsets = annotated(document, needed(("timex",)), strict=True)
    found = []
    for mark in layers.layer("timex"):
        start, end = offsets.to_original(mark.span)
        found.append({"start": start, "end": end, "type": mark.label, "value": mark.value})
    return found
