"""When something was written. Nothing that is asserted, hashed or exported depends on it.

Asked inside of a transaction that writes, it tells their order: no two write at once.
"""

import datetime


def now() -> str:
    """This moment in UTC, to the microsecond."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def today() -> str:
    """This day in UTC, YYYY-MM-DD."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def moment(at: str) -> str:
    """A moment as people read it: 2026-11-26 10:15 UTC; a day stays a day."""
    return f"{at[:10]} {at[11:16]} UTC" if len(at) > 10 else at
