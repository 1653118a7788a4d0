"""Opening a store: made, found again, or refused in one line that says what to do."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.errors import IntegrityError, OnRecordError, StoreError, UsageError
from onrecord.store.opened import DEFAULT, REVISION, VARIABLE, Store, open_store
from tests.store.conftest import Server
from tests.store.given import PLEDGED, filled, put, rows_of, run


def refused(where: str | Path, *, make: bool = True) -> str:
    """What is said where a store cannot be opened: one line."""
    with pytest.raises(OnRecordError) as caught:
        open_store(where, make=make)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_store_is_made_and_found_again(empty: str) -> None:
    """What was added is there when the store is opened again, without making one."""
    with open_store(empty) as store:
        put(store, PLEDGED)
        before = rows_of(store)
    with open_store(empty, make=False) as store:
        assert rows_of(store) == before
        assert before["document"] == 1


def test_a_store_that_is_to_be_there_and_is_not(empty: str) -> None:
    """With `make` false nothing is made, neither a file nor tables."""
    assert "no such store; make one with" in refused(empty, make=False)
    assert "://" in empty or not Path(empty).exists()
    assert "no such store" in refused(empty, make=False)


def test_a_newer_revision(empty: str) -> None:
    """A store of a newer version is not touched."""
    with open_store(empty) as store:
        run(store, "UPDATE alembic_version SET version_num = '9999'")
    assert "was made by another version of OnRecord (9999); upgrade to open it" in refused(empty)


@pytest.mark.parametrize("tables", [("orders",), ("orders", "alembic_version"), ("alembic_version",)])
def test_tables_of_another_program(tmp_path: Path, tables: tuple[str, ...]) -> None:
    """Another program's file stays as it is, to the byte; so it does if that program uses Alembic too."""
    path = tmp_path / "shop.sqlite"
    with sqlite3.connect(path) as connection:
        for name in tables:
            connection.execute(f"CREATE TABLE {name} (version_num TEXT)")
            connection.execute(f"INSERT INTO {name} VALUES ('0000')")  # noqa: S608
    connection.close()
    before = path.read_bytes()
    for make in (True, False):
        assert "holds tables of something else; name another with --db" in refused(path, make=make)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_tables_of_another_program_on_a_server(server: Server) -> None:
    """The same on PostgreSQL: no table is added to theirs."""
    name = server.database()
    with server.engine.connect() as _, open_store(server.url(name)) as store:
        run(store, "DROP TABLE alembic_version")
    assert "holds tables of something else" in refused(server.url(name))
    server.drop(name)


def test_places_that_cannot_hold_a_store(tmp_path: Path) -> None:
    """A folder, a text file, a folder that is not there, memory: each is told what to do instead."""
    (tmp_path / "notes.txt").write_text("Kept by hand.", "utf-8")
    assert f"is a folder; name a file, such as {tmp_path / DEFAULT}" in refused(tmp_path)
    assert "is no OnRecord store" in refused(tmp_path / "notes.txt")
    assert "there is no folder" in refused(tmp_path / "none" / "store.db")
    for name in ("", ":memory:", "sqlite://"):
        if name:
            assert "takes the name of a file" in refused(name)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "Kept by hand."
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_a_store_on_a_disk_that_may_not_be_written_to(tmp_path: Path) -> None:
    """It can be asked as any other; what would write says why it cannot; nothing is left beside it."""
    code = (
        "import sys\nfrom onrecord.errors import StoreError\nfrom onrecord.store.opened import open_store\n"
        "from tests.store.given import rows_of\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    print(store.name, rows_of(store)['document'])\n"
        "    try:\n        with store.writing():\n            pass\n"
        "    except StoreError as error:\n        print(error)\n"
    )
    folder = tmp_path / "a disk"
    folder.mkdir()
    filled(open_store(folder / "store.db"), PLEDGED).close()
    before = sorted(one.name for one in folder.iterdir())
    mount = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$2" -c "$3" "$1/store.db"'
    command = ["unshare", "--mount", "sh", "-c", mount, "sh", str(folder), sys.executable, code]
    if subprocess.run([*command[:2], "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == f"{folder / 'store.db'} 1"
    assert second == f"{folder / 'store.db'}: it may not be written to; check its permissions, and those of its folder"
    assert sorted(one.name for one in folder.iterdir()) == before


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """A file of no bytes is what a killed first run leaves."""
    (tmp_path / "store.db").touch()
    with open_store(tmp_path / "store.db") as store:
        assert rows_of(store)["document"] == 0


def test_the_variable_names_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name $ONRECORD_DB counts, and without that ./onrecord.db."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine.db"))
    open_store().close()
    monkeypatch.delenv(VARIABLE)
    open_store().close()
    assert sorted(one.name for one in tmp_path.glob("*.db")) == ["mine.db", DEFAULT]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ann:s3cr3t@127.0.0.1:9/none",
        "postgres://ann:s3cr3t@127.0.0.1:9/none?connect_timeout=2",
        "postgresql+asyncpg://ann:s3cr3t@127.0.0.1:9/none",
        "postgresql://ann@127.0.0.1:9/none?password=s3cr3t",
        "postgresql://ann:s3cr3t@127.0.0.1:9/none?colour=red",
        "postgresql://ann:s3cr3t@no.such.host.invalid/none",
    ],
)
def test_a_server_that_does_not_answer(address: str) -> None:
    """The message names the address, and never the password."""
    said = refused(address)
    assert "s3cr3t" not in said
    assert "ann" in said


