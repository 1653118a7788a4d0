"""What feeds, sitemaps and page lists name: an entry each, with the address of its page."""

import hashlib
import json
import re
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from onrecord.acquire.given import believed, edtf_date
from onrecord.acquire.urls import LONGEST, location

# Entries of a feed or page list that are taken, in its order.
ENTRIES = 2_000
# The year before which no entry of a feed was published.
_FIRST = "1990"
_COUNTED = re.compile(r"(\d{9,10})(?:\.\d{1,9})?|(\d{10})\d{3}")


class Entry(NamedTuple):
    """An entry. `url` is absolute; dates are ISO 8601 where a time is given with its zone, else EDTF.

    Times keep the zone of their sender: their first ten characters are the day on which it was there.
    `body` is the HTML of the article where the feed carries the whole of it. `digest` changes when the entry does.
    """

    url: str | None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    body: str | None = None
    digest: str = ""

    @property
    def dated(self) -> str | None:
        """When a feed's entry was published or, where it does not say, last changed: many feeds have but one date."""
        return self.published or self.updated


class Feed(NamedTuple):
    """A feed: its title, its entries in its order, and the seconds for which it asks to be left alone.

    `left_out` is how many entries it has beyond ENTRIES, which are not read.
    """

    title: str | None
    entries: tuple[Entry, ...]
    ttl: float | None = None
    left_out: int = 0


def time_of(said: str) -> str | None:
    """The time of RFC 3339 in UTC; the day, month or year, as EDTF, where it says no zone; None if not `believed`."""
    time = _zoned(said)
    return own_time(said) if time is None else believed(time.astimezone(UTC).isoformat(timespec="seconds"))


def own_time(said: str) -> str | None:
    """The time of RFC 3339 with the zone that it names; the day, month or year, as EDTF, where it names none.

    None if not `believed`, and for the moment from which computers count: it is what they say that know no time.
    """
    time = _zoned(said)
    if time is not None and not time.timestamp():
        return None
    return believed(edtf_date(said) if time is None else time.isoformat(timespec="seconds"))


def _zoned(said: str) -> datetime | None:
    """The time of RFC 3339, if it has a zone and is one in UTC too."""
    try:
        time = datetime.fromisoformat(said.strip())
        return time if time.tzinfo and time.astimezone(UTC) else None
    except (ValueError, OverflowError):
        return None


def counted_time(said: str) -> str | None:
    """The time that a number of seconds or milliseconds since 1970 says, in UTC; None for what is no such number."""
    number = _COUNTED.fullmatch(said.strip())
    if not number:
        return None
    return datetime.fromtimestamp(int(number[1] or number[2]), UTC).isoformat(timespec="seconds")


def of_feed(time: str | None) -> str | None:
    """The time or day that a feed gives as an entry's; None for one that is not `believed`.

    Feeds began in 1999: one from before 1990 is what a clock says that was never set, or a number that is none.
    """
    return believed(time) if time and time >= _FIRST else None


def digest_of(*said: str | None) -> str:
    """A short hash of what an entry says of itself."""
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()[:16]


def absolute(address: str | None, base: str | None = None) -> str | None:
    """The address of a page, led back to its base; None for what is none of the web (javascript:, data:, file:)."""
    address = "".join((address or "").split("\n")).strip(" \t\r")
    if not address or len(address) > LONGEST:
        return None
    try:
        whole = urljoin(base or "", address).replace(" ", "%20")
        if whole.startswith("//"):
            whole = f"https:{whole}"
        location(whole)
    except ValueError:
        return None
    return whole


def page_of(url: str) -> str:
    """The address without what names a place on the page."""
    return urldefrag(url).url


def host_of(url: str | None) -> str:
    """The host of an address in small letters, without www."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def of_host(url: str, host: str) -> bool:
    """True for an address of the host or of a part of it."""
    own = host_of(url)
    return own == host or own.endswith(f".{host}")
