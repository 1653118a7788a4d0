"""What a user names, as a reading; and what two commands on two readings have in common."""

import os
import sys
from typing import Literal

import msgspec

from onrecord.acquire.files import bytes_of
from onrecord.acquire.sources import Item, source
from onrecord.cli import exits
from onrecord.errors import ReadError, StoreError, UsageError
from onrecord.reader import read_document
from onrecord.records import Reading


def reading_of(name: str, db: str | None = None) -> Reading:
    """The reading of the file of that name, with what the .json file beside it says, else of a document of the store.

    Raises ReadError or UsageError, in one line, where there is neither.
    """
    if name != "-" and not os.path.exists(name) and (kept := _kept(name, db)) is not None:
        return kept
    found = source(Item(name, bytes_of("-")) if name == "-" else Item(name))
    if found.document is None:
        raise ReadError(found.problem or f"{name}: cannot be read; check the file")
    reading = read_document(found.document)
    return msgspec.structs.replace(reading, findings=(*found.findings, *reading.findings))


def last_two(name: str, db: str | None = None) -> tuple[str, str]:
    """The documents of the last two versions of a page; raises UsageError where only one is known."""
    if name == "-" or os.path.exists(name):
        raise UsageError(f"{name}: give the later text too; only a page of the store can stand alone")
    from onrecord.ledger.documents import versions
    from onrecord.store.opened import open_store

    with open_store(db, make=False) as store, store.reading() as connection:
        found = versions(connection, name)
    if len(found) == 1 or found[-1].address != found[-2].address:
        raise UsageError(f"{name}: only one text is known to have stood there; give two texts to be compared")
    return found[-2].document, found[-1].document


def _kept(name: str, db: str | None) -> Reading | None:
    """The reading of the store's document of that name; None where there is no store, and none was asked for."""
    from onrecord.ledger.documents import document_named
    from onrecord.store.kept import reading_kept
    from onrecord.store.opened import open_store

    try:
        store = open_store(db, make=False)
    except StoreError:
        if db is None:
            return None
        raise
    with store, store.reading() as connection:
        return reading_kept(connection, document_named(connection, name))


def form(a: str, b: str | None, *, as_json: bool, as_csv: bool, as_table: bool) -> Literal["tables", "json", "csv"]:
    """The form of the output: tables on a terminal, JSON into a pipe, unless another is asked for.

    Raises UsageError where two are asked for, or standard input is to be read twice.
    """
    if as_json + as_csv + as_table > 1:
        raise UsageError("give one of --json, --csv and --table")
    if a == b == "-":
        raise UsageError("standard input (-) can be read once; give - once")
    if as_json or not (as_csv or as_table or sys.stdout.isatty()):
        return "json"
    return "csv" if as_csv else "tables"


def ended(*readings: Reading) -> int:
    """The exit code after these readings were shown, once their findings were said on standard error."""
    for reading in readings:
        for finding in reading.findings:
            exits.say(f"note: {reading.document.source}: {finding.message}")
    partial = any(finding.code == "component-failed" for reading in readings for finding in reading.findings)
    return exits.PARTIAL if partial else exits.DONE
