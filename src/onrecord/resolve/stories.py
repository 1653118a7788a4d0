"""One story in many outlets: near-duplicate texts, found by MinHash (Broder 1997) and confirmed by containment.

Whether two texts carry one story depends on nothing but the two.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from rensa import RMinHash

# Words of a shingle; of four, two texts that have nothing to do with each other share some in a thousand.
SHINGLE = 4
# Hashes of a sketch, and how many of them make a key: texts that share a fifth of their shingles have a key in common
# in 99.5 of 100 cases.
_HASHES, _OF_KEY = 256, 2
_SEED = 20251104
# The part of the shorter text's shingles that the other must hold, and the part of both that they must share: a
# summary of the day that takes in one item whole is not that item.
CONTAINED, SHARED = 0.45, 0.17
_WORD = re.compile(r"\w+")

Story = frozenset[int]


@lru_cache(maxsize=512)
def story(text: str) -> Story:
    """The shingles of a text, as hashes: runs of SHINGLE words in lower case."""
    return frozenset(int.from_bytes(blake2b(one.encode(), digest_size=8).digest(), "big") for one in _shingles(text))


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.encode("utf-8", "replace").decode("utf-8").lower())
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def keys(text: str) -> list[int]:
    """Numbers under which a text is found again: texts of one story almost always have one in common."""
    sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
    sketch.update(_shingles(text))
    hashes: Sequence[int] = sketch.digest()
    bands = range(0, _HASHES, _OF_KEY)
    return sorted({_key(at, hashes[at : at + _OF_KEY]) for at in bands})


def _key(band: int, hashes: Sequence[int]) -> int:
    packed = b"".join(number.to_bytes(8, "big") for number in (band, *hashes))
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True)


def linked(one: Story, other: Story) -> float | None:
    """How much of the shorter text stands in the other (0 to 1) if they carry one story; None if they do not."""
    shared = len(one & other)
    contained = shared / min(len(one), len(other))
    return contained if contained >= CONTAINED and shared / len(one | other) >= SHARED else None
