"""Timeline, network and map: what charts show stands in tables too, and each mark leads to what it stands for."""

import csv
import gzip
import hashlib
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from onrecord.store.opened import open_store
from onrecord.web.rendering import FOLDER
from tests.web.conftest import Served, drawn

# Bytes of script of a page, compressed.
MOST_SCRIPT = 150_000
CHARTS = ["/timeline", "/timeline?dossier=wartime-operational-control", "/network", "/network?tie=speaks", "/map"]
VENDOR = FOLDER / "static" / "vendor"


def asked(page: Page) -> dict[str, list[str]]:
    """What the address of the page asks for."""
    return parse_qs(urlsplit(page.url).query)


def opened(page: Page, path: str) -> Page:
    """The page at a path, its chart drawn."""
    page.goto(path)
    drawn(page)
    return page


def clicked(page: Page, mark: Locator) -> None:
    """Returns nothing: a mark was clicked where no other lies on it; there is such a place."""
    place = mark.evaluate("""link => {
      link.scrollIntoView({ block: "center" });
      const box = link.getBoundingClientRect();
      for (let at = 0; at < 400; at++) {
        const x = box.x + box.width * (at % 20 + .5) / 20, y = box.y + box.height * (Math.floor(at / 20) + .5) / 20;
        const there = document.elementFromPoint(x, y);
        if (there && there.closest("a") === link) return [x, y];
      }
      return null;
    }""")
    assert place is not None
    page.mouse.click(*place)


def test_the_script_of_a_page_is_small(site: Served) -> None:
    for path in ["/ledger", *CHARTS]:
        tree = html.fromstring(site.ask(path).body.decode())
        scripts = tree.xpath("//script/@src")
        assert ("/static/vendor/plot.js" in scripts) == (path != "/ledger")
        size = sum(len(gzip.compress(site.ask(one).body)) for one in scripts)
        assert size <= MOST_SCRIPT, (path, size)


