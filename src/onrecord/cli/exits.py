"""Exit codes, and messages on standard error."""

import sys

from onrecord.export.terminal import one_line

DONE = 0
FAILED = 1
USAGE = 2
PARTIAL = 3
INTERRUPTED = 130


def say(message: str) -> None:
    """Returns nothing: prints the message as one line on standard error, safe for a terminal."""
    print(f"onrecord: {one_line(message)}", file=sys.stderr)  # noqa: T201


def failed(message: str, code: int) -> int:
    """The code, after the message was printed."""
    say(message)
    return code
