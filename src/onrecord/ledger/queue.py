"""Records that wait for a reviewer, the newest documents first, each document in the order of its text."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, exists, func, select

from onrecord.acquire.fragment import page_link
from onrecord.errors import UsageError
from onrecord.records import Act, Anchor, Event, Frozen, Record, Statement
from onrecord.resolve.editing import FIELDS, Kind, given
from onrecord.segments import Layer, segments
from onrecord.store import tables as t
from onrecord.store.correcting import as_record
from onrecord.store.facets import tag
from onrecord.store.kept import own_number
from onrecord.store.links import marks
from onrecord.store.reviewing import record_named
from onrecord.store.rows import start_of, unpacked
from onrecord.store.texts import text_of
from onrecord.text import Span

_TABLES = {"statement": t.statement, "event": t.event, "act": t.act}
# Documents that one question goes through at most, and of which it asks at once.
MOST, SOME = 200, 20
# Readings among which those of a dossier are looked for at once, and steps of one from which on it is no rare one.
AMONG, MANY = 2_000, 5_000
# Code points around a record that are shown, and commitments with which its own may be one.
AROUND, CANDIDATES = 320, 12
# Numbers of readings are smaller.
_NUMBERS = 2**31
# Acts that share most words with one, among whose commitments its own may be looked for.
_NEAR = 200


class Wanted(Frozen, frozen=True):
    """Which records are to be reviewed: of a kind, a document, a dossier (acts alone are in one), found by a rule, with
    a model's certainty below or from some figure on.
    """

    kind: Kind | None = None
    document: str | None = None
    dossier: str | None = None
    below: float | None = None
    sure: float | None = None
    rule: str | None = None


class Waiting(Frozen, frozen=True):
    """A statement, an event or an act on which nobody decided, and `at`, where it stands in the queue."""

    at: str
    title: str
    publisher: str | None = None
    published: str | None = None
    statement: Statement | None = None
    event: Event | None = None
    act: Act | None = None

    @property
    def record(self) -> Record:
        """The one that it is."""
        found = self.statement or self.event or self.act
        assert found is not None  # noqa: S101 - it is one of them
        return found


class Piece(Frozen, frozen=True):
    """Words around a record, and what they are in it ("cue", "undertaking"), widest first."""

    words: str
    roles: tuple[str, ...] = ()


class Given(Frozen, frozen=True):
    """A field of a record as it is given in a form: its name, its value, how it is given, and its choices, if any."""

    name: str
    value: str
    how: str
    choices: tuple[str, ...] = ()
    needed: bool = False


class Named(Frozen, frozen=True):
    """A commitment by its id and its words; of how many acts."""

    id: str
    label: str
    acts: int = 0


class Shown(Frozen, frozen=True):
    """A record as a reviewer sees it: with the words around it, its fields, and of an act its commitment and those with
    which that may be one.
    """

    waiting: Waiting
    around: tuple[Piece, ...]
    fields: tuple[Given, ...]
    marks: tuple[str, ...] = ()
    link: str | None = None
    commitment: Named | None = None
    others: tuple[Named, ...] = ()


class Queue(Frozen, frozen=True):
    """The records that come next; `further` is where to go on, if there may be more behind them."""

    rows: tuple[Waiting, ...] = ()
    further: str | None = None


class Bounds(NamedTuple):
    """How many of a dossier's steps make it a frequent one, of which `among` so many readings are looked at at once."""

    many: int = MANY
    among: int = AMONG


_USUAL = Bounds()


def queue(
    connection: Connection, wanted: Wanted, after: str | None = None, limit: int = 1, bounds: Bounds = _USUAL
) -> Queue:
    """The next records that wait, behind the place `after`; raises UsageError where that is no place in the queue."""
    found: list[Waiting] = []
    number, start, name = _place(after)
    if wanted.dossier is not None and wanted.kind not in (None, "act"):
        return Queue()
    least = _least(connection, wanted, number, bounds)
    gone_through = 0
    for some in _readings(connection, wanted, number, least):
        records = _undecided(connection, wanted, some)
        for own, active, about in some:
            place = (start, name) if own == number else (-1, "")
            for at, body in records.get(active, ()):
                if at > place and _is_such(wanted, body):
                    where = f"{own}-{at[0]}-{at[1]}"
                    found.append(_waiting(as_record(body), where, about))
                    if len(found) == limit:
                        return Queue(tuple(found), where)
            gone_through += 1
            if gone_through == MOST:
                return Queue(tuple(found), _behind(own))
    return Queue(tuple(found), None if least is None else _behind(least))


def _behind(number: int) -> str:
    """The place in the queue behind all records of a reading."""
    return f"{number}-999999999-z"


def _least(connection: Connection, wanted: Wanted, number: int | None, bounds: Bounds) -> int | None:
    """The least number of a reading that is looked at; None for all.

    Those of a dossier are few, and found by it, or many, and soon found among the newest; or they all are old, and then
    whoever asks has to go on.
    """
    if wanted.dossier is None or not _is_frequent(connection, wanted.dossier, bounds.many):
        return None
    last = number if number is not None else connection.execute(select(func.max(t.reading.c.no))).scalar()
    return last - bounds.among if last is not None and last > bounds.among else None


