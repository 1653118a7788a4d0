"""The outlets of a store: what each has published, and who credits it."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from onrecord.records import Frozen, Provenance
from onrecord.store import tables as t
from onrecord.store.rows import unpacked

# Stands in the JSON of a provenance that is so, and nowhere else: in a string its marks are escaped.
_SECONDARY, _CREDITS = '"sourcing":"secondary"', '"credits":['
# Documents of which it is counted what they credit and whether they are secondary, the last added.
LATEST = 5_000
# Outlets that credit one and are shown.
_SHOWN = 20


class Outlet(Frozen, frozen=True):
    """An outlet: how many documents it published, and from when to when.

    `counted` of these are among the last LATEST that were added; of those `secondary` carry somebody else's report and
    `crediting` credit an outlet. `name` is None for documents of which nobody says who published them.
    """

    name: str | None
    documents: int
    first: str | None = None
    last: str | None = None
    counted: int = 0
    secondary: int = 0
    crediting: int = 0


class Issued(Frozen, frozen=True):
    """A document of an outlet, and whether it is the outlet's own reporting or another's words."""

    document: str
    title: str
    published: str | None
    kind: str | None
    url: str | None
    sourcing: str
    credits: tuple[str, ...] = ()


class Crediting(Frozen, frozen=True):
    """Who credits an outlet, and in how many documents."""

    name: str | None
    documents: int


def outlets(connection: Connection) -> list[Outlet]:
    """The outlets, those with the most documents first."""
    r = t.reading.c
    every = select(r.publisher, func.count(), func.min(r.day), func.max(r.day)).where(r.active).group_by(r.publisher)
    latest = select(r.publisher, r.body).where(r.active).order_by(r.no.desc()).limit(LATEST).subquery()
    of = latest.c
    query = select(of.publisher, func.count(), _many(of.body, _SECONDARY), _many(of.body, _CREDITS))
    sourced = {row[0]: row[1:] for row in connection.execute(query.group_by(of.publisher)).all()}
    found = [Outlet(*row, *sourced.get(row[0], ())) for row in connection.execute(every).all()]
    return sorted(found, key=lambda one: (-one.documents, one.name or ""))


def outlet(connection: Connection, name: str) -> Outlet:
    """How many documents an outlet published, and from when to when; none of one that is only credited."""
    r = t.reading.c
    query = select(func.count(), func.min(r.day), func.max(r.day)).where(r.active, r.publisher == name)
    return Outlet(name, *connection.execute(query).one())


def _many(body: ColumnElement[str], words: str) -> ColumnElement[int]:
    """How many have the words in their provenance."""
    return func.coalesce(func.sum(case((holds(body, words), 1), else_=0)), 0)


def holds(column: Any, words: str) -> ColumnElement[bool]:
    """The condition that the JSON of a record has these marks and words."""
    found: ColumnElement[bool] = column.contains(words, autoescape=True)
    return found


def issued(connection: Connection, name: str, limit: int, offset: int = 0) -> list[Issued]:
    """The documents of an outlet, the last added first."""
    r, a = t.reading.c, t.appearance.c
    query = (
        select(r.document, r.title, r.published, r.kind, a.url, r.body)
        .join(t.appearance, a.id == r.appearance)
        .where(r.publisher == name, r.active)
        .order_by(r.no.desc())
        .limit(limit)
        .offset(offset)
    )
    found = []
    for row in connection.execute(query).all():
        said = unpacked(row.body, Provenance)
        found.append(Issued(*row[:5], sourcing=said.sourcing, credits=said.credits))
    return found


def credited_by(connection: Connection, name: str) -> list[Crediting]:
    """Who credits an outlet in the last LATEST documents that were added, those who do most first."""
    r = t.reading.c
    latest = select(r.publisher, r.body).where(r.active).order_by(r.no.desc()).limit(LATEST).subquery()
    query = select(latest).where(holds(latest.c.body, _CREDITS), holds(latest.c.body, json.dumps(name)))
    many = Counter(
        row.publisher for row in connection.execute(query).all() if name in unpacked(row.body, Provenance).credits
    )
    found = sorted(many.items(), key=lambda one: (-one[1], one[0] or ""))
    return [Crediting(*one) for one in found[:_SHOWN]]
