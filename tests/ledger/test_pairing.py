"""The best pairing: the highest sum, whatever the order of the scores."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.pairing import Pair, pairing

SCORES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 100), max_size=14)


def best(scores: dict[Pair, int]) -> int:
    """The highest sum of any pairing, by trying all."""
    return max(sum(scores.get((one, other), 0) for one, other in enumerate(order)) for order in permutations(range(5)))


@pytest.mark.parametrize(
    ("scores", "pairs"),
    [
        ({}, []),
        ({(0, 0): 0.9}, [(0, 0)]),
        # First come would take (0, 0) and leave .1 for the second; overall the other way round is worth more.
        ({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8, (1, 1): 0.1}, [(0, 1), (1, 0)]),
        ({(0, 0): 0.9, (1, 0): 0.8}, [(0, 0)]),
        ({(3, 7): 0.5, (9, 2): 0.5}, [(3, 7), (9, 2)]),
    ],
)
def test_the_best_pairing_overall_is_found(scores: dict[Pair, float], pairs: list[Pair]) -> None:
    assert pairing(scores) == pairs


@given(SCORES)
def test_no_pairing_is_better_and_no_side_is_paired_twice(scores: dict[Pair, int]) -> None:
    found = pairing(scores)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)
    assert sum(scores[pair] for pair in found) == best(scores)
    assert pairing(dict(reversed(scores.items()))) == found
