"""Review in a real browser: by keys, by forms without script, and what may not be."""

import json
import re
import sqlite3
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.ledger.verify import verify
from onrecord.records import Record
from onrecord.resolve.editing import edited
from onrecord.store.opened import Store, open_store
from onrecord.store.reviewing import reject
from onrecord.web.described import KEY
from tests.store.test_unit import digest_of
from tests.web.conftest import Served, copy_of, visit


@pytest.fixture
def store(ledger_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The samples in a store that may be changed; all holds when the test is over."""
    with open_store(copy_of(ledger_file, tmp_path / "copy.db"), make=False) as made:
        yield made
        with made.reading() as connection:
            assert list(verify(connection)) == []


@pytest.fixture
def desk(store: Store) -> Iterator[Served]:
    """The store, served to a reviewer."""
    with Served(store) as served:
        yield served


@pytest.fixture
def page(browser: Browser, desk: Served) -> Iterator[Page]:
    """A page of a new visitor to it."""
    with visit(browser, desk.url) as made:
        yield made


def record(page: Page) -> str:
    """The record that is judged."""
    return str(page.locator("form.verdicts input[name=record]").get_attribute("value"))


def decisions(desk: Served) -> list[tuple[str, str]]:
    """What was decided and not undone, the first first."""
    rows = desk.ask("/review/decisions.json?limit=200").json.get("rows", [])
    return [(one["verdict"], one["record"]) for one in reversed(rows) if "undone" not in one]


def test_a_hundred_records_by_one_key(desk: Served, page: Page) -> None:
    """Each accepted record leads to the next; none comes twice, none is lost, and none takes half a second."""
    page.goto("/review")
    seen, took = [], []
    for _ in range(100):
        seen.append(record(page))
        began = time.perf_counter()
        with page.expect_navigation():
            page.keyboard.press("a")
        page.locator("form.verdicts input[name=record]").wait_for(state="attached")
        took.append(time.perf_counter() - began)
    assert len(set(seen)) == 100
    assert decisions(desk) == [("accepted", one) for one in seen]
    assert statistics.median(took) < 0.5


def test_every_key_does_what_it_says(desk: Served, page: Page) -> None:
    """Skip, reject, undo, accept, edit, dispute; help says the others."""
    page.goto("/review?only=act")
    first = record(page)
    with page.expect_navigation():
        page.keyboard.press("Space")
    assert record(page) != first
    assert decisions(desk) == []
    second = record(page)
    with page.expect_navigation():
        page.keyboard.press("x")
    assert decisions(desk) == [("rejected", second)]
    assert record(page) not in (first, second)
    assert not desk.ask(f"/review.json?record={second}").json.get("shown")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert record(page) == second
    assert decisions(desk) == []
    page.keyboard.press("e")
    kind = page.locator("select[name=field-kind]")
    expect(kind).to_be_focused()
    kind.select_option("consider")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the edit").click()
    assert decisions(desk) == [("edited", second)]
    # Who reloads what was edited sees what it became.
    assert desk.ask(f"/review.json?record={second}").json["shown"]["waiting"]["act"]["kind"] == "consider"
    with page.expect_navigation():  # and back to what it is part of
        page.locator("ul.last").get_by_role("link", name="its commitment").click()
    expect(page.locator(".course > li", has_text="as a reviewer has it")).to_contain_text("consider")
    page.goto(f"/review?only=act&record={first}")
    page.keyboard.press("d")
    expect(page.locator("input[name=note]")).to_be_focused()
    page.keyboard.type("denied the day after")
    with page.expect_navigation():
        page.get_by_role("button", name="It is disputed").click()
    assert decisions(desk)[-1] == ("disputed", first)
    page.goto(f"/review?record={first}")
    expect(page.locator("article.judged")).to_contain_text("disputed")
    page.locator("dl.fields a").click()
    expect(page.locator("header.head")).to_contain_text("disputed")


def test_commitments_are_merged_and_split(desk: Served, page: Page, store: Store) -> None:
    """By the keys; the ledger has one less, and then as many as before."""
    said = digest_of(store)

    def many() -> int:
        return len(desk.ask("/ledger.json?limit=200").json["rows"])

    before = many()
    page.goto("/review?only=act")
    while not page.locator("select[name=other]").count():
        with page.expect_navigation():
            page.keyboard.press("Space")
    act = record(page)
    page.keyboard.press("m")
    with page.expect_navigation():
        page.get_by_role("button", name="Merge the two").click()
    assert many() == before - 1
    page.goto(f"/commitments/{act}")  # which leads to where it is corrected, opened
    page.locator(f"#{act}").get_by_role("link", name="split it off").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Split it off").click()
    assert many() == before
    for left in (before - 1, before):
        with page.expect_navigation():
            page.keyboard.press("u")
        assert many() == left
    assert digest_of(store) == said


def test_several_at_once(desk: Served, page: Page) -> None:
    """What is shown and ticked, and no other, once that is said; undone as one."""
    page.goto("/review/several?only=statement")
    boxes = page.locator("input[name=record]")
    names = [str(boxes.nth(at).get_attribute("value")) for at in range(boxes.count())]
    told, accept = page.get_by_role("status"), page.get_by_role("button", name="Accept those that are ticked")
    page.get_by_role("button", name="Tick none").click()
    expect(told).to_have_text(f"0 of {len(names)} ticked")
    expect(accept).to_be_disabled()
    page.get_by_role("button", name="Tick all").click()
    boxes.nth(0).uncheck()
    expect(told).to_have_text(f"{len(names) - 1} of {len(names)} ticked")
    with page.expect_navigation():
        accept.click()
    assert {one for _, one in decisions(desk)} == set(names[1:])
    expect(page.get_by_text(f"{len(names) - 1} records were accepted")).to_be_visible()
    page.goto("/review/decisions")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").first.click()
    assert decisions(desk) == []


def test_without_script(desk: Served, browser: Browser) -> None:
    """Every form is a form."""
    with browser.new_context(base_url=desk.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/review")
        first = record(page)
        page.get_by_role("button", name="Accept a").click()
        assert decisions(desk) == [("accepted", first)]
        page.get_by_role("button", name="Undo my last decision").click()
        assert decisions(desk) == []
        assert record(page) == first


def test_lines_to_train_on(desk: Served) -> None:
    """What was decided, by offsets into the text, and no words of it."""
    rows = desk.ask("/review/several.json?only=act&limit=3").json["rows"]
    good, wrong = rows[0]["act"], rows[1]["act"]
    for do, one in (("accept", good), ("reject", wrong)):
        assert sent(desk, {"do": do, "record": one["id"]})[0] == 200
    line, *others = map(json.loads, desk.ask("/review/training.jsonl").body.splitlines())
    assert [one["id"] for one in line["acts"]] == [good["id"]]
    assert line["acts"][0]["trigger"] == [good["trigger"]["start"], good["trigger"]["end"]]
    assert [one["id"] for one in (others[0] if others else line)["rejected"]] == [wrong["id"]]
    assert line["complete"] is False
    assert good["trigger"]["exact"] not in desk.ask("/review/training.jsonl").body.decode().split('"')


def sent(desk: Served, what: dict[str, object], key: str | None = None, **headers: str) -> tuple[int, str]:
    """The status and the body of an answer to what was sent to the API."""
    given = {"Origin": desk.url, KEY: desk.app.state.key if key is None else key, **headers}
    answer = desk.ask("/api/v1/decisions", "POST", json.dumps(what).encode(), **given)
    return answer.status, answer.body.decode()


def test_nothing_is_changed_without_key_and_origin(desk: Served) -> None:
    """By a form or the API, whatever else is right; nor by asking."""
    one = desk.ask("/review.json").json["shown"]["waiting"]
    name = next(one[kind]["id"] for kind in ("statement", "event", "act") if kind in one)
    what: dict[str, object] = {"do": "accept", "record": name}
    assert sent(desk, what, "")[0] == 403
    assert sent(desk, what, "0" * 64)[0] == 403
    assert sent(desk, what, "é")[0] == 403
    assert sent(desk, what, Origin="http://evil.example")[0] == 403
    for given in ({}, {"key": "0" * 64}):
        body = urlencode({"do": "accept", "record": name, **given}).encode()
        assert desk.ask("/review/decide", "POST", body, Origin=desk.url).status == 403
    desk.ask(f"/review/decide?{urlencode({'do': 'accept', 'record': name, 'key': desk.app.state.key})}")
    assert decisions(desk) == []
    assert sent(desk, what)[0] == 200
    assert decisions(desk) == [("accepted", name)]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({}, "do: is one of"),
        ({"do": "nonsense"}, "do: is one of"),
        ({"do": "accept"}, "names from one to 200"),
        ({"do": "accept", "record": "a0"}, "no such record counts"),
        ({"do": "reject", "record": []}, "no such record counts"),
        ({"do": "undo"}, "nothing to undo"),
        ({"do": "undo", "batch": "x"}, "undone already"),
        ({"do": "merge", "commitment": "x", "other": "y"}, "no such commitment"),
        ({"do": "split", "commitment": "x"}, "no such commitment"),
        ({"do": "disputed", "record": "a0"}, "takes a note"),
        ({"do": "accept", "record": "x" * 300_000}, "more than 200,000 bytes"),
    ],
)
def test_what_cannot_be_is_told(desk: Served, what: dict[str, object], told: str) -> None:
    status, body = sent(desk, what)
    assert status == 400
    assert told in body
    assert decisions(desk) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_told(desk: Served, body: bytes) -> None:
    answer = desk.ask("/api/v1/decisions", "POST", body, **{"Origin": desk.url, KEY: desk.app.state.key})
    assert answer.status == 400
    assert "cannot be read" in answer.json["error"]


def test_an_edit_that_cannot_be_is_told(desk: Served) -> None:
    """Words that the text has not, a kind that is none, a date that is none; a needed field that is empty."""
    name = desk.ask("/review.json?only=act").json["shown"]["waiting"]["act"]["id"]
    for field, value, told in (
        ("trigger", "no such words", "the text has no"),
        ("kind", "promise", "is one of"),
        ("due_value", "soon", "is a date of"),
        ("undertaking", " ", "cannot be left out"),
        ("by", "Nobody Known", "the text has no"),
    ):
        status, body = sent(desk, {"do": "edit", "record": name, f"field-{field}": value})
        assert (status, told in body) == (400, True), body
    status, body = sent(desk, {"do": "edit", "record": name})
    assert (status, "nothing was changed" in body) == (400, True)


def test_what_was_typed_is_looked_for_before_the_writing_begins(
    desk: Served, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that nobody waits for it; what changed meanwhile is told, and nothing is done."""
    name = desk.ask("/review.json?only=act").json["shown"]["waiting"]["act"]["id"]

    def slow(was: Record, *given: Any) -> Record:
        with sqlite3.connect(store.name, timeout=0) as connection:  # raises where another is writing
            connection.execute("BEGIN IMMEDIATE")
        with store.writing() as connection:
            reject(connection, was.id, "another")
        return edited(was, *given)

    monkeypatch.setattr("onrecord.web.deciding.edited", slow)
    status, body = sent(desk, {"do": "edit", "record": name, "field-kind": "consider"})
    assert (status, "no such record counts; it may have been" in body) == (400, True), body
    assert decisions(desk) == [("rejected", name)]


@pytest.mark.parametrize("do", ["edit", "add"])
def test_thousands_of_pieces_hold_nobody_up(desk: Served, do: str) -> None:
    """Nor is any of it done."""
    one = desk.ask("/review.json?only=statement").json["shown"]["waiting"]["statement"]
    what: dict[str, object] = {"record": one["id"], "document": one["document"], "kind": "statement"}
    began = time.perf_counter()
    status, body = sent(desk, what | {"do": do, "field-mode": "direct", "field-content": "e…" * 9_990})
    assert (status, "content: takes at most 50 pieces" in body) == (400, True), body
    assert time.perf_counter() - began < 5
    assert decisions(desk) == []


def test_where_the_queue_ends(desk: Served) -> None:
    assert desk.ask("/review?after=0-0-z").status == 200
    assert b"Nothing waits" in desk.ask("/review?after=0-0-z").body
    for wrong in ("nonsense", f"{10**21}-1-a1", f"1-{10**21}-a1", f"{2**31}-0-a"):
        assert desk.ask(f"/review?after={wrong}").status == 400
    assert desk.ask("/review?record=a0").status == 400
    assert desk.ask("/review?document=nonsense").status == 400


def test_a_record_is_added_of_the_words_that_are_chosen(desk: Served, page: Page) -> None:
    """Those of the second place where they stand; then it counts, and can be undone."""
    document = desk.ask("/documents.json").json["rows"][0]["document"]
    reading = desk.ask(f"/documents/{document}.json").json["reading"]
    page.goto(f"/documents/{document}")
    words, at = page.evaluate("""() => {
      const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walk.nextNode()) if (/\\S{4}/.test(walk.currentNode.data)) nodes.push(walk.currentNode);
      const node = nodes[nodes.length - 2], words = node.data.trim().split(/\\s+/).slice(0, 3).join(" ");
      const start = node.data.indexOf(words), chosen = document.createRange();
      chosen.setStart(node, start);
      chosen.setEnd(node, start + words.length);
      document.getSelection().removeAllRanges();
      document.getSelection().addRange(chosen);
      return [words, node.data];
    }""")
    expect(page.get_by_text("of the words you chose")).to_be_visible()
    page.get_by_role("link", name="Add a record").click()
    expect(page.locator("[name=field-undertaking]")).to_have_value(words)
    page.locator("[name=field-trigger]").fill(words.split()[0])
    page.get_by_role("button", name="Add the act").click()
    page.wait_for_url(f"**/documents/{document}#a*")
    new = page.url.rpartition("#")[2]
    (act,) = [one for one in desk.ask(f"/documents/{document}.json").json["reading"]["acts"] if one["id"] == new]
    assert act["undertaking"][0]["exact"] == words
    assert reading["document"]["text"].rindex(at) <= act["undertaking"][0]["start"]
    expect(page.locator(f"[id='{new}']")).to_be_in_viewport()
    page.goto("/review/decisions")
    page.get_by_role("button", name=f"Undo added of {new}").click()
    page.wait_for_load_state()
    assert desk.ask(f"/documents/{document}.json").json["reading"] == reading


@pytest.mark.parametrize("only", ["act", "statement", "event"])
def test_what_cannot_be_added_says_why(desk: Served, browser: Browser, only: str) -> None:
    document = desk.ask("/documents.json").json["rows"][0]["document"]
    with visit(browser, desk.url, refused=True) as page:
        page.goto(f"/documents/{document}/add?only={only}&words=nonesuch")
        page.get_by_role("button", name=f"Add the {only}").click()
        expect(page.locator(".problem")).to_contain_text(re.compile("is needed|the text has no"))
    assert decisions(desk) == []


def test_only_what_a_rule_found_is_asked_for(desk: Served, page: Page) -> None:
    """By clicking on the rule; the filter stays while one record after the other is judged."""
    page.goto("/review?only=act")
    rule = page.locator(".source a[href*='rule=']").inner_text()
    assert rule in page.locator("datalist#rules option").evaluate_all("all => all.map(one => one.value)")
    page.locator(".source a[href*='rule=']").click()
    expect(page.get_by_label("Rule")).to_have_value(rule)
    for _ in range(3):
        before = record(page)
        page.keyboard.press("a")
        page.wait_for_function(
            "one => document.querySelector('form.verdicts input[name=record]')?.value !== one", arg=before
        )
        expect(page.locator(".source a[href*='rule=']")).to_have_text(rule)
    rows = desk.ask(f"/review/several.json?only=act&limit=200&{urlencode({'rule': rule})}").json["rows"]
    every = desk.ask("/review/several.json?only=act&limit=200").json["rows"]
    same = [one["act"]["id"] for one in every if one["act"]["why"]["rule"] == rule]
    assert [one["act"]["id"] for one in rows] == same
    assert 0 < len(rows) < len(every)
    page.goto("/review")
    with page.expect_navigation(url="**/review?dossier=nuclear-powered-submarines"):
        page.get_by_label("Dossier").select_option(label="Nuclear-powered submarines")
    assert record(page) in [one["act"]["id"] for one in every]
