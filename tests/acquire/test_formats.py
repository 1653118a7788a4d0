"""Formats are told by content first, by name second."""

import zipfile
from io import BytesIO

import pytest

from onrecord.acquire.formats import from_bytes
from onrecord.errors import ReadError
from tests.acquire.paper import pdf, set_in
from tests.acquire.word import document, docx, p

SHIPS = "The minister said that Norway will buy two frigates."
PAPER, WORD = pdf([set_in(SHIPS, 60, 700, 300)]), docx(document(p(SHIPS)))
MAIL = b"Received: x\nSubject: y\n\n" + SHIPS.encode()

NAMED = [
    ("a paper", PAPER, "a.pdf"),
    ("a paper by another name", PAPER, "a.txt"),
    ("a paper without a name", PAPER, "standard input"),
    ("a paper behind other bytes", b"\r\n\r\n" + PAPER, "a.bin"),
    ("a Word file", WORD, "a.docx"),
    ("a Word file by another name", WORD, "a.pdf"),
    ("mail", MAIL, "a.eml"),
    ("mail by another name", MAIL, "a.txt"),
    ("Markdown", SHIPS.replace("two", "**two**").encode(), "a.MD"),
    ("text", SHIPS.encode(), "a.txt"),
    ("text by the name of a paper", SHIPS.encode(), "a.pdf"),
    ("text by the name of a Word file", SHIPS.encode(), "a.docx"),
]


@pytest.mark.parametrize(("data", "name"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_each_is_read_by_what_it_is(data: bytes, name: str) -> None:
    document = from_bytes(data, name).document
    assert (document.text, document.source) == (SHIPS, name)
    assert document.source_sha256


def test_a_text_about_papers_is_text() -> None:
    words = f"{SHIPS} A file that begins with %PDF-1.7 is a paper."
    assert from_bytes(words.encode(), "a.txt").document.text == words


def test_other_archives_are_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", SHIPS)
    with pytest.raises(ReadError, match="is a ZIP file"):
        from_bytes(packed.getvalue(), "a.zip")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (
            b'{"text": "Norway will deliver two ships."}\n{"text": "Peru will not."}\n',
            "a.txt",
            "is JSON Lines",
        ),
        (
            b'\xef\xbb\xbf{"text": "Norway will deliver two ships."}',
            "a.jsonl",
            "`onrecord add` takes",
        ),
        (
            b'[\n  {"text": "Norway will deliver two ships."}\n]\n',
            "a.json",
            "is JSON, not a doc",
        ),
        (
            b'[{"text": "Norway will deliver two ships."}]',
            "a.json",
            "is JSON, not a doc",
        ),
        (
            b"text,date\nNorway will deliver two ships.,2026-01-01\n",
            "a.CSV",
            "is a table, not",
        ),
    ],
)
def test_what_a_program_wrote_is_no_text(data: bytes, name: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        from_bytes(data, name)


def test_a_text_that_begins_with_a_bracket_is_text() -> None:
    for words in (f"[Transcript] {SHIPS}", f"{{Embargoed}} {SHIPS}"):
        assert from_bytes(words.encode(), "a.txt").document.text == words
