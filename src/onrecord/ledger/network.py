"""Who commits to whom, and who speaks of whose commitments: how often, and at which stages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any, Literal, get_args

from sqlalchemy import Connection, func

from onrecord.commitment import STAGES, Stage
from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked, Standing, standings_of
from onrecord.ledger.window import Led, Stretch
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.rows import unpacked

# "commits": a commitment of `by` made to `to`. "speaks": an act of `by` in a commitment that is not its own but `to`'s:
# it asks for it, welcomes it, criticises it.
Tied = Literal["commits", "speaks"]
TIES: tuple[Tied, ...] = get_args(Tied)
_ORDER: dict[Stage | None, int] = {stage: at for at, stage in enumerate((*STAGES, None))}


class Tie(Frozen, frozen=True):
    """From whom to whom, how many, and of these how many at which stage (None where no act has set one).

    `by` or `to` is None where nobody is named.
    """

    by: str | None
    to: str | None
    many: int
    stages: tuple[tuple[Stage | None, int], ...]


class Group(Frozen, frozen=True):
    """Commitments, or acts, of the same parties at one stage: how many there are."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    stage: Stage | None
    many: int


def known_tie(given: str | None) -> Tied:
    """The one of TIES that is named, the first where none is; raises UsageError for anything else."""
    for one in TIES:
        if given is None or one == given:
            return one
    raise UsageError(f"tie {given!r}: give one of {', '.join(TIES)}")


def led_by(connection: Connection, asked: Asked, tied: Tied, undated: bool) -> Led:
    """The steps from which ties of a kind follow: those that hold now, or all that were made."""
    return Led(connection, asked, standing=tied == "commits", undated=undated)


def groups(connection: Connection, led: Led, stretch: Stretch, tied: Tied) -> list[Group]:
    """The commitments (or acts in others' commitments) of a stretch of time by their parties and stage."""
    s, h, a = t.step.c, t.thread.c, t.act.c
    by, to = (h.states, h.to_states) if tied == "commits" else (a.by_states, h.states)
    columns = (by.label("by"), to.label("to"), s.stage, func.count().label("many"))
    query = _joined(led.query(stretch, *columns), tied).group_by(by, to, s.stage)
    return [
        Group(unpacked(whose, tuple[str, ...]), unpacked(to_whom, tuple[str, ...]), stage, many)
        for whose, to_whom, stage, many in connection.execute(query).all()
    ]


def ties(found: Iterable[Group], tied: Tied) -> list[Tie]:
    """The ties that follow, the most frequent first; a commitment of several to several is one of each to each."""
    counts: dict[tuple[str | None, str | None], Counter[Stage | None]] = {}
    for one in found:
        for pair in _pairs(one.by, one.to, tied):
            counts.setdefault(pair, Counter())[one.stage] += one.many
    made = [
        Tie(by, to, stages.total(), tuple(sorted(stages.items(), key=lambda one: _ORDER[one[0]])))
        for (by, to), stages in counts.items()
    ]
    return sorted(made, key=lambda one: (-one.many, one.by or "\uffff", one.to or "\uffff"))


def behind(
    connection: Connection, led: Led, stretch: Stretch, tied: Tied, by: str | None, to: str | None, limit: int
) -> list[Standing]:
    """The commitments behind the ties of somebody (None for anybody), the last touched first."""
    s, h, a = t.step.c, t.thread.c, t.act.c
    columns = (s.thread, led.lead.day, *((h.states, h.to_states) if tied == "commits" else (a.by_states, h.states)))
    threads: dict[str, None] = {}
    for thread, _, whose, to_whom in connection.execute(
        _joined(led.query(stretch, *columns), tied).order_by(led.lead.day.desc(), led.lead.thread.desc())
    ):
        pairs = _pairs(unpacked(whose, tuple[str, ...]), unpacked(to_whom, tuple[str, ...]), tied)
        if any(by in (None, one) and to in (None, other) for one, other in pairs):
            threads[thread] = None
            if len(threads) == limit:
                break
    return standings_of(connection, list(threads))


def parties(found: Sequence[Group]) -> tuple[Counter[str], Counter[str]]:
    """How many commitments each party has undertaken, and how many are made to it."""
    by: Counter[str] = Counter()
    to: Counter[str] = Counter()
    for one in found:
        for counter, names in ((by, one.by), (to, one.to)):
            for name in names:
                counter[name] += one.many
    return by, to


def _joined(query: Any, tied: Tied) -> Any:
    s = t.step.c
    query = query.join(t.thread, t.thread.c.id == s.thread)
    return query if tied == "commits" else query.join(t.act, (t.act.c.id == s.act) & (t.act.c.reading == s.reading))


def _pairs(by: Sequence[str], to: Sequence[str], tied: Tied) -> Iterator[tuple[str | None, str | None]]:
    """From whom to whom; who has a part in a commitment speaks of it as of his own, which is no tie."""
    if tied == "commits":
        yield from product(by or (None,), to or (None,))
    else:
        yield from product((one for one in by if one not in to), to)
