"""Which passages of two texts share enough words to be compared at all: a few of the hundreds of thousands of pairs."""

from collections.abc import Sequence

import numpy as np

from onrecord.ledger.pairing import Pair
from onrecord.ledger.wordings import SAME, Wording
from onrecord.resolve.wording import Weights

_Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]

# What a sum may be off, in nats: the numbers are of 32 bits here.
_OFF = 1e-3


def sharing(mine: Sequence[Wording], theirs: Sequence[Wording], says: float, stems: int = 1) -> list[Pair]:
    """The pairs that share stems which say that much together (in nats) and are that many, or practically all words.

    Which of them are one is for the caller to say: all that are have to be among these.
    """
    if not mine or not theirs:
        return []
    weighed, counted = _matrices([one.weights for one in mine], [one.weights for one in theirs])
    sums = weighed @ counted.T
    enough = sums >= says - _OFF
    if stems > 1:
        enough &= (weighed > 0).astype(np.float32) @ counted.T > stems - 0.5
    found = np.argwhere(enough | (sums >= SAME * _unions(mine, theirs, sums) - _OFF))
    return [(int(one), int(other)) for one, other in found]


def overlaps(mine: Sequence[Weights], theirs: Sequence[Weights], least: float) -> dict[Pair, float]:
    """The pairs that share that part of both sides' words, by their weights, with what part it is (0 to 1; Dice 1945).

    A word has one weight on both sides.
    """
    if not mine or not theirs:
        return {}
    weighed, counted = _matrices(mine, theirs)
    both = np.add.outer(_wholes(mine), _wholes(theirs))
    parts = 2 * (weighed @ counted.T) / np.maximum(both, _OFF)
    return {(int(one), int(other)): float(parts[one, other]) for one, other in np.argwhere(parts >= least)}


def _matrices(mine: Sequence[Weights], theirs: Sequence[Weights]) -> tuple[_Matrix, _Matrix]:
    """By passage and word what the word weighs, of the one side, and whether it is there, of the other."""
    known = {word: at for at, word in enumerate(dict.fromkeys(word for one in theirs for word in one))}
    weighed = np.zeros((len(mine), len(known)), dtype=np.float32)
    counted = np.zeros((len(theirs), len(known)), dtype=np.float32)
    for row, one in enumerate(mine):
        for word, value in one.items():
            if word in known:
                weighed[row, known[word]] = value
    for row, one in enumerate(theirs):
        counted[row, [known[word] for word in one]] = 1
    return weighed, counted


def _unions(mine: Sequence[Wording], theirs: Sequence[Wording], sums: _Matrix) -> _Matrix:
    sides = ([one.weights for one in side] for side in (mine, theirs))
    made: _Matrix = np.add.outer(*map(_wholes, sides)) - sums
    return made


def _wholes(side: Sequence[Weights]) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.array([sum(one.values()) for one in side], dtype=np.float32)
