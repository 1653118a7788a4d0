"""An actor: what it has said, and the commitments to which it is party."""

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.asking import days, meant
from onrecord.ledger.commitments import Asked, Standing, commitments
from onrecord.ledger.said import Said, said
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

# Commitments that are shown beside what somebody said.
_BESIDE = 12


class Actor(Frozen, frozen=True):
    """What somebody has said, the latest first, from `offset` on, and the commitments that they are party to.

    `party` is the name under which these are filed: of a person that of a state, where he acts for one.
    """

    name: str
    rows: tuple[Said, ...]
    offset: int
    limit: int
    more: bool
    party: str | None = None
    commitments: tuple[Standing, ...] = ()
    remarks: tuple[str, ...] = ()


def actor(
    connection: Connection, name: str, about: Words = None, since: Words = None, until: Words = None,
    limit: Limit = ROWS, offset: Offset = 0,
) -> Actor:  # fmt: skip
    """What somebody has said and undertaken, the latest first."""
    party: str | None = None
    remarks: tuple[str, ...] = ()
    standings: list[Standing] = []
    try:
        asked, remarks = meant(connection, Asked(party=name))
        party, standings = asked.party, commitments(connection, asked, _BESIDE)
    except UsageError as nobody:
        try:
            found = said(connection, name, about, *days(since, until), limit + 1, offset)
        except UsageError:
            raise UsageError(f"nobody called {name!r} says or undertakes anything in this store") from nobody
    else:
        found = _said(connection, name, about, *days(since, until), limit + 1, offset)
    return Actor(name, tuple(found[:limit]), offset, limit, len(found) > limit, party, tuple(standings), remarks)


def _said(connection: Connection, name: str, *given: object) -> list[Said]:
    """What somebody has said; nothing of who only undertakes something."""
    try:
        return said(connection, name, *given)  # type: ignore[arg-type]
    except UsageError:
        return []


PAGE = Page("/actors/{name}", "actor.html", actor)
