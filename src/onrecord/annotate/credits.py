"""Whom a text credits for its report: outlets that it cites in its sentences, and in the lines around them."""

import re
from collections.abc import Iterator

from onrecord.layers import Layers
from onrecord.text import Span
from onrecord.vocabulary.credits import Credit, closing, credits_of, opening
from onrecord.vocabulary.publishers import is_outlet, publishers, same_outlet

# Blocks from either end of a text among which its lines of credit stand; and those that a dateline may open or an
# agency's mark may close.
LINES, OUTERMOST = 8, 3

_NAME = r"(?P<name>(?:[A-Z][\w&’'-]*(?:\.[A-Z]?[\w]+)?)(?: (?:[A-Z][\w&’'-]*|\d{1,2}|of|and|the)){0,4})"
REPORTS = re.compile(rf"(?:,\s+|^|\s){_NAME} (?P<tense>reports|reported)(?: that)?\b")
_CITES = re.compile(rf"(?:,\s+|^|\s){_NAME} (?:has |had |also |first )?(?:reported|quoted|cited)\b")
# What stands before an outlet that is cited: "South Korea's", "the state-run", "Russian news agency".
_OWNER = r"(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}(?:[’']s|(?<=s)[’']) )?"
_SORT = (
    r"(?:(?:[a-z]+-(?:run|owned|controlled|backed|linked|funded|language)|state|official|semi-official|independent|"
    r"private|public|local|national|leading|pro-government|business|financial|[A-Z][a-z]+(?:an|ish|ese|ch|i|k|ic)) )"
    r"{0,3}"
)
_ROLE = (
    r"(?:(?:news|media|wire|press|television|TV|radio|agency|service|newspaper|daily|weekly|magazine|broadcaster|outlet|"
    r"site|website|portal|channel|network|tabloid|organization|organisation) ){0,3}"
)
_DESCRIPTION = rf"(?:the |an? )?{_OWNER}{_SORT}{_ROLE}"
_CREDIT = re.compile(
    r"\b(?i:citing|cited by|according to|as reported by|as per|per|quoting|with reference to|referring to|quoted by)\s+"
    r"(?P<name>(?:the )?(?:[A-Z][\w&’'.-]*(?: (?:[A-Z][\w&’'-]*|of|and)){0,4}|(?:foreign|local|state|Western|Russian|"
    r"Ukrainian|Korean|Japanese|Israeli|Turkish|Chinese|Iranian|South Korean|international|domestic|media|state-run)"
    r"(?: (?:news|media|press|outlets?|agenc(?:y|ies)|reports?|sources?|broadcaster))*))"
)
_CITED = re.compile(
    r"\b(?i:citing|cited by|cited in|according to|(?:first |as |was |were )?reported (?:by|in|on)|as per|per|quoting|"
    r"with reference to|referring to|quoted (?:by|in)|(?:seen|obtained|reviewed|viewed|carried|aired|broadcast) by|via|"
    r"reports (?:by|from|in))\s+"
    rf"(?:an? (?:report|article|story|interview) (?:by|in|from|with) )?{_DESCRIPTION}"
)
_MEDIA = re.compile(
    r"\b(?:media|press|outlets?|news agency|news agencies|news reports|newspaper|broadcaster|reports?)s?$", re.I
)
OUTLET = r"(?:the )?(?P<name>(?:The )?[A-Z][\w&.-]*(?: (?:[A-Z][\w&.-]*|of)){0,3})"
TOLD = re.compile(
    rf"\b(?:told|interview(?: \w+)? (?:with|by)|(?:statement|remarks|comments) to"
    rf"|spoke(?: \w+)? (?:to|with)|speaking(?: \w+)? (?:to|with)|confirmed to|shared with|provided to) {OUTLET}"
)
_TOLD_SORT = re.compile(rf"\btold {_DESCRIPTION}(?=[A-Z])")
# An outlet that is introduced by what it is.
_DESCRIBED = re.compile(
    rf"\b(?:broadcaster|agency|newspaper|outlet|daily|site|website|television|radio|channel|magazine|tabloid) {OUTLET}"
)
# A name goes on in the words behind it, but for a day.
_GOES_ON = re.compile(
    r"[’'-]?\w| (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z]"
)


