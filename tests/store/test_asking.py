"""Asking a store from many places: nothing can be changed, and nothing takes longer than it may."""

import threading
import time

import pytest
from sqlalchemy import Connection, text

from onrecord.errors import StoreError
from onrecord.store.asking import Asking
from onrecord.store.opened import Store
from tests.store.given import PLEDGED, put

# Rows made of nothing, so many that no database counts them in a second.
_ENDLESS = {
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT count(*) FROM generate_series(1, 100000000000)",
}


def test_nothing_can_be_changed(store: Store) -> None:
    put(store, PLEDGED)
    with Asking(store) as asking:
        with pytest.raises(StoreError, match=r"read-?only"), asking.reading() as connection:
            connection.execute(text("DELETE FROM facet"))
        with asking.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM act")).scalar()


def test_a_question_that_takes_too_long_is_told_so_and_the_next_one_is_answered(store: Store) -> None:
    with Asking(store, seconds=0.4) as asking:
        begun = time.monotonic()
        with pytest.raises(StoreError, match=r"took longer than 0\.4 s"), asking.reading() as connection:
            connection.execute(text(_ENDLESS[connection.dialect.name]))
        assert time.monotonic() - begun < 5
        with asking.reading() as connection:
            assert connection.execute(text("SELECT 1")).scalar() == 1


def test_one_state_is_seen_while_others_write(store: Store) -> None:
    with Asking(store) as asking, asking.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM act")).scalar()
        put(store, PLEDGED)
        assert connection.execute(text("SELECT count(*) FROM act")).scalar() == before


def test_an_answer_is_remembered_until_somebody_writes(store: Store) -> None:
    asked: list[int] = []

    def acts(connection: Connection, more: int = 0) -> int:
        asked.append(more)
        return int(connection.execute(text("SELECT count(*) FROM act")).scalar_one()) + more

    with Asking(store) as asking:
        before = asking.answer(acts, {})
        assert asking.answer(acts, {}) == before
        assert asking.answer(acts, {"more": 5}) == before + 5
        assert asked == [0, 5]
        put(store, PLEDGED)
        now = asking.answer(acts, {})
        assert now > before
        assert asking.answer(acts, {}) == now
        assert asked == [0, 5, 0]


def test_what_one_process_wrote_another_never_answers_without(store: Store) -> None:
    """While one thread writes, several ask: each is answered with all that was written before it asked."""
    written = 0
    late: list[tuple[int, int]] = []
    done = threading.Event()

    def rows(connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM made_with")).scalar_one())

    def ask() -> None:
        while not done.is_set():
            least = written
            found = asking.answer(rows, {}) - first
            if found < least:
                late.append((found, least))

    with Asking(store) as asking:
        first = asking.answer(rows, {})
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for one in threads:
            one.start()
        for number in range(150):
            with store.writing() as connection:
                connection.execute(
                    text("INSERT INTO made_with (name, value) VALUES (:name, '')"), {"name": f"{number}"}
                )
            written = number + 1
        done.set()
        for one in threads:
            one.join()
        assert late == []
        assert asking.answer(rows, {}) == first + 150
