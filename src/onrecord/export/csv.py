"""CSV as RFC 4180 writes it, with cells that no spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
# How a formula may begin (OWASP, CSV Injection), the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-\d+(?:\.\d+)?")


def rows_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows under their header as CSV, lines ended by CR LF; None is an empty cell.

    A cell that a spreadsheet would run gets an apostrophe before it; negative numbers stay as they are. Raises
    ValueError for a row that is longer or shorter than the header.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(_safe, header))
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            raise ValueError(f"row {number} has {len(row)} cells where {len(header)} belong")
        writer.writerow(map(_safe, row))
    return written.getvalue()


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str) or not cell.startswith(_FORMULA) or _NUMBER.fullmatch(cell):
        return cell
    return "'" + cell
