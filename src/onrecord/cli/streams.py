"""Standard output, as UTF-8 whatever the locale, and as a rich console."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

# Columns of a table that goes to no terminal and was given no COLUMNS.
WIDTH = 110


def write_line(line: str) -> None:
    """Returns nothing: writes one line of UTF-8 to standard output. The line holds no lone surrogate."""
    sys.stdout.buffer.write(line.encode("utf-8") + b"\n")


def console(color: bool = True) -> "Console":
    """A console on standard output; colours only on a terminal, and not under NO_COLOR."""
    from rich.console import Console  # only tables need it

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace")
    plain = not color or bool(os.environ.get("NO_COLOR"))
    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else WIDTH
    return Console(no_color=plain or None, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)
