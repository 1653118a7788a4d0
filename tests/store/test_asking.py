"""Asking a store from many places: nothing can be changed, and nothing takes longer than it may."""

import time

import pytest
from sqlalchemy import text

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
