"""Numbers and dates by value, so that "150 billion dollars" and "$150bn" are one."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.edtf import first_day, last_day
from onrecord.resolve.wording import stems
from onrecord.vocabulary import table

# How far two numbers may lie apart where one of them is said to be about.
ABOUT = 0.1
# Words after a number that may say what is counted.
_COUNTED = 3
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_PIECE = re.compile(
    r"(?:US)?[$€£¥₩]|%|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+(?:['’][a-z]+)?|[.;:,()]", re.IGNORECASE
)
_YEAR, _MONTH = "(year)", "(month)"


class _Table(msgspec.Struct, frozen=True):
    numbers: dict[str, int]
    scales: dict[str, int]
    units: dict[str, list[str]]
    months: dict[str, int]
    least: list[str]
    most: list[str]
    about: list[str]


class Quantity(NamedTuple):
    """A number by value, what is counted (stems, or a sign), how it is bounded, and its words."""

    value: float
    units: frozenset[str]
    bound: str
    words: str

    @property
    def is_date(self) -> bool:
        """True for a year, or a day of a month."""
        return any(unit.startswith((_YEAR, _MONTH)) for unit in self.units)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in its order; ordinals and numbers in names ("F-35") are none."""
    pieces = [found for found in _PIECE.finditer(text) if not _in_name(text, found)]
    said = [_plain(piece.group()) for piece in pieces]
    found: list[Quantity] = []
    at = 0
    while at < len(pieces):
        stop, value = _number(said, at)
        if value is None:
            at += 1
            continue
        units, first, last = _units(said, at, stop, value)
        words = text[pieces[first].start() : pieces[last - 1].end()]
        found.append(Quantity(value, units, _bound(said, first), words))
        at = stop
    return tuple(found)


def _plain(word: str) -> str:
    """The word in lower case; a month that is not capitalised ("may", "march") is none, and gets a mark."""
    lower = word.lower().replace("’", "'")
    return f"{lower}'" if lower in _table().months and word == lower else lower


