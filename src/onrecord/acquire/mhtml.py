"""Pages that a browser saved as one file (MHTML, RFC 2557; .mhtml, .mht): a mail whose first page is the one saved."""

import re
from email.message import EmailMessage

from onrecord.acquire.entry import absolute
from onrecord.acquire.html import from_page
from onrecord.acquire.mail import BEFORE, header_of, headers_in, is_mail, message_of
from onrecord.acquire.mailed import HEADER
from onrecord.acquire.plain import Acquired, of_source
from onrecord.errors import ReadError

# What browsers write into the headers of such a file: Chromium's both, Internet Explorer's the latter.
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: ?\"?<?Saved by [^@\n]{1,80}$)", re.IGNORECASE | re.MULTILINE
)
_HEAD = 5_000


def is_mhtml(data: bytes) -> bool:
    """True for bytes that begin as a mail whose headers say that a browser saved a page as it."""
    return _SAVED.search(headers_in(data[:_HEAD].lstrip(BEFORE))) is not None and is_mail(data)


def from_mhtml(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document of the page that was saved: its own date, not that of the saving, and the address that it had.

    It has no places: the bytes of the page are packed. Raises ReadError, one line saying what to do, for what cannot be
    read.
    """
    message, page = message_of(data, source, lambda message: (message, _page(message)))
    if page is None:
        raise ReadError(f"{source}: holds no page; open it in a browser and save it as a page of HTML")
    body, charset, location = page
    url = absolute(header_of(message, "snapshot-content-location")) or absolute(location)
    return of_source(from_page(body, source, any_language=any_language, charset=charset, url=url), data)


def _page(message: EmailMessage) -> tuple[bytes, str | None, str | None] | None:
    """The bytes of the first page among the parts, its charset and address; None where there is none."""
    for part in message.walk():
        if any(len(str(value)) > HEADER for name, value in part.raw_items() if name.lower().startswith("content-")):
            return None  # it takes long to parse
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return body, part.get_content_charset(), header_of(part, "content-location")
    return None
