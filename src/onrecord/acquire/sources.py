"""What a user names to be added, files, folders, pages, JSON Lines and standard input, as texts with what is said."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from onrecord.acquire.feed import is_feed
from onrecord.acquire.files import bytes_of, is_url
from onrecord.acquire.formats import ENDINGS, from_bytes, is_lines, opens_as_object
from onrecord.acquire.gathered import names_others, of_address, of_data
from onrecord.acquire.given import KINDS, edtf_date
from onrecord.acquire.item import Item
from onrecord.acquire.opened import Opened, opened
from onrecord.acquire.plain import LIMIT, from_text, of_source
from onrecord.acquire.warc import ENDINGS as ARCHIVES
from onrecord.acquire.warc import HEAD, Captured, counted, is_archive, pages
from onrecord.acquire.xml import HEAD as XML_HEAD
from onrecord.errors import ReadError
from onrecord.records import Document, Finding

LINES = (".jsonl", ".ndjson")
FEEDS = (".rss", ".atom")
XML = (".xml", ".rdf")
# What says something of the file beside it.
SIDECAR = ".json"
_TAKEN = (*ENDINGS, *LINES, *FEEDS, *ARCHIVES)
# Fields of a sidecar or of a line that are taken as they are.
_AS_THEY_ARE = ("url", "title", "publisher", "language", "series")


class Source(NamedTuple):
    """A document that can be read, with its bytes and what was found on the way; or why it cannot.

    `when` is the time at which it stood at its address, where that is known: it was fetched, or captured, then. `moved`
    are addresses that led there for good, `payload` the digest of what was sent, as an archive has it, `media` the
    Content-Type with which it came.
    """

    name: str
    document: Document | None = None
    data: bytes | None = None
    findings: tuple[Finding, ...] = ()
    problem: str | None = None
    when: str | None = None
    moved: tuple[str, ...] = ()
    payload: str | None = None
    media: str | None = None


class Archive(NamedTuple):
    """A web archive, of whose pages each is an item."""

    name: str


class Passed(NamedTuple):
    """A folder in which files were passed over, since their names end as no document's do: how many of each ending."""

    name: str
    endings: Counter[str]


class Found(NamedTuple):
    """How many items the paths name, and, in a line each, what is passed over in folders and archives."""

    items: int
    remarks: tuple[str, ...]


def items(paths: Iterable[str], *, allow_private: bool = False) -> Iterator[Item]:
    """The documents that the paths name, in order: a folder's files at any depth, by name, a file's lines.

    Of a folder the files with an ending of ENDINGS, LINES, FEEDS or ARCHIVES are taken, and of XML those that are
    feeds; of an archive each page is one. What is at an address is fetched here, for it may be a feed or a sitemap;
    then its entries are the items. Raises ReadError for a path that does not exist.
    """
    for one in _named(paths, allow_private):
        if isinstance(one, Archive):
            yield from map(_item, pages(one.name))
        elif isinstance(one, Item):
            yield one


def _item(one: Captured) -> Item:
    return Item(one.name, page=one.page, problem=one.problem, again=one.again)


def found(paths: Iterable[str]) -> Found:
    """How many `items` files and folders hold; of archives only the headers are looked at. Raises as `items` does."""
    many, remarks = 0, []
    for one in _named(paths, allow_private=False):
        if isinstance(one, Item):
            many += 1
        elif isinstance(one, Archive):
            here = counted(one.name)
            many += here.pages
            if here.passed:
                remarks.append(f"{one.name}: passed over, as no pages to read: {_told(here.passed)}")
        else:
            remarks.append(f"{one.name}: passed over, as no documents by their names: {_told(one.endings)}")
    return Found(many, tuple(remarks))


def _told(passed: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in sorted(passed.items()))


def _named(paths: Iterable[str], allow_private: bool) -> Iterator[Item | Archive | Passed]:
    for path in paths:
        if path == "-":
            yield from _of_input(bytes_of("-"))
        elif is_url(path):
            yield from of_address(path, allow_private)
        elif not os.path.isdir(path):
            yield from _of_file(path, named=True)
        else:
            yield from _of_folder(path)


def _of_folder(path: str) -> Iterator[Item | Archive | Passed]:
    """The documents of a folder; what cannot be looked into is an item too, which fails by itself."""
    found = False
    closed: list[str] = []
    passed: Counter[str] = Counter()
    for folder, folders, names in os.walk(path, onerror=lambda error: closed.append(str(error.filename))):
        folders.sort()
        for name in sorted(names):
            file = os.path.join(folder, name)
            if name.startswith(".") or not os.path.isfile(file):
                continue
            if _is_taken(name.lower(), file):
                found = True
                yield from _of_file(file, named=False) if os.access(file, os.R_OK) else iter((Item(file),))
            elif not name.lower().endswith(SIDECAR):
                passed[os.path.splitext(name)[1].lower() or "without an ending"] += 1
    yield from map(Item, closed)
    if passed and (found or closed):
        yield Passed(path, passed)
    if not found and not closed:
        raise ReadError(f"{path}: holds no file that ends in {', '.join(_TAKEN)}; name files")


def _is_taken(name: str, file: str) -> bool:
    """True for a file of a folder that may hold documents, by its name in small letters; XML does if it is a feed."""
    return name.endswith(_TAKEN) or (name.endswith(XML) and _head_is(file, is_feed, XML_HEAD))


