"""PDF files opened in a process apart, which may have so much memory and time and no more.

Pdfium is a C++ library whose needs no look at a file foretells: 100 KB may become gigabytes, a form within forms hours.
The process stays for the next file; where it dies the file is what is wrong, and the next file has a new one.
"""

import atexit
import os
import struct
import subprocess
import sys
import threading
from typing import IO, NamedTuple, TypeVar

import msgspec

from onrecord.acquire import pictures
from onrecord.acquire.pictures import Picture
from onrecord.acquire.sheets import PAGES, SECONDS, TOO_SLOW, Sheets, sheets

# Bytes of memory that the process may address; 500 full pages take under a tenth of it.
MEMORY = 1_000_000_000
# Bytes of an answer that are taken.
ANSWER = 500_000_000
TOO_LARGE = "takes more memory than any paper needs, or is damaged; print it into a new PDF file, or save its text"

T = TypeVar("T", Sheets, Picture)
_SIZE = struct.Struct(">Q")
_LOCK = threading.Lock()


class _Child(NamedTuple):
    of: int
    process: subprocess.Popen[bytes]


_children: list[_Child] = []


def sheets_apart(data: bytes) -> Sheets:
    """What `sheets` gives, from a process apart; a problem where that takes too long or too much memory."""
    made = _answer(data, 0, Sheets, SECONDS + 10)
    return made if isinstance(made, Sheets) else Sheets(problem=TOO_SLOW if made else TOO_LARGE)


def picture_apart(data: bytes, number: int) -> Picture:
    """What `picture` gives, from a process apart; a problem where that takes too long or too much memory."""
    if not 1 <= number <= PAGES:
        return Picture(problem=f"has no page {number}")
    made = _answer(data, number, Picture, pictures.SECONDS)
    return made if isinstance(made, Picture) else Picture(problem=pictures.NONE)


def _answer(data: bytes, page: int, shape: type[T], seconds: float) -> T | bool:
    """What the process says of a file, or of a page of it; true where that took too long, false where it died."""
    with _LOCK:
        child = _child()
        slow = threading.Event()

        def stop() -> None:
            slow.set()
            child.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            if child.stdin is None or child.stdout is None:
                return False
            _send(child.stdin, _SIZE.pack(page))
            _send(child.stdin, data)
            return msgspec.msgpack.decode(_received(child.stdout, ANSWER), type=shape)
        except (OSError, EOFError, msgspec.DecodeError):
            end()
            return slow.is_set()
        except BaseException:  # interrupted: what the process answers now would be taken for the next file's
            end()
            raise
        finally:
            timer.cancel()


def _child() -> subprocess.Popen[bytes]:
    """The process of this process; one that was inherited is its parent's."""
    if _children and (_children[0].of != os.getpid() or _children[0].process.poll() is not None):
        _children.clear()
    if not _children:
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
        command = [sys.executable, "-P", "-c", "from onrecord.acquire.apart import serve; serve()"]
        process = subprocess.Popen(  # noqa: S603 (our own code, by this very interpreter)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )
        _children.append(_Child(os.getpid(), process))
    return _children[0].process


@atexit.register
def end() -> None:
    """Returns nothing: ends the process, if this one started it."""
    while _children:
        child = _children.pop()
        if child.of == os.getpid():
            child.process.kill()
            for pipe in (child.process.stdin, child.process.stdout):
                if pipe:
                    try:
                        pipe.close()
                    except OSError:
                        continue  # what was not sent yet
            child.process.wait()


def serve() -> None:
    """Returns nothing: answers files from standard input, one after the other, until it closes."""
    _limit()
    source, answer = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            page = _SIZE.unpack(_received(source, _SIZE.size))[0]
            data = _received(source, ANSWER)
        except (EOFError, KeyboardInterrupt):
            return
        _send(answer, msgspec.msgpack.encode(pictures.picture(data, page) if page else sheets(data)))


def _limit() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(to: IO[bytes], data: bytes) -> None:
    to.write(_SIZE.pack(len(data)))
    to.write(data)
    to.flush()


def _received(source: IO[bytes], most: int) -> bytes:
    """The next message; EOFError if there is none, or one that is larger than may be."""
    head = source.read(_SIZE.size)
    if len(head) < _SIZE.size:
        raise EOFError
    size = _SIZE.unpack(head)[0]
    data = source.read(size) if size <= most else b""
    if len(data) < size:
        raise EOFError
    return data
