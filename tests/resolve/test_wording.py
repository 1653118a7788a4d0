"""The stems of undertakings, and how much each says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.wording import length, stems, weight, weights

STEMS = [
    ("raise its defence spending", "raise its defense spending", False),
    ("transferring the controls", "transfer control", True),
    ("South Korean troops", "ROK troops", True),
    ("Seoul", "South Korea", False),
    ("the U.S. commitment", "American commitments", True),
    ("give us boats", "give US boats", False),
    ("ships", "shipyards", False),
    ("modernisation", "modernising", True),
    ("missile-warning data", "missile warning data", True),
    ("the and of to", "", True),
]


@pytest.mark.parametrize(("one", "other", "same"), STEMS)
def test_stems(one: str, other: str, same: bool) -> None:
    """Forms of a word have one stem, states their code, and function words none."""
    assert (stems(one) == stems(other)) is same, (stems(one), stems(other))


def test_rare_words_say_more() -> None:
    """A frequent word says less than a rare one, and a state's name less than either."""
    assert 0 < weight("@KR") < weight(stems("cooperation")[0]) < weight(stems("frigate")[0]) <= weight("zzzz")


@given(st.text(max_size=80))
def test_any_text_has_weights(text: str) -> None:
    """Each stem has one, and their sum does not depend on the order."""
    found = weights(text)
    assert set(found) == set(stems(text))
    assert all(value > 0 for value in found.values())
    assert length(text) == pytest.approx(sum(found.values()))
