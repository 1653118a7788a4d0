"""Pages of the web: the main text as a browser shows it, and the way back from each word of it to the page."""

import re
import time
from collections.abc import Callable
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from onrecord.acquire.encoding import decoded
from onrecord.acquire.formats import from_bytes
from onrecord.acquire.html import Read, from_page, is_page, read_page
from onrecord.errors import ReadError
from tests.acquire.timed import grows

PAGES = Path(__file__).with_name("pages")

# What stands before and after the case in each page, so that there is an article to be found.
FIRST = "The two ministers met in the capital on Tuesday and spoke for three hours about the defence of the strait."
LAST = "They are to meet again in the spring, when the new treaty is to be signed by both of the governments."

# A part of an article, and what is to be read of it. In the latter | stands for a blank line.
CASES = [
    ("a paragraph", "<p>Norland will build ships.</p>", "Norland will build ships."),
    ("white space", "<p>  Norland\n   will \t build<b> ships</b> .  </p>", "Norland will build ships ."),
    ("inline elements part no words", "<p>Nor<b>land</b> will<i> build</i> ships.</p>", "Norland will build ships."),
    ("entities", "<p>It &ldquo;will&rdquo; pay &pound;5&nbsp;m &#8212; or&#x2026;</p>", "It “will” pay £5 m — or…"),
    ("entities without their end", "<p>Smith &amp Sons &copy 2020 pay.</p>", "Smith & Sons © 2020 pay."),
    ("no entities", "<p>R&D and AT&T; a < b, they say.</p>", "R&D and AT&T; a < b, they say."),
    ("a line break", "<p>Norland will build.<br>Sudland will not.</p>", "Norland will build.\nSudland will not."),
    (
        "two line breaks",
        "<p>Norland will build.<br><br/>Sudland will not.</p>",
        "Norland will build.|Sudland will not.",
    ),
    ("line breaks and blanks", "<p>It will build. <br> \n It will pay.</p>", "It will build.\nIt will pay."),
    ("a heading", "<h2>What was agreed</h2><p>Norland will build.</p>", "What was agreed|Norland will build."),
    (
        "a list",
        "<p>They agreed:</p><ul><li>to build ships;</li><li>to pay for them.</li></ul>",
        "They agreed:|- to build ships;\n- to pay for them.",
    ),
    (
        "a numbered list",
        "<p>They agreed:</p><ol><li>to build ships;</li><li>to pay for them.</li></ol>",
        "They agreed:|1. to build ships;\n2. to pay for them.",
    ),
    (
        "a numbered list that goes on",
        '<p>They agreed:</p><ol start="7"><li>to build ships;</li><li value="9">to pay for them.</li></ol>',
        "They agreed:|7. to build ships;\n9. to pay for them.",
    ),
    (
        "letters",
        '<p>They agreed:</p><ol type="a"><li>to build ships;</li><li>to pay for them.</li></ol>',
        "They agreed:|a. to build ships;\nb. to pay for them.",
    ),
    (
        "numbers of its own",
        "<p>They agreed:</p><ol><li>1. to build ships;</li><li>(2) to pay for them.</li></ol>",
        "They agreed:|1. to build ships;\n(2) to pay for them.",
    ),
    (
        "a list in a list",
        "<p>They agreed:</p><ol><li>to build<ul><li>ships;</li><li>docks.</li></ul></li><li>to pay.</li></ol>",
        "They agreed:|1. to build\n  - ships;\n  - docks.\n2. to pay.",
    ),
    (
        "paragraphs in an item",
        "<p>They agreed:</p><ol><li><p>Norland will build ships.</p></li><li><p>Sudland will pay.</p></li></ol>",
        "They agreed:|1. Norland will build ships.\n2. Sudland will pay.",
    ),
    (
        "numbered paragraphs",
        "<p>1. Norland will build ships.</p><p>2. Sudland will pay for them.</p>",
        "1. Norland will build ships.|2. Sudland will pay for them.",
    ),
    (
        "a table",
        "<table><tr><th>State</th><th>Ships</th></tr><tr><td>Norland</td><td>12</td></tr></table>",
        "State\tShips\nNorland\t12",
    ),
    ("a quotation", "<blockquote><p>We will build.</p></blockquote><p>So she said.</p>", "We will build.|So she said."),
    (
        "hidden",
        '<p>It will build. <span style="display: none">Never.</span>It will pay.</p>',
        "It will build. It will pay.",
    ),
    (
        "hidden by attribute",
        "<p>Norland will build ships.</p><p hidden>Never seen by anybody.</p>",
        "Norland will build ships.",
    ),
    ("hidden by class", '<p>It will build <span class="sr-only">opens anew</span>ships.</p>', "It will build ships."),
    ("a script", "<p>It will build <script>var a = '<p>no</p>';</script>ships.</p>", "It will build ships."),
    ("a style", "<p>It will build <style>p > b { color: red }</style>ships.</p>", "It will build ships."),
    ("a comment", "<p>It will <!-- not > really --> build ships.</p>", "It will build ships."),
    ("a soft hyphen", "<p>The com&shy;mis\u200bsion will build ships.</p>", "The commission will build ships."),
    (
        "a caption",
        "<figure><img src=a.jpg><figcaption>A ship.</figcaption></figure><p>It will build.</p>",
        "It will build.",
    ),
    (
        "read more",
        "<p>Norland will build ships.</p><p><a href=/b>Read more: ships</a></p>",
        "Norland will build ships.",
    ),
    (
        "shares",
        '<div class="share-bar"><p>Tell your friends about this article.</p></div><p>It will build.</p>',
        "It will build.",
    ),
    (
        "a newsletter",
        '<div class="newsletter"><p>Get our best news every morning by mail.</p></div><p>It will build.</p>',
        "It will build.",
    ),
    (
        "related links",
        '<aside><h3>More</h3><ul><li><a href="/a">Sudland pays.</a></li></ul></aside><p>It will build.</p>',
        "It will build.",
    ),
    ("open paragraphs", "<p>Norland will build.<p>Sudland will pay.", "Norland will build.|Sudland will pay."),
    ("tags that cross", "<p>It <b>will <i>build</b> many</i> ships.</p>", "It will build many ships."),
    ("an end without a beginning", "<p>It will</span> build ships.</p></div2>", "It will build ships."),
    ("quotes in an attribute", "<p title='a > b \"c\"'>It will build ships.</p>", "It will build ships."),
    ("an attribute like a quote", "<p title=it's>It will build Norland's ships.</p>", "It will build Norland's ships."),
    (
        "names of other makers",
        "<p>It will <o:p>build</o:p> <st1:place>many</st1:place> ships.</p>",
        "It will build many ships.",
    ),
    (
        "text of its own in a div",
        "<div>Norland will build.<p>Sudland will pay.</p>Both agree.</div>",
        "Norland will build.|Sudland will pay.|Both agree.",
    ),
    ("carriage returns", "<p>Norland will\r\nbuild\rships.</p>", "Norland will build ships."),
    ("a no-break space", "<p>It will pay 5\u00a0000 crowns.</p>", "It will pay 5 000 crowns."),
]


