"""Where a page moved for good."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Returns nothing: of a version it can be kept that its address only leads to another."""
    op.add_column("version", sa.Column("moved", sa.Text(), nullable=True))
