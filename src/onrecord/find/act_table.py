"""Words that set a party's relation to an undertaking, looked up by lemma: the shape of vocabulary/acts.yaml."""

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from onrecord.records import ActKind
from onrecord.vocabulary import table

Complement = Literal["infinitive", "gerund", "object", "clause", "others", "how", "that"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind and where the undertaking stands beside them; vocabulary/acts.yaml explains the fields."""

    kind: ActKind
    takes: frozenset[Complement]
    words: tuple[str, ...]
    beside: frozenset[str] = msgspec.field(default=frozenset(), name="with")
    of: frozenset[str] = frozenset()
    deed: bool = False
    spoken: bool = False
    past: bool = False
    passive: bool = False
    now: bool = False
    own: bool = False
    only: Literal["", "news", "official"] = ""


class Idiom(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb and the words behind it that make one trigger; `subject` where the subject is the undertaking."""

    kind: ActKind
    verb: str
    words: tuple[str, ...]
    deed: bool = False
    spoken: bool = False
    past: bool = False
    subject: bool = False

    def entry(self) -> Entry:
        """The same as an entry, by whose rules the kind is judged."""
        return Entry(self.kind, frozenset(), (self.verb,), deed=self.deed, spoken=self.spoken, past=self.past)


class Modals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Modals by what they say of their subject."""

    binding: frozenset[str]
    reported: frozenset[str]
    possible: frozenset[str]
    demanding: frozenset[str]

    def __contains__(self, word: object) -> bool:
        """True for a modal of any sort."""
        return any(word in words for words in (self.binding, self.reported, self.possible, self.demanding))


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[Entry, ...]
    adjectives: tuple[Entry, ...]
    nouns: tuple[Entry, ...]
    idioms: tuple[Idiom, ...]
    softer: dict[ActKind, frozenset[str]]
    softened: frozenset[ActKind]
    naming: frozenset[str]
    against: frozenset[str]
    needs: frozenset[str]
    arranged: frozenset[str]
    occasions: frozenset[str]
    reticence: frozenset[str]
    standing: frozenset[str]
    deciding: frozenset[str]
    governing: dict[ActKind, frozenset[str]]
    carriers: frozenset[str]
    modals: Modals
    not_deeds: frozenset[str]
    doings: frozenset[str]
    deeds: frozenset[str]
    no_deeds: frozenset[str]
    partitives: frozenset[str]
    hostile: frozenset[str]
    references: frozenset[str]
    deed_suffixes: tuple[str, ...]
    vehicles: frozenset[str]


class ActTable(NamedTuple):
    """The table by lemma: `verbs`, `adjectives` and `nouns` give the entries of a word in order."""

    verbs: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    idioms: dict[str, tuple[Idiom, ...]]
    softer: dict[str, ActKind]
    softened: frozenset[ActKind]
    naming: frozenset[str]
    against: frozenset[str]
    needs: frozenset[str]
    arranged: frozenset[str]
    occasions: frozenset[str]
    reticence: frozenset[str]
    standing: frozenset[str]
    deciding: frozenset[str]
    governing: dict[str, ActKind]
    carriers: frozenset[str]
    modals: Modals
    not_deeds: frozenset[str]
    doings: frozenset[str]
    deeds: frozenset[str]
    no_deeds: frozenset[str]
    partitives: frozenset[str]
    hostile: frozenset[str]
    references: frozenset[str]
    deed_suffixes: tuple[str, ...]
    vehicles: frozenset[str]

    def is_deed(self, lemma: str) -> bool:
        """True if a noun names something that is done or to be done."""
        if lemma in self.no_deeds:
            return False
        return lemma in self.deeds or (len(lemma) > 5 and lemma.endswith(self.deed_suffixes))


@cache
def acts() -> ActTable:
    """The table of words, read once. Raises IntegrityError where it is not well formed."""
    read = table("acts", _Table)
    idioms: dict[str, list[Idiom]] = {}
    for idiom in read.idioms:
        idioms.setdefault(idiom.verb, []).append(idiom)
    return ActTable(
        _by_word(read.verbs),
        _by_word(read.adjectives),
        _by_word(read.nouns),
        {verb: tuple(some) for verb, some in idioms.items()},
        {word: kind for kind, words in read.softer.items() for word in words},
        read.softened,
        read.naming,
        read.against,
        read.needs,
        read.arranged,
        read.occasions,
        read.reticence,
        read.standing,
        read.deciding,
        {word: kind for kind, words in read.governing.items() for word in words},
        read.carriers,
        read.modals,
        read.not_deeds,
        read.doings,
        read.deeds,
        read.no_deeds,
        read.partitives,
        read.hostile,
        read.references,
        read.deed_suffixes,
        read.vehicles,
    )


def _by_word(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in entry.words:
            found.setdefault(word, []).append(entry)
    return {word: tuple(some) for word, some in found.items()}
