"""Rounds in trouble: errors that nobody foresaw, clocks that are wrong, lists that are gone, pages not to be read."""

from datetime import timedelta
from pathlib import Path

from bench.hostile import MISSING, page

from onrecord.acquire.guard import Fetched, Guard, Limits
from onrecord.store import tables as t
from onrecord.store.adding import How
from onrecord.watch.plan import plan_of
from onrecord.watch.rounds import Round
from onrecord.watch.standing import standings
from tests.watch.test_rounds import FIRM, NOON, SOFT, World, hours, html, rss, world

__all__ = ["world"]


def test_what_nobody_foresaw_fails_alone_and_is_asked_again(tmp_path: Path) -> None:
    """A full disk, an error of ours: of a list, of a page that is fetched, and of one that is read."""
    world = World(tmp_path)
    where = world.site.url
    world.plan = plan_of({"watch": [{"feed": f"{where}/odd"}, {"feed": f"{where}/rss"}], "recheck": []})
    odd = True

    def ask(url: str, local: bool, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        if odd and url.endswith(("/odd", "/a")):
            raise OSError(28, "No space left on device")
        found = Guard(Limits(pause=0.0)).fetch(url, allow_private=local, etag=etag, modified=modified)
        return found._replace(headers={"content-type": 5}) if odd and url.endswith("/b") else found  # type: ignore[dict-item]

    with world.site, world.store:
        world.answers = {"/rss": rss("/a", "/b", "/c"), "/odd": rss("/d")}
        world.answers |= {f"/{name}": html(FIRM.replace("three", name)) for name in "acd"}
        world.answers["/b"] = page(SOFT.encode(), Content_Type="text/plain; charset=utf-8")
        first = Round(world.store, world.plan, How("rules"), ask, NOON).go(world.heard.append)
        assert first == {"list failed": 1, "asked": 1, "failed": 2, "added": 1}
        said = {one.url.removeprefix(where): str(one.message) for one in world.heard if "failed" in one.what}
        assert sorted(said) == ["/a", "/b", "/odd"]
        assert "No space left on device" in said["/odd"]
        assert "cannot be read (" in said["/b"]
        odd = False
        later = Round(world.store, world.plan, How("rules"), ask, NOON + hours(0.3)).go(world.heard.append)
        assert later == {"asked": 2, "added": 3}


def test_a_page_that_cannot_be_read_is_not_taken_for_had(world: World) -> None:
    """Its server would say that it has not changed, and the failure would be forgotten; an edit back to what was is."""
    tag = "1"

    def answer(target: str, headers: dict[str, str]) -> list[bytes]:
        if target != "/a":
            return [world.answers.get(target, MISSING)]
        if headers.get("if-none-match") == f'"{tag}"':
            return [page(b"", "304 Not Modified", ETag=f'"{tag}"')]
        body = b"<!doctype html><script>app()</script>" if tag == "1" else html(FIRM).partition(b"\r\n\r\n")[2]
        return [page(body, ETag=f'"{tag}"', Content_Type="text/html")]

    world.site.answer = answer
    world.answers = {"/rss": rss("/a")}
    assert world.round() == {"asked": 1, "failed": 1}
    assert world.round(hours(1.1))["failed"] == 1
    assert "without text" in world.rows(t.page)[0].problem
    world.answers["/rss"], tag = rss("/a", note=" (mended)"), "2"
    assert world.round(hours(2))["added"] == 1
    world.answers["/rss"], tag = rss("/a", note=" (broken)"), "1"
    assert world.round(hours(3))["failed"] == 1
    world.answers["/rss"], tag = rss("/a", note=" (mended)"), "2"
    assert world.round(hours(4)) == {"asked": 1, "unchanged": 1}
    assert world.rows(t.page)[0].problem is None


def test_what_a_wrong_clock_put_off_is_due_when_it_was_put_right(tmp_path: Path) -> None:
    """A page that failed, one that was had, and the list: none waits for ten years, and none is asked in each round."""
    world = World(tmp_path)
    with world.site, world.store:
        world.answers = {"/rss": rss("/a", "/b"), "/a": html(FIRM), "/b": page(b"", "503 Service Unavailable")}
        assert world.round(timedelta(days=3650)) == {"asked": 1, "added": 1, "failed": 1}
        world.answers |= {"/a": html(FIRM.replace("three", "six")), "/b": html(SOFT)}
        assert world.round(hours(1)) == {"asked": 1, "added": 1, "edited": 1}
        assert world.round(hours(1.1)) == {}
        assert world.round(hours(2.1)) == {"asked": 1, "known": 2}
        assert world.round(hours(3)) == {"asked": 1}


def test_what_the_plan_puts_off_for_long_is_not_due(tmp_path: Path) -> None:
    """Whatever it says of times is meant, and by no clock that is wrong."""
    world = World(tmp_path)
    where = world.site.url
    world.plan = plan_of({"watch": [{"feed": f"{where}/rss", "every": "90d"}], "recheck": ["200d"]})
    with world.site, world.store:
        world.answers = {"/rss": rss("/a"), "/a": html(FIRM)}
        assert world.round() == {"asked": 1, "added": 1}
        assert world.round(hours(24)) == {}
        assert world.round(timedelta(days=82)) == {"asked": 1}


def test_pages_of_a_list_that_is_gone_are_those_of_another_that_names_them(world: World) -> None:
    """Its address was changed in the plan while a page waited: it is asked for again, and edits are heard."""
    where = world.site.url
    world.answers = {"/rss": rss("/a", "/b"), "/a": html(FIRM), "/b": page(b"", "503 Service Unavailable")}
    assert world.round() == {"asked": 1, "added": 1, "failed": 1}
    world.plan = plan_of({"watch": [{"feed": f"{where}/new"}], "recheck": []})
    with world.store.reading() as connection:
        lost = standings(connection, world.plan)[-1]
    assert (lost.url, lost.next) == (f"{where}/b", None)
    assert f"not in the plan: {where}/rss" in str(lost.problem)
    world.answers |= {"/new": world.answers["/rss"], "/b": html(SOFT)}
    assert world.round(hours(1)) == {"asked": 1, "known": 1, "added": 1}
    world.answers |= {"/new": rss("/a", "/b", note=" (corrected)"), "/a": html(SOFT.replace("two", "six"))}
    assert world.round(hours(2)) == {"asked": 1, "edited": 1, "known": 1}
    assert world.round(hours(3)) == {"asked": 1}


def test_a_page_that_two_lists_name_is_that_of_the_one_that_is_left(tmp_path: Path) -> None:
    """Also where that words it otherwise; but no list takes pages from one that another plan has asked."""
    world = World(tmp_path)
    where = world.site.url
    one, other = ({"watch": [{"feed": f"{where}/{name}"}], "recheck": []} for name in ("all", "some"))
    with world.site, world.store:
        world.answers = {"/all": rss("/a"), "/some": rss("/a", note="!"), "/a": html(FIRM)}
        world.plan = plan_of(one)
        assert world.round() == {"asked": 1, "added": 1}
        world.plan = plan_of(other)
        assert world.round(hours(0.1)) == {"asked": 1}
        world.plan = plan_of(one)
        assert world.round(hours(0.3)) == {"asked": 1}
        assert world.asked("/a") == 1
        world.plan = plan_of(other)
        world.answers |= {"/some": rss("/a", note=" (corrected)"), "/a": html(SOFT)}
        assert world.round(hours(1)) == {"asked": 1, "edited": 1}
