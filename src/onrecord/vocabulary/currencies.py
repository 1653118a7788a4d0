"""Amounts of money in a text, by how currencies are written (vocabulary/currencies.yaml)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from onrecord.text import Span
from onrecord.vocabulary import table

_NUMBER = r"\d++(?:[.,]\d++|['’]\d{3}(?!\d)){0,8}+"
# A sum that a comma of thousands tells to be one.
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
# What stands between the ends of a range: "3-5", "3 to 5".
_RANGE = r"(?:\s?[-–—]\s?|\s(?:to|or)\s)"


class Currencies(msgspec.Struct, frozen=True):
    """The shape of vocabulary/currencies.yaml."""

    codes: list[str]
    signs: list[str]
    sides: list[str]
    short: list[str]
    doubtful: list[str]
    units: list[str]
    scaled_units: list[str]
    scales: list[str]
    bounds: list[str]


@cache
def currencies() -> Currencies:
    """The checked table of currencies."""
    return table("currencies", Currencies)


def sums(text: str, start: int = 0, stop: int | None = None) -> Iterator[Span]:
    """The spans of the amounts of money between two characters of a text, each with its currency, in text order."""
    for found in _sum().finditer(text, start, len(text) if stop is None else stop):
        yield Span(*found.span())


@cache
def _sum() -> re.Pattern[str]:
    """What an amount of money looks like: a currency before its number, or behind it."""
    known = currencies()
    scale = rf"(?:[\s-]?{_any(known.scales)}\b)"
    number = rf"{_NUMBER}{scale}?(?:{_RANGE}{_NUMBER}{scale}?)?"
    scaled = rf"(?:{_NUMBER}{scale}?{_RANGE})?{_NUMBER}{scale}"
    sure = [one for one in (*known.codes, *known.short) if one not in known.doubtful]
    # "A $40 million fund" is in no dollars of Australia.
    apart = [one for one in (*known.sides, *known.codes) if len(one) > 1]
    sign = rf"(?:{_any(apart)}\s?|{_any(known.sides)})?{_any(known.signs)}(?:{_any(known.sides)}\b)?"
    before = rf"(?:{sign}|{_any(sure)})\s?{number}|{_any(known.doubtful)}\s?(?:{scaled}|{_GROUPED})"
    people = r"(?:\s[A-Z][\w.]+)?"
    behind = (
        rf"{number}(?:\s?{_any((*known.codes, *known.signs))}(?!\w)|{people}[\s-](?i:{_any(known.units)})\b)"
        rf"|{scaled}{people}[\s-](?i:{_any(known.scaled_units)})\b"
    )
    return re.compile(
        rf"(?<![\w.,])(?:(?i:{_any(known.bounds)})\s)?(?:(?:{before})(?:\s?{_any(known.codes)}\b)?|{behind})(?![\d%])"
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))})"
