"""Where what is said begins and ends, and who says what the parser hung elsewhere.

In the cases `[[…]]` encloses the content of the statements in text order.
"""

import pytest

from onrecord.reader import layers_of
from onrecord.records import Statement
from tests.conftest import marked


def statements(text: str, kind: str | None = None) -> list[Statement]:
    found = layers_of(text, published="2024-05-02", kind=kind, upto=("statements",), reader="rules").statements
    return sorted(found, key=lambda one: (one.content[0].start, one.content[-1].end))


# text, speakers in text order
PARTED = [
    ("Minister Berg opposed [[any change of the line]] and underscored [[her support for the treaty]].", 2),
    ("Minister Berg said [[the port was safe]] and called for [[calm]].", 2),
    ("Minister Berg vowed [[to fight on]] and called [[the vote a farce]].", 2),
    ("Norway expressed [[its resolve to defend the strait]] and welcomed [[the new patrols]].", 2),
    ("Minister Berg stressed [[the need for patience]], saying [[the talks would take time]].", 2),
    ("Allied nations welcomed [[the accord]], with Norway calling [[it a turning point]].", 2),
    ("Minister Berg told reporters [[she would resign]] and accused [[the board of lying]].", 2),
    ("Minister Berg said [[they have no plans to leave]], but Minister Lind argued [[the pledge is hollow]].", 2),
]


@pytest.mark.parametrize(("case", "count"), PARTED)
def test_predicates_go_with_their_cue(case: str, count: int) -> None:
    text, spans = marked(case)
    found = statements(text)
    assert [one.content[0].exact for one in found] == [text[start:end] for start, end in spans]
    assert len(found) == count
    assert all(one.speaker for one in found)


COMMENTED = [
    "Norway accused [[the firm of hiding the leak]], a charge the firm denies.",
    "Minister Berg said [[the strait was closed]], a move that the crews had feared.",
    "[[The lines would be drawn by experts]], a senior official said ahead of the meeting.",
]


@pytest.mark.parametrize("case", COMMENTED)
def test_what_the_writer_adds_is_not_said(case: str) -> None:
    text, spans = marked(case)
    found = [one for one in statements(text) if one.cue and one.cue.exact != "denies"]
    assert [piece.exact for one in found for piece in one.content] == [text[start:end] for start, end in spans]


WHOLE = [
    "Minister Berg reaffirmed [[our ties with the islands and our goal of open seas]].",
    "Minister Berg said [[the group is not a party and supports both sides]].",
    "Minister Berg endorsed [[a fund to end hunger, help farmers and invest in schools]].",
    "Minister Berg looked forward to [[a visit to Bergen by a large group of fishermen]].",
    "Minister Berg said [[it would help fishermen because the ice had melted]].",
    "Minister Berg agreed that [[the line should move and that the patrols should end]].",
]


@pytest.mark.parametrize("case", WHOLE)
def test_what_is_said_goes_on_to_its_end(case: str) -> None:
    text, spans = marked(case)
    (found,) = statements(text)
    assert [piece.exact for piece in found.content] == [text[start:end] for start, end in spans]


def test_participles_of_an_official_text_belong_to_what_is_said_and_those_of_a_report_do_not() -> None:
    text = "The two ministers committed to closer work at sea, strengthening the patrols in the strait."
    (official,) = statements(text, "communique")
    assert official.content[0].exact.endswith("strengthening the patrols in the strait")
    (report,) = statements(text, "news")
    assert report.content[0].exact == "closer work at sea"


def test_a_list_of_speakers_is_one_speaker() -> None:
    (one,) = statements("Ministers Ann Roe, Olof Lind, and Eva Berg said the strait would stay open.")
    assert one.speaker is not None
    assert one.speaker.exact.endswith("Eva Berg")


