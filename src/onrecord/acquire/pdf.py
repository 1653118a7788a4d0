"""PDF files: their text in reading order, with page and box of every line."""

import threading
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.acquire.columns import ordered
from onrecord.acquire.composed import Composed
from onrecord.acquire.glyphs import glyphs
from onrecord.acquire.hyphenated import Words
from onrecord.acquire.lines import Line, main_angle, segments, turned
from onrecord.acquire.origin import Box
from onrecord.acquire.paragraphs import composed, paragraphs, without_notes
from onrecord.acquire.plain import LIMIT, Acquired
from onrecord.acquire.running import without_running
from onrecord.errors import ReadError
from onrecord.records import Finding

# Pages and seconds that a document may take; one of 500 pages takes about ten seconds.
PAGES, SECONDS = 3000, 300
# A page without text is a scan if pictures cover this part of it.
COVERED = 0.5
# Part of the characters whose meaning no font tells, from which that is said.
UNKNOWN = 0.02
# Objects of a page that are looked at for pictures, and how deep in forms.
OBJECTS, DEPTH = 2000, 3

# Pdfium may be used by one thread at a time.
_ONE_AT_A_TIME = threading.Lock()


class _Page(NamedTuple):
    pieces: list[Line]
    height: tuple[float, float]
    scanned: bool = False
    unknown: int = 0
    characters: int = 0
    turned: int = 0
    hidden: int = 0
    behind_scan: bool = False


def is_pdf(data: bytes) -> bool:
    """True if the bytes begin as a PDF file does, behind what mail and printers may put before it."""
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or b"\n%PDF-1." in data[:1024]


def from_pdf(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that a PDF file holds.

    Its title is the one of its metadata; its dates are when the file was made, not when anything was published. Raises
    ReadError, one line saying what to do, for a file that is damaged, encrypted, empty, of scans only, or too long.
    """
    if len(data) > LIMIT:
        raise ReadError(f"{source}: larger than {LIMIT // 1_000_000} MB; split it into its documents and read those")
    with _ONE_AT_A_TIME:
        title, pages = _read(data, source)
    text, findings = _text(pages, source)
    return text.acquired(data, source, findings, any_language=any_language, title=title)


def _read(data: bytes, source: str) -> tuple[str | None, list[_Page]]:
    import pypdfium2  # takes a tenth of a second to load, and only papers need it
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError(f"{source}: is an encrypted PDF file; save a copy without its password") from None
        raise ReadError(f"{source}: is a damaged PDF file; get it again, or save its text in a .txt file") from None
    try:
        count = len(document)
        if count > PAGES:
            raise ReadError(f"{source}: has {count:,} pages, more than {PAGES:,}; split it into its documents")
        title = " ".join(document.get_metadata_value("Title").replace("\0", "").split())[:500] or None
        return title, list(_pages(document, count, raw, source))
    except pypdfium2.PdfiumError:
        raise ReadError(f"{source}: is a damaged PDF file; get it again, or save its text in a .txt file") from None
    finally:
        document.close()


def _pages(document: Any, count: int, raw: Any, source: str) -> Iterator[_Page]:
    from pypdfium2 import PdfiumError

    until = time.monotonic() + SECONDS
    for number in range(count):
        if time.monotonic() > until:
            raise ReadError(f"{source}: takes longer than {SECONDS} seconds to read; split it into its documents")
        try:
            page = document[number]
        except PdfiumError:
            yield _Page([], (0.0, 0.0), unknown=-1)
            continue
        try:
            yield _page(page, number + 1, raw)
        finally:
            page.close()


def _page(page: Any, number: int, raw: Any) -> _Page:
    bounds: Box = page.get_bbox()
    found, unknown = glyphs(page, raw)
    lettered = [glyph for glyph in found if glyph.style]
    hidden = sum(glyph.style.invisible for glyph in lettered if glyph.style)
    behind = bool(hidden) and hidden > 0.9 * len(lettered) and _covered(page, bounds, raw)
    if hidden and not behind:
        found = [glyph for glyph in found if glyph.style is None or not glyph.style.invisible]
    angle = main_angle(found)
    aside = sum(glyph.style.angle != angle for glyph in found if glyph.style)
    _, bottom, _, top = turned(bounds, angle)
    return _Page(
        [piece._replace(page=number, box=_from_corner(piece.box, bounds)) for piece in segments(found, angle)],
        (bottom, top),
        scanned=not lettered and _covered(page, bounds, raw),
        unknown=unknown,
        characters=len(lettered),
        turned=aside,
        hidden=0 if behind else hidden,
        behind_scan=behind,
    )


def _from_corner(box: Box, bounds: Box) -> Box:
    left, bottom, right, top = box
    x, y = bounds[0], bounds[1]
    return round(left - x, 1), round(bottom - y, 1), round(right - x, 1), round(top - y, 1)


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


def _text(pages: list[_Page], source: str) -> tuple[Composed, tuple[Finding, ...]]:
    """The text of the pages, and what is to be said of them."""
    if not any(page.pieces for page in pages):
        if any(page.scanned for page in pages):
            raise ReadError(
                f"{source}: holds scanned pages without text; make them text by OCR (a searchable PDF) and read that"
            )
        raise ReadError(f"{source}: is a PDF file without text; if its pages show words, make them text by OCR")
    kept, running = without_running([page.pieces for page in pages], [page.height for page in pages])
    if not any(kept):
        kept, running = [page.pieces for page in pages], 0
    body, notes = without_notes([ordered(pieces) for pieces in kept])
    words = Words(line.words for line in (*body, *notes))
    text = composed(paragraphs(body) + paragraphs(notes), words)
    return text, tuple(_findings(pages, running))


def _findings(pages: list[_Page], running: int) -> Iterator[Finding]:
    for code, numbers, what in (
        ("page-scanned", _numbers(pages, "scanned"), "scanned, without text; not read: make text of it by OCR"),
        ("page-behind-scan", _numbers(pages, "behind_scan"), "scanned; read by the text that OCR put behind it"),
        ("page-damaged", [at for at, page in enumerate(pages, 1) if page.unknown < 0], "damaged; not read"),
    ):
        if numbers:
            many = len(numbers) > 1
            yield Finding(code, f"page{'s' if many else ''} {_ranges(numbers)} {'are' if many else 'is'} {what}")
    for code, name, what in (
        ("text-turned", "turned", "turned otherwise than the text of its page is left out"),
        ("text-hidden", "hidden", "that nobody sees on the page is left out"),
    ):
        if numbers := _numbers(pages, name):
            yield Finding(code, f"text {what} (page {_ranges(numbers)})")
    characters = sum(page.characters for page in pages)
    unknown = sum(max(0, page.unknown) for page in pages)
    if unknown > UNKNOWN * characters:
        yield Finding(
            "characters-unknown", f"{unknown / characters:.0%} of the characters have no meaning in their font"
        )
    if running:
        yield Finding("running-lines", f"headers, footers and page numbers are left out ({running} lines)")


def _numbers(pages: list[_Page], name: str) -> list[int]:
    return [number for number, page in enumerate(pages, 1) if getattr(page, name)]


def _ranges(numbers: list[int]) -> str:
    """The numbers with runs of them as ranges: "2, 4–7"; no more than ten."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in found]
    return ", ".join(shown[:10]) + (", …" if len(shown) > 10 else "")