@pytest.mark.parametrize(
    "address", ["postgresql://ann:s3cr3t@host:port/x", "mysql://ann:s3cr3t@host/x", "a b://s3cr3t"]
)
def test_addresses_that_are_none(address: str) -> None:
    """What is no address of a database that is supported is told so, password or not."""
    with pytest.raises(UsageError) as caught:
        open_store(address)
    assert "postgresql://" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


def test_a_wrong_password_or_database(server: Server) -> None:
    """What the server itself refuses comes as one line too."""
    address = server.address.set(database="no_such_database", password="s3cr3t")  # noqa: S106 - it is the wrong one
    said = refused(address.render_as_string(hide_password=False))
    assert "s3cr3t" not in said
    assert "no_such_database" in said


@pytest.mark.parametrize(
    ("command", "error", "said"),
    [
        ("INSERT INTO no_such_table VALUES (1)", StoreError, "run `onrecord doctor`"),
        ("INSERT INTO made_with VALUES ('a', 'c')", IntegrityError, "cannot be kept .*; nothing of it was"),
    ],
)
def test_what_fails_in_a_transaction_is_undone(store: Store, command: str, error: type[Exception], said: str) -> None:
    """An error of the database becomes one of ours, a StoreError where it is not the rows' fault; nothing is kept."""
    before = rows_of(store)
    with pytest.raises(error, match=said):
        run(store, "INSERT INTO made_with VALUES ('a', 'b')", command)
    assert rows_of(store) == before


def test_the_file_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    """So that who reads never waits for who writes."""
    with open_store(tmp_path / "store.db") as store, store.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == REVISION


def test_who_opens_a_new_store_beside_another_waits_for_it(tmp_path: Path) -> None:
    """SQLite does not wait by itself where the log is turned to."""
    path = tmp_path / "a.db"
    open_store(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN IMMEDIATE")
        opened: list[str] = []

        def open_beside() -> None:
            with open_store(path) as store:
                opened.append(store.name)

        beside = threading.Thread(target=open_beside)
        beside.start()
        beside.join(0.3)
        assert beside.is_alive()
        other.execute("ROLLBACK")
        beside.join(60)
    assert opened == [str(path)]


def test_one_at_a_time_is_alone_at_something(empty: str) -> None:
    """Another process is told so at once; who is at something else is not; and the next one may."""
    with open_store(empty) as store, open_store(empty) as other:
        with store.alone("watch"):
            with pytest.raises(StoreError, match="another watch is at work on this store"), other.alone("watch"):
                pass
            with other.alone("count"), other.writing():
                pass
        with pytest.raises(KeyError), other.alone("watch"):
            raise KeyError
        with store.alone("watch"):
            pass
