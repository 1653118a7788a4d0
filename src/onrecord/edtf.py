"""Dates in EDTF (ISO 8601-2), as far as they order things."""

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(?P<year>\d{2}[\dX]{2})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?")
# The month with which a season or quarter begins: spring to winter (21 to 24), quarters (33 to 36), and so on.
_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 37: 1, 38: 5, 39: 9, 40: 1, 41: 7}


# A date whose year is known, with a month, a season or a quarter, or with a day, and nothing else but how sure it is.
_WHOLE = re.compile(r"[0-9]{2}[0-9X]{2}(?:-(?:0[1-9]|1[0-2]|XX)(?:-(?:[0-9]{2}|XX))?|-(?:2[1-4]|3[3-9]|4[01]))?[?~%]?")


def is_date(value: str) -> bool:
    """True for an EDTF date, or an interval of two of which the last may be open, all of whose days there are."""
    begin, between, end = value.partition("/")
    closed = between and end != ".."
    first, last = first_day(begin), last_day(end if closed else begin)
    whole = _WHOLE.fullmatch(begin) and (_WHOLE.fullmatch(end) or not closed)
    return bool(whole) and first is not None and last is not None and first <= last


def first_day(value: str | None) -> str | None:
    """The first day (YYYY-MM-DD) that an EDTF date, or the begin of an interval, may mean; None if no year is known, or
    there is no such day.
    """
    found = _DATE.match(value or "")
    if found is None:
        return None
    month = int(found["month"]) if (found["month"] or "XX") != "XX" else 1
    day = found["day"] if (found["day"] or "XX") != "XX" else "01"
    return _of_calendar(f"{found['year'].replace('X', '0')}-{_BEGINS.get(month, month):02}-{day}")


def told(value: str | None, day: str | None) -> str | None:
    """The day (YYYY-MM-DD) as precisely as it is known: the EDTF date's month or year, where the day lies in that."""
    begins, ends = first_day(value), last_day(value)
    if value is None or day is None or len(value) >= len("2025-11-04") or begins is None or ends is None:
        return day
    return value if begins <= day <= ends else day


def last_day(value: str | None) -> str | None:
    """The last day (YYYY-MM-DD) that an EDTF date, or the end of an interval, may mean; None if no year is known, or
    there is no such day.
    """
    begin, _, end = (value or "").partition("/")
    found = _DATE.match(end if end and end != ".." else begin)
    if found is None:
        return None
    year = found["year"].replace("X", "9")
    month = int(found["month"]) if (found["month"] or "XX") != "XX" else 12
    if (found["day"] or "XX") != "XX":
        return _of_calendar(f"{year}-{month:02}-{found['day']}")
    if month > 12:
        first = _BEGINS.get(month, 10)
        last = first + (5 if month in (40, 41) else 3 if month in (37, 38, 39) else 2)
        year, month = (f"{int(year) + 1:04}", last - 12) if last > 12 else (year, last)
    return _of_calendar(f"{year}-{month:02}-{monthrange(int(year), month)[1]:02}") if month else None


def _of_calendar(day: str) -> str | None:
    """The day, if there is such; None for the 30th of February, or one of the year 0."""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None
