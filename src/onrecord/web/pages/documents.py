"""The documents of the store, the last published first."""

from sqlalchemy import Connection

from onrecord.ledger.documents import Kept, documents
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page


class Documents(Frozen, frozen=True):
    """Documents from `offset` on; `more` is true if there are others behind them."""

    rows: tuple[Kept, ...]
    offset: int
    limit: int
    more: bool


def listed(connection: Connection, limit: Limit = ROWS, offset: Offset = 0) -> Documents:
    """The documents of the store, the last published first."""
    found = documents(connection, limit + 1, offset)
    return Documents(tuple(found[:limit]), offset, limit, len(found) > limit)


def _rows(page: Documents) -> tuple[list[str], list[list[str | int | None]]]:
    header = ["Published", "Title", "Publisher", "Kind", "Acts", "Document"]
    return header, [[one.published, one.title, one.publisher, one.kind, one.acts, one.document] for one in page.rows]


PAGE = Page("/documents", "documents.html", listed, _rows)
