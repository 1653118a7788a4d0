"""The reader: a document beside its records, each linked with its words."""

from sqlalchemy import Connection

from onrecord.ledger.documents import document_named
from onrecord.records import Frozen, Reading
from onrecord.store.kept import reading_kept
from onrecord.web.page import Page


class Document(Frozen, frozen=True):
    """A document's reading."""

    reading: Reading


def document(connection: Connection, id: str) -> Document:
    """A document with its records."""
    return Document(reading_kept(connection, document_named(connection, id)))


PAGE = Page("/documents/{id}", "document.html", document)
