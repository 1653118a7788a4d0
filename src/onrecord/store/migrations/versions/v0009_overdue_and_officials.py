"""What is overdue is found by columns, the deadline of each act and that named last by each step; and what is said for
a state, by a table.
"""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from onrecord.edtf import last_day
from onrecord.records import Actor, slug
from onrecord.store.rows import unpacked

revision = "0009"
down_revision = "0008"

_OVER = ("completed", "withdrawn", "refused")
# Rows that are written at once.
_BATCH = 10_000


def upgrade() -> None:
    """Returns nothing: makes the columns and the table, and fills them for what there is."""
    _deadlines()
    _officials()


def _deadlines() -> None:
    op.add_column("act", sa.Column("due", sa.Text(), nullable=True))
    op.add_column("step", sa.Column("due", sa.Text(), nullable=True))
    named = op.get_bind().execute(sa.text('SELECT reading, id, body FROM act WHERE body LIKE \'%"due_value":"%\''))
    dues = [{"of": one.reading, "act": one.id, "due": last_day(json.loads(one.body)["due_value"])} for one in named]
    _write("UPDATE act SET due = :due WHERE reading = :of AND id = :act", [one for one in dues if one["due"]])
    of = "SELECT s.thread FROM step s JOIN act a ON a.id = s.act AND a.reading = s.reading WHERE a.due IS NOT NULL"
    steps = op.get_bind().execute(
        sa.text(
            "SELECT s.thread, s.seq, s.day, s.until, s.stage, a.due FROM step s"  # noqa: S608 - of constants alone
            f" JOIN act a ON a.id = s.act AND a.reading = s.reading WHERE s.thread IN ({of}) ORDER BY s.thread, s.seq"
        )
    )
    found = []
    for _, rows in groupby(steps, key=lambda row: str(row.thread)):
        due = None
        for row in rows:
            due = row.due or due
            found.append({**row._mapping, "due": due})
    found = [row for row in found if row["due"]]
    _write("UPDATE step SET due = :due WHERE thread = :thread AND seq = :seq", found)
    _write(
        "INSERT INTO facet (tag, day, thread, seq, until) VALUES ('due:open', :day, :thread, :seq, :until)",
        [row for row in found if row["stage"] not in _OVER],
    )


def _officials() -> None:
    op.create_table(
        "statement_state",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.no"], name=op.f("fk_statement_state_reading")),
        sa.ForeignKeyConstraint(["statement"], ["statement.no"], name=op.f("fk_statement_state_statement")),
        sa.PrimaryKeyConstraint("statement", "state", name=op.f("pk_statement_state")),
    )
    op.create_index("ix_statement_state_reading", "statement_state", ["reading"], unique=False)
    op.create_index("ix_statement_state_state", "statement_state", ["state", "day"], unique=False)
    said = op.get_bind().execute(
        sa.text(
            "SELECT m.statement, m.reading, m.day, a.body FROM statement_actor m"
            " JOIN actor a ON a.reading = m.reading AND a.id = m.actor"
            " WHERE a.kind <> 'state' AND a.body LIKE '%\"states\":[%'"
        )
    )
    found = {
        (one.statement, slug(state)): (one.reading, one.day)
        for one in said
        for state in unpacked(one.body, Actor).acts_for
    }
    _write(
        "INSERT INTO statement_state (statement, state, reading, day) VALUES (:statement, :state, :reading, :day)",
        [
            {"statement": statement, "state": state, "reading": reading, "day": day}
            for (statement, state), (reading, day) in found.items()
        ],
    )


def _write(command: str, rows: "list[dict[str, object]]") -> None:
    for at in range(0, len(rows), _BATCH):
        op.get_bind().execute(sa.text(command), rows[at : at + _BATCH])
