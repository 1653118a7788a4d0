"""A digest in each of its forms: all of it is told, links open the words, and what documents say stays words."""

import re
from pathlib import Path

import feedparser
import pytest
from lxml import html as markup

from onrecord.export.digest import FORMS, Form, html, markdown, rss, sections, text
from onrecord.ledger.digest import Digest, digest, last, told
from onrecord.store.opened import Store, open_store
from tests.ledger.test_edits import FIRST, SECOND
from tests.store.test_versions import WHERE, Capture, at, put

OTHER = Capture("COPENHAGEN -- Denmark pledged to buy ten radars from Norway.", at(1), "https://post.example/radars")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of two pages, of which a digest was told, and of what came since: an edit and a further page."""
    made = open_store(tmp_path / "digest.db")
    put(made, [Capture(FIRST, at(1)), OTHER])
    with made.writing() as connection:
        first = digest(connection)
        assert len(first.documents) == 2
        assert first.until
        told(connection, first.until)
    later = Capture("LIMA -- Peru agreed with Chile to open a port.", at(2), "https://post.example/port?a=1&b=2")
    put(made, [Capture(SECOND, at(9)), later])
    return made


def new_in(store: Store, since: str | None = None) -> Digest:
    """What is new since the last digest."""
    with store.reading() as connection:
        return digest(connection, since or last(connection))


def test_a_digest_tells_what_came_since_the_last_one_and_nothing_twice(store: Store) -> None:
    """Of the edited page only what the edit changed."""
    found = new_in(store)
    assert [one.url for one in found.documents] == ["https://post.example/port?a=1&b=2"]
    assert [one.edit.address for one in found.pages] == [WHERE]
    assert {one.what for one in found.pages[0].undertakings} == {"softened", "added", "removed"}
    assert {one.change.document for one in found.moves} == {found.documents[0].document}
    assert found.until
    with store.writing() as connection:
        told(connection, found.until)
    assert new_in(store).is_empty
    assert len(new_in(store, "2020-01-01").documents) == 3


def test_a_page_that_was_edited_before_it_was_told_of_is_new(tmp_path: Path) -> None:
    """Its reader has not heard of the commitments in it, whichever version has them."""
    with open_store(tmp_path / "new.db") as store:
        put(store, [Capture(FIRST, at(1)), Capture(SECOND, at(9))])
        found = new_in(store)
    assert len(found.documents) == 1
    assert found.moves


def test_what_was_edited_twice_since_is_no_new_document(store: Store) -> None:
    """Its reader knows of the first text; both edits are told, and no commitment as if it were new."""
    put(store, [Capture(SECOND.replace("2032", "2033"), at(20))])
    found = new_in(store)
    assert WHERE not in {one.url for one in found.documents}
    assert len(found.pages) == 2


def test_what_an_edit_said_until_the_next_one_is_not_linked_to(store: Store) -> None:
    """The page does not say it any more."""
    put(store, [Capture(FIRST, at(20))])
    first, second = (page.undertakings for page in new_in(store).pages)
    assert [one.now.link for one in first if one.now] == [None] * sum(one.now is not None for one in first)
    assert any(one.now for one in first)
    assert any(one.now and one.now.link for one in second)


def test_what_the_text_holds(store: Store) -> None:
    """Each act with its sentence and a link that opens it; an edit with the words before and after it."""
    said = text(new_in(store))
    assert "What is new since 20" in said
    assert "https://post.example/port?a=1&b=2#:~:text=" in said
    assert "softened, before: “OSLO, March 3 -- Norway pledged to deliver three frigates to Denmark by 2030.”" in said
    assert "now: “OSLO, March 3 -- Norway could consider delivering three frigates" in said


def test_a_year_is_told_as_a_year(tmp_path: Path) -> None:
    """Not as its first day; nor is a month."""
    with open_store(tmp_path / "years.db") as made:
        words = "In 1949 Norway agreed with Denmark to build an airfield. In May 2021 Norway pledged to supply tents."
        put(made, [Capture(words, at(1), "https://post.example/years")])
        said = text(new_in(made))
    assert "post.example/years" in said
    assert re.search(r", 1949$", said, re.MULTILINE)
    assert re.search(r", 2021-05$", said, re.MULTILINE)
    assert not re.search(r"1949-01-01|2021-05-01", said)


def test_of_what_is_asked_for_it_is_told_who_asks_whom(tmp_path: Path) -> None:
    with open_store(tmp_path / "asked.db") as made:
        words = "The United States urged India to reduce its purchases of Russian oil."
        put(made, [Capture(words, at(1), "https://post.example/oil")])
        said = text(new_in(made))
    assert "United States → India: reduce its purchases of Russian oil (new: requested)" in said
    assert f"\n{'-' * len('Commitments (1)')}\n" in said


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_tells_every_entry(store: Store, form: Form) -> None:
    """The headlines of all sections, whatever the form makes of their characters."""
    found = new_in(store)
    made = FORMS[form](found)
    for section in sections(found):
        for entry in section.entries:
            for word in re.findall(r"\w{5,}", entry.head):
                assert word in made


def test_the_feed_is_a_feed_whose_items_stay_the_same(store: Store) -> None:
    """Read again by a reader of feeds; in a later digest the same thing has the same guid."""
    found = feedparser.parse(rss(new_in(store)).encode())
    assert not found.bozo
    assert found.version == "rss20"
    later = feedparser.parse(rss(new_in(store, "2020-01-01")).encode())
    mine, theirs = ({one.id for one in feed.entries} for feed in (found, later))
    assert mine
    assert mine <= theirs


NASTY = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "](javascript:alert(1))", "[x](http://evil.example)",
    "`code`", "# head", "a\x1b[31mred\x07", "\u202etxet", "]]>", "&lt;b&gt;", "<!--", "{{7*7}}", "\ud800", "*a* _b_",
]  # fmt: skip


@pytest.mark.parametrize("words", NASTY)
def test_what_documents_say_stays_words(store: Store, words: str) -> None:
    """As a title, as a quotation and as an address: no markup, no script, no order to a terminal."""
    from msgspec.structs import replace

    found = new_in(store)
    (new,) = found.documents
    move = found.moves[0]
    assert move.quote
    bad = replace(
        found,
        documents=(replace(new, title=f"Title {words}", publisher=words, url=f"javascript:{words}"),),
        moves=(
            replace(
                move, quote=replace(move.quote, words=replace(move.quote.words, exact=words), link=f"data:{words}")
            ),
        ),
    )
    page = markup.fromstring(html(bad).encode("utf-8", "replace"))
    assert not page.xpath("//script | //img | //b | //@onerror")
    assert all(link.startswith("https://") for link in page.xpath("//@href"))
    assert "javascript" not in str(page.xpath("//@href"))
    plain = text(bad)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", plain)
    marked = markdown(bad)
    assert not re.search(r"(?<!\\)\]\((?:javascript|data|http)", marked)
    assert not re.search(r"\]\(<(?!https://)", marked)
    assert not re.search(r"(?<!\\)<(?:script|img|b)", marked)
    assert not feedparser.parse(rss(bad).encode("utf-8", "replace")).bozo
