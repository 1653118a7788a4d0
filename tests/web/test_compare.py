"""Comparing in a browser: from the choice of two texts to the words that differ, and back to their records."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from onrecord.store.opened import open_store
from tests.ledger.test_edits import FIRST, SECOND
from tests.store.test_versions import Capture, at, put
from tests.web.conftest import Served

OLD, NEW = "Security Consultative Meeting, Washington 2024", "Security Consultative Meeting, Seoul 2025"
LEE, TRUMP = "Lee asks Trump for fuel", "Trump clears South Korea"


def id_of(site: Served, title: str) -> str:
    """The id of the document whose title begins so."""
    rows = site.ask("/documents.json?limit=200").json["rows"]
    return str(next(one["document"] for one in rows if one["title"].startswith(title)))


def texts(site: Served, form: str = "") -> str:
    """The address that compares the two communiqués."""
    return f"/compare/texts{form}?old={id_of(site, OLD)}&new={id_of(site, NEW)}"


def accounts(site: Served, form: str = "") -> str:
    """The address that compares the two reports."""
    return f"/compare/accounts{form}?one={id_of(site, LEE)}&other={id_of(site, TRUMP)}"


@pytest.fixture(params=["with", "without"])
def any_page(browser: Browser, site: Served, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with script, and one without."""
    context = browser.new_context(base_url=site.url, java_script_enabled=request.param == "with")
    made = context.new_page()
    made.set_default_timeout(10_000)
    yield made
    context.close()


def test_two_texts_are_chosen_by_their_titles(any_page: Page) -> None:
    page = any_page
    page.goto("/ledger")
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_label("Words of its title").fill("consultative seoul")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=f"Choose {NEW}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare with which text?")
    page.get_by_label("Words of its title").fill("consultative washington")
    page.get_by_role("button", name="Find").click()
    row = page.locator("table.rows tbody tr").first
    expect(row.locator("th")).to_have_text(OLD)
    row.get_by_role("link", name="as texts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed between two texts")
    expect(page.locator(".heads .named")).to_have_text([OLD, NEW])  # the earlier one first
    page.get_by_role("link", name="the other way round").click()
    expect(page.locator(".heads .named")).to_have_text([NEW, OLD])
    page.get_by_role("link", name="as accounts of one meeting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two accounts of one meeting")
    page.get_by_role("link", name="A with another text").click()
    expect(page.locator(".chosen .named")).to_have_text(NEW)
    page.get_by_role("link", name="choose another first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare two texts")
    page.get_by_label("Words of its title").fill("nonesuch")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("No title or text has all these words.")).to_be_visible()
    page.get_by_role("link", name="Clear").click()
    expect(page.get_by_role("link", name=f"Choose {NEW}")).to_be_visible()


def test_a_document_leads_to_the_one_before_it_and_to_others(any_page: Page, site: Served) -> None:
    page = any_page
    page.goto(f"/documents/{id_of(site, NEW)}")
    page.get_by_role("link", name="the one before in the series (2024-10-30)").click()
    expect(page.locator(".heads .named")).to_have_text([OLD, NEW])
    page.goto(f"/documents/{id_of(site, LEE)}")
    row = page.locator(".others li").filter(has_text=TRUMP)
    row.get_by_role("link", name="as accounts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two accounts of one meeting")
    page.goto(f"/documents/{id_of(site, LEE)}")
    page.get_by_role("link", name="another text").click()
    expect(page.locator(".chosen .named")).to_contain_text(LEE)
    page.locator(".others li").first.get_by_role("link", name="as texts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed between two texts")


