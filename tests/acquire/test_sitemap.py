"""Sitemaps: what is one, which pages it names, and what is left out."""

import gzip
import zlib

import pytest

from onrecord.acquire.gathered import names_others
from onrecord.acquire.sitemap import PAGES, Sitemap, is_sitemap, read_sitemap
from onrecord.errors import ReadError

HOME = "https://m.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
PAGE = "https://m.example/news/1"


def urlset(*urls: str, spaces: str = SPACE) -> str:
    """A sitemap of pages with these elements each."""
    return f"<urlset {spaces}>{''.join(f'<url>{url}</url>' for url in urls)}</urlset>"


def read(xml: str, url: str | None = HOME) -> Sitemap:
    """What is read of it."""
    return read_sitemap(xml.encode(), "sitemap.xml", url=url)


ONE = urlset(f"<loc>{PAGE}</loc>")
SITEMAPS = {
    "a sitemap": ONE.encode(),
    "behind a declaration": f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made -->\n{ONE}'.encode(),
    "with a mark": ONE.encode("utf-8-sig"),
    "UTF-16": ONE.encode("utf-16"),
    "of Google": urlset(f"<loc>{PAGE}</loc>", spaces='xmlns="http://www.google.com/schemas/sitemap/0.84"').encode(),
    "without a space": urlset(f"<loc>{PAGE}</loc>", spaces="").encode(),
    "with a prefix": ONE.replace("<", "<s:").replace("<s:/", "</s:").replace("xmlns=", "xmlns:s=").encode(),
    "packed": gzip.compress(ONE.encode(), mtime=0),
    "blanks around": urlset(f"<loc>\n {PAGE}\n </loc>").encode(),
    "a section": urlset(f"<loc><![CDATA[{PAGE}]]></loc>").encode(),
    "text": f"{PAGE}\r\n".encode(),
    "text with a mark": f"\n{PAGE}\n".encode("utf-8-sig"),
    "text that is packed": gzip.compress(PAGE.encode(), mtime=0),
    "cut off": ONE[:-10].encode(),
}


@pytest.mark.parametrize("data", SITEMAPS.values(), ids=SITEMAPS)
def test_each_kind_is_told_and_read(data: bytes) -> None:
    assert is_sitemap(data)
    assert names_others(data)
    assert [one.url for one in read_sitemap(data, "sitemap.xml", url=HOME).pages] == [PAGE]
    assert [one.url for one in read_sitemap(data, "sitemap.xml").pages] == [PAGE]


NONE = [
    b"", b"\n\n", b"words", b"<html></html>", b"<rss/>", b"https://m.example/ is our page", b"<!-- <urlset> -->",
    b"\x1f\x8b\x08", gzip.compress(b"words", mtime=0), zlib.compress(ONE.encode()), b"ftp://m.example/\n", b"{}",
    b"http://m.example/\nwords", b"%PDF-1.7",
]  # fmt: skip


@pytest.mark.parametrize("data", NONE)
def test_what_is_no_sitemap(data: bytes) -> None:
    assert not is_sitemap(data)


def test_what_is_said_of_pages() -> None:
    news = (
        f"<loc>{PAGE}</loc><lastmod>2026-03-06</lastmod><news:news><news:publication><news:name>Press</news:name>"
        "</news:publication><news:publication_date>2026-03-05T10:00:00+02:00</news:publication_date>"
        "<news:title>Two frigates &amp; more</news:title></news:news>"
        "<image:image><image:loc>https://m.example/a.jpg</image:loc><image:title>Photo</image:title></image:image>"
    )
    (one,) = read(urlset(news, spaces=f"{SPACE} {NEWS} {IMAGE}")).pages
    assert (one.url, one.title) == (PAGE, "Two frigates & more")
    assert (one.published, one.updated) == ("2026-03-05T10:00:00+02:00", "2026-03-06")
    changed = [
        read(urlset(f"<loc>{PAGE}</loc><lastmod>{day}</lastmod>")).pages[0] for day in ("2026-03-06", "2026-03-07")
    ]
    assert changed[0].digest != changed[1].digest
    for said, when in (
        ("2026-03-03T19:30:00-05:00", "2026-03-03T19:30:00-05:00"),
        ("1949-04-04", "1949-04-04"),
        ("1970-01-01T00:00:00Z", None),
        ("1969-12-31T19:00:00-05:00", None),
    ):
        assert read(urlset(f"<loc>{PAGE}</loc><lastmod>{said}</lastmod>")).pages[0].updated == when
    (undated,) = read(urlset(f"<loc>{PAGE}</loc><lastmod>often</lastmod>")).pages
    assert undated.updated is None


def test_only_pages_of_its_own_host_are_taken_once_each() -> None:
    addresses = (
        PAGE, "https://www.m.example/2", "https://de.m.example/3", "/4", PAGE,
        "https://other.example/", "https://xm.example/", "javascript:x", "file:///etc/passwd", "http://127.0.0.1/",
    )  # fmt: skip
    found = read(urlset(*(f"<loc>{one}</loc>" for one in addresses)))
    assert [one.url for one in found.pages] == [*addresses[:3], "https://m.example/4"]
    assert found.left_out == 5


def test_sitemaps_of_sitemaps() -> None:
    inner = "".join(
        f"<sitemap><loc>{one}</loc><lastmod>2026-03-05T12:00:00+02:00</lastmod></sitemap>"
        for one in ("https://m.example/1.xml", "https://m.example/2.xml.gz", "https://other.example/3.xml")
    )
    found = read(f"<sitemapindex {SPACE}>{inner}</sitemapindex>")
    when = "2026-03-05T10:00:00+00:00"
    assert found.sitemaps == (("https://m.example/1.xml", when), ("https://m.example/2.xml.gz", when))
    assert (found.pages, found.left_out) == ((), 1)


def test_only_so_many_pages_are_taken() -> None:
    addresses = [f"https://m.example/{number}" for number in range(PAGES + 3)]
    for data in ("\n".join(addresses), urlset(*(f"<loc>{one}</loc>" for one in addresses))):
        found = read(data)
        assert (len(found.pages), found.left_out) == (PAGES, 3)


BOMB = gzip.compress(b"<urlset>" + b" " * 60_000_000, mtime=0)
REFUSED = [
    ("no sitemap", b"<html></html>", "holds no sitemap"),
    ("nothing", b"", "holds no sitemap"),
    ("too large", b"<urlset>" + b" " * 20_000_001, "larger than 20 MB"),
    ("a bomb", BOMB, "times its size"),
    ("packed and broken", gzip.compress(ONE.encode(), mtime=0)[:-12], "breaks off"),
    ("packed and changed", b"\x1f\x8b\x08" + b"x" * 100, "cannot be unpacked"),
    ("too deep", urlset("<a>" * 300).encode(), "200 deep"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refusals_are_one_line_that_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_sitemap(data, "sitemap.xml", url=HOME)
    message = str(refused.value)
    assert message.startswith("sitemap.xml: ")
    assert reason in message
    assert ";" in message
    assert "\n" not in message
