"""The outlets of the store: how much each published, and how much of it is not its own."""

from sqlalchemy import Connection

from onrecord.ledger.sources import LATEST, Outlet, outlets
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

_HEADER = ["Outlet", "Documents", "First", "Last", "Counted", "Secondary", "Crediting"]


class Sources(Frozen, frozen=True):
    """Outlets, of `many`, those with the most documents first; of the last `latest` added it is counted what is theirs.

    `more` is true if there are others behind them.
    """

    rows: tuple[Outlet, ...]
    many: int
    offset: int
    limit: int
    more: bool
    latest: int = LATEST


def sources(connection: Connection, name: Words = None, limit: Limit = ROWS, offset: Offset = 0) -> Sources:
    """The outlets, those with the most documents first; with a name, those that have it in theirs."""
    found = outlets(connection)
    if name is not None:
        found = [one for one in found if name.casefold() in (one.name or "").casefold()]
    shown = tuple(found[offset:][:limit])
    return Sources(shown, len(found), offset, limit, len(found) > offset + limit)


def _row(one: Outlet) -> list[str]:
    numbers = (one.counted, one.secondary, one.crediting)
    return [one.name or "", str(one.documents), one.first or "", one.last or "", *map(str, numbers)]


PAGE = Page("/sources", "sources.html", sources, lambda page: (_HEADER, [_row(one) for one in page.rows]))