def _is_frequent(connection: Connection, dossier: str, many: int) -> bool:
    some = select(t.facet.c.seq).where(t.facet.c.tag == tag("dossier", dossier)).limit(many).subquery()
    return bool(connection.execute(select(func.count()).select_from(some)).scalar_one() == many)


def shown(connection: Connection, waiting: Waiting) -> Shown:
    """A record with all that a reviewer needs to judge it."""
    record = waiting.record
    text = text_of(connection, record.document)
    layers = [
        Layer(span.start, span.end, 0, role) for role in _roles(record) for span in _anchors(getattr(record, role))
    ]
    first, last = min(one.start for one in layers), max(one.end for one in layers)
    start = text.rfind("\n\n", max(0, first - AROUND), first) + 2 or max(0, first - AROUND)
    end = text.find("\n\n", last, last + AROUND)
    start, end = max(0, start if start > 1 else first - AROUND), end if end > 0 else min(len(text), last + AROUND)
    around = tuple(
        Piece(text[one.start : one.end], tuple(dict.fromkeys(layer.role for layer in one.layers)))
        for one in segments(start, end, layers)
    )
    values = given(record)
    fields = tuple(Given(one.name, values[one.name], one.how, one.choices, one.needed) for one in FIELDS[type(record)])
    url = connection.execute(
        select(t.appearance.c.url)
        .join(t.reading, t.reading.c.appearance == t.appearance.c.id)
        .where(t.reading.c.document == record.document, t.reading.c.active)
    ).scalar()
    link = page_link(text, Span(first, last), url) if url else None
    said = tuple(sorted(marks(connection).get(record.id, ())))
    commitment, others = _commitments(connection, record) if isinstance(record, Act) else (None, ())
    return Shown(waiting, around, fields, said, link, commitment, others)


def at(connection: Connection, name: str) -> Waiting:
    """A record by its id, whether it waits or not; raises UsageError where it does not count.

    One that was edited is what it became.
    """
    record = _counting(connection, name)
    r = t.reading.c
    of = select(r.title, r.publisher, r.published).where(r.document == record.document, r.active)
    row = connection.execute(of).one()
    place = f"{own_number(connection, record.document)}-{start_of(record)}-{record.id}"
    return _waiting(record, place, row)


def _counting(connection: Connection, name: str, before: tuple[str, ...] = ()) -> Record:
    """The record with this id, or that which counts in its place where reviewers edited it, maybe again and again."""
    v = t.review.c
    try:
        return record_named(connection, name)
    except UsageError:
        edited = select(v.now).where(v.record == name, v.undone.is_(None), v.was.is_not(None), v.now.is_not(None))
        now = connection.execute(edited.order_by(v.no.desc()).limit(1)).scalar()
        after = None if now is None else str(unpacked(now, dict[str, Any])["id"])
        if after is None or after in before:
            raise
    return _counting(connection, after, (*before, name))


def _waiting(record: Record, where: str, about: Any) -> Waiting:
    return Waiting(
        where, about.title or "", about.publisher, about.published, record if isinstance(record, Statement) else None,
        record if isinstance(record, Event) else None, record if isinstance(record, Act) else None,
    )  # fmt: skip


def _place(after: str | None) -> tuple[int | None, int, str]:
    if after is None:
        return None, -1, ""
    number, _, rest = after.partition("-")
    start, _, name = rest.partition("-")
    places = number.isdecimal() and start.isdecimal() and len(after) < 100
    if not places or max(int(number), int(start)) >= _NUMBERS:
        raise UsageError(f"after={after[:40]!r}: is no place in the queue; leave it out to begin at the newest")
    return int(number), int(start), name


# The number of a reader's own reading, that of what counts, and its row.
_Read = tuple[int, int, Any]


def _readings(
    connection: Connection, wanted: Wanted, number: int | None, least: int | None = None
) -> Iterator[list[_Read]]:
    """The documents from a place on, some at a time; the first alone, as it mostly has what is wanted."""
    r = t.reading.c
    of = select(r.no, r.document, r.active).where(r.corrected.is_(False)).order_by(r.no.desc())
    many = 1
    if wanted.document is not None:
        of = of.where(r.document == wanted.document)
    if wanted.dossier is not None:
        inner, s = t.reading.alias(), t.step.c
        if least is None:
            there = inner.c.no.in_(_in_dossier(wanted.dossier).with_only_columns(s.reading))
            of = of.where(r.document.in_(select(inner.c.document).where(there)))
        else:
            # One in the other, and not joined: SQLite would begin with all acts of the dossier, for each reading anew.
            d = t.thread_dossier.c
            in_it = exists().where(d.thread == s.thread, d.dossier == wanted.dossier)
            told = exists().where(s.reading == inner.c.no, in_it)
            of = of.where(r.no >= least, exists().where(inner.c.document == r.document, told))
    while True:
        rows = connection.execute((of if number is None else of.where(r.no <= number)).limit(many)).all()
        counts = select(r.no, r.document, r.title, r.publisher, r.published).where(r.active)
        active = {
            row.document: row
            for row in connection.execute(counts.where(r.document.in_(sorted({row.document for row in rows})))).all()
        }
        with_counted = [(row, active[row.document]) for row in rows if row.document in active]
        yield [
            (row.no, counted.no, counted)
            for row, counted in with_counted
            if counted.no == row.no or own_number(connection, row.document) == row.no
        ]
        if len(rows) < many:
            return
        number, many = rows[-1].no - 1, SOME


