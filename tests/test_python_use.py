"""`import onrecord` and `onrecord.read`."""

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

TEXT = "Defence Minister Park Ji-won said on Monday that South Korea will build two ships for Peru."


def test_importing_is_cheap() -> None:
    code = "import sys, onrecord; sys.exit(bool({'spacy', 'msgspec', 'yaml', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_everything_promised_is_there() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__name__ == name
    assert not hasattr(onrecord, "nothing")


def test_a_text_and_its_file_give_the_same_records(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    said = onrecord.read(TEXT, published="2024-03-05", publisher="The Example", kind="news")
    filed = onrecord.read(tmp_path / "a.txt", published="2024-03-05", publisher="The Example", kind="news")
    assert isinstance(said, onrecord.Reading)
    said.check()
    assert (said.statements, said.events, said.acts) == (filed.statements, filed.events, filed.acts)
    assert said.statements[0].actor == ("Park Ji-won",)
    assert filed.document.source == str(tmp_path / "a.txt")
    assert said.document.published == "2024-03-05"


@pytest.mark.parametrize("given", ["", "  \n", "missing.txt", "http://127.0.0.1:9/a", Path("missing")])
def test_what_cannot_be_read_is_a_read_error(given: str | Path) -> None:
    with pytest.raises(onrecord.ReadError):
        onrecord.read(given)


def test_a_text_in_which_nothing_is_found_says_so() -> None:
    assert [finding.code for finding in onrecord.read("A quiet day.").findings] == ["nothing-found"]


def test_lone_surrogates_and_controls_are_read() -> None:
    reading = onrecord.read(f"\ud800{TEXT}\x00\u202e {TEXT} \udfff")
    reading.check()
    assert reading.statements
