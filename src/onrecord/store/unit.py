"""The unit of work: one document's reading, with its links and what follows from them, kept whole or not at all."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from onrecord.edtf import first_day
from onrecord.errors import IntegrityError, OnRecordError
from onrecord.records import Act, Actor, Document, Finding, Reading, Statement
from onrecord.store import tables as t
from onrecord.store import versions
from onrecord.store.clock import now
from onrecord.store.dialect import insert_into
from onrecord.store.joining import join, part
from onrecord.store.rows import Row, by_name, columns_of, packed, plain, title_of, unpacked
from onrecord.store.threads import Member, member_of
from onrecord.store.versions import Seen
from onrecord.store.words import Words, put, take

# What is said of a text where it appeared; all else of a Document follows from the text or from where the file lay.
ABOUT = ("url", "title", "publisher", "published", "kind", "language", "series")
# What a page says beside its text of who wrote it, and whom it names as its source.
BESIDE = ("byline", "credits")


class StaleError(OnRecordError):
    """A reading is no longer the one that the store wants: the document appeared earlier elsewhere. Ask again."""


class Wanted(NamedTuple):
    """What a store still needs of a document: whether its appearance is new, the document as it is to be read, and
    whether it is not yet known to have stood at its address then.
    """

    appearance: bool
    read: Document | None
    version: bool = False


class Added(NamedTuple):
    """What adding a document wrote: whether a new appearance, whether a new reading; and the document that it replaces
    at its address, if it does.
    """

    appearance: bool
    reading: bool
    instead: str | None = None


def appearance_id(given: Document) -> str:
    """The id of where a text appeared: a hash of the text and of what is said of it, not of where the file lay."""
    return appearance_of(given.id, given.source_sha256, about_of(given))


def about_of(given: Document) -> dict[str, str | None]:
    """What is said of a text where it appeared, as a row holds it."""
    credits = packed(given.credits) if given.credits else None
    return {name: plain(getattr(given, name)) for name in ABOUT} | {"byline": plain(given.byline), "credits": credits}


def said_of(row: Any) -> dict[str, Any]:
    """The fields of a Document that the row of an appearance holds."""
    credits = unpacked(row.credits, tuple[str, ...]) if row.credits else ()
    return {name: getattr(row, name) for name in ABOUT} | {"byline": row.byline, "credits": credits}


def appearance_of(document: str, source_sha256: str | None, about: Mapping[str, str | None]) -> str:
    """The id of an appearance by what it says."""
    said = [document, source_sha256, *(about[name] for name in ABOUT)]
    if any(about[name] for name in BESIDE):
        said += [about[name] for name in BESIDE]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()[:32]


def wanted(connection: Connection, given: Document, reader: str, seen: Seen | None = None) -> Wanted:
    """What is still to be written of a document as it was given, and how it is to be read (None if it was).

    Of several appearances of one text that counts which was published first: the reading is the same in whatever order
    they are added. `seen` says when it stood at its address, where that is known.
    """
    mine = appearance_id(given)
    a = t.appearance.c
    known = {row.id: row for row in connection.execute(select(t.appearance).where(a.document == given.id))}
    ranks = [_rank(row.published, row.publisher, row.id) for row in known.values()]
    # The page around a text changes all the time: what stands where it stood before is no other appearance.
    stood = _stood(connection, given, seen)
    is_new = mine not in known and stood is None
    first = min([*ranks, *([] if stood else [_rank(given.published, given.publisher, mine)])])[-1]
    version = seen is not None and not versions.is_known(connection, seen)
    r = t.reading.c
    there = select(r.active).where(r.document == given.id, r.reader == reader, r.appearance == first)
    active = connection.execute(there).scalar()
    if active is False and (not is_new or seen is not None):
        active = not versions.counts(connection, given.id, seen)  # it was replaced, and need not be read again
    if active:
        return Wanted(is_new, None, version)
    if first == mine:
        return Wanted(is_new, given, version)
    row = known[first]
    earlier = Document(given.id, given.text, source=row.source, source_sha256=row.source_sha256, **said_of(row))
    return Wanted(is_new, earlier, version)


def _stood(connection: Connection, given: Document, seen: Seen | None) -> str | None:
    return None if seen is None else versions.appearance_at(connection, given.id, seen.address)


def _rank(published: str | None, publisher: str | None, name: str) -> tuple[str, str, str]:
    return first_day(published) or "9", publisher or "", name


def add(
    connection: Connection,
    given: Document,
    read_as: Document | None = None,
    reading: Reading | None = None,
    source: bytes | None = None,
    seen: Seen | None = None,
) -> Added:
    """What was written: the text, the source's bytes, where the text appeared, the reading and its links.

    With `seen` it is also kept that it stood at its address then; what stood there before no longer counts.

    The connection is one of `Store.writing()`. `reading` is of `read_as`, as `wanted` asked for it, or None where it
    asked for none. What is there already is not written again; a reading by another reader, or of an earlier
    appearance, takes the place of the one before. Raises IntegrityError where an anchor does not hold or the reading is
    of another document, StaleError where the store now wants another reading.
    """
    if reading is not None and reading.document.id != given.id:
        raise IntegrityError(f"the reading is of document {reading.document.id[:12]}, not of {given.id[:12]}")
    forget_failures(connection, given.source)
    need = wanted(connection, given, reading.reader if reading else "", seen)
    if reading is not None and need.read is not None and appearance_id(need.read) != appearance_id(read_as or given):
        raise StaleError(
            f"{given.source or given.id[:12]}: the same text was published earlier elsewhere; add it again"
        )
    if need.appearance:
        _keep_text(connection, given, source)
    instead = None
    if need.version and seen is not None:
        instead = versions.before(connection, seen)
        versions.put(connection, _stood(connection, given, seen) or appearance_id(given), seen)
        if instead is not None:
            _settle(connection, instead)
    if reading is not None and need.read is not None:
        reading.check()
        _keep_reading(connection, need.read, reading)
    if need.version or need.appearance or reading is not None:
        _settle(connection, given.id)
    return Added(
        need.appearance, reading is not None and need.read is not None, None if instead == given.id else instead
    )


def _settle(connection: Connection, document: str) -> None:
    """Returns nothing: a text that was replaced wherever it stood has no active reading."""
    r = t.reading.c
    active = connection.execute(select(r.no).where(r.document == document, r.active)).scalars().all()
    if active and not versions.counts(connection, document):
        for number in active:
            _set_aside(connection, number)


def failed(connection: Connection, source: str, code: str, message: str) -> bool:
    """True if the finding that a source could not be read is new; it goes once the source was read."""
    row = _finding_row(None, plain(source), Finding(code, message))
    return _put(connection, t.finding, row)


def has_failed(connection: Connection, source: str | None) -> bool:
    """True if a finding stands that the source could not be read."""
    return connection.execute(select(t.finding.c.id).where(_failures(source)).limit(1)).first() is not None


def _failures(source: str | None) -> ColumnElement[bool]:
    return (t.finding.c.source == plain(source)) & t.finding.c.reading.is_(None)


def forget_failures(connection: Connection, source: str | None) -> None:
    """Returns nothing: no finding says any more that the source could not be read."""
    if has_failed(connection, source):
        connection.execute(delete(t.finding).where(_failures(source)))


def _put(connection: Connection, table: Table, *rows: Row) -> bool:
    """True if any of the rows was not there yet."""
    if not rows:
        return False
    # PostgreSQL counts the rows of an INSERT only where it is asked to.
    command = insert_into(connection, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    # One by one: no database counts the rows of a batch.
    return sum(connection.execute(command, row).rowcount for row in rows) > 0


def _keep_text(connection: Connection, given: Document, source: bytes | None) -> None:
    if (None if source is None else hashlib.sha256(source).hexdigest()) != given.source_sha256:
        raise IntegrityError(f"{given.source}: the source's bytes are not those that were read; add it again")
    _put(connection, t.blob, {"sha256": given.id, "bytes": given.text.encode("utf-8", "surrogatepass")})
    if source is not None:
        _put(connection, t.blob, {"sha256": given.source_sha256, "bytes": source})
    _put(connection, t.document, {"id": given.id, "added": now()})
    row = {"id": appearance_id(given), "document": given.id, "source": plain(given.source)}
    row |= {"source_sha256": given.source_sha256, "added": now()}
    _put(connection, t.appearance, row | about_of(given))


def _keep_reading(connection: Connection, asked: Document, reading: Reading) -> None:
    r = t.reading.c
    before = connection.execute(select(r.no).where(r.document == asked.id, r.active)).scalars().all()
    for number in before:
        _set_aside(connection, number)
    appearance = appearance_id(asked)
    same = (r.document == asked.id) & (r.reader == reading.reader) & (r.appearance == appearance)
    number = connection.execute(select(r.no).where(same)).scalar()
    if number is None:
        number = _records(connection, asked, reading, appearance)
    else:  # it was set aside, and comes back
        connection.execute(update(t.reading).where(r.no == number).values(active=True))
    _words(connection, number, reading)
    join(connection, number, reading)


def _set_aside(connection: Connection, number: int) -> None:
    """Returns nothing: the reading stays, but no longer counts."""
    connection.execute(update(t.reading).where(t.reading.c.no == number).values(active=False))
    part(connection, number)
    take(connection, "reading_words", [number])
    of_it = select(t.statement.c.no).where(t.statement.c.reading == number)
    take(connection, "statement_words", connection.execute(of_it).scalars().all())


def _records(connection: Connection, asked: Document, reading: Reading, appearance: str) -> int:
    """The number of the reading, once its rows are written."""
    about = columns_of(reading.provenance)
    published, day = reading.provenance.published, about["day"]
    row = about | {
        "document": asked.id, "reader": reading.reader, "appearance": appearance, "active": True,
        "series": plain(asked.series), "title": title_of(reading.document), "body": packed(reading.provenance),
        "made": now(),
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
    put_all(t.event, [{**columns_of(one, day), "body": packed(one)} for one in reading.events])
    put_all(t.act, [_act_row(one, member_of(one, number, published, actors)) for one in reading.acts])
    _put(connection, t.finding, *(_finding_row(number, plain(asked.source), one) for one in reading.findings))
    return number


def spoken_by(one: Statement, number: int, actors: Mapping[str, Actor], day: str | None) -> list[Row]:
    """The rows under which a statement is found by its actors; `day` is that of the document."""
    names = [name for name in dict.fromkeys(one.actor) if name in actors]
    return [{"actor": actors[name].id, "day": first_day(one.date_value) or day, "statement": number} for name in names]


def _act_row(act: Act, taken: Member) -> Row:
    turn = taken.turn
    return {
        "id": turn.act, "start": turn.place, "kind": turn.kind, "day": turn.at, "words": taken.words,
        "by_states": packed(taken.by), "to_states": packed(taken.to), "body": packed(act),
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


def _finding_row(reading: int | None, source: str | None, finding: Finding) -> Row:
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
