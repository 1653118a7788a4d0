"""A document's readings: kept with what they are found by, counted with what reviewers decided, set aside."""

import hashlib
import json
from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from onrecord.edtf import first_day
from onrecord.records import Act, Actor, Document, Finding, Reading, Statement, slug
from onrecord.resolve.corrections import corrected
from onrecord.store import tables as t
from onrecord.store.appearances import appearance_id
from onrecord.store.clock import now
from onrecord.store.correcting import carry, decisions
from onrecord.store.dialect import insert_into
from onrecord.store.joining import join, part
from onrecord.store.kept import own_number, reading_kept
from onrecord.store.rows import Row, by_name, columns_of, packed, plain, title_of
from onrecord.store.threads import Member, member_of
from onrecord.store.words import Words, put, take


def keep(connection: Connection, asked: Document, reading: Reading) -> None:
    """Returns nothing: the reading counts, with what reviewers decided; those before it stay, set aside."""
    r = t.reading.c
    before = connection.execute(select(r.no).where(r.document == asked.id, r.active)).scalars().all()
    for number in before:
        set_aside(connection, number)
    appearance = appearance_id(asked)
    same = (r.document == asked.id) & (r.reader == reading.reader) & (r.appearance == appearance) & ~r.corrected
    number = connection.execute(select(r.no).where(same)).scalar()
    if number is None:
        number = _records(connection, asked, reading, appearance)
    _count(connection, asked, number, reading, corrected(reading, decisions(connection, asked.id)))


def correct(connection: Connection, document: str) -> None:
    """Returns nothing: what counts of a document is as its reviewers have it by now; the same where it does not count.

    Raises IntegrityError where an anchor of what they decided does not hold.
    """
    r = t.reading.c
    active = connection.execute(select(r.no).where(r.document == document, r.active)).scalar()
    if active is None:
        return
    number, reading = own_number(connection, document), reading_kept(connection, document, own=True)
    better = corrected(reading, decisions(connection, document))
    if better is reading and active == number:
        return
    set_aside(connection, active)
    series = connection.execute(select(r.series).where(r.no == number)).scalar()
    _count(connection, msgspec.structs.replace(reading.document, series=series), number, reading, better)


def _count(connection: Connection, asked: Document, number: int, reading: Reading, better: Reading) -> None:
    """Returns nothing: the reading with this number counts, as it is `better`; no other is active."""
    r = t.reading.c
    for old in connection.execute(select(r.no).where(r.document == asked.id, r.corrected)).scalars().all():
        _forget(connection, old)
    if better is not reading:
        better.check()
        row = connection.execute(select(r.appearance, r.made).where(r.no == number)).one()
        number = _records(connection, asked, better, row.appearance, made=row.made)
    carry(connection, asked.id, better.acts)
    connection.execute(update(t.reading).where(r.no == number).values(active=True))
    _words(connection, number, better)
    join(connection, number, better)


def _forget(connection: Connection, number: int) -> None:
    """Returns nothing: a corrected reading that counts no longer is gone; it can be derived again."""
    for table in (t.statement_actor, t.statement_state, t.statement, t.event, t.act, t.actor, t.finding):
        connection.execute(delete(table).where(table.c.reading == number))
    connection.execute(delete(t.reading).where(t.reading.c.no == number))


def set_aside(connection: Connection, number: int) -> None:
    """Returns nothing: the reading stays, but no longer counts."""
    connection.execute(update(t.reading).where(t.reading.c.no == number).values(active=False))
    part(connection, number)
    take(connection, "reading_words", [number])
    of_it = select(t.statement.c.no).where(t.statement.c.reading == number)
    take(connection, "statement_words", connection.execute(of_it).scalars().all())


