"""Page lists: which links of a page lead to articles."""

import time

import pytest

from onrecord.acquire.entry import ENTRIES
from onrecord.acquire.listed import links_of
from onrecord.errors import ReadError, UsageError

HERE = "https://m.example/press/"


def page(*hrefs: str, around: str = "{}") -> bytes:
    """A page with these links."""
    links = "\n".join(f'<li><a href="{href}">About {number}</a></li>' for number, href in enumerate(hrefs))
    return f"<!DOCTYPE html><html><body>{around.format(links)}</body></html>".encode()


LINKS = [
    ("/press/norway-buys-two-frigates", True),
    ("norway-buys-two-frigates.html", True),
    ("/press/norway_buys_two_frigates/", True),
    ("/2026/03/05/frigates", True),
    ("/press/2026-03-05-frigates", True),
    ("/press/20260305/frigates", True),
    ("/2026/mar/05/frigates", True),
    ("/press/release/12345", True),
    ("/press?id=123456", True),
    ("/docs/joint-statement-of-both-ministers.pdf", True),
    ("https://www.m.example/press/norway-buys-two-frigates", True),
    ("https://de.m.example/press/norway-buys-two-frigates", True),
    ("/press/", False),
    ("/", False),
    ("#top", False),
    ("/about", False),
    ("/about-us", False),
    ("/topics/nato", False),
    ("/press?page=2", False),
    ("/press/photo-of-the-two-frigates.jpg", False),
    ("/feeds/all-of-our-press-releases.xml", False),
    ("https://other.example/norway-buys-two-frigates", False),
    ("mailto:press-office-of-the-ministry@m.example", False),
    ("javascript:void('a-b-c-d-e')", False),
]


@pytest.mark.parametrize(("href", "taken"), LINKS)
def test_links_that_look_like_articles_are_taken(href: str, taken: bool) -> None:
    found = links_of(page(href), HERE)
    assert bool(found) == taken
    if taken:
        assert found[0].title == "About 0"
        assert str(found[0].url).startswith("https://")


AROUND = [
    ("<main><ul>{}</ul></main>", True),
    ("<div class=x><table><tr><td>{}</td></tr></table></div>", True),
    ("<nav>{}</nav>", False),
    ("<header>{}</header>", False),
    ("<footer><p>{}</p></footer>", False),
    ("<aside>{}</aside>", False),
    ('<div role="navigation">{}</div>', False),
    ("<!-- {} -->", False),
    ("<template>{}</template>", False),
    ("<x-list><template shadowrootmode=open>{}</template></x-list>", True),
    ("<article><header><h2>{}</h2></header><p>A teaser.</p></article>", True),
    ("<main><div><header>{}</header></div></main>", True),
    ('<div role="main"><footer>{}</footer></div>', True),
    ("<article><nav>{}</nav></article>", False),
    ("<article><header><nav>{}</nav></header></article>", False),
    ("<article>A teaser.</article><footer>{}</footer>", False),
    ("<nav><article>A teaser.</article></nav><header>{}</header>", False),
    ("<template><article></template><header>{}</header>", False),
]


@pytest.mark.parametrize(("around", "taken"), AROUND)
def test_menus_are_not_looked_at(around: str, taken: bool) -> None:
    assert bool(links_of(page("/press/norway-buys-two-frigates", around=around), HERE)) == taken


@pytest.mark.parametrize("around", [row[0] for row in AROUND])
def test_a_link_that_fits_a_glob_is_taken_wherever_it_is_shown(around: str) -> None:
    shown = "<!--" not in around and "<template>{}" not in around
    found = links_of(page("/press/norway-buys-two-frigates", around=around), HERE, matching=f"{HERE}*")
    assert bool(found) == shown


def test_each_is_taken_once_in_the_order_of_the_page() -> None:
    one, two = "/press/norway-buys-two-frigates", "/press/sweden-buys-three-frigates"
    links = f'<a href="{one}"><img></a> <a href="{one}#a">Norway\n buys</a> <a href="{two}">Sweden</a>'
    data = f'<base href="https://m.example/x/">{links}'
    found = links_of(data.encode(), HERE)
    assert [(entry.url, entry.title) for entry in found] == [
        (f"https://m.example{one}", "Norway buys"),
        (f"https://m.example{two}", "Sweden"),
    ]


GLOBS = [
    ("https://m.example/news/*", ["/news/a", "/news/b/c"]),
    ("https://m.example/news/?", ["/news/a"]),
    ("*", ["/news/a", "/news/b/c", "/other", "https://o.example/news"]),
    ("https://o.example/*", ["https://o.example/news"]),
    ("HTTPS://m.example/news/*", []),
    ("/news/*", []),
]


@pytest.mark.parametrize(("glob", "taken"), GLOBS)
def test_a_glob_says_which_links_are_meant(glob: str, taken: list[str]) -> None:
    found = links_of(page("/news/a", "/news/b/c", "/other", "https://o.example/news"), HERE, matching=glob)
    whole = [one if one.startswith("https") else f"https://m.example{one}" for one in taken]
    assert [entry.url for entry in found] == whole


def test_encodings_are_those_of_pages() -> None:
    data = '<meta charset="windows-1251"><a href="/press/1234567">Киев</a>'.encode("cp1251")
    assert links_of(data, HERE)[0].title == "Киев"
    plain = '<a href="/press/1234567">Киев</a>'.encode("koi8-r")
    assert links_of(plain, HERE, media="text/html; charset=koi8-r")[0].title == "Киев"


def test_what_cannot_be_used() -> None:
    assert links_of(b"", HERE) == links_of(b"words", HERE) == ()
    with pytest.raises(ReadError, match="larger than 5 MB; "):
        links_of(b" " * 5_000_001, HERE)
    for glob in ("*a" * 20, "x" * 501):
        with pytest.raises(UsageError, match="glob"):
            links_of(b"<p>", HERE, matching=glob)


def test_only_so_many_are_taken() -> None:
    assert len(links_of(page(*(f"/press/{number}" for number in range(100_000, 102_500))), HERE)) == ENTRIES


HOSTILE = [
    "<a " + " ".join(f'a{number}="1"' for number in range(100_000)) + ">",
    "<div>" * 200_000,
    '<a href="/press/1234567">' * 50_000,
    "<a href='/press/" + "9" * 1_000_000 + "'>",
    "<" * 500_000,
    "&amp" * 200_000,
]


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_pages_made_to_exhaust_take_a_moment(html: str) -> None:
    began = time.process_time()
    links_of(html.encode(), HERE, matching="*a*b*c*d*e*f*g*")
    assert time.process_time() - began < 5
