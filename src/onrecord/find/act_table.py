"""Words that set a party's relation to an undertaking, looked up by lemma: the shape of vocabulary/acts.yaml."""

from functools import cache, cached_property
from typing import Literal

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
    never: frozenset[str] = frozenset()
    deed: bool = False
    spoken: bool = False
    past: bool = False
    passive: bool = False
    now: bool = False
    own: bool = False
    described: frozenset[str] = frozenset()
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


class ActTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True):
    """The shape of vocabulary/acts.yaml, and its entries and kinds by word."""

    verb_entries: tuple[Entry, ...] = msgspec.field(name="verbs")
    adjective_entries: tuple[Entry, ...] = msgspec.field(name="adjectives")
    noun_entries: tuple[Entry, ...] = msgspec.field(name="nouns")
    idiom_entries: tuple[Idiom, ...] = msgspec.field(name="idioms")
    softer_words: dict[ActKind, frozenset[str]] = msgspec.field(name="softer")
    softened: frozenset[ActKind]
    naming: frozenset[str]
    against: frozenset[str]
    needs: frozenset[str]
    arranged: frozenset[str]
    occasions: frozenset[str]
    reticence: frozenset[str]
    standing: frozenset[str]
    undecided: frozenset[str]
    guessing: frozenset[str]
    guesses: frozenset[str]
    hindering: frozenset[str]
    preventing: frozenset[str]
    giving: frozenset[str]
    denying: frozenset[str]
    dismissing: frozenset[str]
    reports: frozenset[str]
    wrong: frozenset[str]
    right: frozenset[str]
    falsehoods: frozenset[str]
    truths: frozenset[str]
    showing: frozenset[str]
    needed: frozenset[str]
    pleasantries: frozenset[str]
    collectives: frozenset[str]
    unnamed: frozenset[str]
    landmarks: frozenset[str]
    goals: frozenset[str]
    deciding: frozenset[str]
    governing_words: dict[ActKind, frozenset[str]] = msgspec.field(name="governing")
    carriers: frozenset[str]
    modals: Modals
    not_deeds: frozenset[str]
    doings: frozenset[str]
    alone: frozenset[str]
    askers: frozenset[str]
    deeds: frozenset[str]
    no_deeds: frozenset[str]
    partitives: frozenset[str]
    hostile: frozenset[str]
    references: frozenset[str]
    deed_suffixes: tuple[str, ...]
    vehicles: frozenset[str]
    for_states: frozenset[str]
    receiving: frozenset[str]

    @cached_property
    def verbs(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of a verb, by lemma."""
        return _by_word(self.verb_entries)

    @cached_property
    def adjectives(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of an adjective, by the word in lower case."""
        return _by_word(self.adjective_entries)

    @cached_property
    def nouns(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of a noun, by lemma."""
        return _by_word(self.noun_entries)

    @cached_property
    def idioms(self) -> dict[str, tuple[Idiom, ...]]:
        """The idioms of a verb, by lemma."""
        found: dict[str, list[Idiom]] = {}
        for idiom in self.idiom_entries:
            found.setdefault(idiom.verb, []).append(idiom)
        return {verb: tuple(some) for verb, some in found.items()}

    @cached_property
    def softer(self) -> dict[str, ActKind]:
        """The kind that a verb of talking or thinking makes of an agreement, plan or pledge."""
        return _inverted(self.softer_words)

    @cached_property
    def governing(self) -> dict[str, ActKind]:
        """The kind that a verb gives to the clause below it."""
        return _inverted(self.governing_words)

    def is_deed(self, lemma: str) -> bool:
        """True if a noun names something that is done or to be done."""
        if lemma in self.no_deeds:
            return False
        return lemma in self.deeds or (len(lemma) > 5 and lemma.endswith(self.deed_suffixes))


@cache
def acts() -> ActTable:
    """The table of words, read once. Raises IntegrityError where it is not well formed."""
    return table("acts", ActTable)


def _inverted(words: dict[ActKind, frozenset[str]]) -> dict[str, ActKind]:
    return {word: kind for kind, some in words.items() for word in some}


def _by_word(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in entry.words:
            found.setdefault(word, []).append(entry)
    return {word: tuple(some) for word, some in found.items()}
