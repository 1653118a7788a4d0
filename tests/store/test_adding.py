"""Many documents into a store: whatever they come from, whatever fails, in one process or in several."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item, items, source
from onrecord.errors import ReadError
from onrecord.store import tables as t
from onrecord.store.adding import Done, How, added
from onrecord.store.opened import Store, open_store
from onrecord.store.pool import stand_back
from tests.store.given import DOZEN, PLEDGED, rows_of
from tests.store.test_unit import digest_of

RULES = How("rules")


def told(store: Store, paths: Iterable[Path | str], how: How = RULES) -> list[Done]:
    """What was told of each item, by name."""
    heard: list[Done] = []
    added(store, items(map(str, paths)), how, heard.append)
    return sorted(heard)


def whats(heard: Iterable[Done]) -> list[str]:
    """What became of each item."""
    return [one.what for one in heard]


def written(folder: Path) -> Path:
    """The folder, with eight texts, three of them with sidecars, and two files that cannot be read."""
    for number, piece in enumerate(DOZEN[:8]):
        path = folder / f"{number}.txt"
        path.write_text(piece.text, "utf-8")
        if number < 3:
            said = {"published": piece.published, "publisher": piece.publisher, "kind": "news", "series": "three"}
            path.with_suffix(".json").write_text(json.dumps(said), "utf-8")
    (folder / "3 empty.txt").write_bytes(b"")
    (folder / "4 picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".hidden.txt").write_text("Not to be read.", "utf-8")
    (folder / "table.csv").write_text("a,b", "utf-8")
    return folder


def test_a_folder_with_failing_documents_among_good_ones(store: Store, tmp_path: Path) -> None:
    """The good ones are added, the others kept as findings; a second run finds all of it known."""
    folder = written(tmp_path)
    heard = told(store, [folder])
    assert whats(heard) == ["added"] * 3 + ["failed", "added", "failed"] + ["added"] * 4 or len(heard) == 10
    assert sorted(whats(heard)) == ["added"] * 8 + ["failed"] * 2
    assert all(one.message and one.message.startswith(one.name) for one in heard if one.what == "failed")
    before = rows_of(store)
    assert (before["document"], before["finding"]) == (8, 2)
    assert sorted(set(whats(told(store, [folder])))) == ["failed", "known"]
    assert rows_of(store) == before
    digest_of(store)


def test_sidecars_say_where_a_text_appeared(store: Store, tmp_path: Path) -> None:
    """Their fields stand in the appearance; another sidecar is another appearance of the same text."""
    told(store, [written(tmp_path)])
    with store.reading() as connection:
        row = connection.execute(select(t.appearance).where(t.appearance.c.source == str(tmp_path / "0.txt"))).one()
    assert (row.published, row.publisher, row.kind, row.series) == ("2025-03-03", "Example News", "news", "three")
    (tmp_path / "0.json").write_text('{"published": "2025-03-02", "publisher": "Harbour Post"}', "utf-8")
    assert whats(told(store, [tmp_path / "0.txt"])) == ["added"]
    (tmp_path / "0.json").write_text('{"published": "2026-03-02", "publisher": "Late Post"}', "utf-8")
    assert whats(told(store, [tmp_path / "0.txt"])) == ["appeared"]
    (tmp_path / "0.json").write_text("{", "utf-8")
    assert whats(told(store, [tmp_path / "0.txt"])) == ["appeared"]
    assert rows_of(store)["appearance"] == 8 + 3
    digest_of(store)


def test_lines(store: Store, tmp_path: Path) -> None:
    """Each line of a file of JSON Lines is a document; a bad line fails alone, and goes once it was read."""
    path = tmp_path / "crawl.jsonl"
    good = [json.dumps({"text": one.text, "published": one.published}) for one in DOZEN[:2]]
    path.write_text("\n".join([good[0], "", '{"text": 5}', "{", good[1], good[0]]), "utf-8")
    heard = told(store, [path])
    assert {one.name.rpartition(":")[2]: one.what for one in heard} == {
        "1": "added", "3": "failed", "4": "failed", "5": "added", "6": "known",
    }  # fmt: skip
    path.write_text("\n".join([good[0], "", good[0], good[1]]), "utf-8")
    assert whats(told(store, [path])) == ["known"] * 3
    assert rows_of(store)["finding"] == 0
    assert rows_of(store)["document"] == 2


def test_standard_input(tmp_path: Path) -> None:
    """A text, or lines, on standard input; a failure of it goes when a text came."""
    code = (
        "import sys; from onrecord.store.adding import *; from onrecord.store.opened import open_store\n"
        "from onrecord.acquire.sources import items\n"
        "added(open_store(sys.argv[1]), items(['-']), How('rules'), lambda one: print(one.name, one.what))"
    )
    lines = "\n".join(json.dumps({"text": one.text}) for one in DOZEN[1:3])
    for given, said in (
        (b"\x89PNG", "standard input failed"),
        (PLEDGED.data, "standard input added"),
        (lines.encode(), "-:1 added\n-:2 added"),
    ):
        command = [sys.executable, "-c", code, str(tmp_path / "store.db")]
        done = subprocess.run(command, input=given, capture_output=True, check=True)
        assert done.stdout.decode().strip() == said
    with open_store(tmp_path / "store.db") as store:
        assert rows_of(store)["finding"] == 0
        assert rows_of(store)["document"] == 3


def test_a_document_that_fails_unforeseen_fails_alone(store: Store) -> None:
    """Where its text is looked for (a disk is full, say), as where it is read: it is named, and the others go on."""
    odd = Item("https://news.example/a", page=Opened(b"<p>Hello.", "https://news.example/a", 5))  # type: ignore[arg-type]
    good = Item("-", PLEDGED.data)
    heard: list[Done] = []
    added(store, [odd, good], RULES, heard.append)
    assert whats(heard) == ["failed", "added"]
    assert str(heard[0].message).startswith("https://news.example/a: cannot be read (")
    assert heard[0].unforeseen
    assert rows_of(store)["finding"] == 1


def test_a_document_whose_rows_the_database_refuses_fails_alone(store: Store) -> None:
    """Nothing of it is kept, it is told why, and those after it are added."""
    with store.engine.begin() as connection:
        connection.execute(text("CREATE UNIQUE INDEX one_of_each ON reading (publisher)"))
    heard: list[Done] = []
    lines = [json.dumps({"text": one.text, "publisher": name}) for one, name in zip(DOZEN, "aab", strict=False)]
    try:
        added(store, [Item(f"{at}", line.encode()) for at, line in enumerate(lines)], RULES, heard.append)
    finally:
        with store.engine.begin() as connection:
            connection.execute(text("DROP INDEX one_of_each"))
    assert whats(heard) == ["added", "failed", "added"]
    assert "cannot be kept (" in str(heard[1].message)
    assert (rows_of(store)["document"], rows_of(store)["finding"]) == (2, 1)


def test_a_path_that_does_not_exist(store: Store, tmp_path: Path) -> None:
    """It is named, and what came before it was added."""
    (tmp_path / "a.txt").write_bytes(PLEDGED.data)
    with pytest.raises(ReadError, match="no such file or folder"):
        told(store, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert rows_of(store)["document"] == 1


def test_limit_and_dry_run(store: Store, tmp_path: Path) -> None:
    """A dry run writes nothing; with a limit so many are read, and known ones do not count."""
    folder = written(tmp_path)
    before = rows_of(store)
    assert sorted(whats(told(store, [folder], How("rules", dry_run=True)))) == ["added"] * 8 + ["failed"] * 2
    assert rows_of(store) == before
    for there in (2, 4):
        told(store, [folder], How("rules", limit=2))
        assert rows_of(store)["document"] == there
    told(store, [folder], How("rules", limit=0))
    assert rows_of(store)["document"] == 4


def test_one_and_two_workers_do_the_same(tmp_path: Path) -> None:
    """What is told, and all that is asserted, does not depend on the number of processes; nor does a killed one count.

    In a third store a process that reads is killed while the others work: nothing is lost.
    """
    folder = written(tmp_path)
    made = []
    for number, workers in enumerate((1, 2, 2)):
        with open_store(tmp_path / f"{number}.db") as store:
            done = threading.Event()
            killed: list[int] = []
            if number == 2:
                threading.Thread(target=_kill_one, args=(done, killed), daemon=True).start()
            heard = told(store, [folder], How("rules", workers))
            done.set()
            assert bool(killed) is (number == 2)
            made.append((digest_of(store), rows_of(store), heard))
    assert made[0] == made[1] == made[2]


def test_no_process_outlives_the_one_that_was_killed(tmp_path: Path) -> None:
    """Those that read for it, and let others go before them, end too, and what it had added is whole."""
    code = (
        "import sys\nfrom onrecord.store.adding import *; from onrecord.store.opened import open_store\n"
        "from onrecord.acquire.sources import items\n"
        "if __name__ == '__main__':\n"
        "    added(open_store(sys.argv[1]), items(sys.argv[2:]), How('rules', 2), print)"
    )
    folder = written(tmp_path)
    (tmp_path / "run.py").write_text(code, "utf-8")
    running = subprocess.Popen([sys.executable, tmp_path / "run.py", tmp_path / "store.db", folder])
    while not (readers := _readers(running.pid)) or not all(os.getpriority(os.PRIO_PROCESS, one) for one in readers):
        time.sleep(0.02)
    running.kill()
    running.wait()
    until = time.monotonic() + 60
    while any(map(_runs, readers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_runs, readers))
    with open_store(tmp_path / "store.db") as store:
        digest_of(store)


def test_who_may_not_stand_back_goes_on_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that forbids it."""

    def forbidden(*_: int) -> None:
        raise PermissionError

    before = os.getpriority(os.PRIO_PROCESS, 0)
    monkeypatch.setattr(os, "setpriority", forbidden)
    stand_back(before + 1)
    assert os.getpriority(os.PRIO_PROCESS, 0) == before


def _kill_one(done: threading.Event, killed: list[int]) -> None:
    """Returns nothing: the first process that reads for this one is dead, and stands in `killed`."""
    while not done.is_set():
        for pid in _readers(os.getpid()):
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            return
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    """True unless the process has ended, be it that nobody asked after it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _readers(of: int) -> list[int]:
    """The processes that were spawned by one to read."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == of and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_a_source_tells_its_problem() -> None:
    """A problem is a value, in one line, for whatever item."""
    (item,) = items(["http://127.0.0.1:9/a"])
    found = source(item)
    assert found.document is None
    assert found.problem
    assert "\n" not in found.problem
