"""Where the words of a record stand in the page, paper or text that they were taken from: what a citation leads to."""

import base64
from collections.abc import Sequence

from onrecord.acquire.fragment import page_link, web_address
from onrecord.origin import Place, places_of
from onrecord.records import Act, Anchor, Document, Event, Frozen, Reading, Record, Statement
from onrecord.text import Span

# Code points before and behind the words by which they are told from the same words elsewhere.
CONTEXT = 32
# Code points that the words of one record take at most, but for what is said.
FAR = 400


class Target(Frozen, frozen=True, omit_defaults=True):
    """The words of an anchor, where in the document's text they stand, and where that is in its source.

    `source` is an IRI: the address of the page, else the name of the bytes by their hash (RFC 6920). `prefix` and
    `suffix` are what stands before and behind. `places` say where in the source, each cut to the words; a text as it
    stands has none, for there the source is the text. `link` opens a page of the web at the words.
    """

    source: str
    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    places: tuple[Place, ...] = ()
    link: str | None = None


def target(reading: Reading, anchor: Anchor) -> Target:
    """Where the words of an anchor of the reading stand."""
    return target_of(reading.document, anchor.span, reading.places)


def target_of(document: Document, span: Span, places: Sequence[Place] = ()) -> Target:
    """Where a span of the document's text stands; `places` are those of the whole text."""
    text = document.text
    return Target(
        source=web_address(document.url) or hash_name(document.source_sha256 or document.id),
        exact=text[span.start : span.end],
        start=span.start,
        end=span.end,
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        places=tuple(place.within(*span) for place in places_of(places, *span)),
        link=page_link(text, span, document.url),
    )


def in_source(text: str, places: Sequence[Place], start: int, end: int) -> str:
    """The text from `start` to `end` without what the source does not hold: numbers and dashes of the items of lists.

    Such marks stand at no place; nor do line breaks and blanks between what has one, which are kept. A text without
    places is its own source.
    """
    if not places:
        return text[start:end]
    parts, at = [], start
    for place in (*places_of(places, start, end), Place(end, end)):
        gap = text[at : max(at, place.start)]
        parts.append("".join(one for one in gap if one in "\n\t") if gap.strip() else gap)
        parts.append(text[max(at, place.start) : min(end, place.end)])
        at = max(at, place.end)
    return "".join(parts)


def hash_name(sha256: str) -> str:
    """The name of bytes by their SHA-256, which is given in hexadecimal: a URI of the scheme ni (RFC 6920)."""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def extent(record: Record, text: str) -> Span:
    """The words that a reader is led to: what is said; what happened, or is undertaken, with its trigger and parties.

    What stands in another paragraph or far off, such as the words that an "it" refers to, is left out.
    """
    match record:
        case Statement():
            parts = record.content
        case Event():
            parts = (record.trigger, *record.actor_spans, *record.recipient_spans)
        case Act():
            parts = (record.trigger, *record.undertaking)
    start, end = parts[0].span
    for part in parts[1:]:
        first, last = min(start, part.start), max(end, part.end)
        if "\n" not in text[first:start] + text[end:last] and (isinstance(record, Statement) or last - first <= FAR):
            start, end = first, last
    return Span(start, end)
