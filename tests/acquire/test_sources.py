"""What is said of a document beside its text: what is taken, what is left out, and that nothing is so in silence."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.acquire.sources import Source, items, source

TEXT = "The minister said on Thursday that Norway will buy two frigates from a yard in Scotland."


def line_of(tmp_path: Path, said: dict[str, Any]) -> Source:
    """The source of a line of JSON Lines that says this of the text."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, **said}), "utf-8")
    return source(next(iter(items([str(path)]))))


LEFT_OUT = [
    ("a number as address", {"url": 5}, "field-unknown", "url 5 is no text; left out"),
    ("a list as title", {"title": ["x"]}, "field-unknown", "title ['x'] is no text; left out"),
    ("a number as publisher", {"publisher": 7}, "field-unknown", "publisher 7 is no text; left out"),
    ("nothing as series", {"series": 0}, "field-unknown", "series 0 is no text; left out"),
    ("false as language", {"language": False}, "field-unknown", "language False is no text; left out"),
    ("the number nought as date", {"published": 0}, "date-unknown", "published 0 is no date that is known; left out"),
    ("false as date", {"published": False}, "date-unknown", "published False is no date that is known; left out"),
    ("a number as date", {"published": 20250101}, "date-unknown", "20250101 is no date that is known; left out"),
    ("a day that is none", {"published": "2025-02-30"}, "date-unknown", "'2025-02-30' is no date that is known"),
    ("nought as kind", {"kind": 0}, "kind-unknown", "kind 0 is none of news, "),
    ("another kind", {"kind": "poem"}, "kind-unknown", "kind 'poem' is none of news, "),
    ("a list without end", {"title": [[["x" * 900]]]}, "field-unknown", "xxx is no text; left out"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "code", "message"), [row[1:] for row in LEFT_OUT], ids=[row[0] for row in LEFT_OUT])
def test_what_cannot_be_used_is_a_finding(tmp_path: Path, said: dict[str, Any], code: str, message: str) -> None:
    found = line_of(tmp_path, said)
    assert found.document is not None
    assert found.document.text == TEXT
    (finding,) = found.findings
    assert finding.code == code
    assert message in finding.message
    assert len(finding.message) < 160


NOTHING: list[Any] = [None, "", "  ", [], {}]


def test_what_says_nothing_is_passed_over(tmp_path: Path) -> None:
    for nothing in NOTHING:
        names = ("url", "title", "publisher", "language", "series", "published", "kind")
        found = line_of(tmp_path, dict.fromkeys(names, nothing) | {"other": 5})
        assert found.document is not None
        assert (found.document.url, found.document.published, found.findings) == (None, None, ())


def test_what_is_said_is_the_documents(tmp_path: Path) -> None:
    said = {"url": " https://m.example/1 ", "title": "Two", "published": "2025-03-03T19:30:00-05:00", "kind": "news"}
    found = line_of(tmp_path, said)
    assert found.document is not None
    assert (found.document.url, found.document.title, found.findings) == ("https://m.example/1", "Two", ())
    assert (found.document.published, found.document.kind) == ("2025-03-03", "news")


def test_a_list_as_deep_as_can_be_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    for deep in (100, 400, 700, 900, 1_000, 5_000, 100_000):
        path.write_text(f'{{"text": "{TEXT}", "title": {"[" * deep}{"]" * deep}}}', "utf-8")
        found = source(next(iter(items([str(path)]))))
        assert found.problem is not None or [one.code for one in found.findings] == ["field-unknown"]


def test_lines_may_be_called_anything(tmp_path: Path) -> None:
    """But of a folder a .json file says something of the one beside it."""
    path = tmp_path / "export.json"
    path.write_text(f'{{"text": "{TEXT}"}}\n\n{{"text": 5}}\n', "utf-8")
    assert [one.name for one in items([str(path)])] == [f"{path}:1", f"{path}:3"]
    (tmp_path / "a.txt").write_bytes(path.read_bytes())
    assert [one.name for one in items([str(tmp_path)])] == [f"{tmp_path / 'a.txt'}:1", f"{tmp_path / 'a.txt'}:3"]
    path.write_text(f'[{{"text": "{TEXT}"}}]', "utf-8")
    assert [one.name for one in items([str(path)])] == [str(path)]
