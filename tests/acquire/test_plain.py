"""Bytes to documents: encodings, and what is refused in one line."""

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.plain import LIMIT, Acquired, from_bytes, from_text
from onrecord.errors import ReadError
from onrecord.records import Document, document_id

PLAIN = "The minister said “Seoul will buy ten jets” at the café on Tuesday."

ENCODED = [
    ("utf-8", PLAIN.encode(), []),
    ("utf-8 with mark", b"\xef\xbb\xbf" + PLAIN.encode(), []),
    ("utf-16", PLAIN.encode("utf-16"), []),
    ("utf-16 big end first", b"\xfe\xff" + PLAIN.encode("utf-16-be"), []),
    ("utf-32", PLAIN.encode("utf-32"), []),
    ("utf-32 big end first", b"\0\0\xfe\xff" + PLAIN.encode("utf-32-be"), []),
    ("windows-1252", PLAIN.encode("cp1252"), ["encoding-guessed"]),
]


@pytest.mark.parametrize(("name", "data", "codes"), ENCODED, ids=[name for name, _, _ in ENCODED])
def test_encodings(name: str, data: bytes, codes: list[str]) -> None:
    document, findings, _ = from_bytes(data, name)
    assert document.text == PLAIN
    assert document.id == document_id(PLAIN)
    assert document.source == name
    assert document.source_sha256 == hashlib.sha256(data).hexdigest()
    assert document.published is None
    assert [finding.code for finding in findings] == codes


def test_bytes_that_windows_1252_has_no_character_for_are_told() -> None:
    """Five of its bytes mean nothing; what stood there is lost, so it is said where."""
    acquired = from_bytes(b"The caf\xe9 owner said \x81 that he agreed to the plan.", "a.txt")
    assert [finding.code for finding in acquired.findings] == ["encoding-guessed", "characters-replaced"]
    assert acquired.document.text[acquired.document.text.index("\ufffd") - 5 :][:7] == "said \ufffd "


REFUSED = [
    ("nothing", b"", "holds no text"),
    ("white space", b" \r\n\t \n", "holds no text"),
    ("a mark alone", b"\xef\xbb\xbf", "holds no text"),
    ("digits", b"12 345\n6,7\n", "holds no words"),
    ("machine code", bytes(range(256)) * 8, "is binary"),
    ("zeros", b"\0" * 4096, "is binary"),
    ("zip", b"PK\x03\x04" + b"abc" * 30, "is a ZIP file"),
    ("web page", b"\n<!-- saved --><!doctype html><html><p>The minister said", "is an HTML page"),
    ("too large", b"word " * (LIMIT // 5 + 1), "larger than 20 MB"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refusals_are_one_line_that_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as refused:
        from_bytes(data, "input.txt")
    message = str(refused.value)
    assert message.startswith("input.txt: ")
    assert reason in message
    assert "; " in message or "," in message
    assert "\n" not in message


def test_a_stray_nul_is_read_with_a_finding() -> None:
    document, findings, _ = from_bytes(b"The minister\0 said that Seoul will buy jets.", "a.txt")
    assert "\0" in document.text
    assert [finding.code for finding in findings] == ["control-characters"]
    assert findings[0].anchor
    findings[0].anchor.check(document.text)


def test_one_broken_byte_does_not_spoil_the_others() -> None:
    document, findings, _ = from_bytes(PLAIN.encode() + b" \xe9\n" + PLAIN.encode(), "a.txt")
    assert document.text.startswith(PLAIN)
    assert [finding.code for finding in findings] == ["characters-replaced"]


def test_line_ends_are_kept() -> None:
    assert (
        from_bytes(b"Seoul agreed.\r\nTokyo did not.\r", "a.txt").document.text == "Seoul agreed.\r\nTokyo did not.\r"
    )


def document_or_line(make: Callable[[], Acquired]) -> Document | str:
    """The document, or the one line that says why there is none."""
    try:
        return make().document
    except ReadError as error:
        return str(error)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_document_or_one_line(data: bytes) -> None:
    made = document_or_line(lambda: from_bytes(data, "a.txt", any_language=True))
    assert "\n" not in made if isinstance(made, str) else made.id == document_id(made.text)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_a_document_or_one_line(text: str) -> None:
    made = document_or_line(lambda: from_text(text, any_language=True))
    assert "\n" not in made if isinstance(made, str) else made.text == text
