"""A store opened: SQLite by default, PostgreSQL by its address; made, or brought up to date, where it has to be."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError
from sqlalchemy.exc import IntegrityError as ConstraintError

from onrecord.errors import IntegrityError, StoreError, UsageError

DEFAULT = "onrecord.db"
VARIABLE = "ONRECORD_DB"
# The revisions of `migrations/`, the last of which this code needs.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
REVISION = REVISIONS[-1]
# Seconds that a writer waits for another one.
PATIENCE = 120
# Kinds of databases, and what SQLAlchemy calls them.
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
# Parts of an address that are never shown.
_SECRET = ("password", "sslpassword")
# Tables by which a store is known.
_OURS = frozenset(("alembic_version", "blob", "reading"))
_READ_ONLY = "it may not be written to; check its permissions, and those of its folder"
# Names the lock by which writers to one PostgreSQL database follow one another.
_LOCK = 4_700_512_283_017
# Names the locks of those who are alone at something there.
_LOCK_ALONE = 470_051_228


class Store:
    """A database of readings and what is derived from them. Open one with `open_store`."""

    def __init__(self, engine: Engine):
        self.engine = engine
        # Seconds that who writes waits for another who does.
        self.patience: float = PATIENCE

    @property
    def name(self) -> str:
        """Where the store is, without its password."""
        url = self.engine.url
        if self.sqlite:
            return unquote(str(url.database).removeprefix("file:")) if self.read_only else str(url.database)
        return url.difference_update_query(_SECRET).render_as_string(hide_password=True)

    @cached_property
    def sqlite(self) -> bool:
        """True for SQLite, false for PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @cached_property
    def read_only(self) -> bool:
        """True for a file that may not be written to, or lies in a folder that may not: it can be asked alone."""
        return self.sqlite and self.engine.url.query.get("mode") == "ro"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, and changes nothing."""
        with _explained(self), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN" if self.sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction that no other writer shares; all of it is kept, or nothing."""
        if self.read_only:
            raise StoreError(f"{self.name}: {_READ_ONLY}")
        with _explained(self), self.engine.connect() as connection:
            milliseconds = int(self.patience * 1000)
            if self.sqlite:
                connection.execute(text(f"PRAGMA busy_timeout={milliseconds}"))
                connection.execute(text("BEGIN IMMEDIATE"))
            else:
                connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                connection.execute(text("SET LOCAL lock_timeout = 0"))
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """Nothing, while no other process has asked to be alone at `what`: it ends with this one, however that ends.

        Raises StoreError where another is at it. Beside SQLite's file an empty one, `-what`, is locked and stays.
        """
        busy = f"{self.name}: another {what} is at work on this store; run this again when that is done"
        if self.sqlite:
            lock = sqlite3.connect(f"{self.name}-{what}", timeout=0, isolation_level=None, check_same_thread=False)
            with closing(lock):
                try:
                    lock.execute("BEGIN EXCLUSIVE")
                except sqlite3.OperationalError as error:
                    raise StoreError(busy if "locked" in str(error) else f"{self.name}-{what}: {error}") from None
                yield
            return
        with _explained(self), self.engine.connect() as connection:
            # Outside of a transaction: one that is left open for long holds up the server.
            connection.execution_options(isolation_level="AUTOCOMMIT")
            key = {"lock": _LOCK_ALONE, "what": what}
            if not connection.execute(text("SELECT pg_try_advisory_lock(:lock, hashtext(:what))"), key).scalar():
                raise StoreError(busy)
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:lock, hashtext(:what))"), key)

    def close(self) -> None:
        """Returns nothing: every connection is closed."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(where: str | os.PathLike[str] | None = None, *, make: bool = True) -> Store:
    """The store at a path or address; by default $ONRECORD_DB, else ./onrecord.db.

    A store that is missing is made, an older one brought up to date; one that may not be written to can still be
    asked. Raises StoreError, in one line, where that cannot be done, or where there is none and `make` is false.
    """
    url = _address(where)
    if url.get_backend_name() == "sqlite":
        _place(url, make)
    store = Store(engine_of(url))
    try:
        revision = _revision(store)
        if revision is None and not make:
            raise StoreError(f"{store.name}: no such store; make one with `onrecord add FILE…`, or name it with --db")
        if revision is not None and revision not in REVISIONS:
            raise StoreError(f"{store.name}: was made by another version of OnRecord ({revision}); upgrade to open it")
        if store.read_only and revision == REVISION:
            return store
        if revision != REVISION:
            _upgrade(store)
        if store.sqlite:
            _write_ahead(store)
        _sort(store)
    except BaseException:
        store.close()
        raise
    return store


def to_be_made(where: str | os.PathLike[str] | None = None) -> str | None:
    """The file of a store that is not there yet; None if it is there, or is no file.

    Raises StoreError where it cannot be made.
    """
    url = _address(where)
    if url.get_backend_name() != "sqlite" or os.path.exists(url.database or ""):
        return None
    _place(url, make=True)
    return url.database


def _address(where: str | os.PathLike[str] | None) -> URL:
    given = os.fspath(where) if where is not None else os.environ.get(VARIABLE) or DEFAULT
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise UsageError("--db takes a file, or an address such as postgresql://user@host/name") from None
    kind = url.drivername.partition("+")[0]
    if kind not in _DRIVERS:
        raise UsageError(f"--db: {kind} is not supported; give a file or a postgresql:// address")
    return url.set(drivername=_DRIVERS[kind])


def _place(url: URL, make: bool) -> None:
    """Returns nothing; raises StoreError where the file of the store cannot be one."""
    path = Path(url.database or "")
    if str(path) in ("", ".", ":memory:"):
        raise UsageError("--db takes the name of a file that is to hold the store")
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name a file, such as {path / DEFAULT}")
    if path.is_file():
        with path.open("rb") as file:
            head = file.read(16)
        if head and head != b"SQLite format 3\0":
            raise StoreError(f"{path}: is no OnRecord store; name another file with --db")
    elif not make:
        raise StoreError(f"{path}: no such store; make one with `onrecord add FILE…`, or name it with --db")
    elif not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; make it, or name another file with --db")


def engine_of(url: URL, connections: int = 5, **given: Any) -> Engine:
    """The engine for an address, with so many connections kept; raises UsageError where its driver is not there."""
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, pool_size=connections, connect_args=given)
        except ImportError:
            raise UsageError("--db: PostgreSQL needs psycopg; install onrecord[postgresql]") from None
    engine = create_engine(_asked_alone(url), pool_size=connections, connect_args={"timeout": PATIENCE, **given})

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _: Any) -> None:
        # Transactions begin where we say so, and hold changes of the schema too.
        connection.isolation_level = None
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-16384"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _asked_alone(url: URL) -> URL:
    """The address by which a file that may not be written to can be asked; that of any other file as it is.

    Where nobody writes there is no log beside it, and SQLite need make none; where there is one, it is read too.
    """
    path = os.path.abspath(url.database or "")
    if not os.path.exists(path) or (os.access(path, os.W_OK) and os.access(os.path.dirname(path), os.W_OK)):
        return url
    alone = {} if os.path.exists(f"{path}-wal") else {"immutable": "1"}
    return url.set(database=f"file:{quote(path)}", query={"mode": "ro", "uri": "true", **alone})


def _revision(store: Store) -> str | None:
    """The revision of the store's tables, None where there are none; raises StoreError where they are no store's."""
    with store.reading() as connection:
        if not _ours(store, connection):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def _ours(store: Store, connection: Connection) -> bool:
    """True if the tables are a store's, false if there are none; raises StoreError if they are something else's."""
    there = set(inspect(connection).get_table_names())
    if there and not there >= _OURS:
        raise StoreError(f"{store.name}: holds tables of something else; name another with --db")
    return bool(there)


def _upgrade(store: Store) -> None:
    """Returns nothing: the store has the newest tables, or is as it was."""
    from onrecord.store.migrate import upgrade  # Alembic is slow to import, and needed once a store

    with store.writing() as connection:
        _ours(store, connection)
        upgrade(connection)


def _write_ahead(store: Store) -> None:
    """Returns nothing: the file keeps a write-ahead log, now that it is known to be a store; for good.

    SQLite waits for nobody here: where others open the same new store, the one or the other is told that it is locked.
    """
    until = time.monotonic() + PATIENCE
    with _explained(store):
        while True:
            try:
                with store.engine.connect() as connection:
                    if connection.execute(text("PRAGMA journal_mode")).scalar() != "wal":
                        connection.execute(text("PRAGMA journal_mode=WAL"))
                return
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > until:
                    raise
            time.sleep(0.02)


def _sort(store: Store) -> None:
    """Returns nothing: the threads stand in the dossiers of this version of the package."""
    from onrecord.store.catalogue import digest, sort, sorted_by

    with store.reading() as connection:
        if sorted_by(connection) == digest(connection):
            return
    with store.writing() as connection:
        sort(connection)


@contextmanager
def _explained(store: Store) -> Iterator[None]:
    """Errors of the database in one line that says what to do: StoreError, or IntegrityError where rows do not fit."""
    try:
        yield
    except (ConstraintError, DataError) as error:
        said = " ".join(str(error.orig).split())
        raise IntegrityError(f"cannot be kept ({said}); nothing of it was; please report it") from error
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise StoreError(f"{store.name}: {said}; {_advice(said.lower())}") from error


def _advice(said: str) -> str:
    for words, advice in (
        ("is full", "free some space and run the same command again: nothing was half-written"),
        ("i/o error", "check the disk and run the same command again: nothing was half-written"),
        ("locked", "another command is writing; try again when it is done"),
        ("lock timeout", "another command is writing; try again when it is done"),
        ("readonly", _READ_ONLY),
        ("unable to open", "it cannot be opened; check the name and its permissions"),
        ("not a database", "it is no OnRecord store; name another with --db"),
        ("malformed", "it is damaged; restore a copy, or make a new store from your documents"),
        ("connection", "check that the server runs and that the address is right"),
    ):
        if words in said:
            return advice
    return "run `onrecord doctor` for what may be wrong"
