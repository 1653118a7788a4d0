"""E-mail (RFC 5322, .eml): what its sender wrote, and what its headers say of it."""

import re
from codecs import lookup
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate
from typing import NamedTuple

from onrecord.acquire.composed import Composed
from onrecord.acquire.given import believed, exists
from onrecord.acquire.plain import Acquired, check_size, decoded
from onrecord.acquire.tagged import written
from onrecord.errors import ReadError
from onrecord.records import Finding

# Parts that a mail may have, how deep they may lie in each other, and how long a header may be. A mail with a day's
# replies in it has under 50 parts; parsing takes longer than linear time in the depth and in a header's length.
PARTS, DEEPEST, HEADER = 500, 20, 4000

_HEADERS = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,100}){2}")
_OF_MAIL = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|DKIM-Signature):", re.IGNORECASE | re.MULTILINE
)
# The standard library takes 40 microseconds for a byte of this header, and parses it before its length can be asked.
_LONG_TYPE = re.compile(rb"^content-type:(?:[^\n]|\n[ \t]){1000}", re.IGNORECASE | re.MULTILINE)
# Python's codecs that are no charsets; the first takes quadratic time.
_NO_CHARSETS = frozenset(("punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"))
_BOUNDARY = re.compile(rb"\bboundary\s{0,5}=", re.IGNORECASE)
# What stands around a sender's name.
_ADDRESS, _AROUND = re.compile(r"<[^<>]*>$"), "\"' "
_SIGNATURE = re.compile(r"--[ \t]?")
_ATTRIBUTION = re.compile(r"(?:On|Am|Le)\b.{4,300}\b(?:wrote|writes|schrieb|écrit)\s?:\s*")
_ORIGINAL = re.compile(r"-{2,}\s?Original (?:Message|Appointment)\s?-{2,}|_{20,}", re.IGNORECASE)
_FORWARDED = re.compile(r"-{2,}\s?Forwarded message\s?-{2,}|Begin forwarded message:", re.IGNORECASE)


class _Parts(NamedTuple):
    plain: list[EmailMessage]
    html: list[EmailMessage]
    attached: list[str]


def is_mail(data: bytes) -> bool:
    """True if the bytes begin with headers of which one is only found in mail that was sent."""
    head = data[:20_000].lstrip(b"\xef\xbb\xbf\r\n")
    end = re.search(rb"\r?\n\r?\n", head)
    return _HEADERS.match(head) is not None and _OF_MAIL.search(head[: end.start() if end else None]) is not None


