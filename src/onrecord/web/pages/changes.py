"""What has changed since a day: commitments new, moved, softened, dropped or reaffirmed, and edited pages."""

import datetime

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.asking import days, meant
from onrecord.ledger.changes import WHATS, Change, changes, with_links
from onrecord.ledger.commitments import Asked
from onrecord.ledger.subjects import named
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

# Days that are looked back on where nothing else is asked for.
BACK = 14


class Changes(Frozen, frozen=True):
    """The changes from `since` on, of `many`, the latest first, from `offset` on."""

    rows: tuple[Change, ...]
    many: int
    offset: int
    limit: int
    since: str
    dossiers: tuple[tuple[str, str], ...]
    whats: tuple[str, ...] = WHATS
    remarks: tuple[str, ...] = ()

    @property
    def more(self) -> bool:
        """True if there are further rows behind these."""
        return self.offset + len(self.rows) < self.many


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
    found = changes(connection, first, last, asked, tuple(one for one in WHATS if what in (None, one)))
    found.reverse()
    shown = with_links(connection, found[offset:][:limit])
    return Changes(tuple(shown), len(found), offset, limit, first, tuple(named(connection)), WHATS, remarks)


PAGE = Page("/changes", "changes.html", changed)
