"""How long pages of the web app take over a store: at the server, until first paint in Chromium, and for many readers.

    python -m bench.web STORE [--each N] [--paint] [--read] [--api]

Server time is that from a request to the end of its answer, in this process and without a network, one request after
another. `--paint` opens a page of each kind in Chromium, `--read` runs `bench.readers`, which writes to the store.
"""

import argparse
import asyncio
import gzip
import math
import os
import shutil
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from bench import readers
from bench.addresses import addresses
from onrecord.store.opened import Store, open_store
from onrecord.web.app import site_of
from onrecord.web.page import API
from onrecord.web.shield import App, Message, Shield
from onrecord.web.warming import warm

EACH = 40
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
# Times that each page is painted; the middle one counts.
_PAINTS = 5


class Times(NamedTuple):
    """A page's times in milliseconds: of the clock and of the processor; how many addresses had no answer, and the
    address that took longest.
    """

    p50: float
    p95: float
    cpu_p50: float
    cpu_p95: float
    asked: int
    failed: int
    slowest: str


class Paint(NamedTuple):
    """Milliseconds to a page's first paint, and the bytes of its scripts when they are packed (gzip)."""

    first: float
    script: int


class _Asked(NamedTuple):
    status: int
    wall: float
    cpu: float


def times(store: Store, each: int = EACH, api: bool = False) -> dict[str, Times]:
    """The times of each page (or of its place in the API) over at most so many addresses of it.

    Each is asked for once: a second time its answer would be remembered.
    """
    site = site_of(store)
    warm(store)  # as `onrecord serve` does
    asked: dict[str, list[str]] = {}
    for path, address in dict.fromkeys(addresses(site.openapi(), store, each + 1)):
        asked.setdefault(path, []).append(f"{API if api else ''}{address}")
    shielded = Shield(site)
    return {path: asyncio.run(_times(shielded, some)) for path, some in asked.items()}


async def _times(app: App, asked: Sequence[str]) -> Times:
    """The times of the addresses; if there are more, not of the first, at which templates are made, tables loaded."""
    every = [(await _one(app, address), address) for address in asked]
    taken = every[1:] or every
    walls, cpus = ([one.wall for one, _ in taken], [one.cpu for one, _ in taken])
    failed = sum(one.status >= 500 for one, _ in taken)
    return Times(
        statistics.median(walls), _p95(walls), statistics.median(cpus), _p95(cpus), len(taken), failed,
        max(taken, key=lambda one: one[0].wall)[1],
    )  # fmt: skip


def _p95(values: Sequence[float]) -> float:
    """The least value that 95 of 100 do not exceed (nearest rank); of fewer than twenty, the highest."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


async def _one(app: App, address: str) -> _Asked:
    """One request: its status, and its milliseconds."""
    url = urlsplit(address)
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(url.path), "raw_path": url.path.encode(), "query_string": url.query.encode(), "root_path": "",
        "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        await app(scope, receive, send)
    except Exception:  # noqa: BLE001 - whatever it is, a server says 500
        status = 500
    return _Asked(status, (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)


def chromium() -> str | None:
    """Where Chromium is; None where there is none, or nothing to drive it by."""
    try:
        import playwright.sync_api  # noqa: F401 - it is in the extra `dev`
    except ImportError:
        return None
    return os.environ.get("ONRECORD_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)


def paints(store: Path, where: str) -> dict[str, Paint]:
    """What each page takes in Chromium, on loopback, the browser's cache empty of it."""
    from playwright.sync_api import sync_playwright

    with open_store(store, make=False) as opened:
        asked = dict(addresses(site_of(opened).openapi(), opened, 1))
    made = {}
    with readers.serving(store) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=list(_QUIET))
        base = f"http://127.0.0.1:{server.port}"
        for path, address in asked.items():
            some = [_paint(browser, f"{base}{address}") for _ in range(_PAINTS)]
            made[path] = Paint(statistics.median(one.first for one in some), some[0].script)
        browser.close()
    return made


def _paint(browser: Any, url: str) -> Paint:
    """One visit by somebody who was never there."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    scripts: list[Any] = []
    page.on("response", lambda one: scripts.append(one) if one.request.resource_type == "script" else None)
    page.goto(url, wait_until="load")
    first = page.evaluate(
        "new Promise(done => { const seen = () => performance.getEntriesByType('paint')[0];"
        " if (seen()) done(seen().startTime);"
        " else new PerformanceObserver(() => done(seen().startTime)).observe({type: 'paint', buffered: true}); })"
    )
    script = sum(len(gzip.compress(one.body())) for one in scripts)
    context.close()
    return Paint(float(first), script)


def main() -> int:
    """The exit code, after the figures were printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--each", type=int, default=EACH, help="addresses of each page")
    parser.add_argument("--api", action="store_true", help="the API instead of the pages")
    parser.add_argument("--paint", action="store_true")
    parser.add_argument("--read", action="store_true", help="many readers, and an `add`, which writes to the store")
    given = parser.parse_args()
    with open_store(given.store, make=False) as store:
        for path, one in times(store, given.each, given.api).items():
            cpu = f"CPU p50 {one.cpu_p50:6.1f} p95 {one.cpu_p95:6.1f}"
            failed = f"{one.failed} of {one.asked} failed"
            print(f"{path:<24} p50 {one.p50:6.1f} p95 {one.p95:6.1f} ms; {cpu}; {failed}; {one.slowest}")
    where = chromium()
    if given.paint and where is not None:
        for path, seen in paints(given.store, where).items():
            print(f"{path:<24} first paint {seen.first:5.0f} ms, {seen.script / 1000:.0f} kB of script")
    if given.read:
        print(readers.told(readers.read(given.store)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
