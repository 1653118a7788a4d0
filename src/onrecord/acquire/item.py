"""Where a document is to come from."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from onrecord.acquire.again import Again
from onrecord.acquire.opened import Opened


class Item(NamedTuple):
    """Where a document is to come from: a file, a line of a file (counted from 1), or a page, at hand or to be fetched.

    Of a page that an archive captured `again` the store may have the bytes.
    `problem` says, in one line, why there is none. A page that another page names lies on a local address only where
    `local`, for the other one does too. `said` is what is known of a page beside what it says itself: its date only
    where it says none, the rest in any case.
    """

    name: str
    line: bytes | None = None
    page: Opened | None = None
    problem: str | None = None
    local: bool = True
    said: Mapping[str, str] = MappingProxyType({})
    again: Again | None = None
