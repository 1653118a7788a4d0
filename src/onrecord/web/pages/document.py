"""The reader: a document beside its records, each linked with its words."""

from sqlalchemy import Connection

from onrecord.ledger.documents import document_named
from onrecord.ledger.neighbours import Neighbour, around
from onrecord.records import Frozen, Reading
from onrecord.store.kept import reading_kept
from onrecord.web.page import Page


class Document(Frozen, frozen=True):
    """A document's reading, the texts before and after it, and others that may tell of the same thing."""

    reading: Reading
    sequence: tuple[Neighbour, ...] = ()
    beside: tuple[Neighbour, ...] = ()


def document(connection: Connection, id: str) -> Document:
    """A document with its records."""
    named = document_named(connection, id)
    return Document(reading_kept(connection, named), *around(connection, named))


PAGE = Page("/documents/{id}", "document.html", document)
