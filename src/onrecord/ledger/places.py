"""Where: the states whose commitments there are, and the countries in which things happened, with their coordinates."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.ledger.cited import linked
from onrecord.ledger.network import Group, parties
from onrecord.ledger.timeline import EVENTS, Moment, event_of
from onrecord.ledger.window import Led, Stretch
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.targets import extent
from onrecord.vocabulary.states import states, states_by_code

# Events that are counted: the last of the time that is asked for.
MOST = 5_000


class Placed(Frozen, frozen=True):
    """Somebody with how many commitments are theirs (`by`) and made `to` them, and how many events were in the country.

    `code` (ISO 3166-1), `latitude` and `longitude` are those of a state; None where it is none that we know.
    """

    name: str
    by: int = 0
    to: int = 0
    events: int = 0
    code: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def placed(found: list[Group], happened: Counter[str]) -> list[Placed]:
    """Whoever has commitments and wherever something happened, those with the most first."""
    by, to = parties(found)
    events = {_named(code): many for code, many in happened.items()}
    made = [_placed(name, by[name], to[name], events.get(name, 0)) for name in {*by, *to, *events}]
    return sorted(made, key=lambda one: (-(one.by + one.to + one.events), one.name))


def countries(connection: Connection, led: Led | None, stretch: Stretch, days: "Days") -> Counter[str]:
    """How many events were in which country (ISO 3166-1): the last MOST of those days.

    With `led` those alone that documents tell of which tell of these commitments in that stretch of time.
    """
    last = _last(led, stretch, days).c
    query = select(last.country, func.count()).where(last.country.is_not(None)).group_by(last.country)
    return Counter({row[0]: row[1] for row in connection.execute(query).all()})


def events_in(
    connection: Connection, led: Led | None, stretch: Stretch, days: "Days", country: str, limit: int
) -> list[Moment]:
    """The events in a country, the last first."""
    e, last = t.event.c, _last(led, stretch, days).c
    latest = select(last.reading, last.id).where(last.country == country).order_by(last.day.desc())
    here = latest.limit(limit).subquery()
    query = EVENTS.join(here, (here.c.reading == e.reading) & (here.c.id == e.id)).order_by(e.day.desc())
    found = [event_of(row) for row in connection.execute(query).all()]
    return linked(connection, found, lambda one, text: extent(one.record, text))


# The first and the last day that are asked for.
Days = tuple[str | None, str | None]


def _last(led: Led | None, stretch: Stretch, days: Days) -> Any:
    """The last MOST events of those days, of readings that count, as a question.

    All are gone through by the index of days; those of some documents by the documents, and so by no day as it stands.
    """
    e, r = t.event.c, t.reading.c
    day: Any = e.day if led is None else func.coalesce(e.day, "")
    query = select(e.day, e.country, e.reading, e.id).join(t.reading, r.no == e.reading)
    query = query.where(r.active, e.day.is_not(None))
    for edge, holds in ((days[0], day.__ge__), (days[1], day.__le__)):
        if edge is not None:
            query = query.where(holds(edge))
    if led is not None:
        query = query.where(e.reading.in_(led.query(stretch, t.step.c.reading)))
    return query.order_by(day.desc()).limit(MOST).subquery()


def _named(code: str) -> str:
    state = states_by_code().get(code)
    return state.name if state else code


def _placed(name: str, by: int, to: int, events: int) -> Placed:
    state = states().get(name)
    if state is None or not state.latitude:
        return Placed(name, by, to, events)
    return Placed(name, by, to, events, state.code, float(state.latitude), float(state.longitude))
