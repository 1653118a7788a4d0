"""Where commitments stand, as of any day: the rows of the ledger."""

from collections.abc import Sequence
from typing import Any, get_args

from sqlalchemy import BindParameter, Connection, bindparam, exists, func, select

from onrecord.commitment import STAGES, Stage
from onrecord.edtf import told
from onrecord.errors import UsageError
from onrecord.records import Act, ActKind, Frozen, slug
from onrecord.resolve.wording import stems
from onrecord.store import tables as t
from onrecord.store.catalogue import catalogue
from onrecord.store.clock import today
from onrecord.store.facets import DUE, UNASSIGNED, tag
from onrecord.store.links import cut
from onrecord.store.rows import unpacked
from onrecord.store.threads import EVER, Called, called, members

# Steps from which on a facet counts as frequent.
_MANY = 5000


class Standing(Frozen, frozen=True):
    """A commitment as of a day: its stage, and the act that last touched it.

    `by` and `to` are states; `last` is the day of the last act, or its month or year where no more is known (EDTF);
    `documents` counts those that carry it by then. `softened` is true if its last act is weaker than that party's words
    before. `measurable` is false where no deed could show that it was kept, `disputed` true where a reviewer says so,
    whatever the day. `due` is the last day of the deadline that was named last.
    """

    id: str
    label: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    stage: Stage | None
    kind: ActKind
    last: str | None
    acts: int
    documents: int
    softened: bool = False
    measurable: bool = True
    dossiers: tuple[str, ...] = ()
    disputed: bool = False
    due: str | None = None


class Asked(Frozen, frozen=True):
    """Which commitments are asked for; what is None does not matter. Days are YYYY-MM-DD.

    `dossier` is one's id or title, `party` a state that acts in it or is acted for, `kind` that of the last act, `text`
    words of the undertaking, `since` the earliest day of the last act, `documents` how many must carry it by then;
    `as_of` leaves out all that came later. With `overdue` those that are open on that day, or today, though the
    deadline that was named last has passed.
    """

    dossier: str | None = None
    party: str | None = None
    stage: str | None = None
    kind: str | None = None
    text: str | None = None
    since: str | None = None
    as_of: str | None = None
    documents: int | None = None
    overdue: bool = False


def commitments(connection: Connection, asked: Asked, limit: int = 50, offset: int = 0) -> list[Standing]:
    """The commitments that are asked for, the last touched first. Raises UsageError for a dossier or stage unknown."""
    return _standings(connection, _query(connection, asked).limit(limit).offset(offset), asked.as_of)


def standing(connection: Connection, thread: str, as_of: str | None = None) -> Standing:
    """Where one commitment stands; raises UsageError if there was nothing of it yet on the day `as_of`."""
    found = _standings(connection, _query(connection, Asked(as_of=as_of)).where(t.step.c.thread == thread), as_of)
    if not found:
        raise UsageError(f"commitment {thread!r}: nothing of it is known by {as_of}")
    return found[0]


def standings_of(connection: Connection, names: Sequence[str]) -> list[Standing]:
    """Where the commitments with these ids stand now, in their order; those that are not there are left out."""
    query = _query(connection, Asked())
    found = [one for some in cut(names) for one in _standings(connection, query.where(t.step.c.thread.in_(some)), None)]
    place = {name: at for at, name in enumerate(names)}
    return sorted(found, key=lambda one: place[one.id])


def _standings(connection: Connection, query: Any, as_of: str | None) -> list[Standing]:
    rows = connection.execute(query).all()
    names = [row.id for row in rows]
    counts = _counts(connection, names, as_of)
    dates = _dates(connection, [row.act for row in rows])
    calls = _called(connection, rows) if as_of is None else called_by(connection, names, as_of)
    return [
        Standing(
            row.id, then.label, then.by, then.to, row.stage, row.kind, told(dates.get(row.act), row.day or None),
            *counts[row.id], row.softened is not None, then.measurable, then.dossiers,
            row.disputed, row.due,
        )
        for row in rows for then in (calls[row.id],)
    ]  # fmt: skip


def _called(connection: Connection, rows: Sequence[Any]) -> dict[str, Called]:
    """How each thread is called now, given its row."""
    dossiers = dossiers_of(connection, [row.id for row in rows])
    return {
        row.id: Called(
            row.label, unpacked(row.states, tuple[str, ...]), unpacked(row.to_states, tuple[str, ...]), row.measurable,
            dossiers.get(row.id, ()),
        )
        for row in rows
    }  # fmt: skip


