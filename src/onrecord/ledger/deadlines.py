"""Deadlines that acts name, and which of them have passed while their commitment is still open."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from onrecord.commitment import OVER, Stage
from onrecord.edtf import last_day
from onrecord.ledger.commitments import Standing, standings_of
from onrecord.ledger.told import latest_acts
from onrecord.records import Act, Anchor, Frozen
from onrecord.store import tables as t
from onrecord.store.links import cut
from onrecord.store.rows import unpacked
from onrecord.store.threads import EVER

# Acts of a dossier that are looked through for deadlines, the latest first.
ACTS = 1_500


class Overdue(Frozen, frozen=True):
    """A commitment that is still open, and its deadline that has passed: the words of the act that named it last."""

    standing: Standing
    words: Anchor
    value: str
    until: str
    act: str
    document: str


def is_late(due: str | None, stage: Stage | None, today: str) -> bool:
    """True if the last day of a deadline (EDTF) lies before today, and the commitment is open."""
    until = last_day(due)
    return until is not None and until < today and stage not in OVER


def overdue(connection: Connection, dossier: str, today: str, most: int = 20, acts: int = ACTS) -> list[Overdue]:
    """The commitments of a dossier whose last named deadline has passed, that which passed last first.

    Looked for in the latest `acts` acts of the dossier.
    """
    s, a = t.step.c, t.act.c
    query = latest_acts(dossier, acts, s.thread, a.body).where(a.due.is_not(None)).order_by(s.thread, s.seq)
    passed: dict[str, tuple[str, Act]] = {}
    for row in connection.execute(query).all():
        act = unpacked(row.body, Act)
        passed[row.thread] = (last_day(act.due_value) or EVER, act)
    late = sorted(((until, thread) for thread, (until, _) in passed.items() if until < today), reverse=True)
    chosen = list(islice(_open(connection, [thread for _, thread in late]), most))
    return [
        Overdue(one, act.due, act.due_value, until, act.id, act.document)
        for one in standings_of(connection, chosen)
        for until, act in (passed[one.id],)
        if act.due is not None and act.due_value is not None
    ]


def _open(connection: Connection, threads: Sequence[str]) -> Iterator[str]:
    """Those of the commitments, in their order, that are neither fulfilled nor given up."""
    s = t.step.c
    query = select(s.thread, s.stage).where(s.until == EVER)
    for some in cut(threads):
        stages = {row.thread: row.stage for row in connection.execute(query.where(s.thread.in_(some))).all()}
        yield from (thread for thread in some if stages[thread] not in OVER)
