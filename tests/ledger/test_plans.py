"""That what pages ask for is found by indexes, as SQLite tells how it goes about a question."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from onrecord.ledger.actors import bearers
from onrecord.ledger.changes import changes
from onrecord.ledger.commitments import Asked, commitments, standing
from onrecord.ledger.digest import until
from onrecord.ledger.documents import document_named
from onrecord.ledger.network import led_by
from onrecord.ledger.news import news
from onrecord.ledger.places import countries
from onrecord.ledger.said import actors_named
from onrecord.ledger.sources import issued, outlet, outlets
from onrecord.ledger.told import day_with, told
from onrecord.ledger.window import Stretch
from onrecord.store import tables as t

SINCE = "2010-01-01"


def day(connection: Connection, what: str) -> str | None:
    """The day from which on a page shows the last changes of a sort."""
    return day_with(connection, told(connection, Asked(), (what,), SINCE, None, begins=True), 3)


def first(connection: Connection) -> object:
    """Where one commitment stands."""
    return standing(connection, str(connection.execute(select(t.thread.c.id).limit(1)).scalar_one()))


# A question, and how SQLite finds what it asks for.
CASES: dict[str, tuple[Callable[[Connection], object], str]] = {
    "what is new": (lambda of: day(of, "new"), "USING COVERING INDEX ix_step_begun (seq=? AND day>?)"),
    "what was softened": (lambda of: day(of, "softened"), "USING INDEX ix_step_softened (day>?)"),
    "what dropped something": (lambda of: changes(of, SINCE, whats=("dropped",)), "USING INDEX ix_reading_series"),
    "what came after a moment": (lambda of: news(of, "2020", Asked(), ("new",), 1), "ix_document_added (added>?)"),
    "until when the store was written": (until, "SEARCH page USING COVERING INDEX ix_page_checked"),
    "commitments, the last touched first": (lambda of: commitments(of, Asked()), "SCAN step USING INDEX ix_step_day"),
    "one commitment": (first, "SEARCH step USING INDEX sqlite_autoindex_step_1 (thread=?)"),
    "the stretch of what stands": (
        lambda of: led_by(of, Asked(), "commits", undated=False).stretch(None, None),
        "USING COVERING INDEX ix_step_day",
    ),
    "where events were": (
        lambda of: countries(of, None, Stretch(), (SINCE, None)), "SEARCH event USING INDEX ix_event_day (day>?)"
    ),
    "outlets": (outlets, "USING COVERING INDEX ix_reading_publisher"),
    "an outlet": (lambda of: outlet(of, "Reuters"), "USING COVERING INDEX ix_reading_publisher (publisher=?)"),
    "its documents": (lambda of: issued(of, "Reuters", 3), "USING INDEX ix_reading_publisher (publisher=?)"),
    "a document by its address": (lambda of: named(of, "https://example.org"), "USING INDEX ix_appearance_url (url=?)"),
    "a document by its source": (lambda of: named(of, "paper.pdf"), "USING INDEX ix_appearance_source (source=?)"),
    "bearers of a family name": (
        lambda of: actors_named(of, "Kim"), "USING COVERING INDEX ix_actor_family (family=?)"
    ),
    "actors by a name": (lambda of: bearers(of, "Kim"), "USING COVERING INDEX ix_actor_family (family=?)"),
}  # fmt: skip


def named(connection: Connection, name: str) -> None:
    """Returns nothing: no document is called that, and it was looked for."""
    with pytest.raises(Exception, match="no such document"):
        document_named(connection, name)


@contextmanager
def asked_of(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """The questions that are asked meanwhile, with their values."""
    found: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        found.append((statement, values))

    event.listen(connection.engine, "before_cursor_execute", note)
    yield found
    event.remove(connection.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", CASES)
def test_it_is_found_by_an_index(samples: Connection, name: str) -> None:
    ask, way = CASES[name]
    with asked_of(samples) as questions:
        ask(samples)
    plans = [
        row[3]
        for statement, values in questions
        for row in samples.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]
    assert any(way in one for one in plans), "\n".join(plans)
