"""What was done and undertaken, day by day: acts with their commitments, and events."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, select

from onrecord.commitment import Stage
from onrecord.edtf import told
from onrecord.ledger.cited import linked
from onrecord.ledger.commitments import Asked, filters
from onrecord.ledger.tally import Did, did
from onrecord.ledger.window import Led, Stretch
from onrecord.records import Act, Actor, AnyRecord, Event, Frozen
from onrecord.store import tables as t
from onrecord.store.links import cut
from onrecord.store.rows import start_of, unpacked
from onrecord.targets import extent

if TYPE_CHECKING:
    Told = Act | Event
else:
    Told = AnyRecord


class Moment(Frozen, frozen=True):
    """An act or an event on a day (YYYY-MM-DD, the first day of what is known), with the document that tells of it.

    `link` opens the page at its words. Of an act `did` says what it did to the stage of its commitment, which was
    `before` and is `stage` since.
    """

    day: str
    what: Literal["act", "event"]
    record: Told
    document: str
    title: str
    publisher: str | None = None
    thread: str | None = None
    stage: Stage | None = None
    states: tuple[str, ...] = ()
    url: str | None = None
    link: str | None = None
    before: Stage | None = None
    did: Did | None = None

    @property
    def when(self) -> str | None:
        """The day as precisely as the record tells it: its month or year, where no more is known (EDTF)."""
        return told(self.record.date_value, self.day)


# The steps with what is shown of their acts.
_SHOWN = (
    select(t.step.c.day, t.step.c.thread, t.step.c.stage, t.step.c.before, did().label("did"), t.act.c.body,
           t.reading.c.document, t.reading.c.title, t.reading.c.publisher, t.thread.c.states, t.appearance.c.url)
    .select_from(t.step)
    .join(t.thread, t.thread.c.id == t.step.c.thread)
    .join(t.act, (t.act.c.id == t.step.c.act) & (t.act.c.reading == t.step.c.reading))
    .join(t.reading, t.reading.c.no == t.step.c.reading)
    .join(t.appearance, t.appearance.c.id == t.reading.c.appearance)
)  # fmt: skip


# The events with what is shown of them: those of readings that count, of which a day is known.
EVENTS = (
    select(t.event.c.day, t.event.c.body, t.reading.c.no, t.reading.c.document, t.reading.c.title,
           t.reading.c.publisher, t.appearance.c.url)
    .join(t.reading, t.reading.c.no == t.event.c.reading)
    .join(t.appearance, t.appearance.c.id == t.reading.c.appearance)
    .where(t.reading.c.active, t.event.c.day.is_not(None))
)  # fmt: skip


def event_of(row: Any) -> Moment:
    """A row of EVENTS as a moment."""
    event = unpacked(row.body, Event)
    return Moment(row.day, "event", event, row.document, row.title, row.publisher, url=row.url)


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


def acts_within(
    connection: Connection, led: Led, stretch: Stretch, only: Did | None, limit: int, offset: int = 0
) -> list[Moment]:
    """The acts of a stretch of time, the latest first, from `offset` on; `only` those that did one thing."""
    query = led.query(stretch, t.step.c.thread, t.step.c.seq)
    if only is not None:
        query = query.where(did() == only)
    lead = led.lead
    some = query.order_by(lead.day.desc(), lead.thread, lead.seq).limit(limit).offset(offset).subquery()
    s = t.step.c
    shown = _SHOWN.join(some, (some.c.thread == s.thread) & (some.c.seq == s.seq))
    found = _moments(connection, shown.order_by(s.day.desc(), s.thread, s.seq))
    return linked(connection, found, lambda one, text: extent(one.record, text))


def _acts(connection: Connection, asked: Asked, until: str | None, limit: int) -> list[Moment]:
    s, a, r = t.step.c, t.act.c, t.reading.c
    query = (
        _SHOWN.where(s.day != "").order_by(s.day.desc(), r.document.desc(), a.start.desc(), a.id.desc()).limit(limit)
    )
    days = [*([s.day >= asked.since] if asked.since else []), *([s.day <= until] if until else [])]
    return _moments(connection, query.where(*filters(connection, asked), *days))


def _moments(connection: Connection, query: Any) -> list[Moment]:
    return [
        Moment(row.day, "act", unpacked(row.body, Act), row.document, row.title, row.publisher, row.thread, row.stage,
               unpacked(row.states, tuple[str, ...]), row.url, None, row.before, row.did)
        for row in connection.execute(query)
    ]  # fmt: skip


def _events(
    connection: Connection, asked: Asked, until: str | None, limit: int, documents: set[str] | None
) -> list[Moment]:
    e, r = t.event.c, t.reading.c
    query = EVENTS.order_by(e.day.desc(), r.document.desc(), e.start.desc(), e.id.desc())
    if asked.party is None:  # of a party's the last are found only among all
        query = query.limit(limit)
    wheres: list[Any] = []
    if asked.since:
        wheres.append(e.day >= asked.since)
    if until:
        wheres.append(e.day <= until)
    of = [wheres] if documents is None else [[*wheres, r.document.in_(some)] for some in cut(sorted(documents))]
    rows = [row for some in of for row in connection.execute(query.where(*some))]
    found = [event_of(row) for row in rows]
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
