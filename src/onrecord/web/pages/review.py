"""Review: one record at a time with the words around it, several at once, and what was decided so far."""

from typing import Annotated

from fastapi import Query
from sqlalchemy import Connection

from onrecord.ledger.choices import Choices, choices
from onrecord.ledger.decisions import decisions
from onrecord.ledger.documents import document_named
from onrecord.ledger.missing import Missing, missed
from onrecord.ledger.queue import Shown, Waiting, Wanted, at, queue, shown
from onrecord.records import Frozen
from onrecord.resolve.editing import Kind
from onrecord.store.reviewing import Decided
from onrecord.web.page import MOST_ROWS, ROWS, Limit, Offset, Page, Words

Sure = Annotated[float | None, Query(ge=0, le=1)]
Chosen = Annotated[str | None, Query(max_length=20_000)]
Near = Annotated[int, Query(ge=0, le=100_000_000)]
Place = Annotated[str | None, Query(max_length=100)]
# Decisions that stand below a record.
_LAST = 5


class Next(Frozen, frozen=True):
    """The record that is to be judged, none where none waits; the last decisions; where to go on in the queue.

    `choices` are what can be asked for.
    """

    shown: Shown | None
    choices: Choices
    last: tuple[Decided, ...] = ()
    further: str | None = None


class Several(Frozen, frozen=True):
    """Records that wait, to be accepted at once; `further` is where to go on, if there may be more.

    `choices` are what can be asked for.
    """

    choices: Choices
    rows: tuple[Waiting, ...] = ()
    further: str | None = None


class Decisions(Frozen, frozen=True):
    """What was decided, the last first; `more` is true if there is more behind it."""

    rows: tuple[Decided, ...] = ()
    offset: int = 0
    limit: int = ROWS
    more: bool = False


def review(
    connection: Connection, only: Kind | None = None, document: Words = None, dossier: Words = None,
    below: Sure = None, rule: Words = None, after: Place = None, record: Place = None,
) -> Next:  # fmt: skip
    """The next record that waits for a reviewer, or the one that is named, with the words around it."""
    last = tuple(decisions(connection, _LAST))
    if record is not None:
        return Next(shown(connection, at(connection, record)), choices(connection), last)
    wanted = Wanted(only, _whole(connection, document), dossier, below, None, rule)
    found = queue(connection, wanted, after)
    here = shown(connection, found.rows[0]) if found.rows else None
    return Next(here, choices(connection), last, found.further)


def several(
    connection: Connection, only: Kind | None = None, document: Words = None, dossier: Words = None,
    sure: Sure = None, rule: Words = None, after: Place = None, limit: Limit = ROWS,
) -> Several:  # fmt: skip
    """Records that wait, as they would be accepted at once: nothing is, before that is said."""
    wanted = Wanted(only, _whole(connection, document), dossier, None, sure, rule)
    found = queue(connection, wanted, after, min(limit, MOST_ROWS))
    return Several(choices(connection), found.rows, found.further)


def missing(connection: Connection, id: str, only: Kind = "act", words: Chosen = None, near: Near = 0) -> Missing:
    """What a record is added by that no reader found: the fields of its kind, and where it stands."""
    return missed(connection, document_named(connection, id), only, words or "", near)


def decided(connection: Connection, by: Words = None, limit: Limit = ROWS, offset: Offset = 0) -> Decisions:
    """What reviewers decided, the last first; also what was undone since."""
    found = decisions(connection, limit + 1, offset, by)
    return Decisions(tuple(found[:limit]), offset, limit, len(found) > limit)


def _whole(connection: Connection, document: str | None) -> str | None:
    """The whole id of a document that is named in some way."""
    return None if document is None else document_named(connection, document)


def rows(page: Decisions) -> tuple[list[str], list[list[str]]]:
    """A header, and the decisions as rows."""
    header = ["made", "by", "verdict", "record", "document", "note", "undone", "undone_by", "batch"]
    return header, [[getattr(one, name) or "" for name in header] for one in page.rows]


PAGES = (
    Page("/review", "review.html", review),
    Page("/review/several", "several.html", several),
    Page("/documents/{id}/add", "add.html", missing),
    Page("/review/decisions", "decisions.html", decided, rows),
)
