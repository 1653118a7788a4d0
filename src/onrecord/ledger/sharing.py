"""Which passages of two texts share enough words to be compared at all: a few of the hundreds of thousands of pairs."""

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.ledger.pairing import Pair
from onrecord.ledger.wordings import SAME, Wording
from onrecord.resolve.wording import Weights

_Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]

# What a sum may be off, in nats: the numbers are of 32 bits here.
_OFF = 1e-3
# Passages of either side that are taken at a time: a matrix of all passages and words of long texts fills the memory.
_BLOCK = 512


def sharing(mine: Sequence[Wording], theirs: Sequence[Wording], says: float, stems: int = 1) -> list[Pair]:
    """The pairs that share stems which say that much together (in nats) and are that many, or practically all words.

    Which of them are one is for the caller to say: all that are have to be among these.
    """
    sides = [one.weights for one in mine], [one.weights for one in theirs]
    found: list[Pair] = []
    for at, to, weighed, counted, wholes in _blocks(*sides):
        sums = weighed @ counted.T
        enough = sums >= says - _OFF
        if stems > 1:
            enough &= (weighed > 0).astype(np.float32) @ counted.T > stems - 0.5
        near = np.argwhere(enough | (sums >= SAME * (wholes - sums) - _OFF))
        found += [(at + int(one), to + int(other)) for one, other in near]
    return sorted(found)


def overlaps(mine: Sequence[Weights], theirs: Sequence[Weights], least: float) -> dict[Pair, float]:
    """The pairs that share that part of both sides' words, by their weights, with what part it is (0 to 1; Dice 1945).

    A word has one weight on both sides.
    """
    found: dict[Pair, float] = {}
    for at, to, weighed, counted, wholes in _blocks(mine, theirs):
        parts = 2 * (weighed @ counted.T) / np.maximum(wholes, _OFF)
        near = np.argwhere(parts >= least)
        found |= {(at + int(one), to + int(other)): float(parts[one, other]) for one, other in near}
    return found


def _blocks(mine: Sequence[Weights], theirs: Sequence[Weights]) -> Iterator[tuple[int, int, _Matrix, _Matrix, _Matrix]]:
    """Some passages of either side at a time: from which on, their matrices, and what every two of them say in all."""
    for at in range(0, len(mine), _BLOCK):
        for to in range(0, len(theirs), _BLOCK):
            some, others = mine[at : at + _BLOCK], theirs[to : to + _BLOCK]
            sums: _Matrix = np.add.outer(_wholes(some), _wholes(others))
            yield at, to, *_matrices(some, others), sums


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


def _wholes(side: Sequence[Weights]) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.array([sum(one.values()) for one in side], dtype=np.float32)
