"""The course of an actor over time: statements and acts by month, and with whom his commitments are."""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, literal_column, select

from onrecord.edtf import last_day
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.facets import tag
from onrecord.store.links import cut
from onrecord.store.rows import unpacked
from onrecord.store.threads import EVER

# Months that are counted, and commitments whose parties are, the last touched first.
MONTHS, COUNTED = 24, 1_000
_WITH = 20


class Month(Frozen, frozen=True):
    """What a month (YYYY-MM) holds: statements that an actor made, and acts in commitments that he is party to."""

    month: str
    statements: int
    acts: int


class With(Frozen, frozen=True):
    """Another party of commitments: how many both have undertaken, how many each to the other."""

    name: str
    together: int
    to_them: int
    from_them: int


class Span(Frozen, frozen=True):
    """The first and the last day on which somebody spoke or acted."""

    first: str
    last: str


def span(connection: Connection, ids: Sequence[str], party: str | None) -> Span | None:
    """When the actors with these ids first and last spoke, or their party acted; None where no day is known."""
    m, f = t.statement_actor.c, t.facet.c
    found: list[str | None] = []
    for some in cut(ids):
        found += connection.execute(select(func.min(m.day), func.max(m.day)).where(m.actor.in_(some))).one()
    if party is not None:
        dated = (f.tag == tag("party", party)) & (f.day > "")
        # Each by itself: so the database goes to the end of the index for it.
        found += [connection.execute(select(edge(f.day)).where(dated)).scalar() for edge in (func.min, func.max)]
    days = [one for one in found if one]
    return Span(min(days), max(days)) if days else None


def months(connection: Connection, ids: Sequence[str], party: str | None, since: str | None, until: str) -> list[Month]:
    """The months up to a day, MONTHS of them at most and none before `since`, in the order of time."""
    named = _names(until, MONTHS)
    named = [month for month in named if since is None or (last_day(month) or "") >= since]
    if not named:
        return []
    first = max(f"{named[0]}-01", since or "")
    said = _statements(connection, ids, first, until)
    done = _acts(connection, party, first, until) if party is not None else {}
    return [Month(month, said.get(month, 0), done.get(month, 0)) for month in named]


def _statements(connection: Connection, ids: Sequence[str], first: str, until: str) -> dict[str, int]:
    m, r = t.statement_actor.c, t.reading.c
    month = func.substr(m.day, 1, 7).label("month")
    query = (
        select(month, func.count(m.statement.distinct()))
        .join(t.reading, r.no == m.reading)
        .where(m.actor.in_(ids), m.day >= first, m.day <= until, r.active)
        .group_by(literal_column("month"))
    )
    return {row[0]: row[1] for row in connection.execute(query).all()}


def _acts(connection: Connection, party: str, first: str, until: str) -> dict[str, int]:
    f = t.facet.c
    month = func.substr(f.day, 1, 7).label("month")
    held = (f.tag == tag("party", party)) & (f.day >= first) & (f.day <= until)
    query = select(month, func.count()).where(held).group_by(literal_column("month"))
    return {row[0]: row[1] for row in connection.execute(query).all()}


def _names(until: str, many: int) -> list[str]:
    """The names of so many months, the last that in which the day lies."""
    day = datetime.date.fromisoformat(until)
    last = day.year * 12 + day.month - 1
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(max(12, last - many + 1), last + 1)]


def company(connection: Connection, party: str) -> list[With]:
    """With whom the last touched commitments of a party are, those with the most first."""
    f, h = t.facet.c, t.thread.c
    held = (f.tag == tag("party", party)) & (f.until == EVER)
    latest = select(f.thread).where(held).order_by(f.day.desc()).limit(COUNTED).subquery()
    query = (
        select(h.states, h.to_states, func.count())
        .select_from(latest)
        .join(t.thread, h.id == latest.c.thread)
        .group_by(h.states, h.to_states)
    )
    return _with(party, connection.execute(query).all())


def _with(party: str, rows: Sequence[Any]) -> list[With]:
    together: Counter[str] = Counter()
    to_them: Counter[str] = Counter()
    from_them: Counter[str] = Counter()
    for states, to_states, many in rows:
        by, to = unpacked(states, tuple[str, ...]), unpacked(to_states, tuple[str, ...])
        for other in {*by, *to} - {party}:
            together[other] += many if party in by and other in by else 0
            to_them[other] += many if party in by and other in to else 0
            from_them[other] += many if party in to and other in by else 0
    every = {*together, *to_them, *from_them}
    found = [With(name, together[name], to_them[name], from_them[name]) for name in every]
    found = [one for one in found if one.together or one.to_them or one.from_them]
    return sorted(found, key=lambda one: (-one.together - one.to_them - one.from_them, one.name))[:_WITH]
