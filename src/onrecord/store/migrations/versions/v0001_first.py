"""The first tables."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.words import POSTGRESQL, SQLITE

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Returns nothing: makes every table and index."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    op.create_table(
        "link",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index("ix_link_object", "link", ["object", "kind"], unique=False)
    op.create_index("ix_link_subject", "link", ["subject", "kind"], unique=False)
    op.create_table(
        "made_with",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_made_with")),
    )
    op.create_table(
        "thread",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("to_states", sa.Text(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("measurable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["blob.sha256"], name=op.f("fk_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "facet",
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["thread"], ["thread.id"], name=op.f("fk_facet_thread")),
        sa.PrimaryKeyConstraint("tag", "day", "thread", "seq", name=op.f("pk_facet")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_facet_thread", "facet", ["thread"], unique=False)
    op.create_table(
        "thread_dossier",
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("dossier", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["thread"], ["thread.id"], name=op.f("fk_thread_dossier_thread")),
        sa.PrimaryKeyConstraint("thread", "dossier", name=op.f("pk_thread_dossier")),
    )
    op.create_index("ix_thread_dossier_dossier", "thread_dossier", ["dossier"], unique=False)
    op.create_table(
        "appearance",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_sha256", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_appearance_document")),
        sa.ForeignKeyConstraint(["source_sha256"], ["blob.sha256"], name=op.f("fk_appearance_source_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
    )
    op.create_index(op.f("ix_appearance_document"), "appearance", ["document"], unique=False)
    op.create_index(op.f("ix_appearance_series"), "appearance", ["series"], unique=False)
    op.create_index(op.f("ix_appearance_source_sha256"), "appearance", ["source_sha256"], unique=False)
    op.create_table(
        "story_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_story_key_document")),
        sa.PrimaryKeyConstraint("key", "document", name=op.f("pk_story_key")),
    )
    op.create_index("ix_story_key_document", "story_key", ["document"], unique=False)
    op.create_table(
        "reading",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("appearance", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appearance"], ["appearance.id"], name=op.f("fk_reading_appearance")),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_reading_document")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_reading")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reading_appearance"), "reading", ["appearance"], unique=False)
    op.create_index(op.f("ix_reading_day"), "reading", ["day"], unique=False)
    op.create_index("uq_reading_document", "reading", ["document", "reader", "appearance"], unique=True)
    op.create_table(
        "act",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_states", sa.Text(), nullable=False),
        sa.Column("to_states", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_act_reading")),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_act")),
    )
    op.create_index("ix_act_id", "act", ["id"], unique=False)
    op.create_table(
        "act_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_act_key_reading")),
        sa.PrimaryKeyConstraint("key", "reading", "act", name=op.f("pk_act_key")),
    )
    op.create_index("ix_act_key_reading", "act_key", ["reading"], unique=False)
    op.create_table(
        "actor",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_actor_reading")),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_actor")),
    )
    op.create_index(op.f("ix_actor_family"), "actor", ["family"], unique=False)
    op.create_index("ix_actor_id", "actor", ["id"], unique=False)
    op.create_table(
        "event",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_event_reading")),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_day"), "event", ["day"], unique=False)
    op.create_index("ix_event_id", "event", ["id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_finding_reading")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_code"), "finding", ["code"], unique=False)
    op.create_index(op.f("ix_finding_reading"), "finding", ["reading"], unique=False)
    op.create_table(
        "statement",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_statement_reading")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_statement")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_statement_id", "statement", ["id"], unique=False)
    op.create_index("uq_statement_reading", "statement", ["reading", "id"], unique=True)
    op.create_table(
        "step",
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("softened", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_step_reading")),
        sa.ForeignKeyConstraint(["thread"], ["thread.id"], name=op.f("fk_step_thread")),
        sa.PrimaryKeyConstraint("thread", "seq", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_act"), "step", ["act"], unique=False)
    op.create_index("ix_step_day", "step", ["day", "thread", "until"], unique=False)
    op.create_index("ix_step_reading", "step", ["reading"], unique=False)
    op.create_table(
        "statement_actor",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_statement_actor_reading")),
        sa.ForeignKeyConstraint(["statement"], ["statement.no"], name=op.f("fk_statement_actor_statement")),
        sa.PrimaryKeyConstraint("statement", "actor", name=op.f("pk_statement_actor")),
    )
    op.create_index("ix_statement_actor_actor", "statement_actor", ["actor", "day"], unique=False)
    op.create_index("ix_statement_actor_reading", "statement_actor", ["reading"], unique=False)
    op.create_table(
        "statement_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statement.no"], name=op.f("fk_statement_key_statement")),
        sa.PrimaryKeyConstraint("key", "statement", name=op.f("pk_statement_key")),
    )
    op.create_index("ix_statement_key_statement", "statement_key", ["statement"], unique=False)
    # ### end Alembic commands ###
    for command in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(command)
