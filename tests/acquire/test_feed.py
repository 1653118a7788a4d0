"""Feeds: what is one, what its entries say, what damaged ones still give, and that time grows with their length."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.acquire.entry import ENTRIES, Entry, absolute
from onrecord.acquire.feed import is_feed, read_feed
from onrecord.acquire.gathered import names_others
from onrecord.errors import ReadError
from tests.acquire.timed import grows

PAGE = "https://m.example/news/1"
HOME = "https://m.example/feed.xml"
WHOLE = "The minister said that Norway will buy two frigates. " * 20


def rss(item: str, channel: str = "", root: str = 'version="2.0"') -> str:
    """A feed of RSS with an item of these elements."""
    return f"<rss {root}><channel><title>Press</title>{channel}<item>{item}</item></channel></rss>"


def atom(entry: str, root: str = 'xmlns="http://www.w3.org/2005/Atom"') -> str:
    """A feed of Atom with an entry of these elements."""
    return f"<feed {root}><title>Press</title><entry>{entry}</entry></feed>"


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{space}"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://m.example/"><title>Press</title></channel>
 <image><title>Logo</title><link>https://m.example/logo</link></image>
 <item rdf:about="https://m.example/news/1"><title>Frigates</title><link>https://m.example/news/1</link>
 <dc:date>2026-03-05T10:00:00Z</dc:date></item></rdf:RDF>"""
FEEDS = {
    "RSS 0.9": RDF.format(space="http://my.netscape.com/rdf/simple/0.9/"),
    "RSS 0.91": rss(f"<title>Frigates</title><link>{PAGE}</link>", root='version="0.91"'),
    "RSS 0.92": rss(f"<title>Frigates</title><link>{PAGE}</link>", root='version="0.92"'),
    "RSS 1.0": RDF.format(space="http://purl.org/rss/1.0/"),
    "RSS 2.0": rss(f"<title>Frigates</title><link>{PAGE}</link>"),
    "RSS without a version": rss(f"<title>Frigates</title><link>{PAGE}</link>", root=""),
    "RSS in a space": rss(f"<title>Frigates</title><link>{PAGE}</link>", root='xmlns="http://backend.userland.com/rss2"'),
    "Atom 0.3": atom(
        f'<title mode="escaped">Frigates</title><link rel="alternate" href="{PAGE}"/>',
        'version="0.3" xmlns="http://purl.org/atom/ns#"',
    ),
    "Atom 1.0": atom(f'<title>Frigates</title><link href="{PAGE}"/>'),
    "Atom with a prefix": '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Frigates</a:title>'
    f'<a:link href="{PAGE}"/></a:entry></a:feed>',
    "JSON Feed": json.dumps({
        "version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "Frigates", "url": PAGE}],
    }),
}  # fmt: skip
BEFORE = [
    "",
    "\ufeff",
    "\n\n",
    '<?xml version="1.0"?>',
    "<!-- made <by> hand -->\n",
    "<?xml-stylesheet href='x'?><!DOCTYPE rss>\n",
]


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_each_kind_is_told_and_read(feed: str) -> None:
    for before in BEFORE[:3] if feed.startswith("{") else BEFORE:
        data = (before + feed).encode("utf-8")
        assert is_feed(data)
        assert names_others(data)
        (entry,) = read_feed(data, "feed.xml").entries
        assert (entry.title, entry.url) == ("Frigates", PAGE)
        assert len(entry.digest) == 16


NO_FEED = [
    b"", b"words", b"<", b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head></html>",
    b"<!DOCTYPE html><html><body><rss></rss></body></html>", b"<feed>corn</feed>", b"<!-- <rss> -->", b"{}", b"[1]",
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', b'{"version": "1"}', b"<rssx/>",
    b"text <rss>",
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', b"\x89PNG\r\n", b"%PDF-1.7", b"<svg/>",
]  # fmt: skip


@pytest.mark.parametrize("data", NO_FEED)
def test_what_is_no_feed(data: bytes) -> None:
    assert not is_feed(data)


ENCODED = [
    ("UTF-16", "utf-16", "utf-16", None),
    ("UTF-16 without a mark", "utf-16", "utf-16-le", None),
    ("Latin", "iso-8859-1", "cp1252", None),
    ("Cyrillic", "windows-1251", "cp1251", None),
    ("the header's", "utf-8", "cp1251", "application/rss+xml; charset=windows-1251"),
    ("declared wrong", "iso-8859-1", "utf-8", None),
    ("declared nowhere", "", "utf-8", "text/xml"),
]


