"""Statements: who says what by which word, and look-alikes that report nothing.

In the cases `[[…]]` encloses the content of the statements in text order.
"""

import pytest

from onrecord.layers import Layers
from onrecord.reader import layers_of
from onrecord.records import Statement
from tests.conftest import marked


def layers(text: str, kind: str | None = None) -> Layers:
    return layers_of(text, published="2024-05-02", kind=kind, upto=("statements",), reader="rules")


def statements(text: str, kind: str | None = None) -> list[Statement]:
    return sorted(layers(text, kind).statements, key=lambda one: (one.content[0].start, one.content[-1].end))


# text, speaker, cue, mode of the first statement
FOUND = [
    ("Minister Anna Berg said [[the harbour would open in June]].", "Minister Anna Berg", "said", "indirect"),
    ("Minister Anna Berg said that [[the harbour would open]].", "Minister Anna Berg", "said", "indirect"),
    ("“[[The harbour will open in June]],” Berg said.", "Berg", "said", "direct"),
    ("“[[The harbour will open in June]],” said Berg.", "Berg", "said", "direct"),
    ('"[[Is the harbour open?]]" she asked.', "she", "asked", "direct"),
    ("Berg said: “[[The harbour will open in June]].”", "Berg", "said", "direct"),
    ("Berg told reporters [[the harbour would open]].", "Berg", "told", "indirect"),
    ("Berg said the harbour was “ready.”".replace("the", "[[the", 1) + "]]", "Berg", "said", "mixed"),
    ("According to the ministry, [[the harbour will open in June]].", "the ministry", "According to", "indirect"),
    ("[[The harbour will open in June]], according to the ministry.", "the ministry", "according to", "indirect"),
    ("Japan pledged [[to deliver six patrol boats]].", "Japan", "pledged", "indirect"),
    ("Japan urged the company [[to publish the report]].", "Japan", "urged", "indirect"),
    ("Japan announced [[a new fund for coastal states]].", "Japan", "announced", "indirect"),
    ("President Lind underscored [[the importance of open sea lanes]].", "President Lind", "underscored", "indirect"),
    ("President Lind reaffirmed [[his commitment to the treaty]].", "President Lind", "reaffirmed", "indirect"),
    ("The two ministers agreed [[to meet again in March]].", "The two ministers", "agreed", "indirect"),
    ("Norway welcomed [[the release of the crew]].", "Norway", "welcomed", "indirect"),
    ("Norway condemned [[the attack on the port]].", "Norway", "condemned", "indirect"),
    ("Norway called for [[an inquiry into the attack]].", "Norway", "called for", "indirect"),
    ("Minister Berg called [[the plan a mistake]].", "Minister Berg", "called", "indirect"),
    ("Minister Berg described [[the talks as useful]].", "Minister Berg", "described", "indirect"),
    ("[[The plan, ]]Berg said, [[is ready]].", "Berg", "said", "indirect"),
    ("Minister Berg warned that [[the ice would melt early]].", "Minister Berg", "warned", "indirect"),
    ("Minister Berg has said [[the port is safe]].", "Minister Berg", "said", "indirect"),
    ("It was announced that [[the port would close]].", None, "announced", "indirect"),
    ("Norway’s request for [[more time to study the plan]] came late.", "Norway’s", "request", "indirect"),
    ("Minister Berg looked forward to [[a visit by the king]].", "Minister Berg", "looked forward to", "indirect"),
    ("Denmark rejected [[the offer of a new lease]].", "Denmark", "rejected", "indirect"),
    ("Minister Berg thinks that [[the port is closed]].", "Minister Berg", "thinks", "indirect"),
    ("A survey found that [[most fishermen are over fifty]].", "A survey", "found", "indirect"),
    ("[[The harbour]], Berg said, [[will have to close]].", "Berg", "said", "indirect"),
    ("[[The harbour will close]], as Minister Berg noted.", "Minister Berg", "noted", "indirect"),
    ("As Minister Berg noted, [[the harbour will close]].", "Minister Berg", "noted", "indirect"),
    ("Berg added that [[the fleet would sail to Bergen]].", "Berg", "added", "indirect"),
    ("Berg promised at the meeting in May [[to open the port]].", "Berg", "promised", "indirect"),
    ("Minister Berg has announced this week that [[she will resign]].", "Minister Berg", "announced", "indirect"),
    ("Minister Berg told the crew at the time that [[it was not safe]].", "Minister Berg", "told", "indirect"),
    ("Norway called for [[the crew to be released]].", "Norway", "called for", "indirect"),
    ("Minister Berg pointed out that [[the harbour was old]].", "Minister Berg", "pointed out", "indirect"),
    ("[[The plan]] was praised by Minister Berg.", "Minister Berg", "praised", "indirect"),
    ("Minister Berg was pleased to announce [[a new ferry]].", "Minister Berg", "announce", "indirect"),
    ("Berg said [[it would “wait and see.”]]", "Berg", "said", "mixed"),
]

