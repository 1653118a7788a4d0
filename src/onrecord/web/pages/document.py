"""The reader: a document beside its records, each linked with its words, and where it came from."""

from sqlalchemy import Connection

from onrecord.ledger.appearances import Origin, origin
from onrecord.ledger.documents import document_named
from onrecord.ledger.neighbours import Neighbour, around
from onrecord.records import Frozen, Reading
from onrecord.store.kept import reading_kept
from onrecord.web.page import Page


class Document(Frozen, frozen=True):
    """A document's reading, where the document came from, the texts before and after it, and others that may tell of
    the same thing.
    """

    reading: Reading
    origin: Origin
    sequence: tuple[Neighbour, ...] = ()
    beside: tuple[Neighbour, ...] = ()


def document(connection: Connection, id: str) -> Document:
    """A document with its records, and where it came from."""
    name = document_named(connection, id)
    return Document(reading_kept(connection, name), origin(connection, name), *around(connection, name))


PAGE = Page("/documents/{id}", "document.html", document)