def page(body: str, head: str = "") -> str:
    """A page whose article has the body between two paragraphs."""
    return (
        f"<!doctype html><html lang=en><head><title>Ships</title>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<article><p>{FIRST}</p>{body}<p>{LAST}</p></article><footer>All rights are ours.</footer></body></html>"
    )


def lead_back(read: Read, data: bytes) -> None:
    """Asserts that each word of the text leads back to the same word of the page, by XPath and by bytes."""
    source = decoded(data)
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    covered: set[int] = set()
    for place in read.places:
        assert place.characters
        shown = read.text[place.start : place.end]
        found = tree.xpath(f"string({place.xpath})")[slice(*place.characters)]
        assert " ".join(found.split()) == " ".join(shown.split())
        assert len(found) == len(shown)
        assert place.octets
        saved = unescape(data[slice(*place.octets)].decode(source.encoding))
        assert " ".join(saved.split()) == " ".join(shown.split())
        covered.update(range(place.start, place.end))
    marks = {at for mark in re.finditer(r"^ *(?:-|\w+\.) ", read.text, re.MULTILINE) for at in range(*mark.span())}
    assert all(at in covered or at in marks or character.isspace() for at, character in enumerate(read.text))
    assert [place.start for place in read.places] == sorted(place.start for place in read.places)


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_the_main_text_is_what_a_browser_shows_of_it(body: str, expected: str) -> None:
    data = page(body).encode()
    read = read_page(data)
    assert read.text == "\n\n".join([FIRST, *expected.split("|"), LAST])
    lead_back(read, data)


