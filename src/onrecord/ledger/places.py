"""Where: the states whose commitments there are, and the countries in which things happened, with their coordinates."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from onrecord.ledger.cited import linked
from onrecord.ledger.network import Group, parties
from onrecord.ledger.timeline import EVENTS, Moment, event_of
from onrecord.ledger.window import Led, Stretch
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.links import cut
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


class _Where(msgspec.Struct):
    """What of an event's record says where it was."""

    country: str | None = None


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
    found: Counter[str] = Counter()
    for row in _events(connection, led, stretch, days, MOST):
        where = msgspec.json.decode(row.body, type=_Where).country
        if where is not None:
            found[where] += 1
    return found


def events_in(
    connection: Connection, led: Led | None, stretch: Stretch, days: "Days", country: str, limit: int
) -> list[Moment]:
    """The events in a country, the last first."""
    found: list[Moment] = []
    for row in _events(connection, led, stretch, days, MOST):
        if msgspec.json.decode(row.body, type=_Where).country == country:
            found.append(event_of(row))
            if len(found) == limit:
                break
    return linked(connection, found, lambda one, text: extent(one.record, text))


# The first and the last day that are asked for.
Days = tuple[str | None, str | None]


def _events(connection: Connection, led: Led | None, stretch: Stretch, days: Days, most: int) -> Iterator[Any]:
    e, r = t.event.c, t.reading.c
    query = EVENTS
    for day, wheres in ((days[0], e.day.__ge__), (days[1], e.day.__le__)):
        if day is not None:
            query = query.where(wheres(day))
    if led is None:
        yield from connection.execute(query.order_by(e.day.desc()).limit(most))
        return
    telling = sorted(connection.execute(led.query(stretch, t.step.c.reading).distinct()).scalars())
    rows = [row for some in cut(telling) for row in connection.execute(query.where(r.no.in_(some)).limit(most))]
    yield from sorted(rows, key=lambda row: str(row.day), reverse=True)[:most]


def _named(code: str) -> str:
    state = states_by_code().get(code)
    return state.name if state else code


def _placed(name: str, by: int, to: int, events: int) -> Placed:
    state = states().get(name)
    if state is None or not state.latitude:
        return Placed(name, by, to, events)
    return Placed(name, by, to, events, state.code, float(state.latitude), float(state.longitude))
