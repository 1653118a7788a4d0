"""What is done with bytes of the fuzzer's: a reader is called, and what must hold of its answer is held.

A target raises for what is a fault of ours. Only an OnRecordError, in one line, may say that bytes cannot be read.
"""

import hashlib
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from fuzz.gathered import archive, feed
from onrecord.acquire import formats, pdf
from onrecord.acquire.fragment import fragment_link
from onrecord.acquire.html import from_page, is_page
from onrecord.acquire.plain import Acquired
from onrecord.acquire.sheets import sheets
from onrecord.errors import OnRecordError
from onrecord.origin import Place, places_of
from onrecord.reader import read_text
from onrecord.records import anchors_of, document_id
from onrecord.text import Span, from_utf8, from_utf16, normalised, utf8_span, utf16_span

Target = Callable[[bytes], None]
# Characters of a text that are read to the end: the whole reading takes milliseconds a sentence.
READ = 1200


def html(data: bytes) -> None:
    """A page, told by its content or by its name."""
    is_page(data)
    acquired = _acquired(lambda: from_page(data, "a.html", any_language=True))
    if acquired:
        holds(acquired, data)
        for place in acquired.places:
            assert place.xpath, place
            assert place.characters, place
            assert place.characters[1] - place.characters[0] >= 0, place


def paper(data: bytes) -> None:
    """A PDF file. Pdfium runs in this process, where its faults end the fuzzer; in use it has a process of its own."""
    pdf.is_pdf(data)
    read = sheets(data)
    if read.problem:
        assert "\n" not in read.problem, read.problem
        return

    def made() -> Acquired:
        text, findings = pdf._text(read.pages, "a.pdf")
        return text.acquired(data, "a.pdf", findings, any_language=True, title=read.title)

    if acquired := _acquired(made):
        holds(acquired, data)
        assert all(place.page and 0 < place.page <= len(read.pages) for place in acquired.places)


def text(data: bytes) -> None:
    """A file of text, Markdown or mail, by its first byte; then all that is read in it, by the rules."""
    name = ("a.txt", "a.md", "a.eml")[data[0] % 3] if data else "a.txt"
    acquired = _acquired(lambda: formats.from_bytes(data[1:], name, any_language=True))
    if acquired is None:
        return
    holds(acquired, data[1:])
    reading = read_text(acquired.document.text[:READ], reader="rules", published="2024-05-04")
    assert not [finding for finding in reading.findings if finding.code == "component-failed"], reading.findings
    for anchor in anchors_of((reading.provenance, reading.actors, reading.statements, reading.events, reading.acts)):
        anchor.check(reading.document.text)
    ids = [record.id for records in (reading.statements, reading.events, reading.acts) for record in records]
    assert len(ids) == len(set(ids))


def offsets(data: bytes) -> None:
    """Spans of a text: to the annotators' text and back, to UTF-16 and UTF-8, to places, to a link."""
    numbers, whole = data[:8], _read(data[8:])
    length = len(whole)
    first, second = (int.from_bytes(numbers[at : at + 2], "big") % (length + 1) for at in (0, 2))
    span = Span(min(first, second), max(first, second))
    _maps(whole, span)
    for there, back in ((utf16_span, from_utf16), (utf8_span, from_utf8)):
        assert back(whole, there(whole, span)) == span
    for wrong in (Span(0, 5 * length + 1), Span(-1, 1)):
        for back in (from_utf16, from_utf8):
            try:
                back(whole, wrong)
            except ValueError:
                continue
            raise AssertionError(f"{wrong} is no span of the text")
    _places(numbers[4:], length, span)
    _link(whole, span)


TARGETS: dict[str, Target] = {
    "html": html, "pdf": paper, "feed": feed, "warc": archive, "text": text, "offsets": offsets,
}  # fmt: skip


def _acquired(reads: Callable[[], Acquired]) -> Acquired | None:
    try:
        return reads()
    except OnRecordError as error:
        assert str(error), "an error says what is wrong"
        assert "\n" not in str(error), f"more than one line: {error}"
        return None


def holds(acquired: Acquired, data: bytes) -> None:
    """Asserts that a document is named by its text and its bytes, and that places and anchors lie in them."""
    document = acquired.document
    assert document.id == document_id(document.text)
    assert document.source_sha256 == hashlib.sha256(data).hexdigest()
    in_order(acquired.places, len(document.text))
    for place in acquired.places:
        assert place.octets is None or 0 <= place.octets[0] < place.octets[1] <= len(data), place
        assert place.characters is None or 0 <= place.characters[0] < place.characters[1], place
        assert places_of(acquired.places, place.start, place.end) == [place]
    for anchor in anchors_of(acquired.findings):
        anchor.check(document.text)
    for finding in acquired.findings:
        assert "\n" not in finding.message, finding


def in_order(places: Sequence[Place], length: int) -> None:
    """Asserts that no place is empty, overlaps the next, or leaves the text."""
    ends = [at for place in places for at in (place.start, place.end)]
    assert ends == sorted(ends)
    assert all(place.start < place.end for place in places)
    assert not ends or (ends[0] >= 0 and ends[-1] <= length)


def _read(data: bytes) -> str:
    """The text of the bytes; halves of characters stand in it where they encode them, or where they are no UTF-8."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def _maps(whole: str, span: Span) -> None:
    plain, there = normalised(whole)
    assert len(plain) == len(there.starts) == len(there.ends)
    assert all(a < b for a, b in zip(there.starts, there.ends, strict=True))
    assert list(there.starts) == sorted(there.starts)
    assert list(there.ends) == sorted(there.ends)
    assert not there.ends or there.ends[-1] <= len(whole)
    assert "\r" not in plain
    assert normalised(plain)[0] == plain or "\n\n" in plain
    changed = there.to_changed(span)
    assert 0 <= changed.start <= changed.end <= len(plain)
    if changed.start < changed.end:
        back = there.to_original(changed)
        assert back.start < back.end
        assert there.to_changed(back).covers(changed)


def _places(numbers: bytes, length: int, span: Span) -> None:
    made, at = [], 0
    for number in numbers:
        end = at + number % 7
        if number % 3 and end > at:
            made.append(Place(at, end))
        at = end
    in_order(made, at)
    found = places_of(made, *span)
    assert found == [place for place in made if place.start < span.end and span.start < place.end], length


def _link(whole: str, span: Span) -> None:
    link = fragment_link(whole, span, "https://news.example/a#b")
    assert link.isascii()
    assert link.startswith("https://news.example/a#b")
    if ":~:text=" in link:
        parts = link.split(":~:text=")[1].split(",")
        assert 1 <= len(parts) <= 4
        spaced = " ".join(whole.split())
        for part in parts:
            assert " ".join(unquote(part.strip("-")).split()) in spaced or "\ufffd" in unquote(part)
