"""Predictions of the layer `timex`: the TIMEX3 marks of a text, read against its document date."""

from bench.data import Row
from onrecord.reader import layers_of


def predict(rows: list[Row]) -> list[Row]:
    """Rows {id, timexes}, each time {start, end, type, value} with offsets in the row's text."""
    return [{"id": row["id"], "timexes": _timexes(row["text"], row.get("dct"))} for row in rows]


def _timexes(text: str, published: str | None) -> list[Row]:
    layers = layers_of(text, published=published, upto=("timex",))
    return [
        {"start": mark.start, "end": mark.end, "type": mark.label, "value": mark.value}
        for mark in layers.layer("timex")
    ]
