"""Spans of what is said: trimmed, from a token's subtree, as a draft."""

from collections.abc import Iterable

from onrecord.find.drafts import Draft
from onrecord.find.extent import reach
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues

_TRIMMED_LEFT = " \t\n,;:.–—-)…"
_TRIMMED_RIGHT = " \t\n,;:–—-(."
_NO_MARKS = '"“”„«»'
_MARKS = "\"“”„«»‘’'`"


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space and punctuation at its edges; None if no letter or digit is left."""
    while start < end and text[start] in _TRIMMED_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIMMED_RIGHT:
        if text[end - 1] == "." and _abbreviates(text, start, end):
            break
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def _abbreviates(text: str, start: int, end: int) -> bool:
    """True if the final point belongs to letters such as "U.S."."""
    return end - start >= 4 and text[end - 3] == "." and text[end - 2].isalpha()


def below(parse: Parse, head: int) -> Span:
    first, last = parse.edges[head]
    if parse.dep[head] in ("xcomp", "ccomp", "dobj", "advcl", "acl", "relcl"):
        first = max(first, parse.head[head] + 1) if head > parse.head[head] else first
    return parse.span(first, last)


def onward(parse: Parse, verb: int, head: int, cues: Cues) -> Span:
    """The complement with what the parser hung on the cue behind it."""
    first = parse.token_at(below(parse, head).start)
    return parse.span(first, max(first, reach(parse, verb, head, cues)))


def drafted(parse: Parse, verb: int, pieces: list[Span], rule: str) -> Draft:
    spans = [span for piece in pieces if (span := trimmed(parse.text, piece.start, piece.end))]
    cue = parse.span(verb, verb)
    particle = parse.child(verb, "prt")
    if particle == verb + 1:
        cue = parse.span(verb, particle)
    return Draft(verb, cue, spans, rule)


def tidied(layers: Layers, pieces: Iterable[Span]) -> list[Span]:
    """The pieces of what is said in text order, those that touch made one, trimmed; those without words are left out.

    Marks are left out where the whole of a piece is one quotation, and kept in pairs elsewhere.
    """
    kept: list[Span] = []
    for piece in sorted(pieces):
        if kept and piece.start <= kept[-1].end:
            before = kept.pop()
            piece = Span(before.start, max(before.end, piece.end))
        kept.append(piece)
    return [span for piece in kept if (span := _without_marks(layers, piece))]


def _without_marks(layers: Layers, piece: Span) -> Span | None:
    text = layers.text
    start, end = piece
    while start < end and (text[start].isspace() or text[start] in ",;:–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    for quote in layers.within("quote", start, end):
        if not text[start : quote.start].strip(_MARKS) and not text[quote.end : end].strip(_MARKS + ".,"):
            return trimmed(text, max(start, quote.start), min(end, quote.end))
        if end <= quote.end <= end + 1:
            end = min(quote.end + 1, len(text))
        if quote.start == start:
            start -= 1
    bare = trimmed(text, start, end)
    if bare and start < bare.start and text[start] in _NO_MARKS:
        return Span(start, bare.end)
    return bare
