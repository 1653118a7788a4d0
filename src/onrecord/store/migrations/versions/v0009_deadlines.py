"""What is overdue is found by columns: the deadline of each act, and that which was named last after each step."""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from onrecord.edtf import last_day

revision = "0009"
down_revision = "0008"

_OVER = ("completed", "withdrawn", "refused")
# Rows that are written at once.
_BATCH = 10_000


def upgrade() -> None:
    """Returns nothing: makes the columns, and fills them and the facet of what is open and due, for what there is."""
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


def _write(command: str, rows: "list[dict[str, object]]") -> None:
    for at in range(0, len(rows), _BATCH):
        op.get_bind().execute(sa.text(command), rows[at : at + _BATCH])
