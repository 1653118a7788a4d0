"""E-mail (RFC 5322, .eml): what its sender wrote, and what its headers say of it."""

import re
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate
from typing import TypeVar

from onrecord.acquire.composed import Composed
from onrecord.acquire.given import believed, exists
from onrecord.acquire.mailed import HEADER, PARTS, mailed
from onrecord.acquire.plain import Acquired, check_size
from onrecord.acquire.replies import own_words
from onrecord.errors import ReadError
from onrecord.records import Finding

R = TypeVar("R")
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,100}){2}")
_OF_MAIL = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|DKIM-Signature):", re.IGNORECASE | re.MULTILINE
)
# The line before each mail of a mailbox (RFC 4155), and where the next one begins.
_IN_BOX = re.compile(rb"From [^\n]{1,150}\d\d:\d\d:\d\d[^\n]{0,30}\n")
_NEXT = re.compile(rb"\n\r?\nFrom [^\n]{1,150}\d\d:\d\d:\d\d[^\n]{0,30}\n[!-9;-~]{1,60}:")
# The standard library takes 40 microseconds for a byte of this header, and parses it before its length can be asked.
_LONG_TYPE = re.compile(rb"^content-type:(?:[^\n]|\n[ \t]){1000}", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"\bboundary\s{0,5}=", re.IGNORECASE)
# What may stand before the first header; what stands after the last.
BEFORE, _EMPTY_LINE = b"\xef\xbb\xbf\r\n", re.compile(rb"\r?\n\r?\n")
# What stands around a sender's name.
_ADDRESS, _AROUND = re.compile(r"<[^<>]*>$"), "\"' "


def is_mail(data: bytes) -> bool:
    """True if the bytes begin with headers of which one is only found in mail that was sent, or as a mailbox does."""
    head = data[:20_000].lstrip(BEFORE)
    if in_box := _IN_BOX.match(head):
        return _HEADERS.match(head, in_box.end()) is not None
    return _HEADERS.match(head) is not None and _OF_MAIL.search(headers_in(head)) is not None


def headers_in(head: bytes) -> bytes:
    """The headers with which the bytes begin: what stands before the first empty line."""
    return _EMPTY_LINE.split(head, maxsplit=1)[0]


def from_mail(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that a mail holds: its text, of alternatives the plain one; subject and date as title and published.

    Replies that it quotes, signatures and what lists add are left out, attachments are named, each in a Finding. Raises
    ReadError, one line saying what to do, for what has no text or lies too deep.
    """
    message, read = message_of(data, source, lambda message: (message, mailed(message, source)))
    if not any(text.strip() for text in read.texts):
        raise ReadError(f"{source}: is a mail without text; save what is attached and read that")
    text, left_out = own_words(read.texts)
    findings = [*read.findings, *left_out]
    date = header_of(message, "date")
    said = {"title": header_of(message, "subject"), "published": _day(date)}
    if date and not said["published"]:
        findings.append(Finding("date-unknown", f"date {date!r:.60} is no date that is known; left out"))
    if read.attached:
        named = ", ".join(read.attached[:10]) + (", …" if len(read.attached) > 10 else "")
        findings.append(Finding("attachments", f"attachments are not read ({len(read.attached)}): {named}"))
    if sender := header_of(message, "from"):
        findings.append(Finding("mail-sender", f"sent by {_ADDRESS.sub('', sender).strip(_AROUND) or sender}"))
    composed = Composed()
    composed.put(text)
    return composed.acquired(data, source, tuple(findings), any_language=any_language, **said)


def message_of(data: bytes, source: str, reads: Callable[[EmailMessage], R]) -> R:
    """What `reads` makes of the mail that the bytes hold; raises ReadError, in one line, where they hold none."""
    check_size(data, source)
    if _IN_BOX.match(data) and _NEXT.search(data):
        raise ReadError(f"{source}: is a mailbox of several mails; save each of them as an .eml file")
    if len(_BOUNDARY.findall(data)) > PARTS:
        raise ReadError(f"{source}: is a mail of more than {PARTS} parts; save the text of the one you mean")
    if _LONG_TYPE.search(data):
        raise ReadError(f"{source}: is a malformed mail (a header is too long); save its text in a .txt file")
    try:
        return reads(message_from_bytes(data.lstrip(BEFORE), policy=default))
    except (
        RecursionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        MessageError,
        AssertionError,
    ) as error:
        # What the standard library raises for mail that is no mail.
        raise ReadError(
            f"{source}: is a malformed mail ({type(error).__name__}); save its text in a .txt file"
        ) from None


def header_of(message: EmailMessage, name: str) -> str | None:
    """The words of a header, decoded, on one line."""
    for known, value in message.raw_items():
        if known.lower() == name:
            raw = str(value)[:HEADER].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            # In an encoding that nobody knows the header stays as it stands.
            with suppress(LookupError, ValueError, MessageError):
                raw = str(make_header(decode_header(raw)))
            return " ".join(raw.encode("utf-8", "replace").decode().split())[:500] or None
    return None


def _day(said: str | None) -> str | None:
    """The day of a date, as its sender's clock had it; None for what is no day of the calendar, or none of mail."""
    parts = parsedate(said) if said else None
    day = f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}" if parts else ""
    return believed(day) if day >= "1970" and exists(day) else None
