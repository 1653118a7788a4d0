"""The unit of work: whole or not at all, once however often, and the same whatever came first."""

import hashlib
from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import select

from onrecord.errors import IntegrityError
from onrecord.ledger.verify import verify
from onrecord.records import Anchor, Document, Finding, Provenance, Reading, document_id
from onrecord.store import tables as t
from onrecord.store.export import digest
from onrecord.store.opened import Store
from onrecord.store.texts import text_of
from onrecord.store.unit import Added, StaleError, add, failed, has_failed, wanted
from tests.store.given import DOZEN, PLEDGED, REAFFIRMED, STORY, Piece, filled, put, reading_of, rows_of

EARLIER = PLEDGED._replace(published="2025-03-02", publisher="Harbour Post")
UNDATED = PLEDGED._replace(published=None, publisher="Aardvark Wire")


def digest_of(store: Store) -> str:
    """The digest of all that a store asserts, once it was verified."""
    with store.reading() as connection:
        assert list(verify(connection)) == []
        return digest(connection)


def newer(reading: Reading, without: int = 0) -> Reading:
    """The reading as another version of the reader might make it: without its first acts."""
    return msgspec.structs.replace(reading, reader="newer", acts=reading.acts[without:])


def test_adding_twice_writes_nothing(store: Store) -> None:
    """Every row of every table is counted, before and after."""
    filled(store, *DOZEN)
    before, said = rows_of(store), digest_of(store)
    for piece in DOZEN:
        assert put(store, piece) == Added(False, False)
    assert rows_of(store) == before
    assert digest_of(store) == said


def test_even_where_the_reading_is_given_again(store: Store) -> None:
    """A reading that nobody asked for changes nothing."""
    filled(store, *DOZEN)
    before = rows_of(store)
    for piece in DOZEN:
        with store.writing() as connection:
            add(connection, piece.document, piece.document, reading_of(piece.document), piece.data)
    assert rows_of(store) == before


def test_one_text_in_two_outlets_is_one_document(stores: Callable[[], Store]) -> None:
    """The earlier published appearance decides, in whatever order they come; what has no date comes last."""
    orders = (PLEDGED, EARLIER, UNDATED), (EARLIER, UNDATED, PLEDGED), (UNDATED, PLEDGED, EARLIER)
    made = [filled(stores(), *order) for order in orders]
    assert len({digest_of(store) for store in made}) == 1
    for store in made:
        counted = rows_of(store)
        assert (counted["document"], counted["appearance"]) == (1, 3)
        with store.reading() as connection:
            (active,) = connection.execute(select(t.reading).where(t.reading.c.active)).all()
        assert (active.published, active.publisher) == ("2025-03-02", "Harbour Post")


def test_a_stale_reading_is_not_kept(store: Store) -> None:
    """Who read a text as it appeared later is told to ask again, and nothing is written."""
    given = PLEDGED.document
    with store.writing() as connection:
        add(connection, EARLIER.document, source=EARLIER.data)
    before = rows_of(store)
    with pytest.raises(StaleError, match="published earlier elsewhere"), store.writing() as connection:
        add(connection, given, given, reading_of(given), PLEDGED.data)
    assert rows_of(store) == before
    with store.reading() as connection:
        need = wanted(connection, given, reading_of(given).reader)
    assert need.read is not None
    assert need.read.published == "2025-03-02"


def test_a_newer_reader_takes_the_place_of_its_own_output_only(store: Store) -> None:
    """What it no longer finds is set aside; other documents and what was there before stay as they are."""
    filled(store, PLEDGED, REAFFIRMED)
    given, old = PLEDGED.document, digest_of(store)
    with store.writing() as connection:
        add(connection, given, given, newer(reading_of(given), without=1), PLEDGED.data)
    assert digest_of(store) != old
    with store.reading() as connection:
        active = connection.execute(select(t.reading.c.document, t.reading.c.reader).where(t.reading.c.active)).all()
    assert sorted(active) == sorted(
        [(given.id, "newer"), (REAFFIRMED.document.id, reading_of(REAFFIRMED.document).reader)]
    )
    counted = rows_of(store)
    assert counted["reading"] == 3
    assert counted["reading_words"] == 2


def test_an_older_reader_comes_back_as_it_was(store: Store) -> None:
    """The reading that was set aside is taken up again: nothing is written twice."""
    filled(store, *DOZEN)
    said, counted = digest_of(store), rows_of(store)
    for piece in DOZEN:
        given = piece.document
        with store.writing() as connection:
            add(connection, given, given, newer(reading_of(given), without=1), piece.data)
    assert digest_of(store) != said
    for piece in reversed(DOZEN):
        assert put(store, piece).reading
    assert digest_of(store) == said
    after = rows_of(store)
    for name in ("act_key", "statement_key", "story_key", "thread", "step", "reading_words", "statement_words"):
        assert after[name] == counted[name], name


