"""The stretch of time that a question about many acts is answered for: what is asked for, or as much as can be counted.

However large a store is, the acts of a stretch are no more than MOST: counting more would take longer than a page may.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, select

from onrecord.ledger.commitments import Asked, by_rarity, has_facet, tags_of
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.threads import EVER, UNDATED

# Acts and documents of one stretch. Tuned on a store of a million statements: some 60 ms to count.
MOST, MOST_READINGS = 3_000, 6_000


class Stretch(Frozen, frozen=True):
    """The days from `since` to `until` (YYYY-MM-DD), both counted; None of both where there is nothing.

    `earlier` is the last day before it, if there is more that was left out for its number; "" if that has no known day.
    """

    since: str | None = None
    until: str | None = None
    earlier: str | None = None


class Led:
    """The steps of the commitments asked for, led by the rarest of their facets so that nothing else is gone through.

    `lead` has the columns day, thread, seq and until. With `standing` only the steps that hold now; with `undated`
    those too whose day is not known, which come before all others.
    """

    def __init__(self, connection: Connection, asked: Asked, standing: bool = False, undated: bool = False) -> None:
        tags = by_rarity(connection, tags_of(connection, asked))
        self.connection = connection
        self.lead = t.facet.c if tags else t.step.c
        self.dated = self.lead.day != UNDATED
        self.wheres: list[ColumnElement[bool]] = [] if undated else [self.dated]
        self.own: list[ColumnElement[bool]] = [has_facet(self.lead, one) for one in tags[1:]]
        if tags:
            self.wheres.append(t.facet.c.tag == tags[0])
        if standing:
            self.wheres.append(self.lead.until == EVER)

    def stretch(self, since: str | None, until: str | None, readings: bool = False, most: int = MOST) -> Stretch:
        """The stretch that is answered for: the last of what is asked for that has no more than `most` steps.

        With `readings` it has no more than MOST_READINGS documents, either.
        """
        last = self._end(func.max, since, until)
        if last is None:
            return Stretch()
        cuts = [self._day_before(self.lead.day, self.wheres, since, until, most)]
        if readings:
            of = t.reading.c.day
            cuts.append(self._day_before(of, [of.is_not(None)], since, until, MOST_READINGS))
        earlier = max((one for one in cuts if one is not None), default=None)
        if earlier is None:
            return Stretch(since or self._end(func.min, None, until), until or last)
        day = self.lead.day
        within = select(func.min(day)).where(*self.wheres, day > earlier, day <= (until or last))
        first: str | None = self.connection.execute(within).scalar()
        if first is None and earlier == UNDATED:
            return Stretch(earlier=earlier)
        if first is None:  # one day alone has more: it is told whole
            first, earlier = earlier, self._end(func.max, since, None, before=earlier)
        return Stretch(first, until or last, earlier)

    def query(self, stretch: Stretch, *columns: Any) -> Select[Any]:
        """A question about the steps of a stretch."""
        query = select(*columns).select_from(t.step)
        if self.lead is not t.step.c:
            query = (
                select(*columns)
                .select_from(t.facet)
                .join(t.step, (t.step.c.thread == t.facet.c.thread) & (t.step.c.seq == t.facet.c.seq))
            )
        if stretch.since is None or stretch.until is None:
            return query.where(false())
        return query.where(*self.wheres, *self.own, self.lead.day >= stretch.since, self.lead.day <= stretch.until)

    def undated(self, most: int) -> int:
        """How many of the steps have no day; no more than `most` are counted."""
        wheres = [one for one in self.wheres if one is not self.dated]
        some = select(self.lead.seq).where(*wheres, *self.own, self.lead.day == UNDATED).limit(most).subquery()
        return int(self.connection.execute(select(func.count()).select_from(some)).scalar_one())

    def _end(self, of: Any, since: str | None, until: str | None, before: str | None = None) -> str | None:
        query = select(of(self.lead.day)).where(*self.wheres, *_days(self.lead.day, since, until))
        found: str | None = self.connection.execute(
            query if before is None else query.where(self.lead.day < before)
        ).scalar()
        return found

    def _day_before(
        self, day: Any, wheres: Sequence[ColumnElement[bool]], since: str | None, until: str | None, most: int
    ) -> str | None:
        """The day on which there are too many, counted from the last; None where there are not."""
        query = select(day).where(*wheres, *_days(day, since, until)).order_by(day.desc()).offset(most).limit(1)
        found: str | None = self.connection.execute(query).scalar()
        return found


def _days(day: Any, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    return [*([day >= since] if since else []), *([day <= until] if until else [])]
