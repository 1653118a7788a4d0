"""The head and tail of a wire story that came as one run of text: slugs, headlines, byline, dateline, sign-off."""

import re
from collections.abc import Iterator

from onrecord.annotate.gazetteer import capitals
from onrecord.annotate.towns import LARGE, cities_named
from onrecord.records import Mark
from onrecord.text import Span
from onrecord.vocabulary.states import states

# How far into a text its dateline may stand; the heads of agency stories end well before.
HEAD = 600

_AGENCY = r"\((?:[A-Z][\w.&’' -]{1,24})\)"
# No town has a word of so many letters; without a bound a search in a line of capitals takes quadratic time.
_PLACE = r"[A-Z][A-Z’'.\-]{1,40}(?:[ /][A-Z][A-Z’'.\-]{1,40}){0,4}(?:, [A-Z][\w.’' -]{1,30}){0,2}"
_DAY = r"(?:,? (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)?"
# The mark of a service for press releases: "/PRNewswire/".
_SERVICE = r"/[A-Z][\w .]{2,24}/"
# A day with its year, before which a town in ordinary letters is one too: "Kongsberg, Norway, 20 June 2025 -".
_DATED = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}"
_DATELINE = re.compile(
    rf"{_PLACE}{_DAY}(?: ?(?:{_AGENCY}|{_SERVICE}))? ?(?:--|—|–|-) "
    rf"|[A-Z][\w’' ,.\-]{{1,40}}{_AGENCY} ?(?:--|—|–|-) "
)
_ABROAD = re.compile(rf"([A-Z][\w’' ]{{1,30}})(?:, ([A-Z][\w’' ]{{1,30}}))?, {_DATED} ?(?:--|—|–|-) ")
_TOWN = re.compile(rf"({_PLACE}){_DAY}: (?=\S)")
_AGENCY_DATELINE = re.compile(rf"{_PLACE}{_DAY} ?{_AGENCY} ?(?:--|—|–) ")
_SLUG = re.compile(r"\((?:\d?\w{0,2} ?(?:LEAD|LD)|URGENT|ATTN|CORRECTED|UPDATED?|News Focus|Yonhap \w+)\b[^)]{0,200}\)")
_NAMES = r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|and|de|van|von|al|bin|[A-Z][\w.’'-]+,)){0,8}"
_BYLINE_TAIL = re.compile(rf"By {_NAMES}\s*$")
_SIGN_OFF = re.compile(r"(?:\s|(?<=[.”\"]))[\w.+-]{1,64}@[\w-]++(?:\.[\w-]++)++\s*+(?:\(END\))?$|\(END\)$")


def dateline(text: str, span: Span) -> Span | None:
    """The span of a dateline that opens the block ("OSLO, Nov. 3 (AP) --"), last space included; None without one.

    A town before a colon ("NEW DELHI: …") is one too, if it is a capital or large, and one in ordinary letters before
    a day with its year, if it is that or its state follows.
    """
    opening = _DATELINE.match(text, span.start, span.end)
    town = None if opening else _TOWN.match(text, span.start, span.end)
    if town and _known(town[1].partition(",")[0].title()):
        opening = town
    abroad = None if opening else _ABROAD.match(text, span.start, span.end)
    if abroad and (abroad[2] in states() or _known(abroad[1])):
        opening = abroad
    return Span(*opening.span()) if opening and opening.end() - span.start <= 90 else None


def _known(name: str) -> bool:
    return name in capitals() or any(city.population >= LARGE for city in cities_named(name))


def wire_head(text: str, span: Span) -> tuple[list[Mark], Span]:
    """The blocks up to and with an agency's dateline inside the first block, and what is left of the block.

    No blocks and the whole span where no such dateline stands in its first 600 code points.
    """
    found = _AGENCY_DATELINE.search(text, span.start, min(span.end, span.start + HEAD))
    if found is None or found.start() == span.start:
        return [], span
    marks = list(_head(text, Span(span.start, found.start())))
    marks.append(Mark("block", found.start(), found.end() - 1, "dateline"))
    return marks, Span(found.end(), span.end)


def sign_off(text: str, span: Span) -> Span | None:
    """The span of a reporter's address or end mark that closes the block; None without one."""
    found = _SIGN_OFF.search(text, max(span.start, span.end - 80), span.end)
    return Span(found.start(), span.end) if found and found.start() > span.start else None


def _head(text: str, span: Span) -> Iterator[Mark]:
    byline = _BYLINE_TAIL.search(text, span.start, span.end)
    stop = byline.start() if byline else span.end
    at = span.start
    for slug in _SLUG.finditer(text, span.start, stop):
        yield from _block(text, at, slug.start(), "headline")
        yield from _block(text, slug.start(), slug.end(), "furniture")
        at = slug.end()
    yield from _block(text, at, stop, "headline")
    if byline:
        yield from _block(text, byline.start(), span.end, "byline")


def _block(text: str, start: int, end: int, label: str) -> Iterator[Mark]:
    words = text[start:end]
    if words.strip():
        yield Mark("block", end - len(words.lstrip()), start + len(words.rstrip()), label)