def _head_is(file: str, what: Callable[[bytes], bool], size: int) -> bool:
    """True for a file that can be read and whose first bytes are as `what` tells."""
    try:
        with open(file, "rb") as opened_file:
            return what(opened_file.read(size))
    except (OSError, ValueError):
        return False


def _of_file(path: str, named: bool) -> Iterator[Item | Archive]:
    if path.lower().endswith(LINES):
        yield from _lines(path)
        return
    if named and not os.path.exists(path):
        raise ReadError(f"{path}: no such file or folder; check the name" if path else "the file name is empty")
    # What a feed or sitemap is called is known of a folder's files; one that is named may be called anything.
    if _is_archive(path):
        yield Archive(path)
    elif (named or path.lower().endswith((*FEEDS, *XML))) and _head_is(path, names_others, XML_HEAD):
        yield from of_data(bytes_of(path), path)
    elif _head_is(path, opens_as_object, 100) and _head_is(path, is_lines, LIMIT):
        yield from _lines(path)
    else:
        yield Item(path)


def _lines(path: str) -> Iterator[Item]:
    """The lines of a file; raises ReadError where it cannot be read."""
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield Item(f"{path}:{number}", line)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error}); check the file") from None


def _is_archive(path: str) -> bool:
    """True if the file is called like an archive, or begins like one."""
    if path.lower().endswith(ARCHIVES):
        return os.path.isfile(path)
    if path.lower().endswith(ENDINGS):
        return False
    return _head_is(path, is_archive, HEAD)


def _of_input(data: bytes) -> Iterator[Item]:
    if names_others(data):
        yield from of_data(data, "-")
        return
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield Item("-", data)
        return
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            yield Item(f"-:{number}", line)


def source(item: Item, *, any_language: bool = False, allow_private: bool = False) -> Source:
    """The document of an item, or the problem with it, in one line."""
    if item.problem is not None:
        return Source(item.name, problem=item.problem)
    if item.again is not None:
        return Source(item.name, problem=f"{item.name}: was captured again, unchanged; only a store can know as what")
    try:
        if item.page is not None:
            return _page(item, item.page, any_language)
        if item.line is None:
            return _file(item, any_language, allow_private and item.local)
        if item.name == "-":
            acquired = from_bytes(item.line, "standard input", any_language=any_language)
            return Source("standard input", acquired.document, item.line, acquired.findings)
        return _line(item.name, item.line, any_language)
    except ReadError as error:
        return Source("standard input" if item.name == "-" else item.name, problem=str(error))


def _file(item: Item, any_language: bool, allow_private: bool) -> Source:
    path = item.name
    page = opened(path, allow_private=allow_private)
    if page.url is not None:
        return _page(item, page, any_language)
    acquired = from_bytes(page.data, path, any_language=any_language)
    said, findings = _sidecar(Path(path))
    document, remarks = _with(acquired.document, said)
    return Source(path, document, page.data, (*acquired.findings, *findings, *remarks))


def _page(item: Item, page: Opened, any_language: bool) -> Source:
    acquired = from_bytes(page.data, item.name, any_language=any_language, url=page.url, media=page.media)
    known = acquired.document.published
    said = {name: value for name, value in item.said.items() if name != "published" or not known}
    document, remarks = _with(acquired.document, said)
    findings = (*acquired.findings, *remarks)
    return Source(item.name, document, page.data, findings, None, page.when, page.moved, page.payload, page.media)


def _line(name: str, line: bytes, any_language: bool) -> Source:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}: is not JSON ({error}); each line is an object with the field text") from None
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        raise ReadError(f"{name}: has no field text; each line is an object with text, url, published, publisher")
    acquired = from_text(said["text"], name, any_language=any_language)
    data = line.rstrip(b"\r\n")
    document, remarks = _with(of_source(acquired, data).document, said)
    return Source(name, document, data, (*acquired.findings, *remarks))


def _sidecar(path: Path) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """What the .json file of the same name says of a document, and a Finding where it cannot be used."""
    beside = path.with_suffix(SIDECAR)
    if not path.suffix or not beside.is_file():
        return {}, ()
    try:
        said = json.loads(beside.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        return {}, (Finding("sidecar", f"{beside.name} is passed over: it is not JSON ({error})"),)
    if not isinstance(said, dict):
        return {}, (Finding("sidecar", f"{beside.name} is passed over: it is not a JSON object"),)
    return said, ()


def _with(document: Document, said: Mapping[str, Any]) -> tuple[Document, tuple[Finding, ...]]:
    """The document with what is said of it, and Findings for what cannot be used."""
    stripped = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    # What a database or a spreadsheet writes where it has nothing is none of it.
    given = {name: value for name, value in stripped.items() if value is not None and value not in ("", [], {})}
    known: dict[str, str] = {}
    findings = []
    for name in _AS_THEY_ARE:
        if isinstance(value := given.get(name), str):
            known[name] = value
        elif name in given:
            findings.append(Finding("field-unknown", f"{name} {value!r:.60} is no text; left out"))
    published = edtf_date(given.get("published"))
    if published:
        known["published"] = published
    elif "published" in given:
        findings.append(
            Finding("date-unknown", f"published {given['published']!r:.60} is no date that is known; left out")
        )
    kind = given.get("kind")
    if kind in KINDS:
        known["kind"] = kind
    elif "kind" in given:
        findings.append(Finding("kind-unknown", f"kind {kind!r:.60} is none of {', '.join(KINDS)}; left out"))
    return msgspec.structs.replace(document, **known), tuple(findings)


__all__ = ["LINES", "Archive", "Found", "Item", "Source", "found", "items", "source"]
