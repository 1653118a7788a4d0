"""Sitemaps that indexes name: none is asked too often, none is forgotten, whatever the index says of them, or not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from bench.hostile import MISSING, page

from onrecord.store import tables as t
from onrecord.watch.indexes import NAMED, SITEMAPS, Chosen, Named, chosen, is_over, latest
from onrecord.watch.plan import plan_of
from onrecord.watch.state import Memory, after, stamp
from tests.watch.test_rounds import FIRM, NOON, SOFT, World, hours, html, rss

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
DAY = 86_400.0


class Maps(World):
    """A world of one index of sitemaps."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.plan = plan_of({"watch": [{"sitemap": f"{self.site.url}/index"}], "recheck": []})

    def index(self, *maps: str | tuple[str, str], **headers: str) -> bytes:
        """An index of sitemaps, each with when it changed, if that is said."""
        rows = "".join(
            f"<sitemap><loc>{self.site.url}{one}</loc></sitemap>" if isinstance(one, str)
            else f"<sitemap><loc>{self.site.url}{one[0]}</loc><lastmod>{one[1]}</lastmod></sitemap>" for one in maps
        )  # fmt: skip
        return page(f"<sitemapindex {SPACE}>{rows}</sitemapindex>".encode(), **headers)

    def map_of(self, *pages: str) -> bytes:
        """A sitemap of pages, each of which is there, and of a day where one stands behind it."""
        rows = ""
        for one in pages:
            path, _, day = one.partition(" ")
            rows += f"<url><loc>{self.site.url}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
            self.answers[path] = html(FIRM.replace("three", path[1:]), path[1:])
        return page(f"<urlset {SPACE}>{rows}</urlset>".encode())

    def said(self) -> str:
        """What was told, as one text."""
        return "\n".join(str(one.message) for one in self.heard if one.message)


@pytest.fixture
def maps(tmp_path: Path) -> Iterator[Maps]:
    """Such a world."""
    made = Maps(tmp_path)
    with made.site, made.store:
        yield made


def test_a_sitemap_is_asked_when_its_index_says_another_time_than_before(maps: Maps) -> None:
    """An article may be written before we looked and stand there after; our clock has no part in it."""
    maps.answers = {"/index": maps.index(("/s", "2026-03-03T10:01:00Z"))}
    maps.answers["/s"] = maps.map_of("/a")
    assert maps.round() == {"asked": 1, "added": 1}
    assert maps.round(hours(1)) == {"asked": 1}
    maps.answers |= {"/index": maps.index(("/s", "2026-03-03T11:58:00Z")), "/s": maps.map_of("/a", "/b")}
    assert maps.round(hours(2)) == {"asked": 1, "added": 1}
    assert maps.round(hours(3)) == {"asked": 1}
    assert maps.asked("/s") == 2


def test_a_sitemap_that_changed_and_failed_is_asked_again(maps: Maps) -> None:
    """What its index says is remembered of what was had alone."""
    maps.answers = {"/index": maps.index(("/s", "2026-03-03T10:01:00Z"))}
    maps.answers["/s"] = maps.map_of("/a")
    maps.round()
    maps.answers |= {"/index": maps.index(("/s", "2026-03-03T11:58:00Z")), "/s": page(b"", "503 Service Unavailable")}
    assert maps.round(hours(2)) == {"asked": 1, "list failed": 1}
    maps.answers["/s"] = maps.map_of("/a", "/b")
    assert maps.round(hours(3)) == {"asked": 1, "added": 1}


def test_an_index_that_says_no_times_has_its_sitemaps_asked_in_turn(maps: Maps) -> None:
    """The last named first; the others after them, of which it is told; what is added to any of them is found."""
    names = [f"/s{number}" for number in range(30)]
    maps.answers = {"/index": maps.index(*names)}
    for number, name in enumerate(names):
        maps.answers[name] = maps.map_of(f"/{number}")
    assert maps.round() == {"asked": 1, "remark": 1, "added": SITEMAPS}
    assert f"does not say when its 30 sitemaps changed: {SITEMAPS} are asked at a time, in turn" in maps.said()
    assert (maps.asked("/s29"), maps.asked("/s9")) == (1, 0)
    maps.answers["/s29"] = maps.map_of("/29", "/new")
    maps.answers["/s3"] = maps.map_of("/3", "/newer")
    assert maps.round(hours(0.5))["added"] == 12
    maps.answers |= {"/index": maps.index(*names, "/s30"), "/s30": maps.map_of("/30")}
    assert maps.round(hours(1))["added"] == 1
    assert maps.round(hours(1.5)) == {"asked": 1, "remark": 1}
    asked = [maps.asked(name) for name in names]
    assert min(asked) == 2


