"""What a document may be compared with: the texts before and after it, and others that tell of the same thing."""

import math
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from onrecord.errors import UsageError
from onrecord.ledger.documents import versions
from onrecord.ledger.titled import about
from onrecord.records import Frozen
from onrecord.resolve.wording import weights
from onrecord.store import tables as t
from onrecord.store.clock import moment
from onrecord.store.links import held

Tie = Literal["version", "series", "story", "commitments", "days"]

# Days around a document's in which others may tell of the same meeting, and how many before and after are looked at.
DAYS, LOOKED_AT = 5, 40
# What two titles, in so many stems, and dossiers in common, of which so many count, must say together, in nats. Judged
# on 55 of 93 pairs of a crawl's documents: from 10 on seven in ten are of one meeting, visit or affair, below it hardly
# one.
_TITLES, _STEMS = 10.0, 2
_DOSSIER, _DOSSIERS = 5.0, 2
# Acts of a commitment from which it tells no two documents from others: everybody speaks of it.
_EVERYBODY = 60
# Commitments in common that tell more than a title does; one may be as old as the alliance.
_SEVERAL = 2


class Neighbour(Frozen, frozen=True):
    """A document with what ties another to it; `when` it came, where the two follow each other.

    `day` is that of the document; of a version the minute in which it was first seen. `commitments` are those
    in common.
    """

    document: str
    title: str
    tie: Tie
    when: Literal["before", "after"] | None = None
    day: str | None = None
    publisher: str | None = None
    kind: str | None = None
    commitments: int = 0


def around(connection: Connection, document: str) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """The texts before and after a document, and other ones that may tell of the same thing."""
    sequence = tuple(in_sequence(connection, document))
    known = {one.document for one in sequence}
    return sequence, tuple(one for one in beside(connection, document) if one.document not in known)


def in_sequence(connection: Connection, document: str) -> list[Neighbour]:
    """The versions just before and after a document at its addresses, and the texts before and after it in its series.

    Each document comes once, the earlier ones first.
    """
    found = [*_versions(connection, document), *_series(connection, document)]
    once = {(one.document, one.when): one for one in reversed(found)}
    return sorted(once.values(), key=lambda one: (one.when == "after", one.tie == "series", one.document))


def beside(connection: Connection, document: str, limit: int = 8) -> list[Neighbour]:
    """Documents of the same story, with several commitments in common, of the same days and subject, with one."""
    shared = _shared(connection, document, limit)
    several = [one for one in shared if one.commitments >= _SEVERAL]
    found: dict[str, Neighbour] = {}
    for one in (*_stories(connection, document), *several, *_days(connection, document, limit), *shared):
        found.setdefault(one.document, one)
    return list(found.values())[:limit]


def _versions(connection: Connection, document: str) -> list[Neighbour]:
    try:
        known = versions(connection, document)
    except UsageError:
        return []
    found = []
    for early, late in pairwise(known):
        if early.address == late.address and early.document != late.document:
            if late.document == document:
                found.append(Neighbour(early.document, early.title, "version", "before", moment(early.seen)))
            if early.document == document:
                found.append(Neighbour(late.document, late.title, "version", "after", moment(late.seen)))
    return found


def _series(connection: Connection, document: str) -> list[Neighbour]:
    r, a = t.reading.c, t.appearance.c
    mine = connection.execute(_SERIES, {"document": document}).first()
    if mine is None or mine.series is None or mine.day is None:
        return []
    query = about().join(t.appearance, a.id == r.appearance).where(a.series == mine.series, r.document != document)
    before = query.where((r.day < mine.day) | ((r.day == mine.day) & (r.document < document)))
    after = query.where((r.day > mine.day) | ((r.day == mine.day) & (r.document > document)))
    rows = [
        ("before", connection.execute(before.order_by(r.day.desc(), r.document.desc()).limit(1)).first()),
        ("after", connection.execute(after.order_by(r.day, r.document).limit(1)).first()),
    ]
    return [_neighbour(row, "series", when) for when, row in rows if row is not None]


def _stories(connection: Connection, document: str) -> list[Neighbour]:
    links = held(connection, "same-story", [document])
    others = [end for link in links for end in (link.subject, link.object) if end != document]
    return [_neighbour(row, "story") for row in _rows(connection, others)]


def _shared(connection: Connection, document: str, limit: int) -> list[Neighbour]:
    """The documents with the most commitments in common."""
    shared = connection.execute(_SHARED, {"document": document, "most": limit}).all()
    counted = {row[0]: row[1] for row in shared}
    rows = connection.execute(_NUMBERED, {"numbers": list(counted)}).all() if counted else []
    made = [_neighbour(row, "commitments", commitments=counted[row.no]) for row in rows]
    return sorted(made, key=lambda one: (-one.commitments, one.document))


