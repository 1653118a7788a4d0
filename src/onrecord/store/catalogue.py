"""The dossiers that a store knows: those that come with the package, and the user's own, kept in it."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from sqlalchemy import Connection, delete, insert, select

from onrecord.resolve.dossiers import Dossier, after_each, shipped
from onrecord.store import tables as t
from onrecord.store.facets import dossier_tags
from onrecord.store.rows import packed, unpacked
from onrecord.vocabulary import source

# The name under which a store notes by which dossiers its threads were sorted.
DOSSIERS = "dossiers"
_OWN = select(t.dossier.c.body).order_by(t.dossier.c.id)


def catalogue(connection: Connection) -> tuple[Dossier, ...]:
    """The dossiers by which threads are sorted; one of the user's takes the place of a shipped one of its name."""
    return _known(tuple(connection.execute(_OWN).scalars()))


@lru_cache(maxsize=4)
def _known(own: tuple[str, ...]) -> tuple[Dossier, ...]:
    known = {one.id: one for one in (*shipped(), *(unpacked(body, Dossier) for body in own))}
    return tuple(known[name] for name in sorted(known))


def keep(connection: Connection, dossiers: Sequence[Dossier]) -> None:
    """Returns nothing: the user's dossiers are these, and every thread stands in those that it belongs to."""
    connection.execute(delete(t.dossier))
    if dossiers:
        connection.execute(insert(t.dossier), [{"id": one.id, "body": packed(one)} for one in dossiers])
    sort(connection)


def sort(connection: Connection) -> None:
    """Returns nothing: every thread stands in the dossiers that it belongs to, as they now are."""
    known = catalogue(connection)
    s, a = t.step.c, t.act.c
    connection.execute(delete(t.thread_dossier))
    connection.execute(delete(t.facet).where(t.facet.c.tag >= "dossier:", t.facet.c.tag < "dossier;"))
    query = select(s.thread, s.seq, s.day, s.until, a.words).join(t.act, (a.id == s.act) & (a.reading == s.reading))
    rows = connection.execute(query.order_by(s.thread, s.seq)).all()
    for thread, group in groupby(rows, key=lambda row: str(row.thread)):
        steps = list(group)
        then = list(after_each((step.words for step in steps), known))
        if then[-1]:
            connection.execute(insert(t.thread_dossier), [{"thread": thread, "dossier": one} for one in then[-1]])
        facets = [
            {"tag": tag, "day": step.day, "thread": thread, "seq": step.seq, "until": step.until}
            for step, dossiers in zip(steps, then, strict=True)
            for tag in dossier_tags(dossiers)
        ]
        connection.execute(insert(t.facet), facets)
    connection.execute(delete(t.made_with).where(t.made_with.c.name == DOSSIERS))
    connection.execute(insert(t.made_with), [{"name": DOSSIERS, "value": digest(connection)}])


def sorted_by(connection: Connection) -> str | None:
    """The digest of the dossiers by which the threads were sorted; None in a store that is new."""
    found: str | None = connection.execute(select(t.made_with.c.value).where(t.made_with.c.name == DOSSIERS)).scalar()
    return found


def digest(connection: Connection) -> str:
    """A hash of the dossiers as they now are, the package's and the user's."""
    own = connection.execute(_OWN).scalars()
    return hashlib.sha256("\n".join((source("ledger/dossiers"), *own)).encode()).hexdigest()[:16]
