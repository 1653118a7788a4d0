"""Narratives: their times count from the time last named; which texts are none; what TIMEX3 marks of a range."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.times import times
from onrecord.layers import Layers
from onrecord.reader import layers_of
from onrecord.records import Document, document_id
from onrecord.text import Span
from tests.annotate.test_times import PIECES, check, found
from tests.conftest import marked

# What makes a text a narrative: years gone by, told in the past. No time of it is within reach of the cases.
FRAME = (
    "The house of Orr ruled Varnland from 1602. It lost the coast in 1655, and the throne in 1688. The rising of March "
    "1821 failed. A second one began in May 1822 and was put down in June 1823. The king died in April 1830."
)
NEWS = "The minister spoke in Varnby. He said on Monday that the coast is safe, and he will meet the envoys tomorrow."

FOCUS = [
    ("On [[7 April 1841]] they took the fort. On [[12 May]] they left it.", "1841-04-07 1841-05-12"),
    ("On [[7 August 1841]] they took the fort. The town fell on [[3 July]].", "1841-08-07 1841-07-03"),
    ("They sailed in [[late November 1841]] and landed on [[4 January]].", "1841-11 1842-01-04"),
    ("They sailed in [[November 1841]]. [[The following month]] they landed.", "1841-11 1841-12"),
    ("They sailed on [[30 May 1841]]. [[Two days later]] they landed.", "1841-05-30 1841-06-01"),
    ("They sailed on [[30 May 1841]], and [[the next morning]] they landed.", "1841-05-30 1841-05-31TMO|1841-05-31"),
    ("They sailed on [[30 May 1841]], and landed on [[Thursday]].", "1841-05-30 1841-06-03"),
    ("They sailed on [[30 May 1841]] at [[noon]].", "1841-05-30 1841-05-30T12:00|1841-05-30"),
    ("They sailed in [[May 1841]], and landed on [[the 20th]].", "1841-05 1841-05-20"),
    ("They sailed on [[30 May 1841]], and landed on [[the 2nd]].", "1841-05-30 1841-06-02"),
    ("They sailed in [[May 1841]]. [[That year]] the king died.", "1841-05 1841"),
    ("They sailed in [[May 1841]]. At [[the end of the year]] the king died.", "1841-05 1841|1841-12"),
    ("They sailed in [[May 1841]]. [[The next year]] the king died.", "1841-05 1842"),
    ("They sailed in [[May 1841]] and landed in [[October of that year]].", "1841-05 1841-10"),
    ("They sailed in [[May 1841]]. The truce of [[the previous April]] was void.", "1841-05 1841-04"),
    ("They sailed in [[1841]]. In [[the summer]] they landed.", "1841 1841-SU|1841-22"),
    ("They sailed in [[1841]]. In [[October]] they landed.", "1841 1841-10"),
    ("They sailed in [[1841]], and landed on [[the 20th]].", "1841 1841-XX-20"),
    ("They sailed in [[1841]]. At [[Christmas]] they landed.", "1841 1841-12-25"),
    ("The [[1841]] campaign failed. In [[October]] they left.", "1841 1841-10"),
    ("On [[6-7 May 1841]] they sailed, and on [[9 June]] they landed.", "1841-05-06|1841-05-06/1841-05-07 1841-06-09"),
]

# What a narrative names beside it does not lead it away, and what it does not say stays unknown.
UNMOVED = [
    ("They sailed in [[May 1841]] for the fort, built in [[1640]], and landed in [[June]].", "1841-05 1640 1841-06"),
    ("They sailed in [[May 1841]], says the history of [[1911]], and landed in [[June]].", "1841-05 1911 1841-06"),
    ("They sailed in [[May 1841]], loved since [[the 1790s]]. In [[June]] they landed.", "1841-05 179|179X 1841-06"),
    ("They sailed in [[May 1841]] and landed [[four days later]].", "1841-05 1841-XX-XX|-"),
    ("They sailed in [[December 1841]] and landed [[ten days later]].", "1841-12 XXXX-XX-XX|-"),
    ("They sailed in [[May 1841]], and landed on [[Monday]].", "1841-05 XXXX-WXX-1|-"),
    ("They sailed in [[May 1841]], and landed at [[noon]].", "1841-05 XXXX-XX-XXT12:00|-"),
    ("They sailed in [[May 1841]], and landed [[the next day]].", "1841-05 XXXX-XX-XX|-"),
    ("They sailed in [[218 BC]], and landed in [[June]].", "BC0218|-0217 XXXX-06"),
    ("The fort is a museum [[now]], as it was in [[May 1841]].", "PRESENT_REF|- 1841-05"),
    ("The fort fell on [[the 3rd of May]], before they sailed in [[1841]].", "1830-05-03 1841"),
    ("They sailed in [[May 1841]] with 1500 men and 1200 horses.", "1841-05"),
]


@pytest.mark.parametrize("today", [None, "2011-02-06"])
@pytest.mark.parametrize(("case", "values"), [*FOCUS, *UNMOVED])
def test_in_a_narrative(case: str, values: str, today: str | None) -> None:
    """Times count from the time last named, whenever the text was published."""
    frame = f"{FRAME}\n\n"
    for words in ("1602", "1655", "1688", "March 1821", "May 1822", "June 1823", "April 1830"):
        frame = frame.replace(words, f"[[{words}]]", 1)
    check(frame + case, f"1602 1655 1688 1821-03 1822-05 1823-06 1830-04 {values}", today)


PRESENT = (
    FRAME.replace(" was ", " is ").replace(" ruled ", " rules ").replace(" died ", " dies ")
    + " He is ill, he sleeps, he eats, he drinks, and he says that he has no fever and will come."
)
NO_NARRATIVES = [
    ("news", NEWS),
    ("news that looks back", f"{NEWS} {FRAME}"),
    ("few years", "The fort fell in March 1821. In 1822 it was built anew."),
    ("the present", PRESENT),
]


@pytest.mark.parametrize(("kind", "text"), NO_NARRATIVES)
def test_no_narrative(kind: str, text: str) -> None:
    """Times count from the day of the text, and stay unknown without one."""
    for today, value in (("2025-11-04", "2025-10"), (None, "XXXX-10")):
        assert found(f"{text} In October he was ill.", today)[-1][3] == value, kind


def test_a_narrative_of_the_year_before_its_date_is_news() -> None:
    """Where the years named are those of the text's own date, months count from it."""
    text = FRAME.replace("16", "20").replace("18", "20") + " In October he was ill."
    assert found(text, "2022-11-04")[-1][3] == "2022-10"


