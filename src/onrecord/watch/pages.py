"""Pages that are due, fetched, and what came in their place told from them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from onrecord.acquire.entry import host_of
from onrecord.acquire.guard import Fetched, FetchError
from onrecord.acquire.urls import without_tracking
from onrecord.errors import ReadError
from onrecord.watch.beside import beside
from onrecord.watch.lists import Fetch
from onrecord.watch.state import WAIT, Page

# What servers title pages that they give with an answer of 200 in place of the one that is gone, or withheld.
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,200})", re.IGNORECASE)
_NO_PAGE = re.compile(
    rb"\s{0,20}(?:(?:error )?404(?: error)?(?: not found)?|not found|(?:page|article|content|file|story) "
    rb"(?:not found|can ?not be found|does not exist|unavailable|(?:is |are )?no longer available|has been removed)|"
    rb"access denied|just a moment|attention required|are you a robot|(?:site )?under maintenance|service unavailable)"
    rb"\s{0,20}(?:$|[-|:.!?(\xc2\xe2])",  # its end, or what parts it from the name of the site
    re.IGNORECASE,
)
# Failures in a row without an answer, after which a host is not asked for more pages in a round.
SILENT = 3


class Got(NamedTuple):
    """A page and what came of asking for it: an answer, or why there is none; and where it `ended`, if elsewhere."""

    page: Page
    fetched: Fetched | None = None
    problem: FetchError | None = None
    ended: str | None = None


def got(pages: Sequence[Page], fetch: Fetch, now: datetime) -> Iterator[Got]:
    """What came of each page, as it comes. Closed before its end, no further page is asked for."""
    silent: Counter[str] = Counter()  # each host has one thread

    def one(page: Page) -> Got:
        host = urlsplit(page.url).netloc
        if silent[host] >= SILENT:
            return Got(page, problem=FetchError(f"{page.url}: its server does not answer just now", again=WAIT))
        found = _one(page, fetch, now)
        answered = found.problem is None or found.problem.status is not None
        silent[host] = 0 if answered else silent[host] + 1
        return found

    return beside(pages, lambda page: page.url, one)


def ended(asked: str, fetched: Fetched) -> str | None:
    """The address at which a page was in the end, None if that is its own.

    Without a query that only says which page was asked for: /login?next=/2026/a is one gate for all pages.
    """
    here, there = urlsplit(asked), urlsplit(fetched.url)
    if (here.path.rstrip("/"), here.query) == (there.path.rstrip("/"), there.query):
        return None  # at another host, or by https
    own = here.path.strip("/")
    if own and f"/{own}&" in f"{unquote(unquote(there.query))}&" and there.path.strip("/") != own:
        there = there._replace(query="")
    elif host_of(asked) == host_of(fetched.url) and here.path == there.path and here.query in there.query:
        return None  # it only says more of how it was asked for
    try:
        return without_tracking(urlunsplit(there))
    except ValueError:
        return None


def _one(page: Page, fetch: Fetch, now: datetime) -> Got:
    try:
        fetched = fetch(page.url, page.local, **page.memory.conditions(now))
        problem = _no_page(page, fetched)
    except FetchError as error:
        return Got(page, problem=error)
    except ReadError as error:
        return Got(page, problem=FetchError(str(error)))
    except Exception as error:  # noqa: BLE001 - a page fails alone, whatever leads to it
        return Got(page, problem=FetchError(f"{page.url}: {unforeseen(error)}"))
    if problem:
        return Got(page, problem=problem)
    return Got(page, fetched, ended=None if fetched.status == 304 else ended(page.url, fetched))


def unforeseen(error: Exception) -> str:
    """What is told of an error that nothing on the web is known to lead to."""
    return f"cannot be had ({type(error).__name__}: {' '.join(str(error).split())})"


def _no_page(page: Page, fetched: Fetched) -> FetchError | None:
    """Why what came is not the page, though its server says that all is well: it is gone, or not given now."""
    there, asked = urlsplit(fetched.url), urlsplit(page.url)
    if there.path in ("", "/") and not there.query and asked.path not in ("", "/"):
        return FetchError(f"{page.url}: leads to the front page of its site: there is no such page any more", 404)
    title = _TITLE.search(fetched.body[:50_000])
    if title and _NO_PAGE.match(title[1]):
        said = " ".join(title[1].decode("utf-8", "replace").split())[:60]
        return FetchError(f"{page.url}: is titled {said!r}, so this is not the page; it is asked for again", 404)
    return None
