"""Documents whose words go from right to left: each piece of them stands apart, and the page's order stays as it is."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item
from onrecord.store.adding import How, added
from onrecord.store.opened import open_store
from tests.web.conftest import Served, drawn, visit

SHIPS, SEA = "سفن الحراسة (النرويج)", "שלום, הים הפתוח!"
TITLES = ("النرويج: ثلاث فرقاطات (2030)!", "מצרים והספינות: חלק 2", "כل البحر, كلمة")
OUTLETS = ("صحيفة الميناء (أوسلو)", "עיתון הנמל (חיפה)")
TEXTS = (
    f"Norway pledged to deliver three frigates, “{SHIPS}”, to Denmark by 2030. “{SEA} is what we build,” Tore "
    f"Sandvik said on Monday in Oslo.\n\nThe head of the company سفن الشمال said: “We will deliver {SHIPS} to Egypt "
    "by 2031.”\n\nتعهدت النرويج بتسليم ثلاث فرقاطات إلى الدنمارك (قبل 2030).",
    f"Norway promised to deliver three frigates, “{SHIPS}”, to Denmark by 2030. Israel and Egypt held talks on the "
    f"ship {SEA} in Cairo on Monday. “We delayed {SHIPS}, and {SEA}, until 2032,” Tore Sandvik said.",
    "قالت الوزيرة: «سنسلم ثلاث فرقاطات (جديدة) قبل 2030».\n\nسفن الشمال said that Norway will deliver the ships.",
)
# Text nodes with such letters that stand in no element of their own: one that has a direction given, a "bdi", or, on
# a saved page, whose own letters tell it. An element that holds a whole section is none of a piece of text.
LOOSE = """() => {
  const own = one => one.closest('bdi, [dir]:not(html, main, section, article, table)')
    || [...function* () { for (; one; one = one.parentElement) yield one; }()]
      .find(one => getComputedStyle(one).unicodeBidi === 'plaintext');
  const found = [], walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, one = text.parentElement;
    if (/[\\u0590-\\u08ff]/.test(text.data) && !one.closest('script, style, title') && !own(one))
      found.push(one.parentElement.outerHTML.slice(0, 200));
  }
  return found;
}"""
# Whether the page itself goes from left to right: the parts of its head and the cells of its rows.
ORDERLY = """() => {
  const lefts = all => [...all].filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().left);
  const rising = all => all.every((left, at) => !at || left > all[at - 1]);
  return getComputedStyle(document.querySelector('main')).direction === 'ltr'
    && rising(lefts(document.querySelectorAll('header.site nav a')))
    && [...document.querySelectorAll('table.rows tr')].every(row => rising(lefts(row.cells)));
}"""
# The highlighted pieces that belong to a record in a role, and whether what stands in the middle of each is its own.
PIECES = """([n, role]) => [...document.querySelectorAll('.hl')]
  .filter(one => one.dataset.r.split(' ').includes(n + ':' + role)).map(one => {
    one.scrollIntoView({ block: 'center' });
    const [box] = one.getClientRects();
    const at = document.caretPositionFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return [one.textContent, !one.textContent.trim() || one.contains(at.offsetNode)];
  })"""


def lines() -> Iterator[Item]:
    """Documents in English with words from right to left in every field, and one that has hardly others."""
    for at, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True)):
        said = {
            "text": f"{title}\n\n{text}", "title": title, "publisher": OUTLETS[at % 2], "series": "سلسلة البحر",
            "published": f"2026-03-{10 + at}", "url": f"https://post.example/{at}/الميناء", "kind": "communique",
        }  # fmt: skip
        yield Item(f"given:{at}", json.dumps(said).encode())


def pages() -> Iterator[Item]:
    """A saved page."""
    where = "https://news.example/port"
    words = f"Norway pledged to deliver two frigates, “{SHIPS}”, to Denmark by 2030, Tore Sandvik said in Oslo."
    body = f"<h1>الميناء (الجديد)</h1><p>{words}</p><p dir=rtl>{TEXTS[2]}</p>"
    page = f"<!doctype html><html lang=en><title>الميناء (الجديد)</title><body><article>{body}</article></body></html>"
    yield Item(where, page=Opened(page.encode(), where))


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A store of such documents, served."""
    path: Path = tmp_path_factory.mktemp("turned") / "turned.db"
    done: list[str] = []
    with open_store(path) as store:
        for items in (lines(), pages()):
            added(store, items, How("rules", any_language=True), lambda one: done.append(one.what))
        assert done == ["added"] * 4
        with Served(store) as served:
            yield served


