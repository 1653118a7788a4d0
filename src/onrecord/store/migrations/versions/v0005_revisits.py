"""What archives captured again, unchanged."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Returns nothing: makes the table of captures that wait for what they repeat, and that findable by its bytes."""
    op.add_column("version", sa.Column("payload", sa.Text(), nullable=True))
    op.create_index("ix_version_payload", "version", ["payload"], unique=False)
    op.create_table(
        "revisit",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("of_address", sa.Text(), nullable=True),
        sa.Column("of_seen", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", "seen", name=op.f("pk_revisit")),
    )
    op.create_index("ix_revisit_of_address", "revisit", ["of_address", "of_seen"], unique=False)
    op.create_index("ix_revisit_payload", "revisit", ["payload"], unique=False)
