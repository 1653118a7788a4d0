"""Pages on paper: what is read stays, what is clicked goes, and it is black on white whatever the theme."""

from playwright.sync_api import Browser

from tests.web.conftest import Served, drawn
from tests.web.test_browser import paths

# What is of no use on paper, where it shows.
CLICKED = "header.site nav, form, button, input, select, .filters, .pager, .skip, footer.site, .off-paper, nav.bar"
# Whether each word that shows is dark, and stands on nothing but white.
PLAIN = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const grey = ([red, green, blue]) => (red + green + blue) / 3;
  const odd = [];
  for (const one of document.querySelectorAll('body, body *')) {
    if (one.closest('svg') || !one.checkVisibility()) continue;
    const style = getComputedStyle(one), ground = parts(style.backgroundColor);
    const white = one !== document.body || (grey(ground) === 255 && ground.length === 3);
    if (grey(parts(style.color)) > 130 || !white) odd.push(one.outerHTML.slice(0, 100));
  }
  return odd;
}"""


def test_pages_on_paper(browser: Browser, site: Served) -> None:
    """Of each kind in the dark theme; nothing is wider than a page of A4, and rows have the names of their columns."""
    context = browser.new_context(base_url=site.url, color_scheme="dark", viewport={"width": 688, "height": 970})
    page = context.new_page()
    for path in paths(site):
        page.emulate_media(media="screen")
        page.goto(path)
        drawn(page)
        page.emulate_media(media="print")
        assert page.locator("h1:visible").count() == 1, path
        assert page.locator(CLICKED).locator("visible=true").count() == 0, path
        assert page.evaluate(PLAIN) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 688, path
        assert page.locator("table.rows thead").count() == page.locator("table.rows thead:visible").count(), path
    context.close()
