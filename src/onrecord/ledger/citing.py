"""A record of the store with the words by which it is cited."""

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.appearances import origin
from onrecord.ledger.cited import link_at
from onrecord.ledger.documents import document_named
from onrecord.records import Anchor, Frozen, Reading, Record, Statement
from onrecord.store.kept import reading_kept
from onrecord.store.texts import sentence_around
from onrecord.targets import extent


class Cited(Frozen, frozen=True):
    """A record of a reading, the words that carry it, a link that opens its page there, and when the text was taken.

    Of a statement the words are what is said; of an event or an act the sentence that tells of it.
    """

    reading: Reading
    record: Record
    quote: Anchor
    link: str | None
    taken: str


def cited(connection: Connection, document: str, record: str) -> Cited:
    """The record of that id of the document of that name; raises UsageError where there is none."""
    reading = reading_kept(connection, document_named(connection, document))
    found = record_of(reading, record)
    text = reading.document.text
    span = extent(found, text)
    whole = Anchor(*span, text[slice(*span)])
    quote = whole if isinstance(found, Statement) else sentence_around(text, *span)
    here = origin(connection, reading.document.id).here
    link = link_at(reading.document.id, text, quote.span, reading.document.url)
    return Cited(reading, found, quote, link, here.seen or here.added)


def record_of(reading: Reading, name: str) -> Record:
    """The record of that id; raises UsageError where the reading has none."""
    records: tuple[Record, ...] = (*reading.statements, *reading.events, *reading.acts)
    for one in records:
        if one.id == name:
            return one
    raise UsageError(f"record {name!r}: the document has no such record; its page shows those that it has")
