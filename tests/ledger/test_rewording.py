"""Which words of one passage the other has not."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.rewording import differing, runs
from onrecord.records import Anchor

# Old and new passage; what only one of them has is marked in it.
CASES = [
    ("build a shipyard near Callao", "build a shipyard near Callao"),
    ("build [[three]] frigates", "build [[four]] frigates"),
    ("maintain [[the current level of]] its forces", "maintain its forces"),
    ("its forces", "[[maintain]] its forces"),
    # Marks, case and the thousands' comma are no words; figures are.
    ("We agree - on the plan.", "we agree on the plan"),
    ("spend $20,000 on radars", "spend $20000 on radars"),
    ("spend [[$1.5]] billion", "spend [[$15]] billion"),
    ("spend [[$20]] million", "spend [[€20]] million"),
    ("by [[3.5%]] of it", "by [[3.5]] of it"),
    # "of the" between two changes is no common ground.
    ("the [[deployment of the frigates]] in May", "the [[sale of the destroyers]] in May"),
    # What says more is.
    ("[[deploy]] frigates [[soon]]", "[[sell]] frigates [[never]]"),
]


def unmarked(text: str) -> tuple[Anchor, list[str]]:
    """A passage without its marks, from the tenth character of a document on, and the words marked."""
    plain = text.replace("[[", "").replace("]]", "")
    return Anchor(10, 10 + len(plain), plain), [part.split("]]")[0] for part in text.split("[[")[1:]]


@pytest.mark.parametrize(("old", "new"), CASES)
def test_what_only_one_side_has_is_marked(old: str, new: str) -> None:
    (was, struck), (now, added) = unmarked(old), unmarked(new)
    found = differing([was], [now])
    assert ([one.exact for one in found[0]], [one.exact for one in found[1]]) == (struck, added)
    for anchors, whole in zip(found, (was, now), strict=True):
        assert all(whole.exact[one.start - 10 : one.end - 10] == one.exact for one in anchors)


def test_marks_stay_within_the_pieces_of_an_undertaking() -> None:
    old = [Anchor(0, 12, "build radars"), Anchor(40, 52, "near Iquitos")]
    struck, added = differing(old, [Anchor(0, 5, "build")])
    assert [(one.start, one.exact) for one in struck] == [(6, "radars"), (40, "near Iquitos")]
    assert added == ()


@given(
    st.lists(st.sampled_from(["a", "of", "the", "Peru", "1.5", "–", ""])),
    st.lists(st.sampled_from(["a", "of", "Peru", "–"])),
)
def test_runs_leave_no_word_out(old: list[str], new: list[str]) -> None:
    found = runs(old, new)
    assert [word for run in found for word in old[run.old : run.old_end]] == old
    assert [word for run in found for word in new[run.new : run.new_end]] == new
    assert all(one.same != other.same for one, other in pairwise(found))


def test_passages_of_ten_thousand_words_take_no_long_time() -> None:
    begun = time.perf_counter()
    found = runs(["the", "of"] * 5_000, [*["of", "the"] * 5_000, "end"])
    assert time.perf_counter() - begun < 2
    assert [run.same for run in found] == [False]
