"""What the network is shown: every word of every sentence once, whatever the characters."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.acts import ruled
from onrecord.find.windows import BLOCKS, DEPENDENCIES, FULL, KINDS, LONGEST, TAGS, windows
from onrecord.layers import Layers
from onrecord.reader import layers_of

UPTO = ("parse", "block", "mention", "date", "place", "statements", "provenance")
TEXT = """Minister visits harbour

Norway will send two frigates to Malta by 2027, Minister Anna Berg said on Monday. "We could buy more," she added.

Finland has asked Norway to open its bases.
"""


def layers(text: str) -> Layers:
    return layers_of(text, published="2024-05-02", upto=UPTO)


def test_every_sentence_is_in_one_window() -> None:
    one = layers(TEXT * 12)
    found = list(windows(one, ruled(one), one.statements))
    assert len(found) > 1
    ends = [window.first + len(window.head) for window in found]
    assert [window.first for window in found] == [0, *ends[:-1]]
    assert ends[-1] == len(one.parse)
    assert all(len(window.pieces) <= FULL + 2 for window in found)


def test_every_word_has_pieces_of_its_own_and_in_order() -> None:
    one = layers(TEXT)
    for window in windows(one, [], []):
        owner = window.owner[1:-1]
        assert (np.diff(owner) >= 0).all()
        assert set(owner) == set(range(len(window.head)))


def test_what_the_rules_found_and_what_is_quoted_are_features() -> None:
    one = layers(TEXT)
    (window,) = windows(one, ruled(one), one.statements)
    words = one.parse.word
    send, buy = words.index("send"), words.index("buy")
    plan, consider = KINDS.index("plan"), KINDS.index("consider")
    assert window.features[send, 4] == 1 + 2 * plan
    assert window.features[send + 1, 4] == 2 + 2 * plan
    assert window.features[words.index("will"), 5] == 1 + plan
    assert window.features[buy, 4] == 1 + 2 * consider
    assert window.features[buy, 3] & 1
    assert not window.features[send, 3] & 1
    assert window.features[0, 2] == 1 + BLOCKS.index("headline")


def test_features_stay_within_what_the_model_has_weights_for() -> None:
    one = layers(TEXT)
    most = [len(TAGS), len(DEPENDENCIES), len(BLOCKS), 31, 2 * len(KINDS), len(KINDS), 4]
    for window in windows(one, ruled(one), one.statements):
        assert (window.features >= 0).all()
        assert (window.features.max(axis=0) <= most).all()


def test_a_sentence_without_an_end_is_cut() -> None:
    one = layers("Norway will send " + "frigates and ships and " * 400 + "planes.")
    assert max(len(window.pieces) for window in windows(one, [], [])) <= LONGEST + 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-16-le") | st.sampled_from("\ud800🚢é\u200f\x00 .\n"), max_size=60))
def test_any_text_is_shown_whole(text: str) -> None:
    one = layers(f"Norway will send {text} ships.")
    shown = list(windows(one, [], []))
    assert sum(len(window.head) for window in shown) == len(one.parse)
