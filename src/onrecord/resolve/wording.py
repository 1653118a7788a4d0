"""The words of a short text as stems with weights: rare ones say more of what it is about than frequent ones."""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec
import snowballstemmer

from onrecord.vocabulary import rows, table
from onrecord.vocabulary.states import states

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:\.[A-Za-z])+\.?|[A-Za-zÀ-ɏ]+|\d[\d.,]*\d|\d")


class _Share(msgspec.Struct, frozen=True):
    """A row of vocabulary/ledger/undertaking_words.tsv: in how many of a million undertakings a stem stands."""

    stem: str
    share: int


Weights = Mapping[str, float]


@lru_cache(maxsize=50_000)
def weights(text: str) -> Weights:
    """The weight of each stem of a text; states stand as their codes ("ROK" and "South Korean" are "@KR")."""
    found: dict[str, float] = {}
    for stem in stems(text):
        found[stem] = max(found.get(stem, 0.0), weight(stem))
    return found


def length(text: str) -> float:
    """How much the stems of a text say together, in nats."""
    return math.fsum(weights(text).values())


@lru_cache(maxsize=5_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in its order, function words left out."""
    plain = _states_pattern().sub(lambda match: f" {_states_by_form()[_form(match.group())]} ", text)
    found: list[str] = []
    for word in re.findall(r"@[A-Z]{2}|" + _WORD.pattern, plain.replace("’", "'")):
        if word.startswith("@"):
            found.append(word)
            continue
        low = word.lower().rstrip(".")
        if low not in _function_words() and len(low) > 1:
            found.append(stem_of(low))
    return tuple(found)


@lru_cache(maxsize=50_000)
def weight(stem: str) -> float:
    """How much a stem says: the information of its share among undertakings, in nats; less for states."""
    share = _shares().get(stem, 0) + 20
    said = math.log(1_000_000 / share)
    return said * _STATES_COUNT if stem.startswith("@") else said


# Parties are compared apart, so that a state's name says little more of an undertaking.
_STATES_COUNT = 0.4


@cache
def _shares() -> dict[str, int]:
    return {row.stem: row.share for row in rows("ledger/undertaking_words", _Share)}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(table("ledger/function_words", list[str]))


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of a word in lower case (Snowball, English)."""
    made: str = snowballstemmer.stemmer("english").stemWord(word)
    return made


def _form(text: str) -> str:
    return re.sub(r"[\s\-]+", " ", text).lower()


@cache
def _states_by_form() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in states().values():
        for form in (state.name, *state.also.split(";"), *state.people.split(";")):
            if form:
                found.setdefault(_form(form), f"@{state.code}")
    return found


@cache
def _states_pattern() -> re.Pattern[str]:
    forms = sorted(_states_by_form(), key=len, reverse=True)
    said = "|".join(re.escape(form).replace(r"\ ", r"[\s\-]+") for form in forms if len(form) > 2)
    # Two letters are a state only in capitals ("US", not "us").
    short = "|".join(re.escape(form.upper()) for form in forms if len(form) <= 2)
    return re.compile(rf"(?<!\w)(?:(?i:{said})|{short})(?!\w)")
