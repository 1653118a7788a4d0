"""Pages that are due, fetched, and what came in their place told from them."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.acquire.guard import Fetched, FetchError
from onrecord.errors import ReadError
from onrecord.watch.beside import beside
from onrecord.watch.lists import Fetch
from onrecord.watch.state import Page

# What servers title pages that they give with an answer of 200 in place of the one that is gone, or withheld.
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,200})", re.IGNORECASE)
_NO_PAGE = re.compile(
    rb"\s{0,20}(?:(?:error )?404\b|not found|"
    rb"(?:page|article|content|file|story) (?:not|can ?not be|is no longer|no longer) |"
    rb"access denied|just a moment|attention required|are you a robot|under maintenance|service unavailable)",
    re.IGNORECASE,
)


class Got(NamedTuple):
    """A page and what came of asking for it: an answer, or why there is none."""

    page: Page
    fetched: Fetched | None = None
    problem: FetchError | None = None


def got(pages: Sequence[Page], fetch: Fetch, now: datetime) -> Iterator[Got]:
    """What came of each page, as it comes. Closed before its end, no further page is asked for."""
    return beside(pages, lambda page: page.url, lambda page: _one(page, fetch, now))


def _one(page: Page, fetch: Fetch, now: datetime) -> Got:
    try:
        fetched = fetch(page.url, page.local, **page.memory.conditions(now))
    except FetchError as error:
        return Got(page, problem=error)
    except ReadError as error:
        return Got(page, problem=FetchError(str(error)))
    problem = _no_page(page, fetched)
    return Got(page, problem=problem) if problem else Got(page, fetched)


def _no_page(page: Page, fetched: Fetched) -> FetchError | None:
    """Why what came is not the page, though its server says that all is well: it is gone, or not given now."""
    if urlsplit(fetched.url).path in ("", "/") and urlsplit(page.url).path not in ("", "/"):
        return FetchError(f"{page.url}: leads to the front page of its site: there is no such page any more", 404)
    title = _TITLE.search(fetched.body[:50_000])
    if title and _NO_PAGE.match(title[1]):
        said = " ".join(title[1].decode("utf-8", "replace").split())[:60]
        return FetchError(f"{page.url}: is titled {said!r}, so this is not the page; it is asked for again", 404)
    return None
