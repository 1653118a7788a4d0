"""What two passages say, compared by their words: how alike they are, whether they are the same, whether opposite."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from onrecord.resolve.quantities import Quantity, number_words, quantities
from onrecord.resolve.wording import Weights, stems, weights
from onrecord.vocabulary import table

# The part of two passages' words, by what they say, that must be shared for them to be practically the same. Judged on
# the pairs of communiqués of `undertakings.ALIKE`: at .9 what differs is a verb of support ("[the work of] the
# association"); at .87 "greater regional and global responsibilities" have become "greater global responsibilities".
SAME = 0.9
# The same for passages of which one says the opposite; judged on examples of our own.
NEARLY = 0.6
# Acts as many as which a text must have before words that come again in it count for less.
_FEW = 50
_SPELT = re.compile(r"(?<=\w{4})iz(?=(?:e|ed|es|ing|ation|ations)\b)")
_WORD = re.compile(r"n't|[a-z]+")


class _Opposites(msgspec.Struct, frozen=True):
    negations: list[str]
    pairs: list[list[list[str]]]


class Wording(NamedTuple):
    """A passage as it is compared: the weights of its stems (numbers apart), its states, numbers and negations."""

    weights: Weights
    states: frozenset[str]
    quantities: tuple[Quantity, ...]
    negated: bool
    text: str


Common = dict[str, float]


@lru_cache(maxsize=20_000)
def wording(text: str) -> Wording:
    """The passage as it is compared; American spelling counts as British."""
    plain = _SPELT.sub("is", " ".join(text.split()))
    known = {stem: value for stem, value in weights(plain).items() if not stem[0].isdigit() and stem not in _numbers()}
    states = frozenset(stem for stem in known if stem.startswith("@"))
    said = set(_WORD.findall(plain.lower().replace("’", "'").replace("n't", " n't")))
    return Wording(known, states, quantities(text), not said.isdisjoint(_table().negations), text)


def common(texts: Iterable[Iterable[str]]) -> Common:
    """How much each stem counts between two texts, given the passages of each: 1, and less the more often it comes.

    A word that half a communiqué's undertakings share ("Pacific") tells them from each other no better than none.
    """
    counted: Counter[str] = Counter()
    most = _FEW
    for passages in texts:
        known = [wording(passage).weights for passage in passages]
        own = Counter(stem for one in known for stem in one)
        most = max(most, len(known))
        for stem, number in own.items():
            counted[stem] = max(counted[stem], number)
    return {stem: 1 - math.log(number) / math.log(most + 1) for stem, number in counted.items()}


def likeness(one: Wording, other: Wording, counts: Common) -> float:
    """The cosine of the stems' weights, 0 to 1."""
    mine, theirs = _counted(one, counts), _counted(other, counts)
    shared = sum(value * theirs[stem] for stem, value in mine.items() if stem in theirs)
    return shared / (_length(mine) * _length(theirs)) if shared else 0.0


def shared(one: Wording, other: Wording) -> float:
    """The part of both passages' words, by what they say, that they share (0 to 1)."""
    mine, theirs = one.weights, other.weights
    total = sum(mine.values()) + sum(theirs.values())
    both = sum(value for stem, value in mine.items() if stem in theirs)
    return both / (total - both) if total else 1.0


def held(one: Wording, other: Wording) -> float:
    """The part of the shorter passage's words, by what they say, that the other holds (0 to 1)."""
    least = min(sum(one.weights.values()), sum(other.weights.values()))
    return sum(value for stem, value in one.weights.items() if stem in other.weights) / least if least else 0.0


def same(one: Wording, other: Wording) -> bool:
    """True for practically the same words, of the same states, with the same numbers, none of them negated."""
    return (
        one.states == other.states
        and one.negated == other.negated
        and sorted(a.value for a in one.quantities) == sorted(b.value for b in other.quantities)
        and shared(one, other) >= SAME
    )


def opposed(one: Wording, other: Wording) -> tuple[str, str] | None:
    """What turns nearly the same words round, in one passage and in the other; None where nothing does."""
    if shared(one, other) < NEARLY:
        return None
    if one.negated != other.negated:
        return ("negated", "not negated") if one.negated else ("not negated", "negated")
    return opposites(one.text, other.text)


def opposites(one: str, other: str) -> tuple[str, str] | None:
    """A word of one text and its opposite in the other, where neither text has both; None if there is none."""
    mine, theirs = _words_by_stem(one), _words_by_stem(other)
    for stem, word in mine.items():
        rivals = sorted(_opposites().get(stem, frozenset()) & set(theirs))
        if rivals and stem not in theirs and rivals[0] not in mine:
            return word, theirs[rivals[0]]
    return None


def _words_by_stem(text: str) -> dict[str, str]:
    return {stem: word for word in _WORD.findall(text.lower()) for stem in stems(word)}


def _counted(one: Wording, counts: Common) -> dict[str, float]:
    return {stem: value * counts.get(stem, 1.0) for stem, value in one.weights.items()}


def _length(known: Weights) -> float:
    return math.sqrt(sum(value * value for value in known.values())) or 1.0


@cache
def _table() -> _Opposites:
    return table("ledger/opposites", _Opposites)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for sides in _table().pairs:
        first, second = (frozenset(stem for word in side for stem in stems(word)) for side in sides)
        for mine, theirs in ((first, second), (second, first)):
            for stem in mine:
                found[stem] = found.get(stem, frozenset()) | theirs
    return found


@cache
def _numbers() -> frozenset[str]:
    return frozenset(stem for word in number_words() for stem in stems(word))
