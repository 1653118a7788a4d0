"""Dates in EDTF (ISO 8601-2), as far as they order things."""

import re

_DATE = re.compile(r"(?P<year>\d{2}[\dX]{2})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?")
# The month with which a season or quarter begins: spring to winter (21 to 24), quarters (33 to 36), and so on.
_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 37: 1, 38: 5, 39: 9, 40: 1, 41: 7}


def first_day(value: str | None) -> str | None:
    """The first day (YYYY-MM-DD) that an EDTF date, or the begin of an interval, may mean; None if no year is known."""
    found = _DATE.match(value or "")
    if found is None:
        return None
    month = int(found["month"]) if (found["month"] or "XX") != "XX" else 1
    day = found["day"] if (found["day"] or "XX") != "XX" else "01"
    return f"{found['year'].replace('X', '0')}-{_BEGINS.get(month, month):02}-{day}"
