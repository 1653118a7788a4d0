"""The unit of work: one document's reading, with its links and what follows from them, kept whole or not at all."""

import hashlib
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, select

from onrecord.edtf import first_day
from onrecord.errors import IntegrityError, OnRecordError
from onrecord.records import Document, Finding, Reading
from onrecord.store import revisits, versions
from onrecord.store import tables as t
from onrecord.store.appearances import about_of, appearance_id, said_of
from onrecord.store.clock import now
from onrecord.store.readings import finding_row, keep, put_new, set_aside
from onrecord.store.rows import plain
from onrecord.store.versions import Seen


class StaleError(OnRecordError):
    """A reading is no longer the one that the store wants: the document appeared earlier elsewhere. Ask again."""


class Wanted(NamedTuple):
    """What a store still needs of a document: whether its appearance is new, the document as it is to be read, and
    whether it is not yet known to have stood at its address then.
    """

    appearance: bool
    read: Document | None
    version: bool = False


class Added(NamedTuple):
    """What adding a document wrote: whether a new appearance, whether a new reading; and the document that it replaces
    at its address, or at one that leads there, if it does.
    """

    appearance: bool
    reading: bool
    instead: str | None = None


def wanted(connection: Connection, given: Document, reader: str, seen: Seen | None = None) -> Wanted:
    """What is still to be written of a document as it was given, and how it is to be read (None if it was).

    Of several appearances of one text that counts which was published first: the reading is the same in whatever order
    they are added. `seen` says when it stood at its address, where that is known.
    """
    placed = _placed(connection, given, seen)
    a = t.appearance.c
    known = {row.id: row for row in connection.execute(select(t.appearance).where(a.document == given.id))}
    ranks = [_rank(row.published, row.publisher, row.id) for row in known.values()]
    # The page around a text changes all the time: what stands where it stood before is no other appearance.
    new = {appearance_id(one): one for one, there in placed if _stood(connection, one, there) is None}
    is_new = any(name not in known for name in new)
    first = min([*ranks, *(_rank(given.published, given.publisher, name) for name in new)])[-1]
    version = seen is not None and not versions.is_known(connection, seen)
    r = t.reading.c
    there = select(r.active).where(r.document == given.id, r.reader == reader, r.appearance == first)
    active = connection.execute(there.order_by(r.active.desc()).limit(1)).scalar()
    if active is False and (not is_new or seen is not None):
        also = [there for _, there in placed if there is not None]
        active = not versions.counts(connection, given.id, also)  # it was replaced, and need not be read again
    if active:
        return Wanted(is_new, None, version)
    if first in new:
        return Wanted(is_new, new[first], version)
    row = known[first]
    earlier = Document(given.id, given.text, source=row.source, source_sha256=row.source_sha256, **said_of(row))
    return Wanted(is_new, earlier, version)


def _placed(connection: Connection, given: Document, seen: Seen | None) -> list[tuple[Document, Seen | None]]:
    """The document with where and when it stood, and with each time of which an archive said that it did again."""
    if seen is None:
        return [(given, None)]
    again = revisits.waiting(connection, seen)
    return [(given, seen), *((msgspec.structs.replace(given, url=one.url), one.seen) for one in again)]


def _stood(connection: Connection, given: Document, seen: Seen | None) -> str | None:
    return None if seen is None else versions.appearance_at(connection, given.id, seen.address)


def _rank(published: str | None, publisher: str | None, name: str) -> tuple[str, str, str]:
    return first_day(published) or "9", publisher or "", name


def add(
    connection: Connection,
    given: Document,
    read_as: Document | None = None,
    reading: Reading | None = None,
    source: bytes | None = None,
    seen: Seen | None = None,
) -> Added:
    """What was written: the text, the source's bytes, where the text appeared, the reading and its links.

    With `seen` it is also kept that it stood at its address then; what stood there before no longer counts.

    The connection is one of `Store.writing()`. `reading` is of `read_as`, as `wanted` asked for it, or None where it
    asked for none. What is there already is not written again; a reading by another reader, or of an earlier
    appearance, takes the place of the one before. Raises IntegrityError where an anchor does not hold or the reading is
    of another document, StaleError where the store now wants another reading.
    """
    if reading is not None and reading.document.id != given.id:
        raise IntegrityError(f"the reading is of document {reading.document.id[:12]}, not of {given.id[:12]}")
    forget_failures(connection, given.source)
    need = wanted(connection, given, reading.reader if reading else "", seen)
    if reading is not None and need.read is not None and appearance_id(need.read) != appearance_id(read_as or given):
        raise StaleError(
            f"{given.source or given.id[:12]}: the same text was published earlier elsewhere; add it again"
        )
    instead: list[str] = []
    for one, there in _placed(connection, given, seen if need.version else None):
        stood = _stood(connection, one, there)
        if need.appearance and stood is None:
            _keep_text(connection, one, source)
        if there is not None:
            instead += _put_version(connection, one, stood, there)
    if reading is not None and need.read is not None:
        reading.check()
        keep(connection, need.read, reading)
    if need.version or need.appearance or reading is not None:
        _settle(connection, given.id)
    return Added(need.appearance, reading is not None and need.read is not None, next(iter(instead), None))


def _put_version(connection: Connection, given: Document, stood: str | None, seen: Seen) -> list[str]:
    """The documents in whose place it stands, once it is kept that it does."""
    instead = versions.replaced(connection, given, seen)
    versions.put(connection, stood or appearance_id(given), seen)
    revisits.settle(connection, seen)
    for one in instead:
        _settle(connection, one)
    return instead


def _settle(connection: Connection, document: str) -> None:
    """Returns nothing: a text that was replaced wherever it stood has no active reading."""
    r = t.reading.c
    active = connection.execute(select(r.no).where(r.document == document, r.active)).scalars().all()
    if active and not versions.counts(connection, document):
        for number in active:
            set_aside(connection, number)


def failed(connection: Connection, source: str, code: str, message: str) -> bool:
    """True if the finding that a source could not be read is new; it goes once the source was read."""
    row = finding_row(None, plain(source), Finding(code, message))
    return put_new(connection, t.finding, row)


def has_failed(connection: Connection, source: str | None) -> bool:
    """True if a finding stands that the source could not be read."""
    return connection.execute(select(t.finding.c.id).where(_failures(source)).limit(1)).first() is not None


def _failures(source: str | None) -> ColumnElement[bool]:
    return (t.finding.c.source == plain(source)) & t.finding.c.reading.is_(None)


def forget_failures(connection: Connection, source: str | None) -> None:
    """Returns nothing: no finding says any more that the source could not be read."""
    if has_failed(connection, source):
        connection.execute(delete(t.finding).where(_failures(source)))


def _keep_text(connection: Connection, given: Document, source: bytes | None) -> None:
    if (None if source is None else hashlib.sha256(source).hexdigest()) != given.source_sha256:
        raise IntegrityError(f"{given.source}: the source's bytes are not those that were read; add it again")
    put_new(connection, t.blob, {"sha256": given.id, "bytes": given.text.encode("utf-8", "surrogatepass")})
    if source is not None:
        put_new(connection, t.blob, {"sha256": given.source_sha256, "bytes": source})
    put_new(connection, t.document, {"id": given.id, "added": now()})
    row = {"id": appearance_id(given), "document": given.id, "source": plain(given.source)}
    row |= {"source_sha256": given.source_sha256, "added": now()}
    put_new(connection, t.appearance, row | about_of(given))
