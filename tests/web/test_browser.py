"""The pages in a browser: what keys and clicks do, and what those need who hear or enlarge them."""

import re
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import Served, drawn, looked_at

WIDTHS = {"phone": 390, "tablet": 820, "desk": 1280}


def paths(site: Served) -> list[str]:
    """A page of each kind."""
    rows = site.ask("/ledger.json?limit=200").json["rows"]
    most = max(rows, key=lambda one: one["standing"]["acts"])["standing"]["id"]
    document, *others = [one["document"] for one in site.ask("/documents.json").json["rows"]]
    record = site.ask(f"/documents/{document}.json").json["reading"]["statements"][0]["id"]
    return [
        "/ledger", "/ledger?text=nonesuch", f"/commitments/{most}", "/changes?since=2020", "/dossiers", "/documents",
        f"/documents/{document}", "/actors/Japan", "/search?q=submarines", "/search", "/nothing",
        "/dossiers/exercises", "/dossiers/none", "/actors", "/actors?name=nonesuch", "/sources",
        "/sources?name=nonesuch",
        f"/sources/{quote(site.ask('/sources.json').json['rows'][0]['name'], safe='')}",
        "/compare", f"/compare?one={document}", f"/compare/texts?old={others[5]}&new={document}",
        f"/compare/accounts?one={others[0]}&other={others[1]}",
        f"/documents/{document}/cite/{record}", f"/documents/{document}/source?record={record}",
        "/changes?since=2026-01-01T10:00:00Z", "/review", "/review/several", f"/documents/{document}/add?words=the",
        "/review/decisions",
        "/timeline", "/timeline?dossier=wartime-operational-control", "/network", "/network?by=Japan", "/map",
        "/map?country=KR",
    ]  # fmt: skip


# Themes and widths change colours and places, and nothing else that axe looks at: all of it is looked at in light on a
# phone, and in dark on a desk what these change.
LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable", "region", "skip-link"]
LOOK = {"type": "rule", "values": LOOKS}


def test_nothing_keeps_anybody_out(browser: Browser, site: Served) -> None:
    """axe finds nothing against WCAG 2.2 AA, in light and in dark, and no page is wider than the screen."""
    context = browser.new_context(base_url=site.url, reduced_motion="reduce")  # colours are at once what they become
    page = context.new_page()
    for path in paths(site):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": WIDTHS["phone"], "height": 900})
        page.goto(path)
        drawn(page)
        looked_at(page)
        for wide in WIDTHS.values():
            page.set_viewport_size({"width": wide, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= wide, (path, wide)
        page.emulate_media(color_scheme="dark")
        looked_at(page, LOOK)
    context.close()


def test_filters_change_the_rows_and_the_address(page: Page) -> None:
    page.goto("/ledger")
    before = page.locator("table.rows tbody tr").count()
    page.locator("[name=stage]").select_option("agreed")
    page.wait_for_url("**/ledger?stage=agreed")
    expect(page.locator("table.rows tbody tr").first.locator(".stage")).to_have_text("agreed")
    assert page.locator("table.rows tbody tr").count() < before
    page.locator("[name=text]").fill("nonesuch")
    page.locator("[name=text]").press("Enter")
    expect(page.get_by_text("No commitment fits.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("No commitment fits.")).to_have_count(0)
    page.get_by_role("link", name="Clear", exact=True).click()
    page.wait_for_url("**/ledger")
    assert page.locator("table.rows tbody tr").count() == before


def test_the_slider_shows_the_ledger_as_of_a_day(page: Page) -> None:
    """A step is a day on which something was done, by the keyboard too; the date beside it goes further back."""
    page.goto("/ledger")
    slide, date = page.locator("#as-of-slide"), page.locator("#as-of")
    days = str(slide.get_attribute("data-days")).split()
    last = slide.get_attribute("max")
    assert (days, last) == (sorted(set(days)), str(len(days) - 1))
    slide.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/ledger?as_of={days[-2]}")
    expect(slide).to_have_attribute("aria-valuetext", days[-2])
    slide.focus()
    page.keyboard.press("Home")
    page.wait_for_url(f"**/ledger?as_of={days[0]}")
    expect(page.get_by_text(", as of ")).to_be_visible()
    assert date.input_value() == days[0]
    slide.focus()
    page.keyboard.press("End")
    page.wait_for_url("**/ledger")
    assert slide.input_value() == last
    date.fill("1900-01-01")
    date.dispatch_event("change")
    assert slide.input_value() == "0"


def test_the_keyboard_reaches_everything(page: Page) -> None:
    page.goto("/ledger")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator("table.rows tbody tr").first.get_by_role("link")
    expect(first).to_be_focused()
    name = first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dossiers")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("submarines")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("submarines")
    assert page.locator("mark").count() > 0


def test_a_card_and_its_words_lead_to_each_other(page: Page, site: Served) -> None:
    page.goto(f"/documents/{site.ask('/documents.json').json['rows'][0]['document']}")
    card = page.locator(".card").first
    card.get_by_role("link").first.click()
    expect(card).to_have_class(re.compile(r"\bon\b"))
    assert page.locator(".hl.on").count() > 0
    page.keyboard.press("Escape")
    expect(page.locator(".hl.on")).to_have_count(0)


def test_the_filters_of_a_reading_lie_in_their_bar(page: Page, site: Served) -> None:
    """Above the text, not on it; names on cards are whole."""
    page.goto(f"/documents/{site.ask('/documents.json').json['rows'][0]['document']}")
    for wide in (1280, 820, 390):
        page.set_viewport_size({"width": wide, "height": 900})
        bar, text = (page.locator(one).bounding_box() for one in (".bar", ".reader"))
        assert bar
        assert text
        assert bar["width"] > 0.9 * wide
        assert bar["y"] + bar["height"] <= text["y"]
        for one in page.locator(".bar button, .bar select").all():
            box = one.bounding_box()
            assert box
            assert box["y"] + box["height"] <= bar["y"] + bar["height"]
    assert page.locator(".card .who").evaluate_all("all => all.every(one => one.scrollWidth <= one.offsetWidth)")


def test_a_quote_leads_to_its_record(page: Page, site: Served) -> None:
    rows = site.ask("/ledger.json?limit=200").json["rows"]
    most = max(rows, key=lambda one: one["standing"]["acts"])["standing"]["id"]
    page.goto(f"/commitments/{most}")
    page.get_by_role("link", name="in the text").last.click()
    expect(page.locator(".card.on")).to_have_attribute("data-kind", "act")
    expect(page.locator(".card.on")).to_be_in_viewport()


def test_the_theme_is_kept(page: Page) -> None:
    page.goto("/ledger")
    page.get_by_role("button", name="Theme: auto").click()
    page.get_by_role("button", name="Theme: light").click()
    page.goto("/dossiers")
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    assert page.locator("html").get_attribute("data-theme") == "dark"
