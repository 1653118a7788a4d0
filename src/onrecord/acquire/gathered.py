"""What a feed or a sitemap that was named gives to add: its entries, each as an item that is fetched in its turn."""

from collections.abc import Iterator
from html import escape

from onrecord.acquire.entry import ENTRIES, Entry, Feed
from onrecord.acquire.feed import is_feed, read_feed
from onrecord.acquire.item import Item
from onrecord.acquire.opened import Opened, opened
from onrecord.acquire.sitemap import PAGES, Sitemap, is_sitemap, read_sitemap
from onrecord.acquire.urls import without_tracking
from onrecord.errors import ReadError
from onrecord.text import counted

# Sitemaps that are fetched of those that a sitemap names.
SITEMAPS = 100


def names_others(data: bytes) -> bool:
    """True for the bytes of a feed or a sitemap, which are no document themselves."""
    return is_feed(data) or is_sitemap(data)


def told(data: bytes, source: str) -> ReadError:
    """The error that says what the bytes of a feed or sitemap are, and what to do with them."""
    by = f"add it with `onrecord add {source}`" if source != "standard input" else "add it with `onrecord add -`"
    try:
        if is_feed(data):
            many = len((feed := read_feed(data, source)).entries) + feed.left_out
            return ReadError(f"{source}: is a feed of {counted(many, 'entry', 'entries')}, not a document; {by}")
        sitemap = read_sitemap(data, source)
    except ReadError as error:
        return error
    if sitemap.sitemaps:
        return ReadError(f"{source}: is a list of {counted(len(sitemap.sitemaps), 'sitemap')}, not a document; {by}")
    return ReadError(f"{source}: is a sitemap of {counted(len(sitemap.pages), 'page')}, not a document; {by}")


def of_address(url: str, allow_private: bool) -> Iterator[Item]:
    """The page at the address, at hand; of a feed or sitemap there its entries' pages, still to be fetched."""
    try:
        page = opened(url, allow_private=allow_private)
        if is_feed(page.data):
            found = _of_feed(read_feed(page.data, url, url=page.url, media=page.media), url, page)
        elif is_sitemap(page.data):
            found = _of_sitemap(page, url, allow_private)
        else:
            found = iter((Item(url, page=page),))
        yield from found
    except ReadError as error:
        yield Item(url, problem=str(error))


def _of_feed(feed: Feed, name: str, page: Opened) -> Iterator[Item]:
    """The pages of the entries, once each; an entry that has none, but its whole text, is a page itself."""
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        if entry.url is None:
            yield _entry(feed, entry, f"{name}#{number}", page.when)
        else:
            yield from _page_of(entry, entry.dated, page.local, seen)
    yield from _left_out(feed, name)


def _page_of(entry: Entry, day: str | None, local: bool, seen: set[str]) -> Iterator[Item]:
    """The page of an entry, by its address's one spelling, unless it was `seen`.

    `day` is its date, where it says none itself; that a sitemap has it changed is no such date.
    """
    there = without_tracking(str(entry.url))
    if there not in seen:
        seen.add(there)
        yield Item(there, local=local, said={"published": day} if day else {})


def _left_out(feed: Feed, name: str) -> Iterator[Item]:
    """An item that tells of the entries of a feed that are not read, if there are any."""
    if feed.left_out:
        of_it = f"of its {len(feed.entries) + feed.left_out:,} entries"
        many = counted(feed.left_out, f"{of_it} is", f"{of_it} are")
        beyond = f"{many} left out, those after the first {ENTRIES:,}"
        yield Item(name, problem=f"{name}: {beyond}; add their pages, or a sitemap")


def _of_sitemap(page: Opened, name: str, allow_private: bool) -> Iterator[Item]:
    """The pages that a sitemap names, once each, and those of the sitemaps that it names, one step down."""
    left = PAGES
    seen: set[str] = set()
    sitemap = read_sitemap(page.data, name, url=page.url, media=page.media)
    for entry in sitemap.pages:
        yield from _page_of(entry, entry.published, page.local, seen)
        left -= 1
    yield from _passed_over(sitemap, name)
    if len(sitemap.sitemaps) > SITEMAPS:
        yield Item(name, problem=f"{name}: names over {SITEMAPS} sitemaps; add those that you want by their addresses")
        return
    for url, _ in sitemap.sitemaps:
        try:
            there = opened(url, allow_private=allow_private and page.local)
            further = read_sitemap(there.data, url, url=there.url, media=there.media)
        except ReadError as error:
            yield Item(url, problem=str(error))
            continue
        pages = further.pages[:left]
        left -= len(pages)
        for entry in pages:
            yield from _page_of(entry, entry.published, there.local, seen)
        yield from _passed_over(further._replace(left_out=further.left_out + len(further.pages) - len(pages)), url)


def _passed_over(sitemap: Sitemap, name: str) -> Iterator[Item]:
    """An item that tells of the addresses in a sitemap that are not taken, if there are any."""
    if sitemap.left_out:
        which = f"of its addresses are left out: they lead to another site, are none of the web, or beyond {PAGES:,}"
        yield Item(name, problem=f"{name}: {sitemap.left_out:,} {which}; add those that you want by themselves")


def of_data(data: bytes, name: str) -> Iterator[Item]:
    """The documents that a feed holds whole; what it only names, as a sitemap does, is to be had by its address."""
    try:
        if not is_feed(data):
            many = len((sitemap := read_sitemap(data, name)).pages) + len(sitemap.sitemaps)
            raise ReadError(
                f"{name}: names {counted(many, 'page')} and holds none; add these, or the sitemap, by their addresses"
            )
        feed = read_feed(data, name)
    except ReadError as error:
        yield Item(name, problem=str(error))
        return
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(feed, entry, f"{name}#{number}", None)
    yield from _left_out(feed, name)


def _entry(feed: Feed, entry: Entry, name: str, when: str | None) -> Item:
    if entry.body is None:
        which = f" ({entry.url or entry.title})" if entry.url or entry.title else ""
        what = "add the feed by its address on the web" if entry.url else "look for its page"
        return Item(name, problem=f"{name}: the feed does not carry the whole text of this entry{which}; {what}")
    return Item(name, page=Opened(_page(feed, entry), entry.url, "text/html; charset=utf-8", when))


def _page(feed: Feed, entry: Entry) -> bytes:
    """The entry as a page: its text as it stands in the feed, below what the feed says of it."""
    said = (("og:site_name", feed.title), ("article:published_time", entry.dated),
            ("article:modified_time", entry.updated))  # fmt: skip
    head = "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in said if value)
    title = f"<title>{escape(entry.title)}</title>\n" if entry.title else ""
    link = f'<link rel="canonical" href="{escape(entry.url)}">\n' if entry.url else ""
    page = f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n{title}{head}{link}</head>\n'
    return f"{page}<body>\n<article>\n{entry.body}\n</article>\n</body>\n</html>\n".encode("utf-8", "replace")
