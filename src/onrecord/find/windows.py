"""What the model sees of a document: windows of whole sentences, as word pieces and as features of words."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.find.act_judgement import Found
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import OFFICIAL, ActKind, Statement
from onrecord.weights import tokenizer

Ints = NDArray[np.int64]

KINDS: tuple[ActKind, ...] = get_args(ActKind)
# Labels of the parse in the order by which the model knows them; 0 is for what it never saw.
TAGS = (
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ",
    "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR",
    "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX",
    "_SP", "``",
)  # fmt: skip
DEPENDENCIES = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
    "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark",
    "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj",
    "poss", "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip
BLOCKS = ("paragraph", "item", "heading", "headline", "turn", "dateline", "byline")
# Word pieces of a window: sentences are added up to the first number; a longer sentence is cut at the second, which
# bounds time and memory (attention is quadratic).
FULL, LONGEST = 224, 400
# Farthest end of an undertaking, and farthest edges of a trigger, a cue and a source from their heads, that the network
# is taught, in words.
REACH, EDGE, CUE_EDGE, SOURCE_EDGE = 70, 12, 12, 40
_OPEN, _CLOSE = 101, 102  # [CLS] and [SEP] of BERT's vocabulary
_QUOTED, _SAID, _CUE, _OFFICIAL, _WIDE = 1, 2, 4, 8, 16
_BEGINS, _GOES_ON, _SAYS, _SPEAKS = 1, 2, 3, 4


class Window(NamedTuple):
    """Whole sentences of a document as the model takes them; `n` word pieces of `m` words.

    `first` is the document's token that is word 0. `pieces` [n] are ids of word pieces, `owner` [n] the word that each
    belongs to (-1 for the marks at the ends), `head` [m] the word that each hangs on, `sentence` [m] its sentence,
    `features` [m, 7]: tag, dependency, block, bits (in quotation marks, in a statement, a cue, official text, read
    widely), and what the rules found: undertaking by kind (begun or gone on with), trigger by kind, and of a statement
    where its content begins and goes on, its cue, its speaker; 0 is none.
    """

    first: int
    pieces: Ints
    owner: Ints
    head: Ints
    sentence: Ints
    features: Ints


def pooled(window: Window) -> NDArray[np.float32]:
    """The matrix [m, n] that takes the mean of a word's pieces."""
    pool = np.zeros((len(window.head), len(window.pieces)), dtype=np.float32)
    at = np.nonzero(window.owner >= 0)[0]
    pool[window.owner[at], at] = 1
    pool /= np.maximum(pool.sum(1, keepdims=True), 1)
    return pool


def windows(layers: Layers, found: Sequence[Found], said: Sequence[Statement], wide: bool = False) -> Iterator[Window]:
    """The windows of a document in text order, given the acts and the statements that the rules found.

    Each sentence is in one window; a paragraph that would be cut begins a new one where the last is half full. With
    `wide` the model is asked for attitudes and findings too, which READING.md does not count.
    """
    parse = layers.parse
    features = _features(layers, found, said, wide)
    cut = [_pieces(parse, number) for number in range(len(parse.sentences))]
    starts = [mark.start for mark in layers.layer("block")]
    block = [bisect_right(starts, parse.start[first]) if first < len(parse) else 0 for first, _ in parse.sentences]
    rest = [0] * (len(cut) + 1)
    for number in reversed(range(len(cut))):
        goes_on = number + 1 < len(cut) and block[number + 1] == block[number]
        rest[number] = len(cut[number][0]) + (rest[number + 1] if goes_on else 0)
    chosen: list[int] = []
    pieces: list[int] = []
    owner: list[int] = []
    for number, (ids, owners) in enumerate(cut):
        begins = number > 0 and block[number] != block[number - 1] and 2 * len(pieces) > FULL
        if chosen and len(pieces) + (rest[number] if begins else len(ids)) > FULL:
            yield _window(parse, chosen, pieces, owner, features)
            chosen, pieces, owner = [], [], []
        chosen.append(number)
        pieces.extend(ids)
        owner.extend(owners)
    if chosen:
        yield _window(parse, chosen, pieces, owner, features)


