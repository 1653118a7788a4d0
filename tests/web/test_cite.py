"""Citations, sources, where documents came from, and what is new since a visit: over HTTP, and in a browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item
from onrecord.store.adding import How, added
from onrecord.store.opened import open_store
from tests.acquire.paper import pdf, set_in
from tests.web.conftest import Served, visit

WORDS = "Tore Sandvik said that Norway will deliver three frigates to Denmark by 2030. He spoke at Bergen on Monday."
HTML = (
    "<!doctype html><html><head><title>Ships</title><meta property='og:site_name' content='The Post'></head><body>"
    "<nav><a href='/x'>Home</a></nav><script>document.title='run'</script><article><h1>Ships</h1>"
    f"<p>{'It was cold in Bergen. ' * 200}</p><p>{WORDS}</p></article></body></html>"
)
ADDRESS = "https://post.example/ships"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page with a second version, a paper of two pages, and a text, served."""
    folder: Path = tmp_path_factory.mktemp("kept")
    (folder / "b.pdf").write_bytes(
        pdf(
            [set_in("The yard at Horten is old and was sold by its owners.", 60, 700, 300), set_in(WORDS, 60, 700, 250)]
        )
    )
    (folder / "c.txt").write_text(f"{WORDS} So it is.")
    page = Opened(HTML.encode(), ADDRESS, "text/html", "2026-03-03T10:00:00+00:00")
    later = page._replace(data=HTML.replace("three", "four").encode(), when="2026-03-04T10:00:00+00:00")
    done: list[str] = []
    with open_store(folder / "kept.db") as store:
        for item in (Item(ADDRESS, page=page), Item(str(folder / "b.pdf")), Item(str(folder / "c.txt")),
                     Item(ADDRESS, page=later)):  # fmt: skip
            added(store, [item], How("rules"), lambda one: done.append(one.what))
        assert set(done) <= {"added", "edited", "replaced"}, done
        with Served(store) as served:
            yield served


@pytest.fixture
def page(browser: Browser, kept: Served) -> Iterator[Page]:
    """A page of a new visitor to it."""
    with visit(browser, kept.url, "clipboard-read", "clipboard-write") as made:
        yield made


def of(kept: Served, ending: str) -> tuple[str, str]:
    """The path of the document whose source's name ends so, and the id of its first statement."""
    rows = kept.ask("/documents.json").json["rows"]
    name = next(one["document"] for one in rows if (one["source"] or "").endswith(ending))
    reading: dict[str, Any] = kept.ask(f"/documents/{name}.json").json["reading"]
    return f"/documents/{name}", reading["statements"][0]["id"]


def test_a_citation_is_had_in_each_form(kept: Served) -> None:
    path, record = of(kept, "/ships")
    line = kept.ask(f"{path}/cite/{record}.txt")
    assert line.headers["content-type"] == "text/plain; charset=utf-8"
    assert line.body.decode().startswith("Sandvik: “Norway will deliver four frigates to Denmark by 2030” (“Ships,”")
    assert "#:~:text=" in line.body.decode()
    assert "accessed March 4, 2026" in line.body.decode()
    entry = kept.ask(f"{path}/cite/{record}.bib")
    assert entry.headers["content-type"].startswith("application/x-bibtex")
    key = re.match(r"@article\{(\w+),", entry.body.decode())
    assert key
    assert entry.headers["content-disposition"] == f'attachment; filename="{key[1]}.bib"'
    (item,) = kept.ask(f"{path}/cite/{record}.json").json
    assert (item["id"], item["type"]) == (key[1], "article-newspaper")
    assert kept.ask(f"/api/v1{path}/cite/{record}").json == [item]
    for ending in ("", ".txt", ".bib", ".json"):
        assert kept.ask(f"{path}/cite/s0{ending}").status == 404


