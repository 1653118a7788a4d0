"""Statements and texts that hold given words, the most fitting first."""

from sqlalchemy import Connection

from onrecord.ledger.search import Hit, search
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page, Words


class Found(Frozen, frozen=True):
    """What holds the words, from `offset` on; `more` is true if there is more behind it."""

    rows: tuple[Hit, ...] = ()
    offset: int = 0
    limit: int = ROWS
    more: bool = False


def searched(connection: Connection, q: Words = None, limit: Limit = ROWS, offset: Offset = 0) -> Found:
    """Statements, then texts, that hold all the words (in whatever form; "…" for a phrase), the best first."""
    if q is None or not q.strip():
        return Found()
    found = search(connection, q, limit + 1, offset)
    return Found(tuple(found[:limit]), offset, limit, len(found) > limit)


PAGE = Page("/search", "search.html", searched)
