"""The states of the world by the names that they go by (vocabulary/states.tsv)."""

from functools import cache

import msgspec

from onrecord.vocabulary import rows


class State(msgspec.Struct, frozen=True):
    """A row of vocabulary/states.tsv; lists are parted by semicolons."""

    code: str
    name: str
    also: str = ""
    people: str = ""
    capitals: str = ""
    latitude: str = ""
    longitude: str = ""


@cache
def states() -> dict[str, State]:
    """The states by their canonical names."""
    return {state.name: state for state in rows("states", State)}
