"""Which texts carry one story: taken over whole, in part or with changes; and the keys by which they are found."""

import random

import pytest

from onrecord.resolve.stories import keys, linked, story

_CHANCE = random.Random(3)  # noqa: S311 - no secret
_WORDS = [first + second for first in ("bor", "lan", "mer", "tov", "ked", "sul", "pir", "wen", "gat", "hol")
          for second in ("dan", "ter", "mos", "lig", "ran", "vek", "pol", "sim", "ket", "dur")]  # fmt: skip
TEXT = [" ".join(_CHANCE.choices(_WORDS, k=200)) for _ in range(8)]
HALVES = [(text[: len(text) // 2], text[len(text) // 2 :]) for text in TEXT]

SAME = {
    "whole": (TEXT[0], TEXT[0]),
    "in capitals and with other stops": (TEXT[0], TEXT[0].upper().replace(" ", ", ")),
    "under another headline": (TEXT[1], f"What we know so far. {TEXT[1]}"),
    "shortened by half": (TEXT[2], HALVES[2][0]),
    "with as much added": (TEXT[3], TEXT[3] + " " + HALVES[4][0]),
    "a word in thirty changed": (TEXT[5], " ".join("x" if n % 30 == 9 else w for n, w in enumerate(TEXT[5].split()))),
}
OTHER = {
    "nothing in common": (TEXT[0], TEXT[1]),
    "one sentence in common": (TEXT[0], TEXT[1] + " " + TEXT[0][:60]),
    "the same words in another order": (TEXT[2], " ".join(sorted(TEXT[2].split()))),
    "one item of a summary of the day": (HALVES[3][0][:500], " ".join(TEXT[3:] + TEXT[:2])),
    "one word each": ("one", "two"),
}


@pytest.mark.parametrize("name", SAME)
def test_one_story(name: str) -> None:
    """Linked either way round, and found by a key."""
    one, other = SAME[name]
    assert linked(story(one), story(other)) is not None
    assert linked(story(one), story(other)) == linked(story(other), story(one))
    assert set(keys(one)) & set(keys(other))


@pytest.mark.parametrize("name", OTHER)
def test_two_stories(name: str) -> None:
    """What is shared is too little of one of them."""
    one, other = OTHER[name]
    assert linked(story(one), story(other)) is None


@pytest.mark.parametrize("text", ["", " ", "one", "two words", "\ud800 lone", "대한민국 군", "a\x00b"])
def test_any_text_has_a_story(text: str) -> None:
    """Short, empty and odd texts too; keys fit into 64 bits and are the same every time."""
    assert linked(story(text), story(text)) == 1.0
    assert keys(text) == keys(text)
    assert all(-(2**63) <= key < 2**63 for key in keys(text))