def _window(parse: Parse, chosen: list[int], pieces: list[int], owner: list[int], features: Ints) -> Window:
    first, stop = parse.sentences[chosen[0]][0], parse.sentences[chosen[-1]][1]
    head = np.array(parse.head[first:stop], dtype=np.int64).clip(first, max(first, stop - 1)) - first
    return Window(
        first,
        np.array([_OPEN, *pieces[:LONGEST], _CLOSE], dtype=np.int64),
        np.array([-1, *(token - first for token in owner[:LONGEST]), -1], dtype=np.int64),
        head,
        np.array(parse.sentence[first:stop], dtype=np.int64),
        features[first:stop],
    )


def _pieces(parse: Parse, number: int) -> tuple[list[int], list[int]]:
    """The word pieces of a sentence, and the token that each belongs to."""
    first, stop = parse.sentences[number]
    if first == stop:
        return [], []
    offset = parse.start[first]
    # A lone surrogate has no UTF-8; a character of the same length stands for it.
    text = parse.text[offset : parse.end[stop - 1]].encode("utf-8", "replace").decode("utf-8")
    encoded = tokenizer().encode(text, add_special_tokens=False)
    owner: list[int] = []
    token = first
    for start, _ in encoded.offsets:
        while token < stop - 1 and parse.end[token] <= offset + start:
            token += 1
        owner.append(token)
    return list(encoded.ids), owner


@cache
def _numbers(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names, 1)}


def _features(layers: Layers, found: Sequence[Found], said: Sequence[Statement], wide: bool) -> Ints:
    """The features of every token, as `Window` describes them."""
    parse = layers.parse
    columns: Any = np.zeros((len(parse), 7), dtype=np.int64)
    tags, dependencies, blocks = _numbers(TAGS), _numbers(DEPENDENCIES), _numbers(BLOCKS)
    columns[:, 0] = [tags.get(tag, 0) for tag in parse.tag]
    columns[:, 1] = [dependencies.get(dep, 0) for dep in parse.dep]
    for mark in layers.layer("block"):
        columns[_slice(parse, mark.start, mark.end), 2] = blocks.get(mark.label, 0)
    for mark in layers.layer("quote"):
        columns[_slice(parse, mark.start, mark.end), 3] |= _QUOTED
    columns[:, 3] |= (_WIDE if wide else 0) | (_OFFICIAL if layers.provenance.kind in OFFICIAL else 0)
    # The longest first: of what is said within what is said, the innermost is seen.
    for statement in sorted(said, key=lambda one: one.content[0].start - one.content[-1].end):
        for piece in statement.content:
            place = _slice(parse, piece.start, piece.end)
            columns[place, 3] |= _SAID
            columns[place, 6] = _GOES_ON
            columns[place.start : place.start + 1, 6] = _BEGINS
    for statement in said:
        if statement.cue:
            place = _slice(parse, statement.cue.start, statement.cue.end)
            columns[place, 3] |= _CUE
            columns[place, 6] = _SAYS
        if statement.speaker:
            columns[_slice(parse, statement.speaker.start, statement.speaker.end), 6] = _SPEAKS
    for one in found:
        kind = KINDS.index(one.kind)
        for start, end in one.pieces:
            place = _slice(parse, start, end)
            inside = columns[place, 4]
            inside[inside == 0] = 2 + 2 * kind
            columns[place.start, 4] = 1 + 2 * kind
        columns[_slice(parse, *one.trigger), 5] = 1 + kind
    return np.asarray(columns, dtype=np.int64)


def _slice(parse: Parse, start: int, end: int) -> slice:
    tokens = parse.tokens(start, end)
    return slice(tokens.start, tokens.stop)
