"""The whole of what a store asserts, as lines that are the same in whatever order, and by whomever, it was added."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from onrecord.store import tables as t
from onrecord.store.appearances import ABOUT, BESIDE
from onrecord.store.links import retracted


def lines(connection: Connection) -> Iterator[str]:
    """The store one JSON object a line: appearances, when they stood where, active readings with their records, links
    that hold, commitments.

    Where a file lay and when it was added is left out; so are readings that were set aside.
    """
    yield from sorted(_appearances(connection))
    yield from sorted(_versions(connection))
    yield from sorted(_revisits(connection))
    yield from _readings(connection)
    yield from _links(connection)
    yield from _threads(connection)


def digest(connection: Connection) -> str:
    """The SHA-256 over the lines."""
    total = hashlib.sha256()
    for line in lines(connection):
        total.update(line.encode() + b"\n")
    return total.hexdigest()


def _line(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def _id(row: Any) -> str:
    """The row's id, to sort by here: databases sort text each by its own collation."""
    found: str = row.id
    return found


def _appearances(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(t.appearance)):
        about = {name: getattr(row, name) for name in (*ABOUT, *BESIDE)}
        yield _line(what="appearance", id=row.id, document=row.document, source_sha256=row.source_sha256, **about)


def _versions(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(t.version)):
        yield _line(what="version", address=row.address, seen=row.seen, appearance=row.appearance, moved=row.moved)


def _revisits(connection: Connection) -> Iterator[str]:
    r = t.revisit.c
    names = (r.address, r.seen, r.of_address, r.of_seen, r.payload)
    for row in connection.execute(select(*names)).mappings():
        yield _line(what="captured again", **row)


def _readings(connection: Connection) -> Iterator[str]:
    r = t.reading.c
    for row in sorted(connection.execute(select(t.reading).where(r.active)).all(), key=lambda one: one.document):
        yield _line(what="reading", document=row.document, reader=row.reader, appearance=row.appearance, body=row.body)
        for table in (t.actor, t.statement, t.event, t.act):
            query = select(table.c.id, table.c.body).where(table.c.reading == row.no)
            for one in sorted(connection.execute(query).all(), key=_id):
                yield _line(what=table.name, id=one.id, body=one.body)
        found = select(t.finding.c.body).where(t.finding.c.reading == row.no)
        for body in sorted(connection.execute(found).scalars()):
            yield _line(what="finding", document=row.document, body=body)


def _links(connection: Connection) -> Iterator[str]:
    """The links that hold and whose ends are there: those of readings that were set aside say nothing."""
    r = t.reading.c
    there = set(connection.execute(select(r.document).where(r.active)).scalars())
    for table in (t.actor, t.statement, t.act):
        there.update(
            connection.execute(select(table.c.id).join(t.reading, r.no == table.c.reading).where(r.active)).scalars()
        )
    not_held = retracted(connection)
    k = t.link.c
    for row in sorted(connection.execute(select(t.link).where(k.kind != "retracts")).all(), key=_id):
        if row.id not in not_held and row.subject in there and (not row.object or row.object in there):
            yield _line(what="link", id=row.id, kind=row.kind, subject=row.subject, object=row.object, score=row.score)


def _threads(connection: Connection) -> Iterator[str]:
    s, d = t.step.c, t.thread_dossier.c
    steps: dict[str, list[list[Any]]] = {}
    query = select(s.thread, s.act, s.day, s.before, s.stage, s.softened).order_by(s.thread, s.seq)
    for row in connection.execute(query):
        steps.setdefault(row.thread, []).append(list(row)[1:])
    dossiers: dict[str, list[str]] = {}
    for thread, dossier in sorted(tuple(row) for row in connection.execute(select(d.thread, d.dossier))):
        dossiers.setdefault(thread, []).append(dossier)
    for one in sorted(connection.execute(select(t.thread)).all(), key=_id):
        about = {"label": one.label, "states": one.states, "to": one.to_states, "measurable": bool(one.measurable)}
        yield _line(what="commitment", id=one.id, steps=steps.get(one.id), dossiers=dossiers.get(one.id), **about)