# Shadow trees as pages declare them, for which {} stands, and what browsers show of them; | stands for a blank line.
SHADOWS = [
    ("alone", "<x-a>{}<p>It will build.</p><p>It will pay.</p></template></x-a>", "It will build.|It will pay."),
    ("in an article's element", "<div>{}<p>It will build.</p></template></div>", "It will build."),
    (
        "with a slot",
        "<x-a>{}<h2>What was agreed</h2><slot></slot><p>So it said.</p></template><p>It will pay.</p></x-a>",
        "What was agreed|It will pay.|So it said.",
    ),
    (
        "with slots that have names",
        "<x-a>{}<h2><slot name=t></slot></h2><slot></slot></template><p>It will pay.</p><b slot=t>A title</b></x-a>",
        "A title|It will pay.",
    ),
    ("in a line", "<p>See <x-a>{}<a href=x><slot>it</slot></a></template>our page</x-a> now.</p>", "See our page now."),
    ("of words in a line", "<p>See <x-a>{}the ships</template></x-a> here.</p>", "See the ships here."),
    (
        "around words",
        "<x-a>{}<p>Ships: <slot></slot> by 2030.</p></template>five <b>large</b> ones</x-a>",
        "Ships: five large ones by 2030.",
    ),
    ("with what a slot says by itself", "<x-a>{}<p>It <slot>will pay</slot>.</p></template>\n</x-a>", "It will pay."),
    (
        "without a slot",
        "<x-a>{}<p>It will build.</p></template><p>It will pay.</p></x-a>",
        "It will build.|It will pay.",
    ),
    (
        "in another",
        "<x-a>{}<x-b>{}<h2>Both</h2><slot></slot></template><slot></slot></x-b><p>So.</p></template>It pays.</x-a>",
        "Both|It pays.|So.",
    ),
    (
        "behind what it shows",
        "<x-a><p>It pays.</p>{}<p>It said:</p><slot></slot></template></x-a>",
        "It said:|It pays.",
    ),
    (
        "around a list's item",
        "<x-a>{}<ul><li>ships;</li><li><slot></slot></li></ul></template>more <i>ships</i>.</x-a>",
        "- ships;\n- more ships.",
    ),
    (
        "with entities",
        "<x-a>{}<slot></slot></template><p>R&amp;D &pound;5 <!-- a --> m — ok.</p></x-a>",
        "R&D £5 m — ok.",
    ),
    ("with what is hidden", "<x-a>{}<style>p > a</style><p hidden>No</p><p>It pays.</p></template></x-a>", "It pays."),
    ("that hides its slot", "<x-a>{}<p>It pays.</p><p hidden><slot></slot></p></template>No</x-a>", "It pays."),
    ("a second one", "<x-a>{}<p>It pays.</p></template>{}<p>No</p></template></x-a>", "It pays."),
    ("in what can have none", "<ul>{}<li>No</li></template><li>It pays.</li></ul>", "- It pays."),
    ("no shadow tree", "<x-a><template><p>No</p></template><p>It pays.</p></x-a><!-- {} -->", "It pays."),
    ("of no mode", "<x-a><template shadowrootmode=ajar><p>No</p></template><p>It pays.</p></x-a>", "It pays."),
]


