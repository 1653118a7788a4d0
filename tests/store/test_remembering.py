"""What is remembered is what was made, no more than may be, and the last asked for."""

import pytest

from onrecord.store.remembering import Remembered


def test_what_is_remembered_is_made_once() -> None:
    made: list[str] = []
    known = Remembered[str](10)

    def value(key: str) -> str:
        return known.get(key, lambda: made.append(key) or key.upper())  # type: ignore[func-returns-value]

    assert [value("a"), value("b"), value("a")] == ["A", "B", "A"]
    assert made == ["a", "b"]
    known.clear()
    assert (value("a"), made, len(known)) == ("A", ["a", "b", "a"], 1)


def test_the_one_that_was_asked_for_longest_ago_goes_first() -> None:
    known = Remembered[int](3)
    for key in (1, 2, 3, 1, 4):
        known.get(key, lambda key=key: key)  # type: ignore[misc]
    assert [known.get(key, lambda: -1) for key in (1, 3, 4)] == [1, 3, 4]
    assert known.get(2, lambda: -1) == -1


def test_all_together_weigh_no_more_than_they_may_and_what_is_heavy_is_not_kept() -> None:
    known = Remembered[str](20, len)
    for key in "abcdefgh":
        known.get(key, lambda key=key: key * 5)  # type: ignore[misc]
    assert len(known) == 4
    known.get("long", lambda: "x" * 6)
    assert known.get("long", lambda: "made anew") == "made anew"
    assert known.get("h", lambda: "made anew") == "hhhhh"


def test_an_error_is_raised_and_not_remembered() -> None:
    known = Remembered[int](3)
    with pytest.raises(ZeroDivisionError):
        known.get("a", lambda: 1 // 0)
    assert known.get("a", lambda: 7) == 7
