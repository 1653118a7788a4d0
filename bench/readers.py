"""Many who read the web app at once, while `onrecord add` writes to its store.

    python -m bench.readers STORE [--readers N] [--seconds N] [--pause N] [--add FOLDER] [--jobs N]

The server, the readers and the command are processes of their own. Each reader asks for one page after another, over a
connection that is kept: without a pause, or after that of `--pause` seconds, as who reads what was asked for. The store
is written to.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from bench.addresses import addresses
from onrecord.samples import samples
from onrecord.store.opened import open_store
from onrecord.web.app import site_of

READERS, SECONDS = 50, 60.0
# Addresses of each page that are asked for, and seconds that the server has to start.
_EACH, _START = 40, 60.0
# Texts that are added, so many that it takes longer than the readers read.
_TEXTS = 600


class Read(NamedTuple):
    """What came of it: requests, those that failed, their times in milliseconds; documents added meanwhile."""

    requests: int
    errors: list[str]
    p50: float
    p95: float
    most: float
    seconds: float
    added: int
    server_cpu: float

    @property
    def rate(self) -> float:
        """Requests that were answered a second."""
        return self.requests / self.seconds


class Serving(NamedTuple):
    """A server that runs, and the number of its process."""

    port: int
    process: int


@contextmanager
def serving(store: Path) -> Iterator[Serving]:
    """`onrecord serve` on the store, at a port of its own; raises RuntimeError where it does not start."""
    command = [sys.executable, "-m", "onrecord", "serve", "--db", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            assert server.stderr is not None  # noqa: S101 - it was asked for
            said = server.stderr.readline()
            if " at http://" not in said:
                raise RuntimeError(f"the server does not start: {said}")
            yield Serving(int(said.split(" at http://")[1].split("/")[0].rpartition(":")[2]), server.pid)
        finally:
            server.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()


def texts_in(folder: Path, many: int = _TEXTS) -> None:
    """Returns nothing: the folder holds texts to add, the samples with other numbers in them."""
    whole = [one.data.decode() for one in samples()]
    for at in range(many):
        text = whole[at % len(whole)]
        (folder / f"{at:04}.txt").write_text(f"Edition {at} of the day.\n\n{text}", "utf-8")


def filled(store: Path, folder: Path) -> None:
    """Returns nothing: the store holds what can be read of a folder; raises RuntimeError where that is nothing."""
    command = [sys.executable, "-m", "onrecord", "add", "--db", str(store), str(folder), "--json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if not _documents(store):
        raise RuntimeError(f"nothing was added: {done.stderr[-300:]}")


def read(
    store: Path,
    readers: int = READERS,
    seconds: float = SECONDS,
    add: Path | None = None,
    jobs: int | None = None,
    pause: float = 0,
) -> Read:
    """What came of so many readers in so many seconds, while a folder of texts was added (if none is given, ours)."""
    with open_store(store, make=False) as opened:
        asked = [address for _, address in addresses(site_of(opened).openapi(), opened, _EACH)]
        before = _documents(store)
    with tempfile.TemporaryDirectory() as work, serving(store) as server:
        if add is None:
            texts_in(Path(work))
        asks = Path(work) / "addresses.json"
        asks.write_text(json.dumps(asked), "utf-8")
        command = [sys.executable, "-m", "onrecord", "add", "--db", str(store), str(add or work), "--json"]
        command += [] if jobs is None else ["--jobs", str(jobs)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as adding:
            try:
                while _documents(store) == before and adding.poll() is None:
                    time.sleep(0.5)
                began = _cpu(server.process)
                client = [sys.executable, "-m", "bench.readers", "--client"]
                client += [str(server.port), str(asks), str(readers), str(seconds), str(pause)]
                heard = subprocess.run(client, check=True, stdout=subprocess.PIPE, text=True).stdout
                took = _cpu(server.process) - began
                ended = adding.poll()
            finally:
                adding.send_signal(signal.SIGINT)
                said = adding.communicate()[1]
        found: dict[str, Any] = json.loads(heard)
        errors = list(found["errors"])
        if ended is not None:
            errors.append(f"`onrecord add` ended too soon, with {ended}: {said[-300:]}")
        times = found["times"]
        cut = statistics.quantiles(times, n=20)
        added = _documents(store) - before
        return Read(len(times), errors, statistics.median(times), cut[-1], max(times), found["seconds"], added, took)


def told(found: Read) -> str:
    """What came of it, in a line."""
    return (
        f"{found.seconds:.0f} s: {found.requests} requests ({found.rate:.0f} a second), {len(found.errors)} errors; "
        f"p50 {found.p50:.0f} ms, p95 {found.p95:.0f} ms, at most {found.most:.0f} ms; {found.added} documents added; "
        f"{found.server_cpu:.0f} CPU-seconds of the server"
    )


def _documents(store: Path) -> int:
    """How many documents the store has."""
    from sqlalchemy import func, select

    from onrecord.store import tables as t

    with open_store(store, make=False) as opened, opened.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(t.document)).scalar_one())


def _cpu(process: int) -> float:
    """Seconds of a processor that a process and its children have taken (Linux; 0 elsewhere)."""
    taken = 0.0
    for one in (process, *_children(process)):
        with suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text("ascii").rpartition(")")[2].split()
            taken += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return taken


def _children(process: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()))
    except OSError:
        return []


async def _reader(
    port: int, asked: Sequence[str], first: int, until: float, pause: float, times: list[float], errors: list[str]
) -> None:
    """Returns nothing: one page after another was asked for, until that time, each page's milliseconds noted."""
    at = first
    reading, writing = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
    await asyncio.sleep(pause * (first % 100) / 100)  # not all at once
    while time.monotonic() < until:
        address = asked[at % len(asked)]
        at += 1
        began = time.perf_counter()
        writing.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await reading.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reading.readexactly(length)
        times.append((time.perf_counter() - began) * 1000)
        status = head.split(b" ", 2)[1].decode()
        # A question about somebody who is not there is answered too.
        if status not in ("200", "400", "404"):
            errors.append(f"{status} {address}")
        await asyncio.sleep(pause)
    writing.close()


