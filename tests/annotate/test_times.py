"""Expressions of time: their spans, their TIMEX3 and EDTF values, and the look-alikes that are none."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.times import published, times
from onrecord.annotate.times_grammar import Grammar, Rule, grammar
from onrecord.annotate.times_ranges import dated
from onrecord.errors import IntegrityError
from onrecord.layers import Layers
from onrecord.reader import layers_of
from onrecord.records import Document, document_id
from onrecord.text import Span
from tests.conftest import marked

# A Tuesday.
TODAY = "2025-11-04"


def found(text: str, today: str | None = TODAY) -> list[tuple[int, int, str | None, str | None]]:
    """Start, end, TIMEX3 value and EDTF value of each time."""
    layers = layers_of(text, published=today, upto=("block", "parse", "provenance"))
    spans = [mark.span for mark in layers.layer("block") if mark.label != "furniture"]
    return [(time.start, time.end, time.value.timex, time.value.edtf) for time in times(layers, spans)]


def check(case: str, values: str, today: str | None = TODAY) -> None:
    """Nothing comes back; fails unless the marked words, and only they, are times of these values.

    A value is TIMEX3 and, after a bar, EDTF; one that is the same in both is written once, none in EDTF is a minus.
    """
    text, spans = marked(case)
    expected = []
    for value in values.split():
        timex, _, edtf = value.partition("|")
        expected.append((timex, None if edtf == "-" else edtf or timex))
    result = found(text, today)
    assert [(start, end) for start, end, _, _ in result] == spans
    assert [(timex, edtf) for _, _, timex, edtf in result] == expected


DAYS_AND_MONTHS = [
    ("The pact was signed on [[October 29, 2025]] in Busan.", "2025-10-29"),
    ("The pact was signed on [[29 October 2025]] in Busan.", "2025-10-29"),
    ("The pact was signed on [[Oct. 29]] in Busan.", "2025-10-29"),
    ("The pact was signed on [[the 29th of October, 2025]].", "2025-10-29"),
    ("The pact was signed on [[Wednesday, Oct. 29, 2025]].", "2025-10-29"),
    ("Done in Busan on [[the Twelfth day of May in the year 2022]].", "2022-05-12"),
    ("Done in Busan [[this 12th day of May, 2022]].", "2022-05-12"),
    ("The pact is dated [[2025-10-29]].", "2025-10-29"),
    ("The pact is dated [[2025.10.29]].", "2025-10-29"),
    ("The pact is dated [[10/29/2025]].", "2025-10-29"),
    ("The pact is dated [[29/10/2025]].", "2025-10-29"),
    ("The pact is dated [[04/11/2025]].", "2025-11-04"),
    ("The pact is dated [[03/05/2019]].", "2019-03-05|2019"),
    ("The pact is dated [[29.10.2025]].", "2025-10-29"),
    ("The pact is dated [[29-Oct-2025]].", "2025-10-29"),
    ("The envoys met on [[the 3rd]], and will meet on [[the 5th]].", "2025-11-03 2025-11-05"),
    ("The envoys met on [[the 31st]].", "2025-10-31"),
    ("The pact entered into force in [[March 1954]].", "1954-03"),
    ("The envoys met in [[March]].", "2025-03"),
    ("The envoys met in [[May]].", "2025-05"),
    ("The envoys will meet in [[March]].", "2026-03"),
    ("The envoys will meet on [[March 3]].", "2026-03-03"),
    ("The envoys met on [[December 3]].", "2025-12-03"),
    ("The envoys met in [[early December]].", "2024-12"),
    ("Nothing has changed since the talks in [[December]].", "2024-12"),
    ("They met [[last Oct. 29]] and [[last Nov. 29]].", "2025-10-29 2024-11-29"),
    ("They met [[last May]] and will meet [[next March]].", "2025-05 2026-03"),
    ("They will meet in [[February of next year]].", "2026-02"),
    ("They met in [[mid-October]] and in [[late September]].", "2025-10 2025-09"),
    ("They meet on [[the second Friday of November]].", "2025-11-14"),
    ("They meet on [[the last Monday of January 2026]].", "2026-01-26"),
    ("They meet in [[the first week of December]].", "2025-W49|2025-12-01/2025-12-07"),
    ("They meet in [[the last week of December]].", "2025-W52|2025-12-25/2025-12-31"),
    ("They meet in [[the first half of December]].", "2025-12|2025-12-01/2025-12-15"),
    ("They meet in [[the week of December 8]].", "2025-W50|2025-12-08/2025-12-14"),
    ("The [[June]] accord holds.", "2025-06"),
]

RANGES = [
    ("The drill ran on [[November 3-4]].", "2025-11-03|2025-11-03/2025-11-04"),
    ("The drill ran from [[3 to 5 November 2024]].", "2024-11-03|2024-11-03/2024-11-05"),
    ("The drill ran from [[Oct. 30]] to [[Nov. 2]].", "2025-10-30 2025-11-02"),
    ("The drill ran from [[Dec. 30, 2024]], to [[Jan. 2]].", "2024-12-30 2025-01-02"),
    ("The drill ran from [[Dec. 30]] to [[Jan. 2, 2024]].", "2023-12-30 2024-01-02"),
    ("The rotation lasted from [[March]] to [[June 2021]].", "2021-03 2021-06"),
    ("The rotation lasted from [[November 2020]] to [[March]].", "2020-11 2021-03"),
    ("The rotation covers [[May]]–[[August 2021]].", "2021-05 2021-08"),
    ("They met in [[July]], [[August]] and [[October 2019]].", "2019-07 2019-08 2019-10"),
    ("The plan runs from [[2024]] to [[2028]].", "2024 2028"),
    ("The [[2024-2028]] plan is funded.", "2024/2028"),
    ("The [[2025-26]] budget is passed.", "2025/2026"),
    ("The [[2025-26 fiscal year]] is over.", "2025/2026"),
    ("The drill runs on [[Nov. 12th-14th]].", "2025-11-12|2025-11-12/2025-11-14"),
]

YEARS = [
    ("The navy wants ten boats by [[2030]].", "2030"),
    ("The navy asked for more in [[fiscal year 2027]].", "2027"),
    ("The navy asked for more in [[fiscal 2027]] than in [[FY2026]].", "2027 2026"),
    ("The navy asked for more in [[FY 27]].", "2027"),
    ("The boats come in [[early 2027]] or [[mid-2028]].", "2027 2028"),
    ("The boats come [[around 2030]].", "2030|2030~"),
    ("The boats come by [[the end of 2026]].", "2026|2026-12"),
    ("The boats come by [[the end of this year]].", "2025|2025-12"),
    ("The boats come by [[year's end]].", "2025|2025-12"),
    ("The boats come in [[the first half of 2026]].", "2026-H1|2026-01/2026-06"),
    ("The boats come in [[the second half of next year]].", "2026-H2|2026-07/2026-12"),
    ("The boats come in [[the third quarter of 2026]].", "2026-Q3|2026-07/2026-09"),
    ("The boats come in [[2026's third quarter]].", "2026-Q3|2026-07/2026-09"),
    ("The boats come in [[Q3 2026]], the crews in [[1Q27]].", "2026-Q3|2026-07/2026-09 2027-Q1|2027-01/2027-03"),
    ("The boats come in [[the spring of 2026]].", "2026-SP|2026-21"),
    ("The boats came in [[the winter of 2010-11]].", "2010-WI|2010-24"),
    ("The boats come in [[the late 2030s]].", "203|203X"),
    ("The boats come in [[the mid-to-late 2030s]].", "203|203X"),
    ("The boats were built in [[the 1950s]].", "195|195X"),
    ("The boats were built in [[the '90s]].", "199|199X"),
    ("The fort was built in [[the 19th century]].", "18|18XX"),
    ("The fort was built in [[the early 1800s]].", "18|18XX"),
    ("The fort was built in [[the early 2000s]].", "200|200X"),
    ("The fort was built in [[the nineteen fifties]].", "195|195X"),
    ("The fort was built in [[480 BC]].", "BC0480|-0479"),
    ("The [[1953]] treaty was signed in [[nineteen fifty-three]].", "1953 1953"),
    ("The fort ([[1745]]) fell.", "1745"),
]

BY_TODAY = [
    ("[[Earlier this week]] she spoke.", "2025-W45|2025-11-03/2025-11-04"),
    ("She fled before [[the 11 September]] attacks.", "XXXX-09-11"),
    ("She fled on [[11 September]].", "2025-09-11"),
    ("She said the meeting on [[Sunday]] will bring trouble.", "2025-11-02"),
    ("The meeting on [[Sunday]] will open with a song.", "2025-11-09"),
    ("She spoke [[today]].", "2025-11-04"),
    ("She spoke [[yesterday]] and speaks again [[tomorrow morning]].", "2025-11-03 2025-11-05TMO|2025-11-05"),
    ("She spoke [[last night]].", "2025-11-03TNI|2025-11-03"),
    ("She spoke on [[Monday]].", "2025-11-03"),
    ("She spoke [[Tuesday]].", "2025-11-04"),
    ("She will speak on [[Monday]].", "2025-11-10"),
    ("She is to speak on [[Monday]].", "2025-11-10"),
    ("She plans to speak on [[Monday]].", "2025-11-10"),
    ("Her speech is scheduled for [[Monday]].", "2025-11-10"),
    ("They plan to discuss steps, building on the premier's meeting on [[Sunday]] with the king.", "2025-11-02"),
    ("The show will be on [[7-8 October]].", "2026-10-07|2026-10-07/2026-10-08"),
    ("She had promised it by [[Monday]].", "2025-11-03"),
    ("She spoke [[last Friday]] and speaks [[next Monday]].", "2025-10-31 2025-11-10"),
    ("She speaks [[this Friday]].", "2025-11-07"),
    ("She spoke [[this Friday]].", "2025-10-31"),
    ("She spoke on [[Labor Day]] and [[Memorial Day]].", "2025-09-01 2025-05-26"),
    ("She was told [[overnight]].", "2025-11-03TNI|2025-11-03/2025-11-04"),
    ("She spoke [[two weekends ago]].", "2025-W43-WE|2025-10-25/2025-10-26"),
    ("She spoke [[two quarters ago]].", "2025-Q2|2025-04/2025-06"),
    ("She spoke [[last week]].", "2025-W44|2025-10-27/2025-11-02"),
    ("She will speak [[next week]].", "2025-W46|2025-11-10/2025-11-16"),
    ("She will speak over [[the weekend]].", "2025-W45-WE|2025-11-08/2025-11-09"),
    ("She spoke [[earlier this month]].", "2025-11"),
    ("She will speak [[early next year]].", "2026"),
    ("She spoke [[three years ago]].", "2022"),
    ("She spoke [[two weeks ago]].", "2025-W43|2025-10-20/2025-10-26"),
    ("She spoke [[a few weeks ago]].", "PAST_REF|-"),
    ("She left in [[June 2024]] and came back [[two months later]].", "2024-06 2024-08"),
    ("She left on [[June 3, 2024]], and came back [[the next day]].", "2024-06-03 2024-06-04"),
    ("She left on [[June 3, 2024]], and came back [[the following morning]].", "2024-06-03 2024-06-04TMO|2024-06-04"),
    ("She spoke on [[Christmas Day]].", "2024-12-25"),
    ("She will speak on [[Good Friday]].", "2026-04-03"),
    ("She will speak on [[Easter Monday]].", "2026-04-06"),
]

CLOCK = [
    ("The call began at [[9:30 a.m. Wednesday]].", "2025-10-29T09:30|2025-10-29"),
    (
        "The call began at [[9:30 a.m.]] ([[0030 GMT]]) on [[Monday]].",
        "2025-11-03T09:30|2025-11-03 2025-11-03T00:30|2025-11-03 2025-11-03",
    ),
    ("The call began on [[Monday]] at [[15:00]].", "2025-11-03 2025-11-03T15:00|2025-11-03"),
    (
        "The call began at [[9:30 a.m. Monday]] ([[00:30 GMT]]).",
        "2025-11-03T09:30|2025-11-03 2025-11-03T00:30|2025-11-03",
    ),
    ("The drill began at [[1500 hours]].", "2025-11-04T15:00|2025-11-04"),
    ("The call began at [[9:30]] ([[10:30 local time]]).", "2025-11-04T09:30|2025-11-04 2025-11-04T10:30|2025-11-04"),
    ("The call begins at [[3 p.m. KST]].", "2025-11-04T15:00|2025-11-04"),
    ("The call began at [[12:30 a.m.]] in Seoul.", "2025-11-04T00:30|2025-11-04"),
    ("The call begins at [[noon]].", "2025-11-04T12:00|2025-11-04"),
]

LENGTHS_AND_SETS = [
    ("The force stayed for [[70 years]].", "P70Y|-"),
    ("The talks took [[two and a half years]].", "P2Y6M|-"),
    ("The talks took [[half an hour]].", "PT30M|-"),
    ("The talks took [[several months]].", "PXM|-"),
    ("The two will meet in [[two weeks]].", "P2W|2025-11-17/2025-11-23"),
    ("The two must decide within [[90 days]].", "P90D|2025-11-04/2026-02-02"),
    ("The two will decide within [[90 days]].", "P90D|2025-11-04/2026-02-02"),
    ("The two decided in [[two weeks]].", "P2W|-"),
    ("The two meet [[every single day]].", "P1D|-"),
    ("The [[two-day]] visit crowned a [[decades-long]] alliance.", "P2D|- PXE|-"),
    ("Costs rose over [[the past three years]].", "P3Y|2022/2025"),
    ("Costs rise over [[the next three and a half years]].", "P3Y6M|-"),
    ("Costs will rise in the [[coming weeks]] and over [[the next few years]].", "PXW|2025-11-04/.. PXY|2025-11-04/.."),
    ("Costs will rise over [[the next decade]].", "203|2025/2035"),
    ("Costs rose over [[the last half century]].", "P50Y|-"),
    ("The two meet [[every year]], [[every other Tuesday]] and on [[Mondays]].", "P1Y|- XXXX-WXX-2|- XXXX-WXX-1|-"),
    ("The board meets [[annually]].", "P1Y|-"),
    ("The board meets [[every summer]] and [[each May]].", "XXXX-SU|- XXXX-05|-"),
    ("He is in Seoul [[now]], as [[recently]].", "PRESENT_REF|- PAST_REF|-"),
]

UNDATED = [
    ("The pact was signed on [[November 4]].", "XXXX-11-04"),
    ("The pact was signed on [[November 4, 2025]].", "2025-11-04"),
    ("The pact was signed on [[Tuesday]].", "XXXX-WXX-2|-"),
    ("The pact was signed [[today]].", "XXXX-XX-XX|-"),
    ("The pact was signed [[last week]].", "XXXX-WXX|-"),
    ("The pact was signed [[last year]].", "XXXX|-"),
    ("The pact was signed in [[May]].", "XXXX-05"),
    ("The pact was signed [[overnight]].", "XXXX-XX-XXTNI|-"),
    ("The pact was signed over [[the weekend]].", "XXXX-WXX-WE|-"),
    ("The pact was signed [[the next morning]].", "XXXX-XX-XXTMO|-"),
    ("The pact was signed in [[the latest quarter]].", "XXXX-QX|-"),
    ("The pact was signed at [[noon]].", "XXXX-XX-XXT12:00|-"),
    ("The pact was signed [[three years ago]].", "XXXX|-"),
    ("The pact was signed on [[the first Monday of May]].", "XXXX-05"),
    ("The pact was signed in [[the week of May 4]].", "XXXX-WXX|-"),
    ("The pact was signed on [[the 29th]].", "XXXX-XX-29"),
    ("The pact was signed on [[February 29]].", "XXXX-02-29"),
]

ALL = [*DAYS_AND_MONTHS, *RANGES, *YEARS, *BY_TODAY, *CLOCK, *LENGTHS_AND_SETS]

NO_TIMES = [
    "He may go, she might march on, and the sun sat low.",
    "May I say that the march went well?",
    "The F-16 and the KF-21 flew past the USS Reno (SSN-2025).",
    "About 2000 soldiers came.",
    "Approximately 1800 delegates came, and a quarter of them stayed.",
    "Resolution 1874 and Resolution 2087 were adopted.",
    "Vision 2030 and Agenda 2063 are plans.",
    "The vote was 1,950 to 2,024 in room 1999.",
    "The envoy, 45, is in his 30s no more.",
    "She is 25 years old and he is two years older.",
    "A 30-year-old sailor was rescued.",
    "April Smith and Jan Kowalski signed it.",
    "The fall of the city came as a shock.",
    "The Good Friday Agreement holds.",
    "On 13/13/2025 nothing happened.",
    "The jet costs $2025 and weighs 2025 kg.",
    "The flat is on the 3rd floor; they met on the 20th anniversary.",
    "Twenty six of them stayed, nineteen fled.",
    "The second attempt took place at once.",
    "The past models were better.",
    "It is version 2.0.25 of the plan.",
]


@pytest.mark.parametrize(("case", "values"), ALL)
def test_time(case: str, values: str) -> None:
    """Spans and values, read against a day that is known."""
    check(case, values)


@pytest.mark.parametrize(("case", "values"), UNDATED)
def test_without_a_date_unknown_parts_stay_unknown(case: str, values: str) -> None:
    """Nothing is resolved against a day that nobody says."""
    check(case, values, today=None)


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time(text: str) -> None:
    """Numbers, names and verbs that look like times."""
    assert [text[start:end] for start, end, _, _ in found(text)] == []


def test_the_date_in_the_text_counts_where_none_is_given() -> None:
    """The dateline dates the document."""
    text = "OSLO, Nov. 4, 2025 (Fjordnews) -- The minister spoke on Monday and will visit Bergen next week.\n"
    assert [edtf for _, _, _, edtf in found(text, None)] == ["2025-11-04", "2025-11-03", "2025-11-10/2025-11-16"]


INTERVALS = [
    ("The plan runs from [[2024 to 2028]].", "2024/2028"),
    ("The drill ran from [[Oct. 30 to Nov. 2]].", "2025-10-30/2025-11-02"),
    ("The drill ran from [[Oct. 30]] and on to [[Nov. 2]].", "2025-10-30 2025-11-02"),
    ("The drill ran between [[March and June 2021]].", "2021-03/2021-06"),
    ("The drill ran in [[March]] and [[June 2021]].", "2021-03 2021-06"),
    ("The drill ran from [[the end of October to early November]].", "2025-10/2025-11"),
    ("The rotation covers [[May–August 2021]].", "2021-05/2021-08"),
    ("The boats went from [[2028]] to [[2024]].", "2028 2024"),
    ("They meet on [[Friday, December 5, and Saturday, December 6]].", "2025-12-05/2025-12-06"),
    ("They meet on [[Friday, December 5]], and [[Sunday, December 7]].", "2025-12-05 2025-12-07"),
    ("The visit moved from [[Tuesday]] to [[Monday]].", "2025-11-04 2025-11-03"),
    ("The boats come from [[the first half of 2026]] to [[2027]].", "2026-01/2026-06 2027"),
]


@pytest.mark.parametrize(("case", "values"), INTERVALS)
def test_the_ends_of_a_range_are_one_date(case: str, values: str) -> None:
    """The layer `date` has an interval over both ends; lists and what runs backwards stay apart."""
    text, spans = marked(case)
    marks = layers_of(text, published=TODAY, upto=("date",)).layer("date")
    assert [(mark.start, mark.end) for mark in marks] == spans
    assert [mark.value for mark in marks] == values.split()


def test_types_are_those_of_timex3() -> None:
    """Dates, times, durations and sets."""
    layers = layers_of("They met for two days at noon on May 4, as every year.", published=TODAY, upto=("timex",))
    assert [mark.label for mark in layers.layer("timex")] == ["DURATION", "TIME", "SET"]


def test_furniture_has_no_times() -> None:
    """What the layout leaves out is not read."""
    text, spans = marked("The talks ended in [[May]].\n\n© 2025 Fjordnews. All rights reserved.\n")
    assert [(start, end) for start, end, _, _ in found(text, None)] == spans


def test_with_only_the_year_known_the_rest_stays_unknown() -> None:
    """ "Last year" is known, "last month" is not."""
    text = "They met last year, not last month, on May 4 or in June."
    assert [edtf for _, _, _, edtf in found(text, "2025")] == ["2024", None, "2025-05-04", "2025-06"]


@pytest.mark.parametrize(
    ("phrases", "form", "message"),
    [({}, "nosuch", "no class 'nosuch'"), ({"loop": "loop"}, "loop", "'loop' holds itself")],
)
def test_a_form_that_names_nothing_is_told(phrases: dict[str, str], form: str, message: str) -> None:
    """A mistake in the vocabulary is told with its place."""
    table = msgspec.structs.replace(grammar().table, phrases=phrases, rules=(Rule("broken", "calendar", (form,)),))
    with pytest.raises(IntegrityError, match=message):
        Grammar(table)


@pytest.mark.parametrize(
    ("value", "day", "year"),
    [
        ("2025-11-04", "2025-11-04", 2025),
        ("2025-11-04T10:00:00Z", "2025-11-04", 2025),
        ("2025-11", None, 2025),
        ("2025", None, 2025),
        ("2025-02-31", None, 2025),
        ("2024/2025", None, None),
        ("XXXX-11-04", None, None),
        ("yesterday", None, None),
        (None, None, None),
    ],
)
def test_published(value: str | None, day: str | None, year: int | None) -> None:
    """The day and the year of a document, each as far as it is known."""
    known, of_year = published(value)
    assert (known.isoformat() if known else None, of_year) == (day, year)


# Words of the grammar beside what stands around them, so that forms meet in ways that nobody wrote down.
PIECES = re.split(
    " ",
    "May March Monday last next this the first second half quarter of year years week 2025 1999 29 31 0 99 2000 30s "
    "'90s - – , . : / 10:30 a.m. GMT FY 3Q Q3 12/31/2025 February every other now past century BC ago later than a and "
    "half to hundred million twenty one $ % \n \n\n ( ) Easter Friday end early 24:00 99/99/9999 0000 9999",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=24), st.sampled_from(["", " "]))
def test_any_text_gives_times_within_it(pieces: list[str], between: str) -> None:
    """Spans lie in the text, in order, not over each other, and hold a word; values are never empty."""
    text = between.join(pieces)
    for today in (None, "2025-11-04", "0001-01-01", "9999-12-31", "2024-02-29"):
        layers = Layers(Document(document_id(text), text, published=today), text)
        last = 0
        result = times(layers, [Span(0, len(text))])
        assert all(0 <= each.start < each.end <= len(text) and each.edtf for each in dated(text, result))
        for time in result:
            assert last <= time.start < time.end <= len(text)
            assert re.search(r"\w", text[time.start : time.end])
            assert time.value.timex
            assert time.value.edtf is None or time.value.edtf
            last = time.end
