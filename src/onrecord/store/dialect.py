"""What SQLite and PostgreSQL both have, though SQLAlchemy spells it for each by itself."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT into the table that can say what is to be done with a row that is there already."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def begins(connection: Connection, column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    """The condition that an id begins so, for which its index is used.

    In SQLite LIKE uses no index, but a range does ("{" follows "z"); in PostgreSQL that depends on the locale.
    """
    within = (column >= beginning) & (column < f"{beginning}{{")
    return within if connection.dialect.name == "sqlite" else column.startswith(beginning, autoescape=True)