def test_a_citation_is_copied_by_a_click(page: Page, kept: Served) -> None:
    path, record = of(kept, "/ships")
    page.goto(f"{path}#{record}")
    card = page.locator(f".card[data-id={record}]")
    card.get_by_role("button", name="Copy citation").click()
    expect(card.get_by_role("button", name="Copied")).to_be_visible()
    line = kept.ask(f"{path}/cite/{record}.txt").body.decode().strip()
    assert page.evaluate("navigator.clipboard.readText()") == line
    card.get_by_role("link", name="Cite").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Citation")
    for name, ending in (("Text", ".txt"), ("BibTeX", ".bib"), ("CSL-JSON", ".json")):
        page.get_by_role("button", name=f"Copy {name}").click()
        expect(page.get_by_role("button", name="Copied").last).to_be_visible()
        there = kept.ask(f"{path}/cite/{record}{ending}").body.decode()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert json.loads(copied) == json.loads(there) if ending == ".json" else copied.strip() == there.strip()
        link = page.get_by_role("region", name=name).get_by_role("link", name="As a file")
        assert (link.get_attribute("href") or "").endswith(f"{record}{ending}")


def test_without_script_a_citation_is_a_link(browser: Browser, kept: Served) -> None:
    path, record = of(kept, "/ships")
    context = browser.new_context(base_url=kept.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{path}#{record}")
    expect(page.get_by_role("button", name="Copy citation").first).to_be_hidden()
    page.locator(f".card[data-id={record}]").get_by_role("link", name="Cite").click()
    page.get_by_role("link", name="As a file").first.click()
    assert page.url.endswith(f"{record}.txt")
    context.close()


def test_the_words_are_marked_in_the_saved_page(page: Page, kept: Served) -> None:
    """Scrolled to; the page is shut in, and may nothing."""
    path, record = of(kept, "/ships")
    page.goto(f"{path}#{record}")
    page.locator(f".card[data-id={record}]").get_by_role("link", name="In the source").click()
    frame = page.frame_locator("iframe.saved")
    expect(frame.locator("mark")).to_have_text("Norway will deliver four frigates to Denmark by 2030")
    expect(frame.locator("mark")).to_be_in_viewport()
    assert page.locator("iframe.saved").get_attribute("sandbox") == ""
    for theme, dark in (("dark", True), ("light", False)):  # its words have the theme of what is behind them
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        ground = page.locator("iframe.saved").evaluate("one => getComputedStyle(one).backgroundColor")
        words = frame.locator("body").evaluate("one => getComputedStyle(one).color")
        assert [max(map(int, re.findall(r"\d+", one)[:3])) < 128 for one in (ground, words)] == [dark, not dark]
    assert "run" not in page.title()
    answer = kept.ask(f"{path}/source/page?record={record}")
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("; sandbox")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "unsafe" not in policy
    assert not re.search(rb"<a[ >]|href|src", answer.body)
    page.get_by_role("heading", level=1).get_by_role("link").click()
    expect(page.locator(".card.on")).to_have_attribute("data-id", record)


def test_the_words_are_boxed_on_the_paper(page: Page, kept: Served) -> None:
    path, record = of(kept, ".pdf")
    page.goto(f"{path}/source?record={record}")
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    assert page.locator("svg.sheet rect").count() == 2
    picture = page.locator("svg.sheet image").get_attribute("href") or ""
    answer = kept.ask(picture)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert page.evaluate("document.querySelector('svg.sheet').getBoundingClientRect().height") > 500
    page.get_by_role("link", name="Previous page").click()
    expect(page.get_by_text("Page 1 of 2")).to_be_visible()
    expect(page.locator("svg.sheet rect")).to_have_count(0)
    for number in ("3", "0", "-1", "9" * 40, "x"):
        assert kept.ask(f"{path}/source/sheets/{number}.png").status in (404, 422)
    assert kept.ask(f"{path}/source?page=9").status in (400, 404)


@pytest.mark.parametrize(("ending", "name"), [("/ships", ".html"), (".pdf", ".pdf"), (".txt", ".txt")])
def test_a_source_is_saved_and_never_shown(page: Page, kept: Served, ending: str, name: str) -> None:
    path, _ = of(kept, ending)
    page.goto(f"{path}/source")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save it as it is").click()
    assert saved.value.suggested_filename.endswith(name)
    headers = kept.ask(f"{path}/source/file").headers
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"].startswith("attachment")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].endswith("sandbox")


def test_a_document_says_where_it_came_from(page: Page, kept: Served) -> None:
    path, _ = of(kept, "/ships")
    page.goto(path)
    page.get_by_text("Where it came from, and who read it").click()
    about = kept.ask(f"{path}.json").json
    for words in (
        about["origin"]["reader"],
        about["reading"]["document"]["id"],
        about["origin"]["here"]["source_sha256"],
    ):
        expect(page.locator(".origin")).to_contain_text(words)
    page.locator(".origin .versions").get_by_role("link").click()
    expect(page.locator("p.remark")).to_contain_text("was replaced wherever it stood")
    page.get_by_text("Where it came from, and who read it").click()
    expect(page.locator(".origin .versions li")).to_have_count(2)


def test_what_is_new_since_a_visit_is_told_by_dossier(page: Page, kept: Served) -> None:
    """The browser alone knows of the visit; a plain address does as well."""
    page.goto("/changes?since=2020-01-01T00:00:00Z")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is new since 2020-01-01 00:00 UTC")
    expect(page.get_by_role("link", name="Since my last visit")).to_be_hidden()
    assert page.locator("ol.changes > li blockquote").count() > 0
    shown = kept.ask("/changes.json?since=2020-01-01T00:00:00Z").json
    names = page.locator("main section > h2").all_inner_texts()
    assert names == [one["title"] for one in shown["groups"]]
    assert sorted(number for one in shown["groups"] for number in one["rows"]) == list(range(len(shown["rows"])))
    page.get_by_role("button", name="Mark all as read up to here").click()
    page.get_by_role("link", name="Since my last visit").click()
    expect(page.get_by_text("Nothing came since")).to_be_visible()
    page.goto("/changes")
    expect(page.get_by_role("link", name="Since my last visit")).to_be_visible()


def test_the_feed_is_that_of_the_digest(kept: Served) -> None:
    answer = kept.ask("/changes.rss")
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    found = feedparser.parse(answer.body)
    assert not found.bozo
    assert {"Commitments", "New documents"} <= {one.category for one in found.entries}
    assert len(feedparser.parse(kept.ask("/changes.rss?since=2090-01-01T00:00:00Z").body).entries) == 0
    assert kept.ask("/changes.rss?since=soon").status == 400
    assert b'rel="alternate" type="application/rss+xml"' in kept.ask("/changes").body


def test_a_feed_of_a_subject_tells_of_that_alone(kept: Served) -> None:
    """Of a party, a dossier, or some words: also the edits that touched it, and no document that does not."""
    every = feedparser.parse(kept.ask("/changes.rss").body)
    norway = feedparser.parse(kept.ask("/changes.rss?party=Norway&text=frigates").body)
    assert norway.feed.title == "OnRecord: what is new – Norway, frigates"
    assert {"Commitments", "Edited pages", "New documents"} <= {one.category for one in norway.entries}
    assert {one.id for one in norway.entries} <= {one.id for one in every.entries}
    assert not feedparser.parse(kept.ask("/changes.rss?dossier=sanctions").body).entries
    assert kept.ask("/changes.rss?dossier=nowhere").status == 400
    assert b'href="/changes.rss?party=Norway"' in kept.ask("/changes?party=Norway").body


def test_keys_step_through_the_cards(page: Page, kept: Served) -> None:
    path, _ = of(kept, "/ships")
    page.goto(path)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".card").first).to_have_class(re.compile(r"\bon\b"))
