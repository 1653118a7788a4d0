"""What stood at an address when: a text that was edited there is a new version, and the one before no longer counts.

Only texts of which it is known when they stood there have versions: pages that were fetched, and captures of archives.
Each time is kept, so that it does not matter in which order captures are added. A page that moved for good stands at
its old address no more: that leads to the new one, and holds only what tells which text was found by it when.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, func, select

from onrecord.acquire.urls import without_tracking
from onrecord.records import Document
from onrecord.resolve.stories import story
from onrecord.store import tables as t
from onrecord.store.clock import now
from onrecord.store.dialect import insert_into
from onrecord.store.rows import plain
from onrecord.store.texts import text_of

# The part of a text's runs of four words that must stand in what its old address leads to, for that to be an edit of
# it, not a list of news or something else. Of 45,000 pairs of texts of our own (of the samples, and to train on) two
# share as much, which are statements of two years in one form; all others share under a tenth.
EDITED = 0.2


class Seen(NamedTuple):
    """That a text stood at an address at a time (ISO 8601, in UTC); the addresses `moved` led there for good.

    `payload` is the digest of its bytes as an archive has it, `media` the Content-Type with which they came.
    """

    address: str
    when: str
    moved: tuple[str, ...] = ()
    payload: str | None = None
    media: str | None = None


def seen_at(
    url: str | None, when: str | None, moved: Iterable[str] = (), payload: str | None = None, media: str | None = None
) -> Seen | None:
    """What is known of when a text stood where, by the address's one spelling; None where either is unknown."""
    if not url or not when:
        return None
    try:
        moment = datetime.fromisoformat(when).astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):  # an archive may say anything
        return None
    address = address_of(url)
    others = tuple(one for one in dict.fromkeys(map(address_of, moved)) if one != address)
    return Seen(address, moment, others, payload, plain(media))


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
    return _standing(connection, seen.address, t.version.c.seen <= seen.when)


def latest(connection: Connection, address: str) -> str | None:
    """The document that stood at the address last; None if none is known."""
    return _standing(connection, address)


def until(connection: Connection, address: str, when: str) -> str | None:
    """The document that stood at the address before that time, and not since; None if none is known."""
    return _standing(connection, address, t.version.c.seen < when)


def _standing(connection: Connection, address: str, *which: Any) -> str | None:
    a, v = t.appearance.c, t.version.c
    query = select(a.document, v.seen, v.moved).join(t.version, v.appearance == a.id)
    query = query.where(v.address == address, *which)
    newest = query.order_by(v.seen.desc()).limit(1)
    last = connection.execute(newest).first()
    if last is None or last.moved is None:
        return None if last is None else str(last.document)
    own = connection.execute(newest.where(v.moved.is_(None))).first()
    if own is None:
        return None
    # What the address led to since: of a page that was taken away, anything else of its site.
    since = query.where(v.seen > own.seen).with_only_columns(a.document).distinct()
    led_to = connection.execute(since.order_by(a.document)).scalars().all()
    return None if any(is_edit(connection, own.document, one) for one in led_to) else str(own.document)


def is_edit(connection: Connection, document: str, other: str | Document) -> bool:
    """True if so much of the document's text stands in the other that it may be an edit of it."""
    if document == (other if isinstance(other, str) else other.id):
        return True
    there = story(text_of(connection, other) if isinstance(other, str) else other.text)
    mine = story(text_of(connection, document))
    return len(mine & there) >= EDITED * len(mine)


def replaced(connection: Connection, document: Document, seen: Seen) -> list[str]:
    """The documents in whose place the document stands then: at its address, and at those that lead there, if it is an
    edit of what stood there.
    """
    here = before(connection, seen)
    there = (before(connection, Seen(address, seen.when)) for address in seen.moved)
    found = [here, *(one for one in there if one is not None and is_edit(connection, one, document))]
    return [one for one in dict.fromkeys(found) if one is not None and one != document.id]


def appearance_at(connection: Connection, document: str, address: str) -> str | None:
    """The appearance of a document by which it is known to have stood at the address; None if it never did."""
    a, v = t.appearance.c, t.version.c
    query = select(a.id).join(t.version, v.appearance == a.id).where(v.address == address, a.document == document)
    found: str | None = connection.execute(query.where(v.moved.is_(None)).order_by(v.seen).limit(1)).scalar()
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


def same_words(connection: Connection, document: Document, seen: Seen) -> str | None:
    """The appearance of another text that stood there before, or at an address that leads there, with the same words,
    though other blanks or line breaks between them; None for none.
    """
    for address in (seen.address, *seen.moved):
        known = before(connection, Seen(address, seen.when))
        if known is not None:
            if known != document.id and text_of(connection, known).split() == document.text.split():
                return appearance_at(connection, known, address)
            return None
    return None


def put(connection: Connection, appearance: str, seen: Seen) -> None:
    """Returns nothing: the appearance is what stood at the address from then on, and what the others led to."""
    row = {"seen": seen.when, "appearance": appearance, "added": now(), "moved": None, "payload": None, "media": None}
    rows = [row | {"address": seen.address, "payload": seen.payload, "media": seen.media}]
    rows += [row | {"address": address, "moved": seen.address} for address in seen.moved]
    connection.execute(insert_into(connection, t.version).on_conflict_do_nothing(), rows)


def counts(connection: Connection, document: str, also: Iterable[Seen] = ()) -> bool:
    """True if a text counts: it stands yet where it was last seen, or appeared where nothing replaces it.

    `also` is where it was seen besides what the store knows.
    """
    a, v = t.appearance.c, t.version.c
    fixed = select(a.id).where(a.document == document, ~exists().where(v.appearance == a.id))
    if connection.execute(fixed.limit(1)).first() is not None:
        return True
    for one in also:
        newest = connection.execute(select(func.max(v.seen)).where(v.address == one.address)).scalar()
        if (newest or "") <= one.when:
            return True
    at = select(v.address).join(t.appearance, a.id == v.appearance).where(a.document == document, v.moved.is_(None))
    addresses = connection.execute(at.distinct().order_by(v.address)).scalars().all()
    return any(latest(connection, address) == document for address in addresses)
