"""CSV: quoting as RFC 4180 says, and no formula for a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.csv import Cell, rows_csv

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1", "'+49 30 1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", '"\'\rx"'),
        ("＝1", "'＝1"),
        ("-3", "-3"),
        ("-3.5", "-3.5"),
        (-3.5, "-3.5"),
        (12, "12"),
        (None, ""),
        ("3=3", "3=3"),
        ("- a point", "'- a point"),
        ("a,b", '"a,b"'),
        ('say "aye"', '"say ""aye"""'),
        ("two\nlines", '"two\nlines"'),
    ],
)
def test_a_cell_is_quoted_and_no_formula(cell: Cell, written: str) -> None:
    assert rows_csv(("name", "value"), [("x", cell)]) == f"name,value\r\nx,{written}\r\n"


def test_a_header_is_made_safe_too() -> None:
    assert rows_csv(("=a", "b"), []) == "'=a,b\r\n"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells where 2 belong"):
        rows_csv(("a", "b"), [("1", "2"), ("3",)])


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_what_is_written_reads_back(rows: list[tuple[str, str]]) -> None:
    written = rows_csv(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read[0] == ["a", "b"]
    for row, cells in zip(rows, read[1:], strict=True):
        for given_, cell in zip(row, cells, strict=True):
            assert cell in (given_, "'" + given_)
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
