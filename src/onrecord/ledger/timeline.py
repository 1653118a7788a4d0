"""What was done and undertaken, day by day: acts with their commitments, and events."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, select

from onrecord.commitment import Stage
from onrecord.ledger.cited import linked
from onrecord.ledger.commitments import Asked, filters
from onrecord.records import Act, Actor, Event, Frozen
from onrecord.store import tables as t
from onrecord.store.links import cut
from onrecord.store.rows import start_of, unpacked
from onrecord.targets import extent


class Moment(Frozen, frozen=True):
    """An act or an event on a day (YYYY-MM-DD, the first day of what is known), with the document that tells of it.

    `link` opens the page at its words.
    """

    day: str
    what: Literal["act", "event"]
    record: Act | Event
    document: str
    title: str
    publisher: str | None = None
    thread: str | None = None
    stage: Stage | None = None
    states: tuple[str, ...] = ()
    url: str | None = None
    link: str | None = None


def timeline(
    connection: Connection, asked: Asked, until: str | None = None, events: bool = True, limit: int = 200
) -> list[Moment]:
    """The last `limit` moments up to a day, in the order of time.

    Events are those of the documents that carry a commitment that is asked for, or all where nothing is.
    """
    found = _acts(connection, asked, until, limit)
    if events:
        everything = asked == Asked(since=asked.since)
        found += _events(connection, asked, until, limit, None if everything else {one.document for one in found})
    found.sort(key=lambda one: (one.day, one.document, start_of(one.record), one.record.id))
    return linked(connection, found[-limit:], lambda one, text: extent(one.record, text), lambda one: hash(one.record))


def _acts(connection: Connection, asked: Asked, until: str | None, limit: int) -> list[Moment]:
    s, a, r, h = t.step.c, t.act.c, t.reading.c, t.thread.c
    query = (
        select(s.day, s.thread, s.stage, a.body, r.document, r.title, r.publisher, h.states, t.appearance.c.url)
        .join(t.thread, h.id == s.thread)
        .join(t.act, (a.id == s.act) & (a.reading == s.reading))
        .join(t.reading, r.no == s.reading)
        .join(t.appearance, t.appearance.c.id == r.appearance)
        .where(s.day != "")
        .order_by(s.day.desc(), r.document.desc(), a.start.desc(), a.id.desc())
        .limit(limit)
    )
    days = [*([s.day >= asked.since] if asked.since else []), *([s.day <= until] if until else [])]
    query = query.where(*filters(connection, asked), *days)
    return [
        Moment(row.day, "act", unpacked(row.body, Act), row.document, row.title, row.publisher, row.thread, row.stage,
               unpacked(row.states, tuple[str, ...]), row.url)
        for row in connection.execute(query)
    ]  # fmt: skip


def _events(
    connection: Connection, asked: Asked, until: str | None, limit: int, documents: set[str] | None
) -> list[Moment]:
    e, r = t.event.c, t.reading.c
    query = (
        select(e.day, e.body, r.no, r.document, r.title, r.publisher, t.appearance.c.url)
        .join(t.reading, r.no == e.reading)
        .join(t.appearance, t.appearance.c.id == r.appearance)
        .order_by(e.day.desc(), r.document.desc(), e.start.desc(), e.id.desc())
    )
    if asked.party is None:  # of a party's the last are found only among all
        query = query.limit(limit)
    wheres: list[Any] = [r.active, e.day.is_not(None)]
    if asked.since:
        wheres.append(e.day >= asked.since)
    if until:
        wheres.append(e.day <= until)
    of = [wheres] if documents is None else [[*wheres, r.document.in_(some)] for some in cut(sorted(documents))]
    rows = [row for some in of for row in connection.execute(query.where(*some))]
    found = [
        Moment(row.day, "event", unpacked(row.body, Event), row.document, row.title, row.publisher, url=row.url)
        for row in rows
    ]
    if asked.party is None:
        return found
    theirs = _of_party(connection, asked.party, sorted({row.no for row in rows}))
    return [one for one, row in zip(found, rows, strict=True) if _takes_part(one.record, theirs.get(row.no, set()))]


def _of_party(connection: Connection, party: str, readings: Sequence[int]) -> dict[int, set[str]]:
    """The names, in each reading, of the actors that are the party or act for it."""
    a = t.actor.c
    found: dict[int, set[str]] = {}
    for some in cut(readings):
        for number, body in connection.execute(select(a.reading, a.body).where(a.reading.in_(some))):
            actor = unpacked(body, Actor)
            if party == actor.name or party in actor.acts_for:
                found.setdefault(number, set()).add(actor.name)
    return found


def _takes_part(record: Act | Event, names: set[str]) -> bool:
    return isinstance(record, Event) and bool(names & {*record.actors, *record.recipients})
