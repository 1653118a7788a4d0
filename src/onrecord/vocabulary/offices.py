"""Who held which office of which state or body, and when (vocabulary/offices.tsv)."""

from functools import cache, cached_property, lru_cache

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


class Given(tuple[Office, ...]):
    """Office-holders that a caller gives; hashed once, since what is made of them is kept by them."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


@lru_cache(maxsize=4)
def given(rows: tuple[Office, ...]) -> Given:
    """The rows as one and the same value, however often and in however many copies they are given."""
    return Given(rows)


@cache
def holders() -> list[Office]:
    """All rows of the table of office-holders."""
    return rows("offices", Office)