def called_by(connection: Connection, names: Sequence[str], as_of: str) -> dict[str, Called]:
    """How each thread was called by the acts that there were on a day."""
    s = t.step.c
    query = select(s.thread, s.act).where(s.day <= as_of).order_by(s.thread, s.seq)
    return {name: after[-1] for name, after in called_after(connection, query, names).items()}


def called_after(connection: Connection, steps: Any, names: Sequence[str]) -> dict[str, list[Called]]:
    """How each thread was called after each of the steps, which are asked for with thread and act in their order."""
    acts: dict[str, list[str]] = {}
    for some in cut(names):
        for row in connection.execute(steps.where(t.step.c.thread.in_(some))).all():
            acts.setdefault(row.thread, []).append(row.act)
    known = members(connection, {act for these in acts.values() for act in these})
    dossiers = catalogue(connection)
    return {name: called([known[act] for act in these], dossiers) for name, these in acts.items()}


def _dates(connection: Connection, acts: Sequence[str]) -> dict[str, str | None]:
    """The dates that the acts themselves tell, EDTF."""
    return {
        name: unpacked(body, Act).date_value
        for some in cut(acts)
        for name, body in connection.execute(_BODIES, {"some": some}).all()
    }


def count(connection: Connection, asked: Asked, most: int | None = None) -> int:
    """How many commitments are asked for; no more than `most` are counted."""
    if asked == Asked():
        every = int(connection.execute(select(func.count()).select_from(t.thread)).scalar_one())
        return every if most is None else min(every, most)
    some = _query(connection, asked).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def trends(
    connection: Connection, names: Sequence[str], as_of: str | None = None
) -> dict[str, tuple[Stage | None, ...]]:
    """The stages of commitments after each of their acts, in the order of time."""
    found: dict[str, list[Stage | None]] = {name: [] for name in names}
    for some in cut(names):
        for thread, stage in connection.execute(_STAGES, {"some": some, "as_of": as_of or EVER}).all():
            found[thread].append(stage)
    return {name: tuple(stages) for name, stages in found.items()}


def days(connection: Connection) -> tuple[str, str] | None:
    """The first and the last day of an act; None where there is none that is dated."""
    first, last = (connection.execute(end).scalar() for end in _ENDS)
    return None if first is None or last is None else (first, last)


def last_days(connection: Connection, most: int) -> tuple[str, ...]:
    """The last days on which something was done, so many at most, in the order of time."""
    return tuple(reversed(connection.execute(_LAST_DAYS, {"most": most}).scalars().all()))


def _query(connection: Connection, asked: Asked) -> Any:
    """The steps that held, each with its thread, in the order in which they are shown.

    Of the facets that are asked for the rarest leads, so that the database need not go through the others.
    """
    s, h, f = t.step.c, t.thread.c, t.facet.c
    columns = (
        h.id,
        h.label,
        h.states,
        h.to_states,
        h.measurable,
        h.disputed,
        s.act,
        s.stage,
        s.kind,
        s.day,
        s.softened,
        s.due,
    )
    tags = by_rarity(connection, tags_of(connection, asked))
    if tags:
        query = select(*columns).select_from(t.facet).join(t.step, (s.thread == f.thread) & (s.seq == f.seq))
        query = query.where(f.tag == tags[0]).order_by(f.day.desc(), f.thread.desc(), f.seq.desc())
    else:
        query = select(*columns).order_by(s.day.desc(), s.thread.desc())
    of = f if tags else s
    query = query.join(t.thread, h.id == of.thread)
    if asked.as_of is None or asked.as_of >= EVER:
        query = query.where(of.until == EVER)
    else:
        query = query.where(of.day <= asked.as_of, of.until > asked.as_of)
    if asked.since is not None:
        query = query.where(of.day >= asked.since)
    if asked.overdue:
        query = query.where(s.due < (asked.as_of or today()))
    if asked.documents is not None:
        query = query.where(_documents(of) >= asked.documents)
    return query.where(*(has_facet(of, tag) for tag in tags[1:]))


def _documents(of: Any) -> Any:
    """How many documents carried the thread of a step by then."""
    other = t.step.alias()
    carried = select(func.count(other.c.reading.distinct())).where(other.c.thread == of.thread, other.c.seq <= of.seq)
    return carried.scalar_subquery()


