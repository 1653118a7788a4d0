"""The guard against servers that mean harm: who reached a canary on loopback, what bombs take of memory and time.

    python -m bench.guard [--seconds N]

Prints what came of each, and the sums. `--seconds` makes the limits of time shorter than they are in use (30 s).
"""

import argparse
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from bench.hostile import BOMBS, MISSING, SLOW, Site, moved, page
from bench.memory import peak
from bench.spellings import SPELLINGS
from onrecord.acquire.dialling import Network
from onrecord.acquire.guard import Guard, Limits
from onrecord.errors import ReadError

WAYS = ("direct", "redirected", "mixed A/AAAA", "second look-up differs")
# Made once: it takes longer than an attempt.
SAFETY = ssl.create_default_context()
# Addresses that are public; what is dialled there comes to our own site. No site of ours is meant by them.
PUBLIC = ("11.22.33.44", "2a00:1450:4001::1")


class Reached(NamedTuple):
    """What came of an attempt: dials that left for an address that is not public, and whether a page came back."""

    spelling: str
    way: str
    dialled: tuple[str, ...]
    read: bool


class Attack:
    """The canary, a public site that leads there, and a guard whose names are looked up and dialled by us."""

    def __init__(self, canary: Site, site: Site, way: str, spelling: str):
        self.canary, self.site, self.way, self.spelling = canary, site, way, spelling
        self.dials: list[str] = []
        self.looks = 0

    def resolve(self, host: str, _port: int) -> list[str]:
        """The addresses of a name. Of a name that is a spelling of an address it is loopback, as systems have it."""
        self.looks += 1
        inner = self.spelling.strip("[]")
        if host == "mixed.example":
            return [inner, PUBLIC[1], inner, PUBLIC[0], inner]
        if host == "second.example":
            return [PUBLIC[0]] if self.looks == 1 else [inner]
        return [PUBLIC[0]] if host.endswith(".example") else ["127.0.0.1"]

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection: to our site for a public address, else to what was asked for."""
        if address in PUBLIC:
            return socket.create_connection(("127.0.0.1", self.site.port), seconds)
        self.dials.append(address)
        return socket.create_connection((address, port), min(seconds, 0.2))

    def outcome(self, allowed: bool) -> Reached:
        """What came of it."""
        hosts = {"direct": self.spelling, "mixed A/AAAA": "mixed.example", "second look-up differs": "second.example"}
        host = hosts.get(self.way)
        url = f"http://{host}:{self.canary.port}/" if host else f"http://to.example/?{quote(self.spelling)}"
        try:
            Guard(Limits(pause=0), Network(self.resolve, self.dial), SAFETY).fetch(url, allow_private=allowed)
        except ReadError:
            return Reached(self.spelling, self.way, tuple(self.dials), False)
        return Reached(self.spelling, self.way, tuple(self.dials), True)


def attempts(
    ways: Iterable[str] = WAYS, spellings: Iterable[str] = SPELLINGS, allowed: bool = False
) -> tuple[list[Reached], int]:
    """What came of each spelling by each way, and how many connections the canary saw.

    Local addresses are `allowed` only to see that the canary tells.
    """
    told: list[str] = []

    def lead(target: str, _headers: dict[str, str]) -> Iterable[bytes]:
        if target == "/robots.txt":
            return [MISSING]
        return [moved(told[0]) if target.startswith("/?") else page(b"He said so.")]

    with Site(lambda *_: [page(b"canary")], everywhere=True) as canary, Site(lead) as site:
        found = []
        for spelling in spellings:
            told[:] = [f"http://{spelling}:{canary.port}/"]
            found += [Attack(canary, site, way, spelling).outcome(allowed) for way in ways]
        return found, canary.connections


class Outcome(NamedTuple):
    """What a bomb came to: the seconds that it took, and what the guard said; None where it read it."""

    name: str
    seconds: float
    said: str | None


def outcomes(guard: Guard, port: int, robots_port: int) -> Iterator[Outcome]:
    """What came of each bomb, one by one, and then of what is slow, all at once."""

    def one(name: str) -> Outcome:
        began = time.monotonic()
        here = robots_port if name.startswith("robots") else port
        try:
            guard.fetch(f"http://127.0.0.1:{here}/{quote(name)}", allow_private=True)
        except ReadError as error:
            return Outcome(name, time.monotonic() - began, str(error))
        return Outcome(name, time.monotonic() - began, None)

    yield from map(one, BOMBS)
    with ThreadPoolExecutor(len(SLOW)) as pool:
        yield from pool.map(one, SLOW)


class Bombs(NamedTuple):
    """How many there were, growth of memory in MB, the most seconds that one took, and the names of those read."""

    bombs: int
    growth: float
    seconds: float
    read: tuple[str, ...]
    said: dict[str, str]


def bombs(seconds: float) -> Bombs:
    """What the bombs take of this process, with a limit of so many seconds for each."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.hostile"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        port, robots_port = map(int, server.stdout.readline().split())
        guard = Guard(Limits(total=seconds, connect=min(10.0, seconds), pause=0))
        guard.fetch(f"http://127.0.0.1:{port}/honest", allow_private=True)
        before = peak()
        found = list(outcomes(guard, port, robots_port))
        growth = (peak() - before) * 1024 / 1e6
        server.kill()
    said = {one.name: f"{one.seconds:.1f} s: {one.said}" for one in found}
    read = tuple(one.name for one in found if one.said is None)
    return Bombs(len(found), growth, max(one.seconds for one in found), read, said)


def measured(seconds: float = 30.0) -> Bombs:
    """What the bombs take of a process of its own: memory that was had before does not hide it."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.guard", "--bombs", "--seconds", str(seconds)],
        capture_output=True,
        text=True,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Bombs)


def main(arguments: list[str]) -> int:
    """The exit code, after the figures were printed."""
    parser = argparse.ArgumentParser(prog="python -m bench.guard")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--bombs", action="store_true", help="only these")
    given = parser.parse_args(arguments)
    took = bombs(given.seconds)
    if given.bombs:
        print(msgspec.json.encode(took).decode())
        return 0
    found, connections = attempts()
    for name, said in took.said.items():
        print(f"{name}: {said}")
    print(f"{took.bombs} bombs: {took.growth:.0f} MB of memory, {took.seconds:.1f} s at most, read: {len(took.read)}")
    dials = sum(len(one.dialled) for one in found)
    print(f"{len(found)} attempts: {connections} connections to the canary, {dials} dials to what is not public")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
