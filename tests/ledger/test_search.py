"""Words in statements and texts: what finds them, and that whatever is typed is words, never syntax."""

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.search import Hit, search
from onrecord.store.texts import text_of
from tests.ledger.conftest import Made

ODD = [
    '"', '""', '"submarines', 'submarines"', "submarine*", "sub*", "*", "(submarines)", "(", ")", "submarines:",
    "said:submarines", "-submarines", "- submarines", "+submarines", "^submarines", "submarines NEAR Australia",
    "NEAR(submarines Australia)", "NEAR(", "submarines AND", "AND", "OR", "NOT", "submarines OR fish", "NOT submarines",
    "submarines NOT Australia", "submarines; DROP TABLE step", "'", "''", "--", "/*", "\\", "{said}: submarines",
    "\x00", "submarines\x00", "\ud800submarines", "_", "a_b", "%", "$1", ":asked", "? ?", "1", "ﬁ", "É", "한국", "🚢",
    "\u0301", "submarines " * 400, '"nuclear-powered submarines"', "U.S.", "AND OR NOT NEAR", '"AND"',
]  # fmt: skip


def holds(connection: Connection, hits: list[Hit]) -> None:
    """Returns nothing: every quote and mark stands in its document exactly there."""
    for hit in hits:
        text = text_of(connection, hit.document)
        for anchor in (hit.quote, *hit.marks):
            assert text[anchor.start : anchor.end] == anchor.exact
        assert list(hit.marks) == sorted(hit.marks, key=lambda mark: mark.start)


@pytest.mark.parametrize("words", ODD)
def test_whatever_is_typed_is_words(samples: Connection, words: str) -> None:
    if re.search(r"\w", words):
        holds(samples, search(samples, words))
    else:
        with pytest.raises(UsageError, match="give words to search for"):
            search(samples, words)


@given(words=st.text(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_raises(samples: Connection, words: str) -> None:
    with suppress(UsageError):
        holds(samples, search(samples, words, limit=3))


def test_operators_are_words_that_must_stand_there(samples: Connection) -> None:
    assert search(samples, "submarines")
    assert search(samples, "submarines OR fish") == []
    assert search(samples, "submarines NEAR Washington") == []
    assert [hit.document for hit in search(samples, "and submarines")] != []


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("submarine", {"submarine", "submarines", "Submarines"}),
        ("SUBMARINES", {"submarine", "submarines", "Submarines"}),
        ("reaffirming", {"reaffirmed", "reaffirm", "Reaffirmed"}),
        ("communique", {"Communiqué"}),
        ("Communiqué", {"Communiqué"}),
    ],
)
def test_words_are_found_in_any_form_and_marked(samples: Connection, words: str, marked: set[str]) -> None:
    hits = search(samples, words)
    holds(samples, hits)
    found = {mark.exact for hit in hits for mark in hit.marks}
    assert found
    assert found <= marked
    assert all(hit.marks for hit in hits)


def test_a_phrase_stands_as_it_is(samples: Connection) -> None:
    phrase = search(samples, '"operational control"', of="texts", limit=50)
    words = search(samples, "control operational", of="texts", limit=50)
    assert {hit.document for hit in phrase} <= {hit.document for hit in words}
    assert phrase
    assert search(samples, '"control operational"') == []
    for hit in phrase:
        assert "operational control" in hit.quote.exact


def test_statements_come_before_texts_and_pages_are_the_whole(samples: Connection) -> None:
    whole = search(samples, "submarines", limit=100)
    kinds = [hit.kind for hit in whole]
    assert kinds == sorted(kinds)
    assert {"statement", "text"} == set(kinds)
    for size in (1, 3, 7):
        pages = [hit for at in range(0, len(whole), size) for hit in search(samples, "submarines", size, at)]
        assert pages == whole
    assert whole == [
        *search(samples, "submarines", 100, of="statements"),
        *search(samples, "submarines", 100, of="texts"),
    ]
    for hit in whole:
        assert (hit.statement is not None) == (hit.kind == "statement")


def test_a_text_without_a_space_is_cut(made: Made) -> None:
    store = made({"text": "Ships " + "x" * 5000 + " and boats. South Korea will build two ships.", "published": "2024"})
    with store.reading() as connection:
        (hit,) = search(connection, "ships", of="texts")
        holds(connection, [hit])
        assert len(hit.quote.exact) < 1000
