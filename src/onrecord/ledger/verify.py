"""Proof that a store holds what it says: every hash and anchor made again, and all that is derived derived again."""

import hashlib
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from onrecord.commitment import folded
from onrecord.errors import IntegrityError
from onrecord.records import (
    Act,
    Actor,
    Event,
    Finding,
    Frozen,
    Provenance,
    Statement,
    anchors_of,
    link_id,
    record_id,
)
from onrecord.store import tables as t
from onrecord.store.links import as_link, cut, retracted
from onrecord.store.rows import packed, unpacked
from onrecord.store.threads import Member, days_of, gathered, label, member_of, members, parties, thread_id
from onrecord.store.unit import ABOUT, appearance_of

Tell = Callable[[int, int], None]


class Broken(Frozen, frozen=True):
    """Something that does not hold: what it is (`kind` and `id`), and what is wrong with it."""

    kind: str
    id: str
    message: str


def verify(connection: Connection, tell: Tell | None = None) -> Iterator[Broken]:
    """What does not hold, as it is found; `tell` is told how many documents of how many were gone through."""
    yield from _blobs(connection, tell)
    yield from _appearances(connection)
    yield from _links(connection)
    yield from _threads(connection)


def _blobs(connection: Connection, tell: Tell | None) -> Iterator[Broken]:
    names = connection.execute(select(t.blob.c.sha256).order_by(t.blob.c.sha256)).scalars().all()
    documents = set(connection.execute(select(t.document.c.id)).scalars())
    for done, name in enumerate(names, 1):
        data: bytes = connection.execute(select(t.blob.c.bytes).where(t.blob.c.sha256 == name)).scalar_one()
        if tell is not None:
            tell(done, len(names))
        if hashlib.sha256(data).hexdigest() != name:
            yield Broken("blob", name, "its bytes do not have this hash: they were changed or are damaged")
        elif name in documents:
            yield from _records(connection, name, data.decode("utf-8", "surrogatepass"))


def _records(connection: Connection, document: str, text: str) -> Iterator[Broken]:
    r, f = t.reading.c, t.finding.c
    for row in connection.execute(select(r.no, r.body, r.published).where(r.document == document)).all():
        yield from _record("provenance", document, row.body, Provenance, text)
        actors: dict[str, Actor] = {}
        for table, shape in ((t.actor, Actor), (t.statement, Statement), (t.event, Event), (t.act, Act)):
            for one in connection.execute(select(table).where(table.c.reading == row.no)):
                record = yield from _record(table.name, one.id, one.body, shape, text)
                if isinstance(record, Actor):
                    actors[record.name] = record
                elif isinstance(record, Act):
                    yield from _taken(one, record, row.published, actors)
        for one in connection.execute(select(f.id, f.body).where(f.reading == row.no)):
            yield from _record("finding", one.id, one.body, Finding, text)


def _record(kind: str, name: str, body: str, shape: Any, text: str) -> Generator[Broken, None, Any]:
    """What is wrong with a record, which is returned; None if it cannot be read."""
    try:
        record = unpacked(body, shape)
    except (ValueError, TypeError) as error:
        yield Broken(kind, name, f"cannot be read ({' '.join(str(error).split())})")
        return None
    if isinstance(record, Statement | Event | Act) and record_id(record) != name:
        yield Broken(kind, name, "says something else than its id: it was changed")
    elif isinstance(record, Actor) and record.id != name:
        yield Broken(kind, name, f"stands under another id than its own ({record.id})")
    for anchor in anchors_of(record):
        try:
            anchor.check(text)
        except IntegrityError as error:
            yield Broken(kind, name, str(error))
    return record


def _taken(row: Any, act: Act, published: str | None, actors: Mapping[str, Actor]) -> Iterator[Broken]:
    """What threads take of an act, where that is not what the act says."""
    own = member_of(act, row.reading, published, actors)
    turn = own.turn
    said: list[tuple[Any, Any]] = [
        (row.kind, turn.kind), (row.day, turn.at), (row.start, turn.place), (row.words, own.words)
    ]  # fmt: skip
    if {*act.by, *act.to} <= actors.keys():
        said += [(row.by_states, packed(own.by)), (row.to_states, packed(own.to))]
    if any(kept != made for kept, made in said):
        yield Broken("act", act.id, "is taken for something else than it says: its row was changed")


def _appearances(connection: Connection) -> Iterator[Broken]:
    for row in connection.execute(select(t.appearance)):
        if appearance_of(row.document, row.source_sha256, {name: getattr(row, name) for name in ABOUT}) != row.id:
            yield Broken("appearance", row.id, "says something else than its id: it was changed")


def _links(connection: Connection) -> Iterator[Broken]:
    for row in connection.execute(select(t.link).order_by(t.link.c.id)):
        link = as_link(row)
        if link_id(link.kind, link.subject, link.object, link.turn) != link.id:
            yield Broken("link", link.id, "says something else than its id: it was changed")


def _threads(connection: Connection) -> Iterator[Broken]:
    """The threads and steps that do not follow from the acts and the links that hold."""
    s, h = t.step.c, t.thread.c
    kept: dict[str, list[tuple[Any, ...]]] = {}
    for row in connection.execute(select(h.id, h.label, h.states, h.to_states)):
        kept[row.id] = [tuple(row)[1:]]
    query = select(s.thread, s.act, s.kind, s.day, s.until, s.before, s.stage, s.softened)
    for step in connection.execute(query.order_by(s.thread, s.seq)):
        kept.setdefault(step.thread, []).append(tuple(step)[1:])
    try:
        derived = _derived(connection)
    except (ValueError, TypeError) as error:
        yield Broken("commitments", "all", f"cannot be derived ({' '.join(str(error).split())})")
        return
    for name, rows in derived.items():
        if kept.pop(name, None) != rows:
            yield Broken(
                "commitment", name, "does not follow from its acts and links; `onrecord doctor --mend` derives it"
            )
    for name in sorted(kept):
        yield Broken("commitment", name, "no acts and links make it; `onrecord doctor --mend` takes it away")


def _derived(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """For each thread that follows from the acts and links, its label and parties, and its steps."""
    a, r = t.act.c, t.reading.c
    names = connection.execute(select(a.id).join(t.reading, r.no == a.reading).where(r.active)).scalars().all()
    known: dict[str, Member] = {}
    for some in cut(names):
        known.update(members(connection, set(some)))
    not_held = retracted(connection)
    k = t.link.c
    pairs = {
        (row.subject, row.object): 1.0 if row.score is None else row.score
        for row in connection.execute(select(k.id, k.subject, k.object, k.score).where(k.kind == "same-commitment"))
        if row.id not in not_held
    }
    return {thread_id(made[0].turn.act, made[0].words): _rows(made) for made in gathered(known, pairs)}


def _rows(thread: list[Member]) -> list[tuple[Any, ...]]:
    steps = folded(one.turn for one in thread)
    days = days_of(steps)
    return [
        (label(thread), *map(packed, parties(thread))),
        *(
            (step.turn.act, step.turn.kind, days[at], days[at + 1], step.before, step.stage,
             packed(step.softened) if step.softened else None)
            for at, step in enumerate(steps)
        ),
    ]  # fmt: skip
