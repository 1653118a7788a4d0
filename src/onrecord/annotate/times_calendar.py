"""Stretches of the calendar."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

# First month of each season as EDTF's unnamed hemisphere has it; winter begins in the December before.
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Period(NamedTuple):
    """A stretch of the calendar; what is unknown is None.

    `unit` is century, decade, year, half, quarter, season, month, week, weekend, weekday or day. `year` is the year
    (for a decade its first three digits, for a century its first two), which is 0 or less before Christ. `number`
    counts within the year: half, quarter, month (also of a day) or ISO week; the ISO weekday of a "weekday", whose
    week is unknown. `season` and `part` are TIMEX3 codes ("SU", "MO"), `clock` is a time of day ("10:35").
    """

    unit: str
    year: int | None = None
    number: int | None = None
    day: int | None = None
    season: str = ""
    part: str = ""
    clock: str = ""


def of_day(day: date) -> Period:
    """The period of one day."""
    return Period("day", day.year, day.month, day.day)


def enclosing(day: date, unit: str) -> Period:
    """The period of the unit that the day lies in."""
    match unit:
        case "day":
            return of_day(day)
        case "week" | "weekend":
            iso = day.isocalendar()
            return Period(unit, iso.year, iso.week)
        case "month":
            return Period(unit, day.year, day.month)
        case "quarter":
            return Period(unit, day.year, (day.month + 2) // 3)
        case "decade":
            return Period(unit, day.year // 10)
        case "century":
            return Period(unit, day.year // 100)
    return Period("year", day.year)


def bounds(period: Period) -> tuple[date, date] | None:
    """The first and the last day; None where the year, or what the unit needs, is unknown or out of range."""
    try:
        return _bounds(period)
    except (ValueError, OverflowError):
        return None


def _bounds(period: Period) -> tuple[date, date] | None:
    year, number = period.year, period.number
    if year is None:
        return None
    match period.unit:
        case "century":
            return date(year * 100, 1, 1), date(year * 100 + 99, 12, 31)
        case "decade":
            return date(year * 10, 1, 1), date(year * 10 + 9, 12, 31)
        case "year":
            return date(year, 1, 1), date(year, 12, 31)
        case "season":
            month = _SEASON_MONTH[period.season]
            return _months(year, month, year + (month == 12), (month + 1) % 12 + 1)
    if number is None:
        return None
    match period.unit:
        case "half":
            return _months(year, number * 6 - 5, year, number * 6)
        case "quarter":
            return _months(year, number * 3 - 2, year, number * 3)
        case "month":
            return _months(year, number, year, number)
        case "week":
            return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)
        case "weekend":
            return date.fromisocalendar(year, number, 6), date.fromisocalendar(year, number, 7)
        case "day" if period.day is not None:
            return date(year, number, period.day), date(year, number, period.day)
    return None


def _months(year: int, month: int, last_year: int, last_month: int) -> tuple[date, date]:
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def moved(period: Period, by: int) -> Period:
    """The period so many of its own units later (earlier if negative); the same if its place is unknown.

    Off the calendar it raises ValueError or OverflowError.
    """
    edges = bounds(period)
    if edges is None or by == 0:
        return period
    match period.unit:
        case "day":
            return of_day(edges[0] + timedelta(by))
        case "week" | "weekend":
            return enclosing(edges[0] + timedelta(weeks=by), period.unit)
        case "month":
            return enclosing(month_later(edges[0], by), "month")
        case "quarter":
            return enclosing(month_later(edges[0], 3 * by), "quarter")
    return period._replace(year=(period.year or 0) + by)


def month_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day where it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def away(today: date, unit: str, count: float) -> Period | None:
    """The period so many units from a day, in the unit's precision; None for hours and smaller ones."""
    try:
        match unit:
            case "D":
                return of_day(today + timedelta(days=count))
            case "W" | "F":
                return enclosing(today + timedelta(weeks=count * (2 if unit == "F" else 1)), "week")
            case "WE":
                return enclosing(today + timedelta(weeks=count), "weekend")
            case "M":
                return enclosing(month_later(today, int(count)), "month")
            case "Q":
                return enclosing(month_later(today, int(count * 3)), "quarter")
            case "Y" if count % 1:
                return enclosing(month_later(today, int(count * 12)), "month")
            case "Y" | "E" | "C" | "L":
                year = today.year + int(count * {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit])
                return Period("year", year) if 0 < year < 10_000 else None
    except (ValueError, OverflowError):
        pass
    return None


def nth_weekday_of(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth day of a month that is the ISO weekday, which may lie beyond the month; the last one for -1."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def month_of(period: Period) -> int | None:
    """The month that a period begins in; None where it names no month, as a year does not."""
    match period.unit:
        case "season":
            return _SEASON_MONTH[period.season]
        case "month" | "day" | "week" | "weekend" | "quarter":
            edges = bounds(period)
            return edges[0].month if edges else None
    return None
