"""Memory that was freed, given back: what a long document took is else kept by the process that read it."""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Returns nothing: what is free goes back to the system, where the C library can do that (glibc); some ms."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # another C library
        return None
    return found
