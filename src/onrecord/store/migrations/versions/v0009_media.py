"""With which Content-Type a page came, and by which settings the pages of a list were chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Returns nothing: both can be kept."""
    op.add_column("version", sa.Column("media", sa.Text(), nullable=True))
    op.add_column("watched", sa.Column("chosen", sa.Text(), nullable=True))
