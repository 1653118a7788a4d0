"""That schema.sql, the migrations and tables.py make the same tables, on both databases; and that migrating is once."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text

from onrecord.ledger.verify import verify
from onrecord.store import opened
from onrecord.store.migrate import FOLDER, upgrade
from onrecord.store.opened import REVISION, REVISIONS, open_store
from onrecord.store.tables import metadata, page, watched
from onrecord.store.words import POSTGRESQL, SQLITE
from tests.store.conftest import DATABASES, Server
from tests.store.given import DOZEN, Piece, filled, rows_of, run

SCHEMA = Path(opened.__file__).with_name("schema.sql")
_SECTION = re.compile(r"^-- == (?:only )?in (\w+) ==$", re.MULTILINE)


def schema(database: str) -> list[str]:
    """The commands of schema.sql that are for a database."""
    _, *pieces = _SECTION.split(SCHEMA.read_text("utf-8"))
    sections = zip(pieces[::2], pieces[1::2], strict=True)
    mine = "\n".join(commands for name, commands in sections if name == "both" or name.lower() == database)
    plain = re.sub(r"--.*", "", mine)
    return [command.strip() for command in plain.split(";") if command.strip()]


def described(engine: Engine) -> dict[str, Any]:
    """Every table with its columns, keys and indexes as the database itself tells them; Alembic's own left out."""
    found: dict[str, Any] = {}
    seen = inspect(engine)
    for name in sorted(set(seen.get_table_names()) - {"alembic_version"}):
        if name.partition("_words")[1] and engine.dialect.name == "sqlite":
            continue
        columns = [(one["name"], str(one["type"]), one["nullable"], one["default"]) for one in seen.get_columns(name)]
        indexes = sorted((one["name"], one["column_names"], one["unique"], _options(one))
                         for one in seen.get_indexes(name))  # fmt: skip
        foreign = sorted((one["name"], one["constrained_columns"], one["referred_table"], one["referred_columns"])
                         for one in seen.get_foreign_keys(name))  # fmt: skip
        found[name] = (columns, seen.get_pk_constraint(name), foreign, indexes, seen.get_unique_constraints(name))
    if engine.dialect.name == "sqlite":
        found |= _only_sqlite(engine)
    return found


def _options(index: Any) -> list[tuple[str, str]]:
    """What else a database tells of an index, such as the condition on the rows that are in it."""
    return sorted((name, str(value)) for name, value in index.get("dialect_options", {}).items())


def _only_sqlite(engine: Engine) -> dict[str, Any]:
    """What no inspector tells: tables without rowid, those that number for good, and the virtual ones."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    return {
        f"{row.name} as made": row.sql if "VIRTUAL" in row.sql else re.findall("WITHOUT ROWID|AUTOINCREMENT", row.sql)
        for row in rows
        if row.name != "alembic_version"
    }


def from_schema(connection: Connection) -> None:
    """Returns nothing: the tables are made as schema.sql says."""
    for command in schema(connection.dialect.name):
        connection.execute(text(command.replace(":", r"\:")))


def from_tables(connection: Connection) -> None:
    """Returns nothing: the tables are made as tables.py and words.py say."""
    metadata.create_all(connection)
    for command in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.execute(text(command))


MAKERS: tuple[Callable[[Connection], None], ...] = (upgrade, from_schema, from_tables)


@pytest.mark.parametrize("database", DATABASES)
def test_schema_migrations_and_tables_agree(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Three empty databases, made in three ways: their tables are the same to the index."""
    server: Server | None = None if database == "sqlite" else request.getfixturevalue("server")
    made = []
    for number, maker in enumerate(MAKERS):
        name = f"{number}.db" if server is None else server.database()
        url = f"sqlite:///{tmp_path / name}" if server is None else server.url(name)
        engine = create_engine(url)
        with engine.begin() as connection:
            maker(connection)
        made.append(described(engine))
        engine.dispose()
        if server is not None:
            server.drop(name)
    assert made[0] == made[1]
    assert made[0] == made[2]
    assert set(metadata.tables) <= set(made[0])


def test_migrating_twice_changes_nothing(empty: str) -> None:
    """A store that is up to date stays as it is, with all that is in it."""
    with filled(open_store(empty), *DOZEN[:2]) as store:
        before, tables = rows_of(store), described(store.engine)
        for _ in range(2):
            with store.writing() as connection:
                upgrade(connection)
        assert rows_of(store) == before
        assert described(store.engine) == tables


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_store_of_an_earlier_revision_opens(empty: str, revision: str) -> None:
    """It is brought up to date, whenever it was made."""
    engine = create_engine(empty if "://" in empty else f"sqlite:///{empty}")
    with engine.begin() as connection:
        upgrade(connection, revision)
    engine.dispose()
    with open_store(empty) as store:
        assert set(metadata.tables) <= set(described(store.engine))
        with store.reading() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == REVISION
            assert [connection.execute(select(one)).all() for one in (watched, page)] == [[], []]


def test_what_an_earlier_store_says_is_found_by_later_columns(empty: str) -> None:
    """Deadlines, and what officials say for a state, are found as if they had been added with the columns."""
    said = (
        "Norway agreed with Denmark to supply tanks to Ukraine by June 2022, Norwegian Defence Minister Ann Roe said."
    )
    due = Piece(said, "2021-04-02")
    with filled(open_store(empty), due, *DOZEN[:2]) as store:
        before = rows_of(store)
        assert run(store, "UPDATE act SET due = due WHERE due = '2022-06-30'") == 1
        assert before["statement_state"]
        dropped = ("act DROP COLUMN due", "act DROP COLUMN amount", "step DROP COLUMN due", "step DROP COLUMN terms")
        made = ("DROP INDEX ix_step_terms", "DROP TABLE statement_state", *(f"ALTER TABLE {one}" for one in dropped))
        run(store, *made, "DELETE FROM facet WHERE tag = 'due:open'", "UPDATE alembic_version SET version_num = '0009'")
        with store.writing() as connection:
            upgrade(connection)
            assert list(verify(connection)) == []
        assert rows_of(store) == before


def test_the_code_needs_the_last_revision() -> None:
    """The number in opened.py, by which nothing has to be imported to open a store, is that of the last migration."""
    files = sorted(path.name for path in (FOLDER / "versions").glob("v*.py"))
    assert files[-1].startswith(f"v{REVISION}_")
