"""One commitment: the undertaking, each act with its quote, and what holds it together."""

import datetime

from sqlalchemy import Connection

from onrecord.edtf import last_day
from onrecord.ledger.asking import last_of
from onrecord.ledger.commitments import Asked, Standing, commitments
from onrecord.ledger.history import Entry, History, history
from onrecord.records import Anchor, Frozen
from onrecord.resolve.commitments import REACTIONS
from onrecord.web.page import Page, Words

# Stages that no deadline concerns any more, and further commitments of a dossier that are shown.
_OVER = frozenset(("completed", "withdrawn", "refused"))
_BESIDE = 8


class Term(Frozen, frozen=True):
    """A deadline, an amount or a condition that an act names; `late` is true for a deadline that has passed."""

    what: str
    words: Anchor
    value: str | None
    act: str
    late: bool = False


class Commitment(Frozen, frozen=True):
    """A commitment's history, its terms, who reacted to it, and other commitments of its dossiers."""

    history: History
    terms: tuple[Term, ...] = ()
    reactions: tuple[Entry, ...] = ()
    beside: tuple[Standing, ...] = ()


def commitment(connection: Connection, id: str, as_of: Words = None) -> Commitment:
    """One commitment: each act with its quote, document and date, and what it did to the stage."""
    day = last_of(as_of)
    found = history(connection, id, day)
    now = found.standing
    beside: dict[str, Standing] = {}
    for dossier in now.dossiers:
        for one in commitments(connection, Asked(dossier=dossier, as_of=day), _BESIDE):
            beside.setdefault(one.id, one)
    beside.pop(now.id, None)
    today = day or datetime.datetime.now(datetime.UTC).date().isoformat()
    return Commitment(
        found,
        tuple(one for entry in found.entries for one in _terms(entry, now, today)),
        tuple(entry for entry in found.entries if entry.act.kind in REACTIONS),
        tuple(beside.values())[:_BESIDE],
    )


def _terms(entry: Entry, now: Standing, today: str) -> list[Term]:
    act = entry.act
    found = []
    if act.due is not None:
        until = last_day(act.due_value)
        late = until is not None and until < today and now.stage not in _OVER
        found.append(Term("deadline", act.due, act.due_value, act.id, late))
    if act.amount is not None:
        found.append(Term("amount", act.amount, None, act.id))
    if act.condition is not None:
        found.append(Term("condition", act.condition, None, act.id))
    return found


PAGE = Page("/commitments/{id}", "commitment.html", commitment)
