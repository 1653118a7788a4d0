"""Labelled texts as the network takes them: windows of words with the acts and the statements in them."""

from typing import Any, NamedTuple

from onrecord.find.acts import ruled
from onrecord.find.statements import read
from onrecord.find.windows import CUE_EDGE, EDGE, KINDS, REACH, SOURCE_EDGE, Window, windows
from onrecord.parse import Parse
from onrecord.reader import annotated, needed
from onrecord.records import Document, document_id
from onrecord.text import OffsetMap, Span
from training.batches import Example, Said, Target
from training.readings import Attribution, Labelled

NEEDED = ("parse", "block", "mention", "date", "place", "statements", "provenance")


class Prepared(NamedTuple):
    """A labelled text with its windows."""

    of: Labelled
    examples: tuple[Example, ...]


def prepared(one: Labelled) -> Prepared:
    """The windows of a labelled text, with what is in them."""
    document = Document(document_id(one.text), one.text)
    layers, offsets = annotated(document, needed(NEEDED), strict=True, method="rules")
    parse = layers.parse
    said = read(layers, True)[1] if one.wide else layers.statements
    pieces = [piece for row in one.said or () for piece in _pieces(parse, offsets, row)]
    examples = []
    for window in windows(layers, ruled(layers), said, one.wide):
        acts = None if one.acts is None else [_target(parse, offsets, window, act) for act in one.acts]
        found = None if acts is None else tuple(act for act in acts if act is not None)
        examples.append(Example(window, found, None if one.said is None else tuple(_said(window, pieces))))
    return Prepared(one, tuple(examples))


def _target(parse: Parse, offsets: OffsetMap, window: Window, act: dict[str, Any]) -> Target | None:
    """An act in words of the window; None where no piece of its undertaking lies in it.

    Of several pieces the longest counts that stands in the trigger's sentence.
    """
    trigger = _words(parse, offsets, act["trigger"])
    pieces = [words for piece in act["undertaking"] if (words := _words(parse, offsets, piece))]
    inside = [words for words in pieces if _within(window, words)]
    beside = [words for words in inside if trigger and parse.sentence[words[0]] == parse.sentence[trigger[0]]]
    if not inside:
        return None
    start, end = max(beside or inside, key=lambda words: parse.end[words[1]] - parse.start[words[0]])
    if end - start > REACH:
        return None
    kind = KINDS.index(act["kind"])
    if trigger is None or not _within(window, trigger):
        return Target(start - window.first, end - window.first, -1, kind, -1, -1)
    head = _head(parse, *trigger)
    first, last = max(trigger[0], head - EDGE), min(trigger[1], head + EDGE)
    return Target(*(at - window.first for at in (start, end, head)), kind, first - window.first, last - window.first)


def _within(window: Window, words: tuple[int, int]) -> bool:
    return window.first <= words[0] and words[1] < window.first + len(window.head)


def _words(parse: Parse, offsets: OffsetMap, span: list[int]) -> tuple[int, int] | None:
    tokens = parse.tokens(*offsets.to_changed(Span(*span)))
    return (tokens.start, tokens.stop - 1) if len(tokens) else None


def _head(parse: Parse, first: int, last: int) -> int:
    """The word of a trigger that says most of its kind: a verb, noun or adjective before a modal before the others.

    Of those the first whose governor stands outside the trigger: "plan" of "plan to", "will" of "will not".
    """
    inside = range(first, last + 1)

    def rank(at: int) -> tuple[bool, bool, bool, int]:
        full = parse.tag[at][:2] in ("VB", "NN", "JJ") and parse.dep[at] not in ("aux", "auxpass")
        outer = parse.head[at] not in inside or parse.head[at] == at
        return not full, not outer, parse.tag[at] != "MD", at

    return min(inside, key=rank)


def _pieces(parse: Parse, offsets: OffsetMap, one: Attribution) -> list[tuple[int, ...]]:
    """For each piece of content: first, last; head, first and last of the cue and of the source; -1 for none."""
    around: list[int] = []
    for role, reach in (("cue", CUE_EDGE), ("source", SOURCE_EDGE)):
        spans = [words for span in one[role] if (words := _words(parse, offsets, span))]
        if not spans:
            around += [-1, -1, -1]
            continue
        first, last = max(spans, key=lambda words: words[1] - words[0])
        head = _head(parse, first, last) if role == "cue" else _top(parse, first, last)
        around += [head, max(first, head - reach), min(last, head + reach)]
    return [(*words, *around) for span in one["content"] if (words := _words(parse, offsets, span))]


def _top(parse: Parse, first: int, last: int) -> int:
    inside = range(first, last + 1)
    return next((at for at in inside if parse.head[at] not in inside or parse.head[at] == at), last)


def _said(window: Window, pieces: list[tuple[int, ...]]) -> list[Said]:
    """What of the pieces begins in the window; one that begins where another does is left out, the shorter first."""
    low, high = window.first, window.first + len(window.head) - 1
    found: dict[int, Said] = {}
    for piece in sorted(pieces, key=lambda piece: piece[1] - piece[0]):
        if not low <= piece[0] <= high:
            continue
        around = [
            at - low
            for group in (piece[2:5], piece[5:8])
            for at in (group if group[0] >= 0 and low <= group[1] and group[2] <= high else (low - 1,) * 3)
        ]
        found[piece[0]] = Said(piece[0] - low, min(piece[1], high) - low, *around)
    return [found[at] for at in sorted(found)]
