"""Which statements of different documents are one: the same words, or most of them, by the same speaker."""

from itertools import combinations

import pytest

from onrecord.resolve.statements import Subject, keys, linked

LONG = "Every battery we station along the northern coast answers a launch that nobody provoked"
SAME = [
    (LONG, LONG),
    (LONG, f"{LONG}, and we shall keep them there until the launches cease"),
    (LONG, LONG.replace("nobody provoked", "no one provoked")),
    (LONG, LONG.upper()),
    ("The frigates will reach Darwin before the monsoon, whatever the shipyard says",
     "Whatever the shipyard says, the frigates will reach Darwin before the monsoon."),
    ("Sanctions on tanker fleets bite when insurers refuse to cover hulls", "sanctions on tanker fleets bite when "
     "insurers refuse cover for the hulls of tankers"),
]  # fmt: skip
OTHER = [
    (LONG, "Every harbour we dredge along the southern coast serves a fleet that nobody asked for"),
    (LONG, "The frigates will reach Darwin before the monsoon, whatever the shipyard says"),
    ("The frigates will reach Darwin before the monsoon", "The submarines will leave Darwin after the monsoon"),
    ("We condemn the launch of ballistic missiles over Japan", "We welcome the sale of patrol boats to Manila"),
    (LONG, "Every battery answers a provocation of the northern neighbours, as treaties with Norway demand"),
]


def said(words: str, name: str, *actors: str) -> Subject:
    """A statement in a document of its own."""
    return Subject(f"s{name}", f"d{name}", words, actors)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_statement(one: str, other: str) -> None:
    """Linked either way round by who says it, and found by a key."""
    mine, theirs = said(one, "a", "joe-biden"), said(other, "b", "joseph-r-biden")
    assert linked(mine, theirs) is not None
    assert linked(mine, theirs) == linked(theirs, mine)
    assert set(keys(mine)) & set(keys(theirs))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_statements(one: str, other: str) -> None:
    """Some words in common are not enough."""
    assert linked(said(one, "a", "joe-biden"), said(other, "b", "joe-biden")) is None


def test_the_speaker_counts() -> None:
    """Two speakers make two statements; where one is not named the words must be the same; one document is no pair."""
    mine = said(LONG, "a", "joe-biden")
    assert linked(mine, said(LONG, "b", "ann-hale")) is None
    assert linked(mine, said(LONG, "b")) == 1.0
    assert linked(mine, said(LONG.replace("launch that nobody provoked", "threat from abroad"), "b")) is None
    assert linked(mine, mine) is None


def test_it_is_the_same_either_way_round() -> None:
    """For every two of the table."""
    many = [said(words, str(number), "joe-biden") for number, words in enumerate(sum((*SAME, *OTHER), ()))]
    for one, other in combinations(many, 2):
        assert linked(one, other) == linked(other, one)
