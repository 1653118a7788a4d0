"""The states of the world by the names that they go by (vocabulary/states.tsv)."""

from functools import cache

import msgspec

from onrecord.vocabulary import rows


class State(msgspec.Struct, frozen=True):
    """A row of vocabulary/states.tsv; lists are parted by semicolons.

    `code` is ISO 3166-1 alpha-2, `code3` alpha-3, `wikidata` an id there.
    """

    code: str
    name: str
    also: str = ""
    people: str = ""
    capitals: str = ""
    latitude: str = ""
    longitude: str = ""
    code3: str = ""
    wikidata: str = ""


@cache
def states() -> dict[str, State]:
    """The states by their canonical names."""
    return {state.name: state for state in rows("states", State)}


@cache
def states_by_code() -> dict[str, State]:
    """The states by their ISO 3166-1 alpha-2 codes."""
    return {state.code: state for state in states().values()}
