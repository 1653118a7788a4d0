"""The statements of the rules and those that the network sees, made one.

The network decides what is said and how far it goes; where the rules found the statement too, they say by which words
it is explained and, unless the network sees somebody else, who speaks.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from onrecord.find.drafts import Draft
from onrecord.find.spans import tidied
from onrecord.find.speakers import phrase_of
from onrecord.find.weighing import how_sure, logit
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.seen import SeenPiece, Words
from onrecord.text import Span
from onrecord.weights import settings

LEARNED = "learned"
# How sure the network is of the start, the end and the cue; whether the rules found the statement, and which part of
# all words they share; whether a source and a cue are seen; how many words are said, and whether in quotation marks.
EVIDENCE = ("start", "end", "cue", "ruled", "shared", "source", "cued", "words", "quoted")
# How near to 0 and 1 a probability is taken for what it is.
_NEAREST = 1e-3
# How sure the network must be of a further piece of what is said by the same cue.
_FURTHER = 0.35
_LIKELY = 0.5
# Paragraphs from what is said to the quotation that goes on with it.
_FARTHEST = 2
# Which part of all words a piece and what the rules found must share to be one.
_SAME = 0.5
_TITLES = frozenset(("headline", "heading"))
_RELATIVE = frozenset(("who", "which", "that"))


class Candidate(NamedTuple):
    """A statement that the network sees: its pieces in text order, the surest of them, and the rules' draft of it."""

    pieces: tuple[SeenPiece, ...]
    best: SeenPiece
    ruled: Draft | None


def weighed(layers: Layers, seen: Iterable[SeenPiece], drafts: Sequence[Draft], wide: bool) -> list[Draft]:
    """The drafts of the statements that network and rules together are sure enough of, in no order."""
    weighing = _settings("wide" if wide else "said")
    made: list[Draft] = []
    again: dict[int, Draft] = {}
    for one in candidates(layers.parse, _at_home(layers, seen, drafts, wide), drafts):
        sure = how_sure(EVIDENCE, evidence(layers, one), weighing)
        if sure < weighing["least"]:
            continue
        draft = _made(layers, one, wide)
        if draft.content:
            draft.sure = round(sure, 2)
            made.append(draft)
            if one.ruled is not None:
                again[id(one.ruled)] = draft
    _follow(layers, made, again, wide)
    return made


def unweighed(layers: Layers, seen: Iterable[SeenPiece], wide: bool) -> list[Draft]:
    """The drafts of what the network alone sees more likely than not, without the rules' word or the weighing."""
    likely = [one for one in candidates(layers.parse, seen, ()) if one.best.sure >= _LIKELY]
    made = [draft for one in likely if (draft := _made(layers, one, wide)).content]
    _follow(layers, made, {}, wide)
    return made


def _at_home(layers: Layers, seen: Iterable[SeenPiece], drafts: Sequence[Draft], wide: bool) -> Iterator[SeenPiece]:
    """The pieces; one whose cue the network sees in another paragraph has that of the rules in its own.

    Where they have none it has no cue, unless a colon leads from the cue's paragraph to it: it goes on with what was
    said. With `wide` it keeps the cue, as PolNeAR has it.
    """
    parse = layers.parse
    ruled = {token: draft for draft in drafts for span in draft.content for token in parse.tokens(*span)}
    for piece in seen:
        first = piece.content[0]
        block = layers.covering("block", parse.start[first], parse.end[first])
        if not wide and block is not None and block.label in _TITLES and parse.start[piece.content[1]] >= block.end:
            continue  # no words go on from a title into the text below it
        if piece.cue is None or block is None or block.start <= parse.start[piece.cue] < block.end:
            yield piece
            continue
        draft = ruled.get(first) or ruled.get(piece.content[1])
        if draft is not None and draft.cue and block.span.covers(draft.cue) and shared(parse, [piece], draft) >= _SAME:
            cue = parse.tokens(*draft.cue)
            yield piece._replace(
                cue=draft.verb if draft.verb >= 0 else cue.start, cue_words=(cue.start, cue.stop - 1), source=None
            )
        elif wide or (parse.start[piece.cue] < block.start and _led_to(layers, block)):
            yield piece
        else:
            yield piece._replace(cue=None, cue_words=(0, 0))


