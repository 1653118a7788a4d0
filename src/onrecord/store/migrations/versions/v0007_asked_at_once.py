"""What a page asks for in a store of a million statements is found without going through all."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Returns nothing: makes indexes, and a column for the countries of events, which only their records told."""
    op.create_index(op.f("ix_document_added"), "document", ["added"], unique=False)
    op.create_index(op.f("ix_appearance_source"), "appearance", ["source"], unique=False)
    op.create_index(op.f("ix_appearance_url"), "appearance", ["url"], unique=False)
    op.create_index(op.f("ix_page_checked"), "page", ["checked"], unique=False)
    op.create_index("ix_reading_publisher", "reading", ["publisher", "no", "active", "day"], unique=False)
    _partial("ix_reading_series", "reading", ["series", "day"], "series IS NOT NULL")
    op.drop_index("ix_actor_family", "actor")
    _partial("ix_actor_family", "actor", ["family", "id"], "family IS NOT NULL")
    _partial("ix_step_begun", "step", ["seq", "day"], "seq = 0")
    _partial("ix_step_softened", "step", ["day"], "softened IS NOT NULL")
    op.add_column("event", sa.Column("country", sa.Text(), nullable=True))
    sqlite = op.get_bind().dialect.name == "sqlite"
    country = "json_extract(body, '$.country')" if sqlite else "body::json ->> 'country'"
    op.execute(f"UPDATE event SET country = {country}")  # noqa: S608 - one of two constants
    op.drop_index("ix_event_day", "event")
    op.create_index("ix_event_day", "event", ["day", "country", "reading"], unique=False)


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(
        name, table, columns, unique=False, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )  # fmt: skip
