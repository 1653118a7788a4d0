"""Documents as they were given to a store, taken out of it again to be given once more."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from onrecord.records import Document
from onrecord.store import tables as t
from onrecord.store.appearances import said_of
from onrecord.store.texts import text_of


class Recalled(NamedTuple):
    """A document of the store, with the bytes that it was read from, where it came from any."""

    document: Document
    data: bytes | None


def recalled(connection: Connection, appearance: str, source: str | None, url: str | None) -> Recalled:
    """The document as it appeared there, but from `source`, and with `url` as its address."""
    row = connection.execute(select(t.appearance).where(t.appearance.c.id == appearance)).one()
    sha256, b = row.source_sha256, t.blob.c
    data = None if sha256 is None else connection.execute(select(b.bytes).where(b.sha256 == sha256)).scalar_one()
    text = text_of(connection, row.document)
    said = said_of(row) | {"url": url}
    return Recalled(Document(row.document, text, source=source, source_sha256=sha256, **said), data)
