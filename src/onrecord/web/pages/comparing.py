"""Where a comparison begins: one chooses two documents, and is offered those that go with the first."""

from sqlalchemy import Connection

from onrecord.ledger.documents import document_named
from onrecord.ledger.neighbours import Neighbour, around
from onrecord.ledger.titled import Titled, titled, titled_as
from onrecord.records import Frozen
from onrecord.web.page import Limit, Offset, Page, Words

# Documents that are offered at once.
OFFERED = 20


class Choice(Frozen, frozen=True):
    """Documents to choose from, from `offset` on; `one` is that which was chosen, with those that go with it.

    `sequence` holds the texts before and after it, `beside` those that may tell of the same thing.
    """

    rows: tuple[Titled, ...]
    offset: int
    limit: int
    more: bool
    one: Titled | None = None
    sequence: tuple[Neighbour, ...] = ()
    beside: tuple[Neighbour, ...] = ()


def compare(
    connection: Connection, one: Words = None, q: Words = None, limit: Limit = OFFERED, offset: Offset = 0
) -> Choice:
    """Documents to compare: by the words of their titles, and, once one is chosen, those that go with it."""
    found = titled(connection, q, limit + 2, offset)
    if one is None:
        return Choice(tuple(found[:limit]), offset, limit, len(found) > limit)
    chosen = document_named(connection, one)
    others = [row for row in found if row.document != chosen]
    return Choice(
        tuple(others[:limit]), offset, limit, len(others) > limit, titled_as(connection, chosen),
        *around(connection, chosen),
    )  # fmt: skip


PAGE = Page("/compare", "compare.html", compare)
