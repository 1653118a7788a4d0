"""The documents of a store, where they appeared, and the findings about them."""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from onrecord.errors import UsageError
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.versions import address_of

# Letters of a document's id from which on it may be looked up.
_HASH = 6


class Kept(Frozen, frozen=True):
    """A document with what its active reading holds."""

    document: str
    title: str
    published: str | None
    publisher: str | None
    kind: str | None
    url: str | None
    source: str | None
    series: str | None
    statements: int
    events: int
    acts: int


class Version(Frozen, frozen=True):
    """A text that stood at an address, as was first seen then (ISO 8601, in UTC); only one that `counts` is read."""

    address: str
    seen: str
    document: str
    title: str
    acts: int
    counts: bool


class Trouble(Frozen, frozen=True):
    """A finding: about a document that was read, or a source that could not be."""

    code: str
    message: str
    source: str | None
    document: str | None


def documents(connection: Connection, limit: int = 50, offset: int = 0) -> list[Kept]:
    """The documents, the last published first."""
    r, a = t.reading.c, t.appearance.c
    # What is passed over is not looked at: records are counted, and addresses looked up, of what is shown alone.
    last_first = select(r.no).where(r.active).order_by(r.day.desc().nulls_last(), r.document)
    shown = last_first.limit(limit).offset(offset).subquery()
    held = [
        select(func.count()).where(table.c.reading == r.no).scalar_subquery() for table in (t.statement, t.event, t.act)
    ]
    query = (
        select(r.document, r.title, r.published, r.publisher, r.kind, a.url, a.source, r.series, *held)
        .join(shown, shown.c.no == r.no)
        .join(t.appearance, a.id == r.appearance)
        .order_by(r.day.desc().nulls_last(), r.document)
    )
    return [Kept(*row) for row in connection.execute(query).all()]


def document_named(connection: Connection, name: str) -> str:
    """The id of the document that is meant: its id or the beginning of it, its source or its address.

    Raises UsageError if there is none, or if the name may mean several.
    """
    r, a = t.reading.c, t.appearance.c
    if connection.execute(_THERE, {"name": name}).first() is not None:
        return name  # sources and addresses have no index
    exact = select(a.document).where(or_(a.source == name, a.url == name, a.document == name)).distinct()
    found = connection.execute(exact).scalars().all()
    if not found and len(name) >= _HASH and all(letter in "0123456789abcdef" for letter in name):
        some = select(r.document).where(r.document >= name, r.document < name + "g").distinct()
        found = connection.execute(some).scalars().all()
    if len(found) == 1:
        return str(found[0])
    if found:
        raise UsageError(f"{name!r} may be any of {', '.join(one[:12] for one in sorted(found)[:5])}; give more of it")
    raise UsageError(f"document {name!r}: no such document; `onrecord documents` lists them")


def versions(connection: Connection, name: str) -> list[Version]:
    """The texts that stood at an address, the earliest first; of a document of the store those at its addresses.

    A text that stood there at several times running is one. Raises UsageError where none is known.
    """
    at = [address_of(name)]
    stood = connection.execute(_STOOD, {"at": at}).all()
    if not stood:
        at = list(connection.execute(_AT, {"document": document_named(connection, name)}).scalars())
        stood = connection.execute(_STOOD, {"at": at}).all() if at else []
    found: list[Version] = []
    for row in stood:
        if not found or (found[-1].address, found[-1].document) != (row.address, row.document):
            found.append(Version(row.address, row.seen, row.document, row.title or "", row.acts, row.active))
    if not found:
        raise UsageError(
            f"{name!r}: it is not known when it stood at an address; only pages and captures have versions"
        )
    return found


def _stood() -> "Select[Any]":
    v, a, r = t.version.c, t.appearance.c, t.reading.c
    acts = select(func.count()).where(t.act.c.reading == r.no).scalar_subquery().label("acts")
    other = t.reading.alias().c
    of = select(other.no).where(other.document == a.document).order_by(other.active.desc(), other.no.desc()).limit(1)
    return (
        select(v.address, v.seen, a.document, a.title, acts, r.active)
        .join(t.appearance, a.id == v.appearance)
        .join(t.reading, r.no == of.scalar_subquery())
        .where(v.address.in_(bindparam("at", expanding=True)))
        .order_by(v.address, v.seen)
    )


# Questions of every page of a document, made once: to make one takes longer than to answer it.
_THERE = select(t.document.c.id).where(t.document.c.id == bindparam("name"))
_AT = (
    select(t.version.c.address)
    .join(t.appearance, t.appearance.c.id == t.version.c.appearance)
    .where(t.appearance.c.document == bindparam("document"))
    .distinct()
)
_STOOD = _stood()


def findings(connection: Connection, code: str | None = None, limit: int = 50, offset: int = 0) -> list[Trouble]:
    """The findings: sources that could not be read first, then what was found about documents.

    Raises UsageError for a code that none of the store's findings has, where it has any.
    """
    f, r = t.finding.c, t.reading.c
    if code is not None:
        known = sorted(connection.execute(select(f.code).distinct()).scalars())
        if known and code not in known:
            raise UsageError(f"no finding has the code {code!r}; there are {', '.join(known)}")
    query = (
        select(f.code, f.message, f.source, r.document)
        .outerjoin(t.reading, r.no == f.reading)
        .where(or_(f.reading.is_(None), r.active))
        .order_by(f.reading.is_not(None), f.code, f.source, f.id)
    )
    if code is not None:
        query = query.where(f.code == code)
    return [Trouble(*row) for row in connection.execute(query.limit(limit).offset(offset)).all()]
