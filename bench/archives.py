"""A crawl into the store: `onrecord add` of a web archive made of the corpus, with its time and its memory.

    python -m bench.archives [--pages N]

The pages are the data folder's saved pages and the texts of its corpus, set into pages with all that stands around an
article; where there are more pages than texts, further ones are put together of their paragraphs. Memory is the
resident memory of all processes of the command, added up once a second: what they share counts for each. Beside it
stands the same with what is shared counted once (PSS).
"""

import argparse
import gzip
import hashlib
import html
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from bench import data
from bench.crawl import answer, chunked, record
from bench.pages import FOLDER, led_back
from bench.speed import ONE_THREAD
from onrecord.acquire.encoding import decoded
from onrecord.acquire.html import read_page
from onrecord.acquire.warc import counted, pages
from onrecord.store.clock import now

CORPORA = ("corpus/news-mix", "corpus/rok-us", "corpus/other-alliances")
PAGES = 5_000
# Documents of which each paragraph is led back to its page.
LED_BACK = 200
SECONDS = 1.0
_TOLD = 60.0


class Added(NamedTuple):
    """What adding an archive came to.

    Of the seconds of `cpu`, `first` are those of the process that takes the pages in and keeps what was read of them.
    `peaks` are those of each quarter of the time, in MB, `shared_once` the highest where what processes share counts
    once; `outcome` is the command's own sum. Of `documents`, `kept` have the very bytes of their record as source; of
    those that were `tried`, all paragraphs of `led_back` lead back to these.
    """

    pages: int
    size: float
    counting: float
    wall: float
    cpu: float
    first: float
    peaks: list[float]
    shared_once: float
    outcome: dict[str, int]
    documents: int
    kept: int
    led_back: int
    tried: int

    @property
    def done(self) -> int:
        """How many pages the command was done with."""
        return sum(self.outcome.get(name, 0) for name in ("added", "again", "appeared", "known", "failed"))

    @property
    def growth(self) -> float:
        """By how much the peak of the last quarter is above that of the first, as a share."""
        return self.peaks[-1] / self.peaks[0] - 1


