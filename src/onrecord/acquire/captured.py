"""What a record of a web archive holds: told by its headers alone, then the page itself, unpacked within limits.

Its bytes are held against the record's digest (WARC 1.1, 5.8 and 5.9), where it has one that we know.
"""

import base64
import hashlib
import re
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.acquire.again import SIZES, Again, algorithm_of, digest_of
from onrecord.acquire.decoding import unpacked
from onrecord.acquire.framing import Block
from onrecord.acquire.html import is_page
from onrecord.acquire.limits import Call, FetchError, Limits
from onrecord.acquire.opened import Opened
from onrecord.acquire.pdf import is_pdf
from onrecord.acquire.urls import location

LIMITS = Limits()
# Content types of pages and papers that our readers take.
TYPES = frozenset((
    "text/html", "application/xhtml+xml", "application/pdf", "application/x-pdf", "text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
))  # fmt: skip
# Those that say nothing.
_VAGUE = frozenset(("", "application/octet-stream", "binary/octet-stream", "application/unknown"))
# Bytes of the headers of an answer that are read at once, and the most that there may be.
_FIRST, HEADERS = 8_192, 100_000

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_CHUNK = re.compile(rb"[ \t]{0,99}([0-9A-Fa-f]{1,8})(?:[ \t;][^\n]{0,1000})?\r?\n")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T?(\d\d):?(\d\d):?(\d\d)(?:\.\d{1,9})?Z?")


class Head(NamedTuple):
    """What the headers of a record say of its page; `problem` says why it cannot be read, if it cannot.

    `began` is what was read of the record's bytes; those of the page begin at `body`. There are none of what was
    captured `again`.
    """

    url: str = ""
    media: str = ""
    when: str | None = None
    fields: dict[str, str] = {}  # noqa: RUF012 - never changed
    began: bytes = b""
    body: int = 0
    problem: str | None = None
    again: Again | None = None


class Page(NamedTuple):
    """A page, or why there is none; `proven` where something says that the record ends where its page does."""

    page: Opened | None
    problem: str | None = None
    proven: bool = True


def head_of(block: Block) -> Head | str:
    """What a record's headers say of its page; or, of a record without one that we read, what it counts as."""
    kind = block.header("WARC-Type").lower()
    if kind == "revisit":
        return _revisit(block)
    if kind not in ("response", "resource"):
        return f"records of type {kind}" if kind.isalpha() and len(kind) < 20 else "records of other types"
    began, fields, body = b"", {"content-type": block.header("Content-Type")}, 0
    if kind == "response":
        if not fields["content-type"].lower().startswith("application/http"):
            return "answers of other protocols"
        began = _began(block)
        status = _STATUS.match(began)
        if not status:
            return "answers of other protocols"
        if status[1] != b"200":
            return "answers with another status than 200"
        end = _END.search(began)
        if not end:
            return Head(problem="has headers without an end")
        fields, body = _fields(began[: end.start()]), end.end()
    return _head(block, Head(media=fields.get("content-type", ""), fields=fields, began=began, body=body))


def _head(block: Block, head: Head) -> Head | str:
    """The same, once it is clear that something was captured."""
    if head.media.partition(";")[0].strip().lower() in _VAGUE:
        head = head._replace(media=block.header("WARC-Identified-Payload-Type"))
    if head.media.partition(";")[0].strip().lower() not in TYPES:
        return "of types that are not read"
    if block.length == head.body:
        return "empty"
    url = _address(block, "WARC-Target-URI")
    if not url:
        return head._replace(problem="does not say which address was captured (WARC-Target-URI)")
    if not url.lower().startswith(("http://", "https://")):
        return "answers of other protocols"
    try:
        url = location(url).url
    except ValueError as error:
        return head._replace(problem=f"the address that was captured {str(error).partition(';')[0]}")
    if urlsplit(url).path == "/robots.txt":
        return "robots.txt"
    return head._replace(url=url, when=_when(block.header("WARC-Date")), problem=_incomplete(block, head.body))


def _address(block: Block, name: str) -> str:
    return block.header(name).removeprefix("<").removesuffix(">")


def _revisit(block: Block) -> Head | str:
    """What was captured again; or, of what is no page or does not say as what it was captured, what it counts as.

    Most programs keep the headers of the answer; where they do not, it may be anything.
    """
    began = _began(block)
    status = _STATUS.match(began)
    if status and status[1] not in (b"200", b"304"):
        return "answers with another status than 200"
    end = _END.search(began)
    media = _fields(began[: end.start()]).get("content-type", "") if status and end else ""
    for said in (media, block.header("WARC-Identified-Payload-Type")):
        if (kind := said.partition(";")[0].strip().lower()) not in _VAGUE and kind not in TYPES:
            return "of types that are not read"
    of_when, payload = _when(block.header("WARC-Refers-To-Date")), digest_of(block.header("WARC-Payload-Digest"))
    if of_when and status and status[1] == b"304":
        payload = None  # of what was sent, which was nothing
    when, url = _when(block.header("WARC-Date")), _address(block, "WARC-Target-URI")
    of_url = _address(block, "WARC-Refers-To-Target-URI") or url
    try:
        url, of_url = location(url).url, location(of_url).url
    except ValueError:
        when = None
    if when is None or not (of_when or payload):
        return "captured again, without saying as what"
    if urlsplit(url).path == "/robots.txt":
        return "robots.txt"
    return Head(url, media, when, again=Again(url, when, of_url, of_when, payload))


