"""Markdown: words without marks, and the way back to the bytes."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.formats import from_bytes
from onrecord.acquire.markdown import from_markdown
from onrecord.errors import ReadError
from tests.acquire.timed import grows

SHIPS = "Norway will buy two frigates."

CASES = [
    ("plain", SHIPS, SHIPS),
    ("a heading", f"# Ships #\n\n{SHIPS}", f"Ships\n\n{SHIPS}"),
    ("a heading underlined", f"Ships\n=====\n\n{SHIPS}", f"Ships\n\n{SHIPS}"),
    ("a number that is no heading", "#3 of the list is Norway.", "#3 of the list is Norway."),
    ("emphasis", "*Norway* will **buy** __two__ _frigates_ ***now***.", "Norway will buy two frigates now."),
    ("emphasis in emphasis", "**Norway *will* buy** ships.", "Norway will buy ships."),
    ("strokes within words", "the state_of_things file", "the state_of_things file"),
    ("stars that are none", "2 * 3 * 4 and 5* ships", "2 * 3 * 4 and 5* ships"),
    ("escapes", r"a \*starred\* word and C:\dir", r"a *starred* word and C:\dir"),
    ("a link", "Norway [buys](https://example.org/a_(b) 'x') ships.", "Norway buys ships."),
    ("a link with emphasis", "Norway [**buys**](https://example.org) ships.", "Norway buys ships."),
    ("a link by name", "Norway [buys][x] ships.\n\n[x]: https://example.org", "Norway buys ships."),
    ("a link by itself", "Norway [buys] ships.\n\n[buys]: https://example.org", "Norway buys ships."),
    ("brackets that are none", "Norway [the state] buys [two] ships (soon).", None),
    ("a picture", "Norway buys ![two ships](a.png) ships.", "Norway buys ships."),
    ("a note", "Norway buys ships.[^1]\n\n[^1]: In 2030.", "Norway buys ships.\n\n In 2030."),
    ("a comment", "Norway <!-- or\nnot --> buys ships.", "Norway buys ships."),
    ("a comment without end", "Norway <!-- buys ships.", "Norway <!-- buys ships."),
    ("tags", "Norway<br> buys <b>two</b> ships if a < b.", "Norway buys two ships if a < b."),
    ("code", "Norway buys `two` ships.", "Norway buys two ships."),
    ("a fence", "```\nNorway *buys* ships\n```\n", "Norway *buys* ships"),
    ("lists", "- Norway buys\n* Sweden builds\n1. Finland pays", None),
    ("quoted", "> Norway buys\n> ships.", "Norway buys\nships."),
    ("a rule", f"{SHIPS}\n\n---\n\nMore.", f"{SHIPS}\n\n\nMore."),
    ("front matter", f"---\ntitle: x\n---\n{SHIPS}", SHIPS),
    ("a rule that opens", f"---\n{SHIPS}", SHIPS),
    ("line ends of two bytes", "# Ships\r\n\r\n**Norway** buys.\r\n", "Ships\r\n\r\nNorway buys."),
]


@pytest.mark.parametrize(("marked", "words"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_marks_are_left_out_and_words_lead_back(marked: str, words: str | None) -> None:
    acquired = from_markdown(marked.encode(), "a.md", any_language=True)
    text = acquired.document.text
    assert text.strip() == (marked if words is None else words).strip()
    assert "".join(text[place.start : place.end] for place in acquired.places) == text
    for place in acquired.places:
        assert place.octets
        assert marked.encode()[slice(*place.octets)].decode() == text[place.start : place.end]


def test_front_matter_says_title_date_and_address() -> None:
    data = f"---\ntitle: 'Two: ships'\ndate: 2025-11-04T10:00:00Z\nurl: https://example.org/x\ntags: [a]\n---\n{SHIPS}"
    document = from_bytes(data.encode(), "a.md").document
    assert (document.title, document.published, document.url) == ("Two: ships", "2025-11-04", "https://example.org/x")


def test_a_date_that_is_none_is_a_finding() -> None:
    acquired = from_bytes(f"---\ndate: soon\n---\n{SHIPS}".encode(), "a.md")
    assert acquired.document.published is None
    assert [finding.code for finding in acquired.findings] == ["date-unknown"]


def test_broken_letters_are_told_of_the_file() -> None:
    acquired = from_bytes("---\ntitle: é\n---\nThe **café** of Norway".encode() + b"\xa7 buys ships.", "a.md")
    assert [(finding.code, finding.anchor) for finding in acquired.findings] == [("characters-replaced", None)]


def test_other_encodings_are_read_without_places() -> None:
    acquired = from_bytes("The café of **Norway** buys ships.".encode("cp1252"), "a.md")
    assert (acquired.document.text, acquired.places) == ("The café of Norway buys ships.", ())


def test_plain_text_keeps_its_marks() -> None:
    assert from_bytes(b"# *Norway* buys ships.", "a.txt").document.text == "# *Norway* buys ships."


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "](",
        "*a ",
        "**",
        "`",
        "<!--",
        "<a ",
        "> ",
        "\\",
        "[a]",
        "_a",
        "~~~\n",
        "[^1]: ",
        "|-",
        "[](",
        "[](a",
        "x\\n---- x",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    small, large = (
        partial(
            from_markdown, f"{unit * (size // len(unit))}\n\nNorway buys ships.".encode(), "a.md", any_language=True
        )
        for size in (20_000, 80_000)
    )
    assert not grows(small, large, 8, 0.3)


@given(st.text("ab *_`[]()!<>-#\\\n\r~^:=|é", min_size=1, max_size=200))
def test_any_markdown_leads_back(marked: str) -> None:
    try:
        acquired = from_markdown(marked.encode(), "a.md", any_language=True)
    except ReadError:
        return
    for place in acquired.places:
        assert place.octets
        assert marked.encode()[slice(*place.octets)].decode() == acquired.document.text[place.start : place.end]
