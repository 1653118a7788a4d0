"""Readings of parts of years and of what is larger than a year: quarters, halves, decades, centuries."""

import re

from onrecord.annotate.times_amount import amount
from onrecord.annotate.times_calendar import Period, bounds, moved, of_day
from onrecord.annotate.times_context import Context, Value, led, named
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_named import NEAR, calendar
from onrecord.annotate.times_notation import interval, timex
from onrecord.annotate.times_tense import AHEAD
from onrecord.annotate.times_years import full_year, year_of


def quarter(found: Found, context: Context) -> Value | None:
    """A quarter by its number or by its place to today; "the quarter" is the one last named."""
    number = _quarter_number(found)
    year = year_of(found, context)
    if len(found.text("quartercode")) == 4:
        year = full_year(int(found.text("quartercode")[2:]), context)
    if found.has("yearago") and context.quarter is None and number is None and not found.has("noun"):
        return named(Period("year", context.year - 1)) if context.year is not None else Value("DATE", "XXXX")
    if found.has("yearago"):
        return _year_ago_quarter(context, number)
    if number is None and found.has("endmonth") and context.year is not None:
        return named(_quarter_ended(found.whole("endmonth") or 0, context))
    if number is None:
        return _quarter_unnumbered(context, year)
    if year is None:
        year = _quarter_year(found, context, number)
    value = led(found, named(Period("quarter", year, number)))
    # Nobody says when a fiscal year begins: EDTF has no more than the year.
    return value._replace(edtf=f"{year:04d}" if year else None) if found.holds("fiscal") else value


def _quarter_number(found: Found) -> int | None:
    if found.has("quartercode"):
        return int(found.text("quartercode").replace("Q", "")[0])
    return found.whole("quarterth")


def _quarter_unnumbered(context: Context, year: int | None) -> Value:
    known = context.last_quarter()
    if known is None:
        return Value("DATE", "XXXX-QX")
    return named(known if year is None else known._replace(year=year))


def _quarter_ended(month: int, context: Context) -> Period:
    """The quarter that ended in a month, the last one before today."""
    today, year = context.today, context.year or 0
    return Period("quarter", year - 1 if today and month > today.month else year, (month + 2) // 3)


def _quarter_year(found: Found, context: Context, number: int) -> int | None:
    if context.today is None:
        return context.year
    this = Period("quarter", context.today.year, number)
    edges = bounds(this)
    ahead = context.tense(found) == AHEAD
    if edges is None:
        return context.today.year
    if edges[0] > context.today and not ahead:
        return context.today.year - 1
    if ahead and (context.today - edges[1]).days > NEAR:
        return context.today.year + 1
    return context.today.year


def _year_ago_quarter(context: Context, number: int | None) -> Value:
    known = context.last_quarter()
    if known is None:
        return Value("DATE", "XXXX-QX")
    past = moved(known, -4)
    return named(past._replace(number=number or past.number))


def half(found: Found, context: Context) -> Value | None:
    """The first or second half of a year."""
    year = year_of(found, context)
    number = found.whole("halfth") or int(found.text("halfcode")[-1:] or 0)
    return named(Period("half", context.year if year is None else year, number))


def half_month(found: Found, context: Context) -> Value | None:
    """The first or second half of a month: TIMEX3 has the month, EDTF the days."""
    value = calendar(found, context)
    period = value.period if value else None
    edges = bounds(period) if period else None
    if value is None or edges is None:
        return value
    first, last = (
        (edges[0], edges[0].replace(day=15)) if found.whole("halfth") == 1 else (edges[0].replace(day=16), edges[1])
    )
    return value._replace(edtf=interval(of_day(first), of_day(last)))


def decade(found: Found, _: Context) -> Value | None:
    """A decade in digits or words."""
    if found.has("decade"):
        digits = re.sub(r"\D", "", found.text("decade"))
        if len(digits) == 4:
            # "The 1800s" are a century, "the 2000s" still a decade.
            if digits.endswith("00") and digits < "2000":
                return led(found, named(Period("century", int(digits[:2]))))
            return led(found, named(Period("decade", int(digits[:3]))))
        if (
            found.text("decade")[0].isdigit()
            and not found.holds("the")
            and not found.has("lead")
            and not found.goes_on()
        ):
            return None
        return led(found, named(Period("decade", 190 + int(digits[0]))))
    century = found.whole("hundreds") or 19
    return led(found, named(Period("decade", century * 10 + (found.whole("decadeword") or 0))))


def era(found: Found, _: Context) -> Value | None:
    """A year before or after Christ, or two years before Christ with a joint between them."""
    number, last = found.whole("year") or 0, found.whole("last")
    if not 0 < number < 10_000:
        return None
    if (found.whole("era") or 0) > 0:
        return led(found, named(Period("year", number)))
    first = Period("year", 1 - number)
    if last is None:
        return led(found, named(first))
    if not 0 < last < number:
        return None
    end = Period("year", 1 - last)
    return Value("DURATION", f"{timex(first)}/{timex(end)}", interval(first, end), first, end)


def century(found: Found, _: Context) -> Value | None:
    """A century by its number."""
    number = int(amount(found, "nth") or 0)
    if not 0 < number < 31:
        return None
    if found.has("era"):
        return Value("DATE", f"BC{number - 1:02d}", f"-{number - 1:02d}XX")
    return led(found, named(Period("century", number - 1)))


def year_end(found: Found, context: Context) -> Value | None:
    """The end of a year."""
    year = year_of(found, context)
    if year is None:
        year = context.year
    return Value(
        "DATE",
        "XXXX" if year is None else f"{year:04d}",
        None if year is None else f"{year:04d}-12",
        Period("year", year),
    )
