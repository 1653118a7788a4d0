"""What a record is added by that no reader found."""

from sqlalchemy import Connection, select

from onrecord.ledger.queue import Given
from onrecord.records import Frozen
from onrecord.resolve.editing import FIELDS, SHAPES, WORDS, Kind
from onrecord.store import tables as t


class Missing(Frozen, frozen=True):
    """The fields of a kind of record, with the words that were chosen in a document, and where they stand: `near` how
    many of its characters, each run of blanks one.
    """

    document: str
    title: str
    kind: Kind
    fields: tuple[Given, ...]
    near: int = 0


def missed(connection: Connection, document: str, kind: Kind, words: str, near: int) -> Missing:
    """The fields of a record of that kind, of which its words alone are known."""
    fields = tuple(
        Given(one.name, words if one.name == WORDS[kind] else "", one.how, one.choices, one.needed)
        for one in FIELDS[SHAPES[kind]]
    )
    r = t.reading.c
    title = connection.execute(select(r.title).where(r.document == document, r.active)).scalar()
    return Missing(document, title or "", kind, fields, near)
