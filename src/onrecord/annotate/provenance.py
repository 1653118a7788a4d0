"""What a document says of itself: kind, publisher, author, date, whom it credits, and in whose name it speaks."""

import re
from collections.abc import Iterable

from onrecord.annotate.credits import REPORTS, TOLD, credit_lines, credits, outlet
from onrecord.annotate.document_kind import document_kind
from onrecord.annotate.issuers import issuers
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.records import OFFICIAL, Anchor, Mark, Provenance
from onrecord.text import Span
from onrecord.vocabulary.publishers import publishers

# How far from either end of a text its own source and date are sought, in code points.
EDGE = 1500


_AGENCY = re.compile(r"\(\s?(?P<name>[A-Z][\w./ &’'-]{1,30}?)\s?\)\s*(?:--|—|–|-)")
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)(?= ?\d{4})|(?i:Copyright)(?: ©| \([cC]\))?)\s*+(?:\d{4}(?:[-–]\d{2,4})?)?,?\s*+(?:by )?"
    r"(?P<name>[A-Z][^\n.,;©|]{1,50})"
)
_NAMED = r"(?<![\w.&-])(?P<name>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})"
# What an outlet says of its own work.
_OWN_WORK = re.compile(
    rf"{_NAMED} (?:has|have|was|is|could) (?:\w+ )?(?:asked|reached out|contacted|requested|approached|reviewed|"
    r"obtained|verified|seeking|unable to|not able to|not been able to|not independently)"
)
_CONTRIBUTED = re.compile(rf"{_NAMED}[’']s [A-Z][^.\n]{{3,120}} contributed (?:to|report)")
_BY = re.compile(r"^\s*(?:By|BY|Reporting by|Written by)\s+(?P<name>.{3,120})$", re.S)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})\b\.?,?(?: (?P<year>(?:19|20)\d\d)\b)?", re.I
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d)\b)?", re.I
)
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{2})[-/.](?P<day>\d{2})\b")


def run(layers: Layers) -> Iterable[Item]:
    """One Provenance: what the caller gave comes first, then what the text says; anchors where it says it."""
    anchors: dict[str, tuple[Anchor, ...]] = {}
    given = layers.document
    kind = given.kind or document_kind(layers)
    publisher = given.publisher or _anchored(layers, anchors, "publisher", _publisher(layers))
    author = _anchored(layers, anchors, "author", _author(layers)) or given.byline if kind == "news" else None
    published = given.published or _published(layers, anchors)
    credited, said = credits(layers, publisher) if kind == "news" else ([], [])
    if credited:
        anchors["credits"] = tuple(layers.anchor(span.start, span.end) for span in credited)
    named = [*(layers.text[span.start : span.end] for span in credited), *said]
    speaking = _issuers(layers, anchors, kind, publisher)
    yield Provenance(
        kind=kind,
        publisher=publisher,
        author=author,
        published=published,
        place=_place(layers, anchors),
        credits=tuple(dict.fromkeys(named)),
        sourcing="secondary" if named else "primary",
        issuers=speaking,
        anchors=anchors,
    )


def _anchored(layers: Layers, anchors: dict[str, tuple[Anchor, ...]], field: str, span: Span | None) -> str | None:
    if span is None or not layers.text[span.start : span.end].strip():
        return None
    anchors[field] = (layers.anchor(span.start, span.end),)
    return anchors[field][0].exact


def _publisher(layers: Layers) -> Span | None:
    """The name of the outlet: the agency of the dateline, a notice of rights, or who "reports" and is known to."""
    for mark in layers.layer("block"):
        if mark.label == "dateline" and (found := _AGENCY.search(layers.text, mark.start, mark.end)):
            return Span(*found.span("name"))
    ends = ((0, EDGE), (max(0, len(layers.text) - EDGE), len(layers.text)))
    for start, stop in ends:
        for found in REPORTS.finditer(layers.text, start, stop):
            name = found["name"]
            site = "." in name.strip(".")
            if site or (name in publishers() and found["tense"] == "reports"):
                return Span(*found.span("name"))
    if found := _RIGHTS.search(layers.text, ends[1][0]):
        return Span(*found.span("name"))
    if own := next((one for one in layers.once(credit_lines) if one.signed), None):
        return own.span
    return _own_reporters(layers)


def _own_reporters(layers: Layers) -> Span | None:
    """The outlet whose reporters contributed, or the only one that more than one person "told" something."""
    text = layers.text
    for found in (*_CONTRIBUTED.finditer(text, max(0, len(text) - EDGE)), *_OWN_WORK.finditer(text)):
        if span := outlet(found):
            return span
    told: dict[str, list[Span]] = {}
    for found in TOLD.finditer(layers.text):
        if span := outlet(found):
            told.setdefault(layers.text[span.start : span.end], []).append(span)
    best = max(told.values(), key=len, default=[])
    return best[0] if len(best) > 1 and len(told) == 1 else None


def _author(layers: Layers) -> Span | None:
    for mark in layers.layer("block"):
        if mark.label == "byline" and (found := _BY.match(layers.text[mark.start : mark.end])):
            return Span(mark.start + found.start("name"), mark.start + found.end("name"))
    return None


def _published(layers: Layers, anchors: dict[str, tuple[Anchor, ...]]) -> str | None:
    """The date of the dateline or of a line that holds nothing else, as EDTF; a year that is not said is XXXX."""
    for mark in layers.layer("block"):
        if mark.start > EDGE:
            break
        words = layers.text[mark.start : mark.end]
        if mark.label != "dateline" and len(words) > 60:
            continue
        for pattern in (_ISO, _MONTH_FIRST, _DAY_FIRST):
            found = pattern.search(words)
            value = _edtf(found) if found else None
            if found and value and (mark.label == "dateline" or len(words) - len(found.group()) <= 36):
                anchors["published"] = (layers.anchor(mark.start + found.start(), mark.start + found.end()),)
                return value
    return None


def _edtf(found: re.Match[str]) -> str | None:
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    day = int(found["day"])
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return None
    return f"{found['year'] or 'XXXX'}-{number:02}-{day:02}"


def _place(layers: Layers, anchors: dict[str, tuple[Anchor, ...]]) -> str | None:
    mark: Mark | None = next((mark for mark in layers.layer("block") if mark.label == "dateline"), None)
    found = re.match(r"[^\W\d][^,(\d–—]*", layers.text[mark.start : mark.end]) if mark else None
    if mark is None or found is None or not found.group().strip(" -"):
        return None
    words = found.group().strip(" -")
    anchors["place"] = (layers.anchor(mark.start, mark.start + len(words)),)
    return words


def _issuers(
    layers: Layers, anchors: dict[str, tuple[Anchor, ...]], kind: str, publisher: str | None
) -> tuple[str, ...]:
    if kind not in OFFICIAL:
        return ()
    row = publishers().get(publisher or "")
    names, spans = issuers(layers, kind, row.state if row else "")
    if spans:
        anchors["issuers"] = tuple(layers.anchor(span.start, span.end) for span in spans)
    return names


component = Component("provenance", "4", ("block", "parse", "name", "quote"), ("provenance",), run)
