"""How long something takes, as far as a machine that has other work to do can tell."""

import time
from collections.abc import Callable


def least_seconds(call: Callable[[], object]) -> float:
    """The least CPU time of three calls: what comes between, such as a collection of all objects, is in one of them."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return min(taken)
