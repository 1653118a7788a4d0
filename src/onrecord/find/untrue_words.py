"""Words by which something is said not to be so: the shape of vocabulary/untrue.yaml."""

from functools import cache

import msgspec

from onrecord.vocabulary import table


class UntrueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs by lemma, other words in lower case; vocabulary/untrue.yaml explains the fields."""

    denying: frozenset[str]
    saying: frozenset[str]
    nobody: frozenset[str]
    almost: frozenset[str]
    alleged: frozenset[str]


@cache
def untrue_words() -> UntrueWords:
    """The words, read once. Raises IntegrityError where the table is not well formed."""
    return table("untrue", UntrueWords)