def test_an_infinitive_has_the_speaker_and_the_tense_of_the_verb_above() -> None:
    (one,) = statements(
        "We, the ministers of the two countries, met to reaffirm our commitment to the treaty.", "communique"
    )
    assert one.content[0].exact == "our commitment to the treaty"


@pytest.mark.parametrize(
    "text",
    [
        "We are committed to open seas.",
        "We urge all states to condemn the attack.",
        "We are reminded that peace is precious.",
    ],
)
def test_issuers_who_speak_now_report_nothing(text: str) -> None:
    assert statements(text, "communique") == []


OTHER_SPEAKERS = [
    ("Priest Olof Lind, who has said [[the strait is closed]], left.", "Olof Lind"),
    ("“[[The strait is closed]],” said spokesman Olof Lind, a sailor.", "Olof Lind"),
    ("Minister Berg drew criticism for saying that [[the strait was closed]].", "Minister Berg"),
    ("Ships, which critics say [[came too late]], were sent.", "critics"),
    ("“[[The strait has been closed for many weeks]],” Olof Lind, head of the pilots.", "Olof Lind"),
]


@pytest.mark.parametrize(("case", "speaker"), OTHER_SPEAKERS)
def test_speaker(case: str, speaker: str) -> None:
    text, spans = marked(case)
    (one,) = statements(text)
    assert one.content[0].exact == text[spans[0][0] : spans[0][1]]
    assert one.speaker is not None
    assert speaker in one.speaker.exact


def test_nobody_asks_where_somebody_is_asked() -> None:
    found = statements("Asked whether the strait was closed, Minister Berg said it was open.")
    assert [one.speaker.exact for one in found if one.cue and one.cue.exact == "Asked" and one.speaker] == []


def test_a_quotation_keeps_the_words_that_lead_into_it() -> None:
    (after,) = statements("Minister Berg said she would “wait and see” in May.")
    assert after.content[0].exact.startswith("she would")
    (before,) = statements("The war may “hinder the opening of the port,” Minister Berg said.")
    assert before.content[0].exact.startswith("The war may")
    assert before.mode == "mixed"


def test_a_quotation_alone_is_what_is_said_where_a_sentence_leads_to_it() -> None:
    found = statements("Lind turned to the work that the post entails: “There is too much of it,” he said.")
    assert [one.content[0].exact for one in found] == ["There is too much of it"]


def test_a_quotation_after_what_was_told_has_its_speaker() -> None:
    first, second = statements("Minister Anna Berg said she would not vote for it. “I doubt that it is safe.”")
    assert second.cue is None
    assert second.actor == first.actor != ()


def test_who_is_thanked_or_accused_is_spoken_to_or_of() -> None:
    (one,) = statements("Minister Berg congratulated Olof Lind on his return to the post.")
    assert one.addressee is not None
    assert (one.addressee.exact, one.content[0].exact) == ("Olof Lind", "his return to the post")


def test_the_opening_of_a_sentence_sets_an_infinitive_cue() -> None:
    (one,) = statements("On Monday, Minister Berg met the crew to announce a new fund for pilots.")
    assert one.date is not None
    assert one.date.exact == "Monday"


QUOTED = [
    "“[[The fleets aren’t ready]],” Minister Berg said; “[[they’re old]].”",
    "``[[The door stays open]],'' Minister Berg said.",
    "“[[Wait!]]” she cried.",
    "\"[[She told me 'never again,']]\" Minister Berg recalled.",
]


@pytest.mark.parametrize("case", QUOTED)
def test_quotations_in_all_kinds_of_marks(case: str) -> None:
    text, spans = marked(case)
    one = statements(text)[0]
    assert [piece.exact.rstrip(",") for piece in one.content] == [text[start:end].rstrip(",") for start, end in spans]
    assert one.mode == "direct"


def test_what_a_quoted_cue_says_ends_with_the_quotation() -> None:
    text = "\"He said 'fine,'\" Minister Berg recalled."
    for one in statements(text):
        assert all("Berg" not in piece.exact for piece in one.content)
