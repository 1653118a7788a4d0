"""Where a document is to come from."""

from typing import NamedTuple

from onrecord.acquire.opened import Opened


class Item(NamedTuple):
    """Where a document is to come from: a file, a line of a file (counted from 1), or a page, at hand or to be fetched.

    `problem` says, in one line, why there is none. A page that another page names lies on a local address only where
    `local`, for the other one does too.
    """

    name: str
    line: bytes | None = None
    page: Opened | None = None
    problem: str | None = None
    local: bool = True