def credits(layers: Layers, publisher: str | None) -> tuple[list[Span], list[str]]:
    """Whom the outlet credits for its report: spans of the text, and names that only its page has beside the text.

    Each outlet once, by the name that stands first. What somebody says within quotation marks credits nobody.
    """
    text = layers.text
    spans = [one.span for one in layers.once(credit_lines)]
    spans += (span for whole, span in _in_sentences(layers, publisher) if not _quoted(layers, whole))
    found: list[Span] = []
    for span in sorted(set(spans)):
        name = text[span.start : span.end]
        known = [publisher, *(text[other.start : other.end] for other in found)]
        if not any(same_outlet(name, other) for other in known):
            found.append(span)
    said: list[str] = []
    for name in layers.document.credits:
        known = [publisher, *(text[span.start : span.end] for span in found), *said]
        if publisher and is_outlet(name) and not any(same_outlet(name, other) for other in known):
            said.append(name)
    return found, said


def credit_lines(layers: Layers) -> list[Credit]:
    """What the text credits in lines of their own, in its dateline and behind its last sentence."""
    blocks = layers.layer("block")
    found: list[Credit] = []
    for number, mark in enumerate(blocks):
        left = len(blocks) - number
        if number >= LINES and left > LINES:
            continue
        words = layers.text[mark.start : mark.end]
        here = credits_of(words)
        if not here and number < OUTERMOST + 2:
            here = opening(words)
        if not here and left <= OUTERMOST:
            here = closing(words)
        for one in here:
            span = Span(mark.start + one.span.start, mark.start + one.span.end)
            found.append(Credit(span, one.signed))
    return found


def _in_sentences(layers: Layers, publisher: str | None) -> Iterator[tuple[Span, Span]]:
    """The outlets that sentences name as a source: the words that say so, and the name in them."""
    text = layers.text
    for match in (*(TOLD.finditer(text) if publisher else ()), *_DESCRIBED.finditer(text)):
        if span := outlet(match):
            yield Span(match.start(), span.end), span
    for match in (*REPORTS.finditer(text), *_CITES.finditer(text)):
        at = match.end("name") - len(_bare(match["name"]))
        if is_outlet(text[at : match.end("name")]):
            yield Span(at, match.end()), Span(at, match.end("name"))
    for pattern in (_CITED, *((_TOLD_SORT,) if publisher else ())):
        for match in pattern.finditer(text):
            if span := _known_at(text, match.end()):
                yield Span(match.start(), span.end), span
    for match in _CREDIT.finditer(text):
        name = _bare(match["name"].removeprefix("the ").rstrip(".’'"))
        # An institute with "Media" in its name is no outlet: the word must close the phrase.
        if is_outlet(name) or (name not in publishers() and _MEDIA.search(name)):
            start = match.start("name") + match["name"].rindex(name)
            yield Span(match.start(), start + len(name)), Span(start, start + len(name))


def _known_at(text: str, at: int) -> Span | None:
    """The longest name of an outlet that begins there, if its words do not go on."""
    words = re.compile(OUTLET.removeprefix("(?:the )?")).match(text, at)
    span = outlet(words) if words else None
    return span if span and not _GOES_ON.match(text, span.end) else None


def _bare(name: str) -> str:
    """The name without whose it is: "Israel's Channel 12"."""
    return name if name in publishers() else re.split(r"[’']s ", name)[-1]


def _quoted(layers: Layers, span: Span) -> bool:
    """True if the words stand within double quotation marks, and those hold more than a name."""
    mark = layers.covering("quote", *span)
    return mark is not None and mark.label == "double"


def outlet(found: re.Match[str]) -> Span | None:
    """The longest known publisher's name at the start of the match's name."""
    words = found["name"].split(" ")
    for stop in range(len(words), 0, -1):
        name = " ".join(words[:stop]).rstrip(".")
        if is_outlet(name):
            return Span(found.start("name"), found.start("name") + len(name))
    return None
