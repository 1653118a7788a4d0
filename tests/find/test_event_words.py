"""The words of events: types of PLOVER, modes that exist, and no lemma twice in one frame."""

import pytest

from onrecord.find.event_words import KINDS, EventTable, event_words
from onrecord.vocabulary import table

PLOVER = frozenset(
    (
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    )
)  # fmt: skip


def test_types_are_those_of_plover() -> None:
    shape = table("events", EventTable)
    assert {frame.type for frame in (*shape.verbs, *shape.nouns)} <= PLOVER


def test_frames_have_words_and_needs() -> None:
    shape = table("events", EventTable)
    for frame in (*shape.verbs, *shape.nouns):
        assert frame.words
        assert frame.needs
        assert len(set(frame.words)) == len(frame.words), frame


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_things_do_not_take_the_name_of_a_built_in_class(kind: str) -> None:
    assert kind not in event_words().things


def test_a_lemma_may_have_several_senses() -> None:
    assert [sense.frame.type for sense in event_words().verbs["launch"]] == ["AGREE", "ASSAULT", "MOBILIZE"]
