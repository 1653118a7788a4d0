"""How outlets source their reports: each figure by documents of our own of which it is known."""

import pytest
from sqlalchemy import Connection

from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.documents import documents
from onrecord.ledger.history import history
from onrecord.ledger.sources import credited_by, issued, outlet, outlets
from onrecord.ledger.sourcing import Sourcing, sourcing
from onrecord.ledger.voices import voices
from onrecord.records import Anchor
from tests.ledger.conftest import Made

STORY = (
    "OSLO (Reuters) – Norway pledged to deliver three frigates to Denmark by 2030. “We build them in Bergen,” "
    "Norwegian Defence Minister Tore Sandvik said on Tuesday. Officials said the yard was ready. The price was agreed "
    "in March, and the first ship will be laid down in the autumn of the same year, the ministry said in a letter."
)
OWN = (
    {"text": STORY, "published": "2026-03-03", "publisher": "The Courier"},
    {"text": STORY + " More soon.", "published": "2026-03-02", "publisher": "The Post"},
    {"text": "Denmark pledged to train the crews. “That will take a year,” Danish Prime Minister Mette Frederiksen "
             "said.", "published": "2026-04-01", "publisher": "The Post"},
    {"text": "Sweden pledged to buy two ferries, he said.", "published": "2026-04-02"},
)  # fmt: skip


def figures(of: Sourcing) -> dict[str, tuple[int, int | None]]:
    """The figures by name."""
    return {one.what: (one.many, one.of) for one in of.figures}


def test_an_outlet_is_told_by_its_documents(made: Made) -> None:
    with made(*OWN).reading() as connection:
        found = {one.name: one for one in outlets(connection)}
        assert list(found) == ["The Post", None, "The Courier"]
        post = found["The Post"]
        assert (post.documents, post.counted, post.first, post.last) == (2, 2, "2026-03-02", "2026-04-01")
        assert (post.secondary, post.crediting) == (1, 1)
        assert (found[None].secondary, found[None].crediting) == (0, 0)
        alone = outlet(connection, "The Post")
        assert (alone.documents, alone.first, alone.last) == (2, "2026-03-02", "2026-04-01")
        assert outlet(connection, "Reuters").documents == 0
        assert [one.sourcing for one in issued(connection, "The Post", 10)] == ["primary", "secondary"]
        assert issued(connection, "The Post", 1, 1) == issued(connection, "The Post", 10)[1:]
        assert [(one.name, one.documents) for one in credited_by(connection, "Reuters")] == [
            ("The Courier", 1), ("The Post", 1),
        ]  # fmt: skip
        for name in ("Reuter", "reuters", 'Reuters"', "The Post", "%", "_"):
            assert credited_by(connection, name) == []


def test_figures_are_what_records_say(made: Made) -> None:
    with made(*OWN).reading() as connection:
        post, courier = sourcing(connection, "The Post"), sourcing(connection, "The Courier")
        told = figures(post)
        assert (told["Primary"], told["Secondary"], told["Credit an outlet"]) == ((1, 2), (1, 2), (1, 2))
        assert told["Stories that others have too"] == (1, 2)
        assert told["Published before the others"] == (1, 1)
        assert figures(courier)["Published before the others"] == (0, 1)
        assert [(one.name, one.documents) for one in post.credits] == [("Reuters", 1)]
        assert {one.name for one in post.origins} == {"Reuters", "The Post"}
        touched, alone = told["Commitments that they tell of"][0], told["Told by no other outlet"]
        assert alone == (touched - 1, touched)
        assert len(post.alone) == alone[0]
        assert all("frigates" not in one.label for one in post.alone)
        assert sourcing(connection, "Nobody").documents == 0


def test_statements_are_counted_by_mode_and_by_whom(samples: Connection) -> None:
    """Each statement in one class of each kind, as its record has it."""
    for of in outlets(samples):
        if of.name is None:
            continue
        found = sourcing(samples, of.name)
        told = figures(found)
        assert told["Primary"][0] + told["Secondary"][0] == found.documents == of.documents
        assert told["Secondary"][0] == of.secondary
        every = sum(one.statements for one in documents(samples, 500) if one.publisher == of.name)
        assert told["Statements"][0] == every
        assert sum(told[name][0] for name in ("Direct", "Indirect", "Mixed")) == every
        by_whom = ("Of somebody named", "Of a group only", "Of a speaker without a name", "Of nobody")
        assert sum(told[name][0] for name in by_whom) == every


def test_who_says_an_act_is_the_speaker_of_its_statement(samples: Connection) -> None:
    carried = 0
    for one in commitments(samples, Asked(), 200):
        entries = history(samples, one.id).entries
        found = voices(samples, [entry.act for entry in entries])
        assert set(found) == {entry.act.id for entry in entries if entry.act.via}
        for voice in found.values():
            assert voice.words is None or isinstance(voice.words, Anchor)
            carried += bool(voice.names)
    assert carried > 5


@pytest.mark.parametrize("text", ['"sourcing":"secondary"', '\\"credits\\":[\\"Reuters\\"]', '{"mode":"direct"}'])
def test_words_of_a_document_are_no_marks_of_its_record(made: Made, text: str) -> None:
    said = {"text": f"Norway pledged to deliver frigates to Denmark. {text} is what it says.", "publisher": text}
    with made(
        said, {**said, "title": text, "publisher": "The Post", "text": said["text"] + " Again."}
    ).reading() as connection:
        for one in outlets(connection):
            assert (one.secondary, one.crediting) == (0, 0)
        assert sourcing(connection, text).documents == 1
