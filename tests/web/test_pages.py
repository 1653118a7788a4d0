"""Each page, its JSON, and every link from one to another."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from lxml import html

from onrecord.acquire.sources import Item
from onrecord.store.adding import How, added
from onrecord.store.opened import open_store
from tests.ledger.test_history import HEAD, SERIES
from tests.web.conftest import Served

# Addresses of one page that are followed: any two documents can be compared, each in several ways.
FOLLOWED = 60

PAGES = [
    "/ledger",
    "/changes?since=2020",
    "/changes?since=2026-01-01T10:00:00Z",
    "/dossiers",
    "/documents",
    "/search?q=submarines",
    "/search",
    "/actors/Japan",
    "/dossiers/exercises",
    "/dossiers/none?offset=20",
    "/actors",
    "/actors?name=lee",
    "/sources",
    "/sources/OnRecord%20samples",
    "/compare",
    "/compare?q=submarines",
    "/timeline",
    "/timeline?dossier=wartime-operational-control&since=2025",
    "/network",
    "/network?tie=speaks",
    "/map",
    "/map?country=KR",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_and_its_json_are_there(site: Served, path: str) -> None:
    """Both of one view; the API has it too."""
    page = site.ask(path)
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    tree = html.fromstring(page.body.decode("utf-8"))
    assert len(tree.findall(".//h1")) == 1
    bare, mark, query = path.partition("?")
    as_json, in_api = site.ask(f"{bare}.json{mark}{query}"), site.ask(f"/api/v1{path}")
    assert as_json.headers["content-type"] == "application/json"
    assert as_json.json == in_api.json
    rows = tree.xpath("//table[contains(@class, 'rows')]/tbody/tr | //ol[contains(@class, 'rows')]/li")
    assert len(rows) == len(as_json.json.get("rows", ()))


def test_every_link_within_the_site_leads_somewhere(site: Served) -> None:
    """From page to page, as far as links go, each once."""
    waiting, seen = ["/"], {"/"}
    pages: Counter[str] = Counter()
    while waiting:
        here = waiting.pop()
        answer = site.ask(here)
        assert answer.status in (200, 307), (here, answer.status)
        found = [answer.headers["location"]] if answer.status == 307 else []
        if answer.headers.get("content-type", "").startswith("text/html"):
            tree = html.fromstring(answer.body.decode("utf-8"))
            found += [*tree.xpath("//@href"), *tree.xpath("//@src"), *tree.xpath("//form[not(@method='post')]/@action")]
            ids = set(tree.xpath("//@id"))
            assert all(one[1:] in ids for one in found if one.startswith("#")), here
        for link in found:
            there = urlsplit(urljoin(f"{site.url}{here}", link))
            path = there.path + (f"?{there.query}" if there.query else "")
            if there.netloc == f"127.0.0.1:{site.port}" and path not in seen and pages[there.path] < FOLLOWED:
                pages[there.path] += 1
                seen.add(path)
                waiting.append(path)
    assert len(seen) > 60


def test_the_ledger_is_filtered_by_its_address(site: Served) -> None:
    every = site.ask("/ledger.json?limit=200").json
    agreed = site.ask("/ledger.json?stage=in%20progress&limit=200").json
    assert 0 < len(agreed["rows"]) < len(every["rows"])
    assert {one["standing"]["stage"] for one in agreed["rows"]} == {"in_progress"}
    assert agreed["many"] == len(agreed["rows"])
    first, then = (site.ask(f"/ledger.json?limit=5&offset={at}").json["rows"] for at in (0, 5))
    assert [*first, *then] == every["rows"][:10]
    then, late = (site.ask(f"/ledger.json?as_of=2025-05&limit=200{more}").json["rows"] for more in ("", "&overdue=1"))
    assert late == [one for one in then if one.get("overdue")] != []
    assert all(one["standing"]["due"] < "2025-05-31" for one in late)
    for asked, ticked in (("1", 1), ("false", 0)):
        page = html.fromstring(site.ask(f"/ledger?overdue={asked}").body.decode())
        assert len(page.xpath("//input[@name='overdue'][@checked]")) == ticked
    assert "1–1 of 1 commitment</p>" in site.ask("/ledger?text=NMESIS").body.decode()
    early = site.ask(f"/ledger.json?as_of={every['days'][0]}&limit=200").json
    assert 0 < len(early["rows"]) < len(every["rows"])
    assert all(one["stages"] for one in early["rows"])


def test_a_state_leads_to_what_its_officials_said(site: Served) -> None:
    """And back; each in its form of the page, and what is looked for in it stays within."""
    there = "/actors/South%20Korea"
    own, theirs = (site.ask(f"{there}{path}").json for path in (".json", ".json?officials=1"))
    assert own["officials"] is False
    assert {name for one in theirs["rows"] for name in one["statement"]["actor"]} >= {"Lee Jae Myung", "Kim Yong-hyun"}
    assert "officials=1#said" in site.ask(there).body.decode()
    page = html.fromstring(site.ask(f"{there}?officials=1&about=submarines").body.decode())
    assert page.xpath("//form[@class='filters']/input[@name='officials']/@value") == ["1"]
    assert page.xpath("//a[.='Clear']/@href") == [f"{there}?officials=1"]
    assert "officials" not in site.ask("/actors/Hegseth.json").json


def test_what_is_shown_is_had_as_csv(site: Served) -> None:
    answer = site.ask("/ledger.csv?limit=7")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8"), newline="")))
    asked = site.ask("/ledger.json?limit=7").json["rows"]
    assert [row["Id"] for row in rows] == [one["standing"]["id"] for one in asked]


def test_a_commitment_leads_to_the_words_of_each_act(site: Served) -> None:
    rows = site.ask("/ledger.json?limit=200").json["rows"]
    most = max(rows, key=lambda one: one["standing"]["acts"])["standing"]
    page = html.fromstring(site.ask(f"/commitments/{most['id']}").body.decode("utf-8"))
    acts = page.xpath("//ol[@class='course']/li")
    assert len(acts) == most["acts"] > 1
    assert "2023-08" in set(page.xpath("//ol[@class='course']/li/p[@class='day']/text()"))
    for act in acts:
        (words,) = act.xpath(".//blockquote/q")
        (link,) = act.xpath(".//span[@class='cited']//a[1]/@href")
        path, _, record = link.partition("#")
        assert words.text_content() in site.ask(f"{path}.json").json["reading"]["document"]["text"]
        assert record in html.fromstring(site.ask(path).body.decode("utf-8")).xpath("//@id")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/commitments/none", 404, "no such commitment"),
        ("/documents/none", 404, "no such document"),
        ("/actors/Nobody", 404, "nobody called 'Nobody'"),
        ("/ledger?dossier=none-such", 400, "no such dossier"),
        ("/ledger?as_of=soon", 400, "is no date"),
        ("/ledger?since=2026&as_of=2025", 400, "comes after"),
        ("/changes?what=all", 400, "give one of"),
        ("/changes?since=2026-02-30T10:00:00Z", 400, "is no moment"),
        ("/changes?since=2026-02-20T10:00:00Z&until=2026", 400, "leave out until"),
        ("/documents/none/source", 404, "no such document"),
        ("/documents/none/cite/s1", 404, "no such document"),
        ("/ledger?limit=0", 422, "limit: "),
        ("/ledger?offset=-1", 422, "offset: "),
        ("/ledger?text=" + "a" * 501, 422, "text: "),
        ("/dossiers/none-such", 404, "no such dossier"),
        ("/sources/Nobody", 404, "published by 'Nobody'"),
        ("/actors?name=%22", 400, "give letters"),
        ("/nothing", 404, "/nothing: not found"),
        ("/search?q=" + quote('"'), 400, "give words"),
        ("/timeline?did=all", 400, "give one of"),
        ("/timeline?since=2026&until=2025", 400, "comes after"),
        ("/timeline?party=Nobody", 400, "no commitment names it"),
        ("/network?tie=all", 400, "give one of"),
        ("/network?stage=done", 400, "no such stage"),
        ("/map?country=XX", 400, "two letters of a state"),
    ],
)
def test_what_is_not_there_is_said_in_a_line(site: Served, path: str, status: int, said: str) -> None:
    """As a page, and as JSON."""
    answer = site.ask(path)
    assert answer.status == status
    page = html.fromstring(answer.body.decode("utf-8"))
    shown = page.xpath("string(//section[@class='problem']/p)")
    assert said in shown
    assert not set("`<") & set(shown)  # a command stands as code
    for link in page.xpath("//section[@class='problem']//a/@href"):
        assert site.ask(link).status == (404 if link == path else 200)
    bare, mark, query = path.partition("?")
    as_json = site.ask(f"{bare}.json{mark}{query}")
    assert as_json.status == status
    assert said in as_json.json["error"] or path == "/nothing"


def test_the_api_is_described(site: Served) -> None:
    described = site.ask("/api/v1/openapi.json").json
    known = {"/api/v1/ledger", "/api/v1/commitments/{id}", "/api/v1/actors/{name}", "/api/v1/sources/{name}"}
    assert known <= set(described["paths"])
    for path in described["paths"].values():
        assert all(one["summary"] for one in path.values())


def test_the_latest_changes_are_those_of_the_whole_time(site: Served) -> None:
    """However many are shown at once."""
    every = site.ask("/changes.json?since=2000&limit=200").json
    assert not every["more"]
    assert [one["day"] for one in every["rows"]] == sorted((one["day"] for one in every["rows"]), reverse=True)
    parts = [site.ask(f"/changes.json?since=2000&limit=3&offset={at}").json for at in range(0, 9, 3)]
    assert [one for part in parts for one in part["rows"]] == every["rows"][:9]
    assert all(part["more"] for part in parts)


def test_changes_show_the_last_week_in_which_something_changed(site: Served) -> None:
    """Where nobody asks for anything, and nothing has changed of late; of what is asked for its own last week."""
    found, agreed = (site.ask(f"/changes.json{asked}").json for asked in ("", "?dossier=nuclear-powered-submarines"))
    for one in (found, agreed):
        assert one["since"] == "2025-11-08"
        assert {row["day"] for row in one["rows"]} == {"2025-11-14"}
        assert one["remarks"][0].endswith("this is the last week in which something did.")
    assert len(found["rows"]) > len(agreed["rows"])
    for what in ("moved", "amended", "reaffirmed"):
        asked = f"/changes.json?until=2024-12-31&what={what}"
        assert site.ask(asked).json["rows"][0] == site.ask(f"{asked}&since=1900").json["rows"][0]
    early = site.ask("/changes.json?until=2024-01-10").json
    assert (early["since"], early["rows"][-1]["day"], early.get("remarks")) == ("2023-12-27", "2024-01-01", None)
    for nothing in ("since=2026", "until=0001-01-02"):
        assert site.ask(f"/changes.json?{nothing}").json["rows"] == []


def test_a_commitment_says_which_text_of_a_series_dropped_it(tmp_path: Path) -> None:
    about = {"kind": "communique", "series": "Callao", "title": "The statement"}
    texts = [about | {"text": HEAD + text, "published": f"{2023 + at}-03-05"} for at, text in enumerate(SERIES)]
    given = (Item(f"given:{at}", json.dumps(one).encode()) for at, one in enumerate(texts))
    with open_store(tmp_path / "series.db") as store:
        added(store, given, How("rules"), lambda _: None)
        with Served(store) as site:
            (gone,) = site.ask("/changes.json?since=2024&what=dropped").json["rows"]
            page = html.fromstring(site.ask(f"/commitments/{gone['thread']}").body.decode("utf-8"))
    (said,) = page.xpath("//section[@aria-labelledby='origins']/p[@class='note']")
    assert said.text_content() == "Dropped by The statement (2025-03-05) of the series Callao"
