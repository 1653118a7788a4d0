"""`onrecord add crawl.warc.gz`, in its own process: what becomes a document and what is told."""

import gzip
import json
import sqlite3
from pathlib import Path

from bench.crawl import answer, record

from tests.acquire.paper import pdf, set_in
from tests.cli.command import Run, run

WORDS = "Defence Minister Park Ji-won said in Seoul on Monday that South Korea will build {} patrol ships for Peru."
GERMAN = "<p>Der Minister sagte am Montag, dass die beiden Staaten sich im Mai wieder treffen werden, sagte er {} Mal."


def page(body: str) -> bytes:
    """A page with the body, as it was sent, packed."""
    html = f"<!DOCTYPE html><html><head><title>Ships</title></head><body><article><p>{body}</p></article></body></html>"
    return answer(gzip.compress(html.encode()), Content_Encoding="gzip")


def add(store: Path, *arguments: str) -> Run:
    """The finished `onrecord add` into the store, by the rules alone."""
    return run("add", *arguments, "--reader", "rules", "--db", str(store), "--jobs", "1")


def crawl(path: Path, *more: bytes) -> Path:
    """An archive of two pages, one of them at two times, and a paper, with what is none of these between them."""
    paper = pdf([set_in(WORDS.format("three"), 60, 700, 200)], title="A paper")
    parts = [
        record(b"software: ours\r\n", None, "warcinfo"),
        record(page(WORDS.format("two")), "https://example.org/ships", date="2025-03-04T10:20:30Z"),
        record(page(WORDS.format("four")), "https://example.org/ships", date="2025-03-05T10:20:30Z"),
        record(answer(b"no", status="404 Not Found"), "https://example.org/none"),
        record(answer(paper, "application/pdf"), "https://example.org/paper.pdf"),
        record(answer(b"<p>" + WORDS.format("five").encode()), "https://example.org/bare"),
        *more,
    ]
    path.write_bytes(b"".join(map(gzip.compress, parts)))
    return path


def appearances(store: Path) -> list[tuple[str, str]]:
    """The sources and addresses of what was added, in the order of the archive."""
    opened = sqlite3.connect(store)
    try:
        return opened.execute("SELECT source, url FROM appearance ORDER BY rowid").fetchall()
    finally:
        opened.close()


def test_its_pages_are_added_once(tmp_path: Path) -> None:
    archive, store = crawl(tmp_path / "crawl.warc.gz"), tmp_path / "my.db"
    done = add(store, str(archive))
    assert (done.returncode, done.stdout) == (0, f"added 3 documents, 1 new version of pages: {store}\n")
    assert done.stderr.splitlines() == [
        f"onrecord: {archive}: passed over, as no pages to read: 1 answers with another status than 200, "
        "1 records of type warcinfo"
    ]
    found = appearances(store)
    assert [url.removeprefix("https://example.org/") for _, url in found] == ["ships", "ships", "paper.pdf", "bare"]
    assert all(source.startswith(f"{archive}#") for source, _ in found)
    assert add(store, str(archive)).stdout == f"added 0 documents, 4 known already: {store}\n"
    said = run("said", "Park Ji-won", "--json", "--db", str(store)).stdout
    assert "five patrol ships" in said
    assert "<p>" not in said
    assert run("verify", "--db", str(store)).returncode == 0


def test_it_lies_in_a_folder_and_under_any_name(tmp_path: Path) -> None:
    folder, store = tmp_path / "press", tmp_path / "my.db"
    folder.mkdir()
    crawl(folder / "a.warc.gz")
    (folder / "b.txt").write_text(WORDS.format("nine"), "utf-8")
    (folder / "c.warc").write_bytes(b"no archive")
    done = add(store, str(folder))
    assert (done.returncode, done.stdout) == (
        3, f"added 4 documents, 1 new version of pages, 1 failed (see `onrecord findings`): {store}\n"
    )  # fmt: skip
    assert f"{folder / 'c.warc'}: is no web archive" in done.stderr
    other = crawl(tmp_path / "crawl")
    assert add(store, str(other)).stdout == f"added 0 documents, 4 known already: {store}\n"


def test_what_fails_is_told_by_count_once_it_is_much(tmp_path: Path) -> None:
    german = (record(page(GERMAN.format(number)), f"https://example.org/{number}") for number in range(30))
    archive, store = crawl(tmp_path / "crawl.warc.gz", *german), tmp_path / "my.db"
    archive.write_bytes(archive.read_bytes() + b"garbage")
    done = add(store, str(archive))
    assert (done.returncode, done.stdout) == (
        3, f"added 3 documents, 1 new version of pages, 31 failed (see `onrecord findings`): {store}\n"
    )  # fmt: skip
    lines = done.stderr.splitlines()
    assert len(lines) == 1 + 20 + 1
    assert lines[-1] == "onrecord: 11 more could not be read (see `onrecord findings`)"
    assert sum("is written in German" in line for line in lines) == 20
    kept = json.loads(run("findings", "--json", "--db", str(store)).stdout)
    assert sum("broken" in one["message"] for one in kept) == 1


def test_a_dry_run_and_a_limit(tmp_path: Path) -> None:
    archive, store = crawl(tmp_path / "crawl.warc.gz"), tmp_path / "my.db"
    assert add(store, str(archive), "--dry-run").stdout == f"would add 4 documents: {store}\n"
    assert add(store, str(archive), "--limit", "1").stdout == f"added 1 document, 3 left: {store}\n"


def test_read_says_what_takes_it(tmp_path: Path) -> None:
    plain = tmp_path / "b.warc"
    plain.write_bytes(record(page(WORDS.format("two"))))
    for archive in (crawl(tmp_path / "a.warc.gz"), plain):
        done = run("read", str(archive))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"onrecord: {archive}: is a web archive, of many pages; `onrecord add` takes it, into a store\n"
        )
