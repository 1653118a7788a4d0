"""Web archives (WARC, ISO 28500): the pages that were captured, with address and time, read as a stream.

Of the records the answers with status 200, and what was kept without one (`resource`), are pages, where our readers
take their type. A `revisit` says that what came had come before, then or there; a `conversion` is what a program made
of a page. Nothing is unpacked to disk, and no name in an archive is ever a path.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.acquire.again import Again
from onrecord.acquire.captured import Head, Page, head_of, page_of
from onrecord.acquire.framing import Block, Break, blocks, packed_as
from onrecord.acquire.opened import Opened
from onrecord.errors import ReadError

# Endings of names that are taken from a folder. The last two are not read, and told so.
ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4", ".wacz")
# Bytes of a file in which an archive, packed or not, shows that it is one.
HEAD = 65_536


_OTHERS = {
    b"PK\x03\x04": "is a package of web archives (WACZ, a ZIP file); unpack it and add the folder archive/ of it",
    b"\x04\x22\x4d\x18": "is packed with lz4; unpack it (`lz4 -d`) and add that",
    b"": "is no web archive (.warc, .warc.gz or .warc.zst); check the file",
}
_UNPROVEN = "what stands behind it is no record, so its length may not be true; it is left out"


class Captured(NamedTuple):
    """A page of an archive, or why it cannot be had; `name` is that of the archive and where the record begins in it.

    A page that was captured `again` is not in this record.
    A record that lies with others in one member of a packed archive has the number among those behind it.
    """

    name: str
    page: Opened | None
    problem: str | None = None
    again: Again | None = None


class Counted(NamedTuple):
    """How many things `pages` gives, and how many records it passes over, by what they are."""

    pages: int
    passed: dict[str, int]


def is_archive(head: bytes) -> bool:
    """True if a file whose first bytes these are (HEAD of them, or all) is a web archive."""
    return packed_as(head) is not None


def pages(path: str) -> Iterator[Captured]:
    """The pages of the archive at `path`, in order, and in their place what fails: a page, or the archive itself.

    A file that is no archive, or cannot be read, is one failure.
    """
    try:
        yield from _pages(path)
    except ReadError as error:
        yield Captured(path, None, str(error))


def _pages(path: str) -> Iterator[Captured]:
    held: Captured | None = None
    proven, told = True, False
    for one in _blocks(path):
        broken = isinstance(one, Break)
        if held is not None:
            if broken and not proven:
                held = Captured(held.name, None, f"{held.name}: {_UNPROVEN}")
            yield held
            held = None
        if isinstance(one, Break):
            if not (told and one.inside):
                yield Captured(path, None, _break(path, one))
            continue
        head = head_of(one)
        told = isinstance(head, Head) and head.again is None
        if isinstance(head, Head):
            name = f"{path}#{one.at}" + (f".{one.number}" if one.number else "")
            page, problem, proven = page_of(one, head, name) if told else Page(None)
            held = Captured(name, page, problem, head.again)
    if held is not None:
        yield held


def counted(path: str) -> Counted:
    """What `pages` will give, by the headers of the records alone."""
    many, told = 0, False
    passed: Counter[str] = Counter()
    try:
        for one in _blocks(path):
            if isinstance(one, Break):
                many += not (told and one.inside)
                continue
            head = head_of(one)
            told = isinstance(head, Head) and head.again is None
            many += isinstance(head, Head)
            if isinstance(head, str):
                passed[head] += 1
    except ReadError:
        many += 1
    return Counted(many, dict(passed))


def _blocks(path: str) -> Iterator[Block | Break]:
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD)
            packed = packed_as(head)
            if packed is None:
                raise ReadError(f"{path}: {next(said for magic, said in _OTHERS.items() if head.startswith(magic))}")
            yield from blocks(file, packed)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error}); check the file") from None


def _break(path: str, one: Break) -> str:
    if one.inside:
        return f"{path}: breaks off in the record at byte {one.at}; the others are read"
    return f"{path}: is broken behind byte {one.at} ({one.what}); it is read on from where a record begins rightly"
