"""A saved page shown again: the words that were asked for are marked, and nothing of it can run."""

import re
from itertools import product
from pathlib import Path

import pytest
from lxml import html as markup

from onrecord.acquire.html import read_page
from onrecord.acquire.saved import DEEP, KEPT, LONGEST, saved
from onrecord.origin import places_of

HEAD = "<!doctype html><html><head><title>Ships</title><script>alert(1)</script></head><body>"
MENU = "<nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>World</a></li></ul></nav>"
ARTICLE = (
    "<article><h1>Norway sells frigates</h1><p>The minister said on Monday that Norway will deliver "
    "<b>three frigates</b> to Denmark &amp; Iceland by 2030, whatever it costs.</p>\r\n<p>Denmark&rsquo;s yard "
    "at Horten is <a href='/h'>old and small</a>, he told reporters; caf\u00e9s would close. It would be opened "
    "again in the spring of next year.</p></article>"
)
PAGE = f"{HEAD}{MENU}{ARTICLE}<footer>All rights reserved</footer></body></html>".encode()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("three frigates", ["three frigates"]),
        ("deliver three frigates to", ["deliver ", "three frigates", " to"]),
        ("Denmark & Iceland", ["Denmark & Iceland"]),
        ("Denmark’s yard", ["Denmark’s yard"]),
        ("is old and small, he", ["is ", "old and small", ", he"]),
        ("cafés would", ["cafés would"]),
        ("yard", ["yard"]),
    ],
)
def test_the_words_are_marked_in_the_page(words: str, shown: list[str]) -> None:
    """Their blanks at the edge of an element may or may not be of them."""
    read = read_page(PAGE)
    start = read.text.index(words)
    places = [one.within(start, start + len(words)) for one in places_of(read.places, start, start + len(words))]
    made = saved(PAGE, [one.octets for one in places if one.octets])
    tree = markup.fromstring(f"<div>{made.markup}</div>")
    found = [one.text_content() for one in tree.iter("mark")]
    assert [one.strip() for one in found] == [one.strip() for one in shown]
    assert [one.get("id") for one in tree.iter("mark")] == ["w", *[None] * (len(found) - 1)]
    assert sum(map(len, found)) == made.marked


def test_all_words_that_are_seen_are_there_and_no_other() -> None:
    text = markup.fromstring(f"<div>{saved(PAGE).markup}</div>").text_content()
    for words in ("Home", "Norway sells frigates", "Denmark & Iceland", "All rights reserved"):
        assert words in text
    assert "alert" not in text
    assert "<mark" not in saved(PAGE).markup


def inert(made: str) -> None:
    """Every tag is one of ours, with no attribute but the mark's."""
    tags = re.findall(r"<[^>]*>?", made)
    allowed = {f"<{name}>" for name in (*KEPT, "br", "hr", "mark")} | {f"</{name}>" for name in (*KEPT, "mark")}
    assert set(tags) <= allowed | {"<mark id=w>"}, [one for one in tags if one not in allowed]


BEHIND = ("", '"', "'", "-->", "</title>", "</script>", "]]>", "</p>", "\u202e", "<svg>", "<math><mi>", "<p title='")
MARKUP = [
    line.encode("latin-1", "backslashreplace").decode("unicode_escape")
    for line in (Path(__file__).parents[1] / "web" / "markup.txt").read_text("utf-8").splitlines()
]


def test_nothing_of_the_source_is_markup() -> None:
    """Whatever it is, wherever it stands, marked or not."""
    payloads = [behind + one.replace("{run}", "alert(1)") for behind, one in product(BEHIND, MARKUP)]
    assert len(payloads) > 600
    for one in payloads:
        data = f"{HEAD}<p>It said {one} on Monday.</p><p id='{one}'>b</p></body></html>".encode("utf-8", "replace")
        inert(saved(data).markup)
        inert(saved(data, [(0, len(data))]).markup)


@pytest.mark.parametrize(
    "data",
    [b"", b"<", b"\x00", b"\xff\xfe<\x00", b"<p>" * 5000 + b"x", b"<b><i>" * 3000 + b"a</i></b>" * 10,
     b"</p></div>words", b"<table><td>a<table><td>b", b"<!--", b"<plaintext><b>x"],
)  # fmt: skip
def test_whatever_the_bytes_are_it_ends(data: bytes) -> None:
    made = saved(data, [(0, len(data))])
    inert(made.markup)
    assert made.markup.count("<") < 4 * DEEP + 20_000
    for name in ("p", "b", "i", "div"):
        assert made.markup.count(f"<{name}>") == made.markup.count(f"</{name}>")


def test_a_long_page_is_cut() -> None:
    made = saved(b"<html><body>" + b"<p>Norway will deliver frigates.</p>" * (LONGEST // 30))
    assert made.cut
    assert len(made.markup) < LONGEST + 1000
