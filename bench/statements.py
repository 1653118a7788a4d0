"""Predictions of the layer `statements`: who says what, attitudes and findings included as PolNeAR counts them."""

from typing import Literal

from bench.data import Row
from onrecord.find.statements import read, seen_alone
from onrecord.layers import Method
from onrecord.reader import annotated, needed
from onrecord.records import Anchor, Document, Statement, document_id
from onrecord.text import OffsetMap, Span

NEEDED = ("parse", "block", "quote", "mention", "date", "place", "provenance")


How = Literal["both", "rules", "network"]


def predict(rows: list[Row], how: How = "both", wide: bool = True) -> list[Row]:
    """Rows {id, attributions}, each attribution {source, cue, content} of lists of [start, end] in the row's text.

    By rules and network together, as the reader reads, or by one of them alone; as PolNeAR counts statements or, where
    not `wide`, as READING.md does.
    """
    return [{"id": row.get("id"), "attributions": _attributions(row["text"], how, wide)} for row in rows]


def _attributions(text: str, how: How, wide: bool) -> list[Row]:
    method: Method = "rules" if how == "rules" else "trained"
    layers, offsets = annotated(Document(document_id(text), text), needed(NEEDED), strict=True, method=method)
    seen, statements = read(layers, wide)
    if how == "network":
        statements = seen_alone(layers, seen.pieces, wide)
    return _joined(statements, offsets) if wide else [_row(one, offsets) for one in statements]


def _row(one: Statement, offsets: OffsetMap) -> Row:
    return {
        "source": _spans(offsets, (one.speaker,)),
        "cue": _spans(offsets, (one.cue,)),
        "content": _spans(offsets, one.content),
    }


def _joined(statements: list[Statement], offsets: OffsetMap) -> list[Row]:
    """The attributions of a document; a continued quotation is part of the one that it continues, as in PolNeAR."""
    made: list[Row] = []
    before: Row | None = None
    for one in statements:
        if one.cue is None and before is not None:
            before["content"].extend(_spans(offsets, one.content))
            continue
        made.append(_row(one, offsets))
        before = made[-1] if one.mode != "indirect" else before
    return made


def _spans(offsets: OffsetMap, anchors: tuple[Anchor | None, ...]) -> list[list[int]]:
    return [list(offsets.to_original(Span(anchor.start, anchor.end))) for anchor in anchors if anchor]
