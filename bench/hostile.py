"""Servers that mean harm, to try the guard on: a canary that counts who comes, bombs, and answers that never end.

    python -m bench.hostile

Serves the bombs on a free port of loopback, prints it, and ends with its standard input. It runs beside what is
measured, so that what it makes does not count there.
"""

import gzip
import random
import select
import socket
import struct
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import unquote

Answer = Callable[[str, dict[str, str]], Iterable[bytes]]
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Site:
    """A server on loopback whose answers are raw bytes, sent as they come; it counts connections and keeps requests."""

    def __init__(self, answer: Answer, everywhere: bool = False):
        self.answer = answer
        self.connections = 0
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._socket = socket.create_server(("0.0.0.0" if everywhere else "127.0.0.1", 0), backlog=100)  # noqa: S104
        self.port: int = self._socket.getsockname()[1]
        self._listening = [self._socket]
        if everywhere and socket.has_dualstack_ipv6():
            self._listening.append(socket.create_server(("::", self.port), family=socket.AF_INET6))
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while self._listening:
            try:
                for ready in select.select(self._listening, [], [], 0.05)[0]:
                    connection, _ = ready.accept()
                    self.connections += 1
                    threading.Thread(target=self._serve_one, args=(connection,), daemon=True).start()
            except (OSError, ValueError):  # closed
                return

    def _serve_one(self, connection: socket.socket) -> None:
        with connection:
            try:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = connection.recv(65536)
                    if not more:
                        return
                    head += more
                first, *lines = head.decode("latin-1").split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
                self.requests.append((first.split(" ")[1], headers))
                for piece in self.answer(first.split(" ")[1], headers):
                    connection.sendall(piece)
            except OSError:  # who asked has gone
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        listening, self._listening = self._listening, []
        self._thread.join()
        for one in listening:
            one.close()


def page(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """An answer with its length."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{lines}\r\n".encode() + body


def moved(to: str, status: str = "302 Found", **headers: str) -> bytes:
    """An answer that leads on."""
    return page(b"", status, Location=to, **headers)


MB = 1_000_000
_OPEN = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


@cache
def _zeros(kind: str, megabytes: int = 120) -> bytes:
    """So many zeros, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, {"gzip": 31, "zlib": 15, "raw": -15}[kind])
    return b"".join([*(packer.compress(bytes(MB)) for _ in range(megabytes)), packer.flush()])


@cache
def _brotli(data: bytes) -> bytes:
    import brotli  # only where the bombs are made

    packed: bytes = brotli.compress(data, quality=5)
    return packed


