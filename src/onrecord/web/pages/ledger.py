"""Commitments as rows: whose, what, at which stage, last touched when, carried by how many sources."""

from sqlalchemy import Connection

from onrecord.commitment import STAGES, Stage
from onrecord.export.standings import HEADER, row
from onrecord.ledger.asking import meant
from onrecord.ledger.commitments import Asked, Standing, commitments, count, days, last_days, trends
from onrecord.ledger.deadlines import is_late
from onrecord.ledger.subjects import named
from onrecord.records import Frozen
from onrecord.store.clock import today
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

# Commitments that are counted; beyond them there are "more than". Days that can be gone through one by one.
COUNTED, DAYS = 1_000, 100


class Row(Frozen, frozen=True):
    """A commitment with the stages through which it came; `overdue` is true if it is open, its last deadline past."""

    standing: Standing
    stages: tuple[Stage | None, ...]
    overdue: bool = False


class Ledger(Frozen, frozen=True):
    """The commitments that are asked for, from `offset` on, of `many`; if these are `counted`, there may be more.

    `days` are the first and the last of the whole ledger, `last_days` those on which something was done last, `remarks`
    say how the question was understood; `overdue` is true if what is overdue alone was asked for.
    """

    rows: tuple[Row, ...]
    many: int
    more: bool
    offset: int
    limit: int
    dossiers: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...] = STAGES
    days: tuple[str, str] | None = None
    counted: int = COUNTED
    remarks: tuple[str, ...] = ()
    last_days: tuple[str, ...] = ()
    overdue: bool = False


def ledger(
    connection: Connection, dossier: Words = None, party: Words = None, stage: Words = None, kind: Words = None,
    text: Words = None, since: Words = None, as_of: Words = None, documents: Offset = 0, limit: Limit = ROWS,
    offset: Offset = 0, overdue: bool = False,
) -> Ledger:  # fmt: skip
    """Where each commitment stands, the last touched first."""
    given = Asked(dossier, party, stage, kind, text, since, as_of, documents or None, overdue)
    asked, remarks = meant(connection, given)
    found = commitments(connection, asked, limit + 1, offset)
    more, found = len(found) > limit, found[:limit]
    known = trends(connection, [one.id for one in found], asked.as_of)
    many = max(offset + len(found) + more, count(connection, asked, COUNTED)) if more or offset else len(found)
    day = asked.as_of or today()
    return Ledger(
        tuple(Row(one, known[one.id], is_late(one.due, one.stage, day)) for one in found),
        many, more, offset, limit, tuple(named(connection)), STAGES, days(connection), COUNTED, remarks,
        last_days(connection, DAYS), overdue,
    )  # fmt: skip


PAGE = Page("/ledger", "ledger.html", ledger, lambda page: (HEADER, [row(one.standing) for one in page.rows]))