def test_findings_are_kept_with_their_reading(store: Store) -> None:
    """Two of one kind are two, each of them once."""
    given = PLEDGED.document
    found = (Finding("odd", "a"), Finding("odd", "b", Anchor(0, 5, "SEOUL")), Finding("odd", "a"))
    reading = msgspec.structs.replace(reading_of(given), findings=found)
    with store.writing() as connection:
        add(connection, given, given, reading, PLEDGED.data)
    assert rows_of(store)["finding"] == 2
    digest_of(store)


def test_a_source_that_failed_and_then_succeeds(store: Store) -> None:
    """The failure is told once, and goes when the source was read; so it does where its text was known already."""
    source = PLEDGED.document.source
    assert source is not None
    for known in (False, True):
        with store.writing() as connection:
            assert failed(connection, source, "not-read", "is empty")
            assert not failed(connection, source, "not-read", "is empty")
            assert failed(connection, "other.txt", "not-read", "is empty") is not known
        put(store, PLEDGED)
        with store.reading() as connection:
            assert not has_failed(connection, source)
            assert has_failed(connection, "other.txt")
    assert rows_of(store)["finding"] == 1


@pytest.mark.parametrize("data", [None, b"", b"other bytes"])
def test_wrong_bytes_of_the_source(store: Store, data: bytes | None) -> None:
    """Nothing is kept of a document whose source is not the one that was read."""
    before = rows_of(store)
    with store.writing() as connection, pytest.raises(IntegrityError, match="are not those that were read"):
        add(connection, PLEDGED.document, PLEDGED.document, reading_of(PLEDGED.document), data)
    assert rows_of(store) == before


def test_anchors_that_do_not_hold(store: Store) -> None:
    """One wrong anchor, and nothing of the document is kept."""
    given = PLEDGED.document
    reading = reading_of(given)
    act = msgspec.structs.replace(reading.acts[0], trigger=Anchor(0, 5, "Tokyo"))
    before = rows_of(store)
    with pytest.raises(IntegrityError, match="does not hold"), store.writing() as connection:
        add(connection, given, given, msgspec.structs.replace(reading, acts=(act,)), PLEDGED.data)
    assert rows_of(store) == before


def test_a_reading_of_another_document(store: Store) -> None:
    """A document is kept with its own reading or not at all."""
    with pytest.raises(IntegrityError, match="the reading is of document"), store.writing() as connection:
        add(connection, PLEDGED.document, None, reading_of(STORY.document), PLEDGED.data)


ODD = {
    "NUL": "South Korea pledged to build\x00 two frigates.\x00",
    "lone surrogates": "South Korea pledged to build two \ud83d frigates, \udcff Minister Ahn said.",
    "emoji": "South Korea 🇰🇷 pledged to build two frigates 🚢🚢, Minister Ahn said.",
    "CRLF": "South Korea pledged to\r\nbuild two frigates.\r\n\r\nMinister Ahn said\rso.",
    "right-to-left marks": "\u200fSouth Korea\u200e pledged \u202bto build two frigates\u202c, Minister Ahn said.",
    "byte-order mark": "\ufeffSouth Korea pledged to build two frigates.",
    "other scripts": "South Korea (대한민국) pledged to build «два» frigates, 国防部 said.",
}


@pytest.mark.parametrize("name", ODD)
def test_texts_come_back_as_they_were(store: Store, name: str) -> None:
    """To the character, with records that still hold, whatever a database takes as text."""
    piece = Piece(ODD[name], "2025-03-03", ODD[name][:30], url=ODD[name])
    put(store, piece)
    before = rows_of(store)
    put(store, piece)
    assert rows_of(store) == before
    assert before["act"] > 0
    digest_of(store)
    with store.reading() as connection:
        assert text_of(connection, piece.document.id) == ODD[name]


def test_names_of_files_that_are_no_text(store: Store) -> None:
    """A name with bytes that are no UTF-8 can fail and succeed like any other."""
    given = Document(document_id("Norway will build a port."), "Norway will build a port.", "caf\udce9\x00.txt")
    assert given.source is not None
    with store.writing() as connection:
        assert failed(connection, given.source, "not-read", f"{given.source}: is empty")
    with store.writing() as connection:
        assert add(connection, given, given, reading_of(given)) == Added(True, True)
    assert rows_of(store)["finding"] == 0
    digest_of(store)


def test_a_long_text_of_rare_words(store: Store) -> None:
    """More words than a database takes for one text are cut, not refused."""
    text = " ".join(chr(0xAC00 + number % 11000) + chr(0xAC00 + number // 11) for number in range(110_000))
    given = Document(document_id(text), text)
    with store.writing() as connection:
        add(connection, given, given, Reading(given, Provenance(), reader="none"))
    assert rows_of(store)["reading_words"] == 1


def test_the_source_is_kept_beside_the_text(store: Store) -> None:
    """The bytes of the source are kept beside the text, once if they are the same."""
    given = PLEDGED.document
    source = b"\xef\xbb\xbf" + PLEDGED.data

    other = msgspec.structs.replace(given, source_sha256=hashlib.sha256(source).hexdigest(), publisher="Third")
    put(store, PLEDGED)
    assert rows_of(store)["blob"] == 1
    with store.writing() as connection:
        add(connection, other, source=source)
    assert rows_of(store)["blob"] == 2
