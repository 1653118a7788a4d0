"""Readings of times that are called by their names or numbers: days, months, weekdays, seasons."""

import re
from datetime import date, timedelta

from onrecord.annotate.times_amount import amount
from onrecord.annotate.times_calendar import Period, bounds, enclosing, month_later, month_of, nth_weekday_of, of_day
from onrecord.annotate.times_context import Context, Value, led, named
from onrecord.annotate.times_grammar import Found, grammar
from onrecord.annotate.times_narrative import told_day, told_year
from onrecord.annotate.times_notation import interval, timex
from onrecord.annotate.times_tense import AHEAD, BEHIND, OPEN
from onrecord.annotate.times_years import year_of

# Days within which a day named without its year is taken to lie, against the tense.
NEAR = 60
_TWO_BEFORE = re.compile(r"(\w{1,20}) (?:of|on|from) $")
# How far before a date that lies, so that a date late in a text is not looked for from the text's beginning.
_REACH = 30
_NEXT_WORD = re.compile(r"[,’']?s? (\w+)")


def calendar(found: Found, context: Context) -> Value | None:
    """A day or month by its name, in the year that the words, the tense or nearness give."""
    month, day, year = found.whole("month"), _number(found, "day"), year_of(found, context)
    if month is None or not 1 <= month <= 12:
        return None
    unit = "month" if day is None else "day"
    if year is None and not _remembered(found, month, day):
        year = _near_year(found, context, month, day)
    period = Period(unit, year, month, day, part=str(found.value("part") or ""))
    # Without a year 29 February may be a day.
    if day is not None and bounds(period._replace(year=year or 2024)) is None:
        return None
    return led(found, named(period))


def _remembered(found: Found, month: int, day: int | None) -> bool:
    """True for "the 11 September attacks", which may lie any number of years back."""
    words = grammar().table.remembered.get(f"{month:02d}-{day or 0:02d}", ())
    if not words:
        return False
    text = found.words.text
    before, after = (
        _TWO_BEFORE.search(text, max(0, found.start - _REACH), found.start),
        _NEXT_WORD.match(text, found.end),
    )
    return (before is not None and before[1].lower() in words) or (after is not None and after[1].lower() in words)


def monthday(found: Found, context: Context) -> Value | None:
    """The day of a number ("on the 3rd"): the last one up to today, or the next where the tense looks ahead."""
    day = _number(found, "day") or 0
    if context.told:
        period = told_day(context, day)
        return None if period.number and bounds(period) is None else named(period)
    if context.today is None:
        return Value("DATE", f"XXXX-XX-{day:02d}", f"XXXX-XX-{day:02d}")
    step = 1 if context.tense(found) > 0 else -1
    for months in range(3):
        month = enclosing(month_later(context.today.replace(day=1), step * months), "month")
        edges = bounds(month._replace(unit="day", day=day))
        if edges and (edges[0] - context.today).days * step >= 0:
            return named(of_day(edges[0]))
    return None


def _number(found: Found, group: str) -> int | None:
    value = amount(found, group)
    return None if value is None else int(value)


def numeric(found: Found, context: Context) -> Value | None:
    """A date in digits: year first, day first with dots, else month first or day first as it can be.

    Where both can be, the one near today; else TIMEX3 has the month first, EDTF only the year.
    """
    text = found.text("slashdate")
    first, second, last = (int(part) for part in re.split(r"[/.]", text))
    if first > 31:
        return _if_any(Period("day", first, second, last))
    month_first, day_first = Period("day", last, first, second), Period("day", last, second, first)
    possible = [period for period in ((day_first,) if "." in text else (month_first, day_first)) if bounds(period)]
    near = [period for period in possible if context.today and _days_away(period, context.today) <= 31]
    if len(possible) == 2 and first != second and len(near) != 1:
        return named(month_first)._replace(edtf=f"{last:04d}")
    return _if_any((near or possible or [month_first])[0])


def _if_any(day: Period) -> Value | None:
    return named(day) if bounds(day) else None


def _days_away(period: Period, today: date) -> int:
    edges = bounds(period)
    return abs((edges[0] - today).days) if edges else 10**7


def _near_year(found: Found, context: Context, month: int, day: int | None) -> int | None:
    today = context.today
    if context.told:
        return told_year(context, month)
    if today is None:
        return context.year
    distances = []
    tense = context.tense(found)
    for year in (today.year - 1, today.year, today.year + 1):
        edges = bounds(Period("month" if day is None else "day", year, month, day))
        if edges is None:
            continue
        distance = max((edges[0] - today).days, (today - edges[1]).days)
        against = edges[0] > today if tense == BEHIND else edges[1] < today and tense == AHEAD
        # A day named without its year is near, whatever the tense ("was extended to Nov. 20"): tuned on TimeBank train.
        if against and (day is None or distance > (NEAR if tense == BEHIND else 7)):
            continue
        if tense == OPEN and edges[1] < today:
            distance += distance // 2
        distances.append((distance, year))
    return min(distances)[1] if distances else today.year


