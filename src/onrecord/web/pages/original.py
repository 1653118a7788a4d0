"""The source of a document: the saved page, or the page of a paper, with the words of a record marked."""

import base64
import hashlib

from sqlalchemy import Connection

from onrecord.acquire.apart import picture_apart
from onrecord.acquire.encoding import charset_of
from onrecord.acquire.pictures import Picture
from onrecord.acquire.saved import saved
from onrecord.errors import UsageError
from onrecord.export.html import asset
from onrecord.export.markup import shown
from onrecord.ledger.originals import ENDINGS, Kept, source, source_kept
from onrecord.ledger.originals import Source as Found
from onrecord.origin import Box
from onrecord.records import Frozen
from onrecord.web.page import Body, File, Offset, Page, Words
from onrecord.web.shield import POLICY

# What a page that was saved may do: nothing, but look as our style has it.
_STYLE = asset("saved.css")
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
INERT = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox"
)
NO_MORE = {"content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox"}
KEEP = {"cache-control": "private, max-age=3600"}


class Sheet(Frozen, frozen=True):
    """A page of a paper, its size in points, and the boxes (left, top, right, bottom) of the words on it."""

    number: int
    wide: float
    high: float
    boxes: tuple[Box, ...] = ()


class Shown(Frozen, frozen=True):
    """A document's source, and the page of it that is shown, where it is a paper."""

    source: Found
    sheet: Sheet | None = None


def sourced(connection: Connection, id: str, record: Words = None, page: Offset = 0) -> Shown:
    """Where a record's words stand in the source of its document: bytes of a page, boxes on a paper."""
    found, kept = source(connection, id, record)
    if kept is None or found.form != "paper":
        return Shown(found)
    first = next((one.page for one in found.places if one.page), (found.pages or (1,))[0])
    made = _picture(kept, page or first or 1)
    boxes = tuple(one.box for one in found.places if one.box and one.page == (page or first))
    return Shown(found, Sheet(page or first or 1, made.wide, made.high, boxes))


def _picture(kept: Kept, number: int) -> Picture:
    if kept.form != "paper":
        raise UsageError("the source is no paper, and has no pages")
    made = picture_apart(kept.data, number)
    if made.problem:
        raise UsageError(f"the paper {made.problem}")
    return made


def saved_page(connection: Connection, id: str, record: Words = None) -> Body:
    """The saved page as words that cannot run, those of a record marked."""
    found, kept = source(connection, id, record)
    if kept is None or found.form != "page":
        raise UsageError("the source is no page of the web")
    octets = tuple(one.octets for one in found.places if one.octets is not None)
    made = saved(kept.data, octets, charset_of(kept.media))
    head = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Saved page</title><style>{_STYLE}</style>'
    )
    cut = "<p><i>The page goes on.</i></p>" if made.cut else ""
    page = f"{head}</head>\n<body>{shown(made.markup)}{cut}</body></html>\n"
    return Body(page.encode("utf-8", "replace"), "text/html; charset=utf-8", {"content-security-policy": INERT})


def sheet(connection: Connection, id: str, number: int) -> Body:
    """A page of a paper as a picture."""
    return Body(_picture(source_kept(connection, id), number).png, "image/png", NO_MORE | KEEP)


def source_file(connection: Connection, id: str) -> Body:
    """The source as it was saved, to be kept, never to be shown."""
    kept = source_kept(connection, id)
    name = f"{kept.sha256[:16]}{ENDINGS[kept.form]}"
    return Body(
        kept.data, "application/octet-stream", NO_MORE | {"content-disposition": f'attachment; filename="{name}"'}
    )


PAGE = Page("/documents/{id}/source", "original.html", sourced, policy=f"{POLICY}; frame-src 'self'")
FILES = (
    File("/documents/{id}/source/page", saved_page),
    File("/documents/{id}/source/sheets/{number}.png", sheet),
    File("/documents/{id}/source/file", source_file),
)
