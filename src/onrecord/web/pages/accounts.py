"""Account against account of one meeting: what both tell, what one alone does, what they tell differently."""

from typing import get_args

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.export.accounts import HEADER, rows
from onrecord.ledger.compare import Account, Kind, Where
from onrecord.ledger.compare import compare as compared
from onrecord.ledger.edits import readings
from onrecord.ledger.titled import Titled, titled_as
from onrecord.records import Frozen
from onrecord.web.page import MOST_ROWS, Limit, Offset, Page, Words
from onrecord.web.pages.texts import two

KINDS: tuple[Kind, ...] = get_args(Kind)
# In the order in which they are read.
WHERES: tuple[Where, ...] = ("conflicting", "both", "one", "other")


class Accounts(Frozen, frozen=True):
    """Two accounts: the records that are asked for, what is told differently first, from `offset` on.

    `counts` say how many there are of each sort, `kinds` of each kind.
    """

    one: Titled
    other: Titled
    counts: dict[str, int]
    kinds: dict[str, int]
    rows: tuple[Account, ...]
    offset: int
    limit: int
    more: bool


def accounts(
    connection: Connection, one: Words = None, other: Words = None, where: Words = None, kind: Words = None,
    limit: Limit = MOST_ROWS, offset: Offset = 0,
) -> Accounts:  # fmt: skip
    """What two accounts of one meeting share, tell differently, and have alone, each with its quotes."""
    for name, given, known in (("where", where, WHERES), ("kind", kind, KINDS)):
        if given is not None and given not in known:
            raise UsageError(f"{name} {given!r}: give one of {', '.join(known)}")
    first, second = two(connection, one, other, ("one", "other"))
    found = sorted(compared(*readings(connection, first, second)), key=lambda row: WHERES.index(row.where))
    asked = [row for row in found if where in (None, row.where) and kind in (None, row.kind)]
    return Accounts(
        titled_as(connection, first),
        titled_as(connection, second),
        {name: sum(row.where == name and kind in (None, row.kind) for row in found) for name in WHERES},
        {name: sum(row.kind == name and where in (None, row.where) for row in found) for name in KINDS},
        tuple(asked[offset : offset + limit]),
        offset,
        limit,
        len(asked) > offset + limit,
    )


PAGE = Page("/compare/accounts", "accounts.html", accounts, lambda page: (HEADER, rows(page.rows)))
