"""A text as a string of letters, one a word, that say to which classes of the vocabulary of times each word belongs."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

# The letter of a word that is in no class, and the first of those that stand for a set of classes.
OTHER = "~"
_FIRST_LETTER = 0x4E00

_TOKEN = re.compile(
    r"""\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|(?<=0)['’]?s|am|pm|AM|PM)?\b   # numbers, dates and times in digits
    | [ap]\.\ ?m\.? | [AP]\.\ ?M\.?                       # a.m.
    | B\.\ ?C(?:\.\ ?E)?(?:\.|\b) | A\.\ ?D\.           # B.C., A.D.
    | [Oo]['’][Cc]lock
    | [1-4]Q(?:\d\d)?\b | FY['’]?\d\d(?:\d\d)?\b            # 3Q, 3Q25, FY2027, FY27
    | (?:Q[1-4]|H[12]|FY)(?![^\W_])                      # Q3, H1, FY
    | ['’]s\b | (?<!\d)['’]\d\d(?:['’]?s\b)?                          # possessive; '90s
    | [^\W\d_]+ | \d+ | [^\w\s] | _
    | \n[ \t]*\n\s*                                       # nothing reaches over an empty line""",
    re.VERBOSE,
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"(?:['’]?(\d)0|(\d{3})0)['’]?s")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")
_MERIDIEM = re.compile(r"(\d{1,2}(?:[:.][0-5]\d)?)(am|pm)", re.IGNORECASE)
_SLASHED = re.compile(r"\d{1,2}([/.])\d{1,2}\1\d{4}|\d{4}([/.])\d{1,2}\2\d{1,2}")
_YEAR_SLASH = re.compile(r"((?:19|20)\d\d)/(\d\d|\d{4})")
_FRACTION = re.compile(r"([1-9])/([2-9])")
_QUARTER, _HALF = re.compile(r"Q[1-4]|[1-4]Q(?:\d\d)?"), re.compile(r"H[12]")
_FISCAL, _FISCAL_YEAR = re.compile(r"FY"), re.compile(r"FY['’]?\d\d(?:\d\d)?")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_SIGNS = {",": "comma", ".": "dot", "'s": "poss", "’s": "poss", "$": "money", "€": "money", "£": "money", "¥": "money",
          "₩": "money", "%": "percent", "'": "apostrophe", "’": "apostrophe", "(": "open", ")": "close"}  # fmt: skip
# One word of digits for each set of classes that a shape can give.
_SAMPLES = (
    *map(str, (*range(62), 75, 99, 100, 365, 999, 1000, 1500, 1899, 1900, 1950, 2000, 2024, 2099, 2100, 5000)),
    "007", "01", "09", "0130", "1,500", "1.5", "2.0.1", "555.1990", "10:35", "5.30", "10:35:20", "3pm", "3:30pm",
    "1/2", "24/7", "1st", "21st", "42nd", "99th", "1990s", "90s", "'90s", "’90s", "'98", "7/8/2024", "8.7.2024",
    "2013/14", "Q3", "3Q", "3Q25", "H1", "FY", "FY27",
)  # fmt: skip


class Words(NamedTuple):
    """The words of a text: where each starts and ends, and their letters in one string."""

    text: str
    starts: list[int]
    ends: list[int]
    letters: str

    def lower(self, index: int) -> str:
        """A word in lower case."""
        return self.text[self.starts[index] : self.ends[index]].lower()


class Lexicon:
    """Which letter stands for which classes, and what a word is worth in a class."""

    def __init__(self, classes: Mapping[str, Mapping[str, str | int]], capital: Iterable[str], joining: Iterable[str]):
        self.classes = classes
        self._capital = frozenset(capital)
        self._joining = frozenset((*joining, *classes["month"]))
        self._letter_of: dict[frozenset[str], str] = {frozenset(): OTHER}
        of_word: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                of_word.setdefault(str(word), set()).add(name)
        self._words = {word: self._new_letter(frozenset(names)) for word, names in of_word.items()}
        for sample in _SAMPLES:
            self._new_letter(shape(sample))
        for name in {*_SIGNS.values(), "hyphen", "dash"}:
            self._new_letter(frozenset((name,)))
        self._hyphen = self._letter_of[frozenset(("hyphen",))]
        self._dash = self._letter_of[frozenset(("dash",))]
        self._letter = lru_cache(maxsize=50_000)(self._letter_uncached)

    def _new_letter(self, names: frozenset[str]) -> str:
        return self._letter_of.setdefault(names, chr(_FIRST_LETTER + len(self._letter_of)))

    def letters_of(self, name: str) -> str:
        """All letters whose words are in the class; empty if there is no such class."""
        return "".join(letter for names, letter in self._letter_of.items() if name in names)

    def letters_within(self, names: Iterable[str]) -> str:
        """All letters whose words are in these classes and in no other."""
        allowed = frozenset(names)
        return "".join(letter for classes, letter in self._letter_of.items() if classes and classes <= allowed)

    def _letter_uncached(self, word: str) -> str:
        first = word[0]
        if first.isdigit() or word[-1].isdigit() or (first in "'’" and len(word) > 2) or word == "FY":
            return self._letter_of.get(shape(word), OTHER)
        lower = word.lower().replace(" ", "")
        letter = self._words.get(lower)
        if letter is None:
            sign = _SIGNS.get(word)
            return self._letter_of[frozenset((sign,))] if sign else OTHER
        if lower in self._capital and not first.isupper():
            return OTHER
        return letter

    def words(self, text: str) -> Words:
        """The words of the text with their letters."""
        starts: list[int] = []
        ends: list[int] = []
        letters: list[str] = []
        letter_of = self._letter
        for token in _TOKEN.finditer(text):
            start, end = token.span()
            word = token.group()
            first = word[0]
            if first in "-‐‑–—/":
                letters.append(self._joint(text, start, end))
            elif first.isdigit() and start and self._is_code(text, start):
                letters.append(OTHER)
            else:
                letters.append(letter_of(word))
            starts.append(start)
            ends.append(end)
        return Words(text, starts, ends, "".join(letters))

    def _joint(self, text: str, start: int, end: int) -> str:
        """The letter of a dash or stroke: a hyphen where it joins two words without a space."""
        if text[start] == "/":
            return OTHER
        joined = start > 0 and not text[start - 1].isspace() and end < len(text) and not text[end].isspace()
        return self._hyphen if joined and text[start] != "—" else self._dash

    def _is_code(self, text: str, start: int) -> bool:
        """True if digits go on a letter, as in G20, F-16 or v2, or stand behind a sign of a code (#5, 1/5)."""
        before = text[start - 1]
        if before.isalpha() or before in "#_/@.&=":
            return True
        if before not in "-‑" or start < 2:
            return False
        if _ORDINAL_BEFORE.search(text, max(0, start - 13), start - 1):
            return False
        word = _WORD_BEFORE.search(text, max(0, start - 13), start - 1)
        return word is not None and word.group().lower() not in self._joining


_ORDINAL_BEFORE = re.compile(r"\d(?:st|nd|rd|th)$")
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,13}$")


@lru_cache(maxsize=10_000)
def shape(word: str) -> frozenset[str]:
    """The classes of a word of digits by its shape; empty if it is no number of a time (2.0.1)."""
    if _PLAIN.fullmatch(word):
        return frozenset(_plain(word))
    for name, pattern in (
        ("decade", _DECADE),
        ("slashdate", _SLASHED),
        ("yearspan", _YEAR_SLASH),
        ("fraction", _FRACTION),
        ("meridiem", _MERIDIEM),
        ("quartercode", _QUARTER),
        ("halfcode", _HALF),
        ("fiscalcode", _FISCAL),
        ("fiscalyear", _FISCAL_YEAR),
    ):
        if pattern.fullmatch(word):
            return frozenset((name,))
    if _CLOCK.fullmatch(word):
        return frozenset(("clock",) if ":" in word else ("clock_dot", "decimal"))
    if ordinal := _ORDINAL.fullmatch(word):
        return frozenset(("nth", "dayord") if 1 <= int(ordinal[1]) <= 31 else ("nth",))
    if word[-2:].isdigit() and word[0] in "'’" and len(word) == 3:
        return frozenset(("shortyear",))
    return frozenset(("decimal",)) if re.fullmatch(r"\d+\.\d+", word) else frozenset()


def _plain(word: str) -> set[str]:
    names = {"digits"}
    value = int(word.replace(",", "")[:9])
    if "," in word or len(word) > 4:
        return names
    if len(word) == 2:
        names.add("two")
    if len(word) <= 2 and value <= 24:
        names.add("hour")
    if len(word) <= 2 and 1 <= value <= 31:
        names.add("daynum")
    if len(word) == 4 and int(word[:2]) <= 24 and int(word[2:]) < 60:
        names.add("hhmm")
    if len(word) == 4 and 1000 <= value <= 2199:
        names.add("year" if value >= 1900 and value < 2100 else "oldyear")
    return names
