"""How many statements and acts there were over time, and what the acts did to the stage of their commitments."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, case, func, literal, select

from onrecord.commitment import FALLS
from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked
from onrecord.ledger.said import known_as
from onrecord.ledger.window import Led, Stretch
from onrecord.records import Frozen, slug
from onrecord.resolve.commitments import REACTIONS
from onrecord.store import tables as t
from onrecord.store.facets import UNASSIGNED

# What an act did to the stage: it began a commitment, moved it up the ladder (or lifted it again), restated it without
# moving it, restated it in weaker words, put it off, broke it (refused, withdrawn, breached), or was a reaction to it.
Did = Literal["began", "raised", "restated", "softened", "delayed", "broken", "remarked"]
DIDS: tuple[Did, ...] = get_args(Did)
Unit = Literal["day", "week", "month", "year"]
# Days up to which a stretch is told by the day, the week and the month.
_BY_DAY, _BY_WEEK, _BY_MONTH = 62, 370, 366 * 11


class Bin(Frozen, frozen=True):
    """The days from `since` to `until`: how many statements, and how many acts that did what, as in DIDS."""

    since: str
    until: str
    statements: int
    acts: tuple[int, ...]


class Tally(Frozen, frozen=True):
    """How many acts of a dossier did one thing to the stage from `since` to `until`; of one alone, `act` and `thread`.

    An act whose commitment stands in several dossiers counts in each.
    """

    since: str
    until: str
    dossier: str
    did: Did
    acts: int
    act: str | None = None
    thread: str | None = None


class Course(Frozen, frozen=True):
    """Statements and acts over a stretch of time, by `unit`; a bin without any is left out."""

    stretch: Stretch
    unit: Unit = "day"
    bins: tuple[Bin, ...] = ()
    tallies: tuple[Tally, ...] = ()


@cache
def did() -> ColumnElement[Any]:
    """What a step's act did to the stage, as one of DIDS."""
    s = t.step.c
    broken = [kind for kind in FALLS if kind != "delay"]
    return case(
        (s.kind == "delay", "delayed"),
        (s.kind.in_(broken), "broken"),
        (s.before.is_(None) & s.stage.is_not(None), "began"),
        (s.before != s.stage, "raised"),
        (s.softened.is_not(None), "softened"),
        (s.kind.in_(sorted(REACTIONS)), "remarked"),
        else_="restated",
    )


def known_did(given: str | None) -> Did | None:
    """The one of DIDS that is named; raises UsageError for what is none."""
    for one in DIDS:
        if one == given:
            return one
    if given is not None:
        raise UsageError(f"did {given!r}: give one of {', '.join(DIDS)}")
    return None


def course(connection: Connection, led: Led, asked: Asked, stretch: Stretch, only: Did | None = None) -> Course:
    """Statements and acts over a stretch of time, acts by dossier too; `only` those that did one thing."""
    if stretch.since is None or stretch.until is None:
        return Course(stretch)
    unit = unit_of(stretch.since, stretch.until)
    bin_of = _Bins(unit)
    s = t.step.c

    def steps(*columns: Any) -> Any:
        query = led.query(stretch, *columns)
        return query if only is None else query.where(did() == only)

    d = t.thread_dossier.c
    every = steps(led.lead.day, did(), s.act, s.thread)
    if asked.dossier is None:  # an act comes once for each of the dossiers of its commitment
        every = every.add_columns(d.dossier).outerjoin(t.thread_dossier, d.thread == s.thread)
    else:
        every = every.add_columns(literal(slug(asked.dossier)))
    rows = connection.execute(every).all()
    acts = Counter({act: (bin_of[day], what) for day, what, act, _, _ in rows}.values())
    readings = None if asked == Asked(party=asked.party) else steps(s.reading)
    said: Counter[str] = Counter()
    for day, many in _statements(connection, asked.party, stretch, readings):
        said[bin_of[day]] += many
    bins = tuple(
        Bin(at, last_of(at, unit), said[at], tuple(acts[at, one] for one in DIDS))
        for at in sorted({*said, *(at for at, _ in acts)})
    )
    return Course(stretch, unit, bins, _tallies(rows, bin_of))


class _Bins(dict[str, str]):
    """The first day of the bin in which a day lies, by the day."""

    def __init__(self, unit: Unit) -> None:
        self.unit: Unit = unit

    def __missing__(self, day: str) -> str:
        self[day] = _first_of(day, self.unit)
        return self[day]


def _tallies(rows: Iterable[Any], bin_of: _Bins) -> tuple[Tally, ...]:
    """The acts by dossier, bin and what they did, given the day, the deed, the id, the thread and a dossier of each."""
    found: dict[tuple[str, str, Did], list[tuple[str, str]]] = {}
    for day, what, act, thread, dossier in rows:
        found.setdefault((dossier or UNASSIGNED, bin_of[day], what), []).append((act, thread))
    return tuple(
        Tally(at, _last_of(at, bin_of.unit), name, what, len(these), *(these[0] if len(these) == 1 else ()))
        for (name, at, what), these in sorted(found.items(), key=lambda one: one[0])
    )


def _statements(
    connection: Connection, party: str | None, stretch: Stretch, readings: Any
) -> Iterator[tuple[str, int]]:
    """How many statements there are, by day: a party's own, or those of the readings of a question, or all."""
    r, m = t.reading.c, t.statement_actor.c
    if party is not None:
        names = sorted({slug(party), *map(slug, known_as(party))})
        day, query = m.day, select(m.day, func.count(m.statement.distinct())).join(t.reading, r.no == m.reading)
        query = query.where(m.actor.in_(names))
    else:
        day, query = r.day, select(r.day, func.count()).join(t.statement, t.statement.c.reading == r.no)
    query = query.where(r.active, day >= stretch.since, day <= stretch.until).group_by(day)
    some = query if readings is None else query.where(r.no.in_(readings))
    yield from ((row[0], row[1]) for row in connection.execute(some).all())


def unit_of(since: str, until: str) -> Unit:
    """By what a stretch of time is told: it has some 60 bins at most, of years as many as there are."""
    days = (_day(until) - _day(since)).days
    return "day" if days <= _BY_DAY else "week" if days <= _BY_WEEK else "month" if days <= _BY_MONTH else "year"


def first_of(at: str, unit: Unit) -> str:
    """The first day of the bin in which a day lies."""
    day = _day(at)
    if unit == "week":
        day -= datetime.timedelta(days=day.weekday())
    elif unit != "day":
        day = day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)
    return day.isoformat()


def last_of(first: str, unit: Unit) -> str:
    """The last day of the bin that begins on a day."""
    day = _day(first)
    if unit == "year":
        return day.replace(month=12, day=31).isoformat()
    if unit == "month":
        return ((day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - _ONE).isoformat()
    return (day if unit == "day" else day + 6 * _ONE).isoformat()


_ONE = datetime.timedelta(days=1)
_first_of, _last_of = (lru_cache(maxsize=20_000)(of) for of in (first_of, last_of))


def _day(of: str) -> datetime.date:
    return datetime.date.fromisoformat(of)


def sums(bins: Sequence[Bin]) -> dict[Did, int]:
    """How many acts did what, over all bins."""
    return {one: sum(bin_.acts[at] for bin_ in bins) for at, one in enumerate(DIDS)}
