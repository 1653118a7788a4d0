"""JSON Feed (jsonfeed.org, 1 and 1.1): its entries."""

import json
import re
from typing import Any

from onrecord.acquire.entry import ENTRIES, Entry, Feed, absolute, counted_time, digest_of, of_feed, own_time
from onrecord.acquire.whole import html_of, line_of, whole_of
from onrecord.errors import ReadError

# Bytes in which a feed says that it is one, and brackets that it may have: each may take 100 bytes of memory.
HEAD, BRACKETS = 5_000, 300_000
_VERSION = re.compile(rb'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/jsonfeed\.org\\?/version')


def is_json_feed(data: bytes) -> bool:
    """True for bytes that begin as a JSON Feed does."""
    return data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _VERSION.search(data[:HEAD]) is not None


def json_feed(data: bytes, source: str, url: str | None) -> Feed:
    """The feed that the bytes hold. Raises ReadError, one line saying what to do, where they hold none."""
    try:
        if data.count(b"{") + data.count(b"[") > BRACKETS:
            raise ValueError("too many objects")
        feed = json.loads(data.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{source}: is a JSON Feed that is broken ({error}); add the pages of its entries") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ReadError(f"{source}: is a JSON Feed without items; give the address of a feed, or of the page itself")
    base = url or absolute(_said(feed, "feed_url")) or absolute(_said(feed, "home_page_url"))
    items = [one for one in feed["items"] if isinstance(one, dict)]
    entries = tuple(_entry(one, base) for one in items[:ENTRIES])
    return Feed(line_of(_said(feed, "title")), entries, left_out=len(items[ENTRIES:]))


def _said(one: dict[str, Any], name: str) -> str | None:
    found = one.get(name)
    return found if isinstance(found, str) and found.strip() else None


def _date(one: dict[str, Any], name: str) -> str | None:
    """A date as it stands; a number too, for some count the seconds, which is not the standard's way."""
    found = one.get(name)
    return f"{found:.0f}" if isinstance(found, int | float) and 0 < found < 1e13 else _said(one, name)


def _time(said: str) -> str | None:
    return of_feed(counted_time(said) or own_time(said))


def _entry(one: dict[str, Any], base: str | None) -> Entry:
    named = one.get("id")
    id_ = str(named)[:4_000].strip() if isinstance(named, str | int) else None
    title, summary = line_of(_said(one, "title")), _said(one, "summary")
    markup, words = _said(one, "content_html"), _said(one, "content_text")
    contents = [text for text in (markup and html_of(markup, "html"), words and html_of(words, "text")) if text]
    published, updated = _date(one, "date_published"), _date(one, "date_modified")
    # An id that is an address is the entry's, as the standard wishes; a link elsewhere is what it is about.
    link = absolute(_said(one, "url"), base) or absolute(_said(one, "external_url"), base) or absolute(id_)
    return Entry(
        url=link,
        id=id_ or None,
        title=title,
        published=published and _time(published),
        updated=updated and _time(updated),
        body=whole_of((*contents, html_of(summary or "", "text")), len(contents)),
        digest=digest_of(title, published, updated, summary, *contents),
    )
