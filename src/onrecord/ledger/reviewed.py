"""That what reviewers decided is kept as it was decided, and that the readings which count follow from it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, union

from onrecord.errors import OnRecordError
from onrecord.records import Reading, record_id
from onrecord.resolve.corrections import corrected
from onrecord.store import tables as t
from onrecord.store.correcting import as_record, decisions
from onrecord.store.kept import reading_kept


def wrong(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """What does not hold: what it is, its id, and what is wrong with it."""
    r, v = t.reading.c, t.review.c
    for row in connection.execute(select(t.review).order_by(v.no)):
        yield from _decision(row)
    derived_from = select(r.document).where(r.corrected.is_not(False))
    documents = union(derived_from, select(v.document).where(v.document.is_not(None)))
    for document in connection.execute(documents).scalars().all():
        own = select(r.no).where(r.document == document, r.corrected.is_(False))
        if connection.execute(own.limit(1)).first() is None:
            yield "reading", document, "is corrected, though no reader's own is there: a row was changed"
            continue
        active = connection.execute(select(r.no, r.corrected).where(r.document == document, r.active)).first()
        if active is None:
            continue
        before = reading_kept(connection, document, own=True)
        derived = corrected(before, decisions(connection, document))
        if active.corrected != (derived is not before):
            yield (
                "reading",
                document,
                "does not count as its reviewers decided; decide anything on it to derive it anew",
            )
        elif _records(derived) != _records(reading_kept(connection, document)):
            yield (
                "reading",
                document,
                "has other records than what its reviewers decided leads to: rows were changed",
            )


def _decision(row: Any) -> Iterator[tuple[str, str, str]]:
    for body in (row.was, row.now):
        if body is None:
            continue
        try:
            record = as_record(body)
        except (ValueError, TypeError, LookupError, OnRecordError) as error:
            yield "review", str(row.no), f"cannot be read ({' '.join(str(error).split())})"
            continue
        if record_id(record) != record.id or record.document != row.document:
            yield "review", str(row.no), "says something else than its id: it was changed"


def _records(reading: Reading) -> set[str]:
    records = (reading.statements, reading.events, reading.acts, reading.actors)
    return {one.id for some in records for one in some}
