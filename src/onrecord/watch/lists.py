"""The lists that are watched, asked: their pages, as what was said of them is remembered and judged by the plan."""

from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from typing import NamedTuple, Protocol

from onrecord.acquire.entry import ENTRIES, Entry
from onrecord.acquire.feed import is_feed, read_feed
from onrecord.acquire.guard import Fetched
from onrecord.acquire.listed import links_of
from onrecord.acquire.sitemap import is_sitemap, read_sitemap
from onrecord.acquire.urls import without_tracking
from onrecord.errors import ReadError
from onrecord.text import counted
from onrecord.watch.plan import Watched
from onrecord.watch.state import Listed, Memory


class Fetch(Protocol):
    """What is at an address, as the guard fetches it, on a local one only where `local`; raises FetchError."""

    def __call__(self, url: str, local: bool, *, etag: str | None = None, modified: str | None = None) -> Fetched: ...


class Answer(NamedTuple):
    """What a list said: its pages (none where it has not changed), the headers to ask it with next time, what is amiss.

    `further` are the sitemaps that it names, with when they changed.
    """

    pages: tuple[Listed, ...] = ()
    etag: str | None = None
    modified: str | None = None
    changed: bool = False
    local: bool = False
    remark: str | None = None
    further: tuple[tuple[str, str | None], ...] = ()


def asked(watched: Watched, url: str, memory: Memory, fetch: Fetch, now: datetime, local: bool) -> Answer:
    """What the list, or a sitemap that it names, says at `url`. Raises ReadError where it cannot be had or read."""
    page = fetch(url, local, **memory.conditions(now, watched.chosen))
    if page.status == 304:
        return Answer((), page.etag or memory.etag, page.modified or memory.modified, local=page.local)
    media = page.headers.get("content-type")
    further: tuple[tuple[str, str | None], ...] = ()
    left_out = 0
    if watched.kind == "feed":
        if not is_feed(page.body):
            raise ReadError(f"{url}: gives no feed just now; open it in a browser, or watch it as pages")
        feed = read_feed(page.body, url, url=page.url, media=media)
        entries, left_out = feed.entries, feed.left_out
    elif watched.kind == "sitemap":
        if not is_sitemap(page.body):
            raise ReadError(f"{url}: gives no sitemap just now; open it in a browser, or watch it as pages")
        sitemap = read_sitemap(page.body, url, url=page.url, media=media)
        entries, further, left_out = sitemap.pages, sitemap.sitemaps, sitemap.left_out
    else:
        entries = links_of(page.body, page.url, media=media, matching=watched.matching)
        if not entries:
            remark = 'links to nothing that looks like an article; say what does with matching = "https://…/*"'
            if watched.matching:
                remark = f"links to nothing that fits matching = {watched.matching!r}; compare it with what it links to"
            return Answer((), page.etag, page.modified, True, page.local, remark)
    pages = tuple(wanted(watched, entries))
    return Answer(
        pages, page.etag, page.modified, True, page.local, _remark(watched, entries, pages, left_out), further
    )


def wanted(watched: Watched, entries: tuple[Entry, ...]) -> Iterator[Listed]:
    """The pages that the plan takes, by addresses that say nothing of who follows them."""
    for one in entries:
        if one.url is None:
            continue
        try:
            url = without_tracking(one.url)
        except ValueError:  # it names no page of the web
            continue
        when = one.dated
        if not _fits(watched, url, one.url):
            continue
        if watched.since and when and when[:10] < watched.since:
            continue
        # That a sitemap has a page changed does not say when it was published.
        published = one.published if watched.kind == "sitemap" else when
        yield Listed(url, published[:10] if published else None, one.digest, when[:10] if when else "")


def _fits(watched: Watched, *spellings: str) -> bool:
    """True for an address that the plan's glob fits in one of its spellings, or of which it says nothing."""
    return not watched.matching or any(fnmatchcase(one, watched.matching) for one in spellings)


def _remark(watched: Watched, entries: tuple[Entry, ...], pages: tuple[Listed, ...], left_out: int) -> str | None:
    """What a user may want to set right in a list that was read, or in what the plan says of it."""
    if left_out and watched.kind == "feed":
        many = counted(left_out, *(f"of its {len(entries) + left_out:,} entries {be}" for be in ("is", "are")))
        return f"{many} left out, those after the first {ENTRIES:,}; watch its sitemap, or a narrower feed"
    if left_out:
        many = counted(left_out, "of its addresses is", "of its addresses are")
        return f"{many} left out: they lead to another site, or are none of the web"
    without = sum(one.url is None for one in entries)
    if without:
        return f"{counted(without, 'of its entries names', 'of its entries name')} no page and cannot be had"
    if not pages and entries and not any(_fits(watched, one.url) for one in entries if one.url):
        return (
            f"none of its {len(entries):,} pages fits matching = {watched.matching!r}; compare it with {entries[0].url}"
        )
    return None
