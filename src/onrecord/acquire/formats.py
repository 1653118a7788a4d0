"""Which format bytes have, and the document that they hold: told by their content, else by the name of their file."""

import json
from collections.abc import Callable
from typing import NamedTuple, Protocol

import msgspec

from onrecord.acquire import plain
from onrecord.acquire.docx import from_docx, is_docx
from onrecord.acquire.encoding import charset_of
from onrecord.acquire.gathered import names_others, told
from onrecord.acquire.html import from_page, is_page
from onrecord.acquire.mail import from_mail, is_mail
from onrecord.acquire.markdown import from_markdown
from onrecord.acquire.mhtml import from_mhtml, is_mhtml
from onrecord.acquire.pdf import from_pdf, is_pdf
from onrecord.acquire.plain import Acquired
from onrecord.acquire.warc import HEAD, is_archive
from onrecord.errors import ReadError


class Reads(Protocol):
    """The document that bytes of one format hold; raises ReadError as `plain.from_bytes` does."""

    def __call__(self, data: bytes, source: str, *, any_language: bool = False) -> Acquired: ...


class Format(NamedTuple):
    """What reads a format, how its first bytes tell it, and the endings of its files' names.

    With `always_told` its bytes tell it, or it is not of that format, whatever its name says.
    """

    reads: Reads
    is_it: Callable[[bytes], bool] | None = None
    endings: tuple[str, ...] = ()
    always_told: bool = False


FORMATS = (
    Format(from_pdf, is_pdf, (".pdf",), always_told=True),
    Format(from_docx, is_docx, (".docx",), always_told=True),
    Format(from_mhtml, is_mhtml, (".mhtml", ".mht"), always_told=True),
    Format(from_mail, is_mail, (".eml",)),
    Format(from_page, is_page, (".html", ".htm", ".xhtml")),
    Format(from_markdown, None, (".md", ".markdown")),
    Format(plain.from_bytes, None, (".txt", ".text")),
)
_INSTEAD = "write its texts as JSON Lines ({text, url, published, publisher}) and add those"
# Endings of names of tables.
TABLES = (".csv", ".tsv")
# Endings of names that are taken from a folder.
ENDINGS = tuple(ending for one in FORMATS for ending in one.endings)


def from_bytes(
    data: bytes, source: str, *, any_language: bool = False, url: str | None = None, media: str | None = None
) -> Acquired:
    """The document that the bytes hold; `source` names them in messages and in the document.

    `url` is where they were fetched from, which is then the document's, whatever it says; `media` is the Content-Type
    that came with them, whose charset a page is read by. Raises ReadError, one line saying what to do, for what cannot
    be read.
    """
    if is_archive(data[:HEAD]):
        raise ReadError(f"{source}: is a web archive, of many pages; `onrecord add` takes it, into a store")
    if names_others(data):
        raise told(data, source)
    if what := _is_data(data, source):
        raise ReadError(f"{source}: is {what}")
    reads = _reads(data, source, media)
    if reads is from_page:
        acquired = from_page(data, source, any_language=any_language, charset=charset_of(media), url=url)
    else:
        acquired = reads(data, source, any_language=any_language)
    return acquired._replace(document=msgspec.structs.replace(acquired.document, url=url)) if url else acquired


def _is_data(data: bytes, source: str) -> str | None:
    """What bytes are that hold texts, or rows, as a program writes them, and what to do with them; None for a text."""
    if source.lower().endswith(TABLES):
        return f"a table, not a document; {_INSTEAD}"
    if not data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return None
    if is_lines(data):
        return "JSON Lines, a text in each; `onrecord add` takes it, into a store"
    return f"JSON, not a document; {_INSTEAD}" if isinstance(_json(data), dict | list) else None


def is_lines(data: bytes) -> bool:
    """True for bytes whose first line is an object of JSON."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    return opens_as_object(data) and isinstance(_json(head.partition(b"\n")[0]), dict)


def opens_as_object(data: bytes) -> bool:
    """True for bytes that begin as an object of JSON does."""
    return data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _json(data: bytes) -> object:
    """What JSON says; None for what is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _reads(data: bytes, source: str, media: str | None) -> Reads:
    for one in FORMATS:
        if one.is_it and one.is_it(data):
            return one.reads
    name = source.lower()
    for one in FORMATS:
        if not one.always_told and name.endswith(one.endings):
            return one.reads
    # A page may begin with anything; that it is one says the server, then.
    return from_page if says_page(media) else plain.from_bytes


def says_page(media: str | None) -> bool:
    """True for the Content-Type of a page of the web."""
    return (media or "").partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")