@pytest.mark.parametrize(
    ("declared", "encoding", "media"), [row[1:] for row in ENCODED], ids=[row[0] for row in ENCODED]
)
def test_encodings(declared: str, encoding: str, media: str | None) -> None:
    title = "Café" if encoding == "cp1252" else "Киев"
    said = f' encoding="{declared}"' if declared else ""
    data = f'<?xml version="1.0"{said}?>{rss(f"<title>{title}</title>")}'.encode(encoding)
    assert is_feed(data)
    (entry,) = read_feed(data, "feed.xml", media=media).entries
    assert entry.title == title


ADDRESSES = [
    ("a link", f"<link>{PAGE}</link>", PAGE),
    ("blanks around it", f"<link>\n  {PAGE}\n</link>", PAGE),
    ("a relative one", "<link>/news/1</link>", PAGE),
    ("a permanent guid", f"<guid>{PAGE}</guid>", PAGE),
    ("a guid that is none", f'<guid isPermaLink="false">{PAGE}</guid>', None),
    ("a guid beside a link", f"<guid>https://m.example/?p=1</guid><link>{PAGE}</link>", PAGE),
    ("a query", "<link>https://m.example/?a=1&amp;b=2</link>", "https://m.example/?a=1&b=2"),
    ("a query that is not escaped", "<link>https://m.example/?a=1&b=2</link>", "https://m.example/?a=1&b=2"),
    ("a base", '<link xml:base="https://o.example/x/">y</link>', "https://o.example/x/y"),
    (
        "the original of a service",
        f"<link>https://p.example/~r/1</link><feedburner:origLink>{PAGE}</feedburner:origLink>",
        PAGE,
    ),
    ("an Atom link to another form", f'<link>{PAGE}</link><atom:link rel="self" href="https://m.example/x"/>', PAGE),
    ("a picture's", f"<link>{PAGE}</link><image><link>https://m.example/a</link></image>", PAGE),
    ("the source's", f'<link>{PAGE}</link><source url="https://m.example/b">x</source>', PAGE),
    ("script", "<link>javascript:alert(1)</link>", None),
    ("data", "<link>data:text/html,x</link>", None),
    ("a file", "<link>file:///etc/passwd</link>", None),
    ("a user's name", "<link>https://a:b@m.example/</link>", None),
    ("mail", "<link>mailto:a@m.example</link>", None),
    ("none", "<title>x</title>", None),
]


@pytest.mark.parametrize(("item", "url"), [row[1:] for row in ADDRESSES], ids=[row[0] for row in ADDRESSES])
def test_addresses(item: str, url: str | None) -> None:
    spaces = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    (entry,) = read_feed(rss(item, root=spaces).encode(), "feed.xml", url=HOME).entries
    assert entry.url == url


def test_a_file_has_the_addresses_of_its_own_site() -> None:
    for channel in ("<link>https://m.example/</link>", '<link rel="self" href="https://m.example/feed"/>'):
        (entry,) = read_feed(rss("<link>/news/1</link>", channel).encode(), "feed.xml").entries
        assert entry.url == PAGE
    assert read_feed(rss("<link>/news/1</link>").encode(), "feed.xml").entries[0].url is None


def test_links_of_atom() -> None:
    links = '<link rel="edit" href="/e"/><link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="1"/>'
    feed = atom(links, 'xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"')
    assert read_feed(feed.encode(), "feed.xml", url=HOME).entries[0].url == PAGE


