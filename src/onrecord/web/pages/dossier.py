"""One dossier: what stands where, what is overdue, what changed last, who speaks of it, and where that is told."""

from sqlalchemy import Connection

from onrecord.export.standings import HEADER, row
from onrecord.ledger.commitments import Asked, Standing, commitments
from onrecord.ledger.deadlines import ACTS, Overdue, overdue
from onrecord.ledger.dossier import Overview, overview
from onrecord.records import Frozen
from onrecord.store.clock import today
from onrecord.web.page import Limit, Offset, Page

# Commitments of one page of rows, and of what is overdue.
_ROWS, _OVERDUE = 20, 20


class Dossier(Frozen, frozen=True):
    """A dossier, its commitments from `offset` on, the last touched first, and which of them are overdue.

    What is overdue was looked for in its latest `looked` acts.
    """

    overview: Overview
    rows: tuple[Standing, ...]
    offset: int
    limit: int
    more: bool
    overdue: tuple[Overdue, ...] = ()
    looked: int = ACTS


def dossier(connection: Connection, id: str, limit: Limit = _ROWS, offset: Offset = 0) -> Dossier:
    """What stands where in a dossier, what is overdue in it, what changed last, and who speaks of it."""
    found = overview(connection, id)
    of = found.subject.id
    rows = commitments(connection, Asked(dossier=of), limit + 1, offset)
    late = overdue(connection, of, today(), _OVERDUE)
    return Dossier(found, tuple(rows[:limit]), offset, limit, len(rows) > limit, tuple(late))


PAGE = Page("/dossiers/{id}", "dossier.html", dossier, lambda page: (HEADER, [row(one) for one in page.rows]))
