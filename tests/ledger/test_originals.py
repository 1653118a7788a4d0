"""The source of a document: its form, and where in it the words of a record stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select, update

from onrecord.acquire.again import Again
from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item
from onrecord.errors import UsageError
from onrecord.ledger import originals
from onrecord.ledger.appearances import origin
from onrecord.ledger.citing import cited
from onrecord.ledger.documents import document_named
from onrecord.ledger.originals import ENDINGS, source, source_kept
from onrecord.store import tables as t
from onrecord.store.adding import How, added
from onrecord.store.kept import reading_kept
from onrecord.store.opened import Store, open_store
from onrecord.web.pages.original import saved_page
from tests.acquire.paper import pdf, set_in
from tests.acquire.test_mhtml import SAVED
from tests.ledger.test_edits import FIRST, SECOND
from tests.store.test_versions import WHERE, Capture, at, put

WORDS = "Tore Sandvik said that Norway will deliver three frigates to Denmark by 2030. He spoke at Bergen on Monday."
PAGE = f"<!doctype html><html><body><article><h1>Ships</h1><p>{WORDS}</p></article></body></html>"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Store]:
    """A store of a page, a paper and a text of nearly the same words, and of a page that a browser saved."""
    originals._PLACES.clear()
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.pdf").write_bytes(pdf([set_in(f"{WORDS} It is so.", 60, 700, 250)]))
    (tmp_path / "c.txt").write_text(f"{WORDS} So it is.")
    (tmp_path / "d.mhtml").write_text(SAVED)
    with open_store(tmp_path / "sources.db") as store:
        done: list[str] = []
        added(store, [Item(str(tmp_path / name)) for name in ("a.html", "b.pdf", "c.txt", "d.mhtml")], How("rules"),
              lambda one: done.append(one.what))  # fmt: skip
        assert done == ["added"] * 4
        yield store


def first(connection: Connection, ending: str) -> tuple[str, str]:
    """The document whose source's name ends so, and the id of its first statement."""
    query = t.appearance.select().where(t.appearance.c.source.like(f"%{ending}"))
    name = connection.execute(query).one().document
    return name, reading_kept(connection, name).statements[0].id


def test_the_words_are_found_in_the_bytes_of_a_page(made: Store) -> None:
    with made.reading() as connection:
        found = source(connection, *first(connection, ".html"))[0]
        data = source_kept(connection, found.document).data
    assert (found.form, found.remark, found.octets) == ("page", None, len(data))
    assert found.words
    assert " ".join(data[slice(*one.octets)].decode() for one in found.places if one.octets) == found.words.exact


def test_the_words_are_found_on_a_paper(made: Store) -> None:
    with made.reading() as connection:
        found = source(connection, *first(connection, ".pdf"))[0]
    assert (found.form, found.remark, found.pages) == ("paper", None, (1,))
    assert found.places
    assert all(one.page == 1 and one.box for one in found.places)


def test_of_other_sources_it_is_said_that_they_are_kept(made: Store) -> None:
    with made.reading() as connection:
        for ending, form in ((".mhtml", "saved"), (".txt", "text")):
            found = source(connection, *first(connection, ending))[0]
            assert (found.form, found.places, ENDINGS[found.form]) == (form, (), ending)
            assert found.remark
        assert source_kept(connection, found.document).data.decode() == f"{WORDS} So it is."
        with pytest.raises(UsageError, match="no such record"):
            source(connection, found.document, "s0")
        with pytest.raises(UsageError, match="no such document"):
            source(connection, "nothing")


def test_a_source_that_gives_another_text_has_no_places(made: Store) -> None:
    """As one that another version read, or a store that was changed."""
    with made.writing() as connection:
        name, record = first(connection, ".html")
        b = t.blob.c
        about = reading_kept(connection, name).document
        other = PAGE.replace("three", "four").encode()
        connection.execute(update(t.blob).where(b.sha256 == about.source_sha256).values(bytes=other))
    with made.reading() as connection:
        found = source(connection, name, record)[0]
    assert found.places == ()
    assert "another text" in (found.remark or "")


def test_a_page_is_read_anew_as_its_server_said_that_it_is(tmp_path: Path) -> None:
    """By a charset that the page does not declare, and as a page where it does not begin as one; revisits too."""
    words = "Minister Jiří Dvořák said in Žilina that Czechia will buy ten howitzers."
    latin = f"<html><body><p>{words}</p>".encode("iso-8859-2")
    pages = {
        "https://mod.example/1": Opened(latin, media="text/html; charset=latin2"),
        "https://mod.example/2": Opened(f"Today\n<p>{words} &amp; more.</p>".encode(), media="text/html"),
    }
    with open_store(tmp_path / "sources.db") as store:
        here = [Item(url, page=one._replace(url=url, when=at(1))) for url, one in pages.items()]
        here += [Item(f"{one.name}#", again=Again(f"{one.name}/print", at(2), one.name, at(1))) for one in here]
        added(store, here, How("rules"), lambda _: None)
        with store.reading() as connection:
            assert connection.execute(select(t.version.c.media)).scalars().all().count(None) == len(pages)
            for name in connection.execute(select(t.document.c.id)).scalars().all():
                statement = reading_kept(connection, name).statements[0].id
                found = source(connection, name, statement)[0]
                assert (found.form, found.remark) == ("page", None)
                assert found.places
                shown = saved_page(connection, name, statement).data.decode()
                assert "Jiří Dvořák" in shown
                assert "<mark id=w>Czechia will buy ten howitzers</mark>" in shown


def test_a_text_without_a_source_says_so(made: Store) -> None:
    with made.writing() as connection:
        name, record = first(connection, ".html")
        a = t.appearance.c
        connection.execute(update(t.appearance).where(a.document == name).values(source_sha256=None))
        connection.execute(delete(t.blob).where(t.blob.c.sha256.not_in([name])).where(t.blob.c.bytes == PAGE.encode()))
    with made.reading() as connection:
        assert source(connection, name, record)[0].form == "none"
        with pytest.raises(UsageError, match="its text alone"):
            source_kept(connection, name)


def test_a_document_tells_where_it_came_from(tmp_path: Path) -> None:
    """Each version at its address, which of them counts, and when they were seen."""
    with open_store(tmp_path / "edited.db") as store:
        put(store, [Capture(FIRST, at(1)), Capture(SECOND, at(9)), Capture(FIRST, at(1), f"{WHERE}/print")])
        with store.reading() as connection:
            rows = connection.execute(t.document.select()).all()
            known = {one.id: origin(connection, one.id) for one in rows}
            texts = {name: reading_kept(connection, name).document.text for name in known}
            (old,) = [name for name, text in texts.items() if "whatever it takes" in text]
            (new,) = set(known) - {old}
            assert [one.document for one in known[new].versions] == [old, new]
            assert known[new].counts
            assert known[new].here.seen == "2026-03-03T09:09:00.000+00:00"
            assert known[new].reader
            assert {one.url for one in (known[old].here, *known[old].others)} == {WHERE, f"{WHERE}/print"}
            found = cited(connection, new, reading_kept(connection, new).acts[0].id)
            assert found.taken == "2026-03-03T09:09:00.000+00:00"
            assert found.link
            assert found.quote.exact.startswith("OSLO")
            assert document_named(connection, new[:8]) == new
