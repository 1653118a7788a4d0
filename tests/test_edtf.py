"""Dates in EDTF as far as they order things."""

import pytest

from onrecord.edtf import first_day, is_date, last_day, told


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-10-05", "2021-10-05", "2021-10-05"),
        ("2021-10", "2021-10-01", "2021-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("2021-33", "2021-01-01", "2021-03-31"),
        ("2021-41", "2021-07-01", "2021-12-31"),
        ("2023-01/2023-03", "2023-01-01", "2023-03-31"),
        ("2023-05/..", "2023-05-01", "2023-05-31"),
        ("XXXX-11-04", None, None),
        ("2026-02-29", None, None),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2026-00", None, None),
        ("2026-13-01", None, None),
        ("0000", None, None),
        ("9999-24", "9999-12-01", None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_first_and_last_day_that_may_be_meant(value: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(value), last_day(value)) == (first, last)


@pytest.mark.parametrize(
    ("value", "day", "said"),
    [
        ("2021-10", "2021-10-31", "2021-10"),
        ("2021", "2021-06-01", "2021"),
        ("2021-10", "2021-11-02", "2021-11-02"),
        ("2021-10-05", "2021-10-05", "2021-10-05"),
        (None, "2021-10-05", "2021-10-05"),
        ("2021-10", None, None),
    ],
)
def test_a_day_is_told_as_precisely_as_it_is_known(value: str | None, day: str | None, said: str | None) -> None:
    assert told(value, day) == said


@pytest.mark.parametrize(
    "value",
    ["2026", "2026-03", "2026-03-05", "20XX", "2026-XX-XX", "2026-22", "2026-03~", "2026-03-05/2026-03-09", "2026/.."],
)
def test_what_is_a_date(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    ["", "0000", "0000-00-00", "2026-02-29", "2026-00", "2026-13", "2026-50", "99999", "2026-03-", "2026/", "2026/soon",
     "2026-02-28/2026-02-30", "2026-03-09/2026-03-05", "/2026", "../2026", "2026-22-01", "٢٠٢٦", "XXXX-11-04",
     "2026/2027/"],
)  # fmt: skip
def test_what_is_no_date(value: str) -> None:
    assert not is_date(value)
