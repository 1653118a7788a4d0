"""Rounds one after the other, at a pace, until they are stopped."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


def repeated(once: Callable[[], object], every: float) -> None:
    """Never returns: calls `once` now, and then each `every` seconds, counted from the first.

    A round that takes longer puts off the next one; what was missed in the meantime is not made up for. What `once`
    raises ends it, as does an interrupt (KeyboardInterrupt), also while it waits.
    """
    from apscheduler.triggers.interval import IntervalTrigger  # a tenth of a second to load, which only this needs

    # Its scheduler would run rounds beside the main thread, where an interrupt does not reach them.
    trigger = IntervalTrigger(seconds=max(1, round(every)), timezone=UTC)
    due = datetime.now(UTC)
    while True:
        once()
        now = datetime.now(UTC)
        while due <= now:
            due = trigger.get_next_fire_time(due, now)
        while (left := (due - datetime.now(UTC)).total_seconds()) > 0:
            time.sleep(min(left, 60.0))  # the clock of a laptop that slept goes on