@pytest.mark.parametrize("mode", ["shadowrootmode=open", 'class="a" ShadowRootMode="Closed"'])
@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in SHADOWS], ids=[row[0] for row in SHADOWS])
def test_shadow_trees_are_read_in_the_order_in_which_they_are_shown(body: str, expected: str, mode: str) -> None:
    data = page(body.replace("{}", f"<template {mode}>")).encode()
    read = read_page(data)
    assert read.text == "\n\n".join([FIRST, *expected.split("|"), LAST])
    lead_back(read, data)


# By the HTML standard's tokenizer; what stands between the brackets is shown.
COMMENTS = [
    "<!-- an ad --!>[ships]", "<!-->[ships]", "<!--->[ships]", "<!---->[ships]", "<!----!>[ships]",
    "<!-- a --->[ships]", "<!-- a -- > b -->[ships]", "<!-- a ->b -->[ships]", "<!-- a --!b -->[ships]",
    "<!-- a <!-- b -->[ships]", "<!-- <!-->[ships]", "<!---!> a -->[ships]", "<!>[ships]", "<! a -- b>[ships]",
    "<?a b?>[ships]", "</ a>[ships]", "</>[ships]", "<![CDATA[a]]>[ships]", "<!-- a --!>[b --> ships]",
    "<!-- a --!-->[ships]",
]  # fmt: skip


@pytest.mark.parametrize("written", COMMENTS)
def test_comments_end_where_browsers_end_them(written: str) -> None:
    comment, shown = written.removesuffix("]").rsplit("[", 1)
    data = page(f"<p>Norland will build {comment}{shown} soon.</p><p>Sudland will pay for them.</p>").encode()
    read = read_page(data)
    assert read.text == f"{FIRST}\n\nNorland will build {shown} soon.\n\nSudland will pay for them.\n\n{LAST}"
    lead_back(read, data)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_saved_pages(path: Path) -> None:
    data = path.read_bytes()
    acquired = from_bytes(data, path.name, any_language=True)
    assert acquired.document.text == path.with_suffix(".txt").read_text("utf-8").rstrip("\n")
    lead_back(read_page(data), data)


def test_what_a_page_says_of_itself() -> None:
    head = (
        '<meta property="og:title" content="Ministers &amp; ships"><meta property="og:site_name" content="AP">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": [{"name": "By Ann Roe"}],'
        '"datePublished": "2025-11-04T23:30:00+09:00", "dateModified": "2025-11-05"}]}</script>'
        '<link rel="canonical" href="https://news.example/a?b=1">'
    )
    about = read_page(page("", head).encode()).about
    said = (
        "Ministers & ships",
        "Ann Roe",
        "Associated Press",
        "2025-11-04",
        "2025-11-05",
        "https://news.example/a?b=1",
    )
    assert tuple(about) == (*said, "en", ())
    document = from_bytes(page("", head).encode(), "a.html").document
    assert (document.title, document.publisher, document.published) == (about.title, about.publisher, about.published)
    assert (document.url, document.language) == (about.url, "en")


def test_a_heading_is_the_title_of_a_page_without_one() -> None:
    data = (
        page("<p>x</p>").replace("<title>Ships</title>", "").replace("<article>", "<h1>Ships <b>now</b></h1><article>")
    )
    assert read_page(data.encode()).about.title == "Ships now"


SAID = [
    ("a meta element", '<meta name="date" content="2024-03-05">', "", "2024-03-05"),
    ("with slashes", '<meta name="pubdate" content="2024/03/05 10:00">', "", "2024-03-05"),
    ("without dashes", '<meta name="pubdate" content="20240305">', "", "2024-03-05"),
    ("as mail does", '<meta name="dc.date" content="Tue, 05 Mar 2024 10:00:00 GMT">', "", "2024-03-05"),
    ("an element of time", "", '<p><time datetime="2024-03-05T10:00">Tuesday</time></p>', "2024-03-05"),
    ("no day", '<meta name="date" content="yesterday">', "", None),
    ("no such day", '<meta name="date" content="2024-02-31">', "", None),
    (
        "days of two articles",
        "",
        '<p><time datetime="2024-03-05">Tuesday</time>, <time datetime="2021-01-01">then</time></p>',
        None,
    ),
    ("broken data", '<script type="application/ld+json">{"datePublished": </script>', "", None),
]


