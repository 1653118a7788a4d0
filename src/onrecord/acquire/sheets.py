"""The pages of a PDF file by pdfium: lines with their places, and what is odd about a page."""

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from onrecord.acquire.annotations import Above, above, flattened, letters
from onrecord.acquire.glyphs import Glyph, glyphs
from onrecord.acquire.lines import Line, main_angle, segments, turned
from onrecord.acquire.optional import Layers, has_layers
from onrecord.origin import Box

# Pages and seconds that a document may take; one of 500 pages takes about ten seconds.
PAGES, SECONDS = 3000, 120
# A page without text is a scan if pictures cover this part of it.
COVERED = 0.5
# Objects of a page that are looked at for pictures, and how deep in forms.
OBJECTS, DEPTH = 2000, 3

DAMAGED = "is a damaged PDF file; get it again, or save its text in a .txt file"
TOO_SLOW = f"takes longer than {SECONDS} seconds to read; split it into its documents"


class Page(NamedTuple):
    """A page: its pieces of lines in the order of the file, bottom and top, and how many characters are odd.

    `unknown` is -1 where the page could not be opened.
    """

    pieces: list[Line]
    height: tuple[float, float]
    scanned: bool = False
    unknown: int = 0
    characters: int = 0
    turned: int = 0
    hidden: int = 0
    behind_scan: bool = False
    comments: int = 0
    unread: int = 0
    off: int = 0
    layers: int = 0


class Sheets(NamedTuple):
    """The title that a file gives itself and its pages; or why there are none, in one line that says what to do."""

    title: str | None = None
    pages: tuple[Page, ...] = ()
    problem: str | None = None


def sheets(data: bytes) -> Sheets:
    """The pages of a PDF file, or the problem with it."""
    import pypdfium2  # takes a tenth of a second to load, and only papers need it
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return Sheets(problem="is an encrypted PDF file; save a copy without its password")
        return Sheets(problem=DAMAGED)
    try:
        # Before any page is opened, so that fields without a picture of their value are given one.
        with suppress(pypdfium2.PdfiumError):
            document.init_forms()
        count = len(document)
        if count > PAGES:
            return Sheets(problem=f"has {count:,} pages, more than {PAGES:,}; split it into its documents")
        return Sheets(_title(document), tuple(_pages(document, count, Layers(has_layers(data), raw), raw)))
    except TimeoutError:
        return Sheets(problem=TOO_SLOW)
    except pypdfium2.PdfiumError:
        return Sheets(problem=DAMAGED)
    finally:
        document.close()


def _title(document: Any) -> str | None:
    """The title among the metadata, on one line."""
    try:
        title = document.get_metadata_value("Title")
    except UnicodeDecodeError:
        return None
    return " ".join(title.replace("\0", "").split())[:500] or None


def _pages(document: Any, count: int, layers: Layers, raw: Any) -> Iterator[Page]:
    from pypdfium2 import PdfiumError

    until = time.monotonic() + SECONDS
    for number in range(count):
        if time.monotonic() > until:
            raise TimeoutError
        try:
            page = document[number]
        except PdfiumError:
            yield Page([], (0.0, 0.0), unknown=-1)
            continue
        try:
            over = above(page, raw)
            # Of its content alone: a stamp on a scan makes no text of it.
            scan = _scan(page, glyphs(page, raw)[0], raw) if over.shown else None
            if over.shown:
                page = flattened(document, page, number, raw)
            yield _page(page, number + 1, over, scan, layers, raw)
        finally:
            page.close()


def _scan(page: Any, found: list[Glyph], raw: Any) -> tuple[bool, bool]:
    """True for a page that is a picture without text; true for one with the words of the picture behind it."""
    lettered = [glyph.style for glyph in found if glyph.style]
    hidden = sum(style.invisible for style in lettered)
    if (lettered and hidden <= 0.9 * len(lettered)) or not _covered(page, page.get_bbox(), raw):
        return False, False
    return not lettered, bool(lettered)


def _page(page: Any, number: int, over: Above, scan: tuple[bool, bool] | None, layers: Layers, raw: Any) -> Page:
    bounds: Box = page.get_bbox()
    found, unknown = glyphs(page, raw)
    off = layers.off(page, {glyph.style.owner for glyph in found if glyph.style and not glyph.style.invisible})
    seen = [glyph for glyph in found if glyph.style is None or glyph.style.owner not in off.objects]
    switched, found = len(found) - len(seen), seen
    lettered = [glyph for glyph in found if glyph.style]
    hidden = sum(glyph.style.invisible for glyph in lettered if glyph.style)
    scanned, behind = scan or _scan(page, found, raw)
    read = letters("".join(glyph.words for glyph in lettered)) if over.shown else ""
    if hidden and not behind:
        found = [glyph for glyph in found if glyph.style is None or not glyph.style.invisible]
    angle, rotation = main_angle(found), page.get_rotation()
    aside = sum(glyph.style.angle != angle for glyph in found if glyph.style)
    _, bottom, _, top = turned(bounds, angle)
    return Page(
        [piece._replace(page=number, box=_shown(piece.box, bounds, rotation)) for piece in segments(found, angle)],
        (bottom, top),
        scanned=scanned,
        unknown=unknown,
        characters=len(lettered),
        turned=aside,
        hidden=0 if behind else hidden,
        behind_scan=behind,
        comments=over.comments,
        off=switched,
        layers=off.unknown,
        unread=over.unread + sum(words not in read for words in over.shown),
    )


def _shown(box: Box, bounds: Box, rotation: int) -> Box:
    """A box of user space as the page is shown: left, top, right and bottom, from its upper left corner."""
    left, bottom, right, top = box[0] - bounds[0], box[1] - bounds[1], box[2] - bounds[0], box[3] - bounds[1]
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    match rotation:
        case 90:
            sides = bottom, left, top, right
        case 180:
            sides = wide - right, bottom, wide - left, top
        case 270:
            sides = high - top, wide - right, high - bottom, wide - left
        case _:
            sides = left, high - top, right, high - bottom
    return round(sides[0], 1), round(sides[1], 1), round(sides[2], 1), round(sides[3], 1)


def _covered(page: Any, bounds: Box, raw: Any) -> bool:
    """True if pictures cover most of the page."""
    area = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    covered = 0.0
    for number, found in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH)):
        if number > OBJECTS:
            break
        left, bottom, right, top = found.get_bounds()
        width = min(right, bounds[2]) - max(left, bounds[0])
        height = min(top, bounds[3]) - max(bottom, bounds[1])
        covered += max(0.0, width) * max(0.0, height)
    return area > 0 and covered >= COVERED * area