def measured(folder: Path, work: Path, many: int = PAGES, told: bool = False) -> Added:
    """What adding an archive of so many pages takes, in a child process on the processors that there are."""
    archive, store = work / "crawl.warc.gz", work / "crawl.db"
    with archive.open("wb") as file:
        for one in crawl(folder, many):
            file.write(one)
    began = time.process_time()
    found = counted(str(archive)).pages
    counting = time.process_time() - began
    wall, cpu, sizes, said = _run(archive, store, told)
    first = max(seconds for _, _, seconds in sizes)
    quarter = max(1, len(sizes) // 4)
    ends = [*range(quarter, 4 * quarter, quarter), len(sizes)]
    peaks = [max(size for size, _, _ in sizes[max(0, end - quarter) : end]) for end in ends]
    documents, kept, led, tried = _checked(archive, store)
    outcome = {name: value for name, value in said.items() if isinstance(value, int)}
    size, once = archive.stat().st_size / 1e6, max(once for _, once, _ in sizes)
    return Added(found, size, counting, wall, cpu, first, peaks, once, outcome, documents, kept, led, tried)


def crawl(folder: Path, many: int) -> Iterator[bytes]:
    """The members of an archive, in the order of a crawl: pages, and between them what a crawler keeps beside them."""
    yield gzip.compress(record(b"software: a test\r\n", None, "warcinfo", media="application/warc-fields"), 6, mtime=0)
    for number, (page, url) in enumerate(_pages(folder, many)):
        sent: dict[str, str] = {}
        body = page
        if number % 4 == 0:
            body, sent = gzip.compress(page, 6, mtime=0), {"Content_Encoding": "gzip"}
        if number % 4 == 1:
            body, sent = chunked(page, 4096), {"Transfer_Encoding": "chunked"}
        request = record(b"GET / HTTP/1.1\r\n\r\n", url, "request", media="application/http; msgtype=request")
        beside = [request, record(answer(body, "text/html", **sent), url)]
        if number % 10 == 3:
            beside.append(record(answer(b"no", status="404 Not Found"), f"{url}/more"))
            beside.append(record(answer(random.Random(number).randbytes(20_000), "image/jpeg"), f"{url}/image.jpg"))
            beside.append(record(b"", url, "revisit"))
        yield b"".join(gzip.compress(one, 6, mtime=0) for one in beside)


def _pages(folder: Path, many: int) -> Iterator[tuple[bytes, str]]:
    """So many pages, each another, with their addresses."""
    saved = sorted((folder / FOLDER).glob("*.html"))[: many // 10]
    for number, path in enumerate(saved):
        yield path.read_bytes(), f"https://saved.example/{number}"
    texts = [path for corpus in CORPORA for path in sorted((folder / corpus).glob("*.txt"))]
    random.Random(5).shuffle(texts)
    for number in range(many - len(saved)):
        path = texts[number % len(texts)]
        about = json.loads(path.with_suffix(".json").read_text("utf-8"))
        day = str(about.get("published") or "")
        blocks = _blocks(path) if number < len(texts) else _mixed(texts, number)
        title = f"{about.get('title') or 'Without a title'}" + (f" ({number})" if number >= len(texts) else "")
        yield _page(title, day, blocks, number), f"https://press{number % 40}.example/news/{number}"


def _blocks(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    found = [part.strip() for part in text.split("\n\n") if part.strip()]
    return found if len(found) > 2 else [line.strip() for line in text.split("\n") if line.strip()]


def _mixed(texts: list[Path], number: int) -> list[str]:
    """Paragraphs of three texts, some in a row of each."""
    chosen = random.Random(number)
    blocks: list[str] = []
    for path in chosen.sample(texts, 3):
        found = _blocks(path)
        at = chosen.randrange(max(1, len(found) - 8))
        blocks += found[at : at + chosen.randint(3, 10)]
    return blocks


def _page(title: str, day: str, blocks: list[str], number: int) -> bytes:
    """The text as a page of a news site, with what stands around it there."""
    links = "".join(f'<li><a href="/section/{at}">Section {at}</a></li>' for at in range(25))
    more = "".join(
        f'<li><a href="/news/{number + at}"><img src="/i/{at}.jpg" alt=""><span>More news of that day, {at}</span></a>'
        "</li>"
        for at in range(12)
    )
    said = f'<meta property="article:published_time" content="{html.escape(day)}">' if len(day) == 10 else ""
    text = "\n".join(f"<p>{html.escape(block)}</p>" for block in blocks)
    heading = html.escape(title)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{heading} | The Press</title>{said}'
        f'<meta property="og:site_name" content="The Press {number % 40}"><script>var a = {{"n": {number}}};</script>'
        f"<style>.a{{color:red}}</style></head><body><header><nav><ul>{links}</ul></nav></header><main><article>"
        f'<h1>{heading}</h1><div class="share"><a href="#">Share</a><a href="#">Print</a></div>{text}</article>'
        f'<aside><h2>More</h2><ul>{more}</ul></aside></main><footer><p>© The Press. <a href="/terms">Terms</a> '
        '<a href="/privacy">Privacy</a></p><form><input name="mail"><button>Subscribe</button></form></footer>'
        "</body></html>"
    ).encode()


def _run(
    archive: Path, store: Path, told: bool
) -> tuple[float, float, list[tuple[float, float, float]], dict[str, object]]:
    """Wall and CPU seconds, `_resident` by the second, and what the command says in the end."""
    command = [sys.executable, "-m", "onrecord", "add", str(archive), "--db", str(store), "--json"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    sizes: list[tuple[float, float, float]] = []
    next_told = _TOLD
    alone = os.environ | ONE_THREAD
    with (
        (store.parent / "said").open("w+b") as out,
        (store.parent / "heard").open("w+b") as err,
        subprocess.Popen(command, stdout=out, stderr=err, start_new_session=True, env=alone) as child,
    ):
        while child.poll() is None:
            sizes.append(_resident(child.pid))
            time.sleep(SECONDS)
            passed = time.monotonic() - began
            if told and passed > next_told:
                next_told += _TOLD
                size, _, seconds = sizes[-1]
                said = f"{_documents(store)} documents, {size:.0f} MB, first process {seconds:.0f} s"
                print(f"{now()} {passed:.0f} s: {said}")
                sys.stdout.flush()
        wall = time.monotonic() - began
        out.seek(0)
        err.seek(0)
        outcome = json.loads(out.read() or b"{}")
        if not outcome:
            heard = err.read().decode(errors="replace").strip()[-300:]
            raise RuntimeError(f"`onrecord add` ended with {child.returncode}: {heard or 'without a word'}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, sizes, outcome


def _resident(session: int) -> tuple[float, float, float]:
    """The resident memory, in MB, of the processes of a session, the same with what they share counted once, and the
    CPU seconds of the first of them.
    """
    total = once = ticks = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(stat[3]) == session:
                    ticks += int(stat[11]) + int(stat[12]) if int(entry.name) == session else 0
                    total += int((entry / "statm").read_text().split()[1]) * resource.getpagesize()
                    once += int((entry / "smaps_rollup").read_text().partition("\nPss:")[2].split()[0]) * 1024
            except (OSError, IndexError):  # it has ended
                continue
    return total / 1e6, once / 1e6, ticks / os.sysconf("SC_CLK_TCK")


def _documents(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as opened:
            return int(opened.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.Error:
        return 0


def _checked(archive: Path, store: Path) -> tuple[int, int, int, int]:
    """How many documents there are, how many have the bytes of the record that they name; and of some, how many lead
    back to their words with all paragraphs.
    """
    hashes = {one.name: hashlib.sha256(one.page.data).hexdigest() for one in pages(str(archive)) if one.page}
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as opened:
        rows = opened.execute("SELECT source, source_sha256, url, document FROM appearance ORDER BY source").fetchall()
        kept = sum(hashes.get(source) == digest for source, digest, _, _ in rows)
        some = rows[:: max(1, len(rows) // LED_BACK)]
        led = sum(_leads_back(opened, *row[1:]) for row in some)
    return len(rows), kept, led, len(some)


def _leads_back(opened: sqlite3.Connection, source: str, url: str, document: str) -> bool:
    """True if each paragraph of a document is found again, by both ways, in the page that is kept with it."""
    raw, text = (
        opened.execute("SELECT bytes FROM blob WHERE sha256 = ?", (name,)).fetchone()[0] for name in (source, document)
    )
    read = read_page(raw, url=url)
    counts = led_back(read, decoded(raw), raw)
    ways = {counts[f"paragraphs led back by {way}"] for way in ("XPath", "bytes")}
    return read.text.encode("utf-8", "surrogatepass") == text and ways == {counts["paragraphs"]}


def main(arguments: list[str]) -> int:
    """The exit code, after the figures were printed."""
    parser = argparse.ArgumentParser(prog="python -m bench.archives")
    parser.add_argument("--pages", type=int, default=PAGES)
    given = parser.parse_args(arguments)
    folder = data.shared()
    if folder is None:
        print("the data folder ../shared is not here; nothing to measure on")
        return 0
    with tempfile.TemporaryDirectory() as work:
        found = measured(folder, Path(work), given.pages, told=True)
    print(f"{found.pages} pages, {found.size:.0f} MB packed, counted in {found.counting:.1f} CPU s; {found.outcome}")
    print(f"{found.done / found.wall:.2f} documents a second of the clock, {found.wall:.0f} s in all")
    print(f"{found.cpu / found.done:.2f} CPU seconds a document, {found.first / found.done:.2f} in the first process")
    print(
        f"peak of each quarter, MB: {', '.join(f'{peak:.0f}' for peak in found.peaks)} ({found.growth:+.1%}); "
        f"shared once: {found.shared_once:.0f}"
    )
    print(f"{found.kept} of {found.documents} have their record's bytes")
    print(f"{found.led_back} of {found.tried} lead back to their words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
