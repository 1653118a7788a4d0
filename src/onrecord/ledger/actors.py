"""The actors of a store: who has spoken most of late, who goes by a name, and what documents tell of one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from onrecord.errors import UsageError
from onrecord.ledger.said import known_as
from onrecord.records import Actor, ActorKind, Frozen, Link, slug
from onrecord.store import tables as t
from onrecord.store.dialect import begins
from onrecord.store.links import held
from onrecord.store.rows import unpacked

# Speakers that are gone through, the last added first; statements of one that are counted.
LATEST, COUNTED = 20_000, 1_000
# Bearers of a family name that are gone through, and records of an actor: of where he spoke last, and others.
_BEARERS, _SPOKEN, _NAMED = 20_000, 200, 200


class Known(Frozen, frozen=True):
    """An actor: how many statements he has made, no more than COUNTED, and when the last."""

    id: str
    name: str
    kind: ActorKind
    statements: int
    last: str | None = None


class Times(Frozen, frozen=True):
    """Something that documents tell of an actor, and in how many of those that were looked at."""

    what: str
    documents: int


class Same(Frozen, frozen=True):
    """Another actor of whom a link says that it is the same, and the link."""

    name: str
    link: Link


class Profile(Frozen, frozen=True):
    """What documents tell of an actor, the most frequent first: names, kinds, states, offices.

    Told by `documents` of them: those of his latest statements, and some others that name him.
    """

    names: tuple[Times, ...] = ()
    kinds: tuple[Times, ...] = ()
    states: tuple[Times, ...] = ()
    offices: tuple[Times, ...] = ()
    same: tuple[Same, ...] = ()
    documents: int = 0


def speakers(connection: Connection, limit: int = 50) -> list[Known]:
    """Who has made the most of the statements that were added last, the most first."""
    m = t.statement_actor.c
    latest = select(m.actor).order_by(m.statement.desc()).limit(LATEST).subquery()
    many = func.count()
    query = select(latest.c.actor, many).group_by(latest.c.actor).order_by(many.desc(), latest.c.actor).limit(limit)
    return _known(connection, [row.actor for row in connection.execute(query).all()])


def bearers(connection: Connection, name: str, limit: int = 50) -> list[Known]:
    """The actors whose name begins so, or whose family name or known short form it is; who has said most comes first.

    Raises UsageError for a name without letters and digits.
    """
    wanted = slug(name)
    if not any(one.isalnum() for one in name):
        raise UsageError(f"name {name!r}: give letters of a name")
    a = t.actor.c
    short = [slug(one) for one in known_as(name)]
    found = dict.fromkeys(connection.execute(select(a.id).where(a.id.in_(short)).distinct()).scalars())
    some = select(a.id).where(a.family == wanted).limit(_BEARERS).subquery()
    found |= dict.fromkeys(connection.execute(select(some.c.id).distinct().limit(limit)).scalars())
    found |= dict.fromkeys(_beginning(connection, wanted, limit))
    known = _known(connection, list(found))
    return sorted(known, key=lambda one: (-one.statements, one.id))[:limit]


def _beginning(connection: Connection, wanted: str, limit: int) -> Iterator[str]:
    """The first ids that begin so. One after the other, each a step in the index: many rows have the same."""
    a = t.actor.c
    query = select(a.id).where(begins(connection, a.id, wanted)).order_by(a.id).limit(1)
    last = ""
    for _ in range(limit):
        found = connection.execute(query.where(a.id > last)).scalar()
        if found is None:
            return
        yield found
        last = found


def _known(connection: Connection, ids: Sequence[str]) -> list[Known]:
    rows = ((one, connection.execute(_OF_ACTOR, {"id": one}).first()) for one in ids)
    return [Known(one, *row) for one, row in rows if row is not None]


def _of_actor() -> "Select[Any]":
    a, m = t.actor.c, t.statement_actor.c
    one: BindParameter[str] = bindparam("id")
    some = select(m.statement).where(m.actor == one).limit(COUNTED).subquery()
    many = select(func.count()).select_from(some).scalar_subquery()
    last = select(func.max(m.day)).where(m.actor == one).scalar_subquery()
    return select(a.name, a.kind, many, last).where(a.id == one).limit(1)


# Asked for each of those that are shown: made once.
_OF_ACTOR = _of_actor()


def profile(connection: Connection, ids: Sequence[str]) -> Profile:
    """What documents tell of the actors with these ids, who are one."""
    rows = _records(connection, ids)
    actors = [unpacked(row.body, Actor) for row in rows]
    names = [row.name for row in rows]
    return Profile(
        _times(names), _times([row.kind for row in rows]),
        _times([state for one in actors if one.kind != "state" for state in one.states]),
        _times([one.office for one in actors if one.office]),
        tuple(_same(connection, ids)), len({row.reading for row in rows}),
    )  # fmt: skip


def _records(connection: Connection, ids: Sequence[str]) -> Sequence[Any]:
    """Rows of the actors in active readings: those of the latest statements, and some of the others."""
    a, m, r = t.actor.c, t.statement_actor.c, t.reading.c
    spoke = select(m.reading, m.actor).where(m.actor.in_(ids)).order_by(m.day.desc().nulls_last())
    latest = spoke.limit(_SPOKEN).subquery()
    of = select(a.reading, a.id, a.name, a.kind, a.body).join(t.reading, r.no == a.reading).where(r.active)
    spoken = of.join(latest, (latest.c.reading == a.reading) & (latest.c.actor == a.id)).distinct()
    named = of.where(a.id.in_(ids)).limit(_NAMED)
    found = {(row.reading, row.id): row for query in (spoken, named) for row in connection.execute(query).all()}
    return list(found.values())


def _times(said: Sequence[str]) -> tuple[Times, ...]:
    return tuple(Times(what, many) for what, many in sorted(Counter(said).items(), key=lambda one: (-one[1], one[0])))


def _same(connection: Connection, ids: Sequence[str]) -> Iterator[Same]:
    """The actors that links say to be the same as one of these; each with a name of its own."""
    a = t.actor.c
    for link in held(connection, "same-actor", ids):
        other = link.object if link.subject in ids else link.subject
        name = connection.execute(select(a.name).where(a.id == other).limit(1)).scalar()
        if name is not None:
            yield Same(name, link)
