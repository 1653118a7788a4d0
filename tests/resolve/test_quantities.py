"""Numbers and dates by value."""

import pytest

from onrecord.resolve.quantities import apart, differing, quantities, same_amount


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$150 billion", [150e9]),
        ("US$150bn for yards", [150e9]),
        ("two hundred and fifty thousand troops", [250_000]),
        ("two dozen ships", [24]),
        ("twelve ships and five boats", [12, 5]),
        ("1,250 rounds", [1250]),
        ("3.5 per cent of output", [3.5]),
        ("F-35 jets in the 21st century for the G7", []),
        ("they may march on", []),
    ],
)
def test_numbers_are_read_by_value(text: str, values: list[float]) -> None:
    assert [found.value for found in quantities(text)] == values


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("$150 billion", "150 billion dollars", True),
        ("$150 billion", "US$150bn", True),
        ("3.5% of GDP", "3.5 percent of its GDP", True),
        ("five submarines", "5 submarines", True),
        ("about 100 tanks", "105 tanks", True),
        ("at least 100 tanks", "140 tanks", True),
        ("at least 100 tanks", "80 tanks", False),
        ("$150 billion", "$15 billion", False),
        ("$150 billion", "€150 billion", False),
        ("five submarines", "six submarines", False),
        ("five submarines", "", False),
        ("hundreds", "", True),
    ],
)
def test_amounts_are_the_same_if_they_come_to_the_same(one: str, other: str, same: bool) -> None:
    assert same_amount(one, other) is same
    assert same_amount(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("12 sailors were saved", "14 sailors were saved", ("12 sailors", "14 sailors")),
        ("twelve sailors were saved", "12 sailors were saved", None),
        ("at least 12 sailors were saved", "14 sailors were saved", None),
        ("12 sailors were saved", "14 goats were saved", None),
        ("12 sailors were saved", "sailors were saved", None),
        ("on March 3", "on 3 March", None),
        ("on March 3", "on March 4", ("March 3", "March 4")),
        ("by 2030", "by 2035", ("2030", "2035")),
        ("12 sailors of 40 sailors", "40 sailors, 12 sailors of them", None),
    ],
)
def test_numbers_differ_only_if_they_count_the_same_things(one: str, other: str, words: tuple[str, str] | None) -> None:
    found = differing(quantities(one), quantities(other))
    assert (found and (found[0].words.split(" were")[0], found[1].words.split(" were")[0])) == words


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        ("2024-03-05", "2024-03-06", True),
        ("2024-03", "2024-03-05", False),
        ("2024-03", "2024-04-01", True),
        ("2024", "2024-21", False),
        ("2024-21", "2024-11", True),
        ("2024-24", "2025-01", False),
        ("202X", "2031", True),
        ("2024-01/2024-06", "2024-05-02", False),
        ("XXXX-11-04", "2024-01-01", False),
        (None, "2024", False),
    ],
)
def test_dates_are_apart_only_if_no_day_can_be_both(one: str | None, other: str | None, are_apart: bool) -> None:
    assert apart(one, other) is are_apart
    assert apart(other, one) is are_apart