def _led_to(layers: Layers, block: Mark) -> bool:
    """True for a block to which a colon leads; that of a speaker's label begins what somebody else says."""
    before = layers.text[max(0, block.start - 4) : block.start].rstrip()
    if before[-1:] != ":":
        return False
    colon = layers.text.rindex(":", 0, block.start)
    label = layers.covering("block", colon, colon + 1)
    return label is None or label.label != "turn"


def candidates(parse: Parse, seen: Iterable[SeenPiece], drafts: Sequence[Draft]) -> list[Candidate]:
    """What the network sees in the document, the surest first: pieces with one cue are one statement."""
    groups: dict[int | Words, list[SeenPiece]] = {}
    for piece in seen:
        groups.setdefault(piece.content if piece.cue is None else piece.cue, []).append(piece)
    by_cue = {token: draft for draft in drafts if draft.cue for token in parse.tokens(*draft.cue)}
    uncued = [(draft, span) for draft in drafts if draft.cue is None for span in draft.content]
    by_word = {token: draft for draft, span in uncued for token in parse.tokens(*span)}
    used: set[int] = set()
    found = []
    for group in sorted(groups.values(), key=lambda group: (-max(one.sure for one in group), group[0].content)):
        pieces = _apart(group)
        best = max(pieces, key=lambda one: one.sure)
        words = range(best.content[0], best.content[1] + 1)
        ruled = (
            by_cue.get(best.cue) if best.cue is not None else next((by_word[w] for w in words if w in by_word), None)
        )
        if ruled is not None and (id(ruled) in used or not shared(parse, pieces, ruled)):
            ruled = None
        used.add(id(ruled))
        found.append(Candidate(pieces, best, ruled))
    return found


def _apart(group: Iterable[SeenPiece]) -> tuple[SeenPiece, ...]:
    """The surest piece and those beside it, none of which shares a word with another, in text order."""
    kept: list[SeenPiece] = []
    for piece in sorted(group, key=lambda one: -one.sure):
        first, last = piece.content
        if kept and piece.sure < _FURTHER:
            break
        if all(last < other.content[0] or other.content[1] < first for other in kept):
            kept.append(piece)
    return tuple(sorted(kept, key=lambda one: one.content))


def shared(parse: Parse, pieces: Iterable[SeenPiece], draft: Draft) -> float:
    """Which part of all words the network's pieces and the draft have in common."""
    ours = {token for piece in pieces for token in range(piece.content[0], piece.content[1] + 1)}
    theirs = {token for span in draft.content for token in parse.tokens(*span)}
    return len(ours & theirs) / len(ours | theirs)


def evidence(layers: Layers, one: Candidate) -> tuple[float, ...]:
    """What speaks for a statement, as numbers in the order of EVIDENCE."""
    best, parse = one.best, layers.parse
    first, last = best.content
    return (
        logit(best.sure, _NEAREST),
        logit(best.sure_end, _NEAREST),
        logit(best.sure_cue, _NEAREST),
        one.ruled is not None,
        shared(parse, one.pieces, one.ruled) if one.ruled is not None else 0,
        best.source is not None,
        best.cue is not None,
        math.log(last - first + 1),
        bool(layers.within("quote", parse.start[first], parse.end[last])),
    )


@cache
def _settings(name: str) -> dict[str, float]:
    return settings(name, (*EVIDENCE, "bias", "least"))


