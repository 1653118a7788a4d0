"""Pages that lead elsewhere: to a gate that several of a list are kept behind, or to the one page that they mean."""

import pytest
from bench.hostile import moved, page

from onrecord.acquire.guard import Fetched
from onrecord.store import tables as t
from onrecord.watch.pages import ended
from onrecord.watch.plan import plan_of
from tests.watch.test_rounds import FIRM, SOFT, World, hours, html, rss, world

__all__ = ["world"]
CONSENT = html("We use cookies in this place. You can change your choices at any time.", "Your privacy")
GATE = moved("/consent.html")


def test_pages_that_all_lead_to_one_are_asked_again(world: World) -> None:
    """None of them is taken for read, whether the plan has pages looked at again or not."""
    world.plan = plan_of({"watch": [{"feed": f"{world.site.url}/rss"}], "recheck": []})
    world.answers = {"/rss": rss("/a", "/b"), "/a": GATE, "/b": GATE, "/consent.html": CONSENT}
    assert world.round() == {"asked": 1, "failed": 2}
    assert "/consent.html, as " in world.rows(t.page)[0].problem
    assert world.rows(t.document) == []
    world.answers |= {"/a": html(FIRM), "/b": html(SOFT)}
    assert world.round(hours(0.3)) == {"asked": 1, "added": 2}
    assert world.round(hours(3)) == {"asked": 1}


def test_pages_that_come_one_by_one_to_a_gate(world: World) -> None:
    """The first cannot be told from one that has moved; once it can be, it is asked for again."""
    world.plan = plan_of({"watch": [{"feed": f"{world.site.url}/rss"}], "recheck": []})
    world.answers = {"/rss": rss("/a"), "/a": GATE, "/b": GATE, "/consent.html": CONSENT}
    assert world.round() == {"asked": 1, "added": 1}
    world.answers |= {"/rss": rss("/a", "/b"), "/a": html(FIRM)}
    assert world.round(hours(1)) == {"asked": 1, "failed": 1, "added": 1}
    world.answers["/b"] = html(SOFT)
    assert world.round(hours(2)) == {"asked": 1, "added": 1}
    assert world.asked("/a") == 2


def test_a_gate_that_stays_is_told_and_asked_no_more_in_the_end(world: World) -> None:
    """And each round ends."""
    world.answers = {"/rss": rss("/a"), "/a": GATE, "/b": GATE, "/consent.html": CONSENT}
    world.plan = plan_of({"watch": [{"feed": f"{world.site.url}/rss"}], "recheck": []})
    world.round()
    world.answers["/rss"] = rss("/a", "/b")
    told = [world.round(hours(24 * number)) for number in range(1, 13)]
    assert sum(one.get("failed", 0) + one.get("gone", 0) for one in told) == 10
    assert told[-1] == {"asked": 1}
    assert world.asked("/b") == 10


def test_pages_behind_redirects_of_their_own_are_read(world: World) -> None:
    """A list whose links all lead on; two that lead to a page which is itself on the list."""
    world.answers = {"/rss": rss("/go/a", "/go/b", "/go/c", "/c", "/go2/c")}
    world.answers |= {f"/{one}": html(FIRM.replace("three", one)) for one in "abc"}
    world.answers |= {f"/go/{one}": moved(f"/{one}") for one in "abc"} | {"/go2/c": moved("/c")}
    assert world.round() == {"asked": 1, "added": 3, "known": 2}
    assert world.round(hours(1.1)) == {"asked": 1, "known": 5}


@pytest.mark.parametrize(("asked", "there", "place"), [
    ("http://a.example/x", "https://www.a.example/x/", None),
    ("https://a.example/x", "https://a.example/x?session=5", None),
    ("https://a.example/x", "https://a.example/login?next=%2Fx", "https://a.example/login"),
    ("https://a.example/2026/x", "https://id.example/?to=https%3A%2F%2Fa.example%2F2026%2Fx", "https://id.example/"),
    ("https://a.example/x?id=1", "https://a.example/x", "https://a.example/x"),
    ("https://a.example/go/5", "https://a.example/x?id=5", "https://a.example/x?id=5"),
    ("https://a.example/5", "https://a.example/x?to=/55", "https://a.example/x?to=/55"),
    ("https://a.example/a", "https://a.example/x?name=data", "https://a.example/x?name=data"),
    ("https://a.example/go/5", "https://a.example/x?utm_source=rss", "https://a.example/x"),
])  # fmt: skip
def test_where_a_page_ended(asked: str, there: str, place: str | None) -> None:
    assert ended(asked, Fetched(there, 200, {}, b"", None, None, "")) == place


def test_pages_that_lead_to_one_and_are_not_there_in_the_end(world: World) -> None:
    """An error page that several lead to, with what was read before kept."""
    world.answers = {"/rss": rss("/a", "/b"), "/a": html(FIRM), "/b": html(SOFT), "/sorry": page(b"<p>Sorry, no.")}
    assert world.round() == {"asked": 1, "added": 2}
    world.answers |= {"/a": moved("/sorry"), "/b": moved("/sorry")}
    assert world.round(hours(1.1)) == {"asked": 1, "failed": 2}
    assert len(world.rows(t.document)) == 2
