"""What an edit of a page changed, as `changes` tells it and in full."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.changes import changes
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.documents import versions
from onrecord.ledger.edits import edits, how
from onrecord.ledger.history import history, thread_named
from onrecord.store.opened import Store, open_store
from tests.store.test_versions import WHERE, Capture, at, put

FIRST = (
    "OSLO, March 3 -- Norway pledged to deliver three frigates to Denmark by 2030.\n"
    "Norway promised to train Danish crews at Bergen.\n"
    "“The date is safe, whatever it takes,” Defence Minister Tore Sandvik said."
)
SECOND = (
    "OSLO, March 3 -- Norway could consider delivering three frigates to Denmark by 2032.\n"
    "Norway pledged to open the yard at Horten to Danish inspectors.\n"
    "“The date is under review,” Defence Minister Tore Sandvik said."
)


@pytest.fixture
def edited(tmp_path: Path) -> Store:
    """A store of a page that was edited, and of a second one that was not."""
    store = open_store(tmp_path / "edited.db")
    other = Capture("COPENHAGEN -- Denmark pledged to buy ten radars.", at(1), "https://post.example/radars")
    put(
        store,
        [Capture(FIRST, at(1)), other, Capture(SECOND, at(9)), other._replace(when=at(9), around="<footer>1</footer>")],
    )
    return store


def said(connection: Connection, text: str | None = None, party: str | None = None) -> list[tuple[str | None, str]]:
    """What each edit did, and to which undertaking."""
    found = changes(connection, "2026-03-01", asked=Asked(text=text, party=party), whats=("edited",))
    return [(one.edit, one.label) for one in found]


def test_an_edit_is_told_with_what_it_did(edited: Store) -> None:
    """Softened, taken out, added: each with the act before and after it; what stands again on a page is no edit."""
    with edited.reading() as connection:
        (one,) = edits(connection, "2026-03-03")
        assert (one.address, one.seen) == (WHERE, "2026-03-03T09:09:00.000+00:00")
        assert {how(change) for change in one.changes} == {"softened", "removed", "added"}
        soft = next(change for change in one.changes if how(change) == "softened")
        assert soft.old
        assert soft.new
        assert (soft.old.kind, soft.new.kind) == ("pledge", "consider")
        assert {term.name for term in soft.terms} == {"due"}
        assert any("under review" in piece.exact for whole in one.said for piece in whole.content)
        assert any("whatever it takes" in piece.exact for whole in one.unsaid for piece in whole.content)


def test_what_a_page_says_twice_is_not_changed_where_it_still_stands(tmp_path: Path) -> None:
    """The sentence that was changed is told from that which repeats it and was not touched, wherever they stand."""
    twice = "OSLO, March 3 -- Norway will send ten tanks to Denmark by June.\nThe tanks stand in the north.\n{}"
    again = "Norway will send ten tanks to Denmark, Defence Minister Tore Sandvik said."
    before = twice.format(again)
    after = before.replace("will send ten tanks to Denmark by June", "could consider sending ten tanks to Denmark")
    with open_store(tmp_path / "edited.db") as store:
        put(store, [Capture(before, at(1)), Capture(after, at(9))])
        with store.reading() as connection:
            (one,) = edits(connection, "2026-03-03")
    (change,) = one.changes
    assert how(change) == "softened"
    assert change.new
    assert change.new.trigger.start < after.index("The tanks stand")


def test_a_commitment_is_found_by_the_id_that_it_had_before_an_edit(tmp_path: Path) -> None:
    """Also after two edits; where the page no longer says anything of the kind, that is said."""
    with open_store(tmp_path / "edited.db") as store:
        put(store, [Capture(FIRST, at(1))])
        with store.reading() as connection:
            ids = {one.label: one.id for one in commitments(connection, Asked())}
        ships = next(name for label, name in ids.items() if "frigates" in label)
        crews = next(name for label, name in ids.items() if "crews" in label)
        put(store, [Capture(SECOND, at(9)), Capture(SECOND.replace("three frigates", "two frigates"), at(11))])
        with store.reading() as connection:
            now = thread_named(connection, ships)
            assert now != ships
            assert "two frigates" in history(connection, ships).standing.label
            with pytest.raises(UsageError, match="was edited on 2026-03-03 and no longer says so"):
                thread_named(connection, crews)
            with pytest.raises(UsageError, match="no such commitment"):
                thread_named(connection, "x-a0123456789abcdef")


def test_the_versions_of_a_page(edited: Store) -> None:
    """By its address or a document; the last one counts. What stands again is no version of its own."""
    with edited.reading() as connection:
        first, second = versions(connection, WHERE)
        assert (first.counts, second.counts) == (False, True)
        assert (first.seen[:16], second.seen[:16]) == (at(1)[:16], at(9)[:16])
        assert versions(connection, second.document) == [first, second]
        assert len(versions(connection, "https://post.example/radars")) == 1
        with pytest.raises(UsageError, match="no such document"):
            versions(connection, "https://nowhere.example/")


def test_softened_tells_what_edits_softened(edited: Store) -> None:
    with edited.reading() as connection:
        (one,) = changes(connection, "2026-03-01", whats=("softened",))
    assert (one.what, one.edit) == ("edited", "softened")


def test_changes_tell_edits_and_the_ledger_forgets_what_was_taken_out(edited: Store) -> None:
    """No text says it any more, so no commitment stands; the change still has the words and who it was."""
    with edited.reading() as connection:
        told = {one.edit: one for one in changes(connection, "2026-03-01") if one.what == "edited"}
        assert set(told) == {"softened", "removed", "added"}
        gone = told["removed"]
        assert gone.was
        assert not gone.act
        assert not gone.thread
        assert gone.by == ("Norway",)
        assert told["softened"].thread in {one.id for one in commitments(connection, Asked())}
        assert not any("crews" in one.label for one in commitments(connection, Asked()))
        assert told["softened"].day == "2026-03-03"


def test_edits_keep_to_what_is_asked(edited: Store) -> None:
    """By words and party, and by the days on which they were seen."""
    with edited.reading() as connection:
        assert said(connection, text="frigates") == [("softened", "delivering three frigates to Denmark")]
        assert set(said(connection, party="Norway")) < set(said(connection))
        assert edits(connection, "2026-03-04") == []
        assert len(edits(connection, "2026-03-01", "2026-03-03")) == 1
        assert edits(connection, "2026-03-01", "2026-03-02") == []
