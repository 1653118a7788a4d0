"""What the tests of the ledger share: the ledger of the samples, and stores of a few documents of our own."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.acquire.sources import Item
from onrecord.store.adding import How, added
from onrecord.store.opened import Store, open_store
from tests.conftest import new_store

Made = Callable[..., Store]


@pytest.fixture(scope="session")
def samples(ledger_file: Path) -> Iterator[Connection]:
    """A connection that reads the ledger of the samples."""
    with open_store(ledger_file, make=False) as store, store.reading() as connection:
        yield connection


@pytest.fixture
def own(ledger_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of the samples that a test may change."""
    path = tmp_path / "own.db"
    shutil.copy(ledger_file, path)
    with open_store(path, make=False) as store:
        yield store


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Gives a store of some documents, each with what is said of it: `made({"text": …, "published": …}, …)`."""
    stores: list[Store] = []

    def store_of(*documents: dict[str, str]) -> Store:
        store = new_store(tmp_path / f"{len(stores)}.db")
        stores.append(store)
        failures: list[object] = []
        lines = [Item(f"given:{number}", json.dumps(one).encode()) for number, one in enumerate(documents)]
        added(store, lines, How("rules"), lambda one: failures.append(one) if one.what != "added" else None)
        assert not failures
        return store

    yield store_of
    for store in stores:
        store.close()
