"""The records of a web archive (WARC, ISO 28500), one by one, and where it breaks; nothing is unpacked to disk.

After a break a packed archive is read on from its next member, a plain one from the next line that begins a record, but
never from within the bytes that a record calls its own: there a page could pretend to be one.
"""

import io
import os
import re
import time
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from fastwarc.stream_io import ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord

# Bytes that are taken at once.
PIECE = 1_000_000
# Seconds of work that it may take to get past a record, or from one to the next: what is packed may be without an end.
# A gigabyte is passed over in under one.
PATIENCE = 20.0
# Attempts to read on after a break that lead to no record, in a row.
ATTEMPTS = 200
# The first bytes of members, by how an archive is packed; a dictionary may stand before those of zstd.
_MEMBERS = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_BEGIN = b"WARC/"
_RECORD = re.compile(rb"WARC/[01]\.\d")


class Break(NamedTuple):
    """Where an archive breaks, in bytes from its beginning, and how; `inside` where the record there does."""

    at: int
    what: str
    inside: bool = False


class Block:
    """A record of an archive, whose bytes are read bit by bit; `at` is where it begins in the file.

    Of records that are packed as one, all but the first have as `at` how far the file was read by then; `number` tells
    those apart that have the same. `cut` is true where fewer bytes came than the record says.
    """

    def __init__(self, record: WarcRecord, number: int):
        self.record = record
        self.at = record.stream_pos
        self.number = number
        self.length = record.content_length
        self.cut = False
        self._left = self.length

    def header(self, name: str) -> str:
        """The value of a header of the record; empty where it has none."""
        return (self.record.headers.get(name) or "").strip()

    def read(self, most: int) -> bytes:
        """The next bytes, `most` at most; fewer at the end alone."""
        parts = []
        most = min(most, self._left)
        while most > 0 and not self.cut:
            parts.append(self._piece(min(most, PIECE)))
            most -= len(parts[-1])
        return b"".join(parts)

    def pass_over(self) -> None:
        """Returns nothing: the rest was read, and left. Raises TimeoutError where that takes too long."""
        ends = time.thread_time() + PATIENCE
        while self._left and not self.cut:
            if time.thread_time() > ends:
                raise TimeoutError
            try:
                passed = self.record.consume(min(self._left, 64 * PIECE))
            except OSError:
                passed = 0
            self._left -= passed
            self.cut = not passed

    def _piece(self, most: int) -> bytes:
        try:
            part = self.record.reader.read(most)
        except OSError:
            part = b""
        self._left -= len(part)
        self.cut = not part
        return part


class _Stream:
    """A file from some byte on, as far as the time goes that it may take to the next record."""

    def __init__(self, file: BinaryIO, start: int):
        self.file = file
        self.late = False
        self.ends = 0.0
        file.seek(start)

    def read(self, most: int = -1) -> bytes:
        """The next bytes; raises OSError where those before have led nowhere for too long."""
        self.late = time.thread_time() > self.ends
        if self.late:
            raise OSError("takes too long")
        return self.file.read(most)

    def tell(self) -> int:
        """Where the next bytes stand in the file."""
        return self.file.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Where the next bytes stand now."""
        return self.file.seek(offset, whence)

    def close(self) -> None:
        """Returns nothing; the file stays open."""

    def records(self) -> Iterator[WarcRecord]:
        """The records; raises OSError where the archive breaks."""
        self.ends = time.thread_time() + PATIENCE
        found = iter(ArchiveIterator(self, parse_http=False))
        while (record := next(found, None)) is not None:
            yield record
            self.ends = time.thread_time() + PATIENCE


def packed_as(head: bytes) -> str | None:
    """How an archive is packed whose first bytes these are: "gzip", "zstd" or "plain"; None if it is none.

    Of those packed with lz4 nothing is read: the reader that we use breaks down on one that is damaged.
    """
    if _RECORD.match(head):
        return "plain"
    try:
        if head.startswith(_MEMBERS["gzip"]):
            return "gzip" if _RECORD.match(zlib.decompressobj(31).decompress(head, 100)) else None
        if head.startswith((_MEMBERS["zstd"], _DICTIONARY)):
            return "zstd" if _RECORD.match(ZstdReader(io.BytesIO(head)).read(100)) else None
    except (zlib.error, OSError):
        pass
    return None


def blocks(file: BinaryIO, packed: str) -> Iterator[Block | Break]:
    """The records of an archive and its breaks, in order; a Break that is `inside` follows its record at once."""
    start: int | None = 0
    barren = 0
    while start is not None and barren <= ATTEMPTS:
        stream = _Stream(file, start)
        last, what = None, ""
        try:
            for record in stream.records():
                barren = 0
                last = Block(record, last.number + 1 if last and last.at == record.stream_pos else 0)
                yield last
                last.pass_over()
                if last.cut:
                    break
            else:
                return
        except TimeoutError:
            stream.late = True
        except (OSError, ValueError, OverflowError) as error:
            what = str(error)
        at = start if last is None else last.at
        if stream.late:
            yield Break(at, "takes too long to unpack; the rest of it is not read")
            return
        if last is not None and last.cut:
            yield Break(at, "breaks off", inside=True)
        elif not barren:
            yield Break(at, what)
        barren += 1
        start = _onward(file, packed, at, last)


def _onward(file: BinaryIO, packed: str, at: int, last: Block | None) -> int | None:
    """Where the archive can be read on behind what begins at `at`: the record `last`, or what is none."""
    if packed == "plain":
        return _found(file, b"\n" + _BEGIN, at + (max(last.length, 1) if last else 1))
    if packed == "gzip":
        try:
            end = _member_end(file, at)
        except zlib.error:
            return _found(file, _MEMBERS[packed], at + 1)
        return end if end is not None and end > at else None
    return None if last is not None and last.cut else _found(file, _MEMBERS[packed], at + 1)


def _member_end(file: BinaryIO, at: int) -> int | None:
    """Where a gzip member ends; None where the file breaks off in it, or it takes too long; raises zlib.error."""
    ends = time.thread_time() + PATIENCE
    member = zlib.decompressobj(31)
    file.seek(at)
    while not member.eof:
        packed = file.read(PIECE) if not member.unconsumed_tail else member.unconsumed_tail
        if not packed or time.thread_time() > ends:
            return None
        member.decompress(packed, 16 * PIECE)
    return file.tell() - len(member.unused_data)


def _found(file: BinaryIO, begins: bytes, at: int) -> int | None:
    """Where the next bytes stand that something begins with, the line's end before them left out."""
    if at >= file.seek(0, os.SEEK_END):
        return None
    file.seek(at)
    before = b""
    while piece := file.read(PIECE):
        held = before + piece
        found = held.find(begins)
        if found >= 0:
            return file.tell() - len(held) + found + begins.startswith(b"\n")
        before = held[-len(begins) + 1 :]
    return None
