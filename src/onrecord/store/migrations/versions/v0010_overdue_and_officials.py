"""What is overdue or has new terms is found by columns of acts and steps; and what is said for a state, by a table."""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from onrecord.records import Act, Actor, slug
from onrecord.store.rows import packed, unpacked
from onrecord.store.threads import anew, last_named, member_of

revision = "0010"
down_revision = "0009"

_OVER = ("completed", "withdrawn", "refused")
# Rows that are written at once.
_BATCH = 10_000


def upgrade() -> None:
    """Returns nothing: makes the columns and the table, and fills them for what there is."""
    _terms()
    _officials()


def _terms() -> None:
    op.add_column("act", sa.Column("due", sa.Text(), nullable=True))
    op.add_column("act", sa.Column("amount", sa.Text(), nullable=True))
    op.add_column("step", sa.Column("due", sa.Text(), nullable=True))
    op.add_column("step", sa.Column("terms", sa.Text(), nullable=True))
    where = sa.text("terms IS NOT NULL")
    op.create_index("ix_step_terms", "step", ["day"], unique=False, sqlite_where=where, postgresql_where=where)
    named = op.get_bind().execute(
        sa.text('SELECT reading, body FROM act WHERE body LIKE \'%"due_value":"%\' OR body LIKE \'%"amount":{%\'')
    )
    acts = (member_of(unpacked(one.body, Act), one.reading, None, {}) for one in named)
    _write(
        "UPDATE act SET due = :due, amount = :amount WHERE reading = :of AND id = :act",
        [{"of": one.number, "act": one.turn.act, "due": one.due, "amount": one.amount} for one in acts],
    )
    of = (
        "SELECT s.thread FROM step s JOIN act a ON a.id = s.act AND a.reading = s.reading"
        " WHERE a.due IS NOT NULL OR a.amount IS NOT NULL"
    )
    steps = op.get_bind().execute(
        sa.text(
            "SELECT s.thread, s.seq, s.day, s.until, s.stage, a.due, a.amount FROM step s"  # noqa: S608 - of constants
            f" JOIN act a ON a.id = s.act AND a.reading = s.reading WHERE s.thread IN ({of}) ORDER BY s.thread, s.seq"
        )
    )
    found = []
    for _, group in groupby(steps, key=lambda row: str(row.thread)):
        rows = list(group)
        terms = anew((row.due, row.amount) for row in rows)
        for row, due, new in zip(rows, last_named(row.due for row in rows), terms, strict=True):
            found.append({**row._mapping, "due": due, "terms": packed(new) if new else None})
    told = [row for row in found if row["due"] or row["terms"]]
    _write("UPDATE step SET due = :due, terms = :terms WHERE thread = :thread AND seq = :seq", told)
    _write(
        "INSERT INTO facet (tag, day, thread, seq, until) VALUES ('due:open', :day, :thread, :seq, :until)",
        [row for row in found if row["due"] and row["stage"] not in _OVER],
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