def differing(one: Sequence[Quantity], other: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two numbers of the same things that cannot both be right; None if there are none.

    A number that the other text has too, of whatever things, is never one of them.
    """
    left = [mine for mine in one if not any(mine.value == theirs.value for theirs in other)]
    right = [theirs for theirs in other if not any(mine.value == theirs.value for mine in one)]
    for mine in left:
        rivals = [theirs for theirs in right if mine.units & theirs.units]
        if rivals and not any(_agree(mine, theirs) for theirs in rivals):
            return mine, rivals[0]
    return None


def same_amount(one: str, other: str) -> bool:
    """True if two amounts come to the same, whatever units either leaves out; what names no number is no amount."""
    mine, theirs = quantities(one), quantities(other)
    if not mine or not theirs:
        return not mine and not theirs
    return any(_agree(a, b) for a in mine for b in theirs if a.units & b.units or not (_signed(a) and _signed(b)))


def apart(one: str | None, other: str | None) -> bool:
    """True if two EDTF dates are both known and have no day in common."""
    mine, theirs = _period(one), _period(other)
    return bool(mine and theirs) and not (mine[0] <= theirs[1] and theirs[0] <= mine[1])  # type: ignore[index]


def _period(value: str | None) -> tuple[str, str] | None:
    """The first and the last day that an EDTF date or interval may mean; None for one whose year is not known."""
    begin, _, end = (value or "").partition("/")
    if not begin[:2].isdigit() or (end and not end[:2].isdigit()):
        return None
    first, last = first_day(begin), last_day(end or begin)
    return (first, last) if first and last else None


def _number(said: Sequence[str], at: int) -> tuple[int, float | None]:
    """Where the number that begins at a piece stops, and its value; None if none begins there."""
    known = _table()
    total, part, stop, seen = 0.0, 0.0, at, False
    while stop < len(said):
        word = said[stop]
        if _DIGITS.fullmatch(word):
            if seen:
                break
            part = float(word.replace(",", ""))
        elif word in known.numbers and not (seen and _DIGITS.fullmatch(said[stop - 1])):
            part = part * 12 if word == "dozen" and seen else part + known.numbers[word]
        elif word in known.scales and seen:
            total, part = _scaled(total, part, known.scales[word])
        elif not (word == "and" and seen and said[stop - 1] in known.scales and _counts(said, stop + 1)):
            break
        seen = seen or word != "and"
        stop += 1
    return stop, total + part if seen else None


def _scaled(total: float, part: float, scale: int) -> tuple[float, float]:
    return (total, part * scale) if scale == 100 else (total + part * scale, 0.0)


def _counts(said: Sequence[str], at: int) -> bool:
    return at < len(said) and said[at] in _table().numbers


def _units(said: Sequence[str], at: int, stop: int, value: float) -> tuple[frozenset[str], int, int]:
    """What a number counts, and where its words and those for what it counts begin and stop."""
    months, before = _table().months, said[at - 1] if at else ""
    after = said[stop] if stop < len(said) else ""
    if before in _signs():
        return frozenset((_signs()[before],)), at - 1, stop
    if [*said[stop : stop + 2]] == ["per", "cent"]:
        return frozenset("%"), at, stop + 2
    if after in _signs():
        return frozenset((_signs()[after],)), at, stop + 1
    if value < 32 and (after in months or before in months):
        month = months[after] if after in months else months[before]
        return frozenset((f"{_MONTH} {month}",)), at - (after not in months), stop + (after in months)
    if stop == at + 1 and re.fullmatch(r"(?:19|20)\d\d", said[at]):
        return frozenset((_YEAR,)), at, stop
    return _counted(said, at, stop)


def _counted(said: Sequence[str], at: int, stop: int) -> tuple[frozenset[str], int, int]:
    counted: list[str] = []
    last = stop
    for word in said[stop : stop + _COUNTED]:
        found = stems(word)
        if not word[0].isalpha() or not found or word in _table().numbers:
            break
        counted += found
        last += 1
    return frozenset(counted), at, last


def _bound(said: Sequence[str], first: int) -> str:
    known = _table()
    start = first - 1 if first and said[first - 1] in ("a", "an") else first
    before = " ".join(said[max(start - 4, 0) : start])
    for name, phrases in (("least", known.least), ("most", known.most), ("about", known.about)):
        if any(before == phrase or before.endswith(" " + phrase) for phrase in phrases):
            return name
    return ""


def _agree(one: Quantity, other: Quantity) -> bool:
    """True if both numbers can be right."""
    near = abs(one.value - other.value) <= ABOUT * max(one.value, other.value)
    if one.value == other.value or (near and (one.bound or other.bound)):
        return True
    low, high = (one, other) if one.value < other.value else (other, one)
    return low.bound == "least" or high.bound == "most"


def _signed(one: Quantity) -> bool:
    return any(unit in _table().units for unit in one.units)


def _in_name(text: str, found: re.Match[str]) -> bool:
    """True for figures that belong to a name ("F-35", "G7", "21st")."""
    if not found.group()[0].isdigit():
        return False
    before, after = text[max(found.start() - 2, 0) : found.start()], text[found.end() : found.end() + 2]
    ordinal = after.lower() in ("st", "nd", "rd", "th")
    return ordinal or (len(before) == 2 and before[1] == "-" and before[0].isalpha()) or before[-1:].isalpha()


@cache
def _table() -> _Table:
    return table("ledger/quantities", _Table)


@cache
def _signs() -> dict[str, str]:
    return {form: sign for sign, forms in _table().units.items() for form in forms}


def number_words() -> Iterable[str]:
    """Every word that is a number, multiplies one or is its unit."""
    return (*_table().numbers, *_table().scales, *(form for form in _signs() if form.isalpha()))
