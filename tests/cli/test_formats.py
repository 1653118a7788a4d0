"""The command reads papers, Word files, mail and Markdown, alone and from a folder."""

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.acquire.paper import pdf, set_in
from tests.acquire.word import document, docx, p
from tests.cli.command import run

WORDS = "Defence Minister Park Ji-won said in {} on Monday that South Korea will build {} patrol ships for Peru."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of each format."""
    mail = EmailMessage()
    mail["Date"], mail["Subject"] = "Tue, 04 Mar 2025 10:00:00 +0000", "Ships"
    mail.set_content(WORDS.format("Seoul", "two"))
    files = {
        "a.eml": bytes(mail),
        "b.pdf": pdf([set_in(WORDS.format("Lima", "three"), 60, 700, 200)], title="A paper"),
        "c.docx": docx(document(p(WORDS.format("Paris", "four")))),
        "d.md": f"---\ndate: 2025-03-05\n---\n{WORDS.format('Rome', '**five**')}".encode(),
        "e.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_each_is_read(folder: Path) -> None:
    done = run(
        "read", *(str(folder / name) for name in ("a.eml", "b.pdf", "c.docx", "d.md")), "--jsonl", "--reader", "rules"
    )
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    papers = [one for one in records if one["record"] == "document"]
    assert [one.get("published") for one in papers] == ["2025-03-04", None, None, "2025-03-05"]
    assert [one.get("title") for one in papers] == ["Ships", "A paper", None, None]
    assert sum(one["record"] == "statement" for one in records) == 4


def test_what_is_given_overrides_what_a_file_says(folder: Path) -> None:
    done = run("read", str(folder / "a.eml"), "--jsonl", "--reader", "rules", "--published", "2024-01-02")
    assert json.loads(done.stdout.splitlines()[0])["published"] == "2024-01-02"


def test_a_folder_is_added(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    done = run("add", str(folder), "--db", str(store), "--reader", "rules", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert "added 4 documents" in done.stdout + done.stderr
