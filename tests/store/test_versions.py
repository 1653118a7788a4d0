"""Versions of what stands at an address: the last one counts, whatever order they come in."""

import itertools
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from sqlalchemy import select

from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item
from onrecord.ledger.edits import replacements
from onrecord.store import tables as t
from onrecord.store.adding import Done, How, added
from onrecord.store.opened import Store, open_store
from onrecord.store.texts import text_of
from onrecord.store.versions import Seen, seen_at
from tests.store.given import run
from tests.store.test_unit import digest_of

TEN = "2026-03-03T10:00:00"
WHERE = "https://news.example/navy/frigates"
FIRM = "OSLO, March 3 -- Norway will deliver three frigates to Denmark by 2030. “We shall deliver them,” it said."
SOFT = "OSLO, March 3 -- Norway could deliver two frigates to Denmark by 2032. “We are looking into it,” it said."
OTHER = "OSLO, March 4 -- Norway pledged to build a naval base at Bodo. The ministry said that work begins in May."


class Capture(NamedTuple):
    """A text as it stood at an address; `around` is what else the page holds."""

    text: str
    when: str
    url: str = WHERE
    around: str = ""
    moved: tuple[str, ...] = ()

    @property
    def item(self) -> Item:
        """The page that holds the text."""
        body = "".join(f"<p>{one}</p>" for one in self.text.split("\n"))
        page = f"<!doctype html><html><head><title>Frigates</title></head><body><article>{body}</article>{self.around}"
        return Item(f"{self.url}@{self.when}", page=self._opened(page))

    def _opened(self, page: str) -> Opened:
        return Opened(page.encode(), self.url, "text/html", self.when, moved=self.moved)


def at(minute: int) -> str:
    """A time of one morning."""
    return f"2026-03-03T09:{minute:02}:00+00:00"


def put(store: Store, captures: Iterable[Capture], workers: int = 1) -> list[str]:
    """What became of each capture, given one after the other."""
    heard: list[Done] = []
    added(store, [one.item for one in captures], How("rules", workers), heard.append)
    return [one.what for one in heard]


def standing(store: Store) -> set[str]:
    """The beginnings of the texts that count."""
    with store.reading() as connection:
        r = t.reading.c
        query = select(t.blob.c.bytes).join(t.reading, r.document == t.blob.c.sha256).where(r.active)
        return {data.decode().partition("OSLO")[2][:32] for data in connection.execute(query).scalars()}


def opening(*texts: str) -> set[str]:
    """How the texts begin, as `standing` has it."""
    return {one.partition("OSLO")[2][:32] for one in texts}


def test_an_edited_page_takes_the_place_of_the_first(store: Store) -> None:
    """The text before is kept with its reading, but counts no more: no act of it stands in a thread."""
    assert put(store, [Capture(FIRM, at(1)), Capture(SOFT, at(2))]) == ["added", "edited"]
    assert standing(store) == opening(SOFT)
    with store.reading() as connection:
        assert len(connection.execute(select(t.document)).all()) == 2
        kinds = set(connection.execute(select(t.step.c.kind)).scalars())
    assert "consider" in kinds
    assert "pledge" not in kinds
    assert "plan" not in kinds
    digest_of(store)


def test_what_comes_back_counts_again(store: Store) -> None:
    """An edit that is undone makes the first text stand once more."""
    assert put(store, [Capture(FIRM, at(1)), Capture(SOFT, at(2)), Capture(FIRM, at(3))])[-1] == "edited"
    assert standing(store) == opening(FIRM)
    digest_of(store)


def test_a_page_whose_text_stays_is_no_new_appearance(store: Store) -> None:
    """Advertisements and counters around it change all the time, and blanks in it."""
    assert put(store, [Capture(FIRM, at(1)), Capture(FIRM, at(2), around="<footer>7 readers</footer>")])[-1] == "known"
    assert put(store, [Capture(FIRM.replace(" -- ", "  -- "), at(3))]) == ["known"]
    with store.reading() as connection:
        assert len(connection.execute(select(t.appearance)).all()) == 1
    digest_of(store)


