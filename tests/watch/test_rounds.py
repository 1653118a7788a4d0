"""Rounds over a site of our own: what is new and what was edited is added once, whatever servers do."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bench.hostile import MISSING, Site, moved, page
from bench.newsroom import KINDS, Newsroom
from bench.watching import compared, polled
from sqlalchemy import select

from onrecord.acquire.guard import Fetched, Guard, Limits
from onrecord.store import tables as t
from onrecord.store.adding import How
from onrecord.store.opened import Store, open_store
from onrecord.watch.beside import beside
from onrecord.watch.plan import plan_of
from onrecord.watch.rounds import Round, Told
from onrecord.watch.state import GONE_TRIES, LONGEST, TRIES, waits
from tests.conftest import new_store

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
FIRM = "Norway pledged to deliver three frigates to Denmark by 2030. “We shall keep to the date,” Tore Sandvik said."
SOFT = "Norway could consider delivering two frigates to Denmark by 2032. “We look into it,” Tore Sandvik said."


def html(words: str, title: str = "Frigates") -> bytes:
    """A page with an article."""
    body = f"<article><h1>{title}</h1><p>{words}</p><p>The ministry of defence in Oslo gave no details.</p></article>"
    return page(
        f"<!doctype html><html><head><title>{title}</title></head><body>{body}".encode(), Content_Type="text/html"
    )


def rss(*paths: str, note: str = "") -> bytes:
    """A feed of pages."""
    items = "".join(f"<item><title>{path}{note}</title><link>{path}</link></item>" for path in paths)
    return page(f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode())


class World:
    """A site whose answers a test changes, a store, and the rounds that a test has begin at times of its own."""

    def __init__(self, folder: Path, **said: Any):
        self.answers: dict[str, bytes] = {}
        self.site = Site(lambda target, _headers: [self.answers.get(target, MISSING)])
        self.store: Store = new_store(folder / "world.db")
        self.plan = plan_of({"recheck": ["1h", "1d"], **said, "watch": [{"feed": f"{self.site.url}/rss"}]})
        self.heard: list[Told] = []

    def round(self, after: timedelta = timedelta(), all_due: bool = False) -> dict[str, int]:
        """How often what became of lists and pages, so long after noon."""
        guard = Guard(Limits(pause=0.0, total=4.0))

        def ask(url: str, local: bool, *, etag: str | None = None, modified: str | None = None) -> Fetched:
            return guard.fetch(url, allow_private=local, etag=etag, modified=modified)

        return dict(
            Round(self.store, self.plan, How("rules"), ask, NOON + after).go(self.heard.append, all_due=all_due)
        )

    def asked(self, path: str) -> int:
        """How often the site was asked for a path."""
        return sum(target == path for target, _ in self.site.requests)

    def rows(self, table: Any) -> list[Any]:
        """All rows of a table."""
        with self.store.reading() as connection:
            return list(connection.execute(select(table)).all())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world of one feed."""
    made = World(tmp_path)
    with made.site:
        yield made
    made.store.close()


def hours(number: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=number)


def test_new_pages_are_added_and_known_ones_not_asked_again(world: World) -> None:
    """Lists are asked when they are due; pages when they are new or to be looked at again."""
    world.answers = {"/rss": rss("/a", "/b"), "/a": html(FIRM), "/b": html(SOFT, "Boats")}
    assert world.round() == {"asked": 1, "added": 2}
    assert world.round(hours(0.1)) == {}
    assert world.round(hours(0.3)) == {"asked": 1}
    assert (world.asked("/rss"), world.asked("/a")) == (2, 1)
    assert world.round(hours(1.1)) == {"asked": 1, "known": 2}
    assert len(world.rows(t.appearance)) == 2


def test_an_edit_is_found_whether_the_list_tells_it_or_not(world: World) -> None:
    """At once where the feed says something else of the page, else when the page is looked at again."""
    world.answers = {"/rss": rss("/a", "/b"), "/a": html(FIRM), "/b": html(FIRM.replace("three", "five"))}
    world.round()
    world.answers |= {"/rss": rss("/a", "/b", note=" (updated)"), "/a": html(SOFT)}
    assert world.round(hours(0.3)) == {"asked": 1, "edited": 1, "known": 1}
    world.answers["/b"] = html(SOFT.replace("two", "five"))
    assert world.round(hours(0.6)) == {"asked": 1}
    assert world.round(hours(1.1))["edited"] == 1