NOT_FOUND = [
    "Neither side agreed to a ceasefire.",
    "France did not agree to a joint statement.",
    "The ministers discussed the harbour.",
    "The ministers reviewed the plan for the port.",
    "The ministers spoke about trade and fishing.",
    "The harbour opened in June.",
    "Berg may say that the port is closed.",
    "If Berg says that the port is closed, the ships will leave.",
    "Berg did not say whether the port was closed.",
    "The said port is closed.",
    "The report has ten pages.",
    "Norway hopes to win the cup.",
    "Norway wants the port to close.",
    "The port added two new piers.",
    "The company called off the trip.",
    "He noted.",
    "The news reported here is old.",
    "A call came in the night.",
    "The statement was long.",
    "He wrote three books.",
    "The so-called “soft” loan was repaid.",
    "The vote was six to four.",
    "The orders were shipped in May.",
    "He charged the battery.",
    "The price may go up.",
    "The fleet returned to its “home” port.",
    "It supported the roof.",
    "Norway did not answer a request for comment.",
    "Norway sent a statement to the court.",
    "As the minister continued her tour, the harbour filled.",
    "She found herself in a storm.",
    "The storm showed that the pier was weak.",
    "Minister Berg welcomed Olof Lind to Bergen.",
    "Norway built a pier to encourage trade.",
    "Berg referred to the harbour in her letter.",
]


@pytest.mark.parametrize(("case", "speaker", "cue", "mode"), FOUND)
def test_statement(case: str, speaker: str | None, cue: str, mode: str) -> None:
    text, spans = marked(case)
    found = statements(text)
    assert len(found) == 1, [one.content for one in found]
    (one,) = found
    expected = [text[start:end].strip(" ,.") for start, end in spans]
    assert [piece.exact.rstrip(".”") for piece in one.content] == [words.rstrip(".”") for words in expected]
    assert (one.speaker and one.speaker.exact, one.cue and one.cue.exact, one.mode) == (speaker, cue, mode)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_statement(text: str) -> None:
    assert [(one.cue, one.content) for one in statements(text)] == []


def test_issuers_who_speak_now_report_nothing_but_their_past_does() -> None:
    now = "We reaffirm our commitment to the treaty. We are committed to open seas."
    assert statements(now, "communique") == []
    (past,) = statements("We reaffirmed our commitment to the treaty.", "communique")
    assert past.content[0].exact == "our commitment to the treaty"


def test_a_continued_quotation_has_the_speaker_of_the_one_before_and_no_cue() -> None:
    first, second = statements("“The port is safe,” Minister Anna Berg said. “We will open it in June.”")
    assert first.cue is not None
    assert (second.cue, second.speaker, second.mode) == (None, None, "direct")
    assert second.actor == first.actor != ()
    assert second.content[0].exact == "We will open it in June"


def test_a_quotation_broken_by_its_cue_is_one_statement() -> None:
    (one,) = statements("“The port,” Minister Anna Berg said, “is safe and will open in June.”")
    assert [piece.exact for piece in one.content] == ["The port", "is safe and will open in June"]


def test_a_statement_inside_another_names_it() -> None:
    outer, inner = statements("Minister Anna Berg said that President Olof Lind promised to open the port.")
    assert (outer.within, inner.within) == (None, outer.id)
    assert inner.content[0].exact == "to open the port"


def test_participles_set_apart_are_said_by_who_speaks() -> None:
    found = statements("Minister Anna Berg praised the crew, calling it brave and welcoming the new rules.")
    assert [one.cue.exact for one in found if one.cue] == ["praised", "calling", "welcoming"]
    assert {one.speaker.exact for one in found if one.speaker} == {"Minister Anna Berg"}


def test_headlines_report_words() -> None:
    body = "\n\nMinister Anna Berg spoke on Monday in Oslo. The harbour is old."
    (mistaken,) = statements("Norway minister signals flexibility on harbour fees amid talks" + body)
    assert mistaken.content[0].exact == "flexibility on harbour fees"
    (colon,) = statements("Berg: The harbour will open in June" + body)
    assert (colon.speaker and colon.speaker.exact, colon.content[0].exact) == ("Berg", "The harbour will open in June")


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Norway PM says raised harbour fees with envoy", "Norway PM", "raised harbour fees with envoy"),
        ("Norway minister says strait safe for ferries", "Norway minister", "strait safe for ferries"),
        ("Norway: crews 'ready' for harbour patrol", "Norway", "crews 'ready' for harbour patrol"),
        ("Norway minister rules out new harbour fees", "Norway minister", "new harbour fees"),
    ],
)
def test_headlines_without_a_verb_in_what_is_said(headline: str, speaker: str, content: str) -> None:
    found = statements(headline + "\n\nMinister Anna Berg was in Oslo on Monday. The harbour is old and small.")
    assert [(one.speaker and one.speaker.exact, one.content[0].exact) for one in found] == [(speaker, content)]


@pytest.mark.parametrize(
    "headline", ["Harbour: What we know", "Norway: a history of its harbours", "Harbour visits rise"]
)
def test_headlines_that_report_nothing(headline: str) -> None:
    assert statements(headline + "\n\nMinister Anna Berg was in Oslo on Monday. The harbour is old and small.") == []


def test_setting() -> None:
    (one,) = statements("“The port is safe,” Berg told reporters after a meeting with fishermen on May 1.")
    assert one.addressee is not None
    assert one.addressee.exact == "reporters"
    assert one.date is not None
    assert (one.date.exact, one.date_value) == ("May 1", "2024-05-01")
    assert one.occasion is not None
    assert one.occasion.exact.startswith("a meeting with fishermen")


def test_every_statement_says_by_which_rule_it_was_made() -> None:
    for one in statements("Berg said the port is safe. “It is,” Lind said. “Quite safe.”"):
        assert one.why is not None
        assert one.why.rule


@pytest.mark.parametrize(
    "text", ["said", "“", "According to", "Berg: ", "said said said", "He called on", "calling it it it"]
)
def test_scraps_do_not_raise(text: str) -> None:
    for one in statements(text):
        for piece in one.content:
            piece.check(text)