def test_a_text_that_stands_elsewhere_too_still_counts(store: Store) -> None:
    """Another outlet has not edited it."""
    elsewhere = Capture(FIRM, at(1), "https://post.example/frigates")
    put(store, [Capture(FIRM, at(1)), elsewhere, Capture(SOFT, at(2))])
    assert standing(store) == opening(FIRM, SOFT)
    put(store, [elsewhere._replace(text=OTHER, when=at(4))])
    assert standing(store) == opening(SOFT, OTHER)
    digest_of(store)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_of_adding_does_not_matter(store: Store, order: tuple[int, ...]) -> None:
    """The last capture stands, of whatever archive it came first."""
    captures = [Capture(FIRM, at(1)), Capture(SOFT, at(2)), Capture(FIRM, at(3)), Capture(OTHER, at(3), WHERE + "/2")]
    put(store, [captures[number] for number in order])
    assert standing(store) == opening(FIRM, OTHER)
    digest_of(store)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_other_blanks_say_that_a_text_still_stands(store: Store, order: tuple[int, ...]) -> None:
    """Whenever the capture that has them comes."""
    captures = [Capture(FIRM, at(1)), Capture(SOFT, at(2)), Capture(FIRM.replace(" -- ", "  -- "), at(3))]
    put(store, [captures[number] for number in order])
    assert len(standing(store)) == 1
    assert next(iter(standing(store))).split() == next(iter(opening(FIRM))).split()


def edits_of(store: Store) -> list[tuple[str, str]]:
    """The beginnings of texts that were replaced, and of those in their place."""
    with store.reading() as connection:
        return [
            (text_of(connection, one.earlier)[:20], text_of(connection, one.document)[:20])
            for one in replacements(connection)
        ]


NEW = WHERE + "-again"
# Another sentence, so that texts that have no more in common are told from each other.
FIRMER = FIRM.replace("three", "four")
LAST = FIRM.replace("three", "five")


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_page_that_moved_and_was_edited_takes_the_place_of_the_old_one(store: Store, order: tuple[int, ...]) -> None:
    """Whenever what is known of it comes; what follows at the new address is told once, and the old one holds none."""
    captures = [
        Capture(FIRM, at(1)),
        Capture(FIRMER, at(2), NEW, moved=(WHERE, WHERE + "?utm_id=x", NEW)),
        Capture(FIRMER, at(3), NEW, moved=(WHERE,)),
        Capture(LAST, at(4), NEW),
    ]
    told = put(store, [captures[number] for number in order])
    if order == tuple(range(4)):
        assert told == ["added", "edited", "known", "edited"]
    assert standing(store) == opening(LAST)
    assert edits_of(store) == [(FIRM[:20], FIRMER[:20]), (FIRMER[:20], LAST[:20])]
    assert digest_of(store) == digest_in_order(captures)


