"""The crawl that is made to be measured: its pages are distinct, all there, and read as what they were made of."""

import json
from pathlib import Path

import pytest
from bench.archives import crawl

from onrecord.acquire.html import read_page
from onrecord.acquire.warc import counted, pages

TEXT = "{} will build ships for Peru.\n\nIts minister said so in Lima on Monday.\n\nPeru is to pay {} million dollars."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder of five texts of our own, and two saved pages."""
    for corpus in ("news-mix", "rok-us", "other-alliances"):
        (tmp_path / "corpus" / corpus).mkdir(parents=True)
    for number, name in enumerate(("Norland", "Sudland", "Westland", "Eastland", "Midland")):
        path = tmp_path / "corpus" / "news-mix" / f"{name}.txt"
        path.write_text(TEXT.format(name, number + 2), "utf-8")
        path.with_suffix(".json").write_text(json.dumps({"title": f"Ships of {name}", "published": "2025-03-04"}))
    (tmp_path / "html").mkdir()
    for name in ("a", "b"):
        (tmp_path / "html" / f"{name}.html").write_text(f"<html><body><p>Page {name}.</p></body></html>")
    return tmp_path


def test_a_crawl_has_distinct_pages_that_are_read_as_their_texts(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(crawl(folder, 30)))
    found = [one.page for one in pages(str(path)) if one.page]
    assert counted(str(path)).pages == len(found) == 30
    assert len({one.data for one in found}) == len({one.url for one in found}) == 30
    assert counted(str(path)).passed["captured again, without saying as what"] == 3
    read = read_page(next(one.data for one in found if b"Ships of Norland" in one.data))
    assert read.text.endswith(TEXT.format("Norland", 2))
    assert read.about.published == "2025-03-04"
    assert b"".join(crawl(folder, 30)) == path.read_bytes()
