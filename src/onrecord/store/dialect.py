"""What SQLite and PostgreSQL both have, though SQLAlchemy spells it for each by itself."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT into the table that can say what is to be done with a row that is there already."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
