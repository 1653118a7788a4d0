"""Which passages of two texts share enough words to be compared at all: a few of the hundreds of thousands of pairs."""

from collections.abc import Sequence

import numpy as np

from onrecord.ledger.pairing import Pair
from onrecord.ledger.wordings import SAME, Wording

# What a sum may be off, in nats: the numbers are of 32 bits here.
_OFF = 1e-3


def sharing(mine: Sequence[Wording], theirs: Sequence[Wording], says: float, stems: int = 1) -> list[Pair]:
    """The pairs that share stems which say that much together (in nats) and are that many, or practically all words.

    Which of them are one is for the caller to say: all that are have to be among these.
    """
    if not mine or not theirs:
        return []
    known = {stem: at for at, stem in enumerate(dict.fromkeys(stem for one in theirs for stem in one.weights))}
    weighed, counted = _matrix(mine, known), _matrix(theirs, known) > 0
    sums = weighed @ counted.T.astype(np.float32)
    enough = sums >= says - _OFF
    if stems > 1:
        enough &= (weighed > 0).astype(np.float32) @ counted.T.astype(np.float32) > stems - 0.5
    wholes = _wholes(mine)[:, None] + _wholes(theirs)[None, :] - sums
    found = np.argwhere(enough | (sums >= SAME * wholes - _OFF))
    return [(int(one), int(other)) for one, other in found]


def _matrix(side: Sequence[Wording], known: dict[str, int]) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    made = np.zeros((len(side), max(1, len(known))), dtype=np.float32)
    for row, one in enumerate(side):
        for stem, value in one.weights.items():
            if stem in known:
                made[row, known[stem]] = value
    return made


def _wholes(side: Sequence[Wording]) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.array([sum(one.weights.values()) for one in side], dtype=np.float32)
