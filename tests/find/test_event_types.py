"""The type that words tell for an event between two given parties, and look-alikes that have another.

In the cases `[[…]]` encloses who acts and then whom it is done to; in PASSIVE the other way round.
"""

import pytest

from onrecord.find.event_type_words import NAME, TypeTable, type_words
from onrecord.find.event_types import Coding, told, typed
from onrecord.reader import annotated, needed
from onrecord.records import Document, document_id
from onrecord.vocabulary import table
from tests.conftest import marked
from tests.find.test_event_words import PLOVER


def type_of(text: str, coding: Coding = "2.0", passive: bool = False) -> str | None:
    plain, (first, second) = marked(text)
    layers, _ = annotated(Document(document_id(plain), plain), needed(("parse",)), strict=True)
    actor, recipient = (set(layers.parse.tokens(*span)) for span in (first, second))
    return typed(layers.parse, *((recipient, actor) if passive else (actor, recipient)), coding)


# Each pair or group shares words and differs in type.
CASES = [
    ("[[Norway]] agreed to free [[the sailors]].", "CONCEDE"),
    ("[[Norway]] agreed to arm [[Chile]].", "AGREE"),
    ("[[Norway]] promised to bomb [[the port]].", "THREATEN"),
    ("[[Norway]] may ban [[the newspaper]].", "THREATEN"),
    ("[[Norway]] declared a cease-fire with [[the rebels]].", "RETREAT"),
    ("[[Prisoners]] began a hunger strike against [[the warden]].", "PROTEST"),
    ("A drone strike by [[Norway]] hit [[the port]].", "ASSAULT"),
    ("[[Norway]] launched a cyber attack on [[the port]].", "COERCE"),
    ("[[Norway]] freed [[the sailors]] on Monday.", "RETREAT"),
    ("[[Norway]] refused to free [[the sailors]].", "REJECT"),
    ("[[Norway]] did not free [[the sailors]].", "REJECT"),
    ("[[Norway]] said it will free [[the sailors]].", "CONCEDE"),
    ("[[Norway]] asked [[Chile]] to free the sailors.", "REQUEST"),
    ("[[Norway]] threatened to expel [[two Chilean diplomats]].", "THREATEN"),
    ("[[Norway]] expelled [[two Chilean diplomats]].", "SANCTION"),
    ("[[Norway]] will expel [[two Chilean diplomats]].", "THREATEN"),
    ("[[Norway]] gave [[Chile]] two boats and medicine.", "AID"),
    ("[[Norway]] will give [[Chile]] two boats and medicine.", "AGREE"),
    ("[[Norway]] cut its aid to [[Chile]].", "SANCTION"),
    ("[[The mayor]] welcomed [[the premier]]'s decision.", "SUPPORT"),
    ("[[The king]] received [[the premier]] at the palace.", "CONSULT"),
    ("[[The police]] opened an investigation into [[the banker]].", "ACCUSE"),
    ("[[Norway]] opened talks with [[Chile]].", "CONSULT"),
    ("[[Norway]] opened its borders to [[refugees from Chile]].", "AID"),
    ("[[Norway]] lifted the ban on [[Chilean wine]].", "CONCEDE"),
    ("[[Norway]] banned [[the newspaper]].", "COERCE"),
    ("[[Norway]] imposed sanctions on [[Chile]].", "SANCTION"),
    ("[[Norway]] called for sanctions against [[Chile]].", "REQUEST"),
    ("[[Norway]] called on [[Chile]] to sign the treaty.", "REQUEST"),
    ("[[Norway]] signed a treaty with [[Chile]].", "SUPPORT"),
    ("[[Norway]] and [[Chile]] failed to reach an agreement.", "REJECT"),
    ("[[Workers]] went on strike at [[the mine]].", "PROTEST"),
    ("[[The air force]] carried out a strike on [[the mine]].", "ASSAULT"),
    ("[[The navy]] sent two frigates to [[the strait]].", "MOBILIZE"),
    ("[[Norway]] sent tents and blankets to [[the strait islands]].", "AID"),
    ("[[Norway]] and [[Chile]] held a joint naval exercise.", "COOPERATE"),
    ("[[The minister]] condemned [[the attack]] on the mosque.", "ACCUSE"),
    ("[[The rebels]] attacked [[the mosque]].", "ASSAULT"),
    ("[[The rebels]] laid down their weapons in [[the valley]].", "RETREAT"),
    ("[[Villagers]] sought refuge in [[Chile]].", "REQUEST"),
    ("[[Police]] arrested [[the poet]] at a rally.", "COERCE"),
    ("[[The sailor]] lives near [[the harbour]].", None),
]
PASSIVE = [
    ("[[The sailors]] were freed by [[Norway]].", "RETREAT"),
    ("[[The envoy]] was expelled by [[the junta]].", "SANCTION"),
    ("[[The villagers]] were bombed by [[government jets]].", "ASSAULT"),
]
# What the drafts of 2021 call otherwise.
OLDER = [
    ("[[Norway]] freed [[the sailors]] on Monday.", "YIELD"),
    ("[[Norway]] agreed to free [[the sailors]].", "AGREE"),
    ("[[Norway]] said it will free [[the sailors]].", "AGREE"),
    ("[[Norway]] lifted the ban on [[Chilean wine]].", "YIELD"),
    ("[[Norway]] imposed sanctions on [[Chile]].", "COERCE"),
    ("[[The court]] convicted [[the banker]] of fraud.", "ACCUSE"),
    ("[[Norway]] signed a treaty with [[Chile]].", "SUPPORT"),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_words_tell_the_type(text: str, kind: str | None) -> None:
    assert type_of(text) == kind


@pytest.mark.parametrize(("text", "kind"), PASSIVE)
def test_a_passive_turns_the_parties_round(text: str, kind: str) -> None:
    assert type_of(text, passive=True) == kind


@pytest.mark.parametrize(("text", "kind"), OLDER)
def test_the_drafts_of_2021_have_types_of_their_own(text: str, kind: str) -> None:
    assert type_of(text, "2021") == kind


def test_names_tell_no_type() -> None:
    text = "Amnesty International and the Relief Fund moved into Arrest Street."
    layers, _ = annotated(Document(document_id(text), text), needed(("parse",)), strict=True)
    assert not [one for one in told(layers.parse, {0, 1}, {4, 5}) if layers.parse.tag[one.token] == "NNP"]


def test_nobody_named_is_no_type() -> None:
    layers, _ = annotated(Document(document_id("It rained."), "It rained."), needed(("parse",)), strict=True)
    assert typed(layers.parse, set(), set()) is None


def test_types_are_those_of_plover_and_every_sense_has_words() -> None:
    shape = table(NAME, TypeTable)
    for row in shape.senses:
        assert row.type in PLOVER
        assert row.older in PLOVER | {"", "YIELD"}
        assert row.verbs or row.nouns or row.phrases or row.compounds
        for words in (row.verbs, row.nouns, row.phrases, row.compounds):
            assert len(set(words)) == len(words), row.sense
    assert len({row.sense for row in shape.senses}) == len(shape.senses)
    assert {row.type for row in shape.senses} == PLOVER
    assert set(shape.coming.values()) | set(shape.negated.values()) <= PLOVER


def test_every_list_of_things_is_used() -> None:
    shape = table(NAME, TypeTable)
    written = (
        " ".join(part for row in shape.senses for part in (*row.phrases, *row.compounds, row.actor))
        .replace("|", " ")
        .split()
    )
    assert {f"@{name}" for name in shape.things} <= set(written)
    assert type_words().verbs["free"]