def test_what_fails_is_asked_later_and_later_and_stops_nothing(world: World) -> None:
    """A page that fails is due again after a quarter of an hour, and then after twice that."""
    world.answers = {"/rss": rss("/a", "/b"), "/a": page(b"", "500 Internal Server Error"), "/b": html(SOFT)}
    assert world.round() == {"asked": 1, "failed": 1, "added": 1}
    assert "failed" not in world.round(hours(0.2))
    assert world.round(hours(0.26))["failed"] == 1
    assert "failed" not in world.round(hours(0.6))
    world.answers["/a"] = html(FIRM)
    assert world.round(hours(0.8))["added"] == 1
    assert world.rows(t.page)[0].problem is None


def test_a_page_that_is_gone_is_given_up_and_told(world: World) -> None:
    """After some tries, for it may have been listed before it was there."""
    world.answers = {"/rss": rss("/a")}
    tries = [world.round(hours(24 * number)) for number in range(GONE_TRIES + 1)]
    assert [one.get("failed", 0) for one in tries] == [1] * (GONE_TRIES - 1) + [0, 0]
    assert [one.get("gone", 0) for one in tries] == [0] * (GONE_TRIES - 1) + [1, 0]
    assert "404 Not Found" in str(world.heard[-2].message)


@pytest.mark.parametrize(
    "instead",
    [html("This page is not here.", "Page not found"), html("Wait.", "Just a moment..."), moved("/")],
)
def test_what_stands_in_place_of_a_page_is_no_edit_of_it(world: World, instead: bytes) -> None:
    """Servers answer 200 with a page that says that there is none, or lead to their front page."""
    world.answers = {"/rss": rss("/a"), "/a": html(FIRM), "/": html("News of today. Much has happened.", "Post")}
    world.round()
    world.answers["/a"] = instead
    assert world.round(hours(1.1))["failed"] == 1
    assert len(world.rows(t.document)) == 1
    world.answers["/a"] = html(FIRM)
    assert world.round(hours(1.5))["known"] == 1


@pytest.mark.parametrize(
    "title",
    ["Access denied to aid convoys, says UN", "Not found guilty: minister cleared", "404 squadron flies to Denmark",
     "Just a moment of silence in Oslo", "Article not ratified by parliament", "File no longer secret after vote"],
)  # fmt: skip
def test_articles_whose_titles_begin_as_errors_do_are_read(world: World, title: str) -> None:
    """What makes it an error page is that nothing else follows than the name of the site."""
    world.answers = {"/rss": rss("/a"), "/a": html(FIRM, title)}
    assert world.round() == {"asked": 1, "added": 1}


def test_a_page_at_the_query_of_a_front_page_is_one(world: World) -> None:
    """Where articles are at /?p=12, and a feed's own address leads there."""
    world.answers = {"/rss": rss("/go/a"), "/go/a": moved("/?p=12"), "/?p=12": html(FIRM)}
    assert world.round() == {"asked": 1, "added": 1}


def test_a_host_that_does_not_answer_is_left_for_later(tmp_path: Path) -> None:
    """After some pages in a row; the lists are not kept waiting for all of them."""
    world = World(tmp_path)
    with world.site, world.store:
        world.answers = {"/rss": rss(*(f"/{number}" for number in range(9)))}
        world.answers |= {f"/{number}": b"nothing that is HTTP\r\n\r\n" for number in range(9)}
        assert world.round() == {"asked": 1, "failed": 3, "later": 6}


