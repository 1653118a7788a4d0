"""The dossiers of a store, with how many commitments stand in each, and how many in none."""

from sqlalchemy import Connection, func, select

from onrecord.records import Frozen, slug
from onrecord.store import tables as t
from onrecord.store.catalogue import catalogue
from onrecord.store.facets import UNASSIGNED, tag
from onrecord.store.threads import EVER


class Subject(Frozen, frozen=True):
    """A dossier with how many commitments it holds and the day of the last act in it; `id` "none" is for the rest."""

    id: str
    title: str
    about: str
    commitments: int
    last: str | None = None


def subjects(connection: Connection) -> list[Subject]:
    """The dossiers by title, and last what stands in none."""
    d = t.thread_dossier.c
    held = {row[0]: row[1] for row in connection.execute(select(d.dossier, func.count()).group_by(d.dossier)).all()}
    lasts = _lasts(connection)
    found = [
        Subject(one.id, one.title, one.about, held.get(one.id, 0), lasts.get(one.id)) for one in catalogue(connection)
    ]
    found.sort(key=lambda one: one.title)
    return [*found, _unassigned(connection)]


def subject(connection: Connection, name: str) -> Subject | None:
    """The dossier of that id or title, or what stands in none; None for any other."""
    d = t.thread_dossier.c
    wanted = slug(name)
    if wanted == UNASSIGNED:
        return _unassigned(connection)
    for one in catalogue(connection):
        if one.id == wanted:
            held = select(func.count()).where(d.dossier == one.id)
            return Subject(
                one.id, one.title, one.about, connection.execute(held).scalar_one(), _last(connection, one.id)
            )
    return None


def _unassigned(connection: Connection) -> Subject:
    every = connection.execute(select(func.count()).select_from(t.thread)).scalar_one()
    # A count of distinct threads would sort them anew; these come in their order.
    some = select(t.thread_dossier.c.thread).distinct().subquery()
    rest = every - connection.execute(select(func.count()).select_from(some)).scalar_one()
    return Subject(
        UNASSIGNED, "In no dossier", "Commitments that no dossier takes in.", rest, _last(connection, UNASSIGNED)
    )


def _last(connection: Connection, dossier: str) -> str | None:
    """The day of the last act in a dossier: the facets of one lie in the order of time."""
    f = t.facet.c
    of = select(f.day).where(f.tag == tag("dossier", dossier), f.until == EVER).order_by(f.day.desc()).limit(1)
    return connection.execute(of).scalar() or None


def _lasts(connection: Connection) -> dict[str, str | None]:
    """The day of the last act in each dossier, in one question."""
    d, f = t.thread_dossier.c, t.facet.c
    there = select(d.dossier).distinct().subquery()
    of = select(f.day).where(f.tag == tag("dossier", "") + there.c.dossier, f.until == EVER).order_by(f.day.desc())
    last = of.limit(1).scalar_subquery()
    return {row[0]: row[1] or None for row in connection.execute(select(there.c.dossier, last)).all()}


def named(connection: Connection) -> list[tuple[str, str]]:
    """The ids and titles of the dossiers, by title."""
    return sorted(((one.id, one.title) for one in catalogue(connection)), key=lambda one: one[1])