def test_what_others_made_is_as_it_was_made() -> None:
    """Each file with its hash and licence."""
    told = (VENDOR / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \|.*\(`([\w.]+)`\) \| ([0-9a-f]{64}) \|$", told, re.M)
    assert {name for name, _, _ in rows} == {"htmx.js", "plot.js", "land.json"}
    for name, licence, digest in rows:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
        assert (VENDOR / licence).read_text("utf-8").strip()


@pytest.mark.parametrize("path", ["/timeline", "/timeline?party=South%20Korea"])
def test_the_tables_of_the_timeline_say_what_its_json_says(site: Served, path: str) -> None:
    bare, mark, query = path.partition("?")
    told = site.ask(f"{bare}.json{mark}{query}").json
    tree = html.fromstring(site.ask(path).body.decode())
    by_time, by_dossier = tree.xpath("//table[@class='tally']/tbody")
    bins = told["course"]["bins"]
    cells = [[int(cell.text_content() or 0) for cell in row.xpath("td")] for row in by_time.xpath("tr")]
    assert cells == [[one["statements"], *one["acts"]] for one in bins]
    assert [sum(row[1 + at] for row in cells) for at in range(7)] == [many for _, many in told["acts"]]
    sums = [[int(cell.text_content() or 0) for cell in row.xpath("td")] for row in by_dossier.xpath("tr")]
    assert sum(map(sum, sums)) == sum(one["acts"] for one in told["course"]["tallies"]) > 0
    as_csv = site.ask(f"{bare}.csv{mark}{query}").body.decode()
    rows = list(csv.reader(io.StringIO(as_csv, newline="")))[1:]
    assert [list(map(int, row[2:])) for row in rows] == cells


def test_network_and_map_are_had_as_csv(site: Served) -> None:
    ties = list(csv.DictReader(io.StringIO(site.ask("/network.csv?limit=9").body.decode(), newline="")))
    assert [int(row["Many"]) for row in ties] == [one["many"] for one in site.ask("/network.json?limit=9").json["rows"]]
    assert all(int(row["Many"]) == sum(int(row[name]) for name in list(row)[3:]) for row in ties)
    places = list(csv.DictReader(io.StringIO(site.ask("/map.csv").body.decode(), newline="")))
    assert {row["Name"] for row in places if row["Code"] == "KR"} == {"South Korea"}


def test_a_mark_of_one_act_leads_to_it(page: Page) -> None:
    opened(page, "/timeline?dossier=wartime-operational-control")
    mark = page.locator(".drawn a[href^='/commitments/']").first
    name = mark.get_attribute("aria-label")
    assert name is not None
    assert name.startswith("1 act: ")
    mark.click()
    page.wait_for_url("**/commitments/*")
    act = urlsplit(page.url).fragment
    expect(page.locator(f"#{act}")).to_be_in_viewport()


def test_a_mark_of_several_acts_leads_to_them(page: Page) -> None:
    opened(page, "/timeline")
    several = page.locator(".drawn a[href*='did=']").first
    name = several.get_attribute("aria-label")
    assert name is not None
    several.click()
    page.wait_for_url("**/timeline?*did=*")
    assert {"since", "until", "did"} <= set(asked(page))
    expect(page.locator("ol.acts > li")).to_have_count(int(name.split()[0]))


def test_a_bar_leads_to_its_time(page: Page) -> None:
    opened(page, "/timeline")
    bar = page.locator("svg[aria-label=Statements] a").last
    bar.click()
    page.wait_for_url("**/timeline?since=*")
    assert asked(page)["since"] <= asked(page)["until"]
    drawn(page)
    days = page.locator("ol.acts .day").all_inner_texts()
    assert all(asked(page)["since"][0] <= day <= asked(page)["until"][0] for day in days)


def test_marks_are_reached_by_keys_and_say_what_they_are(page: Page) -> None:
    opened(page, "/timeline")
    page.locator(".drawn a[tabindex='0']").focus()
    caption = page.locator(".chart figcaption")
    expect(caption).to_contain_text("statement")
    first = caption.inner_text()
    page.keyboard.press("ArrowRight")
    expect(caption).not_to_have_text(first)
    page.keyboard.press("End")
    expect(caption).to_contain_text("act")
    page.keyboard.press("Home")
    expect(caption).to_have_text(first)
    assert page.locator(".drawn a[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline?since=*")


def test_what_acts_did_is_chosen_below_the_chart(page: Page) -> None:
    opened(page, "/timeline")
    began = page.locator(".dids li").first
    many = int(began.inner_text().split()[-1])
    began.get_by_role("link").click()
    page.wait_for_url("**/timeline?did=began")
    expect(page.locator("ol.acts > li")).to_have_count(min(many, 50))
    assert page.locator("ol.acts .glyph:not(.did-began)").count() == 0
    page.get_by_text("By dossier", exact=True).click()
    page.locator("table.tally").last.get_by_role("link").first.click()
    page.wait_for_url("**/timeline?*dossier=*")


def test_a_cell_of_the_network_leads_to_its_commitments(page: Page) -> None:
    opened(page, "/network")
    cell = page.locator(".drawn a[href*='to=']").first
    name = cell.get_attribute("aria-label")
    assert name is not None
    cell.click()
    page.wait_for_url("**/network?by=*")
    many = re.search(r", (\d+) commitments?, ", name)
    assert many
    expect(page.locator("section[aria-labelledby=behind] li")).to_have_count(int(many[1]))
    page.locator("section[aria-labelledby=behind] li a").first.click()
    page.wait_for_url("**/commitments/*")
    page.go_back()
    page.locator("[name=tie]").select_option("speaks")
    page.wait_for_url("**/network?*tie=speaks*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who speaks of whose commitments")


def test_dots_of_the_map_lead_to_what_was_there_and_whose_it_is(page: Page, site: Served) -> None:
    opened(page, "/map")
    most = max(site.ask("/map.json").json["dots"], key=lambda one: one.get("events", 0))
    square = page.locator(f".drawn a[href='/map?country={most['code']}']")
    clicked(page, square)
    page.wait_for_url(f"**/map?country={most['code']}")
    expect(page.locator("ul.events li")).to_have_count(min(most["events"], 50))
    page.locator("ul.events .source a").first.click()
    expect(page.locator(".card.on")).to_be_in_viewport()
    opened(page, "/map")
    clicked(page, page.locator(".drawn a[href='/network?by=United+States']"))
    page.wait_for_url("**/network?by=United+States")


def test_the_three_views_lead_to_each_other_with_what_was_asked(page: Page) -> None:
    page.goto("/ledger")
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/timeline")
    page.locator("[name=dossier]").select_option("wartime-operational-control")
    page.wait_for_url("**/timeline?dossier=*")
    for name, path in (("Network", "/network"), ("Map", "/map"), ("Timeline", "/timeline")):
        page.get_by_role("navigation", name="Views").get_by_role("link", name=name).click()
        page.wait_for_url(f"**{path}?dossier=wartime-operational-control")


def test_charts_follow_the_width(page: Page) -> None:
    opened(page, "/timeline")
    wide = page.locator("svg[aria-label=Acts]").get_attribute("width")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator("svg[aria-label=Acts]")).not_to_have_attribute("width", wide or "")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    expect(page.locator("svg[aria-label=Acts]")).to_be_visible()
    expect(page.locator("form.filters")).to_be_hidden()


@pytest.mark.parametrize("path", CHARTS)
def test_nothing_is_drawn_that_a_page_may_not_have(page: Page, path: str) -> None:
    """No style of its own, and nothing that the policy of the page forbids (which the browser would complain of)."""
    opened(page, path)
    assert page.locator("figure.chart svg").count()
    assert page.locator("style").count() == 0
    for link in page.locator(".drawn a").all():
        assert (link.get_attribute("href") or "").startswith(("/timeline?", "/commitments/", "/network?", "/map?"))
        assert link.get_attribute("aria-label")


def test_without_scripts_the_tables_say_it(browser: Browser, site: Served) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    for path in CHARTS:
        page.goto(path)
        assert page.locator("figure.chart:visible").count() == 0
        assert page.locator("table tbody tr").count()
    page.goto("/timeline")
    page.get_by_text("By dossier", exact=True).click()
    expect(page.locator("table.tally").last).to_be_visible()
    context.close()


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db") as store, Served(store) as served:
        for path in ("/timeline", "/network", "/map"):
            told = html.fromstring(served.ask(path).body.decode()).xpath("string(//p[@class='empty'])")
            assert "onrecord add" in told
