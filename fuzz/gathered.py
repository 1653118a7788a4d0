"""Targets for what names many pages: feeds and sitemaps, and web archives."""

import os
import re
import tempfile
from pathlib import Path

from onrecord.acquire.entry import ENTRIES, Entry
from onrecord.acquire.feed import is_feed, read_feed
from onrecord.acquire.listed import links_of
from onrecord.acquire.sitemap import is_sitemap, read_sitemap
from onrecord.acquire.urls import LONGEST
from onrecord.acquire.warc import HEAD, counted, is_archive, pages
from onrecord.errors import OnRecordError

URL = "https://m.example/feed.xml"
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00|[\dX]{4}(?:-[\dX]{2}){0,2}")
# A time of an entry, in the zone of its sender.
_SAID = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d(?::\d\d(?:\.\d+)?)?|[\dX]{4}(?:-[\dX]{2}){0,2}")
# Bytes that a page of an archive of a few kilobytes has at most: packed ones may grow a thousandfold.
_LARGEST = 50_000_000


def feed(data: bytes) -> None:
    """A feed, a sitemap or a page with a list, whichever it may be taken for."""
    is_feed(data)
    is_sitemap(data)
    try:
        found = read_feed(data, "a.xml", url=URL)
        assert len(found.entries) <= ENTRIES
        assert found.ttl is None or 0 < found.ttl <= 7 * 86_400
        _entries(found.entries)
    except OnRecordError as error:
        _one_line(error)
    try:
        listed = read_sitemap(data, "a.xml", url=URL)
        _entries(listed.pages)
        assert listed.left_out >= 0
        assert all(address.startswith(("http://", "https://")) for address, _ in listed.sitemaps)
    except OnRecordError as error:
        _one_line(error)
    try:
        _entries(links_of(data, URL))
    except OnRecordError as error:
        _one_line(error)


def archive(data: bytes) -> None:
    """A web archive, read as a file of a folder in memory."""
    is_archive(data[:HEAD])
    path = _folder() / "a.warc"
    path.write_bytes(data)
    given = list(pages(str(path)))
    assert counted(str(path)).pages == len(given)
    for one in given:
        assert [one.page, one.problem, one.again].count(None) == 2, one
        assert one.name.startswith(str(path))
        assert "\n" not in (one.problem or "")
        if one.page:
            assert len(one.page.data) <= _LARGEST
            assert one.page.when is None or _WHEN.fullmatch(one.page.when), one.page.when
            assert one.page.url is None or one.page.url.startswith(("http://", "https://")), one.page.url
    assert os.listdir(path.parent) == [path.name], "nothing is unpacked to disk"


def _folder(made: list[tempfile.TemporaryDirectory[str]] = []) -> Path:  # noqa: B006 (made once)
    if not made:
        memory = "/dev/shm"  # noqa: S108 - a folder of its own is made in it
        made.append(tempfile.TemporaryDirectory(prefix="fuzz-", dir=memory if os.path.isdir(memory) else None))
    return Path(made[0].name)


def _entries(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        if entry.url is not None:
            assert entry.url.startswith(("http://", "https://")), entry.url
            assert len(entry.url) <= LONGEST
            assert not re.search(r"[\x00-\x20\x7f]", entry.url), entry.url
        assert entry.title is None or "\n" not in entry.title
        for when in (entry.published, entry.updated):
            assert when is None or _SAID.fullmatch(when), when


def _one_line(error: OnRecordError) -> None:
    assert str(error)
    assert "\n" not in str(error), error
