"""Rounds one after the other, at a pace, until they are stopped."""

from collections.abc import Callable
from datetime import UTC, datetime


def repeated(once: Callable[[], object], every: float) -> None:
    """Returns nothing, once it is interrupted (KeyboardInterrupt): calls `once` now, and then each `every` seconds.

    A round that takes longer puts off the next one; what was missed in the meantime is not made up for. What `once`
    raises ends it.
    """
    from apscheduler.events import EVENT_JOB_ERROR
    from apscheduler.schedulers.blocking import BlockingScheduler  # a tenth of a second to load, which only this needs

    scheduler = BlockingScheduler(timezone=UTC, executors={"default": {"type": "debug"}})
    raised: list[BaseException] = []

    def stop(event: object) -> None:
        error = getattr(event, "exception", None)
        if isinstance(error, BaseException):
            raised.append(error)
        scheduler.shutdown(wait=False)

    scheduler.add_listener(stop, EVENT_JOB_ERROR)
    scheduler.add_job(
        once, "interval", seconds=every, next_run_time=datetime.now(UTC), max_instances=1, coalesce=True,
        misfire_grace_time=None,
    )  # fmt: skip
    try:
        scheduler.start()
    finally:
        if scheduler.running:
            scheduler.shutdown(wait=False)
    if raised:
        raise raised[0]
