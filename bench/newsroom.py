"""A site of twenty lists whose servers fail, redirect, change and lie, as time goes by in steps of a poll.

Everything follows from a number: two newsrooms of the same number say the same at the same time. Every article carries
a name of its own in its words, by which it is found again wherever it was kept.
"""

import gzip
import json
import random
import threading
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import NamedTuple

from bench.hostile import MISSING, Site, moved, page

BEGIN = datetime(2026, 3, 2, 6, tzinfo=UTC)
STEP = timedelta(minutes=15)
# How each of the twenty behaves. What is not named here behaves.
KINDS = (
    "plain", "etag", "dated", "fails", "breaks off", "is busy", "moved for good", "leads on", "says unchanged",
    "error page", "damaged", "json", "tracks", "shuffles", "repeats", "sitemap", "sitemaps", "pages", "not found first",
    "changes around",
)  # fmt: skip
WINDOW = 30
_YARDS = ("Alda", "Borg", "Calla", "Dorn", "Elva", "Fjord", "Gata", "Holm", "Isla", "Jarl", "Kolm", "Lund", "Mora",
          "Nord", "Osta", "Pell", "Quay", "Rand", "Sund", "Tarn")  # fmt: skip
_VERBS = ("pledged to", "offered to", "agreed to", "postponed its plan to")
_DEEDS = ("build", "repair", "lend", "store", "refuel", "guard", "buy", "paint", "test", "insure")
_THINGS = ("frigates", "howitzers", "radars", "helicopters", "bridges", "barracks", "trucks", "submarines",
           "satellites", "drones", "hangars", "cranes", "tents", "mortars", "balloons", "ferries", "tugs")  # fmt: skip
_STATES = ("Norway", "Denmark", "Japan", "Peru", "Kenya", "Poland", "Chile", "Canada", "Vietnam", "Portugal", "Jordan",
           "Finland", "Ghana", "Estonia", "Brazil", "Austria", "Nepal", "Malta", "Oman", "Fiji")  # fmt: skip
_TOWNS = ("Bergen", "Aarhus", "Kobe", "Callao", "Mombasa", "Gdansk", "Concepcion", "Halifax", "Hue", "Porto", "Aqaba",
          "Turku", "Tema", "Tartu", "Recife", "Graz", "Pokhara", "Sliema", "Salalah", "Suva")  # fmt: skip


class Article(NamedTuple):
    """An article: its list, its number there, the step at which it appears, and those at which it is edited.

    `loud` says whether its list tells of edits.
    """

    place: int
    number: int
    since: int
    edits: tuple[int, ...]
    loud: bool

    @property
    def name(self) -> str:
        """The words that stand in this article alone."""
        return f"{_YARDS[self.place]}-{self.number:03}"

    @property
    def path(self) -> str:
        """Where it is on the site."""
        return f"/{self.place}/2026/03/{self.name.lower()}-is-to-be-delivered"

    def version(self, step: int) -> int:
        """Which version stands at a step: 0 before the first edit."""
        return sum(edit <= step for edit in self.edits)

    def text(self, version: int) -> str:
        """The words of a version, a paragraph a line."""
        chance = random.Random(self.name)
        giver, taker = chance.sample(_STATES, 2)
        deed, thing, town = chance.choice(_DEEDS), chance.choice(_THINGS), chance.choice(_TOWNS)
        verb = _VERBS[version % len(_VERBS)]
        return "\n".join((
            f"{town.upper()}, March {2 + self.since // 96} -- {giver} {verb} {deed} {100 + self.number} {thing} for "
            f"{taker} under the {self.name} programme by {2030 + version}. Its parliament is to vote on the money.",
            f"“What {self.name} gives our {thing} no café talk can take away,” an adviser said in {town}, in the "
            f"{version + 1}. statement on it.",
            f"{taker} welcomed the {self.name} programme. Its forces have asked for {thing} since 2019.",
        ))  # fmt: skip


