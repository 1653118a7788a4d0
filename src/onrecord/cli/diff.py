"""`onrecord diff`: what changed between two texts of a series."""

from onrecord.cli import streams
from onrecord.cli.named import ended, form, last_two, reading_of
from onrecord.export import changes as export
from onrecord.export.csv import rows_csv
from onrecord.export.jsonl import json_text
from onrecord.ledger import diff as ledger


def diff(
    a: str, b: str | None, *, db: str | None = None, as_json: bool, as_csv: bool, as_table: bool, color: bool
) -> int:
    """The exit code after the changes from `a` to `b` were shown, or those that the last edit of the page `a` made."""
    shown = form(a, b, as_json=as_json, as_csv=as_csv, as_table=as_table)
    if b is None:
        a, b = last_two(a, db)
    old, new = reading_of(a, db), reading_of(b, db)
    changes = ledger.diff(old, new)
    if shown == "json":
        streams.write(json_text(export.as_object(old, new, changes)) + "\n")
    elif shown == "csv":
        streams.write(rows_csv(export.HEADER, export.rows(changes)))
    else:
        streams.show(streams.console(color), export.tables(old, new, changes))
    return ended(old, new)
