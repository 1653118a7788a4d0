"""Proof that a store holds what it says: every hash and anchor made again, and all that is derived derived again."""

import hashlib
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from onrecord.errors import IntegrityError
from onrecord.ledger.reviewed import wrong
from onrecord.records import (
    Act,
    Actor,
    Document,
    Event,
    Finding,
    Frozen,
    Provenance,
    Statement,
    anchors_of,
    link_id,
    record_id,
)
from onrecord.resolve import commitments, statements
from onrecord.store import tables as t
from onrecord.store.appearances import ABOUT, BESIDE, appearance_of
from onrecord.store.catalogue import catalogue
from onrecord.store.links import all_scores, as_link, cut
from onrecord.store.readings import spoken_by, spoken_for
from onrecord.store.rows import Row, columns_of, packed, spelt, title_of, unpacked
from onrecord.store.threads import TABLES, Member, gathered, member_of, members, rows_of
from onrecord.store.versions import counts
from onrecord.store.words import numbers_of

Tell = Callable[[int, int], None]


class Broken(Frozen, frozen=True):
    """Something that does not hold: what it is (`kind` and `id`), and what is wrong with it."""

    kind: str
    id: str
    message: str


def verify(connection: Connection, tell: Tell | None = None) -> Iterator[Broken]:
    """What does not hold, as it is found; `tell` is told how many documents of how many were gone through."""
    yield from _blobs(connection, tell)
    yield from _gone_through("appearance", "all", _appearances(connection))
    yield from _gone_through("version", "all", _versions(connection))
    yield from _gone_through("link", "all", _links(connection))
    yield from _gone_through("key", "all", _keys(connection))
    yield from _gone_through("review", "all", (Broken(*one) for one in wrong(connection)))
    yield from _gone_through("commitment", "all", _threads(connection))


def _gone_through(kind: str, name: str, found: Iterator[Broken]) -> Iterator[Broken]:
    """What is found, and that it could not be gone through where a value is not even of the kind it has to be."""
    try:
        yield from found
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        yield Broken(kind, name, f"cannot be gone through ({type(error).__name__}: {' '.join(str(error).split())})")


def _blobs(connection: Connection, tell: Tell | None) -> Iterator[Broken]:
    names = connection.execute(select(t.blob.c.sha256).order_by(t.blob.c.sha256)).scalars().all()
    documents = set(connection.execute(select(t.document.c.id)).scalars())
    for done, name in enumerate(names, 1):
        if tell is not None:
            tell(done, len(names))
        yield from _gone_through("blob", str(name), _blob(connection, name, name in documents))


def _blob(connection: Connection, name: str, document: bool) -> Iterator[Broken]:
    data: bytes = connection.execute(select(t.blob.c.bytes).where(t.blob.c.sha256 == name)).scalar_one()
    if hashlib.sha256(data).hexdigest() != name:
        yield Broken("blob", name, "its bytes do not have this hash: they were changed or are damaged")
    elif document:
        yield from _records(connection, name, data.decode("utf-8", "surrogatepass"))


def _records(connection: Connection, document: str, text: str) -> Iterator[Broken]:
    r, f = t.reading.c, t.finding.c
    for row in connection.execute(select(t.reading).where(r.document == document)).all():
        provenance = yield from _record("provenance", document, row.body, Provenance, text)
        yield from _found_by("reading", document, row, provenance)
        yield from _named_by(connection, row, text)
        actors: dict[str, Actor] = {}
        spoken: list[Row] | None = []
        stated: list[Row] = []
        for table, shape in ((t.actor, Actor), (t.statement, Statement), (t.event, Event), (t.act, Act)):
            for one in connection.execute(select(table).where(table.c.reading == row.no)):
                record = yield from _record(str(table.name), str(one.id), one.body, shape, text)
                if isinstance(record, Actor):
                    actors[record.name] = record
                elif isinstance(record, Statement | Act):
                    names = record.actor if isinstance(record, Statement) else (*record.by, *record.to)
                    actors |= spelt(set(names) - actors.keys(), actors.values())
                if record is None and shape in (Actor, Statement):
                    spoken = None
                elif isinstance(record, Statement) and spoken is not None:
                    spoken += spoken_by(record, one.no, actors, row.day)
                    stated += spoken_for(record, one.no, actors, row.day)
                if isinstance(record, Act):
                    yield from _taken(one, record, row.published, actors)
                else:
                    yield from _found_by(str(table.name), str(one.id), one, record, row.day)
        if spoken is not None:
            yield from _spoken(connection, row, spoken, stated)
        for one in connection.execute(select(t.finding).where(f.reading == row.no)):
            finding = yield from _record("finding", str(one.id), one.body, Finding, text)
            yield from _found_by("finding", str(one.id), one, finding)


def _named_by(connection: Connection, row: Any, text: str) -> Iterator[Broken]:
    """What a reading's row says of where its text appeared, where the appearance says something else."""
    about = connection.execute(select(t.appearance).where(t.appearance.c.id == row.appearance)).first()
    if about is None:
        yield Broken("reading", row.document, "where its text appeared is not known: its row was changed")
        return
    title = title_of(Document(row.document, text, title=about.title))
    wrong = [name for name, value in (("title", title), ("series", about.series)) if getattr(row, name) != value]
    if wrong:
        yield Broken("reading", row.document, f"its row says another {' and '.join(wrong)}: it was changed")


