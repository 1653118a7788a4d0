"""What two accounts of one meeting share, what only one of them has, and where they contradict each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any, Literal, TypeVar

from onrecord.ledger import contradictions, passages, undertakings, wordings
from onrecord.ledger.pairing import Pair, pairing
from onrecord.ledger.passages import Found
from onrecord.ledger.undertakings import Side
from onrecord.ledger.wordings import Common
from onrecord.records import AnyRecord, Frozen, Reading, Record

Where = Literal["one", "other", "both", "conflicting"]
Kind = Literal["statement", "event", "act"]
# What a pair of acts that name other doers for the same words counts.
_OTHER_DOER = 0.5
# What a pair without a contradiction counts more than one with it, so that none is found where another pair agrees.
_AGREEING = 0.2

S = TypeVar("S", bound=Any)


class Account(Frozen, frozen=True):
    """A record of either account or of both: its kind, where it stands, and why the two contradict each other, if so.

    `where` is "one" or "other" where only that account has it. `alike` (0 to 1) is there where both have it.
    """

    kind: Kind
    where: Where
    one: AnyRecord | None = None
    other: AnyRecord | None = None
    reason: str | None = None
    alike: float | None = None


def compare(one: Reading, other: Reading) -> tuple[Account, ...]:
    """The statements, the events, then the acts of two accounts; each in the first's order, then the second's own."""
    statements = passages.said(one), passages.said(other)
    events = passages.told(one), passages.told(other)
    acts = undertakings.sides(one), undertakings.sides(other)
    return (
        *_accounts("statement", *statements, passages.near(*statements), {}, passages.statement_likeness),
        *_accounts("event", *events, _all(*events), passages.counts_between(*events), passages.event_likeness),
        *_accounts("act", *acts, undertakings.near(*acts), undertakings.counts_between(one, other), _acts),
    )


def _accounts(
    kind: Kind,
    mine: Sequence[S],
    theirs: Sequence[S],
    near: Iterable[Pair],
    counts: Common,
    compared: Callable[[S, S, Common], Found | None],
) -> Iterator[Account]:
    found = {
        (first, second): alike
        for first, second in near
        if (alike := compared(mine[first], theirs[second], counts)) is not None
    }
    # A little for the same place in the text, so that equal scores have one order.
    worth = {
        pair: alike + (reason is None) * _AGREEING + (1 - abs(pair[0] / len(mine) - pair[1] / len(theirs))) / 1000
        for pair, (alike, reason) in found.items()
    }
    pairs = dict(pairing(worth))
    for first, side in enumerate(mine):
        record = _record(side)
        if first not in pairs:
            yield Account(kind, "one", one=record)
            continue
        score, reason = found[(first, pairs[first])]
        where: Where = "conflicting" if reason else "both"
        yield Account(kind, where, record, _record(theirs[pairs[first]]), reason, round(score, 2))
    taken = set(pairs.values())
    yield from (Account(kind, "other", other=_record(side)) for at, side in enumerate(theirs) if at not in taken)


def _all(mine: Sequence[Any], theirs: Sequence[Any]) -> Iterator[Pair]:
    return product(range(len(mine)), range(len(theirs)))


def _record(side: Any) -> Record:
    record: Record = side.act if isinstance(side, Side) else side.record
    return record


def _acts(one: Side, other: Side, counts: Common) -> Found | None:
    """How alike two acts are, and why they contradict each other; None if they do not concern one undertaking."""
    is_other_doer = one.act.kind == other.act.kind and contradictions.of_actors(one.by, other.by)
    if is_other_doer:
        is_one = undertakings.says_enough(one.wording, other.wording) and wordings.same(one.wording, other.wording)
        return (_OTHER_DOER, is_other_doer) if is_one else None
    alike = undertakings.alike(one, other, counts)
    if alike is None:
        return None
    reason = contradictions.of_acts(one.act, other.act, one.by, other.by)
    return alike, reason or contradictions.of_words(one.wording, other.wording)
