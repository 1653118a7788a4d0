"""`onrecord add`, in its own process: what it takes, what it says, and that it goes on where it was stopped."""

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.command import ARTICLE, COMMAND, Run, environment, loaded, run


def written(folder: Path, *names: str) -> None:
    """Returns nothing: the folder holds a copy of the article of its own under each name."""
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.replace("two patrol ships", f"{number + 3} patrol ships"), "utf-8")


def add(path: Path, *arguments: str, given: bytes | None = None, **more: str) -> Run:
    """The finished `onrecord add` into the store at the path, by the rules alone."""
    return run("add", *arguments, "--reader", "rules", "--db", str(path), given=given, **more)


def total(path: Path, of: str = "document") -> int:
    """How many rows a table of the store has."""
    store = sqlite3.connect(path)
    try:
        return int(store.execute(f"SELECT count(*) FROM {of}").fetchone()[0])  # noqa: S608
    finally:
        store.close()


def test_a_mixture_is_added_as_far_as_it_can_be_and_the_rest_is_a_finding(tmp_path: Path) -> None:
    folder, store = tmp_path / "press", tmp_path / "my.db"
    written(folder, "a.txt", "deep/er/b.txt", ".hidden.txt", "c.csv")
    about = {"title": "=HYPERLINK(1)", "published": "2024-03-05", "publisher": "@The Example", "kind": "poem"}
    (folder / "a.json").write_text(json.dumps(about), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 4)
    lines = [json.dumps({"text": ARTICLE, "url": "https://example.org/a", "published": "2024-03-06"}), "{", "", "[1]"]
    (folder / "more.jsonl").write_text("\n".join(lines), "utf-8")

    alone = ("--jobs", "1")
    dry = add(store, str(folder), str(tmp_path / "missing.txt"), "--dry-run", *alone)
    assert dry.returncode == 3
    assert dry.stdout.startswith("would add 3 documents, 5 failed: ")
    assert not store.exists()

    done = add(store, str(folder), str(tmp_path / "missing.txt"), *alone)
    assert done.returncode == 3
    assert done.stdout == f"added 3 documents, 5 failed (see `onrecord findings`): {store}\n"
    assert len(done.stderr.splitlines()) == 5 + 2
    assert f"{folder}: passed over, as no documents by their names: 1 .csv" in done.stderr
    assert f"{folder / 'a.txt'}: kind 'poem' is none of" in done.stderr
    found = json.loads(run("findings", "--json", "--db", str(store)).stdout)
    assert [one["code"] for one in found].count("not-read") == 4
    assert "kind-unknown" in {one["code"] for one in found}
    again = add(store, str(folder), "--json", *alone)
    assert again.returncode == 3
    assert json.loads(again.stdout) == {
        "added": 0, "edited": 0, "again": 0, "appeared": 0, "known": 3, "waiting": 0, "failed": 4, "left": 0,
        "store": str(store), "dry_run": False,
    }  # fmt: skip
    as_csv = run("documents", "--csv", "--db", str(store)).stdout
    rows = list(csv.DictReader(io.StringIO(as_csv, newline="")))
    assert {"'@The Example"} == {row["Publisher"] for row in rows if row["Title"] == "'=HYPERLINK(1)"}
    assert "https://example.org/a" in {row["Url"] for row in rows}
    (folder / "empty.txt").write_text(ARTICLE.replace("two patrol ships", "nine patrol ships"), "utf-8")
    assert add(store, str(folder / "empty.txt")).returncode == 0
    assert total(store) == 4
    assert "empty.txt" not in run("findings", "--db", str(store)).stdout


def test_standard_input_is_a_text_or_lines(tmp_path: Path) -> None:
    store = tmp_path / "my.db"
    assert add(store, "-", given=ARTICLE.encode()).returncode == 0
    lines = [json.dumps({"text": ARTICLE.replace("two", number), "published": "2024"}) for number in ("3", "4")]
    done = add(store, "-", given="\n".join(lines).encode())
    assert (done.returncode, done.stdout) == (0, f"added 2 documents: {store}\n")
    assert add(store, "-", given=ARTICLE.encode()).stdout == f"added 0 documents, 1 known already: {store}\n"
    assert total(store) == 3


def test_what_holds_nothing_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"\n")
    (tmp_path / "folder").mkdir()
    for path in ("empty.jsonl", "folder", "missing"):
        done = add(tmp_path / "my.db", str(tmp_path / path))
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "my.db").exists()
    assert add(tmp_path / "my.db", "a.txt", "--jobs", "0").returncode == 2
    assert run("add", "a.txt", "--reader", "tea-leaves").returncode == 2