async def clients(port: int, asked: Sequence[str], readers: int, seconds: float, pause: float = 0) -> dict[str, Any]:
    """What so many readers met with: times in milliseconds, errors, seconds that it took."""
    times: list[float] = []
    errors: list[str] = []
    began = time.monotonic()
    every = [_reader(port, asked, number * 37, began + seconds, pause, times, errors) for number in range(readers)]
    for one in await asyncio.gather(*every, return_exceptions=True):
        if isinstance(one, BaseException):
            errors.append(f"{type(one).__name__}: {one}")
    return {"times": times, "errors": errors, "seconds": time.monotonic() - began}


def main() -> int:
    """The exit code, after the figures were printed."""
    if sys.argv[1:2] == ["--client"]:
        port, asks, readers, seconds, pause = sys.argv[2:7]
        asked = json.loads(Path(asks).read_text("utf-8"))
        print(json.dumps(asyncio.run(clients(int(port), asked, int(readers), float(seconds), float(pause)))))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pause", type=float, default=0, help="seconds of each between two pages")
    parser.add_argument("--add", type=Path, help="a folder of texts to add; else the samples, often")
    parser.add_argument("--jobs", type=int, help="of `onrecord add`")
    given = parser.parse_args()
    found = read(given.store, given.readers, given.seconds, given.add, given.jobs, given.pause)
    for line in found.errors[:20]:
        print(f"error: {line}")
    print(f"{given.readers} readers, {given.pause:g} s between two pages, {told(found)}")
    return 1 if found.errors else 0


if __name__ == "__main__":
    sys.exit(main())
