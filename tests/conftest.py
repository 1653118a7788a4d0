"""What several tests share: texts whose expected spans are marked inline."""

import os
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from onrecord.store.opened import Store

# Tests run beside each other, and so do the commands that they start: threads of numpy would wait for their cores.
os.environ.setdefault("OMP_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent


# Files that take longest come first, so that no process is left with them alone when the others are done.
LONG = (
    "web/test_injection", "web/test_browser", "test_corpus", "torture/test_torture", "store/test_revisits",
    "web/test_team", "test_bench_patterns", "cli/test_add", "web/test_routes", "web/test_processes", "test_floors",
    "store/test_adding", "test_readme", "watch/test_rounds", "web/test_pages", "web/test_compare", "web/test_places",
    "web/test_review", "web/test_schemathesis", "cli/test_watch", "store/test_versions", "watch/test_indexes",
    "web/test_charts", "acquire/test_html", "cli/test_ledger_commands", "web/test_api", "store/test_reviewing",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Returns nothing: the tests of the files that take longest stand first."""
    places = {f"{ROOT}/tests/{name}.py": at for at, name in enumerate(LONG)}
    items.sort(key=lambda one: places.get(str(one.path), len(LONG)))


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its `[[…]]` marks, and the spans that they enclosed, in order of their openings."""
    plain: list[str] = []
    open_at: list[int] = []
    spans: dict[int, tuple[int, int]] = {}
    length = 0
    order: list[int] = []
    for piece in re.split(r"(\[\[|\]\])", text):
        if piece == "[[":
            open_at.append(len(order))
            order.append(length)
        elif piece == "]]":
            index = open_at.pop()
            spans[index] = (order[index], length)
        else:
            plain.append(piece)
            length += len(piece)
    return "".join(plain), [spans[index] for index in sorted(spans)]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold beside the project; tests that need it skip where it is not."""
    folder = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    if not (folder / "READING.md").is_file():
        pytest.skip("needs the data folder ../shared, which a clone of the project does not have")
    return folder


def chromium() -> str | None:
    """Where Chromium is; skips where there is none, unless $CI says that there must be one.

    Without its windows it takes a third less of the processor.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    where = os.environ.get("ONRECORD_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if where is None and not os.environ.get("CI"):
        pytest.skip("needs Chromium (apt install chromium-headless-shell), or its path in $ONRECORD_CHROMIUM")
    return where


@cache
def nothing() -> bytes:
    """The file of a store in which nothing is, as `open_store` makes it."""
    from onrecord.store.opened import open_store

    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        open_store(path).close()
        return path.read_bytes()


def new_store(path: Path) -> "Store":
    """A new store in a file, from a copy: to make its tables takes longer than many a test."""
    from onrecord.store.opened import open_store

    path.write_bytes(nothing())
    return open_store(path, make=False)


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the twelve samples, read by the rules alone; who changes it copies it first."""
    from importlib.resources import files

    from onrecord.acquire.sources import items
    from onrecord.store.adding import How, added
    from onrecord.store.opened import open_store

    path = tmp_path_factory.mktemp("ledger") / "samples.db"
    failures = []
    with open_store(path) as store:
        tell = lambda one: failures.append(one) if one.what != "added" else None  # noqa: E731
        added(store, items([str(files("onrecord.samples"))]), How("rules"), tell)
    assert not failures
    return path
