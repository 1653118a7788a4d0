"""The words of texts and statements as each database finds them: by FTS5 in SQLite, by tsvector in PostgreSQL."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from onrecord.store.rows import NEVER_TEXT

# Bytes of a text, in UTF-8, whose words are found: PostgreSQL takes no more than 1 MB of words and positions for one.
_MOST = 400_000


class Words(NamedTuple):
    """What is to be found: the number of a reading or statement, and its words."""

    no: int
    said: str


# Made by the migrations: SQLAlchemy's metadata knows no virtual tables, and no columns of this type in both.
SQLITE = (
    "CREATE VIRTUAL TABLE reading_words USING fts5(said, tokenize='porter unicode61')",
    "CREATE VIRTUAL TABLE statement_words USING fts5(said, tokenize='porter unicode61')",
)
POSTGRESQL = tuple(
    command
    for name in ("reading_words", "statement_words")
    for command in (
        f"CREATE TABLE {name} (no INTEGER PRIMARY KEY, said TSVECTOR NOT NULL)",
        f"CREATE INDEX ix_{name}_said ON {name} USING GIN (said)",
    )
)


def put(connection: Connection, table: str, words: Sequence[Words]) -> None:
    """Returns nothing: the words can be found in `table`, "reading_words" or "statement_words"."""
    if not words:
        return
    rows = [{"no": one.no, "said": _cut(NEVER_TEXT.sub(" ", one.said))} for one in words]
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {table} (rowid, said) VALUES (:no, :said)"), rows)  # noqa: S608
    else:
        command = f"INSERT INTO {table} (no, said) VALUES (:no, to_tsvector('english', :said))"  # noqa: S608
        connection.execute(text(command), rows)


def numbers_of(connection: Connection, table: str, numbers: Sequence[int]) -> set[int]:
    """Those of the numbers whose words can be found in `table`."""
    column = "rowid" if connection.dialect.name == "sqlite" else "no"
    query = text(f"SELECT {column} FROM {table} WHERE {column} = :no")  # noqa: S608
    return {number for number in numbers if connection.execute(query, {"no": number}).first() is not None}


def _cut(said: str) -> str:
    return said.encode()[:_MOST].decode(errors="ignore")


def take(connection: Connection, table: str, numbers: Sequence[int]) -> None:
    """Returns nothing: the words of those numbers are no longer found."""
    if numbers:
        column = "rowid" if connection.dialect.name == "sqlite" else "no"
        command = text(f"DELETE FROM {table} WHERE {column} = :no")  # noqa: S608
        connection.execute(command, [{"no": number} for number in numbers])
