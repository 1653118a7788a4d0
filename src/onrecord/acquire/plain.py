"""Plain text: bytes to a Document, or one line that says why not."""

import hashlib
import re
from typing import NamedTuple

import msgspec

from onrecord.acquire.language import foreign_language, foreign_share
from onrecord.acquire.origin import Place
from onrecord.errors import ReadError
from onrecord.records import Anchor, Document, Finding, document_id

# Bytes that a document may have; a day's transcript has under one million.
LIMIT = 20_000_000
# Share of control characters from which bytes are no text. The most that a text of the corpus has is 0.0002.
CONTROLS = 0.005
FEW_CONTROLS = 3
# Share of letters of another alphabet from which an English text gets a Finding.
MIXED = 0.1

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = (
    (b"PK\x03\x04", "a ZIP file, or an Office file other than .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_PAGE = re.compile(
    r"(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Code points in which a page of the web says that it is one.
HEAD = 5000


class Acquired(NamedTuple):
    """A document, what was found on the way to its text, and where in the source the stretches of its text stand."""

    document: Document
    findings: tuple[Finding, ...]
    places: tuple[Place, ...] = ()


def from_bytes(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that the bytes hold; `source` names them in messages and in the document.

    UTF-8, UTF-16 or UTF-32 with a byte-order mark, else Windows-1252, which is said in a Finding. Raises ReadError, one
    line saying what to do, for what is empty, too large, no text or (unless `any_language`) not English.
    """
    check_size(data, source)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"{source}: is {what}, which this version does not read; save its text in a .txt file")
    text, findings = decoded(data, source)
    return of_source(from_text(text, source, any_language=any_language), data, findings)


def check_size(data: bytes, source: str, instead: str = "split it into its documents and read those") -> None:
    """Returns nothing; raises ReadError, saying what to do `instead`, for more bytes than a document may have."""
    if len(data) > LIMIT:
        raise ReadError(f"{source}: larger than {LIMIT // 1_000_000} MB; {instead}")


def of_source(
    acquired: Acquired,
    data: bytes,
    findings: tuple[Finding, ...] = (),
    places: tuple[Place, ...] = (),
    **said: str | None,
) -> Acquired:
    """What was acquired, with the hash of the bytes it came from and what these say of the document and its places.

    `findings` were made on the way to the text and come first; what is None or empty is not said.
    """
    known = {name: value for name, value in said.items() if value}
    document = msgspec.structs.replace(acquired.document, source_sha256=hashlib.sha256(data).hexdigest(), **known)
    return Acquired(document, (*findings, *acquired.findings), places)


def from_text(text: str, source: str | None = None, *, any_language: bool = False) -> Acquired:
    """The document of a text that is at hand already; raises ReadError as `from_bytes` does."""
    named = f"{source}: " if source else ""
    if len(text) > LIMIT:
        raise ReadError(f"{named}larger than {LIMIT // 1_000_000} MB; split it into its documents and read those")
    if not text.strip("\ufeff \t\r\n\f\v\0"):
        raise ReadError(f"{named}holds no text; give a document with words in it")
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls > FEW_CONTROLS and controls > CONTROLS * len(text):
        raise ReadError(f"{named}is binary, not text; save the document's text as UTF-8 in a .txt file")
    if not any(map(str.isalpha, text)):
        raise ReadError(f"{named}holds no words; give a document with words in it")
    if _PAGE.match(text[:HEAD].lstrip()):
        raise ReadError(f"{named}is an HTML page, not its text; save the page in a .html file and name that")
    if not any_language and (language := foreign_language(text)):
        raise ReadError(
            f"{named}is written in {language}, and only English is read; give a translation, or --any-language to try"
        )
    return Acquired(Document(document_id(text), text, source=source), tuple(_remarks(text)))


def decoded(data: bytes, source: str) -> tuple[str, tuple[Finding, ...]]:
    """The text that the bytes encode, without a byte-order mark, and a Finding if the encoding had to be guessed."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        text = data.decode("utf-32", "replace")
        return text, _replaced(text, "UTF-32")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        return text, _replaced(text, "UTF-16")
    if len(data) >= FEW_CONTROLS and data.count(0) > 0.2 * len(data):
        raise ReadError(f"{source}: is binary, or UTF-16 without a byte-order mark; save the document's text as UTF-8")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "replace")
        lost = text.count("\ufffd")
        # Broken UTF-8 still holds more whole characters than broken ones; text of one byte a character holds none.
        if sum(character > "\x7f" for character in text) > 2 * lost:
            return text, _replaced(text, "UTF-8")
        guessed = f"not UTF-8 (byte {error.start}); read as Windows-1252. If letters look wrong, save it as UTF-8"
        text = data.decode("cp1252", "replace")
        return text, (Finding("encoding-guessed", guessed), *_replaced(text, "Windows-1252"))


def _replaced(text: str, encoding: str) -> tuple[Finding, ...]:
    at = text.find("\ufffd")
    if at < 0:
        return ()
    message = (
        f"broken {encoding}: characters that could not be read are U+FFFD ({text.count(chr(0xFFFD))}; first at {at})"
    )
    return (Finding("characters-replaced", message, Anchor(at, at + 1, "\ufffd")),)


def _remarks(text: str) -> list[Finding]:
    remarks = []
    controls = [match.start() for match in _CONTROL.finditer(text)]
    if controls:
        at = controls[0]
        message = f"control characters are passed over ({len(controls)}; the first is U+{ord(text[at]):04X} at {at})"
        remarks.append(Finding("control-characters", message, Anchor(at, at + 1, text[at])))
    share = foreign_share(text)
    if share > MIXED:
        message = f"{share:.0%} of the letters are not Latin; only English is read"
        remarks.append(Finding("language-mixed", message))
    return remarks