def test_pages_added_later_on_the_day_of_a_sitemap_are_found(tmp_path: Path) -> None:
    """An index that tells days alone is asked anew until its day is over."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    world = World(tmp_path)
    where = world.site.url
    world.plan = plan_of({"watch": [{"sitemap": f"{where}/index"}], "recheck": []})
    index = (
        f"<sitemapindex {space}><sitemap><loc>{where}/s1</loc><lastmod>2026-03-03</lastmod></sitemap></sitemapindex>"
    )

    time = "<lastmod>2026-03-03</lastmod>"

    def map_of(*paths: str) -> bytes:
        return page(
            f"<urlset {space}>{''.join(f'<url><loc>{where}{one}</loc>{time}</url>' for one in paths)}</urlset>".encode()
        )

    with world.site, world.store:
        world.answers = {"/index": page(index.encode()), "/s1": map_of("/a"), "/a": html(FIRM), "/b": html(SOFT)}
        assert world.round()["added"] == 1
        world.answers["/s1"] = map_of("/a", "/b")
        assert world.round(hours(0.5))["added"] == 1
        # When a page last changed is not when it was published.
        assert [one.published for one in world.rows(t.reading)] == [None, None]


def test_a_list_that_fails_is_told_and_comes_back(world: World) -> None:
    """Whatever it gives in place of a feed; it keeps its pages."""
    world.answers = {"/rss": rss("/a"), "/a": html(FIRM)}
    world.round()
    world.answers["/rss"] = html("We are busy.", "Sorry")
    assert world.round(hours(0.3)) == {"list failed": 1}
    assert "gives no feed just now" in str(world.heard[-1].message)
    world.answers["/rss"] = rss("/a", "/b")
    world.answers["/b"] = html(SOFT)
    assert world.round(hours(0.4)) == {}
    assert world.round(hours(0.6))["added"] == 1


def test_a_sitemap_that_failed_is_asked_again_in_its_own_time(tmp_path: Path) -> None:
    """However often the index that names it is asked; and what it names on other sites is told."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    world = World(tmp_path)
    where = world.site.url
    world.plan = plan_of({"watch": [{"sitemap": f"{where}/index"}], "recheck": [], "every": "1h"})
    index = f"<sitemapindex {space}><sitemap><loc>{where}/s1</loc></sitemap></sitemapindex>"
    with world.site, world.store:
        world.answers = {"/index": page(index.encode())}
        tries = [world.round(hours(at)).get("list failed", 0) for at in range(12)]
        assert tries[:3] == [1, 1, 1]
        assert sum(tries) < 10
        elsewhere = f"<loc>{where}/a</loc></url><url><loc>https://other.example/b</loc>"
        world.answers["/s1"] = page(f"<urlset {space}><url>{elsewhere}</url></urlset>".encode())
        world.answers["/a"] = html(FIRM)
        assert world.round(hours(20))["added"] == 1
        assert any("/s1: 1 of its addresses is left out" in str(one.message) for one in world.heard)


def test_a_glob_that_fits_nothing_is_told(tmp_path: Path) -> None:
    """Else a list would be watched for nothing."""
    world = World(tmp_path)
    lists = [{"feed": f"{world.site.url}/rss", "since": "2026-01-01"}, {"pages": f"{world.site.url}/list"}]
    world.plan = plan_of({"watch": [{**one, "matching": "https://*/defence/*"} for one in lists]})
    world.answers = {"/rss": rss("/a", "/b"), "/list": html("<a href='/2026/03/ships'>Ships</a>")}
    with world.site, world.store:
        assert world.round() == {"asked": 2, "remark": 2}
        heard = sorted(str(one.message) for one in world.heard if one.what == "remark")
        assert "links to nothing that fits matching = 'https://*/defence/*'; compare" in heard[0]
        assert "none of its 2 pages fits matching = 'https://*/defence/*'; compare" in heard[1]


def test_other_settings_count_though_the_list_has_not_changed(tmp_path: Path) -> None:
    """Its server is asked for all of it again, and of what fits now the newest are taken."""
    world = World(tmp_path)
    whole = rss("/5", "/6", "/7", "/a/8").replace(b"\r\n\r\n", b'\r\nETag: "1"\r\n\r\n', 1)
    unchanged = page(b"", "304 Not Modified", ETag='"1"')
    world.answers = {f"/{name}": html(FIRM.replace("three", name)) for name in ("5", "6", "7", "a/8")}
    world.site.answer = lambda target, headers: [
        (unchanged if "if-none-match" in headers else whole) if target == "/rss" else world.answers.get(target, MISSING)
    ]
    done = []
    with world.site, world.store:
        for number, matching in enumerate(("*/b/*", "*/a/*", "*", "*")):
            watched = {"feed": f"{world.site.url}/rss", "newest": 2, "matching": matching}
            world.plan = plan_of({"watch": [watched], "recheck": []})
            done.append(world.round(hours(number)))
    assert done == [
        {"asked": 1, "remark": 1},
        {"asked": 1, "added": 1},
        {"asked": 1, "added": 2, "remark": 1},
        {"asked": 1},
    ]


