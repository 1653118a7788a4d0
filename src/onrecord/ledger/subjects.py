"""The dossiers of a store, with how many commitments stand in each, and how many in none."""

from sqlalchemy import Connection, func, select

from onrecord.ledger.commitments import Asked, count
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.catalogue import catalogue
from onrecord.store.facets import UNASSIGNED
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
    d, s = t.thread_dossier.c, t.step.c
    query = select(d.dossier, func.count(), func.max(s.day)).join(t.step, s.thread == d.thread).where(s.until == EVER)
    held = {row[0]: (row[1], row[2] or None) for row in connection.execute(query.group_by(d.dossier))}
    found = [Subject(one.id, one.title, one.about, *held.get(one.id, (0, None))) for one in catalogue(connection)]
    found.sort(key=lambda one: one.title)
    rest = count(connection, Asked(dossier=UNASSIGNED))
    return [*found, Subject(UNASSIGNED, "In no dossier", "Commitments that no dossier takes in.", rest)]


def named(connection: Connection) -> list[tuple[str, str]]:
    """The ids and titles of the dossiers, by title."""
    return sorted(((one.id, one.title) for one in catalogue(connection)), key=lambda one: one[1])
