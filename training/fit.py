"""How sure network and rules together may be of what they find: logistic regressions over what speaks for it."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.find import act_learned, statement_learned
from onrecord.find.acts import ruled
from onrecord.find.look import looked
from onrecord.find.statements import found, statements
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.reader import annotated, needed
from onrecord.records import OFFICIAL, Document, document_id
from onrecord.text import OffsetMap, Span
from training.examples import NEEDED
from training.readings import Labelled

# A ridge that keeps the few weights small.
_RIDGE, _STEPS = 1.0, 30
# What is found and what was marked are one where they share this part of the longer one's words.
_ALIKE = 0.5
Case = tuple[tuple[float, ...], bool]


def fitted(texts: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """The weight of each kind of evidence, and the bias, on texts that the network was not trained on.

    For acts, for statements by READING.md ("said") and for statements as PolNeAR counts them ("wide").
    """
    acts: list[Case] = []
    said: dict[bool, list[Case]] = {True: [], False: []}
    for one in texts:
        document = Document(document_id(one.text), one.text)
        layers, offsets = annotated(document, needed(NEEDED), strict=True, method="rules")
        drafts = found(layers, one.wide)
        layers.seen = looked(layers, statements(layers, drafts), one.wide)
        if one.acts is not None:
            acts.extend(_of_acts(layers, offsets, one))
        if one.said is not None:
            marked = [_tokens(layers.parse, offsets, row["content"]) for row in one.said]
            for seen in statement_learned.candidates(layers.parse, layers.seen.pieces, drafts):
                words = {word for piece in seen.pieces for word in range(piece.content[0], piece.content[1] + 1)}
                said[one.wide].append((statement_learned.evidence(layers, seen), _right(layers.parse, words, marked)))
    evidence = statement_learned.EVIDENCE
    return {
        "acts": _regression(acts, act_learned.EVIDENCE),
        "said": _regression(said[False], evidence),
        "wide": _regression(said[True], evidence),
    }


def _regression(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    given = np.array([[*features, 1.0] for features, _ in cases])
    right = np.array([was for _, was in cases], dtype=float)
    weights = np.zeros(given.shape[1])
    ridge = np.diag([_RIDGE] * len(names) + [0.0])
    for _ in range(_STEPS):  # Newton's method
        sure = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (right - sure) - ridge @ weights
        curve = (given * (sure * (1 - sure))[:, None]).T @ given + ridge
        weights += np.linalg.solve(curve, slope)
    return dict(zip((*names, "bias"), (round(float(weight), 4) for weight in weights), strict=True))


def _of_acts(layers: Layers, offsets: OffsetMap, one: Labelled) -> Iterator[Case]:
    """What speaks for each act that the network sees in a text, and whether somebody marked its undertaking."""
    official = layers.provenance.kind in OFFICIAL
    marked = [_tokens(layers.parse, offsets, act["undertaking"]) for act in one.acts or ()]
    for seen, matches in act_learned.paired(layers, ruled(layers)):
        words = set(range(seen.first, seen.last + 1))
        right = any(2 * len(words & theirs) >= len(words | theirs) for theirs in marked)
        yield act_learned.evidence(seen, bool(matches), official), right


def _right(parse: Parse, words: set[int], marked: Iterable[set[int]]) -> bool:
    """True if somebody marked what is said: by the words alone, as the data folder's scorer does it."""
    ours = {word for word in words if parse.word[word][0].isalnum()}
    spoken = ({word for word in theirs if parse.word[word][0].isalnum()} for theirs in marked)
    return any(theirs and len(ours & theirs) >= _ALIKE * max(len(ours), len(theirs)) for theirs in spoken)


def _tokens(parse: Parse, offsets: OffsetMap, pieces: list[list[int]]) -> set[int]:
    return {token for piece in pieces for token in parse.tokens(*offsets.to_changed(Span(*piece)))}
