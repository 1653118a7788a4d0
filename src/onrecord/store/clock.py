"""When something was written. Nothing that is asserted, hashed or exported depends on it.

Asked inside of a transaction that writes, it tells their order: no two write at once.
"""

import datetime


def now() -> str:
    """This moment in UTC, to the microsecond."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