def _records(
    connection: Connection, asked: Document, reading: Reading, appearance: str, made: str | None = None
) -> int:
    """The number of the reading, once its rows are written; it is not active yet.

    A corrected one is as old as the reader's from which it is derived, which was `made` then.
    """
    about = columns_of(reading.provenance)
    published, day = reading.provenance.published, about["day"]
    row = about | {
        "document": asked.id, "reader": reading.reader, "appearance": appearance, "active": False,
        "series": plain(asked.series), "title": title_of(reading.document), "body": packed(reading.provenance),
        "made": made or now(), "corrected": made is not None,
    }  # fmt: skip
    number: int = connection.execute(insert(t.reading).values(row).returning(t.reading.c.no)).scalar_one()
    actors = by_name(reading)

    def put_all(table: Table, rows: list[Row]) -> None:
        if rows:
            connection.execute(insert(table), [{"reading": number} | one for one in rows])

    put_all(t.actor, [
        {**columns_of(one), "body": packed(one)}
        for one in {actor.id: actor for actor in reading.actors}.values()
    ])  # fmt: skip
    put_all(t.statement, [{**columns_of(one, day), "body": packed(one)} for one in reading.statements])
    numbers = _statement_numbers(connection, number)
    put_all(
        t.statement_actor, [row for one in reading.statements for row in spoken_by(one, numbers[one.id], actors, day)]
    )
    put_all(
        t.statement_state, [row for one in reading.statements for row in spoken_for(one, numbers[one.id], actors, day)]
    )
    put_all(t.event, [{**columns_of(one, day), "body": packed(one)} for one in reading.events])
    put_all(t.act, [_act_row(one, member_of(one, number, published, actors)) for one in reading.acts])
    put_new(connection, t.finding, *(finding_row(number, plain(asked.source), one) for one in reading.findings))
    return number


def spoken_by(one: Statement, number: int, actors: Mapping[str, Actor], day: str | None) -> list[Row]:
    """The rows under which a statement is found by its actors; `day` is that of the document."""
    ids = dict.fromkeys(actors[name].id for name in one.actor if name in actors)  # two spellings may be of one
    return [{"actor": id_, "day": first_day(one.date_value) or day, "statement": number} for id_ in ids]


def spoken_for(one: Statement, number: int, actors: Mapping[str, Actor], day: str | None) -> list[Row]:
    """The rows under which a statement is found by the states for which officials and bodies make it."""
    officials = [actors[name] for name in one.actor if name in actors and actors[name].kind != "state"]
    states = sorted({slug(state) for official in officials for state in official.acts_for})
    return [{"state": state, "day": first_day(one.date_value) or day, "statement": number} for state in states]


def _act_row(act: Act, taken: Member) -> Row:
    turn = taken.turn
    return {
        "id": turn.act, "start": turn.place, "kind": turn.kind, "day": turn.at, "words": taken.words,
        "by_states": packed(taken.by), "to_states": packed(taken.to), "body": packed(act),
        "due": taken.due, "amount": taken.amount,
    }  # fmt: skip


def _statement_numbers(connection: Connection, number: int) -> dict[str, int]:
    s = t.statement.c
    return {row.id: row.no for row in connection.execute(select(s.no, s.id).where(s.reading == number))}


def _words(connection: Connection, number: int, reading: Reading) -> None:
    put(connection, "reading_words", [Words(number, f"{title_of(reading.document)}\n{reading.document.text}")])
    numbers = _statement_numbers(connection, number)
    put(connection, "statement_words", [
        Words(numbers[one.id], " ".join([*one.actor, *(piece.exact for piece in one.content)]))
        for one in reading.statements
    ])  # fmt: skip


def finding_row(reading: int | None, source: str | None, finding: Finding) -> Row:
    """A finding of a reading, or of a source that has none, as a row."""
    body = packed(finding)
    digest = hashlib.sha256(json.dumps([reading, source, body]).encode()).hexdigest()[:16]
    return {
        **columns_of(finding),
        "id": "f" + digest,
        "reading": reading,
        "source": source,
        "body": body,
        "made": now(),
    }


def put_new(connection: Connection, table: Table, *rows: Row) -> bool:
    """True if any of the rows was not there yet."""
    if not rows:
        return False
    # PostgreSQL counts the rows of an INSERT only where it is asked to.
    command = insert_into(connection, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    # One by one: no database counts the rows of a batch.
    return sum(connection.execute(command, row).rowcount for row in rows) > 0
