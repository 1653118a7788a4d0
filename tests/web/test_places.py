"""The pages of dossiers, actors and outlets, in a browser: what leads where, and what they say."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.acquire.sources import Item
from onrecord.store.adding import How, added
from onrecord.store.opened import open_store
from tests.web.conftest import Served, visit

STORY = (
    "OSLO (Reuters) – Norway pledged to hold naval exercises with Denmark by 2021. “We shall sail in May,” Norwegian "
    "Defence Minister Tore Sandvik said."
)
OWN = (
    {"text": STORY, "published": "2020-03-03", "publisher": "Post/Courier 100% #1?"},
    {"text": "Norway agreed with Denmark to hold naval exercises by 2022. “It is a drill,” Danish Prime Minister Mette "
             "Frederiksen said.", "published": "2021-05-04", "publisher": "The Gazette"},
)  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A store of two documents, one of an outlet whose name is hard to put into an address; served."""
    path: Path = tmp_path_factory.mktemp("places") / "own.db"
    with open_store(path) as store:
        lines = [Item(f"given:{at}", json.dumps(one).encode()) for at, one in enumerate(OWN)]
        added(store, lines, How("rules"), lambda _: None)
        with Served(store) as served:
            yield served


@pytest.fixture
def page(browser: Browser, own: Served) -> Iterator[Page]:
    """A page of a new visitor to it."""
    with visit(browser, own.url) as made:
        yield made


