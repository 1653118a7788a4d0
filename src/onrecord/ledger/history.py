"""One commitment with all that made it what it is: each act with its quote, document and date, and what links them."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from onrecord.commitment import Stage, dropped
from onrecord.edtf import told
from onrecord.errors import UsageError
from onrecord.ledger.changes import carried_on
from onrecord.ledger.cited import link_at
from onrecord.ledger.commitments import Standing, standing
from onrecord.ledger.edits import replacements, successor
from onrecord.ledger.origins import Origin, origins
from onrecord.records import Act, Anchor, Frozen, Link
from onrecord.store import tables as t
from onrecord.store.links import held, taken_back
from onrecord.store.rows import unpacked
from onrecord.store.texts import sentence_around, text_of

# Characters of an id's hash from which it is unambiguous enough to be looked up.
_HASH = 6


class Entry(Frozen, frozen=True):
    """An act of a commitment: what it did to the stage, its record, and the document that carries it.

    `day` is the day by which it is ordered; `quote` is the sentence that carries it, `link` opens its page
    there.
    """

    act: Act
    day: str | None
    before: Stage | None
    stage: Stage | None
    softened: tuple[str, ...]
    quote: Anchor
    document: str
    title: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    link: str | None = None

    @property
    def when(self) -> str | None:
        """The day as precisely as the act tells it: its month or year, where no more is known (EDTF)."""
        return told(self.act.date_value, self.day)


class Dropped(Frozen, frozen=True):
    """A text of a series that no longer carries what the ones before it carried."""

    series: str
    document: str
    title: str
    day: str | None


class Parted(Frozen, frozen=True):
    """A link that was taken back, by whom and why: `words` are of the act that it would hold to this commitment."""

    link: Link
    words: str
    by: str
    why: str | None = None


class History(Frozen, frozen=True):
    """A commitment's standing, its acts in the order of time, the links that hold them together, and its origins.

    `parted` are the links to acts that somebody took out of it.
    """

    standing: Standing
    entries: tuple[Entry, ...]
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    dropped: tuple[Dropped, ...] = ()
    parted: tuple[Parted, ...] = ()


def history(connection: Connection, name: str, as_of: str | None = None) -> History:
    """The history of the commitment of that id, or of an act in it; raises UsageError if there is none."""
    thread = thread_named(connection, name)
    s, a, r = t.step.c, t.act.c, t.reading.c
    query = (
        select(s.act, s.day, s.before, s.stage, s.softened, s.reading, a.body, a.start, r.document, r.title,
               r.publisher, r.published, r.series, t.appearance.c.url, t.appearance.c.source)
        .join(t.act, (a.id == s.act) & (a.reading == s.reading))
        .join(t.reading, r.no == s.reading)
        .join(t.appearance, t.appearance.c.id == r.appearance)
        .where(s.thread == thread)
        .order_by(s.seq)
    )  # fmt: skip
    if as_of is not None:
        query = query.where(s.day <= as_of)
    rows = connection.execute(query).all()
    acts = [row.act for row in rows]
    now = standing(connection, thread, as_of)
    places: dict[str, list[int]] = {}
    for row in rows:
        places.setdefault(row.document, []).append(row.start)
    return History(
        now,
        tuple(_entry(connection, row) for row in rows),
        tuple(link for link in held(connection, "same-commitment", acts) if {link.subject, link.object} <= set(acts)),
        origins(connection, sorted(places), places),
        tuple(_dropped(connection, rows, now.label, as_of)),
        tuple(_parted(connection, acts, as_of)),
    )


def _parted(connection: Connection, acts: Sequence[str], as_of: str | None) -> Iterator[Parted]:
    """The links taken back that lead out of the commitment, to acts that there were by then."""
    a, r = t.act.c, t.reading.c
    for link, gone in taken_back(connection, "same-commitment", acts):
        others = [end for end in (link.subject, link.object) if end not in acts]
        query = select(a.words, a.day).join(t.reading, r.no == a.reading).where(a.id.in_(others), r.active)
        for row in connection.execute(query).all():
            if as_of is None or (row.day or "") <= as_of:
                yield Parted(link, row.words, gone.by, gone.why)


def thread_named(connection: Connection, name: str) -> str:
    """The id of the commitment that is meant: its id, the hash at its end, or the id of an act in it."""
    h, s = t.thread.c, t.step.c
    found: str | None = connection.execute(select(h.id).where(h.id == name)).scalar()
    if found is not None:
        return found
    digest = name.rpartition("-")[2]
    # A hash may begin with an a, as ids of acts do.
    for begin in ("a" + digest, digest):
        if len(begin) > _HASH and begin[0] == "a" and all(letter in "0123456789abcdef" for letter in begin):
            query = select(s.thread).where(s.act >= begin, s.act < begin + "g").distinct()
            some = connection.execute(query).scalars().all()
            if len(some) == 1:
                return str(some[0])
            if some:
                raise UsageError(f"{name!r} may be any of {', '.join(sorted(some)[:5])}; give the whole id")
            if after := _after_edits(connection, name, begin):
                return after
    raise UsageError(f"commitment {name!r}: no such commitment; `onrecord ledger` lists them")


def _after_edits(connection: Connection, name: str, begin: str) -> str | None:
    """The commitment in which that act stands which took the place of one whose page was edited; None for no such act.

    Raises UsageError where the page says nothing of the kind any more.
    """
    a, s, r = t.act.c, t.step.c, t.reading.c
    of = select(a.id, r.document).join(t.reading, r.no == a.reading)
    gone = connection.execute(of.where(a.id >= begin, a.id < begin + "g").distinct()).all()
    if len(gone) != 1:
        return None
    act, document = gone[0]
    for one in replacements(connection):
        if one.earlier != document:
            continue
        new = successor(connection, document, one.document, act)
        if new is None:
            raise UsageError(
                f"commitment {name!r}: its page was edited on {one.seen[:10]} and no longer says so; "
                f"`onrecord changes --since {one.seen[:10]} --what edited` shows what it said"
            )
        act, document = new, one.document
        found: str | None = connection.execute(select(s.thread).where(s.act == act).limit(1)).scalar()
        if found is not None:
            return found
    return None


def _entry(connection: Connection, row: Any) -> Entry:
    act = unpacked(row.body, Act)
    text = text_of(connection, row.document)
    quote = sentence_around(text, act.trigger.start, max(piece.end for piece in (act.trigger, *act.undertaking)))
    return Entry(
        act, row.day or None, row.before, row.stage, unpacked(row.softened, tuple[str, ...]) if row.softened else (),
        quote, row.document, row.title, row.publisher, row.published, row.url, row.source,
        link_at(row.document, text, quote.span, row.url),
    )  # fmt: skip


def _dropped(connection: Connection, rows: Any, words: str, as_of: str | None) -> list[Dropped]:
    found = []
    carrying = {row.reading for row in rows}
    for series in sorted({row.series for row in rows if row.series}):
        r = t.reading.c
        query = select(r.no, r.document, r.title, r.day).where(r.series == series, r.active, r.day.is_not(None))
        if as_of is not None:
            query = query.where(r.day <= as_of)
        texts = {str(row.no): row for row in connection.execute(query.order_by(r.day, r.document)).all()}
        for name in dropped([(number, row.no in carrying) for number, row in texts.items()]):
            row = texts[name]
            if not carried_on(connection, row.no, words):
                found.append(Dropped(series, row.document, row.title, row.day))
    return found
