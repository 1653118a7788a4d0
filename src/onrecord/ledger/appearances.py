"""Where a document came from: its appearances, what stood at its addresses before and since, and who read it when."""

from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.records import Frozen
from onrecord.store import tables as t

# Appearances and versions that are told of, at most: an agency's report may stand in hundreds of papers.
MOST = 50


class Appearance(Frozen, frozen=True):
    """Where a text appeared: what it was called there, and when the store took it in; `seen` first there, if known."""

    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    source: str | None
    source_sha256: str | None
    added: str
    seen: str | None = None


class Stood(Frozen, frozen=True):
    """A text that stood at the same address as another, as was seen then (ISO 8601, in UTC)."""

    address: str
    seen: str
    document: str
    title: str | None


class Origin(Frozen, frozen=True):
    """Where a document came from: of the reading that is shown, then others; lists end after MOST.

    `reader` is the reader's fingerprint, `made` when it read; `counts` is false for a text that was replaced wherever
    it stood. `octets` are the bytes of the source.
    """

    here: Appearance
    reader: str
    made: str
    counts: bool
    octets: int | None = None
    others: tuple[Appearance, ...] = ()
    versions: tuple[Stood, ...] = ()


def origin(connection: Connection, document: str) -> Origin:
    """Where a document of the store came from."""
    r, a, b = t.reading.c, t.appearance.c, t.blob.c
    of = select(r.appearance, r.reader, r.made, r.active).where(r.document == document)
    row = connection.execute(of.order_by(r.active.desc(), r.no.desc()).limit(1)).one()
    every = select(t.appearance).where(a.document == document)
    mine = connection.execute(every.where(a.id == row.appearance)).one()
    others = every.where(a.id != row.appearance).order_by(a.published, a.id).limit(MOST)
    size = select(func.length(b.bytes)).where(b.sha256 == mine.source_sha256)
    return Origin(
        _appearance(connection, mine),
        row.reader,
        row.made,
        row.active,
        connection.execute(size).scalar() if mine.source_sha256 else None,
        tuple(_appearance(connection, one) for one in connection.execute(others).all()),
        tuple(_versions(connection, document)),
    )


def _appearance(connection: Connection, row: Any) -> Appearance:
    v = t.version.c
    seen = connection.execute(select(func.min(v.seen)).where(v.appearance == row.id, v.moved.is_(None))).scalar()
    return Appearance(
        row.url, row.title, row.publisher, row.published, row.source, row.source_sha256, row.added, seen
    )  # fmt: skip


def _versions(connection: Connection, document: str) -> list[Stood]:
    """The texts at the addresses where the document stood, in the order of time; one that stayed is told once."""
    v, a = t.version.c, t.appearance.c
    at = select(v.address).join(t.appearance, a.id == v.appearance).where(a.document == document, v.moved.is_(None))
    query = (
        select(v.address, v.seen, a.document, a.title)
        .join(t.appearance, a.id == v.appearance)
        .where(v.address.in_(at), v.moved.is_(None))
        .order_by(v.address, v.seen)
    )
    found: list[Stood] = []
    for row in connection.execute(query):
        if not found or (found[-1].address, found[-1].document) != (row.address, row.document):
            found.append(Stood(*row))
    return found[:MOST] if any(one.document != document for one in found) else []
