"""Readings as a store keeps them, whole again."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from onrecord.records import Act, Actor, Document, Event, Finding, Provenance, Reading, Statement, text_order
from onrecord.store import tables as t
from onrecord.store.appearances import said_of
from onrecord.store.rows import unpacked
from onrecord.store.texts import text_of

# The shapes of records.
SHAPES: tuple[type, ...] = (Actor, Statement, Event, Act, Finding)


def reading_kept(
    connection: Connection, document: str, reader: str | None = None, *, own: bool = False,
    only: Collection[type] = SHAPES,
) -> Reading:  # fmt: skip
    """The reading of a document: the records that were added, `only` those of some shapes; actors and findings stand
    by their ids.

    Of several it is that by the reader, where one is named, the active one, or, where the text was replaced, the last
    that was made. With `own` it is as the reader made it, whatever reviewers decided.
    """
    of = _LAST
    if own:
        of = select(t.reading).where(t.reading.c.no == own_number(connection, document))
    if reader is not None:
        of = of.where(t.reading.c.reader == reader) if own else _LAST_BY
    row = connection.execute(of, {"document": document, "reader": reader}).one()
    where = connection.execute(_APPEARANCE, {"id": row.appearance}).one()
    about = said_of(where) | {name: getattr(row, name) for name in ("published", "publisher", "kind")}
    text = text_of(connection, document)
    return Reading(
        Document(document, text, source=where.source, source_sha256=where.source_sha256, **about),
        unpacked(row.body, Provenance),
        _all(connection, t.actor, row.no, Actor, only),
        _all(connection, t.statement, row.no, Statement, only),
        _all(connection, t.event, row.no, Event, only),
        _all(connection, t.act, row.no, Act, only),
        _all(connection, t.finding, row.no, Finding, only),
        row.reader,
    )


def own_number(connection: Connection, document: str) -> int:
    """The number of the reading of a document, as its reader made it, that counts or from which what counts is derived;
    where the text was replaced, of the last that was made.
    """
    r = t.reading.c
    of = select(r.no, r.corrected, r.reader, r.appearance).where(r.document == document)
    row = connection.execute(of.order_by(r.active.desc(), r.no.desc()).limit(1)).one()
    if not row.corrected:
        return int(row.no)
    same = (r.document == document) & (r.reader == row.reader) & (r.appearance == row.appearance)
    return int(connection.execute(select(r.no).where(same, r.corrected.is_(False))).scalar_one())


def _all(connection: Connection, table: Any, number: int, shape: Any, only: Collection[type]) -> tuple[Any, ...]:
    """The records of a reading in text order; none of a shape that is not wanted."""
    if shape not in only:
        return ()
    found = [unpacked(body, shape) for body in connection.execute(_bodies(table), {"number": number}).scalars().all()]
    return tuple(sorted(found, key=text_order) if "start" in table.c else found)


# Made once, as other questions that pages put often: to make one takes longer than to answer it.
_LAST = (
    select(t.reading)
    .where(t.reading.c.document == bindparam("document"))
    .order_by(t.reading.c.active.desc(), t.reading.c.no.desc())
    .limit(1)
)
_LAST_BY = _LAST.where(t.reading.c.reader == bindparam("reader"))
_APPEARANCE = select(t.appearance).where(t.appearance.c.id == bindparam("id"))


@cache
def _bodies(table: Any) -> "Select[Any]":
    return select(table.c.body).where(table.c.reading == bindparam("number")).order_by(table.c.id)
