"""What has changed since a day: commitments new, moved, softened, dropped or reaffirmed, and edited pages."""

import datetime

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.asking import days, meant
from onrecord.ledger.changes import WHATS, Change, What, changes, with_links
from onrecord.ledger.commitments import Asked
from onrecord.ledger.subjects import named
from onrecord.ledger.told import TOLD, day_with, told
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

# Days that are looked back on where nothing else is asked for.
BACK = 14


class Changes(Frozen, frozen=True):
    """The changes from `since` on, the latest first, from `offset` on; `more` is true if there are further ones."""

    rows: tuple[Change, ...]
    more: bool
    offset: int
    limit: int
    since: str
    dossiers: tuple[tuple[str, str], ...]
    whats: tuple[str, ...] = WHATS
    remarks: tuple[str, ...] = ()


def changed(
    connection: Connection, since: Words = None, until: Words = None, what: Words = None, dossier: Words = None,
    party: Words = None, text: Words = None, limit: Limit = ROWS, offset: Offset = 0,
) -> Changes:  # fmt: skip
    """What has changed since a day, the latest first."""
    if what is not None and what not in WHATS:
        raise UsageError(f"what {what!r}: give one of {', '.join(WHATS)}")
    first, last = days(since, until)
    if first is None:
        first = (datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=BACK)).isoformat()
    asked, remarks = meant(connection, Asked(dossier=dossier, party=party, text=text))
    whats = tuple(one for one in WHATS if what in (None, one))
    found = _latest(connection, first, last, asked, whats, offset + limit + 1)
    shown = with_links(connection, found[offset:][:limit])
    more = len(found) > offset + limit
    return Changes(tuple(shown), more, offset, limit, first, tuple(named(connection)), WHATS, remarks)


def _latest(
    connection: Connection, first: str, last: str | None, asked: Asked, whats: tuple[What, ...], need: int
) -> list[Change]:
    """The latest changes from a day on, so many at least if there are so many; further ones are not worked out."""
    steps = told(connection, asked, whats, first, last)
    wanted = need
    while True:
        since = (day_with(connection, steps, wanted) if set(whats) & set(TOLD) else None) or first
        found = changes(connection, since, last, asked, whats)
        if len(found) >= need or since == first:
            return found[::-1]
        wanted *= 2  # some steps tell one change together


PAGE = Page("/changes", "changes.html", changed)
