"""The reading of feasts and memorial days."""

from datetime import MAXYEAR, MINYEAR, date, timedelta

from onrecord.annotate.times_calendar import nth_weekday_of, of_day
from onrecord.annotate.times_context import Context, Value, named
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_narrative import told_year
from onrecord.annotate.times_years import year_of


def holiday(found: Found, context: Context) -> Value | None:
    """A feast day in the year that the words, the tense or nearness give."""
    code = str(found.value("holiday"))
    year = year_of(found, context)
    if year is None and context.told and code[0].isdigit():
        year = told_year(context, int(code[:2]))
    elif year is None and context.today is not None:
        year = _nearest(code, _direction(found, context), context.today)
    if year is None:
        return Value("DATE", f"XXXX-{code}", f"XXXX-{code}") if code[0].isdigit() else Value("DATE", "XXXX-XX-XX")
    day = of_day(_feast(code, year) + timedelta(found.whole("eve") or 0))
    return named(day._replace(part=str(found.value("part") or "")))


def _direction(found: Found, context: Context) -> int:
    return found.whole("relation") or context.tense(found)


def _nearest(code: str, direction: int, today: date) -> int:
    """The year of the feast nearest to today, on the side that a direction other than 0 tells."""
    years = [year for year in (today.year - 1, today.year, today.year + 1) if MINYEAR <= year <= MAXYEAR]
    away = [((_feast(code, year) - today).days, year) for year in years]
    fitting = [(abs(days), year) for days, year in away if not direction or days == 0 or (days > 0) == (direction > 0)]
    return min(fitting)[1] if fitting else today.year


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
