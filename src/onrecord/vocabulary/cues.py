"""Words that report words, looked up by lemma: what each takes as the thing said."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.vocabulary import table


class CueClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that take the same complements; `wide` ones show a state of mind or a finding rather than words."""

    takes: tuple[str, ...]
    verbs: tuple[str, ...]
    wide: bool = False


class Preposition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that give what is said with this preposition; those in `others` also take "to do"."""

    verbs: tuple[str, ...]
    others: tuple[str, ...] = ()


class CueTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of vocabulary/cues.yaml."""

    classes: Mapping[str, CueClass]
    prepositions: Mapping[str, Preposition]
    wide_prepositions: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    nouns: tuple[str, ...]
    wide_nouns: tuple[str, ...]
    wide_alone: Mapping[str, tuple[str, ...]]
    wide_adjectives: Mapping[str, tuple[str, ...]]
    noun_prepositions: Mapping[str, tuple[str, ...]]
    wide_noun_prepositions: tuple[str, ...]
    studies: tuple[str, ...]
    papers: tuple[str, ...]
    comments: tuple[str, ...]
    spokesmen: tuple[str, ...]
    unsaid: tuple[str, ...]
    impersonal: tuple[str, ...]
    hearsay: tuple[str, ...]
    words_sought: tuple[str, ...]
    vehicles: tuple[str, ...]
    occasions: tuple[str, ...]
    addressing: tuple[str, ...]
    honouring: tuple[str, ...]
    blaming: tuple[str, ...]
    deeds: tuple[str, ...]
    occasional: tuple[str, ...]
    circumstances: tuple[str, ...]
    modals: tuple[str, ...]
    suppositions: tuple[str, ...]


class Cues(NamedTuple):
    """Cues by lemma: `verbs` gives the complements of a verb, `prepositions` those that carry its words.

    `others` are the verbs whose preposition names a person who is to do something ("called on Seoul to pay").
    """

    verbs: dict[str, frozenset[str]]
    prepositions: dict[str, frozenset[str]]
    others: frozenset[str]
    phrases: dict[str, frozenset[str]]
    nouns: frozenset[str]
    alone: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    noun_prepositions: dict[str, frozenset[str]]
    believing: frozenset[str]
    studies: frozenset[str]
    papers: frozenset[str]
    comments: frozenset[str]
    spokesmen: frozenset[str]
    unsaid: frozenset[str]
    impersonal: frozenset[str]
    hearsay: frozenset[str]
    words_sought: frozenset[str]
    vehicles: frozenset[str]
    occasions: frozenset[str]
    addressing: frozenset[str]
    honouring: frozenset[str]
    blaming: frozenset[str]
    deeds: frozenset[str]
    occasional: frozenset[str]
    circumstances: frozenset[str]
    modals: frozenset[str]
    suppositions: frozenset[str]
    wide: bool
    whole: bool


@cache
def cues(wide: bool, whole: bool = False) -> Cues:
    """The cues of READING.md; with `wide` also attitudes and findings, as other annotations count them.

    `whole` is for official texts, whose sentences say nothing of their own around what they report.
    """
    shape = table("cues", CueTable)
    verbs: dict[str, set[str]] = {}
    for one in shape.classes.values():
        if wide or not one.wide:
            for verb in one.verbs:
                verbs.setdefault(verb, set()).update(one.takes)
    prepositions: dict[str, set[str]] = {}
    for word, kind in shape.prepositions.items():
        for verb in kind.verbs:
            prepositions.setdefault(verb, set()).add(word)
    if wide:
        for word, carried in shape.wide_prepositions.items():
            for verb in carried:
                prepositions.setdefault(verb, set()).add(word)
    return Cues(
        verbs={verb: frozenset(takes) for verb, takes in verbs.items()},
        prepositions={verb: frozenset(words) for verb, words in prepositions.items()},
        others=frozenset(verb for kind in shape.prepositions.values() for verb in kind.others),
        phrases={verb: frozenset(words) for verb, words in shape.phrases.items()},
        nouns=frozenset((*shape.nouns, *(shape.wide_nouns if wide else ()))),
        alone=_by_word(shape.wide_alone) if wide else {},
        adjectives=_by_word(shape.wide_adjectives) if wide else {},
        noun_prepositions=_of_nouns(shape, wide),
        believing=frozenset(shape.classes["believing"].verbs),
        studies=frozenset(shape.studies),
        papers=frozenset(shape.papers),
        comments=frozenset(shape.comments),
        spokesmen=frozenset(shape.spokesmen),
        unsaid=frozenset(shape.unsaid),
        impersonal=frozenset(shape.impersonal),
        hearsay=frozenset(shape.hearsay if wide else ()),
        words_sought=frozenset(shape.words_sought),
        vehicles=frozenset(shape.vehicles),
        occasions=frozenset(shape.occasions),
        addressing=frozenset(shape.addressing),
        honouring=frozenset(shape.honouring),
        blaming=frozenset(shape.blaming),
        deeds=frozenset(shape.deeds),
        occasional=frozenset(shape.occasional),
        circumstances=frozenset(shape.circumstances),
        modals=frozenset(shape.modals),
        suppositions=frozenset(shape.suppositions),
        wide=wide,
        whole=whole,
    )


def _of_nouns(shape: CueTable, wide: bool) -> dict[str, frozenset[str]]:
    if not wide:
        return _by_word(shape.noun_prepositions)
    every = frozenset(shape.wide_noun_prepositions)
    return dict.fromkeys((*shape.nouns, *shape.wide_nouns), every)


def _by_word(openings: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """For each word what opens its complement, from the words by opening."""
    words = {word for listed in openings.values() for word in listed}
    return {word: frozenset(opening for opening, listed in openings.items() if word in listed) for word in words}
