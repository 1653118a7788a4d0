"""Links to words of a page: the shortest that only they fit."""

import re
import time
from urllib.parse import unquote

import pytest

from onrecord.acquire.formats import from_bytes
from onrecord.acquire.fragment import fragment_link, page_link
from onrecord.text import Span

URL = "https://news.example/a"

# The span is marked; the link's part behind the last "text=".
CASES = [
    ("the only one", "Norland will [[build five ships]]. Sudland pays.", "build%20five%20ships"),
    ("few words, which menus may have", "Norland is to [[build ships]]. Sudland pays.", "is%20to-,build%20ships"),
    ("few words at the beginning", "[[Norland]] builds ships now.", "Norland,-builds%20ships"),
    ("a word alone", "Sudland pays.\n\n[[Norland]]\n\nIt builds.", "Norland"),
    ("a dash and a comma", "It will [[re-arm, but soon]]. It said so.", "re%2Darm%2C%20but%20soon"),
    ("the second of two", "Norland builds. So Norland pays; so [[Norland]] stays.", "pays%3B%20so-,Norland"),
    ("not in a longer word", "Norlanders of old say [[Norlanders of]] it.", "old%20say-,Norlanders%20of"),
    ("not behind the middle of a word", "Unbuild it, build it, and [[build it all]].", "build%20it%20all"),
    ("letter case", "NORLAND BUILDS ALL. In it [[Norland builds all]].", "it-,Norland%20builds%20all"),
    ("letters with other small ones", "İ said: [[ships of İzmir]].", "ships%20of%20%C4%B0zmir"),
    ("widened to words", "Nor[[land builds sh]]ips.", "Norland%20builds%20ships"),
    ("two paragraphs", "So [[Norland builds.\n\nSudland pays]] for it.", "Norland%20builds.,Sudland%20pays"),
    ("half a character", "It [[\ud83d is]] shut.", "It-,%EF%BF%BD%20is"),
    ("a number of a list", "It said:\n\n3. [[Norland]] pays.\n4. Sudland pays.", "Norland,-pays."),
    ("a dash of a list", "It said:\n\n[[- Norland builds five ships.]]", "Norland%20builds%20five%20ships."),
    ("a dash in a list", "1. So:\n  - [[Norland pays]].\n  - Sudland pays.", "Norland%20pays"),
    ("items", "a. Sudland [[pays for it.\nb. Norland builds]] it.\niv. So.", "pays%20for%20it.,Norland%20builds"),
    ("no more than the mark", "1. It [[pays.\nXII. ]]Norland builds.", "It-,pays."),
    ("initials, which a page may have", "[[J. Doe of Norland]] pays.", "Doe%20of%20Norland"),
    ("a number within a line", "It has [[3. Norland pays]].", "3.%20Norland%20pays"),
    ("a year", "In May\n[[2025 ships of it]].", "2025%20ships%20of%20it"),
    ("letters beyond ASCII", "The [[café – “Ø”]] is shut.", "caf%C3%A9%20%E2%80%93%20%E2%80%9C%C3%98%E2%80%9D"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_links(marked: str, expected: str) -> None:
    start = marked.index("[[")
    end = marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    made = fragment_link(text, Span(start, end), URL)
    assert made.split("text=")[1] == expected
    assert made.startswith(f"{URL}#:~:text=")


def test_a_long_span_is_named_by_its_ends() -> None:
    text = "One two three four five six seven eight nine ten. " * 1 + "Then " + "more words " * 20 + "and an end of it."
    made = fragment_link(text, Span(0, len(text)), f"{URL}#part:~:text=old")
    assert made == f"{URL}#part:~:text=One%20two%20three%20four%20five,and%20an%20end%20of%20it."


def test_nothing_is_the_page_itself() -> None:
    assert fragment_link("Norland builds.", Span(3, 3), URL) == URL


def test_the_mark_of_an_item_alone_is_the_page_itself() -> None:
    assert fragment_link("It said:\n\n3. Norland builds.", Span(10, 12), URL) == URL


@pytest.mark.parametrize("type_", ["1", "a", "A", "i", "I"])
def test_the_marks_of_lists_are_in_no_link(type_: str) -> None:
    listed = "".join(f"<li>Norland will build {number:,} ships for it.<ul><li>At once.</ul>" for number in range(45))
    page = f"<html><body><article><p>It said:</p><ol type={type_}>{listed}</ol></article></body></html>"
    text = from_bytes(page.encode(), "a.html", any_language=True).document.text
    assert text.count("Norland") == 45
    for match in re.finditer("Norland will build", text):
        made = unquote(fragment_link(text, Span(*match.span()), URL).split("text=")[1])
        assert re.fullmatch(r"Norland will build(,-\d+( ships.*)?)?", made)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        (URL, True),
        ("http://news.example", True),
        ("HTTPS://NEWS.example/ä", True),
        (None, False),
        ("", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("news.example/a", False),
        ("https:///a", False),
        ("https://news.example/a b", False),
        ("https://news.example/\x1b]8;;", False),
        ('https://news.example/"onclick=', False),
        ("https://news.example/<b>", False),
    ],
)
def test_only_pages_of_the_web_are_linked_to(url: str | None, linked: bool) -> None:
    assert (page_link("Norland builds ships.", Span(0, 20), url) is not None) == linked


def test_links_into_a_long_text_take_no_time() -> None:
    text = "Norland builds ships, and Sudland pays for them. " * 20_000 + "At last the ministers met in the capital."
    began = time.process_time()
    for _ in range(50):
        page_link(text, Span(len(text) - 41, len(text)), URL)
    assert time.process_time() - began < 2
