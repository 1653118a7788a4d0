"""What a caller says of a document: its date and its kind, and how it is to be read, checked."""

import re
from datetime import date
from email.utils import parsedate
from typing import get_args

from onrecord.errors import UsageError
from onrecord.layers import Method

READERS: tuple[str, ...] = get_args(Method)
KINDS = ("news", "readout", "communique", "factsheet", "transcript", "speech")
# Days, months and years of EDTF (ISO 8601-2), level 1, with X for what nobody knows.
_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?")

# A day with a time behind it, as feeds and databases write them.
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d(:\d\d.*)?")


def check(published: str | None = None, kind: str | None = None, reader: str = "trained") -> None:
    """Returns nothing; raises UsageError unless `published` is an EDTF day, month or year, `kind` one of KINDS and
    `reader` one of READERS.
    """
    if reader not in READERS:
        raise UsageError(f"reader {reader!r}: no such reader; give one of {', '.join(READERS)}")
    if kind is not None and kind not in KINDS:
        raise UsageError(f"kind {kind!r}: no such kind; give one of {', '.join(KINDS)}")
    if published is not None and not exists(published):
        raise UsageError(f"published {published!r}: no such date; give 2025-11-04, 2025-11, 2025 or XXXX-11-04")


def exists(published: str) -> bool:
    """True for an EDTF day, month or year of the calendar."""
    parts = _DATE.fullmatch(published)
    if not parts:
        return False
    year, month, day = (int(part) if part and part.isdecimal() else None for part in parts.groups())
    try:
        # Where the year is unknown a leap year stands for it, where the month is, one of 31 days.
        date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def believed(day: str | None) -> str | None:
    """The day or time that a page or a feed gives as its own; None for one before 1900 or after the next year.

    Nothing was published then: it is what a clock says that was never set, or a date that is left empty.
    """
    return day if day and "1900" <= day[:4] <= str(date.today().year + 1) else None


def edtf_date(said: object) -> str | None:
    """The day, month or year that a published date says, as EDTF, without its time; None if there is none such."""
    if not isinstance(said, str):
        return None
    found = said.strip()
    if timed := _TIMED.fullmatch(found):
        found = timed[1]
    elif "," in found:
        parts = parsedate(found)
        found = f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}" if parts else ""
    return found if exists(found) else None
