"""The way back: each anchor of each record of a page, paper or text leads to the same words of its source."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import mammoth
import pypdfium2
import pytest
from lxml import html as lxml_html

import onrecord
from onrecord.acquire.encoding import decoded
from onrecord.origin import Place
from onrecord.reader import read_bytes
from onrecord.records import Act, Anchor, Event, Reading, Statement, anchors_of
from onrecord.targets import Target, extent, hash_name, in_source
from tests.acquire.paper import HEIGHT, pdf, set_in
from tests.acquire.word import document, docx, p
from tests.conftest import marked

PAGES = Path(__file__).parent / "acquire" / "pages"
NEWS = """<!doctype html><html lang=en><head><title>Ships</title>{head}</head>
<body><nav>Norland will build</nav><article>
<h1>Norland pledges ships</h1>
<p>OSLO – Norway’s Defence Minister <b>Ann Roe</b> said on Tuesday that Norway <i>will build</i> five frigates for
Ukraine by&nbsp;2030. “We will pay &pound;5&nbsp;million,” she told “reporters”.</p>
<p>Sweden agreed to <a href="/x">train the crews</a> of the ships &amp; docks, and Poland welcomed the plan.<br>The two
countries signed the agree&shy;ment in Warsaw.</p>
<ul><li>Sweden will send 40 teachers – “at once” – to Gdańsk.</li></ul>
<p>They are to meet again in the spring, when the new treaty is to be signed by both of the governments.</p>
</article></body></html>"""
LINES = (
    "Defence Minister Park Ji-won said in Lima on Monday that South Korea will build two patrol ships for Peru. "
    "Peru agreed to pay for the ships, and the two ministers signed the agreement on the follow-ing day. "
)


def bare(words: str) -> str:
    """The words without white space and what is not shown."""
    return re.sub("[\\s\u00ad\u200b]+", "", words)


def by_xpath(found: Target, tree: Any) -> str:
    """The words at the XPaths and ranges of the places."""
    strings = ((place, tree.xpath(f"string({place.xpath})")) for place in found.places)
    return "".join(string[slice(*place.characters)] for place, string in strings if place.characters)


def by_bytes(found: Target, data: bytes, encoding: str) -> str:
    """The words in the bytes of the places."""
    return "".join(unescape(data[slice(*place.octets)].decode(encoding)) for place in found.places if place.octets)


def targets(reading: Reading) -> list[tuple[Anchor, Target]]:
    """Every anchor of every record, and where it stands."""
    records = (*reading.statements, *reading.events, *reading.acts, *reading.actors)
    found = [(one, onrecord.target(reading, one)) for one in dict.fromkeys(anchors_of(records))]
    assert len(found) > 10
    for anchor, there in found:
        text = reading.document.text
        assert (there.exact, text[there.start : there.end]) == (anchor.exact, anchor.exact)
        assert text.endswith(there.prefix, 0, there.start)
        assert text.startswith(there.suffix, there.end)
    return found


def page_bytes(name: str) -> bytes:
    return (PAGES / name).read_bytes()


SOURCES: dict[str, Callable[[], bytes]] = {
    "communique.html": lambda: page_bytes("communique.html"),
    "old_table.html": lambda: page_bytes("old_table.html"),
    "utf-8": lambda: NEWS.format(head="").encode(),
    "utf-16": lambda: NEWS.format(head="").encode("utf-16"),
    "windows-1252": lambda: NEWS.format(head="<meta charset=windows-1252>").replace("ń", "n").encode("windows-1252"),
    "carriage returns": lambda: NEWS.format(head="<meta charset=utf-8>").replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("name", SOURCES)
def test_words_of_pages_lead_back_by_xpath_and_by_bytes(name: str) -> None:
    data = SOURCES[name]()
    source = decoded(data)
    text = source.text.replace("\r\n", "\n").encode("utf-8")
    tree = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))
    encoding = source.encoding
    for anchor, found in targets(read_bytes(data, "a.html", any_language=True, reader="rules")):
        assert bare(by_xpath(found, tree)) == bare(anchor.exact)
        assert bare(by_bytes(found, data, encoding)) == bare(anchor.exact)


def test_words_of_a_paper_lead_back_to_their_boxes() -> None:
    data = pdf(
        [set_in(LINES * 3, 60, 700, 300, leading=2), set_in(LINES * 2, 60, 700, 200, leading=2)], title="A paper"
    )
    reading = read_bytes(data, "a.pdf", reader="rules")
    papers = pypdfium2.PdfDocument(data)
    for anchor, found in targets(reading):
        boxed = ""
        for place in found.places:
            assert place.page
            assert place.box
            left, top, right, bottom = place.box
            page = papers[place.page - 1].get_textpage()
            boxed += page.get_text_bounded(left - 1, HEIGHT - bottom - 1, right + 1, HEIGHT - top + 1)
        assert bare(anchor.exact).replace("-", "") in re.sub(r"[\W_]", "", boxed) or bare(anchor.exact) in bare(boxed)


def test_words_of_a_word_file_lead_back_to_the_page_that_mammoth_makes(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(document("".join(p(line) for line in (LINES, LINES.replace("two", "five"))))))
    with path.open("rb") as file:
        made = mammoth.convert_to_html(file).value
    tree = lxml_html.document_fromstring(f"<html><body>{made}</body></html>")
    for anchor, found in targets(onrecord.read(path, reader="rules")):
        assert bare(by_xpath(found, tree)) == bare(anchor.exact)


def test_words_of_markdown_lead_back_by_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Ships – “news”\n\n{LINES.replace('two patrol', '**two** “patrol”')}", "utf-8")
    for anchor, found in targets(onrecord.read(path, reader="rules")):
        assert bare(by_bytes(found, path.read_bytes(), "utf-8")) == bare(anchor.exact)


def test_a_text_is_its_own_source() -> None:
    reading = onrecord.read(LINES, reader="rules")
    assert reading.places == ()
    for _, found in targets(reading):
        assert (found.places, found.link, found.source) == ((), None, hash_name(reading.document.id))


def test_a_page_with_an_address_is_linked_to_at_the_words() -> None:
    data = NEWS.format(head='<meta property="og:url" content="https://news.example/a">').encode()
    reading = read_bytes(data, "a.html", reader="rules")
    text = reading.document.text
    for anchor, found in targets(reading):
        assert found.source == "https://news.example/a"
        assert found.link
        assert found.link.startswith("https://news.example/a#:~:text=")
        assert anchor.exact in text


def test_hashes_are_named_as_the_standard_names_them() -> None:
    # The example of RFC 6920, section 8.2.
    digest = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert hash_name(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_what_stands_nowhere_in_the_source_is_not_of_it() -> None:
    text = "It agreed:\n\n3. Norway pays.\n4. Sweden\tpays."
    named = ("It agreed:", "Norway pays.", "Sweden", "pays.")
    places = [Place(at := text.index(one), at + len(one)) for one in named[:3]] + [Place(len(text) - 5, len(text))]
    assert in_source(text, places, 0, len(text)) == "It agreed:\n\nNorway pays.\nSweden\tpays."
    assert in_source(text, places, text.index("3"), text.index("pays")) == "Norway "
    assert in_source(text, places, text.index("ys."), text.index("weden")) == "ys.\nS"
    assert in_source(text, places, text.index("4"), text.index("4") + 2) == ""
    assert in_source(text, (), 12, 21) == "3. Norway"


EXTENTS = [
    ("what is said", "statement", "[[We will]], she said, [[pay for it]]. So.", "We will, she said, pay for it"),
    ("words of two paragraphs", "statement", "[[We will]], she said.\n\n[[He paid]].", "We will"),
    ("an event and its parties", "event", "[[The two states]] [[met]] in May.", "The two states met"),
    ("an act", "act", "It will [[build]] [[five ships]] now.", "build five ships"),
    ("an act on what stands far off", "act", "[[Five ships]]!" + " So." * 200 + " It will [[build]] it.", "build"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), [row[1:] for row in EXTENTS], ids=[row[0] for row in EXTENTS])
def test_the_words_that_a_reader_is_led_to(kind: str, text: str, expected: str) -> None:
    plain, spans = marked(text)
    first, second = (Anchor(start, end, plain[start:end]) for start, end in spans)
    record: Statement | Event | Act
    match kind:
        case "statement":
            record = Statement("s", "d", (first, second), "direct")
        case "event":
            record = Event("e", "d", "CONSULT", second, actor_spans=(first,))
        case _:
            build = first if first.exact == "build" else second
            record = Act("a", "d", "plan", build, (second if build is first else first,))
    found = extent(record, plain)
    assert plain[found.start : found.end] == expected
