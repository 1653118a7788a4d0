"""Words that tell the type of an event whose parties are known, looked up by lemma."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.errors import IntegrityError
from onrecord.vocabulary import table

NAME = "coding/event_types"


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sense as vocabulary/coding/event_types.yaml explains it."""

    sense: str
    type: str
    older: str = ""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    actor: str = ""


class TypeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of vocabulary/coding/event_types.yaml."""

    things: Mapping[str, tuple[str, ...]]
    senses: tuple[Meaning, ...]
    governing: tuple[str, ...]
    future: tuple[str, ...]
    coming: Mapping[str, str]
    negated: Mapping[str, str]


class Entry(NamedTuple):
    """One way in which a word carries a sense: one of each of `needs` stands beside it, one of `actor` in the doer."""

    meaning: Meaning
    needs: tuple[frozenset[str], ...]
    actor: frozenset[str]


class TypeWords(NamedTuple):
    """Entries by lemma, verbs and nouns apart, and what the words around them make of a type.

    `governing` are the verbs that leave undone what stands below them.
    """

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    governing: frozenset[str]
    future: frozenset[str]
    coming: Mapping[str, str]
    negated: Mapping[str, str]


@cache
def type_words() -> TypeWords:
    """The words of vocabulary/coding/event_types.yaml."""
    shape = table(NAME, TypeTable)
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    for row in shape.senses:
        actor = _choice(row.actor, shape.things) if row.actor else frozenset[str]()
        for word in row.verbs:
            verbs.setdefault(word, []).append(Entry(row, (), actor))
        for word in row.nouns:
            nouns.setdefault(word, []).append(Entry(row, (), actor))
        for phrases, heads_of in ((row.phrases, verbs), (row.compounds, nouns)):
            for phrase in phrases:
                heads, *needs = phrase.split()
                entry = Entry(row, tuple(_choice(need, shape.things) for need in needs), actor)
                for word in heads.split("|"):
                    heads_of.setdefault(word, []).append(entry)
    governing = {word for row in shape.senses if row.type in shape.governing for word in row.verbs}
    return TypeWords(
        {word: tuple(found) for word, found in verbs.items()},
        {word: tuple(found) for word, found in nouns.items()},
        frozenset(governing),
        frozenset(shape.future),
        shape.coming,
        shape.negated,
    )


def _choice(written: str, things: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The words that a part of a phrase allows."""
    found: set[str] = set()
    for part in written.split("|"):
        if part.startswith("@") and part[1:] not in things:
            raise IntegrityError(f"vocabulary/{NAME}.yaml: no list is named {part!r}; add it to things")
        found.update(things[part[1:]] if part.startswith("@") else (part,))
    return frozenset(found)