def test_what_older_sitemaps_hold_is_no_news(maps: Maps) -> None:
    """One that is read later than its index gives what is new in it, and of the rest what the plan takes at first."""
    maps.plan = plan_of({"watch": [{"sitemap": f"{maps.site.url}/index", "newest": 20}], "recheck": []})
    days = [f"2026-{month:02}-01T10:01:00Z" for month in range(1, 3)] + [
        f"2025-{month:02}-01T10:01:00Z" for month in range(1, 13)
    ]
    days += [f"2024-{month:02}-01T10:01:00Z" for month in range(1, 13)]
    names = [(f"/s{number}", day) for number, day in enumerate(days)]
    maps.answers = {"/index": maps.index(*names)}
    for number in range(26):
        maps.answers[f"/s{number}"] = maps.map_of(f"/{number}", f"/{number}b")
    assert maps.round() == {"asked": 1, "added": 20, "remark": 2}
    assert "6 older sitemaps are left alone until they change" in maps.said()
    assert maps.asked("/s14") == 0
    names[14] = ("/s14", "2026-03-03T12:30:00Z")
    maps.answers |= {"/index": maps.index(*names), "/s14": maps.map_of("/14", "/14b 2024-01-01", "/edited 2026-03-03")}
    assert maps.round(hours(1)) == {"asked": 1, "added": 1, "remark": 1}
    assert maps.asked("/edited") == 1
    names.append(("/s26", "2026-03-03T12:40:00Z"))
    maps.answers |= {"/index": maps.index(*names), "/s26": maps.map_of("/26", "/26b 2024-01-01")}
    assert maps.round(hours(2)) == {"asked": 1, "added": 2}


def test_an_index_that_has_not_changed_hides_none_of_its_sitemaps(maps: Maps) -> None:
    """They change, and fail, without it; one that it names no more is asked no more."""
    index = maps.index("/s", "/t", ETag='"1"')

    def answer(target: str, headers: dict[str, str]) -> list[bytes]:
        if target == "/index" and headers.get("if-none-match", "none").encode() in index:
            return [page(b"", "304 Not Modified", ETag=headers["if-none-match"])]
        return [index if target == "/index" else maps.answers.get(target, MISSING)]

    maps.site.answer = answer
    maps.answers["/s"] = page(b"", "500 Internal Server Error")
    maps.answers["/t"] = maps.map_of("/a")
    assert maps.round() == {"asked": 1, "list failed": 1, "added": 1}
    maps.answers["/s"] = maps.map_of("/b")
    assert maps.round(hours(0.5)) == {"asked": 1, "added": 1}
    maps.answers["/t"] = maps.map_of("/a", "/c")
    assert maps.round(hours(1)) == {"asked": 1, "added": 1}
    index = maps.index("/s", ETag='"2"')
    before = maps.asked("/t")
    assert maps.round(hours(2)) == {"asked": 1}
    assert maps.round(hours(3)) == {"asked": 1}
    assert maps.asked("/t") == before


def test_what_is_amiss_in_a_list_is_so_while_it_has_not_changed(maps: Maps) -> None:
    """As `watched` shows it."""
    row = f"<url><loc>{maps.site.url}/a</loc></url><url><loc>https://other.example/b</loc></url>"
    body = page(f"<urlset {SPACE}>{row}</urlset>".encode(), ETag='"1"')
    unchanged = page(b"", "304 Not Modified", ETag='"1"')
    maps.site.answer = lambda target, headers: [
        (unchanged if "if-none-match" in headers else body) if target == "/index" else maps.answers.get(target, MISSING)
    ]
    maps.answers = {"/a": html(FIRM)}
    assert maps.round() == {"asked": 1, "added": 1, "remark": 1}
    assert maps.round(hours(1)) == {"asked": 1}
    assert "1 of its addresses is left out" in maps.rows(t.watched)[0].problem


