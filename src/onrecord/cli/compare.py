"""`onrecord compare`: what two accounts of one meeting share, have alone, and tell differently."""

from onrecord.cli import streams
from onrecord.cli.named import ended, form, reading_of
from onrecord.export import accounts as export
from onrecord.export.csv import rows_csv
from onrecord.export.jsonl import json_text
from onrecord.ledger import compare as ledger


def compare(a: str, b: str, *, db: str | None = None, as_json: bool, as_csv: bool, as_table: bool, color: bool) -> int:
    """The exit code after the two accounts were shown side by side."""
    shown = form(a, b, as_json=as_json, as_csv=as_csv, as_table=as_table)
    one, other = reading_of(a, db), reading_of(b, db)
    accounts = ledger.compare(one, other)
    if shown == "json":
        streams.write(json_text(export.as_object(one, other, accounts)) + "\n")
    elif shown == "csv":
        streams.write(rows_csv(export.HEADER, export.rows(accounts)))
    else:
        streams.show(streams.console(color), export.tables(one, other, accounts))
    return ended(one, other)