def days(found: Found, context: Context) -> Value | None:
    """Some days in a row ("September 7-10"): TIMEX3 has the first, EDTF all."""
    value = calendar(found, context)
    last = _number(found, "last")
    if value is None or value.period is None or last is None or value.period.day is None or last <= value.period.day:
        return None
    end = value.period._replace(day=last)
    if bounds(end._replace(year=end.year or 2024)) is None:
        return None
    return value._replace(edtf=interval(value.period, end), last=end)


def weekday(found: Found, context: Context) -> Value | None:
    """A weekday: the last one up to today, or the next where the words or the tense look ahead."""
    number = found.whole("weekday") or 0
    part = str(found.value("part") or "")
    today = context.day()
    if today is None:
        return named(Period("weekday", None, number, part=part))
    back = (today.isoweekday() - number) % 7
    shift = found.whole("relation")
    if shift is not None and shift < 0:
        day = today - timedelta(back or 7)
    elif shift is not None and shift > 0:
        day = today + timedelta(7 - back)
    elif shift == 0:
        day = today + timedelta(number - today.isoweekday())
        if context.tense(found) < 0 and day > today:
            day -= timedelta(7)
    elif context.told or context.tense(found) > 0:
        day = today + timedelta((7 - back) % 7)
    else:
        day = today - timedelta(back)
    return named(of_day(day)._replace(part=part))


def nth_weekday(found: Found, context: Context) -> Value | None:
    """The second Friday of a month; the month where its year is unknown."""
    month, nth = _month_and_nth(found, context)
    if month is None or nth is None or month.number is None:
        return None
    if month.year is None:
        return named(month)
    day = nth_weekday_of(month.year, month.number, found.whole("weekday") or 0, nth)
    return named(of_day(day)) if day.month == month.number else None


def nth_week(found: Found, context: Context) -> Value | None:
    """The first or last week of a month: TIMEX3 has the week that most of it lies in, EDTF the seven days.

    The month where its year is unknown.
    """
    month, nth = _month_and_nth(found, context)
    if month is None or nth is None or nth > 4:
        return None
    edges = bounds(month)
    if edges is None:
        return named(month)
    start = edges[1] - timedelta(6) if nth < 0 else edges[0] + timedelta(7 * (nth - 1))
    week = enclosing(start + timedelta(3), "week")
    return Value("DATE", timex(week), interval(of_day(start), of_day(start + timedelta(6))), week)


def _month_and_nth(found: Found, context: Context) -> tuple[Period | None, int | None]:
    value = calendar(found, context)
    nth = -1 if found.has("final") else _number(found, "nth")
    return (value.period if value else None), (nth if nth else None)


def monthly(found: Found, context: Context) -> Value | None:
    """Last May, next October, this September; last Oct. 29."""
    month, day, shift = found.whole("month") or 0, _number(found, "day"), found.whole("relation") or 0
    anaphoric = found.of("relation", "following")
    unit, today = "month" if day is None else "day", context.base() if anaphoric else context.today
    if today is None:
        return named(Period(unit, None, month, day))
    year = today.year
    if shift < 0 and (month, day or 0) >= (today.month, today.day if day else 0):
        year -= 1
    elif shift > 0 and (month, day or 0) <= (today.month, today.day if day else 0):
        year += 1
    period = Period(unit, year, month, day)
    return led(found, named(period)) if bounds(period) else None


def season(found: Found, context: Context) -> Value | None:
    """A season, with its year or by its place to today."""
    code = str(found.value("season"))
    year, shift = year_of(found, context), found.whole("relation")
    if year is None and shift is None and context.told:
        year = told_year(context, month_of(Period("season", 1, season=code)) or 1)
    elif year is None and context.today is not None:
        year = _season_year(code, shift, context.tense(found), context.today)
    return led(found, named(Period("season", year, season=code)))


def _season_year(code: str, shift: int | None, tense: int, today: date) -> int:
    edges = bounds(Period("season", today.year, season=code))
    if edges is None:
        return today.year
    ahead = (shift or 0) > 0 or (not shift and tense > 0)
    if (shift is None and edges[0] > today and tense == BEHIND) or ((shift or 0) < 0 and edges[1] >= today):
        return today.year - 1
    return today.year + 1 if ahead and edges[1] < today else today.year
