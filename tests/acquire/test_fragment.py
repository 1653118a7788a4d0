"""Links to words of a page: the shortest that only they fit."""

import pytest

from onrecord.acquire.fragment import fragment_link
from onrecord.text import Span

URL = "https://news.example/a"

# The span is marked; the link's part behind the last "text=".
CASES = [
    ("the only one", "Norland will [[build ships]]. Sudland pays.", "build%20ships"),
    ("a dash and a comma", "It will [[re-arm, soon]]. It said so.", "re%2Darm%2C%20soon"),
    ("the first of two", "[[Norland]] builds. Norland pays.", "Norland"),
    ("the second of two", "Norland builds. So Norland pays; so [[Norland]] stays.", "Norland,-stays."),
    ("not in a longer word", "Norlanders say that [[Norland]] builds.", "Norland"),
    ("letter case", "NORLAND builds. In [[Norland]] they pay.", "In-,Norland"),
    ("widened to words", "Nor[[land builds sh]]ips.", "Norland%20builds%20ships"),
    ("two paragraphs", "So [[Norland builds.\n\nSudland pays]] for it.", "Norland%20builds.,Sudland%20pays"),
    ("half a character", "It [[\ud83d is]] shut.", "%EF%BF%BD%20is"),
    ("letters beyond ASCII", "The [[café – “Ø”]] is shut.", "caf%C3%A9%20%E2%80%93%20%E2%80%9C%C3%98%E2%80%9D"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_links(marked: str, expected: str) -> None:
    start = marked.index("[[")
    end = marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    link = fragment_link(text, Span(start, end), URL)
    assert link.split("text=")[1] == expected
    assert link.startswith(f"{URL}#:~:text=")


def test_a_long_span_is_named_by_its_ends() -> None:
    text = "One two three four five six seven eight nine ten. " * 1 + "Then " + "more words " * 20 + "and an end of it."
    link = fragment_link(text, Span(0, len(text)), f"{URL}#part:~:text=old")
    assert link == f"{URL}#part:~:text=One%20two%20three%20four%20five,and%20an%20end%20of%20it."


def test_nothing_is_the_page_itself() -> None:
    assert fragment_link("Norland builds.", Span(3, 3), URL) == URL
