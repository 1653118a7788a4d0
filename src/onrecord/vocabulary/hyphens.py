"""Which halves of words keep the hyphen between them."""

from functools import cache

import msgspec

from onrecord.vocabulary import table


class Hyphens(msgspec.Struct, frozen=True):
    """What `hyphens.yaml` holds: first and second halves that stand with a hyphen."""

    first: frozenset[str]
    second: frozenset[str]


@cache
def hyphens() -> Hyphens:
    """The table of halves."""
    return table("hyphens", Hyphens)
