"""What is new since a moment: by when the store took it in, not by the day of which it tells."""

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger.changes import WHATS
from onrecord.ledger.commitments import Asked
from onrecord.ledger.digest import digest, until
from onrecord.ledger.news import moment_of, news, quotes
from onrecord.store.opened import open_store
from tests.ledger.test_edits import FIRST, SECOND
from tests.store.test_versions import Capture, at, put

OLD = "LIMA, May 4, 2019 -- Peru agreed with Chile to open a port."


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-11-27T10:00:00Z", "2026-11-27T10:00:00.000000+00:00"),
        ("2026-11-27T10:00", "2026-11-27T10:00:00.000000+00:00"),
        ("2026-11-27T12:00:00+02:00", "2026-11-27T10:00:00.000000+00:00"),
        ("2026-11-27T12:00:00 02:00", "2026-11-27T10:00:00.000000+00:00"),
        ("2026-11-27 10:00:00", "2026-11-27T10:00:00.000000+00:00"),
        ("2026-11-27T10:00:00.123456+00:00", "2026-11-27T10:00:00.123456+00:00"),
        ("2026-11-27", None),
        ("2026", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_moment_is_told_from_a_day(given: str | None, meant: str | None) -> None:
    assert moment_of(given) == meant


@pytest.mark.parametrize("given", ["2026-13-27T10:00:00Z", "2026-11-27T25:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_never_is_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="is no moment"):
        moment_of(given)


def test_what_came_after_a_moment_is_told_once(tmp_path: Path) -> None:
    """An old text that came late is new; what was there is not; of an edited page what the edit did."""
    with open_store(tmp_path / "news.db") as store:
        put(store, [Capture(FIRST, at(1))])
        with store.reading() as connection:
            visit = until(connection)
            assert visit
            assert news(connection, visit, Asked(), WHATS, 50) == ([], False)
        put(store, [Capture(SECOND, at(9)), Capture(OLD, at(9), "https://post.example/port")])
        with store.reading() as connection:
            found, more = news(connection, visit, Asked(), WHATS, 50)
            assert not more
            assert {one.edit for one in found if one.what == "edited"} == {"softened", "added", "removed"}
            assert [one.day for one in found if "port" in one.label] == ["2019-05-04"]
            said = quotes(connection, found)
            assert any(one and "agreed with Chile" in one.exact for one in said)
            assert all((one is None) == (what.act is None) for one, what in zip(said, found, strict=True))
            only, _ = news(connection, visit, Asked(party="Peru"), WHATS, 50)
            assert only
            assert all("Peru" in one.by for one in only)
            last = until(connection)
            assert last
            assert news(connection, last, Asked(), WHATS, 50) == ([], False)
            assert len(digest(connection, visit, most=1).documents) <= 1


def test_it_is_told_that_more_edits_came_than_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "news.db") as store:
        other = "https://post.example/frigates"
        put(store, [Capture(FIRST, at(1)), Capture(f"{FIRST} So he said.", at(1), other)])
        with store.reading() as connection:
            visit = until(connection)
        assert visit
        put(store, [Capture(SECOND, at(8)), Capture(f"{SECOND} So he said.", at(9), other)])
        for most, more, pages in ((2, False, 2), (1, True, 1)):
            monkeypatch.setattr("onrecord.ledger.news.EDITS", most)
            with store.reading() as connection:
                found, are_more = news(connection, visit, Asked(), WHATS, 50)
            assert (are_more, len({one.url for one in found if one.edit})) == (more, pages)
