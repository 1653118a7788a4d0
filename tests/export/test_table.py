"""Tables for a terminal."""

import io

import pytest
from rich.console import Console

from onrecord.export.table import commitments, tables
from onrecord.export.terminal import one_line
from onrecord.records import Document, Provenance, Reading
from tests.export.readings import TEXT, reading


def shown(made: Reading, explain: bool = False, width: int = 160) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    console.print(tables(made, explain))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_every_record_is_shown() -> None:
    text = shown(reading(), width=400)
    words = ("The Example", "2024-03-05", "1 statement", "2 acts", "said", "CONSULT (visit), planned", "South Korea")
    assert [word for word in words if word not in text] == []
    assert " if parliament approves" in text


def test_explained_tables_name_the_rule_and_the_words() -> None:
    assert "reporting verb" not in shown(reading())
    assert "reporting verb" in shown(reading(), explain=True)


@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_any_width_will_do(width: int) -> None:
    assert max(map(len, shown(reading(), True, width).splitlines())) <= width


def test_nothing_of_the_document_reaches_the_terminal_as_a_command() -> None:
    hostile = "\x1b]0;owned\x07[bold red]Seoul[/] \x9b31m\u202ereversed :smile:\n"
    text = shown(reading(hostile + TEXT, publisher="\x1b[2J[link=x]Example"))
    assert "[bold red]Seoul[/]" in text
    assert ":smile:" in text
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert not any(character in text for character in "\x9b\u202e\x7f")


def test_a_document_without_a_word_of_its_own_still_has_a_heading() -> None:
    assert "ships.txt" in shown(Reading(Document("0" * 64, "", source="ships.txt"), Provenance()))


def test_commitments_are_gathered_by_party() -> None:
    assert [party.plain for party, _ in commitments(reading())] == ["South Korea", "South Korea, Peru"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb\t c", "a b c"), ("\x1b[31mred", "\ufffd[31mred"), ("\x85x\u2028y", "x y"), ("\ud800", "\ufffd")],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
