"""Documents that carry markup and scripts in every field: on no page does any of it run, or become markup."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item
from onrecord.store.adding import How, added
from onrecord.store.opened import open_store
from tests.web.conftest import Served, drawn

RUN = "window.hit=1"
BEHIND = ("", '"', "'", "`", "-->", "</title>", "</textarea>", "</script>", "]]>", "</q>", "\u202e", "{{", "%00", "\\")
# A form of markup a line; {run} stands for what would run.
MARKUP = [
    line.encode("latin-1", "backslashreplace").decode("unicode_escape")
    for line in (Path(__file__).with_name("markup.txt")).read_text("utf-8").splitlines()
]
PAYLOADS = [behind + one.replace("{run}", RUN) for behind, one in product(BEHIND, MARKUP)]
# How many elements a page has that no page of ours has.
ODD = """
    [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(own =>
      /^(on|hx-on|data-hx)/.test(own.name) || own.name === 'href' && /^\\s*javascript:/i.test(own.value))).length
    + document.querySelectorAll('iframe:not(.saved), object, embed, base, style, script:not([src]), marquee, template')
      .length
"""
# Payloads of one document, each in fields of its own.
EACH = 18


def lines() -> Iterator[Item]:
    """Documents with the payloads in texts, names, quotations and undertakings, and in what is said of them."""
    for at in range(0, len(PAYLOADS), EACH):
        some = PAYLOADS[at : at + EACH]
        pairs = zip(some[0::2], some[1::2], strict=False)
        text = "\n\n".join(
            f"Norway pledged to deliver three frigates {one} to Denmark by 2030. “{other} is what we build,” "
            "Tore Sandvik said."
            for one, other in pairs
        )
        said = {
            "text": f"{some[-1]}\n\n{text}", "title": some[0], "publisher": some[1], "series": some[2],
            "published": f"2026-03-{at % 28 + 1:02}", "url": f"https://post.example/{at}?a={quote(some[3])}#{some[3]}",
            "language": some[4],
        }  # fmt: skip
        yield Item(f"given:{at}", json.dumps(said).encode())


def pages() -> Iterator[Item]:
    """Saved pages with the payloads as their markup, and in attributes."""
    for at in range(0, len(PAYLOADS), 4 * EACH):
        words = f"Norway pledged to deliver {at + 2} frigates to Denmark by 2030, Tore Sandvik said on Monday in Oslo."
        body = "".join(f"<div title='{one}'>{one}</div>" for one in PAYLOADS[at : at + 4 * EACH])
        page = f"<!doctype html><html><body><article><p>{words}</p>{body}</article></body></html>"
        where = f"https://news.example/{at}"
        yield Item(where, page=Opened(page.encode("utf-8", "replace"), where))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A store of such documents, served."""
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    done: list[str] = []
    with open_store(path) as store:
        added(store, lines(), How("rules", any_language=True), lambda one: done.append(one.what))
        assert set(done) == {"added"}
        added(store, pages(), How("rules", any_language=True), lambda one: done.append(one.what))
        with Served(store) as served:
            yield served


def test_nothing_in_a_document_runs_or_becomes_markup(browser: Browser, hostile: Served) -> None:
    assert len(PAYLOADS) >= 750
    context = browser.new_context(base_url=hostile.url)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda said: heard.append(said.message))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda one: heard.append(one.url) if not one.url.startswith(hostile.url) else None)
    documents = hostile.ask("/documents.json?limit=200").json["rows"]
    sources = [one["document"] for one in documents if (one["url"] or "").startswith("https://news.example/")]
    threads = hostile.ask("/ledger.json?limit=200").json["rows"]
    assert len(documents) - len(sources) == -(-len(PAYLOADS) // EACH)
    assert len(sources) == -(-len(PAYLOADS) // (4 * EACH))
    paths = ["/ledger", "/ledger?offset=50", "/changes?since=2026&limit=200", "/documents?limit=200", "/dossiers",
             "/search?q=frigates", "/search?q=build", "/actors/Tore%20Sandvik", "/actors/Norway",
             "/review", "/review?only=act", "/review/several?limit=200", "/review/decisions",
             "/dossiers/none", "/actors", "/actors?name=n", "/sources?limit=200",
             "/timeline", "/timeline?limit=200&dossier=none", "/network", "/network?tie=speaks", "/network?by=Norway",
             "/map", "/map?country=NO"]  # fmt: skip
    paths += [f"/documents/{one['document']}" for one in documents]
    for name in [one["document"] for one in documents]:
        acts = hostile.ask(f"/documents/{name}.json").json["reading"].get("acts", [])
        for act in acts[-1:]:
            paths.append(f"/documents/{name}/{'source?record=' if name in sources else 'cite/'}{act['id']}")
    paths += [f"/commitments/{one['standing']['id']}" for one in threads[:40]]
    pairs = [(one["document"], other["document"]) for one, other in zip(documents[::2], documents[1::2], strict=False)]
    paths += [f"/compare/texts?old={one}&new={other}" for one, other in pairs]
    paths += [f"/compare/accounts?one={one}&other={other}" for one, other in pairs]
    paths += ["/compare", *(f"/compare?one={one}" for one, _ in pairs[::4])]
    outlets = [one.get("name") for one in hostile.ask("/sources.json?limit=200").json["rows"]]
    paths += [f"/sources/{quote(one, safe='')}" for one in outlets if one]
    asked = ("/search?q=", "/ledger?text=", "/actors/", "/nothing/", "/actors?name=", "/sources?name=", "/dossiers/",
             "/timeline?party=", "/network?by=", "/compare?q=", "/compare/texts?new=1&old=")  # fmt: skip
    paths += [f"{where}{quote(one, safe='')}" for at, where in enumerate(asked) for one in PAYLOADS[at::90]]
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        drawn(page)
        heard = [one for one in heard if "status of 4" not in one]
        assert not heard, (path, heard)
        # A saved page has our style, which its policy names.
        for frame in page.frames:
            assert frame.evaluate("window.hit") is None, path
            assert frame.evaluate(ODD) == (1 if "/source/page" in frame.url else 0), (path, frame.url)
    # What has run, or become markup, would have been noticed.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.hit=1><style>a{}</style>')")
    page.wait_for_timeout(200)
    assert page.evaluate(ODD) == 2
    assert any("Content Security Policy" in one for one in heard)
    context.close()
