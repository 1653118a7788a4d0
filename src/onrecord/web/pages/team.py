"""Those who sign in, and the log of what they did: for admins, where there are accounts."""

from sqlalchemy import Connection

from onrecord.records import Frozen
from onrecord.store.accounts import Account, Entry, accounts, log
from onrecord.web.page import ROWS, Limit, Offset, Page, Words


class Team(Frozen, frozen=True):
    """The accounts, by their names; those that ended too."""

    rows: tuple[Account, ...]


class Done(Frozen, frozen=True):
    """What was done, the last first."""

    rows: tuple[Entry, ...] = ()
    offset: int = 0
    limit: int = ROWS
    more: bool = False


def team(connection: Connection) -> Team:
    """The accounts, by their names; those that ended too."""
    return Team(accounts(connection))


def audit(connection: Connection, by: Words = None, limit: Limit = ROWS, offset: Offset = 0) -> Done:
    """What was done by those who sign in, and to their accounts, the last first."""
    found = log(connection, by, limit + 1, offset)
    return Done(tuple(found[:limit]), offset, limit, len(found) > limit)


def _people(page: Team) -> tuple[list[str], list[list[str | None]]]:
    return ["Name", "Role", "Made", "By", "Ended"], [
        [one.name, one.role, one.made, one.made_by, one.ended] for one in page.rows
    ]


def _entries(page: Done) -> tuple[list[str], list[list[str | None]]]:
    return ["At", "By", "What", "About", "Detail", "From"], [
        [one.at, one.by, one.what, one.about, one.detail, one.address] for one in page.rows
    ]


PAGES = (Page("/accounts", "team.html", team, _people), Page("/audit", "audit.html", audit, _entries))