@cache
def _mixed() -> bytes:
    """60 MB that shrink to an eightieth: below the ratio, so that it is the size that must stop them."""
    noise = random.Random(6)
    return b"".join(noise.randbytes(MB // 80) + bytes(MB - MB // 80) for _ in range(60))


def _zstd() -> bytes:
    """A frame of 100 MB (RFC 8878): blocks of a zero, 128 KB times."""
    block = 131_072
    return (
        b"\x28\xb5\x2f\xfd\x80\x58" + struct.pack("<I", 800 * block)
        + b"".join(((block << 3) | 2 | (number == 799)).to_bytes(3, "little") + b"\0" for number in range(800))
    )  # fmt: skip


def _drip(pieces: Iterable[bytes], pause: float = 0.05) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        time.sleep(pause)


def _forever(piece: bytes) -> Iterator[bytes]:
    while True:
        yield piece


def _packed(encoding: str, body: bytes) -> list[bytes]:
    return [page(body, Content_Encoding=encoding)]


def _after(head: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield head
    yield from pieces


def _chunks(piece: bytes) -> bytes:
    return f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


_CHUNKED = _OPEN + b"Transfer-Encoding: chunked\r\n\r\n"
_GZIPPED = _OPEN + b"Content-Encoding: gzip\r\n\r\n"
# By name, what is sent. All must end in an error of one line.
BOMBS: dict[str, Callable[[], Iterable[bytes]]] = {
    "gzip": lambda: _packed("gzip", _zeros("gzip")),
    "x-gzip": lambda: _packed("x-gzip", _zeros("gzip")),
    "deflate in zlib": lambda: _packed("deflate", _zeros("zlib")),
    "deflate, bare": lambda: _packed("deflate", _zeros("raw")),
    "br": lambda: _packed("br", _brotli(bytes(100 * MB))),
    "br in br": lambda: _packed("br, br", _brotli(_brotli(bytes(100 * MB)))),
    "zstd": lambda: _packed("zstd", _zstd()),
    "gzip in gzip": lambda: _packed("gzip, gzip", gzip.compress(_zeros("gzip"))),
    "gzip in br": lambda: _packed("gzip, br", _brotli(_zeros("gzip"))),
    "br in deflate": lambda: _packed("br, deflate", zlib.compress(_brotli(bytes(100 * MB)))),
    "gzip, three times": lambda: _packed("gzip, gzip, gzip", gzip.compress(gzip.compress(_zeros("gzip")))),
    "gzip, forty times": lambda: _packed(", ".join(["gzip"] * 40), gzip.compress(b"x")),
    "gzip, eighty to one": lambda: _packed("gzip", gzip.compress(_mixed())),
    "br, eighty to one": lambda: _packed("br", _brotli(_mixed())),
    "gzip of many files": lambda: _packed("gzip", gzip.compress(bytes(MB)) * 150),
    "gzip of a million empty files": lambda: _packed("gzip", gzip.compress(b"", mtime=0) * 900_000),
    "gzip, in chunks": lambda: _after(
        _OPEN + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n", [_chunks(_zeros("gzip")), _chunks(b"")]
    ),
    "gzip without an end": lambda: _after(_GZIPPED, _forever(_zeros("gzip", 20)[:-200])),
    "gzip that breaks off": lambda: _packed("gzip", gzip.compress(b"He said so. " * 900)[:-20]),
    "gzip that is none": lambda: _packed("gzip", b"\x1f\x8b\x08\x00" + b"He said so. " * 900),
    "br that is none": lambda: _packed("br", b"He said so. " * 900),
    "an encoding of its own": lambda: _packed("rot13", b"Ur fnvq fb."),
    "a body without an end": lambda: _after(_OPEN + b"\r\n", _forever(b"x" * 65536)),
    "chunks without an end": lambda: _after(_CHUNKED, _forever(_chunks(b"x" * 65536))),
    "chunks of a byte": lambda: _after(_CHUNKED, _forever(_chunks(b"x") * 10_000)),
    "a chunk that is longer than said": lambda: [_CHUNKED + b"3\r\nHe said so.\r\n0\r\n\r\n"],
    "a chunk of any size": lambda: _after(_CHUNKED + b"f" * 16 + b"\r\n", _forever(b"x" * 65536)),
    "a chunk's size without an end": lambda: _after(_CHUNKED + b"1;", _forever(b"x" * 65536)),
    "trailers without an end": lambda: _after(_CHUNKED + b"1\r\nx\r\n0\r\n", _forever(b"X-More: more\r\n" * 1000)),
    "length: 10 GB": lambda: [_OPEN + b"Content-Length: 10000000000\r\n\r\nHe said so."],
    "length: a hundred digits": lambda: [_OPEN + b"Content-Length: " + b"9" * 100 + b"\r\n\r\nHe said so."],
    "length: more than comes": lambda: [_OPEN + b"Content-Length: 5000\r\n\r\nHe said so."],
    "length: below nothing": lambda: [_OPEN + b"Content-Length: -1\r\n\r\nHe said so."],
    "length: two": lambda: [_OPEN + b"Content-Length: 3\r\nContent-Length: 11\r\n\r\nHe said so."],
    "headers without an end": lambda: _after(_OPEN, _forever(b"X-More: more\r\n" * 1000)),
    "a header without an end": lambda: _after(_OPEN + b"X-More: ", _forever(b"x" * 65536)),
    "a status without an end": lambda: _forever(b"HTTP/1.1 200 OK " + b"x" * 65536),
    "continue without an end": lambda: _forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
    "no protocol": lambda: [b"\0" * 200 + b"\r\n\r\n"],
    "nothing": list,
}
# The same, for those that take all the time that there is.
SLOW: dict[str, Callable[[], Iterable[bytes]]] = {
    "no answer": lambda: _drip([b""], 100),
    "a status that drips": lambda: _drip(bytes([letter]) for letter in b"HTTP/1.1 200 OK" + b"k" * 9000),
    "headers that drip": lambda: _after(_OPEN, _drip(_forever(b"X: y\r\n"))),
    "continue that drips": lambda: _drip(_forever(b"HTTP/1.1 100 Continue\r\n\r\n")),
    "a body that drips": lambda: _after(_OPEN + b"Content-Length: 100000\r\n\r\n", _drip(_forever(b"x"))),
    "chunks that drip": lambda: _after(_CHUNKED, _drip(_forever(_chunks(b"x")))),
    "gzip that drips": lambda: _after(_GZIPPED, _drip(bytes([part]) for part in _zeros("gzip"))),
    "a body that stops": lambda: _after(_OPEN + b"Content-Length: 50000\r\n\r\nHe said so.", _drip([b""], 100)),
    "robots.txt that drips": lambda: [page(b"He said so.")],
}
HONEST = b"The minister said on Tuesday that Norway would send two ships. " * 20


def answer(target: str, _headers: dict[str, str]) -> Iterable[bytes]:
    """What the server of bombs sends: /NAME is the bomb of that name, /honest a page."""
    name = unquote(target).lstrip("/")
    if name == "robots.txt":
        return [MISSING]
    return [page(HONEST)] if name == "honest" else {**BOMBS, **SLOW}[name]()


def robots_drip(target: str, headers: dict[str, str]) -> Iterable[bytes]:
    """As `answer`, of a site whose robots.txt drips."""
    return _after(_OPEN + b"\r\n", _drip(_forever(b"#"))) if target == "/robots.txt" else answer(target, headers)


if __name__ == "__main__":
    for make in BOMBS.values():  # those that are made once are made before time is taken
        next(iter(make()), b"")
    with Site(answer) as bombs, Site(robots_drip) as robots:
        print(bombs.port, robots.port, flush=True)
        sys.stdin.read()