DATES = [
    ("RSS", "<pubDate>Thu, 05 Mar 2026 10:00:00 +0200</pubDate>", "2026-03-05T10:00:00+02:00"),
    ("Greenwich", "<pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>", "2026-03-05T10:00:00+00:00"),
    ("the east of America", "<pubDate>Thu, 05 Mar 2026 22:00:00 EST</pubDate>", "2026-03-05T22:00:00-05:00"),
    ("an evening without seconds", "<pubDate>Tue, 03 Mar 2026 19:30 -0500</pubDate>", "2026-03-03T19:30:00-05:00"),
    ("the last evening of a year", "<published>2025-12-31T23:30:00-05</published>", "2025-12-31T23:30:00-05:00"),
    ("a morning in the east", "<pubDate>4 Mar 2026 00:30:00 GMT+0900</pubDate>", "2026-03-04T00:30:00+09:00"),
    ("a zone of no world", "<pubDate>Tue, 03 Mar 2026 19:30:00 -2500</pubDate>", "2026-03-03"),
    ("a zone by its place", "<published>2026-03-03T19:30:00-05:00[America/New_York]</published>", "2026-03-03"),
    ("seconds since 1970", "<pubDate>1741000000</pubDate>", "2025-03-03T11:06:40+00:00"),
    ("milliseconds since 1970", "<pubDate> 1741000000123 </pubDate>", "2025-03-03T11:06:40+00:00"),
    ("too few seconds", "<pubDate>199000000</pubDate>", None),
    ("too many", "<pubDate>2025030319</pubDate>", None),
    ("the first second", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
    ("before there were feeds", "<pubDate>Wed, 05 Mar 1975 10:00:00 GMT</pubDate>", None),
    ("a zone that is not known", "<pubDate>Thu, 05 Mar 2026 10:00:00 CET</pubDate>", "2026-03-05"),
    ("no zone", "<pubDate>2026-03-05 23:00:00</pubDate>", "2026-03-05"),
    ("a day", "<pubDate>Thu, 05 Mar 2026</pubDate>", "2026-03-05"),
    ("a day of ISO", "<pubDate>2026-03-05</pubDate>", "2026-03-05"),
    ("a month", "<dc:date>2026-03</dc:date>", None),
    ("Atom", "<published>2026-03-05T10:00:00.5+02:00</published>", "2026-03-05T10:00:00+02:00"),
    ("no date", "<pubDate>soon</pubDate>", None),
    ("a day that is none", "<pubDate>Thu, 35 Mar 2026 10:00:00 GMT</pubDate>", None),
    ("a clock that was never set", "<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>", None),
    ("the last day of all", "<published>9999-12-31T23:59:59Z</published>", None),
    ("no day of the calendar", "<pubDate>2025-02-31</pubDate>", None),
    ("no day of the calendar, with a time", "<pubDate>2025-04-31T10:00:00Z</pubDate>", None),
    ("no month", "<pubDate>2025-13-01</pubDate>", None),
    ("far away", "<pubDate>Thu, 05 Mar 99999 10:00:00 GMT</pubDate>", None),
]


@pytest.mark.parametrize(("item", "published"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_dates(item: str, published: str | None) -> None:
    (entry,) = read_feed(rss(item, root='xmlns:dc="http://purl.org/dc/elements/1.1/"').encode(), "feed.xml").entries
    assert entry.published == published


ZONES = "Z UT UTC GMT AST ADT EST EDT CST CDT MST MDT PST PDT MET MEST +0530 -03:30"


@pytest.mark.parametrize("zone", ZONES.split())
def test_the_day_is_that_of_the_sender(zone: str) -> None:
    for clock in ("00:10:00", "23:50:00"):
        (entry,) = read_feed(rss(f"<pubDate>Thu, 05 Mar 2026 {clock} {zone}</pubDate>").encode(), "feed.xml").entries
        assert entry.published is not None
        assert entry.published.startswith(f"2026-03-05T{clock}")


JSON_DATES = [
    ("2026-03-03T19:30:00-05:00", "2026-03-03T19:30:00-05:00"),
    (1741000000, "2025-03-03T11:06:40+00:00"),
    (1741000000123.5, "2025-03-03T11:06:40+00:00"),
    ("1741000000", "2025-03-03T11:06:40+00:00"),
    ("1975-03-05T10:00:00Z", None),
    (7, None),
    (-1741000000, None),
    (float("nan"), None),
    (True, None),
]


@pytest.mark.parametrize(("said", "published"), JSON_DATES)
def test_dates_of_json_feeds(said: object, published: str | None) -> None:
    items = [{"id": "1", "date_published": said}]
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    (entry,) = read_feed(data, "feed.json").entries
    assert entry.published == published


def test_a_change_has_its_own_date() -> None:
    dates = "<published>2026-03-05T10:00:00Z</published><updated>2026-03-06</updated>"
    (entry,) = read_feed(atom(dates).encode(), "feed.xml").entries
    assert (entry.published, entry.updated) == ("2026-03-05T10:00:00+00:00", "2026-03-06")
    (entry,) = read_feed(atom("<published>2026-03-05T10:00:00Z</published>").encode(), "feed.xml").entries
    assert entry.updated is None


CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
XHTML = "http://www.w3.org/1999/xhtml"


def encoded(content: str, before: str = "") -> str:
    """A feed of RSS with an item of that content."""
    return rss(f"{before}<content:encoded>{content}</content:encoded>", root=CONTENT)


BODIES = [
    ("content", encoded("<![CDATA[<p>It is done.</p>]]>"), "<p>It is done.</p>"),
    (
        "content beside a teaser",
        encoded("&lt;p>It is done.&lt;/p>", "<description>It is…</description>"),
        "<p>It is done.</p>",
    ),
    ("content that goes on elsewhere", encoded("It is … Read more »"), None),
    ("a teaser", rss("<description>Norway will buy two frigates.</description>"), None),
    ("a long description", rss(f"<description>{WHOLE}</description>"), WHOLE.strip()),
    ("one that breaks off", rss(f"<description>{WHOLE} And [&#8230;]</description>"), None),
    ("HTML of Atom", atom('<content type="html">&lt;p>It is done.&lt;/p></content>'), "<p>It is done.</p>"),
    ("text of Atom", atom("<content>A &lt; B.\n\nIt is done.</content>"), "<p>A &lt; B.</p>\n<p>It is done.</p>\n"),
    (
        "XHTML of Atom",
        atom(f'<content type="xhtml"><div xmlns="{XHTML}"><p>A &lt; <b>B</b><br/></p></div></content>'),
        "<div><p>A &lt; <b>B</b><br></p></div>",
    ),
    ("content elsewhere", atom('<content type="text/html" src="https://m.example/1">x</content>'), None),
    ("a picture", atom('<content type="image/png" mode="base64">aWl4</content>'), None),
    (
        "a site's last words",
        encoded("<![CDATA[<p>Done.</p> <p>The post <a>x</a> appeared first on y.</p>]]>"),
        "<p>Done.</p>",
    ),
]


@pytest.mark.parametrize(("feed", "body"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_the_whole_text_is_taken_and_no_part_of_it(feed: str, body: str | None) -> None:
    (entry,) = read_feed(feed.encode(), "feed.xml").entries
    assert entry.body == body


TITLES = [
    ("<title>A &amp;amp; B</title>", "A & B"),
    ("<title>A &amp; B</title>", "A & B"),
    ("<title><![CDATA[Oslo&#8217;s <b>two</b> ships]]></title>", "Oslo’s two ships"),
    ("<title> Two\n  lines </title>", "Two lines"),
    ("<title/>", None),
    ("<title>Two <i>fine</i> ships</title>", "Two fine ships"),
    ('<title>Oslo</title><media:title xmlns:media="http://search.yahoo.com/mrss/">Photo</media:title>', "Oslo"),
]


@pytest.mark.parametrize(("item", "title"), TITLES)
def test_titles(item: str, title: str | None) -> None:
    (entry,) = read_feed(rss(item).encode(), "feed.xml").entries
    assert entry.title == title


def test_the_digest_changes_with_what_is_said() -> None:
    says = ["<title>A</title>", "<description>B</description>", "<pubDate>2026-03-05</pubDate>", "<title>A.</title>"]
    says += [f"<description>{WHOLE}</description>", f"<description>{WHOLE}.</description>", "<author>me</author>"]
    digests = [read_feed(rss(said).encode(), "feed.xml").entries[0].digest for said in says]
    assert len(set(digests)) == len(says)
    again = read_feed(rss(says[0] + "<category>x</category>").encode(), "other.xml").entries[0].digest
    assert again == digests[0]


TTLS = [
    ("<ttl>60</ttl>", 3600.0),
    ("<ttl>0</ttl>", None),
    ("<ttl>-5</ttl>", None),
    ("<ttl>999999</ttl>", 604_800.0),
    ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21_600.0),
    ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600.0),
    ("<sy:updatePeriod>often</sy:updatePeriod>", None),
]


@pytest.mark.parametrize(("channel", "ttl"), TTLS)
def test_how_long_a_feed_holds(channel: str, ttl: float | None) -> None:
    feed = read_feed(rss("", channel, 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"').encode(), "feed.xml")
    assert (feed.title, feed.ttl) == ("Press", ttl)


TWO = [f"<item><title>{name}</title><link>https://m.example/{name}</link></item>" for name in ("a", "b")]


def before(elements: str) -> str:
    """The first of the two with elements before its title."""
    return TWO[0].replace("<title>", f"{elements}<title>")


DAMAGED = [
    ("cut off", f"<rss><channel>{TWO[0]}{TWO[1][:-7]}"),
    ("cut off in a tag", f"<rss><channel>{TWO[0]}{TWO[1]}<item><ti"),
    ("HTML as it is", f"<rss><channel>{before('<description>R&D <br> 5 < 6 <p></description>')}{TWO[1]}</rss>"),
    ("an end that is lost", f"<rss><channel>{TWO[0].replace('</item>', '')}{TWO[1]}</channel></rss>"),
    ("all ends lost", "<rss><channel>" + "".join((*TWO, *["<item><title>x"] * 500)).replace("</item>", "")),
    ("an end too many", f"<rss><channel></x>{TWO[0]}</item></item>{TWO[1]}</channel></rss>"),
    ("a prefix of nowhere", f"<rss><channel><x:y/>{before('<dc:date>2026</dc:date>')}{TWO[1]}"),
    ("words behind", f"<rss><channel>{TWO[0]}{TWO[1]}</channel></rss> <!-- cached --> <script>x()</script>"),
    ("signs that XML has not", f"<rss><channel>{TWO[0]}\x0b\x00{TWO[1]}</channel></rss>&#0;"),
    ("a tag that never ends", f'<rss><channel>{TWO[0]}{TWO[1]}<item a="{"x" * 500}'),
    ("attributes without quotes", f"<rss version=2.0><channel>{TWO[0]}{TWO[1]}</channel></rss>"),
]


@pytest.mark.parametrize("feed", [row[1] for row in DAMAGED], ids=[row[0] for row in DAMAGED])
def test_damaged_feeds_give_what_can_be_told(feed: str) -> None:
    entries = read_feed(feed.encode(), "feed.xml").entries
    assert [(one.title, one.url) for one in entries[:2]] == [(name, f"https://m.example/{name}") for name in ("a", "b")]


REFUSED = [
    ("no feed", b"<html></html>", "holds no feed"),
    ("nothing", b"", "holds no feed"),
    ("too large", b"<rss>" + b" " * 20_000_001, "larger than 20 MB"),
    ("too deep", rss("<a>" * 300).encode(), "200 deep"),
    ("broken JSON", b'{"version": "https://jsonfeed.org/version/1", "items": [', "is broken"),
    ("JSON too deep", b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000, "is broken"),
    ("JSON of too much", b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"[]," * 400_000, "is broken"),
    ("JSON without items", b'{"version": "https://jsonfeed.org/version/1", "items": 5}', "without items"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refusals_are_one_line_that_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_feed(data, "feed.xml")
    message = str(refused.value)
    assert message.startswith("feed.xml: ")
    assert reason in message
    assert ";" in message
    assert "\n" not in message


def test_json_feeds() -> None:
    items = [
        {"id": "https://m.example/1", "content_text": "A < B.\n\nDone.", "date_published": "2026-03-05T10:00:00+02:00"},
        {"id": 2, "url": "/2", "content_html": "<p>x</p>", "date_modified": "2026-03-05", "title": "A &amp; B"},
        {"external_url": "javascript:x", "summary": "short", "date_published": 7, "title": ["x"]},
        "no item",
    ]
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "feed_url": HOME, "items": items}).encode(
        "utf-8-sig"
    )
    one, two, three = read_feed(data, "feed.json").entries
    assert (one.url, one.published) == ("https://m.example/1", "2026-03-05T10:00:00+02:00")
    assert one.body == "<p>A &lt; B.</p>\n<p>Done.</p>\n"
    assert (two.url, two.id, two.title, two.updated) == ("https://m.example/2", "2", "A & B", "2026-03-05")
    assert three == Entry(None, digest=three.digest)


def test_only_so_many_entries_are_taken_in_their_order() -> None:
    items = "".join(f"<item><guid>https://m.example/{number}</guid></item>" for number in range(ENTRIES + 5))
    feed = read_feed(f"<rss><channel>{items}</channel></rss>".encode(), "feed.xml")
    assert [one.url for one in feed.entries] == [f"https://m.example/{number}" for number in range(ENTRIES)]
    assert feed.left_out == 5
    listed = [{"id": str(number)} for number in range(ENTRIES + 3)]
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": ["none", *listed]}).encode()
    feed = read_feed(data, "feed.json")
    assert ([one.id for one in feed.entries], feed.left_out) == ([str(number) for number in range(ENTRIES)], 3)
    assert read_feed(FEEDS["RSS 2.0"].encode(), "feed.xml").left_out == 0


def test_bytes_that_name_a_file_are_no_name(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(rss(f"<link>{PAGE}</link>"), "utf-8")
    for named in (bytes(file), f"file://{file}".encode(), HOME.encode()):
        assert not is_feed(named)
        with pytest.raises(ReadError, match="holds no feed"):
            read_feed(named, "x")


BASES = [
    ("/a", "https://m.example/b/c", "https://m.example/a"),
    ("//o.example/a", None, "https://o.example/a"),
    ("https://m.example/a b", None, "https://m.example/a%20b"),
    ("https://m.example/a\n b", None, "https://m.example/a%20b"),
    ("a", None, None),
    ("https://", None, None),
    ("https://[x", None, None),
    ("JavaScript:x", "https://m.example/", None),
    ("https://m.example/" + "a" * 5000, None, None),
]


@pytest.mark.parametrize(("address", "base", "whole"), BASES)
def test_addresses_are_led_back_to_their_base(address: str, base: str | None, whole: str | None) -> None:
    assert absolute(address, base) == whole


HOSTILE: dict[str, Callable[[int], str]] = {
    "tags that stay open": lambda size: rss("<description>" + "<b>" * (size // 3)),
    "signs that open": lambda size: rss("<description>" + "<" * (size // 8)),
    "bare signs": lambda size: rss("<description>" + "&" * (size // 4)),
    "references to nothing": lambda size: rss("<description>" + "&a;" * (size // 12)),
    "a long attribute": lambda size: rss(f'<description><a href="{"x" * size}">y</a></description>'),
    "one that stays open": lambda size: rss('<description><a href="' + "x" * size),
    "quotes": lambda size: rss("<a " + "\"'" * (size // 2)),
    "quotes in tags": lambda size: rss("<a b='\"" * (size // 32)),
    "blanks in tags": lambda size: rss("<a " + "b" * (size // 2) + " " * (size // 2) + ">"),
    "ends without beginning": lambda size: rss("</a>" * (size // 16)),
    "comments that stay open": lambda size: rss("<!--" * (size // 4)),
    "types that stay open": lambda size: "<!DOCTYPE rss [" + "<!ENTITY a '" * (size // 12),
    "an author without end": lambda size: rss(f"<author>{'a' * size}</author><title>x</title>"),
    "categories": lambda size: rss("".join(f"<category>{number}</category>" for number in range(size // 40))),
    "spaces by the thousand": lambda size: rss("".join(f'<x xmlns:a{n}="u{n}"/>' for n in range(size // 60))),
    "signs in a title": lambda size: rss(f"<title><![CDATA[{'</a' * (size // 3)}]]></title>"),
    "blank lines": lambda size: rss(f"<description><![CDATA[{chr(10) * size}]]></description>"),
    "a text of Atom": lambda size: atom(f"<content>{' &amp;x' * (size // 7)}</content>"),
    "items in items": lambda size: "<rss><channel>" + "<item><title>x" * (size // 14),
    "many leaves": lambda size: rss("<content>x</content>" * (size // 40)),
}


@pytest.mark.parametrize("write", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_and_not_faster(write: Callable[[int], str]) -> None:
    def reads(size: int) -> Callable[[], None]:
        data = write(size).encode()

        def read() -> None:
            with suppress(ReadError):
                read_feed(data, "feed.xml")

        return read

    # Doubled twice, for a machine with other work to do is not that exact; the square of it would be 16 times.
    # Times under a fiftieth of a second say nothing of growth.
    assert not grows(reads(200_000), reads(800_000), 2.6**2, 0.02 * 2.6**2)
