"""The reading of feasts and memorial days."""

from datetime import date, timedelta

from onrecord.annotate.times_calendar import nth_weekday_of, of_day
from onrecord.annotate.times_context import Context, Value, named
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_named import year_of


def holiday(found: Found, context: Context) -> Value | None:
    """A feast day in the year that the words, the tense or nearness give."""
    code = str(found.value("holiday"))
    year, shift = year_of(found, context), found.whole("relation") or 0
    if year is None and context.today is not None:
        days_of = [(y, _feast(code, y)) for y in (context.today.year - 1, context.today.year, context.today.year + 1)]
        back = shift < 0 or (not shift and context.tense(found) < 0)
        ahead = shift > 0 or (not shift and context.tense(found) > 0)
        fitting = [
            (abs((day - context.today).days), y)
            for y, day in days_of
            if not (back and day > context.today) and not (ahead and day < context.today)
        ]
        year = min(fitting)[1] if fitting else context.today.year
    if year is None:
        return Value("DATE", f"XXXX-{code}", f"XXXX-{code}") if code[0].isdigit() else Value("DATE", "XXXX-XX-XX")
    try:
        return named(of_day(_feast(code, year) + timedelta(found.whole("eve") or 0)))
    except (ValueError, OverflowError):
        return None


def _feast(code: str, year: int) -> date:
    if code.startswith("easter"):
        return _easter(year) + timedelta(int(code[6:] or 0))
    match code:
        case "thanksgiving":
            return nth_weekday_of(year, 11, 4, 4)
        case "election":
            return nth_weekday_of(year, 11, 1, 1) + timedelta(1)
        case "labor":
            return nth_weekday_of(year, 9, 1, 1)
        case "memorial":
            return nth_weekday_of(year, 5, 1, -1)
    return date(year, int(code[:2]), int(code[3:]))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    fix = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * fix) // 433
    month = (h + fix - 7 * m + 90) // 25
    return date(year, month, (h + fix - 7 * m + 33 * month + 19) % 32)
