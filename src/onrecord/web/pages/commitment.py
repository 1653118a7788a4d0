"""One commitment: the undertaking, each act with its quote and who says it, and what holds it together."""

from sqlalchemy import Connection

from onrecord.commitment import Stage
from onrecord.ledger.asking import last_of
from onrecord.ledger.commitments import Asked, Standing, commitments
from onrecord.ledger.deadlines import is_late
from onrecord.ledger.history import Entry, History, history
from onrecord.ledger.subjects import named
from onrecord.ledger.voices import Voice, voices
from onrecord.records import Anchor, Frozen
from onrecord.resolve.commitments import REACTIONS
from onrecord.store.clock import today
from onrecord.web.page import Page, Words

# Further commitments of a dossier that are shown.
_BESIDE = 8
_HEADER = [
    "Act", "Day", "Kind", "By", "To", "Before", "Stage", "Softened", "Speaker", "Quote", "Deadline", "Amount",
    "Condition", "Document", "Title", "Publisher", "Published", "Link",
]  # fmt: skip


class Term(Frozen, frozen=True):
    """A deadline, an amount or a condition that acts name; `late` is true for a deadline that has passed.

    `act` is the first that names it, `also` are those that do so again in the same words.
    """

    what: str
    words: Anchor
    value: str | None
    act: str
    late: bool = False
    also: tuple[str, ...] = ()


class Beside(Frozen, frozen=True):
    """A dossier of the commitment, and others that stand in it, the last touched first."""

    id: str
    title: str
    rows: tuple[Standing, ...]


class Commitment(Frozen, frozen=True):
    """A commitment's history, who says each act, its stages, its terms, who reacted to it, and what stands beside it.

    `voices` are by the ids of the acts; acts that the document itself tells have none.
    """

    history: History
    voices: dict[str, Voice]
    stages: tuple[Stage | None, ...]
    terms: tuple[Term, ...] = ()
    reactions: tuple[Entry, ...] = ()
    beside: tuple[Beside, ...] = ()


def commitment(connection: Connection, id: str, as_of: Words = None) -> Commitment:
    """One commitment: each act with its quote, speaker, document and date, and what it did to the stage."""
    day = last_of(as_of)
    found = history(connection, id, day)
    return Commitment(
        found,
        voices(connection, [entry.act for entry in found.entries]),
        tuple(entry.stage for entry in found.entries),
        tuple(_terms(found, day or today())),
        tuple(entry for entry in found.entries if entry.act.kind in REACTIONS),
        tuple(_beside(connection, found.standing, day)),
    )


def _beside(connection: Connection, now: Standing, day: str | None) -> list[Beside]:
    titles = dict(named(connection))
    found = []
    for dossier in now.dossiers:
        rows = commitments(connection, Asked(dossier=dossier, as_of=day), _BESIDE + 1)
        others = tuple(one for one in rows if one.id != now.id)[:_BESIDE]
        found.append(Beside(dossier, titles.get(dossier, dossier), others))
    return found


def _terms(of: History, on: str) -> list[Term]:
    """What the acts name, each once: what several name in the same words, by the first of them."""
    found: dict[tuple[str, str], Term] = {}
    for entry in of.entries:
        for one in _terms_of(entry, of.standing, on):
            key = (one.what, (one.value or one.words.exact).casefold())
            known = found.get(key)
            found[key] = one if known is None else _again(known, one.act)
    return list(found.values())


def _again(known: Term, act: str) -> Term:
    return Term(known.what, known.words, known.value, known.act, known.late, (*known.also, act))


def _terms_of(entry: Entry, now: Standing, on: str) -> list[Term]:
    act = entry.act
    found = []
    if act.due is not None:
        late = is_late(act.due_value, now.stage, on)
        found.append(Term("deadline", act.due, act.due_value, act.id, late))
    if act.amount is not None:
        found.append(Term("amount", act.amount, None, act.id))
    if act.condition is not None:
        found.append(Term("condition", act.condition, None, act.id))
    return found


def _row(entry: Entry, said: Voice | None) -> list[str]:
    act = entry.act
    terms = [piece.exact if piece else "" for piece in (act.due, act.amount, act.condition)]
    return [
        act.id, entry.day or "", act.kind, "; ".join(act.by), "; ".join(act.to), entry.before or "", entry.stage or "",
        "; ".join(entry.softened), "; ".join(said.names) if said else "", entry.quote.exact, *terms, entry.document,
        entry.title, entry.publisher or "", entry.published or "", entry.link or "",
    ]  # fmt: skip


PAGE = Page(
    "/commitments/{id}", "commitment.html", commitment,
    lambda page: (_HEADER, [_row(one, page.voices.get(one.act.id)) for one in page.history.entries]),
)  # fmt: skip
