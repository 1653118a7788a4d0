"""`onrecord read`: documents in, their records out."""

import errno
import os
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from onrecord.acquire.given import check
from onrecord.acquire.opened import opened
from onrecord.cli import exits, streams
from onrecord.cli.whole import write_whole
from onrecord.errors import OnRecordError, ReadError, UsageError
from onrecord.export.jsonl import reading_json, record_lines
from onrecord.layers import Method
from onrecord.reader import read_bytes
from onrecord.records import Reading
from onrecord.vocabulary.offices import Office

Form = Literal["tables", "lines", "json", "annotations", "html"]


class Given(NamedTuple):
    """What the caller says of the documents; it overrides what they say."""

    published: str | None = None
    publisher: str | None = None
    kind: str | None = None
    any_language: bool = False
    allow_private: bool = False
    reader: Method = "trained"
    offices: tuple[Office, ...] = ()


def form(
    *, as_json: bool, as_lines: bool, as_tables: bool, as_annotations: bool, html: Path | None, sources: list[str]
) -> Form:
    """The form of the output; raises UsageError where two are asked for, or a page of several documents."""
    asked: list[Form] = []
    if as_json:
        asked.append("json")
    if as_lines:
        asked.append("lines")
    if as_tables:
        asked.append("tables")
    if as_annotations:
        asked.append("annotations")
    if html is not None:
        asked.append("html")
        if len(sources) > 1:
            raise UsageError("--html makes a page of one document; give one FILE")
        if str(html) == ".":
            raise UsageError("--html takes the name of a file, or - for standard output")
        if str(html) != "-" and _same(html, sources[0]):
            raise UsageError("--html would overwrite the document itself; give another name")
    if len(asked) > 1:
        raise UsageError("give one of --json, --jsonl, --table (or --explain), --annotations and --html")
    return asked[0] if asked else "tables" if sys.stdout.isatty() else "lines"


def read(sources: list[str], given: Given, form: Form, *, html: Path | None, explain: bool, color: bool) -> int:
    """The exit code after every source was read and shown; a source that fails is named and the others go on."""
    check(given.published, given.kind, given.reader)
    if html is not None:
        _can_be_written(html)
    if sources.count("-") > 1:
        raise UsageError("standard input (-) can be read once; give - once")
    done = partial = 0
    for number, source in enumerate(sources):
        try:
            reading = one(source, given)
        except ReadError as error:
            exits.say(str(error))
            continue
        done += 1
        partial += any(finding.code == "component-failed" for finding in reading.findings)
        show(reading, form, html=html, explain=explain, color=color, first=number == 0)
        for finding in reading.findings:
            exits.say(f"note: {reading.document.source}: {finding.message}")
        if len(sources) > 1 and sys.stderr.isatty():
            exits.say(f"read {number + 1} of {len(sources)}: {source}")
    if done == 0:
        return exits.FAILED
    return exits.PARTIAL if partial or done < len(sources) else exits.DONE


def one(source: str, given: Given) -> Reading:
    """The reading of one source."""
    page = opened(source, allow_private=given.allow_private)
    return read_bytes(
        page.data,
        "standard input" if source == "-" else source,
        published=given.published,
        publisher=given.publisher,
        kind=given.kind,
        any_language=given.any_language,
        reader=given.reader,
        offices=given.offices,
        url=page.url,
        media=page.media,
    )


def show(reading: Reading, form: Form, *, html: Path | None, explain: bool, color: bool, first: bool) -> None:
    """Returns nothing: writes the reading to standard output, or its page to `html`."""
    if form == "lines":
        for line in record_lines(reading):
            streams.write(line + "\n")
    elif form == "json":
        streams.write(reading_json(reading) + "\n")
    elif form == "annotations":
        from onrecord.export.webannotation import annotations_json  # only this form needs it

        streams.write(annotations_json(reading) + "\n")
    elif form == "html":
        from onrecord.export.html import page  # only this form needs it

        _write_page(page(reading), html or Path("-"))
    else:
        from onrecord.export.table import between, tables  # rich takes a tenth of a second that a pipe need not pay

        above = [] if first else [between()]
        streams.show(streams.console(color), *above, tables(reading, explain))


def _same(page: Path, source: str) -> bool:
    try:
        return os.path.samestat(page.stat(), os.fstat(0) if source == "-" else os.stat(source))
    except (OSError, ValueError):
        return False


def _can_be_written(page: Path) -> None:
    """Returns nothing; raises OnRecordError, before a document is read in vain, where the page would have no place."""
    try:
        if page.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if str(page) == "-" or (page.exists() and not page.is_file()):
            return
        place = Path(os.path.realpath(page))
        allowed = os.access(place if place.exists() else place.parent, os.W_OK)
    except (OSError, ValueError) as error:
        raise _unwritable(page, error) from None
    if not place.parent.is_dir():
        raise OnRecordError(f"{page}: cannot be written (no folder {place.parent}); give another name")
    if not allowed:
        raise OnRecordError(f"{page}: cannot be written (not allowed); give another name")


def _unwritable(page: Path, error: OSError | ValueError) -> OnRecordError:
    return OnRecordError(f"{page}: cannot be written ({getattr(error, 'strerror', None) or error}); give another name")


def _write_page(page: str, path: Path) -> None:
    if str(path) == "-":
        streams.write(page)
        return
    try:
        write_whole(path, page.encode("utf-8"))
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None
    exits.say(f"wrote {path}")
