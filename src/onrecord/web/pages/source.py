"""An outlet: how it sources its reports, whom it credits and who credits it, and what it alone has told."""

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.sources import LATEST, Crediting, Issued, Outlet, credited_by, issued, outlet
from onrecord.ledger.sourcing import Figure, Sourcing, sourcing
from onrecord.records import Frozen
from onrecord.web.page import Limit, Offset, Page

# Documents of one page of rows.
_ROWS = 20
_HEADER = ["Figure", "Many", "Of", "Counted how"]


class Source(Frozen, frozen=True):
    """An outlet, its documents from `offset` on, the last added first, and how it sources them.

    `credited_by` is counted in the last `latest` documents that were added.
    """

    outlet: Outlet
    sourcing: Sourcing
    rows: tuple[Issued, ...]
    offset: int
    limit: int
    more: bool
    credited_by: tuple[Crediting, ...] = ()
    latest: int = LATEST


def source(connection: Connection, name: str, limit: Limit = _ROWS, offset: Offset = 0) -> Source:
    """How an outlet sources its reports, whom it credits, who credits it, and what it alone has told."""
    of = outlet(connection, name)
    by = credited_by(connection, name)
    if not of.documents and not by:
        raise UsageError(f"nothing in this store was published by {name!r}, nor credits it; see /sources")
    rows = issued(connection, name, limit + 1, offset)
    return Source(
        of, sourcing(connection, name), tuple(rows[:limit]), offset, limit, len(rows) > limit, tuple(by)
    )  # fmt: skip


def _row(one: Figure) -> list[str]:
    return [one.what, str(one.many), "" if one.of is None else str(one.of), one.how]


PAGE = Page("/sources/{name:path}", "source.html", source,
            lambda page: (_HEADER, [_row(one) for one in page.sourcing.figures]))  # fmt: skip
