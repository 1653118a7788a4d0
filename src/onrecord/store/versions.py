"""What stood at an address when: a text that was edited there is a new version, and the one before no longer counts.

Only texts of which it is known when they stood there have versions: pages that were fetched, and captures of archives.
Each time is kept, so that it does not matter in which order captures are added.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, insert, select

from onrecord.acquire.urls import without_tracking
from onrecord.records import Document
from onrecord.store import tables as t
from onrecord.store.clock import now
from onrecord.store.texts import text_of


class Seen(NamedTuple):
    """That a text stood at an address at a time (ISO 8601, in UTC)."""

    address: str
    when: str


def seen_at(url: str | None, when: str | None) -> Seen | None:
    """What is known of when a text stood where, by the address's one spelling; None where either is unknown."""
    if not url or not when:
        return None
    try:
        moment = datetime.fromisoformat(when).astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):  # an archive may say anything
        return None
    return Seen(address_of(url), moment)


def address_of(url: str) -> str:
    """The address's one spelling, without what only counts who follows a link; as it is where nothing can be fetched
    from it, for an archive may name anything.
    """
    try:
        return without_tracking(url)
    except ValueError:
        return url


def before(connection: Connection, seen: Seen) -> str | None:
    """The document that stood at the address just before, or at that time; None if none is known."""
    return _stood(connection, seen, t.version.c.seen <= seen.when)


def latest(connection: Connection, address: str) -> str | None:
    """The document that stood at the address last; None if none is known."""
    return _stood(connection, Seen(address, ""), None)


def _stood(connection: Connection, seen: Seen, until: Any) -> str | None:
    v = t.version.c
    query = select(t.appearance.c.document).join(t.version, v.appearance == t.appearance.c.id)
    query = query.where(v.address == seen.address).order_by(v.seen.desc()).limit(1)
    found: str | None = connection.execute(query if until is None else query.where(until)).scalar()
    return found


def appearance_at(connection: Connection, document: str, address: str) -> str | None:
    """The appearance of a document by which it is known to have stood at the address; None if it never did."""
    a, v = t.appearance.c, t.version.c
    query = select(a.id).join(t.version, v.appearance == a.id).where(v.address == address, a.document == document)
    found: str | None = connection.execute(query.order_by(v.seen).limit(1)).scalar()
    return found


def is_known(connection: Connection, seen: Seen) -> bool:
    """True if it is known what stood there then."""
    v = t.version.c
    there = select(v.seen).where(v.address == seen.address, v.seen == seen.when)
    return connection.execute(there).first() is not None


def was_read(connection: Connection, data: bytes, seen: Seen, reader: str) -> bool:
    """True if a page of these very bytes was read by the reader, and is known to have stood there then."""
    a, v, r = t.appearance.c, t.version.c, t.reading.c
    query = (
        select(r.no)
        .join(t.appearance, a.document == r.document)
        .join(t.version, v.appearance == a.id)
        .where(a.source_sha256 == hashlib.sha256(data).hexdigest(), r.reader == reader)
        .where(v.address == seen.address, v.seen == seen.when)
    )
    return connection.execute(query.limit(1)).first() is not None


def same_words(connection: Connection, document: Document, seen: Seen) -> bool:
    """True if another text stood there before with the same words, though other blanks or line breaks between them."""
    known = before(connection, seen)
    if known is None or known == document.id:
        return False
    return text_of(connection, known).split() == document.text.split()


def put(connection: Connection, appearance: str, seen: Seen) -> None:
    """Returns nothing: the appearance is what stood at the address from then on."""
    row = {"address": seen.address, "seen": seen.when, "appearance": appearance, "added": now()}
    connection.execute(insert(t.version).values(row))


def still_there(connection: Connection, seen: Seen) -> None:
    """Returns nothing: what stood at the address before stands there then, too, though with other blanks."""
    document = before(connection, seen)
    appearance = None if document is None else appearance_at(connection, document, seen.address)
    if appearance is not None and not is_known(connection, seen):
        put(connection, appearance, seen)


def counts(connection: Connection, document: str, also: Seen | None = None) -> bool:
    """True if a text counts: it stands yet where it was last seen, or appeared where nothing replaces it.

    `also` is where it was seen besides what the store knows.
    """
    a, v = t.appearance.c, t.version.c
    fixed = select(a.id).where(a.document == document, ~exists().where(v.appearance == a.id))
    if connection.execute(fixed.limit(1)).first() is not None:
        return True
    at = select(v.address).join(t.appearance, a.id == v.appearance).where(a.document == document).distinct()
    addresses = set(connection.execute(at).scalars())
    if also is not None:
        newest = connection.execute(select(v.seen).where(v.address == also.address).order_by(v.seen.desc()).limit(1))
        if (newest.scalar() or "") <= also.when:
            return True
    return any(latest(connection, address) == document for address in addresses)