def _days(connection: Connection, document: str, limit: int) -> list[Neighbour]:
    """The documents of the days around whose titles, or dossiers, say that they are on the same thing."""
    mine = connection.execute(_ABOUT, {"document": document}).first()
    if mine is None or mine.day is None:
        return []
    here = date.fromisoformat(mine.day)
    first, last = (max(date.min, here - timedelta(DAYS)), min(date.max, here + timedelta(DAYS)))
    days = {"document": document, "day": mine.day, "first": first.isoformat(), "last": last.isoformat()}
    rows = [row for query in (_SINCE, _UNTIL) for row in connection.execute(query, days).all()]
    dossiers = _dossiers(connection, [mine.no, *(row.no for row in rows)])
    everywhere = _common([one.title or "" for one in (mine, *rows)])
    own = dossiers.get(mine.no, set())
    scored = [
        (_on_one_thing(mine.title or "", row.title or "", len(own & dossiers.get(row.no, set())), everywhere), row)
        for row in rows
    ]
    best = sorted((one for one in scored if one[0] >= _TITLES), key=lambda one: (-one[0], one[1].document))
    return [_neighbour(row, "days") for _, row in best[:limit]]


def _on_one_thing(mine: str, other: str, dossiers: int, everywhere: Container[str]) -> float:
    """How much two titles share, in nats, and how many dossiers; what stands in so many titles tells nothing."""
    both = [stem for stem in weights(mine).keys() & weights(other).keys() if stem not in everywhere]
    shared = math.fsum(weights(mine)[stem] for stem in both) if len(both) >= _STEMS else 0.0
    return shared + _DOSSIER * min(dossiers, _DOSSIERS)


def _common(titles: Sequence[str]) -> frozenset[str]:
    """The stems that stand in a third of the titles or more: a site's name, or what all of those days are about."""
    counted = Counter(stem for title in titles for stem in weights(title))
    return frozenset(stem for stem, number in counted.items() if number >= max(3, len(titles) / 3))


def _dossiers(connection: Connection, readings: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for reading, dossier in connection.execute(_DOSSIERS_OF, {"numbers": readings}).all():
        found.setdefault(reading, set()).add(dossier)
    return found


def _rows(connection: Connection, documents: Iterable[str]) -> Sequence[Any]:
    some = list(documents)[:LOOKED_AT]
    return connection.execute(_NAMED, {"documents": some}).all() if some else []


def _of_shared() -> "Select[Any]":
    mine, theirs, r = t.step.alias().c, t.step.alias().c, t.reading.c
    own = select(r.no).where(r.document == bindparam("document"), r.active).limit(1).scalar_subquery()
    many = func.count(mine.thread.distinct()).label("many")
    return (
        select(theirs.reading, many)
        .where(mine.reading == own, theirs.thread == mine.thread, theirs.reading != own)
        .where(t.thread.c.id == mine.thread, t.thread.c.acts <= _EVERYBODY)
        .group_by(theirs.reading)
        .order_by(many.desc(), theirs.reading.desc())
        .limit(bindparam("most"))
    )


# The questions, made once: to make one takes longer than to answer it.
_R = t.reading.c
_DOCUMENT: BindParameter[str] = bindparam("document")
_NUMBERS: BindParameter[int] = bindparam("numbers", expanding=True)
_SERIES = (
    select(t.appearance.c.series, _R.day)
    .join(t.reading, _R.appearance == t.appearance.c.id)
    .where(_R.document == _DOCUMENT, _R.active)
)
_SHARED = _of_shared()
_ABOUT, _OTHERS = about().where(_R.document == _DOCUMENT), about().where(_R.document != _DOCUMENT).limit(LOOKED_AT)
_SINCE = _OTHERS.where(_R.day >= bindparam("day"), _R.day <= bindparam("last")).order_by(_R.day, _R.no)
_UNTIL = _OTHERS.where(_R.day < bindparam("day"), _R.day >= bindparam("first")).order_by(_R.day.desc(), _R.no)
_NUMBERED = about().where(_R.no.in_(_NUMBERS))
_NAMED = about().where(_R.document.in_(bindparam("documents", expanding=True))).order_by(_R.day, _R.document)
_DOSSIERS_OF = (
    select(t.step.c.reading, t.thread_dossier.c.dossier)
    .join(t.thread_dossier, t.thread_dossier.c.thread == t.step.c.thread)
    .where(t.step.c.reading.in_(_NUMBERS))
    .distinct()
)


def _neighbour(row: Any, tie: Tie, when: Any = None, commitments: int = 0) -> Neighbour:
    return Neighbour(row.document, row.title or "", tie, when, row.day, row.publisher, row.kind, commitments)
