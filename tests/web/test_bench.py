"""What `make bench` asks of the web app, tried on the samples."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from bench import readers, web
from bench.addresses import addresses

from onrecord.store.opened import open_store
from onrecord.web.pages import PAGES
from tests.web.conftest import Served

T = TypeVar("T")


def _apart(work: Callable[[], T]) -> T:
    """What the work gives, done in a thread of its own: a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def _run(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    return _apart(lambda: asyncio.run(work()))


def test_every_page_has_times(ledger_file: Path) -> None:
    with open_store(ledger_file, make=False) as store:
        found = _apart(lambda: web.times(store, 2))
    assert {one.path.replace(":path", "") for one in PAGES} <= found.keys()
    for path, one in found.items():
        assert 1 <= one.asked <= 2, path
        assert one.failed == 0, path
        assert 0 < one.p50 <= one.p95 * 1.001, path


def test_readers_are_answered(site: Served, ledger_file: Path) -> None:
    with open_store(ledger_file, make=False) as store:
        asked = [address for _, address in addresses(site.app.openapi(), store, 2)]
    found = _run(lambda: readers.clients(site.port, asked, 5, 1.0))
    assert not found["errors"]
    assert len(found["times"]) >= 5


def test_an_answer_that_fails_is_an_error(site: Served) -> None:
    found = _run(lambda: readers.clients(site.port, ["/ledger", "/ledger?limit=0"], 2, 0.5))
    assert {one.split()[0] for one in found["errors"]} == {"422"}