@pytest.mark.parametrize(("head", "body", "day"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_when_a_page_was_published(head: str, body: str, day: str | None) -> None:
    read = read_page(page(body, head).encode())
    guessed = any(finding.code == "date-guessed" for finding in read.findings)
    assert (None if guessed else read.about.published) == day


NO_TEXT = [
    ("empty", b"<html></html>"),
    ("a head alone", b"<!doctype html><title>Ships</title>"),
    ("scripts", b"<html><body><script>var ships = 'Norland builds ships.';</script></body></html>"),
    ("a picture", b"<!doctype html><body><img src=a.png></body>"),
    ("a comment that never ends", b"<html><!-- <p>Norland builds ships.</p>"),
    ("a tag that never ends", b'<html><body><p title="Norland builds ships.'),
]


@pytest.mark.parametrize("data", [row[1] for row in NO_TEXT], ids=[row[0] for row in NO_TEXT])
def test_a_page_without_text_is_one_line(data: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        from_bytes(data, "a.html")
    assert str(refused.value).startswith("a.html: ")
    assert "page without text" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_page_in_another_language_is_refused_like_a_text() -> None:
    data = page("<p>x</p>").replace(FIRST, "Die Minister trafen sich am Dienstag in der Hauptstadt. " * 9).encode()
    with pytest.raises(ReadError, match="written in German"):
        from_page(data.replace(LAST.encode(), b""), "a.html")


def test_deep_nesting_is_read_or_told() -> None:
    shallow = page("<div>" * 1500 + "<p>Norland will build ships.</p>" + "</div>" * 1500).encode()
    assert "Norland will build ships." in read_page(shallow).text
    deep = page("<div>" * 50_000 + "<p>Norland will build ships.</p>").encode()
    assert [finding.code for finding in read_page(deep).findings][:1] == ["page-cut"]


@pytest.mark.parametrize("around", ["article", "main", "section", "div", "p"])
def test_a_page_without_a_body_is_read(around: str) -> None:
    data = f"<!doctype html><title>Ships</title><meta name=a content=b><{around}><p>{FIRST}</p></{around}>".encode()
    read = read_page(data)
    assert read.text == FIRST
    lead_back(read, data)


def test_a_page_of_very_many_tags_is_read_with_a_finding() -> None:
    read = read_page(page("<p>Norland will <b>build</b> ten ships.</p>" * 10_000).encode())
    assert "page-long" in {finding.code for finding in read.findings}
    assert read.text.count("Norland will build ten ships.") == 10_000


SHADOW = "<template shadowrootmode=open>"
GROWING = [
    ("paragraphs", lambda size: page("<p>Norland will build ships, and Sudland will pay for them.</p>" * (size // 60))),
    ("one run with entities", lambda size: page("<p>" + "ships &amp; \n docks " * (size // 20) + "</p>")),
    ("one text", lambda size: page("<pre>" + "Norland will build ships.  \n" * (size // 28) + "</pre>")),
    ("quotes", lambda size: page("<a href='" + "<a b=\"'" * (size // 8))),
    ("openings", lambda size: page("<!--" * (size // 4))),
    ("raw elements", lambda size: page("<p>" + "<title>" * (size // 7))),
    ("brackets", lambda size: page("<p>" + "<" * size)),
    ("templates", lambda size: page(f"<x-a>{SHADOW}It pays.</template>" + "<template></template>" * (size // 21))),
    ("slots", lambda size: page(f"<x-a>{SHADOW}{'<slot></slot>' * (size // 26)}</template>{'<b>a ' * (size // 9)}")),
    ("shadow trees", lambda size: page(f"<x-a>{SHADOW}<p>It pays.</p><slot></slot></template>A</x-a>" * (size // 80))),
    ("shadow trees in each other", lambda size: page(f"<x-a>{SHADOW}<slot></slot>" * (size // 50))),
]  # fmt: skip


@pytest.mark.parametrize("made", [row[1] for row in GROWING], ids=[row[0] for row in GROWING])
def test_time_grows_with_the_page(made: Callable[[int], str]) -> None:
    small, large = (made(size).encode() for size in (60_000, 240_000))
    read_page(small)
    # Four times the page; what is added allows for a machine that has other things to do.
    assert not grows(partial(read_page, small), partial(read_page, large), 8, 1)


TAGS = [
    "p",
    "/p",
    "div",
    "/div",
    "b",
    "/b",
    "br",
    "ul><li",
    "/ul",
    "table><td",
    "/table",
    "script",
    "/script",
    "pre",
    "title",
]
OTHERS = [
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "&amp;",
    "&",
    "<",
    ">",
    "'",
    '"',
    "\u00ad",
    "\ufeff",
    "\0",
    "&nbsp;",
    "&#0;",
    "<svg>",
    "<a href='",
    "<template shadowrootmode=open>",
    "</template>",
    "<slot>",
    "<b slot=a>",
]
WORDS = ["é", "\U0001f6a2", "\U0001d801", " ", "\n", "\r\n", "Norland", "Norland builds ships. "]
PIECES = st.sampled_from([*(f"<{tag}>" for tag in TAGS), *OTHERS, *WORDS])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_the_markup_places_hold(body: str) -> None:
    data = page(f"<p>{FIRST}</p>{body}").encode()
    read = read_page(data)
    assert not re.search("[\U0001d800-\U0001d9ff]", read.text)
    for place in read.places:
        assert read.text[place.start : place.end]
        assert place.octets is None or 0 <= place.octets[0] < place.octets[1] <= len(data)
    ends = [at for place in read.places for at in (place.start, place.end)]
    assert ends == sorted(ends)


def test_a_page_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(ReadError, match="more than 1,000,000 tags; save"):
        from_page(b"<html>" + b"<b>a</b>" * 500_001, "a.html")


def test_comments_in_a_row_take_linear_time() -> None:
    small, large = (page(f"<p>Norland builds.</p>{'<!-- x -->' * many}").encode() for many in (100_000, 400_000))
    assert read_page(small).text
    assert read_page(large).text
    assert not grows(partial(read_page, small), partial(read_page, large), 4 * 1.5, 0.5)


def test_a_page_of_5_mb_is_read_in_linear_time() -> None:
    body = "".join(f"<p>In year {year} Norland will build ships &amp; docks.</p>" for year in range(80_000))
    data = page(f"<h2>What was agreed</h2>{body}<ul><li>Norland pays;</li></ul>").encode()
    began = time.process_time()
    read = read_page(data)
    assert time.process_time() - began < 30
    assert read.text.startswith(f"{FIRST}\n\nWhat was agreed\n\nIn year 0 Norland")
    assert read.text.endswith(f"build ships & docks.\n\n- Norland pays;\n\n{LAST}")


def test_what_is_a_page() -> None:
    assert is_page(b"\n<!-- a --><?xml version='1.0'?><html>") is False
    pages = (b"<!DOCTYPE html>", b"\xef\xbb\xbf <html>", b"<?xml version='1.0'?>\n<html lang=en>", b"<!-- a --><head>")
    for data in (*pages, "<html>".encode("utf-16")):
        assert is_page(data)
    for data in (b"The minister <html> said", b"<rss version='2.0'>", b"", b"<htmlish>", b"{}"):
        assert not is_page(data)


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Two ships for Peru | The Example Post", "Two ships for Peru"),
        ("Ships - and boats - The Example Post", "Ships - and boats"),
        ("Two ships for Peru – the example post", "Two ships for Peru"),
        ("Two ships | Analysis", "Two ships | Analysis"),
        ("The Example Post", "The Example Post"),
        ("Two-ships-The Example Post", "Two-ships-The Example Post"),
    ],
)
def test_a_title_ends_before_the_name_of_its_site(title: str, left: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="The Example Post">'
    page = f"<html><head>{head}</head><body><article><p>{'Norland builds two ships. ' * 5}</p></article></body></html>"
    assert from_page(page.encode(), "a.html", any_language=True).document.title == left
