"""Standard output, as UTF-8 whatever the locale, and as a rich console."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# Columns of a table that goes to no terminal and was given no COLUMNS.
WIDTH = 110
# Columns below which a table cannot be read.
NARROWEST = 40


class OutputClosedError(Exception):
    """Whoever read our output has closed it, as `head` does: the end, but no error."""


def write(text: str) -> None:
    """Returns nothing: writes the text to standard output as UTF-8. Raises OutputClosedError if nobody reads."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    except BrokenPipeError:
        raise OutputClosedError from None


def flush() -> None:
    """Returns nothing: standard output has what was written. Raises OutputClosedError if nobody reads."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


def silence() -> None:
    """Returns nothing: what Python still writes when it closes standard output goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def console(color: bool = True) -> "Console":
    """A console for standard output; colours only on a terminal, and not under NO_COLOR."""
    from rich.console import Console  # takes a tenth of a second that a pipe need not pay

    plain = not color or bool(os.environ.get("NO_COLOR"))
    return Console(no_color=plain or None, width=_width(), highlight=False, emoji=False, markup=False)


def _width() -> int | None:
    """The columns to print; None to take those of the terminal."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked[:4]) > 0:
        return max(int(asked[:4]), NARROWEST)
    return None if sys.stdout.isatty() else WIDTH


def show(screen: "Console", *parts: "RenderableType") -> None:
    """Returns nothing: prints the parts, one after the other. Raises OutputClosedError if nobody reads."""
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    write(captured.get())
