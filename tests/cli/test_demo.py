"""`onrecord demo` and the samples."""

import re
from collections import Counter

from onrecord.acquire.sources import items, source
from onrecord.reader import read_bytes
from onrecord.samples import samples
from tests.cli.command import run
from tests.conftest import ROOT


def test_the_demo_reads_one_document_and_shows_the_ledger_of_all() -> None:
    done = run("demo")
    assert (done.returncode, done.stderr) == (0, "")
    shown = [" ".join(line.split()) for line in done.stdout.splitlines()]
    parts = [
        "One document: whom it commits to what",
        "Netherlands and Denmark promise F-16 fighters to Ukraine",
        next(line for line in shown if line.startswith("The ledger: 12 documents, ")),
        "Words that became weaker",
        "One commitment from act to act",
        next(line for line in shown if line.startswith("transfer wartime operational control")),
    ]
    assert [shown.index(part) for part in parts] == sorted(shown.index(part) for part in parts)
    assert re.fullmatch(r"The ledger: 12 documents, \d+ statements, \d+ events, \d+ acts; .*", parts[2])
    ledger, weaker, one = (
        " ".join(shown[shown.index(start) : shown.index(end)])
        for start, end in ((parts[2], parts[3]), (parts[3], parts[4]), (parts[4], shown[-1]))
    )
    for words in ("Ukraine", "pledged", "in progress", "softened", "Acts"):
        assert words in ledger
    assert re.search(r"2025-06-12 United States: \w+ sell Australia three Virginia-class submarines", weaker)
    for words in ("agreed →", "delayed", "Security Consultative Meeting, Seoul 2025", "Independent origins: 2"):
        assert words in one
    assert shown[-1].startswith("Your own: onrecord read FILE onrecord add FOLDER")
    assert not (ROOT / "onrecord.db").exists()


def test_the_samples_are_short_documents_of_three_kinds_in_the_order_of_time() -> None:
    known = samples()
    assert Counter(sample.kind for sample in known) == {"news": 7, "communique": 3, "readout": 2}
    assert [sample.published for sample in known] == sorted(sample.published for sample in known)
    assert Counter(sample.series for sample in known if sample.series) == {"Security Consultative Meeting": 2}
    for sample in known:
        assert 120 <= len(sample.data.decode().split()) <= 350
        assert "own words" in sample.note


def test_each_sample_gives_statements_and_acts_that_hold() -> None:
    for sample in samples():
        reading = read_bytes(sample.data, sample.name, published=sample.published, publisher=sample.publisher)
        reading.check()
        assert reading.provenance.kind == sample.kind
        assert reading.statements
        assert len(reading.acts) >= 5
        assert reading.findings == ()


def test_the_samples_are_a_folder_that_can_be_added() -> None:
    found = [source(item) for item in items([str(ROOT / "src/onrecord/samples")])]
    assert [one.problem for one in found] == [None] * 12
    assert all(one.findings == () for one in found)
    assert {one.document.published for one in found if one.document} == {sample.published for sample in samples()}
