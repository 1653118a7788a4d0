"""What records that wait for a reviewer can be narrowed by, to choose from instead of to type."""

from sqlalchemy import Connection, select

from onrecord.ledger.queue import Judged
from onrecord.ledger.subjects import named
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.rows import unpacked

# Documents that are offered, and whose records tell of rules.
NEWEST = 20


class Choices(Frozen, frozen=True):
    """The dossiers, and of the documents that came last these, by id and title, and the rules that found their records.

    Others can be asked for too.
    """

    dossiers: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


def choices(connection: Connection) -> Choices:
    """What a reviewer may choose from."""
    r = t.reading.c
    last = select(r.no, r.document, r.title).where(r.active).order_by(r.no.desc()).limit(NEWEST)
    rows = connection.execute(last).all()
    rules: set[str] = set()
    for table in (t.statement, t.event, t.act):
        of = select(table.c.body).where(table.c.reading.in_([row.no for row in rows]))
        for body in connection.execute(of).scalars():
            why = unpacked(body, Judged).why
            rules |= {why.rule} if why is not None and why.rule else set()
    documents = tuple((row.document, row.title) for row in rows)
    return Choices(tuple(named(connection)), documents, tuple(sorted(rules)))