def test_the_index_is_at_another_address_now(maps: Maps) -> None:
    """Its sitemaps are known, and yet asked: their pages are those of the new list from now on."""
    maps.answers = {"/index": maps.index(("/s", "2026-03-03T10:01:00Z")), "/s": maps.map_of("/a")}
    maps.answers["/a"] = page(b"", "503 Service Unavailable")
    assert maps.round() == {"asked": 1, "failed": 1}
    maps.plan = plan_of({"watch": [{"sitemap": f"{maps.site.url}/new"}], "recheck": []})
    maps.answers |= {"/new": maps.answers["/index"], "/a": html(SOFT)}
    assert maps.round(hours(1)) == {"asked": 1, "added": 1}


def test_more_sitemaps_than_anybody_has_end_no_round(maps: Maps) -> None:
    """Those that are left out are told; the other lists have their round."""
    maps.plan = plan_of({"watch": [{"sitemap": f"{maps.site.url}/index"}, {"feed": f"{maps.site.url}/rss"}]})
    many = maps.index(*(f"/s{number}" for number in range(NAMED + 25_000)))
    maps.answers = {"/index": many, "/rss": rss("/a"), "/a": html(FIRM)}
    for at in (0, 1):
        told = maps.round(hours(at))
        assert (told["asked"], told["list failed"]) == (2, SITEMAPS)
    assert "25,000 of the sitemaps that it names are left out" in maps.said()
    assert len(maps.rows(t.document)) == 1
    assert len(maps.rows(t.watched)) == NAMED + 2


def named(*said: str | None, older: bool = False) -> list[Named]:
    """Sitemaps that an index names, with when they changed."""
    return [Named(f"/{number}", one, "/index", older) for number, one in enumerate(said)]


def urls(found: Chosen) -> list[str]:
    """Which are asked."""
    return [one.url for one, _ in found.asked]


def test_which_sitemaps_are_asked() -> None:
    """New ones, those that changed, and then those that were asked longest ago."""
    then = {f"/{number}": Memory(whole=stamp(NOON), due=after(NOON, -number), named_by="/index") for number in range(4)}
    assert urls(chosen(latest(named(None, None, None, None, None)), then, NOON, DAY)) == ["/4", "/3", "/2", "/1", "/0"]
    later = {url: one._replace(due=after(NOON, 60.0)) for url, one in then.items()}
    assert urls(chosen(latest(named(None, None, None, None, None)), later, NOON, DAY)) == ["/4"]
    wrong = {**then, "/0": then["/0"]._replace(due=after(NOON, 3650 * DAY))}
    assert urls(chosen(latest(named(None, None)), wrong, NOON, DAY)) == ["/0", "/1"]
    said = ["2026-03-01T10:01:00+00:00", "2026-03-02T10:01:00+00:00", None]
    known = {"/0": then["/0"]._replace(changed=said[0]), "/1": then["/1"]._replace(changed="2026-03-01")}
    assert urls(chosen(latest(named(*said)), known, NOON, DAY)) == ["/1", "/2"]
    many = chosen(latest(named(*[said[0]] * 30, older=True)), {}, NOON, DAY)
    assert (len(many.asked), many.alone) == (SITEMAPS, 10)
    late = {one.url: Memory(changed="2026-01-01", due=stamp(NOON), named_by="/index") for one in named(*said * 10)}
    found = chosen(latest(named(*[said[0]] * 30)), late, NOON, DAY)
    assert (len(found.asked), len(found.pending)) == (SITEMAPS, 10)


@pytest.mark.parametrize(("said", "had", "over"), [
    ("2026-03-03", "2026-03-03T12:00:00.000+00:00", False),
    ("2026-03-03", "2026-03-04T08:00:00.000+00:00", False),
    ("2026-03-03", "2026-03-04T12:00:00.000+00:00", True),
    ("2026-03-03T00:00:00+00:00", "2026-03-03T12:00:00.000+00:00", False),
    ("2026-03-03T11:59:00+00:00", "2026-03-03T12:00:00.000+00:00", True),
    ("2026-03-03T12:00:01+00:00", "2026-03-03T12:00:00.000+00:00", False),
    ("2026-03", "2026-03-03T12:00:00.000+00:00", False),
    ("2026-03", "2026-04-03T12:00:00.000+00:00", True),
    ("2026", "2027-01-01T12:00:00.000+00:00", True),
])  # fmt: skip
def test_when_a_sitemap_can_change_no_more_in_the_time_that_is_said(said: str, had: str, over: bool) -> None:
    """A day is over everywhere half a day after it is in UTC."""
    assert is_over(said, had) is over
    assert is_over(said, stamp(NOON + timedelta(days=700)))
