"""`onrecord demo` and the samples."""

from onrecord.reader import read_bytes
from onrecord.samples import samples
from tests.cli.test_read import run


def test_the_demo_prints_who_commits_to_what() -> None:
    done = run("demo")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Netherlands", "Ukraine", "pledge", "agree", "reaffirm", "SSN-AUKUS"):
        assert words in done.stdout


def test_the_samples_are_short_documents_of_three_kinds() -> None:
    assert [sample.kind for sample in samples()] == ["news", "readout", "communique"]
    for sample in samples():
        assert 150 <= len(sample.data.decode().split()) <= 350
        assert "own words" in sample.note


def test_each_sample_gives_records_of_every_kind_that_hold() -> None:
    for sample in samples():
        reading = read_bytes(sample.data, sample.name, published=sample.published, publisher=sample.publisher)
        reading.check()
        assert reading.provenance.kind == sample.kind
        assert reading.statements
        assert len(reading.acts) >= 5
        assert reading.findings == ()
