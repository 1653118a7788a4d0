"""Which format bytes have, and the document that they hold: told by their content, else by the name of their file."""

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
from onrecord.acquire.pdf import from_pdf, is_pdf
from onrecord.acquire.plain import Acquired

# Endings of names that are taken from a folder.
ENDINGS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml")


class Reads(Protocol):
    """The document that bytes of one format hold; raises ReadError as `plain.from_bytes` does."""

    def __call__(self, data: bytes, source: str, *, any_language: bool = False) -> Acquired: ...


class Format(NamedTuple):
    """How a format is told by its first bytes, or by the endings of names, and what reads it."""

    reads: Reads
    is_it: Callable[[bytes], bool] | None = None
    endings: tuple[str, ...] = ()


FORMATS = (
    Format(from_pdf, is_pdf),
    Format(from_docx, is_docx),
    Format(from_mail, is_mail, (".eml",)),
    Format(from_page, is_page, (".html", ".htm", ".xhtml")),
    Format(from_markdown, None, (".md", ".markdown")),
)


def from_bytes(
    data: bytes, source: str, *, any_language: bool = False, url: str | None = None, media: str | None = None
) -> Acquired:
    """The document that the bytes hold; `source` names them in messages and in the document.

    `url` is where they were fetched from, which is then the document's, whatever it says; `media` is the Content-Type
    that came with them, whose charset a page is read by. Raises ReadError, one line saying what to do, for what cannot
    be read.
    """
    if names_others(data):
        raise told(data, source)
    reads = _reads(data, source)
    if reads is from_page:
        acquired = from_page(data, source, any_language=any_language, charset=charset_of(media), url=url)
    else:
        acquired = reads(data, source, any_language=any_language)
    return acquired._replace(document=msgspec.structs.replace(acquired.document, url=url)) if url else acquired


def _reads(data: bytes, source: str) -> Reads:
    for one in FORMATS:
        if one.is_it and one.is_it(data):
            return one.reads
    name = source.lower()
    for one in FORMATS:
        if name.endswith(one.endings):
            return one.reads
    return plain.from_bytes
