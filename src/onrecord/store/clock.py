"""When something was written. Nothing that is asserted, hashed or exported depends on it."""

import datetime


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
