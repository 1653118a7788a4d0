"""The page: whole, safe, self-contained, readable."""

import base64
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.html import asset, page
from onrecord.records import Anchor, Document, Provenance, Reading, Statement, document_id
from tests.conftest import chromium
from tests.export.readings import TEXT, reading

VOID = {"meta", "br"}
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MARKS = re.compile("[\u061c\u200e\u200f]")
HOSTILE = (
    "</style></script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "<a href='javascript:alert(1)'>&lt;b&gt; &amp;amp;\x00\x1b\u202e\ud800 --><!-- ]]>"
)


class Page(HTMLParser):
    """What a page holds: elements with their attributes, and the text of the document as it is shown."""

    def __init__(self, source: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.inside: list[bool] = []
        self.paragraphs: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        self.inside.append(dict(attrs).get("id") == "text" or (bool(self.inside) and self.inside[-1]))
        if self.inside[-1] and tag in ("p", "h1"):
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] and self.paragraphs and data.strip("\n"):
            self.paragraphs[-1] += data


def test_the_text_is_shown_whole_and_unchanged() -> None:
    made = Page(page(reading()))
    assert made.open == []
    assert made.paragraphs == [line for line in TEXT.split("\n") if line]


def test_every_record_has_a_card_and_a_place_in_the_text_that_lead_to_each_other() -> None:
    made = Page(page(reading()))
    ids = [attributes["id"] for _, attributes in made.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for number in range(4):
        assert {f"r{number}", f"t{number}"} <= set(ids)
    targets = [attributes["href"] or "" for tag, attributes in made.elements if tag == "a"]
    assert {f"#r{number}" for number in range(4)} | {f"#t{number}" for number in range(4)} <= set(targets)
    assert all(target.startswith("#") and target[1:] in ids for target in targets)
    assert all(attributes.get("aria-label") for tag, attributes in made.elements if attributes.get("class") == "at act")


def test_no_word_of_the_document_becomes_markup() -> None:
    calm = [tag for tag, _ in Page(page(reading("Some plain words\n" + TEXT))).elements]
    made = Page(page(reading(HOSTILE + "\n" + TEXT, publisher=HOSTILE)))
    assert [tag for tag, _ in made.elements] == calm
    assert not any(name.startswith("on") for _, attributes in made.elements for name in attributes)
    shown = re.sub("[\x00\x1b\u202e\ud800]", "\ufffd", HOSTILE)
    assert made.paragraphs[0] == shown
    page(reading(HOSTILE + "\n" + TEXT)).encode("utf-8")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any text with statements on any of its parts."""
    text = draw(st.text(alphabet=st.characters() | st.sampled_from("<>&\"'\n\r -/"), min_size=1, max_size=80))
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=6))
    ends = [draw(st.integers(start + 1, len(text))) for start in starts]
    anchors = [Anchor(start, end, text[start:end]) for start, end in zip(starts, ends, strict=True)]
    statements = tuple(
        Statement(f"s{number}", "d", (anchor,), "direct", cue=anchors[-number - 1], actor=(anchor.exact,))
        for number, anchor in enumerate(anchors)
    )
    return Reading(Document(document_id(text), text, publisher=text), Provenance(publisher=text), statements=statements)


@given(readings())
def test_any_text_with_any_highlights_is_shown_whole(made: Reading) -> None:
    shown = Page(page(made))
    assert shown.open == []
    lines = [line for line in re.split("[\r\n\u2028\u2029]+", made.document.text) if line.strip()]
    assert shown.paragraphs == [UNSAFE.sub("\ufffd", MARKS.sub("\u2060", line)) for line in lines]
    assert sum(attributes.get("class") == "card statement" for _, attributes in shown.elements) == len(made.statements)
    assert [
        tag for tag, _ in shown.elements if tag in ("script", "img", "iframe", "object", "embed", "link", "base")
    ] == ["script"]


def test_only_the_pages_own_script_and_style_may_run_and_nothing_is_fetched() -> None:
    source = page(reading(HOSTILE + "\n" + TEXT))
    made = Page(source)
    policy = next(a["content"] or "" for tag, a in made.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for own, rule in ((asset("tokens.css") + asset("page.css"), "style-src"), (asset("page.js"), "script-src")):
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
        assert own in source
        assert not re.search(r"https?://|@import|url\(|\beval\b|innerHTML|fetch\(", own)
    assert not any("style" in attributes or "src" in attributes for _, attributes in made.elements)


def test_colours_reach_the_contrast_of_wcag_aa() -> None:
    css = asset("tokens.css")
    light, dark, again = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r"\{([^{}]*--ground[^{}]*--act-on[^{}]*)\}", css)
    )
    assert dark == again
    for colours in (light, dark):
        pairs = [("ink", ground) for ground in colours if ground.endswith(("-on", "-fill"))]
        pairs += [
            (ink, ground) for ink in ("ink", "soft", "statement", "event", "act") for ground in ("paper", "ground")
        ]
        pairs += [(kind, f"{kind}-fill") for kind in ("statement", "event", "act")]
        pairs += [(kind, "statement-fill") for kind in ("event", "act")]
        for ink, ground in pairs:
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground, colours[ink], colours[ground])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour #rrggbb, by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture(scope="module")
def browser() -> str:
    """A browser that runs without a window."""
    return chromium() or pytest.fail("$CI is set, and no Chromium is installed")


def dom(browser: str, folder: Path, source: str, fragment: str = "") -> str:
    """The page as it is once its scripts have run."""
    (folder / "page.html").write_text(source, "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    address = (folder / "page.html").as_uri() + fragment
    try:
        done = subprocess.run([browser, *flags, address], capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("the browser did not answer within a minute")
    if b"<html" not in done.stdout:
        pytest.skip("the browser does not start here")
    return done.stdout.decode()


def test_the_script_runs_in_a_browser_and_the_documents_does_not(browser: str, tmp_path: Path) -> None:
    shown = dom(browser, tmp_path, page(reading(HOSTILE + "\n" + TEXT)), "#r1")
    assert re.search(r'<html[^>]*class="scripted"', shown)
    assert "4 of 4 records" in shown
    assert re.search(r'class="card \w+ on"', shown)
    assert "<title>owned</title>" not in shown


# What a user does, and what the page then shows, as lines of JavaScript that give a string.
CLICKS = """
const on = () => [...document.querySelectorAll(".on")].map(e => e.className.split(" ")[0]).join(" ");
const count = () => document.getElementById("count").textContent;
const press = kind => document.querySelector("button." + kind).click();
const seen = [];
document.querySelector("#r2").click(); seen.push(on());
document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"})); seen.push(on());
document.querySelector("#t2").click(); seen.push(document.querySelector(".card.on").id);
const words = [...document.querySelectorAll(".hl")].find(e => e.dataset.r.split(" ").length > 1);
const ids = []; for (let i = 0; i < 3; i++) { words.click(); ids.push(document.querySelector(".card.on").id); }
seen.push(String(new Set(ids).size > 1));
press("act"); seen.push(count()); press("statement"); seen.push(count());
seen.push(String(document.querySelectorAll(".hl.act, .hl.statement").length));
press("act"); press("statement");
const who = document.getElementById("who");
who.value = "Peru"; who.dispatchEvent(new Event("change")); seen.push(count());
document.getElementById("theme").click(); seen.push(document.documentElement.dataset.theme);
document.title = "seen: " + seen.join("; ");
"""


def test_clicks_lead_from_words_to_cards_and_back(browser: str, tmp_path: Path) -> None:
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page(reading()))
    shown = dom(browser, tmp_path, source.replace("</body>", f"<script>{CLICKS}</script></body>"))
    (title,) = re.findall(r"<title>seen: (.*?)</title>", shown)
    first, *rest = title.split("; ")
    assert set(first.split()) == {"at", "hl", "card"}
    assert rest == ["", "r2", "true", "2 of 4 records", "1 of 4 records", "0", "1 of 4 records", "light"]


def test_a_card_links_to_its_words_in_the_live_page() -> None:
    of = reading()
    linked = msgspec.structs.replace(of, document=msgspec.structs.replace(of.document, url="https://news.example/a"))
    links = [a for tag, a in Page(page(linked)).elements if a.get("class") == "live"]
    assert len(links) == len((*of.statements, *of.events, *of.acts))
    assert all((a["href"] or "").startswith("https://news.example/a#:~:text=") for a in links)
    for url in (None, "javascript:alert(1)", 'https://news.example/"><script>'):
        made = msgspec.structs.replace(of, document=msgspec.structs.replace(of.document, url=url))
        assert not any(a.get("class") == "live" for _, a in Page(page(made)).elements)