ENDS = [
    ("The drill ran from [[3]] to [[7 March 2024]].", "2024-03-03 2024-03-07"),
    ("The drill ran on [[March 3]]-[[7, 2024]].", "2024-03-03 2024-03-07"),
    ("The drill ran on [[28]] and [[29 August 2023]].", "2023-08-28 2023-08-29"),
    ("The [[2024]]-[[28]] plan is funded.", "2024 2028"),
    ("The [[2024]]–[[2028]] plan is funded.", "2024 2028"),
    ("He ruled from [[264]] to [[241 BC]].", "BC0264 BC0241"),
    ("The [[2025-26 fiscal year]] is over.", "2025/2026"),
    ("The [[2013/14]] season is over.", "2013/2014"),
    ("It happened in [[the winter of 2010-11]].", "2010-WI"),
]


@pytest.mark.parametrize(("case", "values"), ENDS)
def test_timex3_marks_the_ends_of_a_range_apart(case: str, values: str) -> None:
    """The layer `timex` has two times where `date` has one; a fiscal year, a season of sport, a winter are one."""
    text, spans = marked(case)
    layers = layers_of(text, published="2025-11-04", upto=("timex", "date"))
    marks = layers.layer("timex")
    assert [(mark.start, mark.end) for mark in marks] == spans
    assert [mark.value for mark in marks] == values.split()
    assert len(layers.layer("date")) == 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(["218 BC", "May 1841", "1841"]), max_size=24))
def test_any_narrative_has_its_times_within_it(pieces: list[str]) -> None:
    """Spans lie in the text, in order, also those of the ends of ranges; values are never empty."""
    text = f"{FRAME}\n\n{' '.join(pieces)}"
    layers = Layers(Document(document_id(text), text), text)
    last = 0
    for time in times(layers, [Span(0, len(FRAME)), Span(len(FRAME) + 2, len(text))]):
        for end in time.ends():
            assert last <= end.start < end.end <= len(text)
            assert end.value.timex
            assert end.value.edtf is None or end.value.edtf
            last = end.end
