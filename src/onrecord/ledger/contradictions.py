"""Why two records that tell of the same thing cannot both be right, in one line."""

from onrecord.ledger import wordings
from onrecord.ledger.parties import Party, meet
from onrecord.ledger.wordings import Wording
from onrecord.records import Act, ActKind, Anchor, Event, Factuality, Statement
from onrecord.resolve.quantities import apart, differing, same_amount

_DOES: frozenset[ActKind] = frozenset(("plan", "pledge", "approve", "agree", "reaffirm", "advance", "complete"))
_DOES_NOT: frozenset[ActKind] = frozenset(("refuse", "withdraw"))
# Kinds of which no party's relation to an undertaking can be both at one time.
_CONTRADICTING: tuple[tuple[frozenset[ActKind], frozenset[ActKind]], ...] = (
    (_DOES | {"consider", "propose"}, _DOES_NOT),
    (frozenset(("advance", "complete")), frozenset(("delay",))),
    (frozenset(("reaffirm", "complete")), frozenset(("breach",))),
    (frozenset(("endorse", "approve", "agree")), frozenset(("object",))),
)
_DENYING: frozenset[Factuality] = frozenset(("negated", "denied"))
_HELD_TRUE: frozenset[Factuality] = frozenset(("actual", "planned"))


def of_acts(one: Act, other: Act, mine: Party, theirs: Party) -> str | None:
    """The reason why two acts on one undertaking contradict each other; None if they do not."""
    if bool(mine) == bool(theirs) and meet(mine, theirs) and contradicting(one.kind, other.kind):
        return f"kind: {one.kind} against {other.kind}"
    if one.amount and other.amount and not same_amount(one.amount.exact, other.amount.exact):
        return _against("amount", one.amount.exact, other.amount.exact)
    due = _of_dates("due", one.due, one.due_value, other.due, other.due_value)
    if due or one.kind != other.kind:
        return due
    return _of_dates("date", one.date, one.date_value, other.date, other.date_value)


def contradicting(one: ActKind, other: ActKind) -> bool:
    """True for two kinds of which one takes back what the other says."""
    return any(
        (one in first and other in second) or (one in second and other in first) for first, second in _CONTRADICTING
    )


def of_events(one: Event, other: Event) -> str | None:
    """The reason why two mentions of one event contradict each other; None if they do not."""
    if {one.factuality, other.factuality} & _DENYING and {one.factuality, other.factuality} & _HELD_TRUE:
        return _against("factuality", one.factuality, other.factuality)
    if one.factuality != other.factuality:
        return None
    return _of_dates("date", one.date, one.date_value, other.date, other.date_value)


def of_words(one: Wording, other: Wording) -> str | None:
    """The reason why two passages in much the same words contradict each other; None if they do not."""
    numbers = differing(one.quantities, other.quantities)
    if numbers:
        return _against("date" if numbers[0].is_date else "number", numbers[0].words, numbers[1].words)
    turned = wordings.opposed(one, other)
    return _against("polarity", *turned) if turned else None


def of_cues(one: Statement, other: Statement) -> str | None:
    """The reason why one statement is for what the other is against; None if their cues do not say so."""
    turned = wordings.opposites(one.cue.exact, other.cue.exact) if one.cue and other.cue else None
    return _against("polarity", *turned) if turned else None


def of_actors(one: Party, other: Party) -> str | None:
    """The reason why two parties cannot both be whom the words are from; None if they meet or one is unnamed."""
    return None if meet(one, other) else _against("actor", ", ".join(one.names), ", ".join(other.names))


def _of_dates(name: str, one: Anchor | None, value: str | None, other: Anchor | None, rival: str | None) -> str | None:
    """The reason why two dates contradict each other; the same words without a figure ("on Saturday") never do."""
    if not apart(value, rival):
        return None
    if one and other and one.exact.lower() == other.exact.lower() and not any(map(str.isdigit, one.exact)):
        return None
    return _against(name, value, rival)


def _against(name: str, one: str | None, other: str | None) -> str:
    return f"{name}: {' '.join((one or '').split())} against {' '.join((other or '').split())}"
