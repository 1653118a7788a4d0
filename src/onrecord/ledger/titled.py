"""Documents by the words of their titles, to choose one from."""

import re
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from onrecord.errors import UsageError
from onrecord.ledger.search import matching
from onrecord.records import Frozen
from onrecord.resolve.wording import stem_of
from onrecord.store import tables as t

_WORD = re.compile(r"\w+")
# Texts with the words of which the titles are looked at: those that came into the store last.
LOOKED_AT = 2_000


class Titled(Frozen, frozen=True):
    """A document as one chooses it."""

    document: str
    title: str
    day: str | None = None
    publisher: str | None = None
    kind: str | None = None


def titled(connection: Connection, words: str | None, limit: int = 20, offset: int = 0) -> list[Titled]:
    """The documents whose titles hold all the words, then those whose texts do; without words all; the latest first.

    Raises UsageError where the words are none.
    """
    r = t.reading.c
    query = about()
    if not words or not words.strip():
        latest = query.order_by(r.day.desc().nulls_last(), r.document).limit(limit).offset(offset)
        return [as_titled(row) for row in connection.execute(latest).all()]
    if not _WORD.search(words):
        raise UsageError("give words to search for")
    rows = connection.execute(query.where(r.no.in_(matching(connection, "reading_words", words, LOOKED_AT)))).all()
    wanted = _stems(words)
    found = sorted(rows, key=lambda row: (len(wanted & _stems(row.title or "")), row.day or "", row.document))
    return [as_titled(row) for row in found[::-1][offset : offset + limit]]


def titled_as(connection: Connection, document: str) -> Titled:
    """A document of the store as one chooses it; of one whose text counts no more the last title."""
    return as_titled(connection.execute(_TITLED, {"document": document}).one())


def about(active: bool = True) -> "Select[Any]":
    """The readings, those that count or all, with what is shown of their documents."""
    r = t.reading.c
    query = select(r.no, r.document, r.title, r.day, r.publisher, r.kind)
    return query.where(r.active) if active else query


_R = t.reading.c
_TITLED = (
    about(active=False).where(_R.document == bindparam("document")).order_by(_R.active.desc(), _R.no.desc()).limit(1)
)


def as_titled(row: Any) -> Titled:
    """A row of `about` as one chooses it."""
    return Titled(row.document, row.title or "", row.day, row.publisher, row.kind)


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem_of(word.lower()) for word in _WORD.findall(words))
