"""What reviewers decided, and readings as they are with that."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Returns nothing: makes the table of decisions, and room for a corrected reading beside that of a reader."""
    op.create_table(
        "review",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("now", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("links", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_review")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_batch"), "review", ["batch"], unique=False)
    op.create_index(op.f("ix_review_document"), "review", ["document"], unique=False)
    op.create_index(op.f("ix_review_record"), "review", ["record"], unique=False)
    op.add_column("reading", sa.Column("corrected", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.drop_index("uq_reading_document", "reading")
    op.create_index("uq_reading_document", "reading", ["document", "reader", "appearance", "corrected"], unique=True)
    op.add_column("thread", sa.Column("disputed", sa.Boolean(), server_default=sa.text("false"), nullable=False))
