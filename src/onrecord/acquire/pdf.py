"""PDF files: their text in reading order, with page and box of every line."""

from collections.abc import Iterator, Sequence

from onrecord.acquire.apart import sheets_apart
from onrecord.acquire.columns import ordered
from onrecord.acquire.composed import Composed
from onrecord.acquire.hyphenated import Words
from onrecord.acquire.paragraphs import composed, paragraphs, without_notes
from onrecord.acquire.plain import Acquired, check_size
from onrecord.acquire.running import without_running
from onrecord.acquire.sheets import Page
from onrecord.errors import ReadError
from onrecord.records import Finding

# Part of the characters whose meaning no font tells, from which that is said.
UNKNOWN = 0.02


def is_pdf(data: bytes) -> bool:
    """True if the bytes begin as a PDF file does, behind what mail and printers may put before it."""
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or b"\n%PDF-1." in data[:1024]


def from_pdf(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that a PDF file holds.

    Its title is the one of its metadata; its dates are when the file was made, not when anything was published. Raises
    ReadError, one line saying what to do, for a file that is damaged, encrypted, empty, of scans only, or too long.
    """
    check_size(data, source)
    read = sheets_apart(data)
    if read.problem:
        raise ReadError(f"{source}: {read.problem}")
    text, findings = _text(read.pages, source)
    return text.acquired(data, source, findings, any_language=any_language, title=read.title)


def _text(pages: Sequence[Page], source: str) -> tuple[Composed, tuple[Finding, ...]]:
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


def _findings(pages: Sequence[Page], running: int) -> Iterator[Finding]:
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
        yield Finding("running-lines", f"headers, footers and page numbers are left out ({running} of them)")


def _numbers(pages: Sequence[Page], name: str) -> list[int]:
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
