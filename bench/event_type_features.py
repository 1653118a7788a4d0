"""What a classifier of event types sees of a sentence: what the vocabulary tells, its words, the network's vectors.

Each is a matrix with a row a sentence; what a classifier needs of them are the products of rows.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.data import Row
from onrecord.find.event_types import Coding, Tokens, Told, told
from onrecord.find.network import one_thread, vectors
from onrecord.find.windows import windows
from onrecord.parse import Parse
from onrecord.reader import annotated, needed
from onrecord.records import Document, document_id
from onrecord.text import Span

Floats = NDArray[np.float64]

# The types that the data set is coded by are those of the drafts of 2021.
CODING: Coding = "2021"
# Words that the network's vector is taken of behind the first of a party.
_AFTER = 25


class Sight(NamedTuple):
    """A sentence with the tokens of its parties, and the network's vectors of its words [m, width]."""

    parse: Parse
    actor: Tokens
    recipient: Tokens
    vectors: NDArray[np.float32]


def sight(row: Row) -> Sight:
    """A row {text, actors, recipients} (spans of the parties) as the classifier sees it."""
    layers, offsets = annotated(Document(document_id(row["text"]), row["text"]), needed(("parse",)), strict=True)
    parse = layers.parse
    actor, named = (
        {token for start, end in row[who] for token in parse.tokens(*offsets.to_changed(Span(start, end)))}
        for who in ("actors", "recipients")
    )
    with one_thread():
        found = np.concatenate([vectors(window) for window in windows(layers, (), ())])
    return Sight(parse, actor, named - actor, found)


def by_rules(seen: Sequence[Sight]) -> Floats:
    """What the vocabulary tells: senses and types, how far each is to be believed, and more of the first."""
    return _matrix([dict(_told(one)) for one in seen])


def _told(one: Sight) -> Iterable[tuple[str, float]]:
    found = sorted(told(one.parse, one.actor, one.recipient), key=lambda each: -each.weight)
    believed: dict[str, float] = {}
    for each in found:
        share = 1 / (1 + math.exp((4 - each.weight) / 1.5))
        for name in (f"sense {each.meaning.sense}", f"type {each.type(CODING)}"):
            believed[name] = max(share, believed.get(name, 0.0))
    yield from believed.items()
    if not found:
        yield "nothing", 1.0
    for each in found[:1]:
        yield from ((name, 1.0) for name in _first(one.parse, each))
    for each in found[1:2]:
        yield from ((f"second {name}", 0.5) for name in (each.meaning.sense, each.type(CODING)))


def _first(parse: Parse, best: Told) -> Iterable[str]:
    bare = best.meaning.older or best.meaning.type
    yield f"first type {best.type(CODING)}"
    yield f"first sense {best.meaning.sense}"
    yield f"first word {parse.lemma[best.token].lower()}"
    yield f"first {bare} {best.negated} {best.coming}"
    yield f"first {bare} {best.by} {best.to}"
    if best.governed:
        yield f"first {bare} governed"


def by_words(seen: Sequence[Sight]) -> Floats:
    """TF-IDF of words and pairs of words by lemma, the parties and other names masked. The weights see no type."""
    counts = [Counter(_grams(_masked(one))) for one in seen]
    spread = Counter(gram for one in counts for gram in one)
    idf = {gram: math.log((1 + len(seen)) / (1 + of)) + 1 for gram, of in spread.items() if of > 1}
    found = _matrix([{gram: (1 + math.log(n)) * idf[gram] for gram, n in one.items() if gram in idf} for one in counts])
    return _unit(found)


def _masked(one: Sight) -> list[str]:
    words: list[str] = []
    for token in range(len(one.parse)):
        if token in one.actor or token in one.recipient:
            mask = "ACTOR" if token in one.actor else "RECIPIENT"
            words.extend(() if words[-1:] == [mask] else (mask,))
        else:
            named = one.parse.tag[token] in ("NNP", "NNPS", "CD")
            words.append("NAME" if named else one.parse.lemma[token].lower())
    return words


def _grams(words: list[str]) -> list[str]:
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def by_network(seen: Sequence[Sight]) -> Floats:
    """Means of the network's vectors: of verbs, then words, between the parties in the tree; of words after; of all."""
    return np.concatenate([_unit(np.array(part)) for part in zip(*map(_means, seen), strict=True)], axis=1)


def _means(one: Sight) -> list[Any]:
    parse, x, parties = one.parse, one.vectors, one.actor | one.recipient
    path = _path(one)
    between = [token for token in path if token not in parties] or path
    verbs = [token for token in between if parse.tag[token][:2] == "VB"] or between
    after = [token for token in range(min(parties), len(parse)) if token not in parties][:_AFTER] or path
    return [x[verbs].mean(0), x[between].mean(0), x[after].mean(0), x.mean(0)]


def _path(one: Sight) -> list[int]:
    """The words of the tree between the heads of the parties; up to the root where one is not named."""
    ways = []
    for party in (one.actor, one.recipient):
        head = next((token for token in sorted(party) if one.parse.head[token] not in party - {token}), None)
        ways.append([] if head is None else [head, *one.parse.ancestors(head)])
    shared = next((token for token in ways[0] if token in ways[1]), None)
    if shared is None:
        return ways[0] + ways[1]
    return ways[0][: ways[0].index(shared) + 1] + ways[1][: ways[1].index(shared)]


def _matrix(rows: Sequence[Mapping[str, float]]) -> Floats:
    columns = {name: at for at, name in enumerate(sorted({name for row in rows for name in row}))}
    made = np.zeros((len(rows), len(columns)))
    for row, values in zip(made, rows, strict=True):
        row[[columns[name] for name in values]] = list(values.values())
    return made


def _unit(rows: Any) -> Floats:
    made: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made
