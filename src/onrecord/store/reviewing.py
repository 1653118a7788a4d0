"""What reviewers decide: on records, and on which acts belong to one commitment; done, kept with its author, undone."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import UsageError
from onrecord.records import Actor, Frozen, Link, LinkKind, Record, Verdict, record_id
from onrecord.resolve.corrections import tells
from onrecord.store import tables as t
from onrecord.store.clock import now
from onrecord.store.correcting import as_record, carried, standing_on
from onrecord.store.links import anew, as_link, judged, put_links, retracted, taking_back
from onrecord.store.readings import correct
from onrecord.store.rows import packed, plain, unpacked
from onrecord.store.threads import rethread

Mark = Literal["disputed", "not-measurable"]
# The tables of records, by the first letter of their ids.
_TABLES = {"s": t.statement, "e": t.event, "a": t.act}


class Decided(Frozen, frozen=True):
    """A decision as it is kept: who decided what on which record, or on the commitment that begins with it, and when.

    `verdict` is accepted, rejected, edited, added, merged, split, disputed or not-measurable; `was` and `now` are the
    record before and after an edit; `undone` is when it was undone.
    """

    batch: str
    verdict: str
    record: str
    by: str
    made: str
    document: str | None = None
    was: dict[str, Any] | None = None
    now: dict[str, Any] | None = None
    note: str | None = None
    undone: str | None = None
    undone_by: str | None = None


def record_named(connection: Connection, name: str) -> Record:
    """The record with this id in what counts; raises UsageError if there is none."""
    table = _TABLES.get(name[:1])
    if table is not None:
        of = select(table.c.body).join(t.reading, t.reading.c.no == table.c.reading)
        body = connection.execute(of.where(table.c.id == name, t.reading.c.active)).scalar()
        if body is not None:
            return as_record(body)
    raise UsageError(f"record {name!r}: no such record counts; it may have been read anew or corrected meanwhile")


def accept(connection: Connection, names: Sequence[str], by: str, note: str | None = None) -> str:
    """The batch in which the records were accepted, as they are; all of them, or none.

    Raises UsageError where there is no such record.
    """
    records = [record_named(connection, name) for name in names]
    rows = [_row("accepted", one, note) | {"actors": packed(_named(connection, one))} for one in records]
    return _put(connection, rows, by)


def reject(connection: Connection, name: str, by: str, note: str | None = None) -> str:
    """The batch in which a record was rejected: it no longer counts, as long as that is not undone."""
    return _corrected(connection, [_row("rejected", record_named(connection, name), note)], by)


def edit(
    connection: Connection, name: str, now_: Record, actors: Sequence[Actor], by: str, note: str | None = None
) -> str:
    """The batch in which a record was edited: it counts as it is now. `actors` are those whom it names.

    Raises UsageError where nothing was changed, IntegrityError where its anchors do not hold.
    """
    was = record_named(connection, name)
    if now_.id != record_id(now_) or now_.id == was.id:
        raise UsageError(f"record {name}: nothing was changed; accept it, or change a field")
    row = _row("edited", was, note) | {"now": packed(now_), "actors": packed(tuple(actors))}
    return _corrected(connection, [row], by)


def add(connection: Connection, new: Record, actors: Sequence[Actor], by: str, note: str | None = None) -> str:
    """The batch in which a record was added that no reader had found. `actors` are those whom it names.

    Raises UsageError where it is there already, IntegrityError where its anchors do not hold.
    """
    table, r = _TABLES[new.id[0]], t.reading.c
    of = select(table.c.body).join(t.reading, r.no == table.c.reading).where(r.document == new.document, r.active)
    for there in map(as_record, connection.execute(of).scalars()):
        if there.id == new.id or tells(there, new):
            raise UsageError(f"record {there.id}: is there already, and says all this; edit it")
    return _corrected(connection, [_row("added", new, note) | {"actors": packed(tuple(actors))}], by)


def mark(connection: Connection, name: str, kind: Mark, by: str, note: str | None) -> str:
    """The batch in which a record was marked as disputed, or an act as one whose commitment cannot be measured."""
    if not note:
        raise UsageError(f"{kind}: takes a note that says why")
    if kind == "not-measurable" and not name.startswith("a"):
        raise UsageError(f"record {name}: is no act; what is undertaken can be measured or not")
    was = record_named(connection, name)
    link = anew(connection, kind, name, "", by, note)
    if link is None:
        raise UsageError(f"record {name}: is {kind} already")
    row = {"verdict": kind, "record": name, "document": was.document, "note": note}
    return _linked(connection, row, [link], [name], by)


def merge(connection: Connection, one: str, other: str, by: str, note: str | None = None) -> str:
    """The batch in which two commitments were made one: all acts of the later stand with the earlier's first.

    Raises UsageError where there is no such commitment, or the two are one.
    """
    mine, theirs = _acts(connection, one), _acts(connection, other)
    if mine[0] == theirs[0]:
        raise UsageError(f"commitment {one}: is the same as {other}; name two")
    links = _no_longer(connection, "different-commitment", mine, theirs, by, note)
    made = (anew(connection, "same-commitment", mine[0], act, by, note) for act in (*mine[1:], *theirs))
    row = {"verdict": "merged", "record": mine[0], "note": note}
    return _linked(connection, row, [*links, *_new(made)], [*mine, *theirs], by)


def split(connection: Connection, name: str, acts: Iterable[str], by: str, note: str | None = None) -> str:
    """The batch in which acts of a commitment were parted from the others, as a commitment of their own.

    Raises UsageError where it has no such acts, or none would be left.
    """
    there = _acts(connection, name)
    chosen = set(acts)
    if not chosen or not chosen < set(there):
        wrong = ", ".join(sorted(chosen - set(there)))
        raise UsageError(
            f"commitment {name}: has no act {wrong}" if wrong else "name some of its acts, but not all, to be parted"
        )
    # It is the same to part these from those or those from these: the part with the first act stays what it was.
    own = [act for act in there if (act in chosen) == (there[0] in chosen)]
    parted = [act for act in there if act not in set(own)]
    links = _no_longer(connection, "same-commitment", own, parted, by, note)
    made = [anew(connection, "different-commitment", own[0], act, by, note) for act in parted]
    made += [anew(connection, "different-commitment", parted[0], act, by, note) for act in own[1:]]
    made += [anew(connection, "same-commitment", parted[0], act, by, note) for act in parted[1:]]
    made += [anew(connection, "same-commitment", own[0], act, by, note) for act in own[1:]]
    row = {"verdict": "split", "record": parted[0], "note": note}
    return _linked(connection, row, [*links, *_new(made)], there, by)


def undo(connection: Connection, by: str, batch: str | None = None) -> list[Decided]:
    """What was undone: a batch, by default the last that `by` decided and did not undo; by nobody else it is undone.

    With an addition all that was decided on what it added since is undone: nothing is left of which that would hold.
    Raises UsageError where there is none.
    """
    v = t.review.c
    if batch is None:
        last = select(v.batch).where(v.by == by, v.undone.is_(None)).order_by(v.no.desc()).limit(1)
        batch = connection.execute(last).scalar()
    of = select(t.review).where(v.batch == (batch or ""), v.undone.is_(None)).order_by(v.no)
    rows = connection.execute(of).all()
    if not rows:
        raise UsageError("nothing to undo" if batch is None else f"decision {batch!r}: none, or undone already")
    rows = _with_later(connection, rows)
    which = v.no.in_([row.no for row in rows])
    connection.execute(update(t.review).where(which).values(undone=now(), undone_by=by))
    for document in sorted({row.document for row in rows if row.verdict in get_args(Verdict)}):
        correct(connection, document)
    for row in rows:
        if row.links:
            _take_back(connection, unpacked(row.links, tuple[str, ...]), by)
    return [decided(row) for row in connection.execute(select(t.review).where(which).order_by(v.no))]


def _with_later(connection: Connection, rows: Sequence[Any]) -> list[Any]:
    """Decisions, and those that stand on what they added."""
    found = {row.no: row for row in rows}
    for added in rows:
        if added.verdict == "added":
            of = select(t.review).where(t.review.c.document == added.document).order_by(t.review.c.no)
            found |= {row.no: row for row in standing_on(connection.execute(of).all(), added)}
    return [found[no] for no in sorted(found)]


def decided(row: Any) -> Decided:
    """A row of the table as a decision."""
    was, now_ = (unpacked(body, dict[str, Any]) if body else None for body in (row.was, row.now))
    return Decided(
        row.batch, row.verdict, row.record, row.by, row.made, row.document, was, now_, row.note, row.undone,
        row.undone_by,
    )  # fmt: skip


def _row(verdict: Verdict, was: Record, note: str | None) -> dict[str, Any]:
    return {"verdict": verdict, "record": was.id, "document": was.document, "was": packed(was), "note": note}


def _put(connection: Connection, rows: Sequence[dict[str, Any]], by: str) -> str:
    batch = secrets.token_hex(6)
    whole = {"now": None, "actors": None, "links": None, "document": None, "was": None, "batch": batch, "made": now()}
    connection.execute(insert(t.review), [whole | row | {"by": plain(by), "note": plain(row["note"])} for row in rows])
    return batch


def _corrected(connection: Connection, rows: Sequence[dict[str, Any]], by: str) -> str:
    batch = _put(connection, rows, by)
    for document in sorted({row["document"] for row in rows}):
        correct(connection, document)
    return batch


def _linked(connection: Connection, row: dict[str, Any], links: Sequence[Link], acts: Sequence[str], by: str) -> str:
    put_links(connection, links)
    rethread(connection, [act for act in acts if act.startswith("a")])
    return _put(connection, [row | {"links": packed(tuple(one.id for one in links))}], by)


def _new(made: Iterable[Link | None]) -> list[Link]:
    return [one for one in made if one is not None]


def _acts(connection: Connection, thread: str) -> list[str]:
    """The acts of a commitment in the order of time; raises UsageError if there is no such."""
    s = t.step.c
    found = list(connection.execute(select(s.act).where(s.thread == thread).order_by(s.seq)).scalars())
    if not found:
        raise UsageError(f"commitment {thread!r}: no such commitment; it may have changed meanwhile")
    return found


def _no_longer(
    connection: Connection, kind: LinkKind, mine: Sequence[str], theirs: Sequence[str], by: str, why: str | None
) -> list[Link]:
    """The retractions of users' links of a kind that hold between the one and the other acts."""
    not_held = retracted(connection)
    one, other = set(mine), set(theirs)
    return [
        taking_back(connection, link.id, by, why)
        for link in judged(connection, mine)
        if link.kind == kind and link.id not in not_held
        and ((link.subject in one and link.object in other) or (link.subject in other and link.object in one))
    ]  # fmt: skip


