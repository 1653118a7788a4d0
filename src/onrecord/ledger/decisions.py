"""What reviewers decided, as answers: the last decisions, and documents as lines to train on."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from onrecord.records import Frozen, Record, stand_off
from onrecord.store import tables as t
from onrecord.store.correcting import as_record
from onrecord.store.kept import reading_kept
from onrecord.store.reviewing import Decided, decided


def decisions(connection: Connection, limit: int = 50, offset: int = 0, by: str | None = None) -> list[Decided]:
    """What was decided, the last first; also what was undone since."""
    v = t.review.c
    of = select(t.review).order_by(v.no.desc()).limit(limit).offset(offset)
    return [decided(row) for row in connection.execute(of if by is None else of.where(v.by == by))]


class Trained(Frozen, frozen=True):
    """A document with what its reviewers decided, to train on: offsets in code points, half-open; no words of its text.

    `statements`, `events` and `acts` are those that were accepted, edited or added, `rejected` those that a reader
    found and that are wrong. `complete` is true where nothing that was found waits: what is in no list is no record.
    """

    document: str | None
    sha256: str
    complete: bool
    statements: tuple[dict[str, Any], ...] = ()
    events: tuple[dict[str, Any], ...] = ()
    acts: tuple[dict[str, Any], ...] = ()
    rejected: tuple[dict[str, Any], ...] = ()


def training(connection: Connection) -> Iterator[Trained]:
    """The documents of which anything was decided, by their hashes; what was undone is not there."""
    v = t.review.c
    held = v.undone.is_(None) & v.was.is_not(None)
    for document in connection.execute(select(v.document).where(held).distinct().order_by(v.document)).scalars().all():
        good: dict[str, Record] = {}
        wrong: dict[str, Record] = {}
        made: set[str] = set()  # what no reader found
        of = select(t.review).where(v.was.is_not(None), v.document == document).order_by(v.no)
        for row in connection.execute(of):
            was = as_record(row.was)
            now = as_record(row.now) if row.now else was
            if row.verdict in ("added", "edited"):
                made.add(now.id)
            if row.undone is not None:
                continue
            good.pop(was.id, None)
            if row.verdict not in ("accepted", "added") and was.id not in made:
                wrong[was.id] = was
            if row.verdict != "rejected":
                good[now.id] = now
                wrong.pop(now.id, None)
        counts = reading_kept(connection, document)
        records: tuple[tuple[Record, ...], ...] = (counts.statements, counts.events, counts.acts)
        yield Trained(
            counts.document.source, document, all(one.id in good for some in records for one in some),
            _all_told(good, "s"), _all_told(good, "e"), _all_told(good, "a"),
            tuple({"is": type(one).__name__.lower(), **stand_off(one)} for one in wrong.values()),
        )  # fmt: skip


def _all_told(records: dict[str, Record], letter: str) -> tuple[dict[str, Any], ...]:
    """The records whose ids begin with a letter, by their offsets."""
    return tuple(stand_off(one) for name, one in records.items() if name[0] == letter)
