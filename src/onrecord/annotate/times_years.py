"""Readings of years, in digits and in words."""

from onrecord.annotate.times_amount import amount, number
from onrecord.annotate.times_calendar import Period
from onrecord.annotate.times_context import Context, Value, led, named
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_notation import interval

# How far from where it is a narrative names years without a preposition.
_A_LIFE = 80


def year(found: Found, context: Context) -> Value | None:
    """A year in digits or words, or two years in a row ("2013-14")."""
    number: int | None
    if found.has("yearspan"):
        first, last = found.text("yearspan").split("/")
        return _years(int(first), int(last))
    if found.has("hundreds"):
        number = (found.whole("hundreds") or 0) * 100 + int(amount(found, "rest") or 0)
    elif found.has("thousand"):
        number = 2000 + int(amount(found, "rest") or 0)
    else:
        number = year_of(found, context)
    if number is None or (found.form.rule.value == "near" and not _near(number, context)):
        return None
    if found.has("last"):
        value = _years(number, found.whole("last") or 0)
        # "The 2025-26 fiscal year" is one time.
        return value._replace(last=None) if value and found.groups["last"][1] < found.stop else value
    return led(found, named(Period("year", number)))


def _near(year: int, context: Context) -> bool:
    """True for a number that is likely to be a year, since the narrative is not far from it."""
    return context.year is not None and abs(year - context.year) <= _A_LIFE


def _years(first: int, last: int) -> Value | None:
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 200:
        return None
    start, end = Period("year", first), Period("year", last)
    return Value("DATE" if last == first + 1 else "DURATION", f"{first}/{last}", interval(start, end), start, end)


def year_of(found: Found, context: Context) -> int | None:
    if found.has("year"):
        hundreds = found.of("year", "hundreds")
        if hundreds:
            return _spelled_year(found)
        year = found.whole("year")
        if year is not None and year < 100:
            return full_year(year, context)
        return year
    if found.has("thatyear"):
        base = context.base()
        return base.year if base else context.year
    if found.has("yearshift"):
        return None if context.year is None else context.year + (found.whole("yearshift") or 0)
    return None


def _spelled_year(found: Found) -> int | None:
    """The year of words like "nineteen ninety-six"."""
    first, stop = found.groups["year"]
    hundreds, rest = number(found.words, first, first + 1), number(found.words, first + 1, stop)
    return None if hundreds is None or rest is None else int(hundreds) * 100 + int(rest)


def full_year(two: int, context: Context) -> int:
    """A year of two digits, at most ten years after the document's."""
    now = context.year or 2025
    year = now // 100 * 100 + two
    return year - 100 if year > now + 10 else year
