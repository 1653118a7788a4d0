"""Records check themselves, and are told apart by what they assert, not by how they were made."""

import msgspec
import pytest

from onrecord.errors import IntegrityError
from onrecord.records import (
    Act,
    Anchor,
    Document,
    Provenance,
    Reading,
    Statement,
    Why,
    anchors_of,
    document_id,
    record_id,
    slug,
)

TEXT = "Ada said the bridge will open."
CUE = Anchor(4, 8, "said")
CONTENT = Anchor(9, 29, "the bridge will open")
STATEMENT = Statement("s1", "d", (CONTENT,), "indirect", actor=("Ada",), cue=CUE)


def test_an_anchor_that_does_not_hold_is_an_error() -> None:
    """A span one character off is found, and so is an empty one."""
    CUE.check(TEXT)
    for wrong in (Anchor(5, 9, "said"), Anchor(4, 8, "Said"), Anchor(4, 4, "")):
        with pytest.raises(IntegrityError):
            wrong.check(TEXT)


def test_a_reading_checks_every_anchor_at_any_depth() -> None:
    """The words of an explanation and of provenance are anchors like any other."""
    document = Document(document_id(TEXT), TEXT)
    Reading(document, Provenance(), statements=(STATEMENT,)).check()
    bad = Anchor(0, 3, "Bob")
    why = msgspec.structs.replace(STATEMENT, why=Why("rule", (bad,)))
    for reading in (
        Reading(document, Provenance(), statements=(why,)),
        Reading(document, Provenance(anchors={"author": (bad,)})),
    ):
        with pytest.raises(IntegrityError):
            reading.check()


def test_ids_are_of_what_is_asserted() -> None:
    """Another rule or a provisional id changes nothing; another span, value or kind of record does."""
    first = record_id(STATEMENT)
    assert first == record_id(msgspec.structs.replace(STATEMENT, id="s9", why=Why("another rule", (CUE,))))
    assert first != record_id(msgspec.structs.replace(STATEMENT, mode="mixed"))
    assert first != record_id(msgspec.structs.replace(STATEMENT, document="e"))
    act = Act("a1", "d", "plan", CUE, (CONTENT,))
    assert record_id(act)[0] == "a"
    assert first[0] == "s"


def test_every_anchor_of_a_record_is_listed() -> None:
    """Fields, tuples and the explanation are all walked."""
    statement = msgspec.structs.replace(STATEMENT, why=Why("rule", (CUE,)), speaker=Anchor(0, 3, "Ada"))
    assert sorted(anchor.exact for anchor in anchors_of(statement)) == ["Ada", "said", "said", "the bridge will open"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Lee Jae Myung", "lee-jae-myung"), ("Radosław Sikorski", "radosaw-sikorski"), ("Shi’ite bloc", "shiite-bloc")],
)
def test_slugs_are_plain_ascii(name: str, expected: str) -> None:
    """A slug needs no escaping anywhere."""
    assert slug(name) == expected


def test_a_name_without_ascii_letters_still_has_a_slug() -> None:
    """Two such names do not share one."""
    assert slug("한국") != slug("日本")
    assert slug("한국").startswith("x")


def test_text_with_lone_surrogates_has_an_id() -> None:
    """Any string that Python can hold can be identified."""
    assert len(document_id("a\ud83d")) == 64


def test_a_record_of_text_with_lone_surrogates_has_an_id() -> None:
    said = Statement("s1", "d", (Anchor(0, 2, "\ud800x"),), "direct")
    assert record_id(said) == record_id(said)
    assert record_id(said) != record_id(Statement("s1", "d", (Anchor(0, 2, "\ufffdx"),), "direct"))
