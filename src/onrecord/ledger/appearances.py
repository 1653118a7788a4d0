"""Where a document came from: its appearances, what stood at its addresses before and since, and who read it when."""

from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

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
    row = connection.execute(_COUNTS, {"document": document}).one()
    where = {"document": document, "here": row.appearance}
    mine = connection.execute(_HERE, where).one()
    return Origin(
        _appearance(connection, mine),
        row.reader,
        row.made,
        row.active,
        connection.execute(_SIZE, {"sha256": mine.source_sha256}).scalar() if mine.source_sha256 else None,
        tuple(_appearance(connection, one) for one in connection.execute(_OTHERS, where).all()),
        tuple(_versions(connection, document)),
    )


def _appearance(connection: Connection, row: Any) -> Appearance:
    seen = connection.execute(_SEEN, {"id": row.id}).scalar()
    return Appearance(
        row.url, row.title, row.publisher, row.published, row.source, row.source_sha256, row.added, seen
    )  # fmt: skip


def _versions(connection: Connection, document: str) -> list[Stood]:
    """The texts at the addresses where the document stood, in the order of time; one that stayed is told once."""
    found: list[Stood] = []
    for row in connection.execute(_STOOD, {"document": document}).all():
        if not found or (found[-1].address, found[-1].document) != (row.address, row.document):
            found.append(Stood(*row))
    return found[:MOST] if any(one.document != document for one in found) else []


def _stood() -> "Select[Any]":
    v, a = t.version.c, t.appearance.c
    at = select(v.address).join(t.appearance, a.id == v.appearance)
    at = at.where(a.document == bindparam("document"), v.moved.is_(None))
    return (
        select(v.address, v.seen, a.document, a.title)
        .join(t.appearance, a.id == v.appearance)
        .where(v.address.in_(at), v.moved.is_(None))
        .order_by(v.address, v.seen)
    )


# The questions, made once: to make one takes longer than to answer it.
_R, _A = t.reading.c, t.appearance.c
_DOCUMENT: BindParameter[str] = bindparam("document")
_COUNTS = (
    select(_R.appearance, _R.reader, _R.made, _R.active)
    .where(_R.document == _DOCUMENT)
    .order_by(_R.active.desc(), _R.no.desc())
    .limit(1)
)
_HERE = select(t.appearance).where(_A.document == _DOCUMENT, _A.id == bindparam("here"))
_OTHERS = select(t.appearance).where(_A.document == _DOCUMENT, _A.id != bindparam("here"))
_OTHERS = _OTHERS.order_by(_A.published, _A.id).limit(MOST)
_SIZE = select(func.length(t.blob.c.bytes)).where(t.blob.c.sha256 == bindparam("sha256"))
_SEEN = select(func.min(t.version.c.seen)).where(t.version.c.appearance == bindparam("id"), t.version.c.moved.is_(None))
_STOOD = _stood()
