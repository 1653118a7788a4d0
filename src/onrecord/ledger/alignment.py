"""Two texts side by side, paragraph by paragraph, with the words that only one of them has."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.ledger.pairing import Pair
from onrecord.ledger.rewording import bare, differing
from onrecord.ledger.sharing import overlaps
from onrecord.records import Anchor, Frozen
from onrecord.store.texts import sentence_ends

# The part of two paragraphs' words that must be shared, by their weights, for one to have become the other. Judged on
# three pairs of communiqués of two series (G7, Quad): from .25 to .3 four of five pairs speak of one thing, above it
# nearly all. Where little is shared the words say so: most of them are struck or added.
ALIKE = 0.27
# Characters from which a paragraph is none: a text that lost its line breaks. Its sentences stand in place of it.
_LONG = 6_000
# Paragraphs of one side times those of the other up to which it is looked for what became of each; beyond it, and for
# lists of thousands of lines, only those in the same words are found again.
_MOST = 4_000_000
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(r"\S+")


class Row(Frozen, frozen=True):
    """A paragraph of the old text and what became of it in the new; one of them alone where it was dropped, or is new.

    `struck` and `added` are the words of either that the other has not; `moved` is true where it stood elsewhere.
    """

    old: Anchor | None = None
    new: Anchor | None = None
    struck: tuple[Anchor, ...] = ()
    added: tuple[Anchor, ...] = ()
    moved: bool = False

    @property
    def differs(self) -> bool:
        """True unless the paragraph stands in both texts, in the same words and at the same place."""
        return not (self.old and self.new) or bool(self.struck or self.added or self.moved)


def aligned(old: str, new: str) -> tuple[Row, ...]:
    """The paragraphs in the order of the new text; what was dropped stands behind what it followed in the old one."""
    before, after = list(_paragraphs(old)), list(_paragraphs(new))
    pairs = _pairs([_words(one.exact) for one in before], [_words(one.exact) for one in after])
    stays = _rising([(one, pairs[one]) for one in sorted(pairs)])
    at_home = {new: old for old, new in stays}
    was = {new: old for old, new in pairs.items()}
    dropped = [at for at in range(len(before)) if at not in pairs]
    homes = [*sorted(at_home.values()), len(before)]
    rows = [Row(old=before[at]) for at in dropped if at < homes[0]]
    for number, paragraph in enumerate(after):
        if number not in was:
            rows.append(Row(new=paragraph))
            continue
        old_one = before[was[number]]
        rows.append(Row(old_one, paragraph, *differing([old_one], [paragraph]), moved=number not in at_home))
        if number in at_home:
            here = bisect_left(homes, at_home[number])
            rows += [Row(old=before[at]) for at in dropped if homes[here] < at < homes[here + 1]]
    return tuple(rows)


def _paragraphs(text: str) -> Iterator[Anchor]:
    """The lines of a text that have words; of one that is very long the sentences."""
    for line in _LINE.finditer(text):
        cuts = [line.start(), *(sentence_ends(text, *line.span()) if len(line[0]) > _LONG else ()), line.end()]
        for start, end in pairwise(cuts):
            exact = text[start:end].strip()
            if exact:
                begin = text.index(exact, start)
                yield Anchor(begin, begin + len(exact), exact)


def _words(paragraph: str) -> tuple[str, ...]:
    return tuple(filter(None, map(bare, _WORD.findall(paragraph))))


def _pairs(before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """By old paragraph the new one that it has become: the same where it stands yet, the same elsewhere, the likest."""
    found: dict[int, int] = {}
    is_short = len(before) * len(after) <= _MOST
    if is_short:
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            found |= {block.a + at: block.b + at for at in range(block.size)}
    taken = set(found.values())
    elsewhere: dict[tuple[str, ...], list[int]] = {}
    for at, words in enumerate(after):
        if at not in taken:
            elsewhere.setdefault(words, []).append(at)
    for at, words in enumerate(before):
        if at not in found and elsewhere.get(words):
            found[at] = elsewhere[words].pop(0)
    return found | dict(_likest(before, after, found)) if is_short else found


def _likest(
    before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]], found: dict[int, int]
) -> Iterator[Pair]:
    """Pairs of what is left, the likest first, each paragraph once."""
    taken = set(found.values())
    mine = [at for at in range(len(before)) if at not in found]
    theirs = [at for at in range(len(after)) if at not in taken]
    weights = _weights([*(before[at] for at in mine), *(after[at] for at in theirs)])
    old = [{word: weights[word] for word in before[at]} for at in mine]
    new = [{word: weights[word] for word in after[at]} for at in theirs]
    scores = overlaps(old, new, ALIKE)

    def place(pair: Pair) -> float:
        return abs(mine[pair[0]] / len(before) - theirs[pair[1]] / len(after))

    used: tuple[set[int], set[int]] = (set(), set())
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], place(pair), pair)):
        if one not in used[0] and other not in used[1]:
            used[0].add(one)
            used[1].add(other)
            yield mine[one], theirs[other]


def _weights(paragraphs: Sequence[Iterable[str]]) -> dict[str, float]:
    """How much each word says: the less, the more of the paragraphs have it."""
    counted = Counter(word for one in paragraphs for word in set(one))
    return {word: math.log((len(paragraphs) + 1) / number) for word, number in counted.items()}


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of the pairs in which both sides rise (Schensted 1961), given that the first side does."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for at, (_, new) in enumerate(pairs):
        where = bisect_left(ends, new)
        before.append(tails[where - 1] if where else -1)
        ends[where : where + 1], tails[where : where + 1] = [new], [at]
    made: list[Pair] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        made.append(pairs[at])
        at = before[at]
    return made[::-1]
