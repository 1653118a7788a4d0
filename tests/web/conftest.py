"""A real server on the ledger of the samples, asked over a real connection, and a real browser where there is one."""

import http.client
import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Error, Page, sync_playwright

from onrecord.store.opened import Store, open_store
from onrecord.web.app import server_of
from tests.conftest import chromium

# What axe knows of: WCAG 2.2 A and AA, and what is good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"type": "tag", "values": TAGS}
# A browser that asks nobody but the server of the tests; root has no sandbox.
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Served:
    """A server on a store, at a port of its own."""

    def __init__(self, store: Store, auth: bool = False):
        self.server = server_of(store, ["press.example"], auth=auth)
        self.app: FastAPI = self.server.config.app.app  # type: ignore[union-attr]
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> "Served":
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive()
            self.thread.join(0.01)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """What the server says to one request; `Host="…"` and the like are headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="session", autouse=True)
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The secret of the installation lies where the tests are, not with those of who runs them."""
    before = os.environ.get("ONRECORD_SECRET")
    os.environ["ONRECORD_SECRET"] = str(tmp_path_factory.mktemp("secret") / "secret")
    yield
    if before is None:
        del os.environ["ONRECORD_SECRET"]
    else:
        os.environ["ONRECORD_SECRET"] = before


def copy_of(ledger_file: Path, to: Path) -> Path:
    """A store of the samples that a test may change, at a place."""
    with closing(sqlite3.connect(ledger_file)) as whole, closing(sqlite3.connect(to)) as copy:
        whole.backup(copy)
    return to


@pytest.fixture(scope="session")
def site(ledger_file: Path) -> Iterator[Served]:
    """The samples, served."""
    with open_store(ledger_file, make=False) as store, Served(store) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window; skips where none is installed, unless $CI says that there must be one."""
    where = chromium()
    with sync_playwright() as playwright:
        try:
            made = playwright.chromium.launch(executable_path=where, args=list(QUIET))
        except Error as error:
            pytest.fail(f"Chromium does not start: {error}")
        yield made
        made.close()


@contextmanager
def visit(browser: Browser, url: str, *permissions: str, refused: bool = False) -> Iterator[Page]:
    """A page of a new visitor to a site; whatever the browser complains of fails the test.

    Where something is to be `refused`, that it was is no complaint.
    """
    context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 900})
    context.grant_permissions(list(permissions))
    made = context.new_page()
    made.set_default_timeout(10_000)
    heard: list[str] = []
    made.on("console", lambda said: heard.append(said.text))
    made.on("pageerror", lambda error: heard.append(str(error)))
    yield made
    context.close()
    assert not [one for one in heard if not (refused and "responded with a status of 4" in one)]


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    """A page of a new visitor to the samples."""
    with visit(browser, site.url) as made:
        yield made


def drawn(page: Page) -> None:
    """Returns nothing: the chart of the page, if it has one, was drawn."""
    if page.locator("figure.chart").count():
        page.locator("figure.chart[data-ready]").wait_for()


def looked_at(page: Page, wanted: Mapping[str, object] = EVERYTHING) -> None:
    """Returns nothing: axe found nothing on a page of what is wanted."""
    # Without this axe describes each element that is well, too, which takes it longer than to look at them.
    found = Axe().run(page, options={"runOnly": wanted, "resultTypes": ["violations"]})
    told = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found.response["violations"]]
    assert not told, (page.url, told)