def _made(layers: Layers, one: Candidate, wide: bool) -> Draft:
    """The draft of a candidate: content and speaker as the network sees them, the cue as the rules have it.

    With `wide` the cue is the network's too: PolNeAR's cues take in more words.
    """
    parse, best = layers.parse, one.best
    pieces = [
        piece.content if wide else _whole(layers, _without_that(parse, piece.content), best.cue) for piece in one.pieces
    ]
    content = tidied(layers, (parse.span(*words) for words in pieces))
    made = Draft(-1, None, content, LEARNED) if one.ruled is None else replace(one.ruled, content=content)
    if best.cue is not None and (one.ruled is None or wide):
        made.cue = parse.span(*best.cue_words)
        made.verb = best.cue if one.ruled is None else made.verb
    if best.source is not None and (wide or _within_reach(layers, best)):
        made.subject, made.speaker, made.follows = best.source, parse.span(*best.source_words), None
        named = parse.antecedent(best.source) if not wide and parse.lower[best.source] in _RELATIVE else None
        if named is not None:
            made.subject, made.speaker = named, phrase_of(parse, named, made.verb)
    _speaker_outside(made)
    return made


def _whole(layers: Layers, words: Words, cue: int | None) -> Words:
    """The whole of the quotation in which the words stand, where the cue stands outside of it."""
    parse = layers.parse
    around = layers.covering("quote", parse.start[words[0]], parse.end[words[1]])
    if around is None or cue is None or around.start <= parse.start[cue] < around.end:
        return words
    tokens = parse.tokens(*around.span)
    return (tokens.start, tokens.stop - 1)


def _within_reach(layers: Layers, piece: SeenPiece) -> bool:
    """True if the speaker stands in the paragraph of what is said, or it is a quotation that stands alone."""
    parse = layers.parse
    start, end = parse.start[piece.content[0]], parse.end[piece.content[0]]
    block = layers.covering("block", start, end)
    near = block is None or piece.source is None or block.start <= parse.start[piece.source] < block.end
    return near or piece.cue is not None or bool(layers.within("quote", start, parse.end[piece.content[1]]))


def _speaker_outside(draft: Draft) -> None:
    """Returns nothing: who says it is no part of what is said; a piece that only names the speaker is none."""
    if draft.speaker is None or draft.rule == "nominal":
        return
    speaker = draft.speaker
    if draft.cue is not None and speaker.start < draft.cue.start < speaker.end:
        if draft.cue.start - 1 <= speaker.start:  # a mark right before the cue is nobody
            draft.speaker = draft.subject = None
            return
        speaker = draft.speaker = Span(speaker.start, draft.cue.start - 1)  # the cue ends the speaker's words
    draft.content = [piece for piece in draft.content if not speaker.covers(piece)]
    if any(piece.overlaps(speaker) for piece in draft.content):
        draft.speaker = draft.subject = None


def _without_that(parse: Parse, words: Words) -> Words:
    """The words without the "that" that leads to what is said; PolNeAR counts it."""
    first, last = words
    leads = parse.lower[first] == "that" and parse.tag[first] == "IN" and first < last
    return (first + 1, last) if leads else words


def _follow(layers: Layers, drafts: list[Draft], again: Mapping[int, Draft], wide: bool) -> None:
    """Returns nothing: what is said without a cue and by nobody who is named goes on with what is said before it.

    In a later paragraph only a quotation does.

    `again` has the drafts by the identity of those of the rules that they were made of.
    """
    starts = [mark.start for mark in layers.layer("block")]
    before: Draft | None = None
    for draft in sorted(drafts, key=lambda one: one.start):
        if draft.cue is None:
            first = draft.follows
            while first is not None and id(first) not in again:
                first = first.follows
            first = again[id(first)] if first is not None else before
            quoted = bool(layers.within("quote", draft.start, draft.content[-1].end))
            reach = _FARTHEST if quoted or wide else 0
            near = first is not None and first.start < draft.start and _paragraphs(starts, first, draft) <= reach
            draft.follows = first if near and draft.subject is None else None
        if before is None or draft.start >= before.content[-1].end:
            before = draft  # what is reported inside what is said is not what the next quotation goes on with


def _paragraphs(starts: Sequence[int], first: Draft, then: Draft) -> int:
    """How many paragraphs the second begins after the one in which the first ends."""
    end = max(first.content[-1].start, first.cue.start if first.cue else 0)
    return bisect_right(starts, then.start) - bisect_right(starts, end)