def _take_back(connection: Connection, names: Sequence[str], by: str) -> None:
    """Returns nothing: the links, and those that were put because of them, do not hold; what they retracted does."""
    k = t.link.c
    ahead, touched = list(names), set()
    while ahead:
        name = ahead.pop()
        link = as_link(connection.execute(select(t.link).where(k.id == name)).one())
        if link.kind == "retracts":
            of = as_link(connection.execute(select(t.link).where(k.id == link.subject)).one())
            touched |= {of.subject, of.object}
        touched |= {link.subject, link.object}
        # Also what a later decision retracted: undoing that one later does not bring it back.
        put_links(connection, [taking_back(connection, name, by, "undone")])
        ahead += connection.execute(select(k.id).where(k.why == carried(name))).scalars()
    rethread(connection, [act for act in touched if act.startswith("a")])


def _named(connection: Connection, record: Record) -> tuple[Actor, ...]:
    """The actors of the reading that counts whom a record names."""
    fields = ("actor", "actors", "recipients", "by", "to")
    names = {name for field in fields for name in getattr(record, field, ())}
    a, r = t.actor.c, t.reading.c
    of = select(a.body).join(t.reading, r.no == a.reading).where(r.document == record.document, r.active)
    return tuple(
        unpacked(body, Actor) for body in connection.execute(of.where(a.name.in_(names)).order_by(a.id)).scalars()
    )