def test_a_dossier_leads_to_all_that_stands_in_it(page: Page) -> None:
    page.goto("/dossiers")
    page.get_by_role("link", name="Exercises", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exercises")
    overdue = page.locator("section[aria-labelledby=overdue]")
    expect(overdue.get_by_text("overdue", exact=True).first).to_be_visible()
    moves = page.locator("section[aria-labelledby=changed] li")
    expect(moves.first.locator("blockquote")).to_contain_text("naval exercises")
    page.locator("section[aria-labelledby=stages] tbody a").first.click()
    page.wait_for_url("**/ledger?dossier=exercises&stage=*")
    assert page.locator("table.rows tbody tr").count() > 0
    page.go_back()
    page.locator("section[aria-labelledby=pairs] tbody a", has_text="Norway").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway")
    page.go_back()
    page.get_by_role("link", name="its changes").click()
    page.wait_for_url("**/changes?dossier=exercises&since=*")
    assert page.locator("ol.changes li").count() > 0
    page.go_back()
    page.locator("section[aria-labelledby=told] tbody a").first.click()
    expect(page.locator(".card").first).to_be_visible()


def test_a_dossier_without_anything_says_what_to_do(page: Page, own: Served) -> None:
    empty = next(one["id"] for one in own.ask("/dossiers.json").json["rows"] if not one["commitments"])
    page.goto(f"/dossiers/{empty}")
    expect(page.get_by_text("No commitment stands here yet.")).to_be_visible()


def test_an_actor_is_found_by_name_and_told_over_time(page: Page) -> None:
    page.goto("/ledger")
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Actors")
    page.locator("[name=name]").fill("sandvik")
    page.locator("[name=name]").press("Enter")
    page.wait_for_url("**/actors?name=sandvik")
    expect(page.locator("table.rows tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Tore Sandvik").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tore Sandvik")
    expect(page.locator(".facts")).to_contain_text("Norway")
    expect(page.get_by_role("img", name="1 statement and 0 acts")).to_be_visible()
    page.get_by_text("As a table").click()
    expect(page.locator("section[aria-labelledby=course] tbody tr").first).to_contain_text("2020-03")
    expect(page.get_by_role("heading", name="2020-03-03")).to_be_visible()
    page.locator("[name=about]").fill("nonesuch")
    page.locator("[name=about]").press("Enter")
    expect(page.get_by_text("Nothing that fits.")).to_be_visible()
    page.get_by_role("link", name="Show all that was said.").click()
    expect(page.locator("ol.said li")).to_have_count(1)


def test_a_state_is_told_with_its_company(page: Page) -> None:
    page.goto("/actors/Norway")
    company = page.locator("section[aria-labelledby=with]")
    company.get_by_role("link", name="Denmark").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Denmark")
    page.locator("section[aria-labelledby=under]").get_by_role("link", name="all of them in the ledger").click()
    page.wait_for_url("**/ledger?party=Denmark")


def test_nobody_of_a_name_leads_to_the_search(page: Page) -> None:
    page.goto("/actors?name=frigates")
    page.get_by_role("link", name="look for the words").click()
    page.wait_for_url("**/search?q=frigates")


def test_an_outlet_is_told_with_how_each_figure_is_counted(page: Page) -> None:
    """One whose name holds what means something in an address."""
    page.goto("/ledger")
    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
    page.locator("[name=name]").fill("courier")
    page.locator("[name=name]").press("Enter")
    page.wait_for_url("**/sources?name=courier")
    page.get_by_role("link", name="Post/Courier 100% #1?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Post/Courier 100% #1?")
    rows = page.locator("section[aria-labelledby=figures] tbody tr")
    assert rows.count() > 10
    for at in range(rows.count()):
        expect(rows.nth(at).locator(".how")).not_to_be_empty()
    page.locator("section[aria-labelledby=credits]").get_by_role("link", name="Reuters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reuters")
    expect(page.get_by_text("No document of this outlet is in the store; others credit it.")).to_be_visible()
    page.get_by_role("link", name="Post/Courier 100% #1?").click()
    page.locator("table.rows tbody a").first.click()
    expect(page.locator(".card").first).to_be_visible()


def test_an_act_tells_who_says_it_and_where(page: Page, own: Served) -> None:
    rows = own.ask("/ledger.json?limit=200").json["rows"]
    said: dict[str, tuple[str, dict[str, Any]]] = {}
    for row in rows:
        found = own.ask(f"/commitments/{row['standing']['id']}.json").json
        said |= {act: (row["standing"]["id"], voice) for act, voice in found["voices"].items() if voice["names"]}
    act, (thread, voice) = next(iter(said.items()))
    page.goto(f"/commitments/{thread}#{act}")
    source = page.locator(f"#{act} .source")
    expect(source).to_contain_text(f"said by {voice['names'][0]} ({voice['mode']})")
    source.get_by_role("link", name=voice["names"][0], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(voice["names"][0])
    page.go_back()
    page.locator(".source a[href^='/sources/']").first.click()
    expect(page.locator("section[aria-labelledby=figures]")).to_be_visible()


def test_tables_are_had_as_csv(own: Served) -> None:
    name = quote("Post/Courier 100% #1?", safe="")
    for path, column in (
        ("/dossiers/exercises", "Undertaking"), ("/actors", "Name"), ("/actors/Tore%20Sandvik", "Words"),
        ("/sources", "Outlet"), (f"/sources/{name}", "Counted how"),
    ):  # fmt: skip
        answer = own.ask(f"{path}.csv")
        assert (answer.status, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8"), path
        rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8"), newline="")))
        assert rows, path
        assert all(row[column] for row in rows), path
        assert own.ask(f"{path}.json").json == own.ask(f"/api/v1{path}").json, path
    acts = own.ask("/ledger.json?limit=1").json["rows"][0]["standing"]
    answer = own.ask(f"/commitments/{acts['id']}.csv")
    assert len(list(csv.DictReader(io.StringIO(answer.body.decode("utf-8"), newline="")))) == acts["acts"]


def test_the_head_holds_all_sections_on_a_phone(browser: Browser, own: Served) -> None:
    """With three more than there are now, too: none is cut off, and each is as high as a finger needs."""
    context = browser.new_context(base_url=own.url, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto("/actors")
    page.evaluate("""() => { const nav = document.querySelector("header.site nav"); while (nav.children.length < 9)
        nav.append(nav.children[nav.children.length - 2].cloneNode(true)); }""")
    links = page.locator("header.site nav a")
    assert links.count() == 9
    boxes = [links.nth(at).bounding_box() for at in range(9)]
    for box in boxes:
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 24
    head = page.locator("header.site").bounding_box()
    assert head is not None
    assert head["height"] <= 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_a_name_of_a_hundred_leads_to_their_list(browser: Browser, tmp_path: Path) -> None:
    """Commitments are told of none of them."""
    parts = ("an", "bo", "da", "do", "ha", "ho", "ji", "ki", "lo", "mi", "na")
    names = [f"Kim {one.title()}{two}" for one in parts for two in parts]
    text = "\n\n".join(f"“We will build ships,” South Korean lawmaker {name} said." for name in names)
    with open_store(tmp_path / "kims.db") as store:
        added(store, [Item("given:0", json.dumps({"text": text}).encode())], How("rules"), lambda _: None)
        with Served(store) as served:
            found = served.ask("/actors/Kim.json").json
            assert not found.get("commitments")
            context = browser.new_context(base_url=served.url)
            page = context.new_page()
            page.goto("/actors/Kim")
            expect(page.locator(".remark")).to_contain_text("actors may be called Kim")
            page.get_by_role("link", name="who they are").click()
            page.wait_for_url("**/actors?name=Kim")
            expect(page.get_by_text("the first 50, give more of the name")).to_be_visible()
            context.close()