def _undecided(
    connection: Connection, wanted: Wanted, some: Sequence[_Read]
) -> dict[int, list[tuple[tuple[int, str], str]]]:
    """The records of readings of which nobody decided, by the number of what counts, in the order of the text: where
    each stands, and its JSON.
    """
    v = t.review.c
    numbers = {active: about.document for _, active, about in some}
    kinds: Sequence[str] = ["act"] if wanted.dossier is not None else [wanted.kind] if wanted.kind else list(_TABLES)
    if not numbers:
        return {}
    decided: set[tuple[str, str]] = set()
    judged = select(v.document, v.record, v.now).where(v.undone.is_(None), v.was.is_not(None))
    for document, record, now in connection.execute(judged.where(v.document.in_(sorted(numbers.values())))):
        decided.add((document, record))
        if now is not None:
            decided.add((document, str(unpacked(now, dict[str, Any])["id"])))
    found: dict[int, list[tuple[tuple[int, str], str]]] = {}
    for kind in kinds:
        c = _TABLES[kind].c
        of = select(c.reading, c.id, c.start, c.body).where(c.reading.in_(sorted(numbers)))
        if wanted.dossier is not None:
            of = of.where(c.id.in_(_in_dossier(wanted.dossier).where(t.step.c.reading.in_(sorted(numbers)))))
        for row in connection.execute(of):
            if (numbers[row.reading], row.id) not in decided:
                found.setdefault(row.reading, []).append(((row.start, row.id), row.body))
    return {number: sorted(these) for number, these in found.items()}


class Why(Struct):
    """By which rule a record was found, and how sure a model is of it."""

    rule: str | None = None
    sure: float | None = None


class Judged(Struct):
    """What of a record says why it was made; of nothing else of it an object is made."""

    why: Why | None = None


def _is_such(wanted: Wanted, body: str) -> bool:
    """True if a record is found by the rule that is wanted, and as sure, and as unsure, as is wanted; what no model was
    asked about is neither.
    """
    unsure = wanted.below is None and wanted.sure is None
    if unsure and wanted.rule is None:
        return True
    # What does not have it at all need not be looked at closer.
    if not unsure and '"sure":' not in body:
        return False
    why = unpacked(body, Judged).why or Why()
    if wanted.rule is not None and why.rule != wanted.rule:
        return False
    how = why.sure
    return unsure or (how is not None and (wanted.below is None or how < wanted.below) and (wanted.sure or 0) <= how)


def _in_dossier(dossier: Any) -> Any:
    """The acts of a dossier's commitments, as a question."""
    of = select(t.step.c.act).join(t.thread_dossier, t.thread_dossier.c.thread == t.step.c.thread)
    return of.where(t.thread_dossier.c.dossier == dossier)


def _roles(record: Record) -> list[str]:
    """The fields of a record that hold anchors."""
    return [one for one in record.__struct_fields__ if one not in ("why", "id") and any(_anchors(getattr(record, one)))]


def _anchors(value: Any) -> list[Anchor]:
    some = value if isinstance(value, tuple) else (value,)
    return [one for one in some if isinstance(one, Anchor)]


def _commitments(connection: Connection, act: Act) -> tuple[Named | None, tuple[Named, ...]]:
    """The commitment in which an act stands, and others with whose acts it has words in common, the likest first."""
    s, h, k = t.step.c, t.thread.c, t.act_key.c
    of = select(h.id, h.label, h.acts)
    row = connection.execute(of.join(t.step, s.thread == h.id).where(s.act == act.id)).first()
    if row is None:
        return None, ()
    mine = Named(*row)
    there = (k.reading == t.reading.c.no) & (k.act == act.id)  # by its reading: acts have no index there
    own = select(k.key).join(t.reading, there).where(t.reading.c.document == act.document, t.reading.c.active)
    keys = connection.execute(own).scalars().all()
    near = select(k.act).where(k.key.in_(keys)).group_by(k.act).order_by(func.count().desc(), k.act).limit(_NEAR)
    acts = connection.execute(near).scalars().all()
    places = {name: place for place, name in enumerate(acts)}
    found: dict[str, tuple[int, Named]] = {}
    for row in connection.execute(of.add_columns(s.act).join(t.step, s.thread == h.id).where(s.act.in_(acts))).all():
        if row.id != mine.id:
            place = min(places[row.act], found[row.id][0] if row.id in found else 10**9)
            found[row.id] = place, Named(row.id, row.label, row.acts)
    return mine, tuple(one for _, one in sorted(found.values(), key=lambda one: one[0]))[:CANDIDATES]
