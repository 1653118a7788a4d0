"""Whether a hyphen at the end of a line belongs to the word."""

import re
from collections.abc import Iterable

from onrecord.vocabulary.hyphens import hyphens

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(?<![^\W_])[^\W_]++$")
_NEXT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENS = ("-", "\u2010", "\u00ad")
# The longest half of a word that is looked at.
_HALF = 40


class Words:
    """The words of a document, asked how the halves of one go together.

    A word that the document has elsewhere, whole or with its hyphen, decides; then the table of halves that keep it.
    """

    def __init__(self, lines: Iterable[str]):
        self._known: set[str] = set()
        broken = False
        for line in lines:
            words = _WORD.findall(line.replace("\u00ad", "").casefold())
            # The last half of a line and the first of the next are no words.
            goes_on = hyphenated(line)
            self._known.update(words[broken : -1 if goes_on else None])
            broken = goes_on

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """True if the hyphen that ends `before` stands between two words, of which `after` begins with the second."""
        if before.endswith("\u00ad"):
            return False
        first, second = _LAST.search(before[:-1][-_HALF:]), _NEXT.match(after[: 2 * _HALF])
        if not first or not second or not second.group()[0].islower() or any(map(str.isdigit, first.group())):
            return True
        half, rest = first.group().casefold(), second.group().casefold()
        if half + rest in self._known:
            return False
        if f"{half}-{rest}" in self._known:
            return True
        # "state-of-the-" goes on with a hyphen; so do capitals ("US-led").
        at = len(before) - 1 - len(first.group())
        if (at > 0 and before[at - 1] == "-") or (first.group().isupper() and len(half) > 1):
            return True
        return half in hyphens().first or rest.split("-")[0] in hyphens().second


def hyphenated(line: str) -> bool:
    """True if a line ends with a hyphen behind a letter or digit, so that its word goes on in the next."""
    return len(line) > 1 and line.endswith(_HYPHENS) and line[-2].isalnum()
