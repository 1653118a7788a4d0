"""The actors of the store: who has spoken most of late, and who goes by a name."""

from sqlalchemy import Connection

from onrecord.ledger.actors import COUNTED, LATEST, Known, bearers, speakers
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Page, Words

_HEADER = ["Id", "Name", "Kind", "Statements", "Last"]


class Actors(Frozen, frozen=True):
    """Actors, those who have said most first.

    No more than `counted` statements of one are counted. Without a name, those who made most of the last added
    statements, of `latest` speakers.
    """

    rows: tuple[Known, ...]
    limit: int
    more: bool = False
    counted: int = COUNTED
    latest: int = LATEST


def actors(connection: Connection, name: Words = None, limit: Limit = ROWS) -> Actors:
    """Who has spoken most of late; with a name, whose name begins so or whose family name it is."""
    found = speakers(connection, limit) if name is None else bearers(connection, name, limit + 1)
    return Actors(tuple(found[:limit]), limit, len(found) > limit)


def _row(one: Known) -> list[str]:
    return [one.id, one.name, one.kind, str(one.statements), one.last or ""]


PAGE = Page("/actors", "actors.html", actors, lambda page: (_HEADER, [_row(one) for one in page.rows]))
