"""What is to be watched, as the file says it; whatever is wrong with it is one line that says what to do."""

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.watch.plan import EXAMPLE, plan_in, plan_of, seconds

FEED = {"feed": "https://news.example/rss.xml"}


def test_a_plan_says_what_is_watched_and_how_often(tmp_path: Path) -> None:
    """Everything that may stand in the file."""
    path = tmp_path / "onrecord.toml"
    path.write_text(
        'db = "mine.db"\nevery = "30m"\nrecheck = ["6h", "1h"]\n\n[[watch]]\nfeed = "https://News.example/rss.xml#x"\n'
        'publisher = "Example News"\nkind = "news"\n\n[[watch]]\npages = "https://mod.example/news"\nevery = "2h"\n'
        'matching = "https://mod.example/news/*"\nseries = "mod"\nsince = "2026-01-31"\nnewest = 7\n',
        "utf-8",
    )
    plan = plan_in(path)
    one, other = plan.watched
    assert (plan.db, plan.recheck) == ("mine.db", (3600.0, 21_600.0))
    assert (one.kind, one.url, one.every) == ("feed", "https://news.example/rss.xml", 1800.0)
    assert one.said == {"publisher": "Example News", "kind": "news"}
    assert (other.kind, other.every, other.matching, other.since) == (
        "pages", 7200.0, "https://mod.example/news/*", "2026-01-31",
    )  # fmt: skip
    assert (other.newest, other.said) == (7, {"series": "mod"})


def test_the_example_is_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.toml"
    for mark in ("", "\ufeff"):  # which some editors put before a text that they save as UTF-8
        path.write_text(mark + EXAMPLE, "utf-8")
        assert len(plan_in(path).watched) == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "lacks `watch`"),
        ({"watch": []}, "watches nothing; add"),
        ({"watch": FEED}, "[watch] has one pair of brackets; each list begins with [[watch]]"),
        ({"watch": [{}]}, "watch 1: give one of feed, sitemap and pages"),
        ({"watch": [FEED, {**FEED, "pages": "https://a.example"}]}, "watch 2: give one of feed, sitemap and pages"),
        ({"watch": [{"fed": "https://a.example"}]}, "watch 1: has no setting `fed`"),
        ({"watch": [FEED], "evry": "1h"}, "has no setting `evry`"),
        ({"watch": [{"feed": 5}]}, 'watch 1.feed: is a number; write feed = "words"'),
        ({"watch": [FEED], "every": 30}, 'onrecord.toml: every: is a number; write every = "15m"'),
        ({"watch": [FEED], "recheck": "1h"}, 'recheck: is words in quotes; write recheck = ["1h", "1d"]'),
        ({"watch": [{**FEED, "newest": "20"}]}, "watch 1.newest: is words in quotes; write newest = 200"),
        ({"watch": [{"feed": "news.example"}]}, "watch 1: news.example is no address of the web"),
        ({"watch": [{"feed": "file:///etc/passwd"}]}, "is no address of the web"),
        ({"watch": [{**FEED, "every": "soon"}]}, "watch 1: every 'soon' is no time; give 90s, 15m, 6h or 7d"),
        ({"watch": [FEED], "every": "0m"}, "every '0m' is no time"),
        ({"watch": [{**FEED, "every": "10s"}]}, "every 10 s is too often for a server"),
        ({"watch": [FEED], "recheck": ["1 h"]}, "recheck '1 h' is no time"),
        ({"watch": [{**FEED, "kind": "novel"}]}, "kind 'novel': no such kind; give one of news"),
        ({"watch": [{**FEED, "since": "2026"}]}, "since '2026' is no day; give 2026-01-31"),
        ({"watch": [{**FEED, "matching": "*a" * 30}]}, "watch 1: matching: a glob has at most"),
        ({"watch": [{**FEED, "newest": 0}]}, "newest is 0; give 1 or more"),
        ({"watch": [FEED, {"feed": "https://NEWS.example:443/rss.xml"}]}, "rss.xml is watched twice; leave out one"),
    ],
)
def test_what_is_wrong_is_one_line(said: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan_of(said)
    told = str(caught.value)
    assert message in told
    assert told.startswith("onrecord.toml: ")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("bytes_", "message"), [(b"[[watch", "is no TOML"), (b"\xff", "is no TOML"), (None, "no such file; write one")]
)
def test_a_file_that_is_none(tmp_path: Path, bytes_: bytes | None, message: str) -> None:
    path = tmp_path / "onrecord.toml"
    if bytes_ is not None:
        path.write_bytes(bytes_)
    with pytest.raises(UsageError, match=message):
        plan_in(path)


def test_a_day_needs_no_quotes(tmp_path: Path) -> None:
    """TOML has days of its own."""
    path = tmp_path / "onrecord.toml"
    path.write_text(EXAMPLE + "since = 2026-01-31\n", "utf-8")
    assert plan_in(path).watched[0].since == "2026-01-31"


def test_times() -> None:
    assert [seconds(one) for one in ("90s", "15m", "6h", "7d")] == [90, 900, 21_600, 604_800]
