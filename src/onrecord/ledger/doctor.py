"""What may be wrong with a store or with the machine that it is on, looked at one by one."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, text

from onrecord.errors import OnRecordError
from onrecord.reader import fingerprint
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.opened import REVISION, Store
from onrecord.store.threads import rethread
from onrecord.text import counted
from onrecord.weights import manifest

# Bytes that should be free on a disk that a store grows on.
_FREE = 500_000_000


class Check(Frozen, frozen=True):
    """Something that was looked at, whether it is well, and what was found."""

    name: str
    well: bool
    message: str


def checks(store: Store) -> Iterator[Check]:
    """What was looked at, one by one: the database, its tables and indexes, the disk, the reader and its weights."""
    with store.reading() as connection:
        yield from _sqlite(connection, Path(store.name)) if store.sqlite else _postgresql(connection)
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        yield Check("tables", revision == REVISION, f"revision {revision}")
        yield from _content(connection)
    yield _weights()


def _sqlite(connection: Connection, path: Path) -> Iterator[Check]:
    yield Check("SQLite", sqlite3.sqlite_version_info >= (3, 35), sqlite3.sqlite_version)
    mode = connection.execute(text("PRAGMA journal_mode")).scalar()
    yield Check(
        "journal", mode == "wal", f"{mode}: a store on a network drive cannot be shared" if mode != "wal" else "WAL"
    )
    broken = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)")) if row[0] != "ok"]
    yield Check("file", not broken, "; ".join(broken) or "whole")
    strays = connection.execute(text("PRAGMA foreign_key_check")).all()
    astray = counted(len(strays), "leads nowhere", "lead nowhere")
    yield Check("references", not strays, astray if strays else "all lead somewhere")
    free = shutil.disk_usage(path.resolve().parent).free
    yield Check("disk", free > _FREE, f"{free / 1e9:.1f} GB free, the store takes {path.stat().st_size / 1e9:.2f} GB")


def _postgresql(connection: Connection) -> Iterator[Check]:
    version = connection.execute(text("SHOW server_version")).scalar()
    yield Check("PostgreSQL", int(str(version).split(".")[0]) >= 13, str(version))
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    yield Check("encoding", encoding == "UTF8", str(encoding))


def _content(connection: Connection) -> Iterator[Check]:
    r = t.reading.c
    documents = connection.execute(select(func.count()).select_from(t.document)).scalar_one()
    read = connection.execute(select(func.count()).select_from(t.reading).where(r.active)).scalar_one()
    some = connection.execute(select(func.count(r.document.distinct()))).scalar_one()
    replaced = f", and {some - read:,} replaced by a later version" if some > read else ""
    yield Check("documents", documents == some, f"{documents:,}, of which {read:,} are read{replaced}")
    now = (fingerprint("trained"), fingerprint("rules"))
    older = select(func.count()).select_from(t.reading).where(r.active, r.reader.not_in(now))
    count = connection.execute(older).scalar_one()
    by_others = f"{counted(count, 'document was', 'documents were')} read by another version; add those again"
    yield Check("readers", not count, by_others if count else "all documents were read by this version")
    unread = select(func.count()).select_from(t.finding).where(t.finding.c.reading.is_(None))
    failed = connection.execute(unread).scalar_one()
    told = f"{counted(failed, 'source')} could not be read; see `onrecord findings`"
    # The store is well with them: they tell of what it does not hold.
    yield Check("failures", True, told if failed else "every source was read")
    yield from _watched(connection)


def _watched(connection: Connection) -> Iterator[Check]:
    w, p = t.watched.c, t.page.c
    lists = connection.execute(select(func.count()).select_from(t.watched)).scalar_one()
    failing = connection.execute(select(func.count()).select_from(t.watched).where(w.failures > 0)).scalar_one()
    pages = connection.execute(select(func.count()).select_from(t.page).where(p.problem.is_not(None))).scalar_one()
    if lists:
        amiss = f"{failing:,} of {counted(lists, 'list')} and {counted(pages, 'page')}"
        told = f"{amiss} could not be had; see `onrecord watched`"
        well = "every list was had when it was last asked"
        yield Check("watch", True, told if failing or pages else well)


def _weights() -> Check:
    try:
        return Check("weights", True, f"made {manifest().made}")
    except OnRecordError as error:
        return Check("weights", False, str(error))


def mend(connection: Connection) -> None:
    """Returns nothing: every thread is derived again from the acts and the links that hold."""
    a, r = t.act.c, t.reading.c
    acts = connection.execute(select(a.id).join(t.reading, r.no == a.reading).where(r.active)).scalars().all()
    for table in (t.step, t.facet, t.thread_dossier, t.thread):
        connection.execute(delete(table))
    rethread(connection, acts)
