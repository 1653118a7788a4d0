"""Which words one passage has and another has not; marks, blanks and case are no words."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from onrecord.records import Anchor

# What is no part of a word: marks, but not those that make another figure of it ("1.5", "$5", "5%").
_BARE = re.compile(r"[^\w%$€£¥₩₹.]+|_+|\.(?!\d)")
_WORD = re.compile(r"\S+")
# Words of one side times those of the other from which they are not compared one by one: that takes its square.
_MOST = 4_000_000
# Words, and letters of each, that are no common ground between two changes, if each of these is longer: "of the".
_FEW, _SHORT = 2, 3


class Run(NamedTuple):
    """Words that both passages have, or that stand in each other's place: from where to where in either."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


def runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The words of two passages in runs, in their order, without a gap."""
    mine, theirs = [bare(word) for word in old], [bare(word) for word in new]
    if len(mine) * len(theirs) > _MOST:
        return _coarse(mine, theirs)
    found: list[Run] = []
    for what, *places in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        found.append(Run(what == "equal", *places))
    return _joined(found, mine, theirs)


def differing(old: Sequence[Anchor], new: Sequence[Anchor]) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
    """The words of the old passage that the new one has not, and those of the new that the old one has not.

    Each is an anchor in its own document, within one of the pieces that were given.
    """
    mine, theirs = list(_words(old)), list(_words(new))
    changed = [run for run in runs([one.exact for one in mine], [one.exact for one in theirs]) if not run.same]
    struck = tuple(mark for run in changed for mark in _marks(old, mine[run.old : run.old_end]))
    return struck, tuple(mark for run in changed for mark in _marks(new, theirs[run.new : run.new_end]))


def bare(word: str) -> str:
    """The word's letters and figures, small; empty for a mark by itself."""
    return _BARE.sub("", word).lower()


def _words(pieces: Sequence[Anchor]) -> Iterator[Anchor]:
    for piece in pieces:
        for match in _WORD.finditer(piece.exact):
            yield Anchor(piece.start + match.start(), piece.start + match.end(), match.group())


def _marks(pieces: Sequence[Anchor], words: Sequence[Anchor]) -> Iterator[Anchor]:
    """The words as one anchor in each of the pieces that they stand in; none where they are marks alone."""
    for piece in pieces:
        inside = [one for one in words if piece.start <= one.start and one.end <= piece.end]
        if any(bare(one.exact) for one in inside):
            first, last = inside[0].start, inside[-1].end
            yield Anchor(first, last, piece.exact[first - piece.start : last - piece.start])


def _joined(found: Sequence[Run], mine: Sequence[str], theirs: Sequence[str]) -> list[Run]:
    """The runs, those that differ taken together where no more than "of the" stands between two of them."""
    letters = [
        max(sum(map(len, mine[run.old : run.old_end])), sum(map(len, theirs[run.new : run.new_end]))) for run in found
    ]
    made: list[Run] = []
    for at, run in enumerate(found):
        same = run.same
        if same and 0 < at < len(found) - 1 and _says_little(mine[run.old : run.old_end]):
            same = letters[at] > min(letters[at - 1], letters[at + 1])
        if made and not same and not made[-1].same:
            made[-1] = made[-1]._replace(old_end=run.old_end, new_end=run.new_end)
        else:
            made.append(run._replace(same=same))
    return made


def _says_little(words: Sequence[str]) -> bool:
    return len(words) <= _FEW and all(len(word) <= _SHORT and not word.isdigit() for word in words)


def _coarse(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """What both begin and end with, and all between as changed."""
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    stops = (len(old) - tail, len(new) - tail)
    made = [Run(True, 0, head, 0, head), Run(False, head, stops[0], head, stops[1])]
    made.append(Run(True, stops[0], len(old), stops[1], len(new)))
    return [run for run in made if run.old < run.old_end or run.new < run.new_end]
