"""How sure model and rules together may be of an act: a logistic regression over what speaks for it."""

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.find.act_learned import EVIDENCE, evidence, paired
from onrecord.find.acts import ruled
from onrecord.parse import Parse
from onrecord.reader import annotated, needed
from onrecord.records import OFFICIAL, Document, document_id
from onrecord.text import OffsetMap, Span
from training.acts_data import NEEDED
from training.readings import Labelled

# A ridge that keeps the few weights small.
_RIDGE, _STEPS = 1.0, 30
Case = tuple[tuple[float, ...], bool]


def fitted(texts: Sequence[Labelled]) -> dict[str, float]:
    """The weight of each kind of evidence, and the bias, on texts that the model was not trained on."""
    cases = [case for one in texts for case in _cases(one)]
    given = np.array([[*features, 1.0] for features, _ in cases])
    right = np.array([was for _, was in cases], dtype=float)
    weights = np.zeros(given.shape[1])
    ridge = np.diag([_RIDGE] * len(EVIDENCE) + [0.0])
    for _ in range(_STEPS):  # Newton's method
        sure = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (right - sure) - ridge @ weights
        curve = (given * (sure * (1 - sure))[:, None]).T @ given + ridge
        weights += np.linalg.solve(curve, slope)
    return dict(zip((*EVIDENCE, "bias"), (round(float(weight), 4) for weight in weights), strict=True))


def _cases(one: Labelled) -> Iterator[Case]:
    """What speaks for each act that the model sees in a text, and whether somebody marked its undertaking."""
    layers, offsets = annotated(Document(document_id(one.text), one.text), needed(NEEDED), strict=True)
    official = layers.provenance.kind in OFFICIAL
    marked = [_tokens(layers.parse, offsets, act["undertaking"]) for act in one.acts]
    for seen, matches in paired(layers, ruled(layers)):
        words = set(range(seen.first, seen.last + 1))
        right = any(2 * len(words & theirs) >= len(words | theirs) for theirs in marked)
        yield evidence(seen, bool(matches), official), right


def _tokens(parse: Parse, offsets: OffsetMap, pieces: list[list[int]]) -> set[int]:
    return {token for piece in pieces for token in parse.tokens(*offsets.to_changed(Span(*piece)))}
