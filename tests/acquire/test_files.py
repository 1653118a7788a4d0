"""Where bytes come from."""

import os
from pathlib import Path

import pytest

from onrecord.acquire.files import bytes_of, file_named
from onrecord.errors import ReadError


def test_a_file_gives_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_bytes(b"\xff\x00words")
    assert bytes_of(str(tmp_path / "a b.txt")) == b"\xff\x00words"


def test_a_pipe_gives_its_bytes() -> None:
    read_end, write_end = os.pipe()
    os.write(write_end, b"Seoul agreed.")
    os.close(write_end)
    assert bytes_of(f"/dev/fd/{read_end}") == b"Seoul agreed."
    os.close(read_end)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("missing.txt", "no such file"),
        ("", "the file name is empty"),
        ("nul\0name.txt", "is no file name"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_opened_is_one_line(source: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        bytes_of(source)


def test_a_folder_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a folder; name its files"):
        bytes_of(str(tmp_path))


def test_a_string_is_a_path_only_if_it_looks_like_one(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("Seoul agreed.")
    named = [str(tmp_path / "note"), "missing.txt", "https://example.org/a"]
    assert [file_named(name) for name in named] == named
    assert file_named(tmp_path / "note") == str(tmp_path / "note")
    words = ["Seoul agreed.", "He said so.\nThen he left.txt", "", "said at https://example.org/a", "x" * 2000]
    assert [file_named(text) for text in words] == [None] * len(words)
