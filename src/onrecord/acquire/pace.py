"""When a host may be asked next: a pause between two requests, and none before the time that it named."""

import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from onrecord.acquire.limits import Call

# A server that asks to come back later is left alone for a day at most. Hosts that are kept in mind at once.
LATEST = 86_400.0
_HOSTS = 10_000


class Pace:
    """When each host may be asked next. One for all threads."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, pause: float, call: Call) -> None:
        """Returns nothing, once the host may be asked; raises FetchError where that is too far off.

        Whoever waits has a place in the queue: the next one comes a pause later.
        """
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, 0.0))
            if turn - now > call.limits.patience:
                seconds = turn - now
                raise call.refusal(f"{host} asks to wait for {seconds:.0f} s; try again then", again=seconds)
            if len(self._next) >= _HOSTS:
                self._next = {name: at for name, at in self._next.items() if at > now}
            self._next[host] = turn + pause
        time.sleep(turn - now)
        call.waited(turn - now)

    def not_before(self, host: str, seconds: float) -> None:
        """Returns nothing; the host is not asked again for so many seconds."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + min(seconds, LATEST))


def seconds_of(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After header means (RFC 9110: a number of them, or a date); None if it says neither."""
    if not retry_after:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return min(float(retry_after), 1e9)  # for ever, but a time that there is
    try:
        then = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError, OverflowError):
        return None
    now = datetime.now(UTC) if then.tzinfo else datetime.now(UTC).replace(tzinfo=None)
    return max((then - now).total_seconds(), 0.0)
