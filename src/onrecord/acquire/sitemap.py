"""Sitemaps (sitemaps.org 0.9), with Google's news in them, packed by gzip, or as plain text: their pages."""

import re
from typing import NamedTuple

from onrecord.acquire.decoding import unpacked
from onrecord.acquire.doctype import XmlError
from onrecord.acquire.elements import taken
from onrecord.acquire.encoding import charset_of
from onrecord.acquire.entry import Entry, absolute, digest_of, host_of, of_host, own_time, time_of
from onrecord.acquire.limits import Call, Limits
from onrecord.acquire.plain import check_size
from onrecord.acquire.urls import LONGEST
from onrecord.acquire.xml import judged, root_of, text_of
from onrecord.errors import ReadError

# Pages that a sitemap may name, and elements that it may have: each page may be given in many languages.
PAGES, ELEMENTS = 50_000, 2_000_000
# Bytes in which a sitemap shows that it is one, and lines of addresses alone that make a text one.
HEAD = 20_000
_LINE = re.compile(r"https?://[^\s<>\"]{3,4000}", re.IGNORECASE)
_LOCATIONS = {"loc": LONGEST, "lastmod": 100, "publication_date": 100, "title": 1000}


class Sitemap(NamedTuple):
    """The pages of a sitemap, the further sitemaps that it names with when they changed, how many were left out.

    What is left out is on another host, no address of the web, or more than PAGES.
    """

    pages: tuple[Entry, ...]
    sitemaps: tuple[tuple[str, str | None], ...] = ()
    left_out: int = 0


def is_sitemap(data: bytes) -> bool:
    """True for bytes that begin as a sitemap does, packed or not, or that are lines of addresses and nothing else."""
    head = data
    if data.startswith(b"\x1f\x8b"):
        try:
            head = _opened(data, "", HEAD)
        except ReadError:
            return False
    root = root_of(head)
    if root is not None:
        return root[0].rpartition(":")[2].lower() in ("urlset", "sitemapindex")
    return _is_list(head)


def _is_list(data: bytes) -> bool:
    lines = data[:HEAD].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")
    lines = [line.strip() for line in (lines[:-1] if len(data) > HEAD else lines)]
    return any(lines) and all(_LINE.fullmatch(line) for line in lines if line)


def read_sitemap(data: bytes, source: str, *, url: str | None = None, media: str | None = None) -> Sitemap:
    """The sitemap that the bytes hold; `url` is where they are from, and only pages of its host are taken.

    Without one it is the host of the first page. Raises ReadError, one line saying what to do, for what cannot be read.
    """
    if data.startswith(b"\x1f\x8b"):
        data = _opened(data, source)
    else:
        check_size(data, source, "pack it with gzip, or add its pages")
    if root_of(data) is None and _is_list(data):
        lines = text_of(data, charset_of(media)).split()
        return _sitemap([{"loc": line} for line in lines[:PAGES]], [], url, len(lines[PAGES:]))
    try:
        found = taken(judged(data, charset_of(media)), _Locations, ELEMENTS)
    except XmlError as error:
        raise ReadError(f"{source}: is a sitemap that cannot be read ({error}); add its pages") from None
    if not found.known:
        raise ReadError(f"{source}: holds no sitemap; give the address of one, or of a feed")
    return _sitemap(found.pages, found.sitemaps, url, found.left_out)


def _opened(data: bytes, source: str, most: int | None = None) -> bytes:
    """What gzip packed, up to `most` bytes; raises ReadError where it is broken, or larger than what is fetched."""
    made = bytearray()
    for piece in unpacked([data], "gzip", Call(source, Limits(), False)):
        made += piece
        if most is not None and len(made) >= most:
            break
    return bytes(made)


def _sitemap(pages: list[dict[str, str]], sitemaps: list[dict[str, str]], url: str | None, left_out: int) -> Sitemap:
    base = url or next((address for one in (*pages, *sitemaps) if (address := absolute(one.get("loc")))), None)
    host = host_of(base)
    kept: dict[str, Entry] = {}
    further: dict[str, str | None] = {}
    for one in pages:
        address = absolute(one.get("loc"), base)
        if address is None or not of_host(address, host):
            left_out += 1
            continue
        title, published, updated = (one.get(name) for name in ("title", "publication_date", "lastmod"))
        entry = Entry(
            url=address,
            title=" ".join(title.split()) or None if title else None,
            published=published and own_time(published),
            updated=updated and own_time(updated),
            digest=digest_of(title, published, updated),
        )
        kept.setdefault(address, entry)
    for one in sitemaps:
        address = absolute(one.get("loc"), base)
        if address is None or not of_host(address, host):
            left_out += 1
            continue
        changed = one.get("lastmod")
        further.setdefault(address, changed and time_of(changed))
    return Sitemap(tuple(kept.values()), tuple(further.items()), left_out)


def _is_field(space: str, local: str) -> bool:
    """True for an element that says where a page is, or when and what it is; images and films have their own."""
    if local in ("loc", "lastmod"):
        return "/sitemap-" not in space
    return local in _LOCATIONS and "/sitemap-news/" in space


class _Locations:
    """Takes the elements of a sitemap in: its pages, and the sitemaps that it names, by the names of their fields."""

    def __init__(self) -> None:
        self.known = False
        self.pages: list[dict[str, str]] = []
        self.sitemaps: list[dict[str, str]] = []
        self.left_out = 0
        self._open: list[str] = []
        self._one: dict[str, str] | None = None
        self._field = ""
        self._text = ""

    def start(self, name: str, _: dict[str, str]) -> None:
        """Returns nothing; an element begins."""
        space, local = name.rpartition(" ")[::2]
        self._open.append(local)
        if len(self._open) == 1:
            self.known = local in ("urlset", "sitemapindex")
        elif local in ("url", "sitemap") and self.known:
            self._one = {}
            found = self.pages if local == "url" else self.sitemaps
            if len(found) < PAGES:
                found.append(self._one)
            else:
                self.left_out += 1
        elif _is_field(space, local):
            self._field, self._text = local, ""

    def end(self) -> None:
        """Returns nothing; the last element that began ends."""
        local = self._open.pop()
        if self._field and local == self._field:
            if self._one is not None and self._text.strip():
                self._one.setdefault(local, self._text.strip())
            self._field = ""

    def text(self, data: str) -> None:
        """Returns nothing; words stand in the element that is open."""
        if self._field and len(self._text) <= _LOCATIONS[self._field]:
            self._text += data
