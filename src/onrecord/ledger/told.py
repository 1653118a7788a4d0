"""Steps of commitments that tell a change, of those that are asked for; and the day since which there are so many."""

from collections.abc import Collection
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, false, func, literal_column, or_, select

from onrecord.ledger.commitments import Asked, filters, tags_of
from onrecord.store import tables as t
from onrecord.store.facets import tag

# Kinds of changes that steps tell.
Told = Literal["new", "moved", "softened", "amended", "reaffirmed"]
TOLD: tuple[Told, ...] = ("new", "moved", "softened", "amended", "reaffirmed")
# Steps of a facet that are counted to see which of several is the rarest.
_MANY = 2_000


def tells(whats: Collection[str] = TOLD, begins: bool = False) -> ColumnElement[bool]:
    """The condition on steps that may tell such changes; what moves a commitment may also be told as its begin.

    With `begins` that is left out: of what is new the first step alone.
    """
    s = t.step.c
    begun = s.seq == literal_column("0")  # an index of these is used for a constant alone
    moved = and_(s.seq > 0, s.before.is_distinct_from(s.stage))
    stays = and_(s.seq > 0, s.before.is_not_distinct_from(s.stage), s.softened.is_(None))
    conditions = {
        "new": begun if begins else or_(begun, moved), "moved": moved, "softened": s.softened.is_not(None),
        "amended": and_(stays, s.terms.is_not(None)), "reaffirmed": and_(stays, s.kind == "reaffirm"),
    }  # fmt: skip
    return or_(false(), *(conditions[what] for what in TOLD if what in whats))


def told(
    connection: Connection, asked: Asked, whats: Collection[str], since: str, until: str | None, begins: bool = False
) -> Any:
    """A query for the thread, seq and day of the steps that tell such changes, from a day on, to what is asked for.

    It goes through the steps of the rarest facet that is asked for, if any is, instead of through all. With `begins`
    of what is new the first step is told alone; so it is where nothing is asked for of which only a later one may be.
    """
    s, f = t.step.c, t.facet.c
    tags = tags_of(connection, asked)
    only = set(whats) & set(TOLD)
    condition = tells(whats, begins or not tags)
    if only == {"reaffirmed"}:
        tags.append(tag("kind", "reaffirm"))
    lead = _rarest(connection, tags)
    if only in ({"softened"}, {"amended"}) and lead is not None and _rows(connection, lead) == _MANY:
        lead = None  # there are fewer of those, and they have an index
    of = s if lead is None else f
    query = select(s.thread, s.seq, of.day).where(condition, of.day >= since, *filters(connection, asked))
    if lead is not None and only == {"new"} and begins:
        query = query.where(f.seq == 0)
    if lead is not None:
        query = query.join(t.facet, (f.thread == s.thread) & (f.seq == s.seq)).where(f.tag == lead)
    return query if until is None else query.where(of.day <= until)


def day_with(connection: Connection, query: Any, many: int) -> str | None:
    """The day from which on `told` gives so many steps at least; None where it does not give so many."""
    day = query.selected_columns.day
    last = query.with_only_columns(day).order_by(day.desc()).limit(1).offset(many - 1)
    found: str | None = connection.execute(last).scalar()
    return found


def latest_acts(dossier: str, most: int, *columns: Any) -> Any:
    """A query for columns of the latest acts in a dossier, so many at most, and of their steps."""
    f, s, a = t.facet.c, t.step.c, t.act.c
    of = select(f.thread, f.seq).where(f.tag == tag("dossier", dossier)).order_by(f.day.desc()).limit(most)
    latest = of.subquery()
    return (
        select(*columns)
        .select_from(latest)
        .join(t.step, (s.thread == latest.c.thread) & (s.seq == latest.c.seq))
        .join(t.act, (a.id == s.act) & (a.reading == s.reading))
    )


def _rarest(connection: Connection, tags: list[str]) -> str | None:
    if len(tags) < 2:
        return tags[0] if tags else None
    return min(tags, key=lambda one: (_rows(connection, one), one))


def _rows(connection: Connection, one: str) -> int:
    """How many steps have a facet; no more than _MANY are counted."""
    some = select(t.facet.c.tag).where(t.facet.c.tag == one).limit(_MANY).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())