def _incomplete(block: Block, body: int) -> str | None:
    if block.length - body > LIMITS.wire:
        return f"is larger than {LIMITS.wire / 1e6:g} MB"
    if block.header("WARC-Truncated"):
        return f"was captured in part only ({block.header('WARC-Truncated')[:20]})"
    return "lies in the archive in several pieces" if block.header("WARC-Segment-Number") else None


def _began(block: Block) -> bytes:
    """The first bytes of an answer, to the end of its headers at least, if they have one."""
    began = block.read(_FIRST)
    while not _END.search(began) and len(began) < HEADERS and (more := block.read(_FIRST)):
        began += more
    return began


def _fields(head: bytes) -> dict[str, str]:
    """The headers of an answer, names in small letters; values of those that stand there twice, with a comma."""
    fields: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon and name:
            if name.endswith("-encoding") and name in fields:
                fields[name] += f", {value.strip()}"
            fields.setdefault(name, value.strip())
    return fields


def _when(date: str) -> str | None:
    """The time of a capture, ISO 8601, in UTC; None where the record does not say one."""
    found = _DATE.fullmatch(date)
    if not found:
        return None
    year, month, day, hour, minute, second = map(int, found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat(timespec="seconds")
    except ValueError:
        return None


def page_of(block: Block, head: Head, name: str) -> Page:
    """The page of a record, whose `head` was read; `name` stands in messages."""
    if head.problem:
        return Page(None, f"{name}: {head.problem}; it is left out")
    sent = head.began + block.read(block.length)
    if block.cut:
        return Page(None, f"{name}: the archive breaks off in it; it is left out")
    try:
        return _page(block, head, sent, Call(name, LIMITS, private=False))
    except FetchError as error:
        return Page(None, f"{str(error).rpartition(';')[0] or error}; it is left out")


def _page(block: Block, head: Head, sent: bytes, call: Call) -> Page:
    fields, body = head.fields, sent[head.body :]
    digest = _agrees(block.header("WARC-Block-Digest"), sent)
    proven = fields.get("content-length") == str(len(body))
    made = [body]
    if "chunked" in fields.get("transfer-encoding", "").lower() and _CHUNK.match(body):
        made.append(_joined(body, call))
        proven = True
    coding = fields.get("content-encoding", "")
    # Some archives keep pages unpacked, with the headers of what was sent.
    if coding and not is_page(made[-1]) and not is_pdf(made[-1]):
        made.append(b"".join(unpacked([made[-1]], coding, call)))
    if digest is None:
        # What this is a digest of differs from program to program: of what was sent, or of what it was unpacked to.
        said = [_agrees(block.header("WARC-Payload-Digest"), one) for one in made]
        digest = None if None in said else any(said)
    if digest is False:
        raise call.refusal("is not what was captured (its digest is another); it is left out")
    said_of = block.header("WARC-Payload-Digest")
    payload = digest_of(said_of) if any(_agrees(said_of, one) for one in made) else None
    page = Opened(made[-1], head.url, head.media, head.when, payload=payload)
    return Page(page, proven=proven or bool(digest))


def _joined(body: bytes, call: Call) -> bytes:
    """What came in chunks (RFC 9112, 7.1)."""
    joined, at = bytearray(), 0
    while size := _CHUNK.match(body, at):
        length, at = int(size[1], 16), size.end()
        if not length:
            return bytes(joined)
        joined += body[at : at + length]
        at += length
        if body.startswith(b"\r\n", at):
            at += 2
        elif body.startswith(b"\n", at):
            at += 1
        else:
            break
    raise call.refusal("was sent in chunks, which break off; it is left out")


def _agrees(said: str, data: bytes) -> bool | None:
    """True if the data has the digest that a record says; None where it says none that we know."""
    name, colon, value = said.partition(":")
    name = algorithm_of(name)
    if not colon or name not in SIZES:
        return None
    found = hashlib.new(name, data, usedforsecurity=False)
    value = value.strip()
    if value.lower() == found.hexdigest():
        return True
    return value.upper().rstrip("=") == base64.b32encode(found.digest()).decode("ascii").rstrip("=")
