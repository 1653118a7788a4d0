"""Feeds and sitemaps as items: what is fetched, what is a document by itself, and what fails alone."""

from pathlib import Path

import pytest
from bench.hostile import MISSING, Site, page

from onrecord.acquire.entry import ENTRIES
from onrecord.acquire.formats import from_bytes
from onrecord.acquire.gathered import told as told_of
from onrecord.acquire.item import Item
from onrecord.acquire.sources import Source, items, source
from onrecord.errors import ReadError

WORDS = "The minister said on Thursday that Norway will buy two frigates from a yard in Scotland."
WHOLE = f"<content:encoded><![CDATA[<p>{WORDS}</p><p>She said that more will follow in May.</p>]]></content:encoded>"
FEED = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Example &amp; Co</title><link>https://m.example/</link>
<item><title>Two "frigates"</title><link>/1</link><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>{WHOLE}</item>
<item><title>A teaser</title><link>/2</link><description>{WORDS}</description></item>
<item><title>Without a page</title>{WHOLE.replace("two", "three")}</item>
<item><title>Without anything</title></item></channel></rss>"""
SITEMAP = "<urlset><url><loc>https://m.example/1</loc></url><url><loc>https://m.example/2</loc></url></urlset>"


def told(one: Item) -> tuple[str, bool, bool]:
    """The name of an item, and whether there is a page at hand, or a problem."""
    return one.name, one.page is not None, one.problem is not None


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "press.rss"
    path.write_text(FEED, "utf-8")
    return path


def test_a_file_gives_the_entries_that_it_holds_whole(feed: Path) -> None:
    found = list(items([str(feed)]))
    assert [told(one) for one in found] == [
        (f"{feed}#1", True, False),
        (f"{feed}#2", False, True),
        (f"{feed}#3", True, False),
        (f"{feed}#4", False, True),
    ]
    whole = source(found[0]).document
    assert whole is not None
    assert whole.text == f"{WORDS}\n\nShe said that more will follow in May."
    assert (whole.title, whole.url, whole.published) == ('Two "frigates"', "https://m.example/1", "2026-03-05")
    assert (whole.publisher, whole.source) == ("The Example & Co", f"{feed}#1")
    pageless = source(found[2]).document
    assert pageless is not None
    assert pageless.url is None
    teaser = source(found[1])
    assert teaser.document is None
    assert teaser.problem == (
        f"{feed}#2: the feed does not carry the whole text of this entry (https://m.example/2); "
        "add the feed by its address on the web"
    )


def test_a_document_has_the_day_of_its_sender(tmp_path: Path) -> None:
    path = tmp_path / "press.rss"
    path.write_text(FEED.replace("05 Mar 2026 10:00:00 GMT", "05 Mar 2026 19:30:00 -0500"), "utf-8")
    document = source(next(iter(items([str(path)])))).document
    assert document is not None
    assert document.published == "2026-03-05"


def test_entries_beyond_the_first_2000_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "press.rss"
    path.write_text(f"<rss><channel>{'<item><title>x</title></item>' * (ENTRIES + 1)}</channel></rss>", "utf-8")
    found = list(items([str(path)]))
    assert len(found) == ENTRIES + 1
    assert source(found[-1]).problem == (
        f"{path}: 1 of its 2,001 entries is left out, those after the first 2,000; add their pages, or a sitemap"
    )
    assert "is a feed of 2,001 entries" in str(told_of(path.read_bytes(), "press.rss"))


def test_of_a_folder_feeds_are_taken_and_xml_if_it_is_one(feed: Path, tmp_path: Path) -> None:
    for name, words in (("a.xml", FEED), ("b.xml", "<x/>"), ("c.xml", SITEMAP), (".d.rss", FEED), ("e.txt", WORDS)):
        (tmp_path / name).write_text(words, "utf-8")
    names = [one.name for one in items([str(tmp_path)])]
    assert names == [
        *(f"{tmp_path / 'a.xml'}#{number}" for number in (1, 2, 3, 4)),
        str(tmp_path / "e.txt"),
        *(f"{feed}#{number}" for number in (1, 2, 3, 4)),
    ]


def test_a_file_that_is_broken_or_only_names_pages_fails_with_one_line(tmp_path: Path) -> None:
    for name, words, said in (
        ("a.rss", "<rss>" + "<a>" * 300, "200 deep"),
        ("sitemap.xml", SITEMAP, "names 2 pages and holds none"),
        ("list.txt", "https://m.example/1\n", "names 1 page and holds none"),
    ):
        path = tmp_path / name
        path.write_text(words, "utf-8")
        (one,) = items([str(path)])
        assert source(one) == Source(str(path), problem=one.problem)
        assert str(one.problem).startswith(f"{path}: ")
        assert said in str(one.problem)


READ = [
    ("a feed", FEED, "is a feed of 4 entries, not a document; add it with `onrecord add x`"),
    ("a sitemap", SITEMAP, "is a sitemap of 2 pages, not a document; add it with `onrecord add x`"),
    ("one page", "https://m.example/1", "is a sitemap of 1 page, not a document; add it with `onrecord add x`"),
    (
        "sitemaps",
        "<sitemapindex><sitemap><loc>https://m.example/</loc></sitemap></sitemapindex>",
        "is a list of 1 sitemap,",
    ),
    ("a broken feed", "<rss>" + "<a>" * 300, "is a feed that cannot be read"),
]


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_read_says_what_it_is_and_what_to_do(data: str, said: str) -> None:
    with pytest.raises(ReadError) as refused:
        from_bytes(data.encode(), "x")
    assert str(refused.value).startswith(f"x: {said}")


def answer(target: str, _: dict[str, str]) -> list[bytes]:
    """A site: two feeds, two sitemaps, one page."""
    dated = "<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-03-04</dc:date>"
    away = f"<item><link>http://127.0.0.1:1/</link>{dated}</item><item><link>/x/../1?utm_source=x#b</link></item></channel>"
    pages = {
        "/feed": page(FEED.replace("</channel>", away).encode(), Content_Type="text/html"),
        "/bad": page(b"<rss>" + b"<a>" * 300),
        "/maps": page(
            b"<sitemapindex><sitemap><loc>/map</loc></sitemap><sitemap><loc>/gone</loc></sitemap></sitemapindex>"
        ),
        "/map": page(
            b"<urlset><url><loc>/1</loc><lastmod>2026-03-04</lastmod></url><url><loc>/./1</loc></url><url><loc>//b.example/1</loc></url></urlset>"
        ),
        "/1": page(WORDS.encode(), Content_Type="text/plain"),
    }
    return [pages.get(target, MISSING)]


def test_an_address_gives_its_page_or_the_pages_that_it_names() -> None:
    with Site(answer) as site:
        (one,) = items([f"{site.url}/1"], allow_private=True)
        assert told(one) == (f"{site.url}/1", True, False)
        found = list(items([f"{site.url}/feed"], allow_private=True))
        assert [told(one) for one in found] == [
            (f"{site.url}/1", False, False),
            (f"{site.url}/2", False, False),
            (f"{site.url}/feed#3", True, False),
            (f"{site.url}/feed#4", False, True),
            ("http://127.0.0.1:1/", False, False),
        ]
        assert found[-1].said == {"published": "2026-03-04"}
        document = source(found[0], allow_private=True).document
        assert document is not None
        assert (document.text, document.url) == (WORDS, f"{site.url}/1")
        assert "404" in str(source(found[1], allow_private=True).problem)
        for where, said in (("/bad", "cannot be read"), ("/none", "404")):
            (one,) = items([site.url + where], allow_private=True)
            assert said in str(one.problem)
        asked = site.connections
        (one,) = items([f"{site.url}/feed"])
        assert "--allow-private" in str(one.problem)
        assert site.connections == asked


def test_the_sitemaps_of_a_sitemap_are_asked_and_one_that_fails_fails_alone() -> None:
    with Site(answer) as site:
        found = list(items([f"{site.url}/maps"], allow_private=True))
        assert [told(one) for one in found] == [
            (f"{site.url}/1", False, False),
            (f"{site.url}/map", False, True),
            (f"{site.url}/gone", False, True),
        ]
        assert found[0].said == {}
        assert str(found[1].problem).startswith(
            f"{site.url}/map: 1 of its addresses are left out: they lead to another"
        )


def test_a_page_that_a_public_feed_names_is_never_fetched_from_a_local_address() -> None:
    with Site(answer) as site:
        asked = site.connections
        found = source(Item(f"{site.url}/1", local=False), allow_private=True)
        assert "is no public site" in str(found.problem)
        assert site.connections == asked
