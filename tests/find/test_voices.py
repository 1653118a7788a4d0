"""Who speaks and what is said, where the parse lends a cue a speaker or a content that is not its own."""

import pytest

from onrecord.reader import layers_of
from tests.conftest import marked

# Text with `[[…]]` around the content of each statement, and the speakers as (words, actor).
CASES = [
    (
        "The drills drew criticism from Beijing, which when asked about the talks said [[the pact threatens peace]].",
        [("Beijing", "China")],
    ),
    ("They met the mayor, who added that [[the ferry would sail]].", [("the mayor", "the mayor")]),
    (
        "[[The new staff is to serve as a counterpart to Norway’s Arctic Command]], according to the official. "
        "“[[We plan together]],” said the official.",
        [("the official", "the official")] * 2,
    ),
    (
        "The commander said [[improving ties with Norway in defense adds depth and complicates planning]].",
        [("The commander", "the commander")],
    ),
    (
        "The ministry said [[the talks went well]]. “[[Norway will stand by the treaty]],” it added.",
        [("The ministry", "the ministry"), ("it", "the ministry")],
    ),
    (
        "President Lind highlighted [[the Danish commitment to defend the islands is backed by the fleet]].",
        [("President Lind", "President Lind")],
    ),
    (
        "President Lind underscored [[the weight that the council places on fishing]].",
        [("President Lind", "President Lind")],
    ),
    ("Denmark accused [[the union of hiding the figures]].", [("Denmark", "Denmark")]),
    (
        "[[The European Union’s next meetings with Georgia will be moved to Brussels]], "
        "the bloc’s top diplomat announced Monday.",
        [("the bloc’s top diplomat", "the bloc’s top diplomat")],
    ),
]

# Words that report nothing, or not what stands beside them.
SILENT = [
    "Minister Anna Berg called President Lind on Tuesday.",
    "The envoy called Minister Anna Berg late on Friday night.",
    "Opening the port early adds weight to the plan.",
    "The closed port, a town on the coast, announced in 2019, is small.",
]


@pytest.mark.parametrize(("case", "speakers"), CASES)
def test_speakers_and_contents(case: str, speakers: list[tuple[str, str]]) -> None:
    text, spans = marked(case)
    found = sorted(
        layers_of(text, published="2024-05-02", upto=("statements",), reader="rules").statements,
        key=lambda s: s.content[0].start,
    )
    assert [text[start:end] for start, end in spans] == [one.content[0].exact for one in found]
    assert [(one.speaker.exact if one.speaker else None, *one.actor) for one in found] == speakers


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    assert not layers_of(text, published="2024-05-02", upto=("statements",), reader="rules").statements


def test_what_others_are_urged_to_say_is_no_statement() -> None:
    text = "Norway urged all states to condemn the raid and call on Denmark to come to the table."
    assert [one.cue.exact for one in layers_of(text, upto=("statements",), reader="rules").statements if one.cue] == [
        "urged"
    ]


def test_no_speaker_within_a_quotation_that_ended() -> None:
    text = "“We do not want this and we are ready to help,” Berg said, adding, “the only one who wants it is Lind.”"
    found = layers_of(text, upto=("statements",), reader="rules").statements
    assert {one.speaker.exact for one in found if one.speaker} == {"Berg"}


def test_an_addressee_keeps_its_closing_mark() -> None:
    (said,) = layers_of(
        'Minister Berg praised the "snow party" for its plan.', upto=("statements",), reader="rules"
    ).statements
    assert said.addressee is not None
    assert said.addressee.exact.count('"') != 1
