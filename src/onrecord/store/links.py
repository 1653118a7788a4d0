"""The links of a store: added, taken back, and which of them hold."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, select

from onrecord.errors import UsageError
from onrecord.records import Link, LinkKind, link_id
from onrecord.store import tables as t
from onrecord.store.clock import now
from onrecord.store.dialect import insert_into
from onrecord.store.rows import plain

# Rows of one question; SQLite takes no more than 32,766 values.
MANY = 5000
# Characters of a link's id by which it can be named.
SHORT = 6
# Kinds of links that tell of two acts whether they belong to one commitment, and those by which a user judges acts.
_OF_ACTS: tuple[LinkKind, ...] = ("same-commitment", "different-commitment")
MARKS: tuple[LinkKind, ...] = ("disputed", "not-measurable")
JUDGED: tuple[LinkKind, ...] = (*_OF_ACTS, *MARKS)
T = TypeVar("T")
# Questions that every page puts, some of them often: made once, for to make one takes longer than to answer it.
_RETRACTIONS = select(t.link.c.id, t.link.c.subject).where(t.link.c.kind == "retracts")
_MARKED = select(t.link.c.id, t.link.c.kind, t.link.c.subject).where(t.link.c.kind.in_(MARKS))
_ENDING = tuple(
    select(t.link).where(end.in_(bindparam("ids", expanding=True)), t.link.c.kind == bindparam("of"))
    for end in (t.link.c.subject, t.link.c.object)
)


def cut(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in pieces that one question takes."""
    return (values[at : at + MANY] for at in range(0, len(values), MANY))


def pair(kind: LinkKind, one: str, other: str, by: str, score: float | None = None) -> Link:
    """The link that two records are the same, the lesser id first."""
    subject, object = sorted((one, other))
    rounded = None if score is None else round(score, 4)
    return Link(link_id(kind, subject, object), kind, subject, object, by, rounded)


def anew(connection: Connection, kind: LinkKind, one: str, other: str, by: str, why: str | None = None) -> Link | None:
    """The link by which a user judges two records, or one by itself; None where a user's holds that says the same.

    It stands beside those that were made before: a rule's, and a user's that was taken back.
    """
    subject, object = sorted((one, other)) if other else (one, "")
    where = (t.link.c.kind == kind) & (t.link.c.subject == subject) & (t.link.c.object == object)
    there = connection.execute(select(t.link.c.id, t.link.c.score).where(where)).all()
    if there and {row.id for row in there if row.score is None} - retracted(connection):
        return None
    turn = len(there)
    return Link(link_id(kind, subject, object, turn), kind, subject, object, by, None, why, turn)


def put_links(connection: Connection, links: Sequence[Link]) -> None:
    """Returns nothing: the links are there; one that was there before stays as it is, retracted or not."""
    if not links:
        return
    made = now()
    rows = [
        {"id": one.id, "kind": one.kind, "subject": one.subject, "object": one.object, "score": one.score, "by": one.by,
         "why": plain(one.why), "turn": one.turn, "made": made}
        for one in links
    ]  # fmt: skip
    connection.execute(insert_into(connection, t.link).on_conflict_do_nothing(), rows)


def retracted(connection: Connection) -> frozenset[str]:
    """The ids of the links that do not hold, because a retraction of them does."""
    rows = connection.execute(_RETRACTIONS).all()
    by_subject: dict[str, list[str]] = {}
    for row in rows:
        by_subject.setdefault(row.subject, []).append(row.id)

    def undone(link: str) -> bool:
        # Retractions of retractions end somewhere: each is made after what it takes back.
        return any(not undone(one) for one in by_subject.get(link, ()))

    return frozenset(subject for subject in by_subject if undone(subject))


def held(connection: Connection, kind: LinkKind, ids: Iterable[str]) -> list[Link]:
    """The links of a kind that hold and have one of the ids at one end."""
    not_held = retracted(connection)
    return [link for link in _made(connection, kind, ids) if link.id not in not_held]


def scores(connection: Connection, ids: Iterable[str], not_held: frozenset[str]) -> dict[tuple[str, str], float]:
    """The two ends of the links of two acts that hold and have one of the ids at one end, with their scores.

    A user's has an infinite one: plus for the same commitment, minus for different ones. `not_held` are the links that
    are `retracted`.
    """
    c = t.link.c
    found: dict[tuple[str, str], float] = {}
    for some in cut(sorted(set(ids))):
        for column in (c.subject, c.object):
            of = select(c.id, c.kind, c.subject, c.object, c.score).where(column.in_(some), c.kind.in_(_OF_ACTS))
            _scored(connection.execute(of), not_held, found)
    return found


