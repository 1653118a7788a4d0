"""The same commitment across documents: which acts concern one undertaking by the same parties, in whatever words.

Whether two acts belong together depends on nothing but the two, so that links come out the same in whatever order
documents are added. A thread gathers acts in the order of time: each joins the thread that it is linked with best.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate

from onrecord.records import ActKind, Frozen
from onrecord.resolve.wording import Weights, stems, weights
from onrecord.vocabulary import table

# How alike two undertakings must be to be one (see `likeness`), and to be one where no party is named.
ALIKE, ALIKE_UNNAMED = 0.55, 0.8
# What two undertakings share must say at least this much, in nats: "strengthen cooperation" names no commitment.
SAYS = 8.0
# More than sums of weights in another order can differ by.
_ROUNDING = 1e-6
# Words that mean somebody named elsewhere in their document: in two documents not the same.
_POINTS = re.compile(
    r"\b(?:the (?:two|three|four|other|same)|both|each other|their|its|his|her|our|these|those)\b", re.I
)
REACTIONS: frozenset[ActKind] = frozenset(("endorse", "object"))


class Subject(Frozen, frozen=True):
    """An act as it is compared: its undertaking's words, its kind, and for which states who acts."""

    act: str
    document: str
    kind: ActKind
    words: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


def keys(words: str) -> list[int]:
    """Numbers under which an undertaking is found again: two that are alike always have one in common.

    A key is made of the two stems that would be the weightiest of those shared, or of the only one. With S the sum of
    squared weights shared, alike means S >= ALIKE * |a| * |b|, and S <= |b|^2, so that S >= ALIKE^2 * |a|^2: stems of
    which the rest could not reach that, or not SAYS, make no key (prefix filtering, Bayardo, Ma and Srikant 2007).
    """
    known = weights(words)
    order = sorted(known, key=lambda stem: (-known[stem], stem))
    squares, said = _sums_ahead([known[stem] ** 2 for stem in order]), _sums_ahead([known[stem] for stem in order])
    least = ALIKE**2 * squares[0] - _ROUNDING
    found: set[int] = set()
    for at, first in enumerate(order):
        square, says = known[first] ** 2, known[first]
        if square >= least and says >= SAYS - _ROUNDING:
            found.add(number_of(first))
        for beside in range(at + 1, len(order)):
            if square + squares[beside] < least or says + said[beside] < SAYS - _ROUNDING:
                break
            found.add(number_of(first, order[beside]))
    return sorted(found)


def _sums_ahead(values: Sequence[float]) -> list[float]:
    """For each place the sum of the values from there on, and 0 after the last."""
    return [*accumulate(reversed(values), initial=0.0)][::-1]


def number_of(*words: str) -> int:
    """A number for some words: a hash of 64 bits, as databases keep it."""
    return int.from_bytes(blake2b("\n".join(words).encode(), digest_size=8).digest(), "big", signed=True)


def likeness(one: Subject, other: Subject) -> float:
    """How alike two acts' undertakings are, 0 to 1; 0 where their parties rule out that they are one commitment."""
    if one.act == other.act or not _parties_meet(one, other):
        return 0.0
    return alike(one.words, other.words)


def alike(one: str, other: str) -> float:
    """How alike two undertakings are in words: the cosine of their stems' weights (the same whichever comes first)."""
    mine, theirs = weights(one), weights(other)
    shared = [stem for stem in mine if stem in theirs]
    if math.fsum(mine[stem] for stem in shared) < SAYS:
        return 0.0
    return min(1.0, math.fsum(mine[stem] ** 2 for stem in shared) / (_length(mine) * _length(theirs)))


def _length(known: Weights) -> float:
    return math.sqrt(math.fsum(value * value for value in known.values()))


def _parties_meet(one: Subject, other: Subject) -> bool:
    """True if somebody acts, or is acted for, in both; or if one of them names nobody.

    Not where each is done for somebody who has no part in the other: ships for Ukraine are not those for Peru.
    """
    mine, theirs = {*one.by, *one.to}, {*other.by, *other.to}
    if one.to and other.to and not theirs & set(one.to) and not mine & set(other.to):
        return False
    return not mine or not theirs or bool(mine & theirs)


def linked(one: Subject, other: Subject) -> float | None:
    """How alike two acts are if they concern one commitment; None if they do not."""
    score = likeness(one, other)
    unnamed = [each for each in (one, other) if not (each.by or each.to)]
    if one.document != other.document and any(_POINTS.search(each.words) for each in unnamed):
        return None
    named = not unnamed
    return score if score >= (ALIKE if named else ALIKE_UNNAMED) else None


def threads(order: Sequence[str], links: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """The acts in threads: each joins, in the given order, the thread whose acts it is linked with best on average.

    `links` holds a score for each pair of acts that are linked (the lesser id first); pairs without count 0. Average
    linkage keeps a chain of ever other words from becoming one thread.
    """
    found: list[list[str]] = []
    home: dict[str, int] = {}
    near: dict[str, dict[str, float]] = {}
    for (one, other), score in links.items():
        near.setdefault(one, {})[other] = score
        near.setdefault(other, {})[one] = score
    for act in order:
        here: dict[int, list[float]] = {}
        for other, score in near.get(act, {}).items():
            if other in home:
                here.setdefault(home[other], []).append(score)
        begun = sorted(here)
        place = best_thread([(here[at], len(found[at])) for at in begun])
        best = len(found) if place is None else begun[place]
        if place is None:
            found.append([])
        found[best].append(act)
        home[act] = best
    return found


def best_thread(linked_with: Sequence[tuple[Sequence[float], int]]) -> int | None:
    """Which thread an act joins, of those that it is linked with, the first begun first; None if it begins its own.

    Of each thread are given the scores of the links with it, and how many acts it has. An infinite score decides: with
    minus infinity it never joins that thread, else with plus infinity it does.
    """
    means = [-math.inf if -math.inf in scores else math.fsum(scores) / many for scores, many in linked_with]
    best = max(range(len(means)), key=lambda at: (means[at], -at), default=None)
    return None if best is None or means[best] < ALIKE / 2 else best


def components(acts: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The acts in groups within which links lead from each to each, sorted."""
    parent: dict[str, str] = {act: act for act in acts}

    def root(act: str) -> str:
        while parent[act] != act:
            parent[act] = parent[parent[act]]
            act = parent[act]
        return act

    for one, other in links:
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    groups: dict[str, list[str]] = {}
    for act in sorted(parent):
        groups.setdefault(root(act), []).append(act)
    return [groups[key] for key in sorted(groups)]


def measurable(words: str) -> bool:
    """False for an undertaking of which no deed could show that it was kept: an attitude ("stand together")."""
    heads = [stem for stem in stems(words) if not stem.startswith("@")]
    return not heads or heads[0] not in _attitudes()


@cache
def _attitudes() -> frozenset[str]:
    return frozenset(stem for word in table("ledger/attitudes", list[str]) for stem in stems(word))