def digest_in_order(captures: Iterable[Capture]) -> str:
    """The digest of a store to which the captures came in order."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "in-order.db") as store:
        put(store, captures)
        return digest_of(store)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_of_pages_that_became_one_each_is_replaced(store: Store, order: tuple[int, ...]) -> None:
    """If the one holds enough of it; what stands nowhere else is said by nobody any more."""
    both = f"{FIRM}\n{OTHER}"
    captures = [
        Capture(FIRM, at(1)),
        Capture(OTHER, at(1), WHERE + "/2"),
        Capture(both, at(2), NEW, moved=(WHERE, WHERE + "/2")),
    ]
    put(store, [captures[number] for number in order])
    assert standing(store) == opening(both)
    assert {before for before, _ in edits_of(store)} == {FIRM[:20], OTHER[:20]}
    assert digest_of(store) == digest_in_order(captures)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_an_address_that_leads_to_another_page_replaces_nothing(store: Store, order: tuple[int, ...]) -> None:
    """Sites lead what they took away to a list of news: that is gone, not edited; if it comes back, it stands."""
    captures = [
        Capture(FIRM, at(1)),
        Capture(OTHER, at(2), NEW, moved=(WHERE,)),
        Capture(LAST, at(3)),
    ]
    put(store, [captures[number] for number in order])
    assert standing(store) == opening(OTHER, LAST)
    assert edits_of(store) == [(FIRM[:20], LAST[:20])]
    put(store, [Capture(OTHER, at(4), NEW, moved=(WHERE,))])
    assert standing(store) == opening(OTHER, LAST)
    digest_of(store)


def test_a_page_that_only_moved_is_no_edit(store: Store) -> None:
    """With other blanks or without: the text stands at the new address, whatever the old one gives later."""
    spaced = FIRM.replace(" -- ", "  -- ")
    captures = [
        Capture(FIRM, at(1)),
        Capture(FIRM, at(2), NEW, moved=(WHERE,)),
        Capture(spaced, at(3), NEW + "/2", moved=(WHERE, NEW)),
    ]
    assert "edited" not in put(store, captures)
    with store.reading() as connection:
        assert len(connection.execute(select(t.document)).all()) == 1
    assert standing(store) == opening(FIRM)
    assert edits_of(store) == []
    assert put(store, [Capture(OTHER, at(4))]) == ["added"]
    assert standing(store) == opening(FIRM, OTHER)
    digest_of(store)


def test_adding_again_writes_nothing(store: Store) -> None:
    """Captures that are known are not read again, those neither whose text was replaced."""
    captures = [Capture(FIRM, at(1)), Capture(SOFT, at(2)), Capture(OTHER, at(3))]
    put(store, captures)
    said = digest_of(store)
    assert put(store, captures) == ["known"] * 3
    assert digest_of(store) == said
    assert standing(store) == opening(OTHER)


def test_two_captures_of_one_text_in_one_run(store: Store) -> None:
    """Both are asked for before the first is kept, since several processes read."""
    captures = [Capture(FIRM, at(1)), Capture(FIRM, at(2), around="<footer>2</footer>"), Capture(SOFT, at(3))]
    put(store, captures, workers=2)
    assert standing(store) == opening(SOFT)
    digest_of(store)


def test_verify_tells_a_text_that_counts_though_it_was_replaced(store: Store) -> None:
    """And one that does not count though it stands."""
    from onrecord.ledger.verify import verify

    put(store, [Capture(FIRM, at(1)), Capture(SOFT, at(2))])
    run(store, "UPDATE version SET seen = '2026-03-03T08:00:00.000+00:00' WHERE seen LIKE '2026-03-03T09:02%'")
    with store.reading() as connection:
        told = [one.message for one in verify(connection) if one.kind == "document"]
    assert len(told) == 2
    assert any("counts, though" in one for one in told)


@pytest.mark.parametrize(
    ("url", "when", "seen"),
    [
        ("https://News.example:443/a#top", "2026-03-03T10:00:00Z", ("https://news.example/a", f"{TEN}.000+00:00")),
        ("https://news.example/a", "2026-03-03T12:00:00.25+02:00", ("https://news.example/a", f"{TEN}.250+00:00")),
        ("https://news.example/a?utm_id=x", "2026-03-03T10:00:00Z", ("https://news.example/a", f"{TEN}.000+00:00")),
        ("file:///a", "2026-03-03T10:00:00Z", ("file:///a", f"{TEN}.000+00:00")),
        ("https://news.example/a", "yesterday", None),
        ("https://news.example/a", None, None),
        (None, "2026-03-03T10:00:00Z", None),
    ],
)  # fmt: skip
def test_when_a_text_stood_where(url: str | None, when: str | None, seen: tuple[str, str] | None) -> None:
    """One spelling of the address, and the time in UTC."""
    assert seen_at(url, when) == (None if seen is None else Seen(*seen))
