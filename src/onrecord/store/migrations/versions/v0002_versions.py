"""Versions of what stands at an address, what `onrecord watch` remembers, and whom a page names as its authors."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Returns nothing: makes the tables of versions, of what is watched, of its pages and of moments."""
    for name in ("byline", "credits"):
        op.add_column("appearance", sa.Column(name, sa.Text(), nullable=True))
    op.create_index("ix_link_kind", "link", ["kind"], unique=False)
    op.create_table(
        "version",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("appearance", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appearance"], ["appearance.id"], name=op.f("fk_version_appearance")),
        sa.PrimaryKeyConstraint("address", "seen", name=op.f("pk_version")),
    )
    op.create_index(op.f("ix_version_appearance"), "version", ["appearance"], unique=False)
    op.create_index("ix_version_seen", "version", ["seen"], unique=False)
    op.create_index("ix_version_added", "version", ["added"], unique=False)
    op.create_table(
        "watched",
        sa.Column("url", sa.Text(), nullable=False),
        *_asked(),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        *_failed(),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_watched")),
    )
    op.create_table(
        "page",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("watched", sa.Text(), nullable=False),
        sa.Column("listed", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("first", sa.Text(), nullable=False),
        *_asked(),
        sa.Column("due", sa.Text(), nullable=True),
        *_failed(),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_page")),
    )
    op.create_index(op.f("ix_page_watched"), "page", ["watched"], unique=False)
    op.create_index(op.f("ix_page_due"), "page", ["due"], unique=False)
    op.create_table(
        "moment",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_moment")),
    )


def _asked() -> list["sa.Column[str]"]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in ("etag", "modified", "whole", "checked")]


def _failed() -> list["sa.Column[object]"]:
    return [sa.Column("failures", sa.Integer(), nullable=False), sa.Column("problem", sa.Text(), nullable=True)]