def test_undertakings_are_told_by_what_became_of_them(any_page: Page, site: Served) -> None:
    page = any_page
    page.goto(texts(site))
    counts = site.ask(texts(site, ".json")).json["counts"]
    rows = page.locator("ol.compared > li")
    assert rows.count() == sum(counts.values())
    for what, many in counts.items():
        if many:
            page.get_by_role("link", name=f"{what} {many}", exact=True).click()
            expect(rows).to_have_count(many)
            expect(rows.locator(".lead b")).to_have_text([what] * many)
    page.get_by_role("link", name=f"all {sum(counts.values())}", exact=True).click()
    expect(rows).to_have_count(sum(counts.values()))
    due = rows.filter(has_text="hold the next meeting")
    expect(due.locator(".note")).to_contain_text("due: in 2025")
    assert all(" · due:" in one for one in rows.locator(".lead").all_text_contents() if "due:" in one)
    expect(due.locator("del")).to_have_text("Seoul")
    expect(due.locator("ins")).to_have_text("Washington")


def test_what_differs_is_seen_without_colour(page: Page, site: Served) -> None:
    page.goto(texts(site))
    for tag, line in (("del", "line-through"), ("ins", "underline")):
        word = page.locator(f".sides {tag}").first
        assert line in word.evaluate("one => getComputedStyle(one).textDecorationLine")


def test_a_quote_leads_to_its_record_in_the_document(page: Page, site: Served) -> None:
    for path in (texts(site), accounts(site)):
        page.goto(path)
        link = page.locator("ol.compared").get_by_role("link", name="in the text").last
        record = str(link.get_attribute("href")).partition("#")[2]
        link.click()
        expect(page.locator(".card.on")).to_have_attribute("data-id", record)


def test_keys_go_from_difference_to_difference(page: Page, site: Served) -> None:
    page.goto("/ledger")
    page.keyboard.press("g")
    page.keyboard.press("x")
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare two texts")
    page.goto(texts(site))
    differences = page.locator("[data-differs]")
    for key, which in (("n", 0), ("n", 1), ("p", 0), ("p", 0)):
        page.keyboard.press(key)
        expect(differences.nth(which)).to_be_focused()
        expect(differences.nth(which)).to_be_in_viewport()
    differences.last.focus()
    page.keyboard.press("n")
    expect(differences.last).to_be_focused()


def test_accounts_are_told_by_who_tells_them(any_page: Page, site: Served) -> None:
    page = any_page
    page.goto(accounts(site))
    answer = site.ask(accounts(site, ".json")).json
    rows = page.locator("ol.compared > li")
    assert rows.count() == len(answer["rows"])
    names = {"both": "in both", "one": "only in A", "other": "only in B"}
    for where, name in names.items():
        many = answer["counts"][where]
        page.get_by_role("link", name=f"{name} {many}", exact=True).click()
        expect(rows).to_have_count(many)
        expect(rows.locator(".lead b")).to_have_text([name] * many)
        expect(rows.first.locator(".absent")).to_have_count(0 if where == "both" else 1)
    page.get_by_role("link", name="all", exact=False).first.click()
    many = answer["kinds"]["act"]
    page.get_by_role("link", name=f"acts {many}", exact=True).click()
    expect(rows).to_have_count(many)


def test_on_a_phone_the_two_sides_stand_below_each_other(browser: Browser, site: Served) -> None:
    for width, is_beside in ((360, False), (1280, True)):
        context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(texts(site))
        boxes = [page.locator("ol.compared .pair").first.locator("> div").nth(at).bounding_box() for at in (0, 1)]
        assert boxes[0]
        assert boxes[1]
        assert (boxes[0]["y"] == boxes[1]["y"]) == is_beside
        label = page.locator("ol.compared .label").first
        box = label.bounding_box()
        assert box
        assert (box["width"] > 1) != is_beside
        context.close()