def from_mail(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that a mail holds: its plain part, else its page as text; subject and date as title and published.

    Replies that it quotes and signatures are left out, attachments are named, both in Findings. Raises ReadError, one
    line saying what to do, for what has no text or lies too deep.
    """
    check_size(data, source)
    if len(_BOUNDARY.findall(data)) > PARTS:
        raise ReadError(f"{source}: is a mail of more than {PARTS} parts; save the text of the one you mean")
    if _LONG_TYPE.search(data):
        raise ReadError(f"{source}: is a malformed mail (a header is too long); save its text in a .txt file")
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=default)
        parts = _parts(message, source)
        text, findings = _text(parts, source)
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
    date = _header(message, "date")
    said = {"title": _header(message, "subject"), "published": _day(date)}
    if date and not said["published"]:
        findings = (*findings, Finding("date-unknown", f"date {date!r:.60} is no date that is known; left out"))
    if parts.attached:
        named = ", ".join(parts.attached[:10]) + (", …" if len(parts.attached) > 10 else "")
        findings = (*findings, Finding("attachments", f"attachments are not read ({len(parts.attached)}): {named}"))
    if sender := _header(message, "from"):
        findings = (*findings, Finding("mail-sender", f"sent by {_ADDRESS.sub('', sender).strip(_AROUND) or sender}"))
    composed = Composed()
    composed.put(text)
    return composed.acquired(data, source, findings, any_language=any_language, **said)


def _header(message: EmailMessage, name: str) -> str | None:
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


def _parts(message: EmailMessage, source: str) -> _Parts:
    parts = _Parts([], [], [])
    for number, (part, depth) in enumerate(_walked(message)):
        if number > PARTS or depth > DEEPEST:
            raise ReadError(f"{source}: is a mail with parts too deep in each other; save the text of the one you mean")
        if any(len(str(value)) > HEADER for name, value in part.raw_items() if name.lower().startswith("content-")):
            raise ReadError(f"{source}: is a malformed mail (a header is too long); save its text in a .txt file")
        kind = part.get_content_type()
        name = part.get_filename()
        if part.is_multipart() and kind != "message/rfc822":
            continue
        if name or part.get_content_disposition() == "attachment" or kind == "message/rfc822":
            parts.attached.append(" ".join((name or kind).split())[:100])
        elif kind == "text/plain":
            parts.plain.append(part)
        elif kind == "text/html":
            parts.html.append(part)
    return parts


def _walked(message: EmailMessage) -> Iterator[tuple[EmailMessage, int]]:
    """The parts of a mail with their depth; mails within it are not looked into."""
    waiting: list[tuple[EmailMessage, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        inside = part.get_payload()
        if isinstance(inside, list) and part.get_content_type() != "message/rfc822":
            waiting += [(one, depth + 1) for one in reversed(inside) if isinstance(one, EmailMessage)]


def _text(parts: _Parts, source: str) -> tuple[str, tuple[Finding, ...]]:
    plain = [words for part in parts.plain if (words := _decoded(part, source)).strip()]
    if plain:
        return _own_words("\n\n".join(plain))
    pages = [_page(_decoded(part, source)) for part in parts.html]
    if not any(map(str.strip, pages)):
        raise ReadError(f"{source}: is a mail without text; save what is attached and read that")
    return _own_words("\n\n".join(pages))


def _decoded(part: EmailMessage, source: str) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        codec = lookup(charset or "utf-8").name
        text = data.decode("utf-8" if codec in _NO_CHARSETS else codec)
    except (LookupError, UnicodeDecodeError):
        text, _ = decoded(data, source)
    return text.replace("\r\n", "\n")


def _page(html: str) -> str:
    """The text of a page within a mail; what it quotes is marked as in plain mail."""
    from lxml import html as pages  # a C library, needed for pages and papers only
    from lxml.etree import ParserError

    try:
        tree = pages.document_fromstring(html.encode(), parser=pages.HTMLParser(encoding="utf-8", no_network=True))
    except (ParserError, ValueError):
        return ""
    for quoted in tree.xpath("//blockquote[@type='cite'] | //*[contains(@class, 'gmail_quote')]"):
        if quoted.getparent() is not None:
            quoted.drop_tree()
    return written(tree).text


def _own_words(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without quoted replies and signature, and Findings that say so; all of it if nothing else is left."""
    lines = text.split("\n")
    quoted = signature = 0
    kept: list[str] = []
    forwarded = False
    for number, line in enumerate(lines):
        forwarded = forwarded or _FORWARDED.match(line) is not None
        if line.startswith(">") and not forwarded:
            quoted += 1
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and _ATTRIBUTION.fullmatch(" ".join(kept[-2:]).strip()):
                del kept[-2:]
            elif kept and _ATTRIBUTION.fullmatch(kept[-1].strip()):
                kept.pop()
        elif _SIGNATURE.fullmatch(line) and number and len(lines) - number <= 30:
            signature = len(lines) - number
            break
        elif _ORIGINAL.fullmatch(line.strip()) and any(map(str.strip, kept)):
            quoted += len(lines) - number
            break
        else:
            kept.append(line)
    own = "\n".join(kept).strip("\n")
    if not any(map(str.isalpha, own)):
        return text.strip("\n"), ()
    findings = []
    if quoted:
        findings.append(Finding("quoted-reply", f"a reply that is quoted is left out ({quoted} lines)"))
    if signature:
        findings.append(Finding("signature", f"the signature is left out ({signature} lines)"))
    return own, tuple(findings)