def all_scores(connection: Connection) -> dict[tuple[str, str], float]:
    """What `scores` gives, of all acts."""
    c = t.link.c
    of = select(c.id, c.kind, c.subject, c.object, c.score).where(c.kind.in_(_OF_ACTS))
    found: dict[tuple[str, str], float] = {}
    _scored(connection.execute(of), retracted(connection), found)
    return found


def _scored(rows: Iterable[Any], not_held: frozenset[str], found: dict[tuple[str, str], float]) -> None:
    """Returns nothing: `found` has the scores of the rows; what a user holds to be different is so, whatever else."""
    for name, kind, subject, object_, score in rows:
        if name not in not_held and found.get((subject, object_)) != -math.inf:
            decided = -math.inf if kind == "different-commitment" else math.inf
            found[subject, object_] = max(found.get((subject, object_), 0), score) if score is not None else decided


def judged(connection: Connection, ids: Iterable[str]) -> list[Link]:
    """The links by which a user judged acts and that have one of the ids at one end, whether they hold or not."""
    return [one for kind in JUDGED for one in _made(connection, kind, ids) if one.score is None]


def marks(connection: Connection) -> dict[str, set[str]]:
    """What users say of records by themselves: that they are "disputed" or "not-measurable". Few are."""
    rows = connection.execute(_MARKED).all()
    not_held = retracted(connection) if rows else frozenset()
    found: dict[str, set[str]] = {}
    for row in rows:
        if row.id not in not_held:
            found.setdefault(row.subject, set()).add(row.kind)
    return found


def taken_back(connection: Connection, kind: LinkKind, ids: Iterable[str]) -> list[tuple[Link, Link]]:
    """The links of a kind that do not hold and have one of the ids at one end, each with what took it back."""
    not_held = retracted(connection)
    gone = {link.id: link for link in _made(connection, kind, ids) if link.id in not_held} if not_held else {}
    found = []
    for some in cut(sorted(gone)):
        where = (t.link.c.kind == "retracts") & t.link.c.subject.in_(some) & t.link.c.id.not_in(not_held)
        found += [as_link(row) for row in connection.execute(select(t.link).where(where).order_by(t.link.c.id)).all()]
    return [(gone[one.subject], one) for one in found]


def _made(connection: Connection, kind: LinkKind, ids: Iterable[str]) -> list[Link]:
    """The links of a kind that have one of the ids at one end, whether they hold or not."""
    found: dict[str, Link] = {}
    for some in cut(sorted(set(ids))):
        for query in _ENDING:
            for row in connection.execute(query, {"ids": some, "of": kind}).all():
                found[row.id] = as_link(row)
    return [found[name] for name in sorted(found)]


def as_link(row: object) -> Link:
    """A row of the table as a Link."""
    return Link(*(getattr(row, name) for name in Link.__struct_fields__))


def link_named(connection: Connection, name: str) -> Link:
    """The link with this id, or whose id alone begins so; raises UsageError if there is none."""
    begins = t.link.c.id.between(name, name + "g") if len(name) >= SHORT else t.link.c.id == name
    rows = connection.execute(select(t.link).where(begins).limit(2)).all()
    if len(rows) > 1:
        raise UsageError(f"link {name!r}: several begin so; give more of its id")
    if not rows:
        raise UsageError(f"link {name!r}: no such link; `onrecord show ID --links` names those of a commitment")
    return as_link(rows[0])


def retraction(connection: Connection, of: Link, by: str, why: str | None) -> Link:
    """The link that takes back another; raises UsageError if it does not hold anyway."""
    if of.id in retracted(connection):
        raise UsageError(f"link {of.id}: does not hold anyway; `onrecord restore {of.id}` brings it back")
    return taking_back(connection, of.id, by, why)


def restoration(connection: Connection, of: Link, by: str, why: str | None) -> list[Link]:
    """The links that take back each retraction of another; raises UsageError if it was not retracted."""
    not_held = retracted(connection)
    if of.id not in not_held:
        raise UsageError(f"link {of.id}: was not retracted; it holds")
    where = (t.link.c.kind == "retracts") & (t.link.c.subject == of.id)
    against = connection.execute(select(t.link.c.id).where(where)).scalars().all()
    return [taking_back(connection, one, by, why) for one in sorted(against) if one not in not_held]


def taking_back(connection: Connection, link: str, by: str, why: str | None) -> Link:
    """The link that takes back another, which holds; a retraction taken back restores what it retracted."""
    where = (t.link.c.kind == "retracts") & (t.link.c.subject == link)
    turn = len(connection.execute(select(t.link.c.id).where(where)).all())
    return Link(link_id("retracts", link, "", turn), "retracts", link, "", by, None, why, turn)
