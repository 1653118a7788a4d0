"""Predictions of the layer `statements`: who says what, attitudes and findings included as PolNeAR counts them."""

from bench.data import Row
from onrecord.find.statements import read
from onrecord.layers import Layers
from onrecord.reader import annotated, needed
from onrecord.records import Anchor, Document, document_id
from onrecord.text import OffsetMap, Span

NEEDED = ("parse", "block", "quote", "mention", "date", "place", "provenance")


def predict(rows: list[Row]) -> list[Row]:
    """Rows {id, attributions}, each attribution {source, cue, content} of lists of [start, end] in the row's text."""
    return [{"id": row.get("id"), "attributions": _attributions(row["text"])} for row in rows]


def _attributions(text: str) -> list[Row]:
    layers, offsets = annotated(Document(document_id(text), text), needed(NEEDED), strict=True)
    return attributions(layers, offsets)


def attributions(layers: Layers, offsets: OffsetMap) -> list[Row]:
    """The attributions of a document; a continued quotation is part of the one that it continues, as in PolNeAR."""
    made: list[Row] = []
    before: Row | None = None
    for one in read(layers, wide=True)[1]:
        if one.cue is None and before is not None:
            before["content"].extend(_spans(offsets, one.content))
            continue
        made.append(
            {
                "source": _spans(offsets, (one.speaker,)),
                "cue": _spans(offsets, (one.cue,)),
                "content": _spans(offsets, one.content),
            }
        )
        before = made[-1] if one.mode != "indirect" else before
    return made


def _spans(offsets: OffsetMap, anchors: tuple[Anchor | None, ...]) -> list[list[int]]:
    return [list(offsets.to_original(Span(anchor.start, anchor.end))) for anchor in anchors if anchor]