class Newsroom:
    """The site. `step` is the poll at which it is now; what it does by chance it does by its number."""

    def __init__(self, steps: int, each: int = 12, number: int = 1, lists: int = len(KINDS)):
        chance = random.Random(number)
        self.number, self.step, self.lists = number, 0, lists
        self.articles: list[list[Article]] = []
        for place in range(lists):
            appear = sorted(chance.randrange(0, max(1, steps * 6 // 10)) for _ in range(each))
            self.articles.append([self._article(chance, place, at, since, steps) for at, since in enumerate(appear)])
        self.by_path = {one.path: one for some in self.articles for one in some}
        self._asked: dict[str, int] = {}
        self._lock = threading.Lock()
        self.site = Site(self.answer, everywhere=True)

    def _article(self, chance: random.Random, place: int, number: int, since: int, steps: int) -> Article:
        # An edit that its list does not tell of is found when the page is looked at again, in the first day.
        loud = chance.random() < 0.5 and KINDS[place] != "pages"
        edits: tuple[int, ...] = ()
        if chance.random() < 0.4:
            first = since + chance.randrange(20, 60)
            edits = tuple(at for at in (first, first + 30) if at < steps - 60) if loud else (since + 10,)
            edits = tuple(at for at in edits if loud or steps - since > 100)
        return Article(place, number, since, edits, loud)

    @property
    def now(self) -> datetime:
        """The time of the step."""
        return BEGIN + self.step * STEP

    def lists_of(self) -> list[dict[str, str]]:
        """What is to be watched, as onrecord.toml says it."""
        kinds = {"sitemap": "sitemap", "sitemaps": "sitemap", "pages": "pages"}
        return [
            {kinds.get(KINDS[place], "feed"): f"{self.host(place)}/{place}/list", "publisher": f"{_YARDS[place]} Post"}
            for place in range(self.lists)
        ]

    def host(self, place: int) -> str:
        """Where a list and its pages are: each on a host of its own, for what one asks of us is not another's."""
        return f"http://127.0.1.{place + 1}:{self.site.port}"

    # What the server says

    def answer(self, target: str, headers: dict[str, str]) -> Iterable[bytes]:
        """The answer to a request, by the step at which it comes and how often that was asked before."""
        path = target.partition("?")[0]
        with self._lock:
            asked = self._asked[path] = self._asked.get(path, 0) + 1
        if path == "/robots.txt":
            return [MISSING]
        place = int(path.split("/")[1])
        chance = random.Random(f"{self.number} {path} {self.step} {asked}")
        if path.endswith(("/list", "/list2", "/list3", "/old.xml", "/new.xml.gz")):
            return self._list(place, path, headers, asked, chance)
        if KINDS[place] == "leads on" and path.startswith(f"/{place}/go/"):
            return [moved("/" + "/".join(path.split("/")[3:]), "301 Moved Permanently")]
        article = self.by_path.get(path)
        if article is None or article.since > self.step:
            return [MISSING]
        return self._page(article, headers, asked, chance)

    def _page(self, article: Article, headers: dict[str, str], asked: int, chance: random.Random) -> Iterable[bytes]:
        kind = KINDS[article.place]
        if kind in ("fails", "not found first") and chance.random() < 0.2:
            return [page(b"", "503 Service Unavailable")]
        if kind == "not found first" and asked == 1:
            none = b"<!doctype html><title>Page not found - Post</title><p>The page that you asked for is not here."
            return [page(none, Content_Type="text/html")]
        if kind == "breaks off" and chance.random() < 0.3:
            return [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html><title>Fri"]
        version = article.version(self.step)
        tag = f'"{article.name}-{version}"'
        if kind in ("etag", "says unchanged") and headers.get("if-none-match") == tag:
            return [page(b"", "304 Not Modified", ETag=tag)]
        body = self._html(article, version, chance)
        if kind == "changes around":  # said to be what it is not: browsers read it as it is
            return [page(body.encode("cp1252"), Content_Type="text/html; charset=iso-8859-1")]
        return [page(body.encode(), Content_Type="text/html; charset=utf-8", ETag=tag)]

    def _html(self, article: Article, version: int, chance: random.Random) -> str:
        around = (
            f"<p>{chance.randrange(10_000)} people read this</p>" if KINDS[article.place] == "changes around" else ""
        )
        blank = " " * (1 + chance.randrange(2)) if around else " "
        words = "".join(
            f"<p>{escape(line).replace('. ', '.' + blank)}</p>" for line in article.text(version).split("\n")
        )
        day = (BEGIN + article.since * STEP).isoformat()
        return (
            f"<!doctype html><html lang=en><head><title>{article.name} is to be delivered</title>"
            f'<meta property="article:published_time" content="{day}"></head><body><nav><a href="/">Front page</a>'
            f"</nav><article><h1>{article.name} is to be delivered</h1>{words}</article>"
            f"<footer>{around}</footer></body>"
        )

    def _list(
        self, place: int, path: str, headers: dict[str, str], asked: int, chance: random.Random
    ) -> Iterable[bytes]:
        kind = KINDS[place]
        if kind == "fails" and asked % 3 == 0:
            return [page(b"oh", "500 Internal Server Error")]
        if kind == "is busy" and chance.random() < 0.3:
            return [page(b"", "429 Too Many Requests", Retry_After="1200")]
        if kind == "breaks off" and chance.random() < 0.3:
            return [b""]
        if kind == "error page" and chance.random() < 0.4:
            return [page(b"<!doctype html><html><title>Sorry</title><p>We are busy.", Content_Type="text/html")]
        if kind == "moved for good" and path.endswith("/list"):
            return [moved(f"/{place}/list2", "301 Moved Permanently")]
        if kind == "leads on" and not path.endswith("/list3"):
            return [moved(f"/{place}/list{3 if path.endswith('2') else 2}")]
        listed = [one for one in self.articles[place] if one.since <= self.step][-WINDOW:][::-1]
        if kind == "repeats":  # another's pages, as an aggregator has them
            listed = [one for one in self.articles[0] if one.since <= self.step][-WINDOW:]
        return self._written(place, path, listed, headers, chance)

    def _written(
        self, place: int, path: str, listed: list[Article], headers: dict[str, str], chance: random.Random
    ) -> Iterable[bytes]:
        kind = KINDS[place]
        body = self._body(place, path, listed, chance)
        tag = f'"{zlib.crc32(body):08x}"'
        # A cache before the server that knows of nothing new for hours.
        stale = kind == "says unchanged" and self.step % 24 < 12 and "if-none-match" in headers
        if (kind == "etag" and headers.get("if-none-match") == tag) or stale:
            return [page(b"", "304 Not Modified", ETag=headers["if-none-match"])]
        if kind == "dated":
            last = max((max((one.since, *one.edits)) for one in listed), default=0)
            when = format_datetime(BEGIN + min(last, self.step) * STEP, usegmt=True)
            if headers.get("if-modified-since") == when and not any(one.edits for one in listed):
                return [page(b"", "304 Not Modified")]
            return [page(body, Last_Modified=when, Content_Type="application/rss+xml")]
        media = {"json": "application/feed+json", "pages": "text/html", "error page": "text/html"}
        return [page(body, ETag=tag, Content_Type=media.get(kind, "application/xml"))]

    def _body(self, place: int, path: str, listed: list[Article], chance: random.Random) -> bytes:
        kind = KINDS[place]
        if kind == "json":
            return json.dumps({
                "version": "https://jsonfeed.org/version/1.1", "title": "Post",
                "items": [{"id": one.path, "url": self._link(one, chance), "title": one.name, "content_text": "More.",
                           "date_published": self._time(one.since), "date_modified": self._time(self._said(one))}
                          for one in listed],
            }).encode()  # fmt: skip
        if kind == "pages":
            links = "".join(f'<li><a href="{one.path}">{one.name} is to be delivered</a></li>' for one in listed)
            return f"<!doctype html><title>News</title><main><ul>{links}</ul></main>".encode()
        if kind == "sitemaps" and path.endswith("/list"):
            maps = "".join(
                f"<sitemap><loc>{self.host(place)}/{place}/{name}</loc></sitemap>" for name in ("old.xml", "new.xml.gz")
            )
            return f'<?xml version="1.0"?><sitemapindex xmlns="{_SITEMAP}">{maps}</sitemapindex>'.encode()
        if kind in ("sitemap", "sitemaps"):
            half = {"old.xml": 0, "new.xml.gz": 1}.get(path.rpartition("/")[2])
            mine = [one for one in listed if half is None or one.number % 2 == half]
            body = (
                f'<?xml version="1.0"?><urlset xmlns="{_SITEMAP}">{"".join(map(self._located, mine))}</urlset>'.encode()
            )
            return gzip.compress(body, mtime=0) if path.endswith(".gz") else body
        if kind == "dated":
            return self._atom(listed, chance)
        if kind == "shuffles":
            listed = chance.sample(listed, len(listed)) + listed[:2]
        return self._rss(kind, listed, chance)

    def _rss(self, kind: str, listed: list[Article], chance: random.Random) -> bytes:
        items = "".join(
            f"<item><title>{one.name} is to be delivered</title><link>{escape(self._link(one, chance))}</link>"
            f"<guid>{one.path if kind != 'tracks' else chance.random()}</guid>"
            f"<pubDate>{format_datetime(BEGIN + self._said(one) * STEP)}</pubDate></item>"
            for one in listed
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'
        if kind == "damaged":
            body = body.replace("is to be delivered", "R&D yard's ship is to be delivered").removesuffix(
                "</channel></rss>"
            )
        return body.encode()

    def _atom(self, listed: list[Article], chance: random.Random) -> bytes:
        entries = "".join(
            f'<entry><title>{one.name}</title><id>{one.path}</id><link href="{escape(self._link(one, chance))}"/>'
            f"<published>{self._time(one.since)}</published><updated>{self._time(self._said(one))}</updated></entry>"
            for one in listed
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{entries}</feed>'.encode()

    def _located(self, one: Article) -> str:
        return f"<url><loc>{self.host(one.place)}{one.path}</loc><lastmod>{self._time(self._said(one))}</lastmod></url>"

    def _link(self, one: Article, chance: random.Random, of: int | None = None) -> str:
        if KINDS[one.place] == "tracks":
            return f"{self.host(one.place)}{one.path}?utm_source=rss&utm_campaign={chance.randrange(10**6)}#top"
        if KINDS[one.place] == "leads on":
            return f"{self.host(one.place)}/{one.place}/go{one.path}"
        return f"{self.host(one.place)}{one.path}" if of is None or of != one.place else one.path

    def _said(self, one: Article) -> int:
        """The step at which its list says that an article last changed."""
        edits = [edit for edit in one.edits if edit <= self.step] if one.loud else []
        return max((one.since, *edits))

    def _time(self, step: int) -> str:
        return (BEGIN + step * STEP).isoformat()

    # What is to be found in the end

    def expected(self) -> Iterator[tuple[Article, tuple[int, ...]]]:
        """Each article that has appeared, with the versions that are to be kept, the last of which is to count.

        Every version stands for five hours or more, and an edit that no list tells of is made in the first day.
        """
        for some in self.articles:
            for one in some:
                if KINDS[one.place] != "repeats" and one.since <= self.step:
                    yield one, tuple(range(one.version(self.step) + 1))


_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
