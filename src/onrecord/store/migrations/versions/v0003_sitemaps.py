"""What is remembered of the sitemaps that an index names, when lists were had, and where a page that is watched led."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Returns nothing: adds the columns."""
    for name in ("named_by", "changed"):
        op.add_column("watched", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("watched", sa.Column("older", sa.Boolean(), nullable=True))
    op.add_column("watched", sa.Column("had", sa.Text(), nullable=True))
    op.create_index(op.f("ix_watched_named_by"), "watched", ["named_by"], unique=False)
    op.add_column("page", sa.Column("ended", sa.Text(), nullable=True))
    op.create_index(op.f("ix_page_ended"), "page", ["ended"], unique=False)
