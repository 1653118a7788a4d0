"""The source of a document, as the store keeps it, and where in it the words of a record stand.

The places are not kept: the source is read again, and they count if it gives the very same text.
"""

from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, select

from onrecord.acquire.docx import is_docx
from onrecord.acquire.formats import from_bytes, says_page
from onrecord.acquire.html import is_page
from onrecord.acquire.mail import is_mail
from onrecord.acquire.mhtml import is_mhtml
from onrecord.acquire.pdf import is_pdf
from onrecord.errors import OnRecordError, UsageError
from onrecord.ledger.citing import record_of
from onrecord.ledger.documents import document_named
from onrecord.origin import Place, places_of
from onrecord.records import Anchor, Document, Frozen, Record
from onrecord.store import tables as t
from onrecord.store.kept import SHAPES, reading_kept
from onrecord.store.remembering import Remembered
from onrecord.targets import extent

Form = Literal["page", "paper", "word", "saved", "mail", "text", "none"]
# By the form of a source the ending of the file that it was, or may have been.
ENDINGS: dict[Form, str] = {
    "page": ".html", "paper": ".pdf", "word": ".docx", "saved": ".mhtml", "mail": ".eml", "text": ".txt",
    "none": ".txt",
}  # fmt: skip
# Places that are remembered, by the document and its source: who looks at one record of a document looks at others.
_PLACES = Remembered[tuple[Place, ...] | None](100_000, lambda places: 100 + len(places or ()))


class Source(Frozen, frozen=True):
    """The source of a document, and where in it the words of a record stand, if one is asked for.

    `places` are cut to the words. `remark` says, in a line, why there are none. `form` is "none" where the store holds
    no source beside the text. `pages` are those of a paper that have text of ours; `title` is the document's.
    """

    document: str
    form: Form
    title: str
    name: str | None = None
    url: str | None = None
    sha256: str | None = None
    octets: int = 0
    record: str | None = None
    words: Anchor | None = None
    places: tuple[Place, ...] = ()
    pages: tuple[int, ...] = ()
    remark: str | None = None


class Kept(NamedTuple):
    """The bytes of a source with what is known of them; `media` is the Content-Type with which a page came."""

    data: bytes
    form: Form
    source: str
    sha256: str
    url: str | None
    media: str | None


def source(connection: Connection, document: str, record: str | None = None) -> tuple[Source, Kept | None]:
    """The source of a document of that name, with the places of a record's words, and its bytes if the store has them.

    Raises UsageError where there is no such document or record.
    """
    reading = reading_kept(connection, document_named(connection, document), only=() if record is None else SHAPES)
    text, about = reading.document.text, reading.document
    words = _words(record_of(reading, record), text) if record is not None else None
    title = about.title or next((line for line in text[:5000].splitlines() if line.strip()), about.id[:12])
    made: dict[str, Any] = {"name": about.source, "url": about.url, "record": record, "words": words}
    kept = _kept(connection, about)
    if kept is None:
        remark = "The store holds the text alone, not what it was taken from."
        return Source(about.id, "none", title, remark=remark, **made), None
    made |= {"sha256": kept.sha256, "octets": len(kept.data)}
    if kept.form not in ("page", "paper"):
        return Source(about.id, kept.form, title, remark="Of such a source the words are not shown here.", **made), kept
    places = _places(about.id, kept)
    if places is None:
        remark = "Read anew, the source gives another text than was read: where the words stand in it cannot be told."
        return Source(about.id, kept.form, title, remark=remark, **made), kept
    there = tuple(one.within(*words.span) for one in places_of(places, *words.span)) if words else ()
    nowhere = "These words have no place of their own in the source."
    pages = tuple(sorted({one.page for one in places if one.page is not None}))
    made |= {"places": there, "pages": pages, "remark": None if there or not words else nowhere}
    return Source(about.id, kept.form, title, **made), kept


def _words(record: Record, text: str) -> Anchor:
    span = extent(record, text)
    return Anchor(*span, text[slice(*span)])


def source_kept(connection: Connection, document: str) -> Kept:
    """The bytes of a document's source; raises UsageError where the store has none."""
    about = reading_kept(connection, document_named(connection, document), only=()).document
    kept = _kept(connection, about)
    if kept is None:
        raise UsageError(f"document {document!r}: the store holds its text alone")
    return kept


def _kept(connection: Connection, about: Document) -> Kept | None:
    sha256, name, media = about.source_sha256, about.source or "", _media(connection, about)
    if sha256 is None:
        return None
    data = connection.execute(select(t.blob.c.bytes).where(t.blob.c.sha256 == sha256)).scalar_one()
    return Kept(data, _form(data, name, media), name, sha256, about.url, media)


def _media(connection: Connection, about: Document) -> str | None:
    """The Content-Type with which the bytes of a document came; None for those of a file."""
    a, v = t.appearance.c, t.version.c
    query = select(v.media).join(t.appearance, v.appearance == a.id).where(v.media.is_not(None))
    query = query.where(a.document == about.id, a.source_sha256 == about.source_sha256)
    found: str | None = connection.execute(query.order_by(v.added).limit(1)).scalar()
    return found


def _form(data: bytes, name: str, media: str | None) -> Form:
    """The form of a source by what it begins with, else by its name, or by what its server said that it is."""
    if is_pdf(data):
        return "paper"
    if is_docx(data):
        return "word"
    if is_mhtml(data):
        return "saved"
    if is_mail(data):
        return "mail"
    named = name.lower().endswith((".html", ".htm", ".xhtml")) or says_page(media)
    if is_page(data) or (named and not data.startswith(b"{")):
        return "page"
    return "text"


def _places(document: str, kept: Kept) -> tuple[Place, ...] | None:
    """The places of the whole text; None where the source, read by this version, gives another text."""

    def places() -> tuple[Place, ...] | None:
        try:
            again = from_bytes(kept.data, kept.source, any_language=True, url=kept.url, media=kept.media)
        except OnRecordError:
            return None
        return again.places if again.document.id == document else None

    return _PLACES.get((document, kept.sha256, kept.source, kept.url, kept.media), places)
