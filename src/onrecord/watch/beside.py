"""Work on several hosts at once: each host by one thread at a time, so that a slow one keeps no other waiting."""

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
R = TypeVar("R")
# Hosts that are asked at once, and results that wait at hand to be taken.
HOSTS, AHEAD = 8, 8
_LOOK = 0.5


class _Failed(NamedTuple):
    error: BaseException


def beside(things: Sequence[T], url: Callable[[T], str], do: Callable[[T], R]) -> Iterator[R]:
    """What `do` makes of each thing, as it is done, those of one host (of `url`) one after the other.

    Closed before its end, nothing further is begun, and what is under way is not waited for.
    """
    hosts: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        hosts[urlsplit(url(thing)).netloc].append(thing)
    waiting = iter(list(hosts.values()))
    lock, stop = threading.Lock(), threading.Event()
    here: queue.Queue[R | _Failed] = queue.Queue(AHEAD)

    def put(one: R | _Failed) -> None:
        while not stop.is_set():
            try:
                here.put(one, timeout=_LOOK)
            except queue.Full:
                continue
            return

    def work() -> None:
        while not stop.is_set():
            with lock:
                mine = next(waiting, None)
            if mine is None:
                return
            for thing in mine:
                if stop.is_set():
                    return
                try:
                    put(do(thing))
                except BaseException as error:  # noqa: BLE001 - it is raised where the results are taken
                    put(_Failed(error))

    # Not a pool: that waits at the end of the process for what a server takes its time over.
    for _ in range(min(HOSTS, len(hosts))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in things:
            one = here.get()
            if isinstance(one, _Failed):
                raise one.error
            yield one
    finally:
        stop.set()
