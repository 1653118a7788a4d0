"""How time grows with what is read, as far as a machine that has other work to do can tell."""

import time
from collections.abc import Callable

# Pairs that are measured: the larger right behind the smaller, so that what slows the machine slows both.
PAIRS = 5


def grows(small: Callable[[], object], large: Callable[[], object], times: float, spare: float = 0.0) -> str | None:
    """None if the larger takes no more than so many times the CPU time of the smaller, and `spare` seconds.

    One pair of PAIRS must show it; else what they took is told. What grows with the square shows it in none.
    """
    taken = []
    for _ in range(PAIRS):
        taken.append((_seconds(small), _seconds(large)))
        if taken[-1][1] <= times * taken[-1][0] + spare:
            return None
    return ", ".join(f"{one:.3f} s and {other:.3f} s" for one, other in taken)


def _seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began
