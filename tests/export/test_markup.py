"""Words of others as HTML: which direction they have, and what stands apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from onrecord.export.markup import apart, direction, mixed, shown
from onrecord.export.terminal import one_line


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("three frigates", "ltr"),
        ("ثلاث فرقاطات (2030)!", "rtl"),
        ("מצרים והספינות: חלק 2", "rtl"),
        ("2030: ثلاث فرقاطات", "rtl"),
        ("«قالت» the minister, and went on to say so", "ltr"),
        ("السفن left the port of Haifa on Monday.", "ltr"),
        ("Haifa: " + "سفن " * 20, "ltr"),
        ("سفن NATO الجديدة", "rtl"),
        ("", "ltr"),
        ("2030 (…)", "ltr"),
    ],
)
def test_most_letters_and_the_first_decide(text: str, way: str) -> None:
    assert direction(text) == way


@pytest.mark.parametrize(
    "marked",
    [
        "nobody called '[[سفن الشمال]]' says anything",
        "party '[[سفن (النرويج)]]': no commitment names it",
        "it ([[سفن]]) and ([[שלום, הים 7 הפתוח]])",
        "[[سفن]] acts for Norway",
        "of “[[سفن الحراسة “القديمة”]]” since 2030",
        "[[سفن]] then ship, [[סירה]]",
        "no such word)",
        "",
    ],
)
def test_of_a_line_what_goes_from_right_to_left_stands_apart(marked: str) -> None:
    made = mixed(re.sub(r"\[\[|\]\]", "", marked))
    assert re.sub(r"<bdi[^>]*>", "[[", made).replace("</bdi>", "]]").replace("&#x27;", "'") == marked


def test_marks_of_direction_are_not_seen_and_turn_nothing() -> None:
    """Nor do they stand in the way on a terminal; what turns whole words is shown for what it is, in both."""
    assert shown("Al-Masri\u200f 5 - 10 \u200eسفن\u061c\u202e") == "Al-Masri\u2060 5 - 10 \u2060سفن\u2060\ufffd"
    assert one_line("Al-Masri\u200f 5 - 10\u202e") == "Al-Masri 5 - 10\ufffd"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc"]) | st.sampled_from("سفן()”“<>&'\"")))
def test_no_word_is_lost_or_becomes_markup(text: str) -> None:
    for made in (apart(text), mixed(text)):
        tree = html.fromstring(f"<p>{made}</p>")
        assert {one.tag for one in tree.iter()} <= {"p", "bdi"}
        assert tree.text_content() == shown(text)
