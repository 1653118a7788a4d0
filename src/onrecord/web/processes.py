"""Several processes that serve one port, among which the system deals out who comes (Linux)."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

# A process takes some 100 MB, and a machine has other work.
MOST = 4
# Ends of a process in a row, before any has lasted, after which it is no use to begin another.
_TRIES = 5
# Seconds after which one has lasted.
_LASTED = 10.0
# Seconds after which a process looks whether its parent is there.
_LOOK = 1.0


def processes() -> int:
    """How many processes serve where nobody says: one a processor, up to four; one where the system deals out none."""
    return min(MOST, os.cpu_count() or 1) if sys.platform == "linux" else 1


def served(serve: Callable[[int], None], many: int) -> bool:
    """True after so many processes ran `serve`, each with its number, until they were told to end; false where they end
    by themselves.

    One that dies is followed by another of its number.
    """
    running = {_begun(serve, number): number for number in range(many)}
    begun = dict.fromkeys(range(many), time.monotonic())
    told = False

    def end(number: int, _: FrameType | None) -> None:
        nonlocal told
        told = True
        for process in list(running):
            try:
                os.kill(process, number)
            except ProcessLookupError:
                continue

    before = {one: signal.signal(one, end) for one in (signal.SIGINT, signal.SIGTERM)}
    tries = _TRIES * many
    try:
        while running:
            process, _ = os.wait()
            number = running.pop(process, None)
            if number is not None and not told and tries:
                tries = tries - 1 if time.monotonic() - begun[number] < _LASTED else _TRIES * many
                begun[number] = time.monotonic()
                running[_begun(serve, number)] = number
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    return told


def _begun(serve: Callable[[int], None], number: int) -> int:
    """The number of a process that was begun to serve."""
    parent = os.getpid()
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        os.setpgid(0, 0)  # what is typed at a terminal is said to the parent, and by it to each once
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        serve(number)
        code = 0
    finally:
        os._exit(code)


def _end_with(parent: int) -> None:
    """Returns nothing; ends the process when its parent is no more, however that ended."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