def test_an_edited_page_is_compared_with_what_it_was(browser: Browser, tmp_path: Path) -> None:
    """A page of which three texts are known: from the last one step back, and another."""
    with open_store(tmp_path / "edited.db") as store:
        same = "The yard at Horten has two docks, of which one was built in the year 1911 and never since rebuilt."
        third = SECOND.replace("2032", "2034")
        captures = [Capture("\n".join((text, *(f"{one} {same}" for one in "ABCD"))), at(minute))
                    for minute, text in ((1, FIRST), (9, SECOND), (11, third))]  # fmt: skip
        assert put(store, captures) == ["added", "edited", "edited"]
        with Served(store) as served:
            context = browser.new_context(base_url=served.url)
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.goto("/documents")
            page.locator("table.rows tbody a").first.click()
            page.get_by_role("link", name="the version before (2026-03-03 09:09 UTC)").click()
            expect(page.locator("ol.sides del")).to_have_text("2032.")
            folded = page.get_by_text("paragraphs unchanged").last
            folded.click()
            expect(page.locator("details[open] .words").first).to_be_visible()
            page.get_by_role("link", name="one step back: the version before").click()
            soft = page.locator("ol.compared > li").filter(has=page.locator(".softened"))
            expect(soft.locator(".lead")).to_contain_text("pledge → consider")
            page.get_by_role("link", name="one step on: the version after").click()
            expect(page.locator("ol.sides ins")).to_have_text("2034.")
            context.close()


@pytest.mark.parametrize("path", [texts, accounts])
def test_the_rows_are_had_as_csv(site: Served, path: object) -> None:
    assert callable(path)
    answer = site.ask(path(site, ".csv"))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8"), newline="")))
    asked = site.ask(path(site, ".json")).json["rows"]
    assert len(rows) == len(asked) > 0
    assert len(list(csv.reader(io.StringIO(site.ask(path(site, ".csv") + "&limit=3").body.decode())))) == 4
    pages = [site.ask(path(site, ".json") + f"&limit=4&offset={begin}").json for begin in range(0, len(asked), 4)]
    assert [row for one in pages for row in one["rows"]] == asked
    assert [one["more"] for one in pages] == [True] * (len(pages) - 1) + [False]


def test_the_page_holds_all_words_of_both_texts(site: Served) -> None:
    """Each paragraph once, and each mark where its offsets say."""
    answer = site.ask(texts(site, ".json")).json
    tree = html.fromstring(site.ask(texts(site)).body.decode())
    for side, title, marks in (("old", OLD, "struck"), ("new", NEW, "added")):
        text = site.ask(f"/documents/{id_of(site, title)}.json").json["reading"]["document"]["text"]
        found = [row[side] for row in answer["paragraphs"] if side in row]
        assert sorted(one["exact"] for one in found) == sorted(
            line.strip() for line in text.split("\n") if line.strip()
        )
        anchors = found + [mark for row in answer["paragraphs"] for mark in row.get(marks, ())]
        assert all(text[one["start"] : one["end"]] == one["exact"] for one in anchors)
        shown = {one.text_content() for one in tree.xpath("//ol[@class='sides']//p[@class='words']")}
        assert {one["exact"] for one in found} <= shown


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/compare?one=none", 400, "no such document"),
        ("/compare/texts", 422, "old: field required"),
        ("/compare/texts?old=OLD", 422, "new: field required"),
        ("/compare/texts?old=OLD&new=OLD", 400, "are one document"),
        ("/compare/texts?old=OLD&new=none", 400, "no such document"),
        ("/compare/texts?old=OLD&new=NEW&what=all", 400, "give one of hardened"),
        ("/compare/accounts?one=OLD", 422, "other: field required"),
        ("/compare/accounts?one=OLD&other=NEW&where=here", 400, "give one of conflicting"),
        ("/compare/accounts?one=OLD&other=NEW&kind=quote", 400, "give one of statement"),
        ("/compare/accounts?one=OLD&other=NEW&limit=0", 422, "limit: "),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_line(site: Served, path: str, status: int, said: str) -> None:
    asked = path.replace("OLD", id_of(site, OLD)).replace("NEW", id_of(site, NEW))
    answer = site.ask(asked)
    assert answer.status == status
    assert said in html.fromstring(answer.body.decode()).xpath("string(//section[@class='problem']/p)")


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db") as store, Served(store) as served:
        assert b"onrecord add" in served.ask("/compare").body