@pytest.fixture
def page(browser: Browser, turned: Served) -> Iterator[Page]:
    """A page of a new visitor to it."""
    with visit(browser, turned.url, refused=True) as made:
        yield made


def documents(site: Served) -> dict[str, str]:
    """Their ids by their titles."""
    return {one["title"]: one["document"] for one in site.ask("/documents.json").json["rows"]}


def records(site: Served, document: str) -> list[str]:
    """The ids of a document's records."""
    reading = site.ask(f"/documents/{document}.json").json["reading"]
    return [one["id"] for kind in ("statements", "events", "acts") for one in reading.get(kind, ())]


def paths(site: Served) -> Iterator[str]:
    """Every page of the site."""
    yield from ("/ledger", "/changes?since=2026", "/documents", "/dossiers", "/dossiers/exercises", "/dossiers/none")
    yield from ("/actors", "/actors/Norway", "/actors/Tore%20Sandvik", "/sources", "/timeline", "/network", "/map")
    yield from ("/search?q=frigates", "/compare", "/review", "/review/several", "/review/decisions")
    yield from (f"/sources/{quote(one, safe='')}" for one in OUTLETS)
    asked = ("/search?q=", "/ledger?party=", "/actors?name=", "/actors/", "/sources?name=", "/timeline?party=", "/no/")
    yield from (where + quote(SHIPS) for where in asked)
    yield from (f"/commitments/{one['standing']['id']}" for one in site.ask("/ledger.json").json["rows"])
    first, *others = documents(site).values()
    yield f"/compare?one={first}"
    for other in others:
        yield f"/compare/texts?old={other}&new={first}"
        yield f"/compare/accounts?one={other}&other={first}"
    for document in (first, *others):
        yield f"/documents/{document}"
        yield f"/documents/{document}/source"
        for record in records(site, document):
            yield f"/review?record={record}"
        yield f"/documents/{document}/cite/{record}"
        yield f"/documents/{document}/source?record={record}"


def test_every_piece_of_a_document_stands_apart(page: Page, turned: Served) -> None:
    seen = 0
    for path in paths(turned):
        page.goto(path)
        drawn(page)
        assert page.evaluate(ORDERLY), path
        for frame in page.frames:
            assert frame.evaluate(LOOSE) == [], (path, frame.url)
        seen += page.locator("main").inner_text().count("ف")
    assert seen > 100
    # What stood loose would have been noticed.
    page.evaluate("document.querySelector('main').append('سفن')")
    assert len(page.evaluate(LOOSE)) == 1


def test_what_is_highlighted_are_the_words(page: Page, turned: Served) -> None:
    roles = {"statements": ("content", "speaker"), "events": ("trigger", "place"), "acts": ("undertaking", "trigger")}
    found = 0
    for document in documents(turned).values():
        reading = turned.ask(f"/documents/{document}.json").json["reading"]
        page.goto(f"/documents/{document}")
        for kind, record in ((name, one) for name in roles for one in reading.get(name, ())):
            number = page.locator(f".card[data-id='{record['id']}']").get_attribute("data-n")
            for role in roles[kind]:
                anchors = record.get(role) or []
                words = [one["exact"] for one in (anchors if isinstance(anchors, list) else [anchors])]
                pieces = page.evaluate(PIECES, [number, role])
                assert "".join(text for text, _ in pieces) == "".join(words), (kind, role)
                assert all(own for _, own in pieces), (kind, role, pieces)
                found += sum("\u0590" <= sign <= "\u08ff" for text, _ in pieces for sign in text)
    assert found > 300


def test_a_click_on_such_words_leads_to_their_record(page: Page, turned: Served) -> None:
    page.goto(f"/documents/{documents(turned)[TITLES[0]]}")
    words = page.locator(".hl", has_text="سفن الشمال").first
    words.click()
    assert page.locator(".card.on .who").inner_text() == "head of the company سفن الشمال"
    assert "سفن الشمال" in page.locator(".hl.on").first.inner_text()


def test_a_paragraph_begins_where_most_of_its_words_do(page: Page, turned: Served) -> None:
    """An English sentence that begins with an Arabic name is English; a quote, a mark, a clause follow their text."""
    page.goto(f"/documents/{documents(turned)[TITLES[2]]}")
    ways = page.locator("#text > *").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert ways == ["rtl", "rtl", "ltr"]
    page.goto("/search?q=frigates")
    assert set(page.locator("mark").all_inner_texts()) == {"frigates"}
