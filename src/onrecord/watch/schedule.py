"""Rounds one after the other, at a pace, until they are stopped."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple


def _now() -> datetime:
    return datetime.now(UTC)


class Clock(NamedTuple):
    """What tells the time `now`, which may be put right, the seconds of a clock that never is, and what waits."""

    now: Callable[[], datetime] = _now
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


CLOCK = Clock()


def repeated(once: Callable[[], object], every: float, clock: Clock = CLOCK) -> None:
    """Never returns: calls `once` now, and then each `every` seconds, counted from the first.

    A round that takes longer puts off the next one; what was missed in the meantime is not made up for. What `once`
    raises ends it, as does an interrupt (KeyboardInterrupt), also while it waits. Where the clock is put right
    meanwhile, the next round comes in its time all the same.
    """
    from apscheduler.triggers.interval import IntervalTrigger  # a tenth of a second to load, which only this needs

    # Its scheduler would run rounds beside the main thread, where an interrupt does not reach them.
    pace = max(1, round(every))
    due = clock.now()
    trigger = IntervalTrigger(seconds=pace, start_date=due, timezone=UTC)
    while True:
        once()
        last, now = due, clock.now()
        due = trigger.get_next_fire_time(None, now) or now
        if due == last and (due - now).total_seconds() < pace / 2:  # the clocks differ by a little: that was this round
            due += timedelta(seconds=pace)
        if (due - now).total_seconds() > 2 * pace:  # the clock was put back: it is counted anew
            trigger = IntervalTrigger(seconds=pace, start_date=now, timezone=UTC)
            due = now + timedelta(seconds=pace)
        until = clock.steady() + (due - now).total_seconds()
        # By both clocks: that of a laptop that slept goes on, and only the other one is never put right.
        while (left := min((due - clock.now()).total_seconds(), until - clock.steady())) > 0:
            clock.sleep(min(left, 60.0))