def _spoken(connection: Connection, row: Any, spoken: list[Row], stated: list[Row]) -> Iterator[Broken]:
    """That the statements of a reading are not found by who makes them, for which state, and by their words, where they
    are not.
    """
    for of, by, derived in ((t.statement_actor, "actor", spoken), (t.statement_state, "state", stated)):
        m = of.c
        kept = connection.execute(select(m[by], m.day, m.statement).where(m.reading == row.no)).mappings()
        if sorted(_said(by, dict(one)) for one in kept) != sorted(_said(by, one) for one in derived):
            yield Broken("reading", row.document, "who makes its statements is not what they say: rows were changed")
    if not row.active:
        return
    of_it = select(t.statement.c.no).where(t.statement.c.reading == row.no)
    for table, wanted in (
        ("reading_words", {row.no}), ("statement_words", set(connection.execute(of_it).scalars()))
    ):  # fmt: skip
        if wanted - numbers_of(connection, table, sorted(wanted)):
            yield Broken("reading", row.document, f"not all of it is found by its words ({table}): rows were lost")


def _found_by(kind: str, name: str, row: Any, record: Any, day: str | None = None) -> Iterator[Broken]:
    """What a row says of its record, where the record says something else."""
    if record is None:
        return
    wrong = [column for column, value in columns_of(record, day).items() if getattr(row, column) != value]
    if wrong:
        yield Broken(kind, name, f"its row says something else than the record ({', '.join(wrong)}): it was changed")


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
        (row.kind, turn.kind), (row.day, turn.at), (row.start, turn.place), (row.words, own.words),
        (row.due, own.due), (row.amount, own.amount),
    ]  # fmt: skip
    if {*act.by, *act.to} <= actors.keys():
        said += [(row.by_states, packed(own.by)), (row.to_states, packed(own.to))]
    if any(kept != made for kept, made in said):
        yield Broken("act", act.id, "is taken for something else than it says: its row was changed")


def _appearances(connection: Connection) -> Iterator[Broken]:
    for row in connection.execute(select(t.appearance)):
        if (
            appearance_of(row.document, row.source_sha256, {name: getattr(row, name) for name in (*ABOUT, *BESIDE)})
            != row.id
        ):
            yield Broken("appearance", row.id, "says something else than its id: it was changed")


def _keys(connection: Connection) -> Iterator[Broken]:
    """The acts and statements that are not looked up as they should be when later documents are added."""
    a, s, r = t.act.c, t.statement.c, t.reading.c
    acts = select(a.id, a.reading, a.words).join(t.reading, r.no == a.reading).where(r.active)
    derived = {
        (row.reading, row.id, key) for row in connection.execute(acts) for key in commitments.keys(row.words)
    }  # fmt: skip
    kept = {tuple(row) for row in connection.execute(select(t.act_key.c.reading, t.act_key.c.act, t.act_key.c.key))}
    for act in sorted({act for _, act, _ in derived ^ kept}):
        yield Broken("act", act, "is not looked up under its words: rows were changed")
    of = select(s.no, s.id, s.body).join(t.reading, r.no == s.reading).where(r.active)
    made = {
        (row.no, key)
        for row in connection.execute(of)
        if (one := statements.subject(unpacked(row.body, Statement))) is not None
        for key in statements.keys(one)
    }
    k = t.statement_key.c
    there = {tuple(row) for row in connection.execute(select(k.statement, k.key))}
    for number in sorted({number for number, _ in made ^ there}):
        yield Broken("statement", str(number), "is not looked up under its words: rows were changed")


def _versions(connection: Connection) -> Iterator[Broken]:
    """That a text counts which was replaced wherever it stood, or does not count though it was not."""
    r = t.reading.c
    active = set(connection.execute(select(r.document).where(r.active)).scalars())
    a = t.appearance.c
    seen = set(connection.execute(select(a.document).join(t.version, t.version.c.appearance == a.id)).scalars())
    for document in sorted(connection.execute(select(r.document).distinct()).scalars()):
        if (document not in seen or counts(connection, document)) != (document in active):
            said = "counts, though" if document in active else "does not count, though not"
            yield Broken("document", document, f"{said} replaced wherever it stood: a row was changed")


def _links(connection: Connection) -> Iterator[Broken]:
    for row in connection.execute(select(t.link).order_by(t.link.c.id)):
        link = as_link(row)
        if link_id(link.kind, link.subject, link.object, link.turn) != link.id:
            yield Broken("link", link.id, "says something else than its id: it was changed")


def _threads(connection: Connection) -> Iterator[Broken]:
    """The threads, their steps and all by which they are found that do not follow from the acts and links that hold."""
    kept: dict[str, list[str]] = {}
    for table in TABLES:
        for row in connection.execute(select(table)).mappings():
            kept.setdefault(row["id" if table is t.thread else "thread"], []).append(_said(table.name, dict(row)))
    known = catalogue(connection)
    for thread in _derived(connection):
        rows = rows_of(thread, known)
        name = rows["thread"][0]["id"]
        derived = [_said(table.name, row) for table in TABLES for row in rows[table.name]]
        if sorted(kept.pop(name, ())) != sorted(derived):
            yield Broken(
                "commitment", name, "does not follow from its acts and links; `onrecord doctor --mend` derives it"
            )
    for name in sorted(kept, key=str):
        yield Broken("commitment", str(name), "no acts and links make it; `onrecord doctor --mend` takes it away")


def _said(table: str, row: Mapping[str, Any]) -> str:
    return repr((table, sorted((str(name), value) for name, value in row.items())))


def _derived(connection: Connection) -> list[list[Member]]:
    """The threads that follow from the acts and links."""
    a, r = t.act.c, t.reading.c
    names = connection.execute(select(a.id).join(t.reading, r.no == a.reading).where(r.active)).scalars().all()
    known: dict[str, Member] = {}
    for some in cut(names):
        known.update(members(connection, set(some)))
    return gathered(known, all_scores(connection))
