"""Who held which office of which state or body, and when (vocabulary/offices.tsv)."""

from functools import cache

import msgspec

from onrecord.vocabulary import rows


class Office(msgspec.Struct, frozen=True):
    """A row of vocabulary/offices.tsv or of a caller's own: who held which office of which state or body, and when."""

    office: str
    of: str
    name: str
    since: str
    until: str = ""
    also: str = ""


@cache
def holders() -> list[Office]:
    """All rows of the table of office-holders."""
    return rows("offices", Office)
