"""The blocks of a document: headline, paragraphs, list items, headings, and what stands around them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.annotate.wire import dateline, sign_off, wire_head
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.records import Mark
from onrecord.text import Span, lines_of, wrapped_width

_BULLET = re.compile(r"[•·▪●○◦‣∙*–—-]\s+|(?:\(?[a-z0-9]{1,3}\)|\d{1,3}\.|[ivxIVX]{1,5}[.)])\s+(?=\S)")
_BYLINE = re.compile(
    r"By (?!the |then |now |[a-z])[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|and|de|van|von|al|bin|,|[A-Z][\w.’'-]+,)){0,14}"
    r"|(?:Reporting|Writing|Editing|Additional reporting|Compiled) by .{3,160}"
)
_SPEAKER = r"(?:[A-Z][A-Z.’'\-]+|Mc[A-Z]+|and|of|the)"
_TURN = re.compile(
    r"[QA](?:[.:]\s{1,6}|\s{2,8})(?=\S)"
    rf"|{_SPEAKER}(?: (?:{_SPEAKER}|[A-Z]\.?|\([^)]{{1,30}}\))){{0,7}}(?:\s+#?\d{{1,2}})?(?:\s*\([^)]{{1,40}}\))?\s?:"
)
_TITLED = re.compile(
    r"[QA]\b|MR|MS|MRS|DR|THE |PRESIDENT|VICE|PRIME|PM\b|SECRETARY|MINISTER|SENATOR|GENERAL|ADMIRAL|AMBASSADOR|SENIOR"
    r"|(?:GEN|LT|COL|ADM|MAJ|CAPT|BRIG|AMB|REP|SEN|SGT|CMDR|HON|SIR|LORD|LADY|DAME|DIRECTOR|COMMISSIONER)\b"
    r"|(?:CHAIR|SPOKES)(?:MAN|WOMAN|PERSON)\b"
    r"|MODERATOR|JOURNALIST|QUESTION|ANSWER|REPORTER|INTERVIEWER|PRESENTER|HOST|CHANCELLOR|GOV|SEC"
)
_MIXED_TURN = re.compile(r"(?:[A-Z][\w.’'-]+)(?: [A-Z][\w.’'-]+){0,4}:(?=\s)")
_FURNITURE = re.compile(
    r"[#*_=~\s–—-]{2,}|\(?END\)?|-?\s?30\s?-|\W{1,6}"
    r"|(?:\(Photo|Photo:|©|Copyright |ADVERTISEMENT|Advertisement$|Read more|Click here).{0,200}",
    re.I,
)
_ENDED = re.compile(r"[.!?:;…][\"”’'»)\]]*\s*$")
_UNENDED = re.compile(
    r"(?<![a-z])[a-z]++,?\s++(?:and|or|the|a|an|of|in|on|to|for|with|by|from|at|our|its|their|that|which|as)\s*+$"
)
_LAST_MARK = re.compile(r"[.!?:;,…][\"”’'»)\]]*$")


def run(layers: Layers) -> Iterable[Item]:
    """The `block` marks: every non-blank character but bullets lies in exactly one."""
    text = layers.text
    paragraphs = list(_paragraphs(text))
    turns = _turns(text, paragraphs)
    for index, span in enumerate(paragraphs):
        if index == 0:
            head, span = wire_head(text, span)
            yield from head
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if span in turns:
            yield from _opened(text, span, turns[span], "turn")
        else:
            yield from _labelled(text, span, index == 0, following)


def _turns(text: str, paragraphs: list[Span]) -> dict[Span, Span]:
    """The speaker labels that open paragraphs, by paragraph; a label must recur, be a title's, or be Q or A.

    "Ms. Roe:" in ordinary letters counts only where at least three paragraphs open like that.
    """
    found = {span: match for span in paragraphs if (match := _TURN.match(text, span.start, span.end))}
    mixed = {span: match for span in paragraphs if (match := _MIXED_TURN.match(text, span.start, span.end))}
    times = Counter(match.group() for match in found.values())
    turns = {
        span: Span(*match.span())
        for span, match in found.items()
        if times[match.group()] > 1 or _TITLED.match(match.group())
    }
    if len(mixed) >= 3 and len({match.group() for match in mixed.values()}) < len(mixed):
        turns |= {span: Span(*match.span()) for span, match in mixed.items()}
    return turns


def _paragraphs(text: str) -> Iterator[Span]:
    """Runs of lines that belong together: each line alone, or wrapped lines joined."""
    lines = list(lines_of(text))
    width = wrapped_width(line.end - line.start for line in lines)
    start: int | None = None
    for index, line in enumerate(lines):
        start = line.start if start is None else start
        following = lines[index + 1] if index + 1 < len(lines) else None
        joined = (
            following
            and following.start == line.end + 1
            and not _BULLET.match(text, following.start)
            and (
                (width and (line.end - line.start >= 0.7 * width or text[following.start].islower()))
                or _goes_on(text, Span(start, line.end), following)
            )
        )
        if not joined:
            yield _trimmed(text, Span(start, line.end))
            start = None


def _goes_on(text: str, line: Span, following: Span) -> bool:
    """True if a sentence goes on in the next line: in lower case, or behind a word that ends no line."""
    if _ENDED.search(text, line.start, line.end):
        return False
    return text[following.start].islower() or _UNENDED.search(text, line.start, line.end) is not None


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.end - len(piece.lstrip()), span.start + len(piece.rstrip()))


def _labelled(text: str, span: Span, first: bool, following: Span | None) -> Iterator[Mark]:
    words = text[span.start : span.end]
    bullet = _BULLET.match(text, span.start, span.end)
    place = dateline(text, span)
    end = sign_off(text, span)
    if _FURNITURE.fullmatch(words):
        yield Mark("block", span.start, span.end, "furniture")
    elif len(words) <= 200 and _BYLINE.fullmatch(words):
        yield Mark("block", span.start, span.end, "byline")
    elif bullet and bullet.end() < span.end:
        yield Mark("block", bullet.end(), span.end, "item")
    elif place:
        yield from _opened(text, span, place, "dateline")
    elif end:
        yield Mark("block", *_trimmed(text, Span(span.start, end.start)), "paragraph")
        yield Mark("block", *_trimmed(text, end), "furniture")
    else:
        yield Mark("block", span.start, span.end, _plain_label(words, first, following))


def _opened(text: str, span: Span, opening: Span, label: str) -> Iterator[Mark]:
    """The opening as a block of its own, and the rest of the span as a paragraph."""
    yield Mark("block", *_trimmed(text, opening), label)
    if text[opening.end : span.end].strip():
        yield Mark("block", *_trimmed(text, Span(opening.end, span.end)), "paragraph")


def _plain_label(words: str, first: bool, following: Span | None) -> str:
    """Headline, heading or paragraph, by length, last mark and what follows."""
    open_ended = not _LAST_MARK.search(words)
    longer_follows = following is not None and following.end - following.start > len(words)
    if open_ended and first and following is not None and len(words) <= 250:
        return "headline"
    if open_ended and longer_follows and len(words.split()) <= 12 and not words[0].islower():
        return "heading"
    return "paragraph"


component = Component("blocks", "1", (), ("block",), run)
