"""Feeds: RSS 0.9 to 2.0, Atom 0.3 and 1.0, and JSON Feed, as their entries; nothing is fetched here."""

import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

from onrecord.acquire.doctype import XmlError
from onrecord.acquire.elements import taken
from onrecord.acquire.encoding import charset_of
from onrecord.acquire.entry import ENTRIES, Entry, Feed, absolute, counted_time, digest_of, of_feed
from onrecord.acquire.given import edtf_date, exists
from onrecord.acquire.json_feed import is_json_feed, json_feed
from onrecord.acquire.plain import check_size
from onrecord.acquire.pruned import Pruned
from onrecord.acquire.whole import html_of, line_of, whole_of
from onrecord.acquire.xml import judged, root_of
from onrecord.errors import ReadError

# Seconds that a feed may ask to be left alone.
LONGEST_TTL = 7 * 86_400.0

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{1,2}:\d\d")
# Zones that are read right, with their hours from UTC; one of another name says no time that is the same for everybody.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "MET": 1, "MEST": 2,
}  # fmt: skip
_ZONED = re.compile(
    rf"(?:(?P<sign>[+-])(?P<hours>\d\d)(?::?(?P<minutes>\d\d))?|(?<![A-Z])(?P<name>{'|'.join(_ZONES)}))\s{{0,9}}\Z",
    re.IGNORECASE,
)
_PERIODS = {"hourly": 3_600.0, "daily": 86_400.0, "weekly": 604_800.0}


def is_feed(data: bytes) -> bool:
    """True for bytes that begin as a feed does, in whatever encoding, behind whatever a document may begin with."""
    if is_json_feed(data):
        return True
    root = root_of(data)
    if root is None:
        return False
    name, said = root[0].rpartition(":")[2].lower(), root[1].lower()
    if name == "rdf":
        return "purl.org/rss/1.0" in said or "netscape.com/rdf" in said
    return name == "rss" or (name == "feed" and ("/atom" in said or "version" in said))


def read_feed(data: bytes, source: str, *, url: str | None = None, media: str | None = None) -> Feed:
    """The feed that the bytes hold; `url` is where they are from, `media` the Content-Type that came with them.

    A damaged feed gives what can be told of it. Raises ReadError, one line saying what to do, for one that is too large
    or of which nothing can be told.
    """
    check_size(data, source, "save its entries' pages and add those")
    if is_json_feed(data):
        return json_feed(data, source, url)
    try:
        pruned = taken(judged(data, charset_of(media)), lambda: Pruned(url))
    except XmlError as error:
        raise ReadError(f"{source}: is a feed that cannot be read ({error}); add the pages of its entries") from None
    if not pruned.root:
        raise ReadError(f"{source}: holds no feed; give the address of an RSS or Atom feed, or of the page itself")
    import feedparser  # takes a fifth of a second to load, and only feeds need it

    # A stream, for bytes and words it would take for the names of files and addresses; and it is to change no markup.
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            BytesIO(pruned.xml), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
        base = url or absolute(_said(found.feed, "link"))
        entries = tuple(_entry(one, base) for one in found.entries)
    except Exception as error:  # noqa: BLE001 (it raises whatever a feed that is not as it should be leads to)
        raise ReadError(
            f"{source}: is a feed that cannot be read ({type(error).__name__}); add the pages of its entries"
        ) from None
    return Feed(line_of(_said(found.feed, "title")), entries, _ttl(found.feed), max(0, pruned.entries - ENTRIES))


def _said(of: Any, name: str) -> str | None:
    """A field as it stands, without what feedparser puts in its place where there is none."""
    found = dict.get(of, name)
    return found if isinstance(found, str) and found.strip() else None


def _entry(one: Any, base: str | None) -> Entry:
    summary = _said(one, "summary")
    contents = [html_of(part.get("value") or "", part.get("type")) for part in dict.get(one, "content") or ()]
    detail = dict.get(one, "summary_detail") or {}
    described = html_of(summary or "", detail.get("type"))
    published, updated = _when(one, "published", "created"), _when(one, "updated")
    named = _said(one, "id")
    link = absolute(_said(one, "feedburner_origlink")) or absolute(_said(one, "link"), base)
    title = line_of(_said(one, "title"))
    return Entry(
        url=link,
        id=named.strip() if named else None,
        title=title,
        published=published,
        updated=updated,
        body=whole_of((*contents, described), len(contents)),
        digest=digest_of(title, _said(one, "published"), _said(one, "updated"), summary, *contents),
    )


def _when(one: Any, *names: str) -> str | None:
    """The first time or day that one of the fields says."""
    for name in names:
        if (said := _said(one, name)) and (time := of_feed(_time(said, dict.get(one, f"{name}_parsed")))):
            return time
    return None


def _time(said: str, parsed: Any) -> str | None:
    """The time that a date says, in ISO 8601 and its own zone; its day, as EDTF, where it says no time or not of which.

    `parsed` is the date as feedparser understands it, in UTC; of what is a number it understands another one.
    """
    said = said.strip()
    if counted := counted_time(said):
        return counted
    if (whole := _ISO_DAY.match(said)) and not exists(whole[0]):
        return None  # which feedparser takes for a day of the next month
    day = edtf_date(said)
    zoned = _ZONED.search(said) if _TIME.search(said) else None
    if parsed is None or (day and not zoned):
        return day
    try:
        time = datetime(*parsed[:6]).replace(tzinfo=UTC)
        return time.astimezone(_zone(zoned)).isoformat(timespec="seconds") if zoned else time.date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return day


def _zone(zoned: re.Match[str]) -> timezone:
    """The zone that is named at the end of a date; ValueError for one that is no zone of this world."""
    if zoned["name"]:
        return timezone(timedelta(hours=_ZONES[zoned["name"].upper()]))
    away = timedelta(hours=int(zoned["hours"]), minutes=int(zoned["minutes"] or 0))
    return timezone(-away if zoned["sign"] == "-" else away)


def _ttl(feed: Any) -> float | None:
    """The seconds that a feed asks for, by its ttl (in minutes), or by how often it says that it is renewed."""
    said = _said(feed, "ttl") or ""
    if re.fullmatch(r"\d{1,6}", said):
        return min(int(said) * 60.0, LONGEST_TTL) or None
    period = _PERIODS.get((_said(feed, "sy_updateperiod") or "").strip().lower())
    often = _said(feed, "sy_updatefrequency") or "1"
    times = int(often) if re.fullmatch(r"[1-9]\d{0,3}", often) else 1
    return period / times if period else None


__all__ = ["Entry", "Feed", "is_feed", "read_feed"]