def test_of_a_long_list_the_newest_are_taken_and_the_others_told(tmp_path: Path) -> None:
    """Those that a list has at first; later all that are new."""
    world = World(tmp_path)
    world.plan = plan_of({"watch": [{"feed": f"{world.site.url}/rss", "newest": 2}], "recheck": []})
    world.answers = {f"/{name}": html(FIRM.replace("three", name)) for name in ("5", "6", "7", "8")}
    with world.site, world.store:
        world.answers["/rss"] = rss("/5", "/6", "/7")
        assert world.round() == {"asked": 1, "added": 2, "remark": 1}
        assert "1 older page is left alone" in str(world.heard[-3].message) or "1 older" in str(world.heard)
        world.answers["/rss"] = rss("/8", "/5", "/6", "/7")
        assert world.round(hours(0.3)) == {"asked": 1, "added": 1}


def test_headers_that_cannot_be_sent_back_are_not(world: World) -> None:
    """A server may give anything as its ETag; the next round asks for all of the page."""
    tag = "\u201eone\u201c"
    feed = rss("/a").replace(b"\r\n\r\n", f"\r\nETag: {tag}\r\n\r\n".encode(), 1)
    world.answers = {"/rss": feed, "/a": html(FIRM)}
    world.round()
    assert world.round(hours(0.3)) == {"asked": 1}


def test_pages_on_local_addresses_are_fetched_for_local_lists_alone(world: World) -> None:
    """What a public feed names may not lead into our own network, whatever the user allows."""
    asked: list[tuple[bool, str | None, str | None]] = []

    def ask(url: str, local: bool, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        asked.append((local, etag, modified))
        return Fetched(url, 200, {}, rss("/a").partition(b"\r\n\r\n")[2], None, None, "", local=False)

    Round(world.store, world.plan, How("rules"), ask, NOON).go(world.heard.append)
    assert asked == [(True, None, None), (False, None, None)]


@pytest.mark.parametrize(("failures", "asked", "seconds"), [
    (1, None, 900), (2, None, 1800), (4, None, 7200), (TRIES, None, LONGEST), (1, 3600, 3600), (1, 1e9, LONGEST),
])  # fmt: skip
def test_how_long_is_waited(failures: int, asked: float | None, seconds: float) -> None:
    assert waits(failures, asked=asked) == seconds


def test_a_round_that_is_stopped_is_gone_on_with(world: World) -> None:
    """What was added stays; the rest is due still, and nothing is asked twice."""
    world.answers = {"/rss": rss(*(f"/{name}" for name in "abcdef"))}
    world.answers |= {f"/{name}": html(f"{FIRM} It is the {number}. ship.") for number, name in enumerate("abcdef")}

    def stop(one: Told) -> None:
        world.heard.append(one)
        if sum(told.what == "added" for told in world.heard) == 2:
            raise KeyboardInterrupt

    guard = Guard(Limits(pause=0.0))

    def ask(url: str, local: bool, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        return guard.fetch(url, allow_private=local, etag=etag, modified=modified)

    with pytest.raises(KeyboardInterrupt):
        Round(world.store, world.plan, How("rules"), ask, NOON).go(stop)
    assert len(world.rows(t.document)) == 2
    assert world.round(hours(0.01))["added"] == 4


def test_of_one_host_one_page_is_asked_at_a_time() -> None:
    """And of several at once; what fails unforeseen is raised where the results are taken."""
    busy, most = 0, 0
    lock = threading.Lock()

    def do(url: str) -> str:
        nonlocal busy, most
        with lock:
            busy, most = busy + 1, max(most, busy + 1)
        with lock:
            busy -= 1
        return url

    urls = [f"https://one.example/{number}" for number in range(40)]
    assert list(beside(urls, str, do)) == urls
    assert most == 1
    more = [*urls, *(f"https://{number}.example/" for number in range(9))]
    assert sorted(beside(more, str, do)) == sorted(more)
    with pytest.raises(ZeroDivisionError):
        list(beside(["https://one.example/"], str, lambda _: 1 // 0))


def test_twenty_lists_that_fail_redirect_change_and_lie(tmp_path: Path) -> None:
    """Nothing is missed, nothing doubled; `python -m bench.watching` polls them for two days."""
    room = Newsroom(16, each=2, number=3)
    with room.site, open_store(tmp_path / "room.db") as store:
        told = polled(room, store, 16)
        missed, doubled = compared(room, store)
    assert len(room.lists_of()) == len(KINDS) == 20
    assert (missed, doubled) == ([], [])
    assert told["list failed"] > 3
    assert told["failed"] > 3
