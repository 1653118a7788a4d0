"""Labelled texts as the act network takes them: windows of words with the acts in them."""

from typing import Any, NamedTuple

from onrecord.find.act_windows import KINDS, Window, windows
from onrecord.find.acts import ruled
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.reader import annotated, needed
from onrecord.records import Document, document_id
from onrecord.text import OffsetMap, Span
from training.acts_net import EDGE, REACH, Example, Target
from training.readings import Labelled

NEEDED = ("parse", "block", "mention", "date", "place", "statements", "provenance")


class Prepared(NamedTuple):
    """A labelled text with its windows."""

    of: Labelled
    examples: tuple[Example, ...]


def prepared(one: Labelled) -> Prepared:
    """The windows of a labelled text, with the acts in them."""
    document = Document(document_id(one.text), one.text)
    layers, offsets = annotated(document, needed(NEEDED), strict=True)
    found = windows(layers, ruled(layers))
    return Prepared(one, tuple(_example(layers, offsets, window, one.acts) for window in found))


def _example(layers: Layers, offsets: OffsetMap, window: Window, acts: list[dict[str, Any]]) -> Example:
    targets = (_target(layers.parse, offsets, window, act) for act in acts)
    return Example(window, tuple(target for target in targets if target is not None))


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