def by_rarity(connection: Connection, tags: Sequence[str]) -> list[str]:
    """The facets, those with the fewest steps first; all that have more than _MANY are the same."""
    if len(tags) < 2:
        return list(tags)

    def rows(one: str) -> int:
        some = select(t.facet.c.tag).where(t.facet.c.tag == one).limit(_MANY).subquery()
        return int(connection.execute(select(func.count()).select_from(some)).scalar_one())

    return sorted(tags, key=lambda one: (rows(one), one))


def has_facet(of: Any, wanted: str) -> Any:
    other = t.facet.alias()
    same = (other.c.day == of.day) & (other.c.thread == of.thread) & (other.c.seq == of.seq)
    return exists().where(other.c.tag == wanted, same)


def filters(connection: Connection, asked: Asked) -> list[Any]:
    """The conditions on `step` that choose the steps of the commitments asked for; days apart."""
    return [has_facet(t.step.c, one) for one in tags_of(connection, asked)]


def tags_of(connection: Connection, asked: Asked) -> list[str]:
    """The facets that are asked for; raises UsageError for what does not exist or says nothing."""
    found = []
    for what, value, known in (
        ("stage", asked.stage, STAGES),
        ("kind", asked.kind, get_args(ActKind)),
        ("dossier", asked.dossier, None),
    ):
        if value is None:
            continue
        if known is None:
            if slug(value) not in {UNASSIGNED, *(one.id for one in catalogue(connection))}:
                raise UsageError(f"dossier {value!r}: no such dossier; `onrecord dossiers` lists them")
            value = slug(value)
        elif value not in known:
            raise UsageError(f"{what} {value!r}: no such {what}; give one of {', '.join(known)}")
        found.append(tag(what, value))
    if asked.party is not None:
        found.append(tag("party", asked.party))
    if asked.text is not None:
        words = [tag("word", stem) for stem in dict.fromkeys(stems(asked.text))]
        if not words:
            raise UsageError(f"text {asked.text!r}: says too little to look for; give other words")
        found += words
    if asked.overdue:
        found.append(DUE)
    return found


def dossiers_of(connection: Connection, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The dossiers in which each of some threads now stands; one that stands in none is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for some in cut(names):
        for thread, dossier in connection.execute(_DOSSIERS, {"some": some}).all():
            found[thread] = (*found.get(thread, ()), dossier)
    return found


def _counts(connection: Connection, names: Sequence[str], as_of: str | None) -> dict[str, tuple[int, int]]:
    """How many acts in how many documents each thread had by then."""
    return {
        thread: (acts, documents)
        for some in cut(names)
        for thread, acts, documents in connection.execute(_COUNTS, {"some": some, "as_of": as_of or EVER}).all()
    }


def is_party(connection: Connection, name: str) -> bool:
    """True if a state or actor is party to any commitment."""
    return connection.execute(_ANY, {"tag": tag("party", name)}).first() is not None


# What is asked of the rows of an answer, made once: to make a question takes longer than to answer it.
_S = t.step.c
_SOME: BindParameter[str] = bindparam("some", expanding=True)
_BODIES = (
    select(t.act.c.id, t.act.c.body)
    .join(t.reading, t.reading.c.no == t.act.c.reading)
    .where(t.reading.c.active, t.act.c.id.in_(_SOME))
)
_BY_THEN = (_S.thread.in_(_SOME), _S.day <= bindparam("as_of"))
_STAGES = select(_S.thread, _S.stage).where(*_BY_THEN).order_by(_S.thread, _S.seq)
_COUNTS = select(_S.thread, func.count(), func.count(_S.reading.distinct())).where(*_BY_THEN).group_by(_S.thread)
_DOSSIERS = (
    select(t.thread_dossier.c.thread, t.thread_dossier.c.dossier)
    .where(t.thread_dossier.c.thread.in_(_SOME))
    .order_by(t.thread_dossier.c.dossier)
)
# By `>` and not by `!=`, for which all that are undated are gone through.
_ENDS = tuple(select(of(_S.day)).where(_S.day > "") for of in (func.min, func.max))
_LAST_DAYS = select(_S.day).distinct().where(_S.day > "").order_by(_S.day.desc()).limit(bindparam("most"))
_ANY = select(t.facet.c.tag).where(t.facet.c.tag == bindparam("tag")).limit(1)
