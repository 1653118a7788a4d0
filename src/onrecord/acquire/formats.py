"""Which format bytes have, by their content first, by the name of their file second; and the document they hold."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from onrecord.acquire import plain
from onrecord.acquire.docx import from_docx, is_docx
from onrecord.acquire.mail import from_mail, is_mail
from onrecord.acquire.markdown import from_markdown
from onrecord.acquire.pdf import from_pdf, is_pdf
from onrecord.acquire.plain import Acquired

# Endings of names that are taken from a folder.
ENDINGS = (".txt", ".text", ".md", ".markdown", ".pdf", ".docx", ".eml")


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
    Format(from_markdown, None, (".md", ".markdown")),
)


def from_bytes(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that the bytes hold; `source` names them in messages and in the document.

    Raises ReadError, one line saying what to do, for what cannot be read.
    """
    return _reads(data, source)(data, source, any_language=any_language)


def _reads(data: bytes, source: str) -> Reads:
    for one in FORMATS:
        if one.is_it and one.is_it(data):
            return one.reads
    name = source.lower()
    for one in FORMATS:
        if name.endswith(one.endings):
            return one.reads
    return plain.from_bytes