def test_a_limit_leaves_the_rest_for_the_next_time_and_two_read_as_one(tmp_path: Path) -> None:
    written(tmp_path / "press", *(f"{letter}.txt" for letter in "abcde"))
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    first = add(one, str(tmp_path / "press"), "--limit", "2", "--jobs", "1")
    assert (first.returncode, first.stdout) == (0, f"added 2 documents, 3 left: {one}\n")
    rest = add(one, str(tmp_path / "press"), "--jobs", "1")
    assert rest.stdout == f"added 3 documents, 2 known already: {one}\n"
    both = add(two, str(tmp_path / "press"), "--jobs", "2")
    assert (both.returncode, both.stdout) == (0, f"added 5 documents: {two}\n")
    alone, together = (run("ledger", "--limit", "500", "--db", str(store)).stdout for store in (one, two))
    assert alone == together


def test_interrupted_an_add_goes_on_with_the_same_command(tmp_path: Path) -> None:
    press, store = tmp_path / "press.jsonl", tmp_path / "my.db"
    texts = [ARTICLE.replace("two patrol ships", f"{number} patrol ships") for number in range(3, 63)]
    press.write_text("\n".join(json.dumps({"text": text, "published": "2024-03-05"}) for text in texts), "utf-8")
    command = [*COMMAND, "add", str(press), "--reader", "rules", "--jobs", "1", "--db", str(store)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=tmp_path
    ) as running:
        end = time.monotonic() + 60
        while running.poll() is None and time.monotonic() < end and _kept(store) < 2:
            time.sleep(0.05)
        stands_back = os.getpriority(os.PRIO_PROCESS, running.pid)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"onrecord: interrupted\n")
    assert stands_back >= 5  # behind whoever looks at the ledger
    kept = total(store)
    assert 2 <= kept < len(texts)
    assert run("verify", "--db", str(store)).returncode == 0
    done = add(store, str(press), "--limit", "3", "--jobs", "1")
    assert done.returncode == 0
    assert f"added 3 documents, {kept} known already" in done.stdout
    assert run("verify", "--db", str(store)).returncode == 0


@pytest.mark.parametrize("pause", [None, 0.0, 0.3])
def test_ctrl_c_ends_an_add_with_its_readers_however_often_it_is_pressed(tmp_path: Path, pause: float | None) -> None:
    press, store = tmp_path / "press.jsonl", tmp_path / "my.db"
    texts = [ARTICLE.replace("two patrol ships", f"{number} patrol ships") for number in range(3, 203)]
    press.write_text("\n".join(json.dumps({"text": text, "published": "2024-03-05"}) for text in texts), "utf-8")
    command = [*COMMAND, "add", str(press), "--reader", "rules", "--jobs", "2", "--db", str(store)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=tmp_path, start_new_session=True
    ) as running:
        end = time.monotonic() + 120
        while running.poll() is None and time.monotonic() < end and _kept(store) < 2:
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        if pause is not None:
            time.sleep(pause)
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=120)
    assert running.returncode in (130, -signal.SIGINT)
    assert out == b""
    assert b"Traceback" not in err
    end = time.monotonic() + 60
    while (left := _group_lives(running.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left
    assert run("verify", "--db", str(store)).returncode == 0


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _kept(store: Path) -> int:
    try:
        return total(store) if store.exists() else 0
    except sqlite3.OperationalError:  # no tables yet
        return 0


def test_the_store_is_named_by_the_environment_or_lies_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    for more, expected in (({"ONRECORD_DB": "named.db"}, "named.db"), ({"ONRECORD_DB": ""}, "onrecord.db")):
        done = subprocess.run(
            [*loaded(), "add", "a.txt", "--dry-run"], cwd=tmp_path, env=environment(**more), capture_output=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.stdout.decode() == f"would add 1 document: {expected}\n"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_other_office_holders_make_another_reading(tmp_path: Path) -> None:
    store, holders = tmp_path / "my.db", tmp_path / "holders.csv"
    written(tmp_path, "a.txt")
    holders.write_text("name,office,state,from,to\nAna Torres,defence minister,Peru,2023-05,\n", "utf-8")
    assert add(store, str(tmp_path / "a.txt")).returncode == 0
    again = add(store, str(tmp_path / "a.txt"), "--offices", str(holders), "--json")
    assert json.loads(again.stdout)["again"] == 1
    assert json.loads(add(store, str(tmp_path / "a.txt"), "--offices", str(holders), "--json").stdout)["known"] == 1
    assert add(store, str(tmp_path / "a.txt"), "--offices", str(tmp_path / "nowhere.csv")).returncode == 2
