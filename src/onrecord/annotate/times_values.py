"""What a form of the vocabulary of times stands for: its TIMEX3 type and value, and its EDTF value."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.annotate.times_amount import amount, duration, number
from onrecord.annotate.times_calendar import (
    Period,
    bounds,
    counted,
    edtf,
    enclosing,
    interval,
    month_later,
    moved,
    of_day,
    timex,
)  # fmt: skip
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_tense import AHEAD, BEHIND, OPEN

# Days within which a day named without its year is taken to lie, against the tense.
NEAR = 60


class Value(NamedTuple):
    """A time as read: TIMEX3 type and value, EDTF value if EDTF can say it, and the period it names, if one."""

    type: str
    timex: str
    edtf: str | None = None
    period: Period | None = None


class Context:
    """What a time is read against: the document's date, the time last named, the tense around a span.

    `today` is the document's date, or None; `year` its year where only that is known. `previous` and `quarter` are the
    period and the quarter last named; the caller keeps them.
    """

    def __init__(self, today: date | None, year: int | None, tense: Callable[[Found], int]):
        self.today = today
        self.year = today.year if today else year
        self.tense = tense
        self.previous: Period | None = None
        self.quarter: Period | None = None

    def base(self) -> date | None:
        """The day that "the next day" and "a year earlier" count from: that of the time last named, else today."""
        if self.previous:
            edges = bounds(self.previous)
            if edges:
                return edges[0]
        return self.today


def named(period: Period, type_: str = "") -> Value:
    """The value of a period; a TIME where it has a part of day or a clock time."""
    return Value(type_ or ("TIME" if period.part or period.clock else "DATE"), timex(period), edtf(period), period)


# --- days and months by name ---


def calendar(found: Found, context: Context) -> Value | None:
    """A day or month by its name, in the year that the words, the tense or nearness give."""
    month, day, year = found.whole("month"), _number(found, "day"), _year(found, context)
    if found.has("slashdate"):
        year, month, day = _slashed(found.text("slashdate"))
    if month is None or not 1 <= month <= 12:
        return None
    unit = "month" if day is None else "day"
    if year is None:
        year = _near_year(found, context, month, day)
    period = Period(unit, year, month, day)
    if day is not None:
        # Without a year 29 February may be a day.
        if bounds(period._replace(year=year or 2024)) is None:
            return None
    return _led(found, named(period))


def _number(found: Found, group: str) -> int | None:
    value = amount(found, group)
    return None if value is None else int(value)


def _year(found: Found, context: Context) -> int | None:
    if found.has("year"):
        hundreds = found.of("year", "hundreds")
        if hundreds:
            return _spelled_year(found)
        year = found.whole("year")
        if year is not None and year < 100:
            return _full_year(year, context)
        return year
    if found.has("yearshift"):
        return None if context.year is None else context.year + (found.whole("yearshift") or 0)
    return None


def _spelled_year(found: Found) -> int | None:
    """The year of words like "nineteen ninety-six"."""
    first, stop = found.groups["year"]
    hundreds, rest = number(found.words, first, first + 1), number(found.words, first + 1, stop)
    return None if hundreds is None or rest is None else int(hundreds) * 100 + int(rest)


def _full_year(two: int, context: Context) -> int:
    """A year of two digits, at most ten years after the document's."""
    now = context.year or 2025
    year = now // 100 * 100 + two
    return year - 100 if year > now + 10 else year


def _slashed(text: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of 7/8/2024 (month first, unless it cannot be) and 8.7.2024 (day first)."""
    first, second, year = (int(part) for part in re.split(r"[/.]", text))
    if "." in text or first > 12:
        first, second = second, first
    return year, first, second


def _near_year(found: Found, context: Context, month: int, day: int | None) -> int | None:
    today = context.today
    if today is None:
        return context.year
    distances = []
    tense = 0 if found.form.rule.value == "nearest" else context.tense(found)
    for year in (today.year - 1, today.year, today.year + 1):
        edges = bounds(Period("month" if day is None else "day", year, month, day))
        if edges is None:
            continue
        distance = max((edges[0] - today).days, (today - edges[1]).days)
        against = edges[0] > today if tense == BEHIND else edges[1] < today and tense == AHEAD
        # A day named without its year is near, whatever the tense ("was extended to Nov. 20"): tuned on TimeBank train.
        if against and (day is None or distance > NEAR):
            continue
        if tense == OPEN and edges[1] < today:
            distance += distance // 2
        distances.append((distance, year))
    return min(distances)[1] if distances else today.year


def _led(found: Found, value: Value) -> Value:
    """The value with what a word before it adds: "about" makes EDTF approximate, "the end of" takes the last part."""
    if not found.has("lead") or value.edtf is None or value.period is None:
        return value
    if found.of("lead", "approx"):
        return value._replace(edtf=value.edtf + "~") if "/" not in value.edtf else value
    edges = found.of("lead", "edge")
    if edges == ["end"] and value.period.unit in ("year", "quarter", "half"):
        limits = bounds(value.period)
        return value._replace(edtf=f"{limits[1]:%Y-%m}") if limits else value
    return value


def days(found: Found, context: Context) -> Value | None:
    """Some days in a row ("September 7-10"): TIMEX3 has the first, EDTF all."""
    value = calendar(found, context)
    last = _number(found, "last")
    if value is None or value.period is None or last is None or value.period.day is None or last <= value.period.day:
        return None
    end = value.period._replace(day=last)
    if bounds(end._replace(year=end.year or 2024)) is None:
        return None
    return value._replace(edtf=interval(value.period, end))


def year(found: Found, context: Context) -> Value | None:
    """A year in digits or words, or two years in a row ("2013-14")."""
    number: int | None
    if found.has("yearspan"):
        first, last = found.text("yearspan").split("/")
        return _years(int(first), int(last))
    if found.has("hundreds"):
        number = (found.whole("hundreds") or 0) * 100 + (amount(found, "rest") or 0).__int__()
    elif found.has("thousand"):
        number = 2000 + int(amount(found, "rest") or 0)
    else:
        number = _year(found, context)
    if number is None:
        return None
    if found.has("last"):
        return _years(number, found.whole("last") or 0)
    return _led(found, named(Period("year", number)))


def _years(first: int, last: int) -> Value | None:
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 200:
        return None
    start = Period("year", first)
    return Value(
        "DATE" if last == first + 1 else "DURATION", f"{first}/{last}", interval(start, Period("year", last)), start
    )


# --- weekdays, parts of the day, deictics ---


def weekday(found: Found, context: Context) -> Value | None:
    """A weekday: the last one up to today, or the next where the words or the tense look ahead."""
    number = found.whole("weekday") or 0
    part = str(found.value("part") or "")
    if context.today is None:
        return named(Period("weekday", None, number, part=part))
    back = (context.today.isoweekday() - number) % 7
    relation = found.text("relation").lower()
    if relation in ("last", "past", "previous"):
        day = context.today - timedelta(back or 7)
    elif relation in ("next", "coming", "following") or "coming" in relation:
        day = context.today + timedelta(7 - back)
    elif relation == "this":
        day = context.today + timedelta(number - context.today.isoweekday())
        if context.tense(found) < 0 and day > context.today:
            day -= timedelta(7)
    elif context.tense(found) > 0:
        day = context.today + timedelta((7 - back) % 7)
    else:
        day = context.today - timedelta(back)
    return named(of_day(day)._replace(part=part))


def deictic(found: Found, context: Context) -> Value | None:
    """Today, yesterday, tomorrow, tonight, this morning, last night."""
    part = str(found.value("part") or found.form.rule.value)
    shift = found.whole("deictic") or 0
    if found.has("relation"):
        shift = found.whole("relation") or 0
    if found.has("night"):
        part = "NI"
    if context.today is None:
        value = f"XXXX-XX-XX{'T' + part if part else ''}"
        return Value("TIME" if part else "DATE", value)
    return named(of_day(context.today + timedelta(shift))._replace(part=part))


def overnight(found: Found, context: Context) -> Value | None:
    """The night that ended today."""
    if context.today is None:
        return Value("TIME", "XXXX-XX-XXTNI")
    before = of_day(context.today - timedelta(1))
    return Value("TIME", timex(before._replace(part="NI")), interval(before, of_day(context.today)), before)


# --- one time by another ---


def relative(found: Found, context: Context) -> Value | None:
    """This, last or next year, month, week…; "the following day" counts from the time last named."""
    unit, shift = str(found.value("calendar")), found.whole("relation") or 0
    relation = found.text("relation").lower()
    anaphoric = relation in ("following", "previous", "preceding", "ensuing", "subsequent", "that", "same", "prior")
    today = context.base() if anaphoric else context.today
    if unit == "quarter" and anaphoric and context.quarter:
        return named(moved(context.quarter, shift))
    if today is None:
        if not anaphoric and unit == "year" and context.year is not None:
            return _led(found, named(Period("year", context.year + shift)))
        return Value("DATE", _UNKNOWN.get(unit, "XXXX-XX-XX"))
    period = moved(enclosing(today, unit), shift)
    value = _led(found, named(period))
    letter = {"year": "Y", "month": "M", "week": "W", "decade": "E", "century": "C"}.get(unit)
    if letter and relation in ("past", "coming") and not found.has("lead"):
        value = value._replace(edtf=counted(today, letter, shift))
    return value


_UNKNOWN = {
    "year": "XXXX",
    "month": "XXXX-XX",
    "week": "XXXX-WXX",
    "quarter": "XXXX-QX",
    "decade": "XXX",
    "century": "XX",
    "weekend": "XXXX-WXX-WE",
}


def monthly(found: Found, context: Context) -> Value | None:
    """Last May, next October, this September."""
    month, shift = found.whole("month") or 0, found.whole("relation") or 0
    today = context.today
    if today is None:
        return named(Period("month", None, month))
    year = today.year
    if shift < 0 and month >= today.month:
        year -= 1
    elif shift > 0 and month <= today.month:
        year += 1
    return _led(found, named(Period("month", year, month, found.whole("day"))))


def season(found: Found, context: Context) -> Value | None:
    """A season, with its year or by its place to today."""
    code = str(found.value("season") or found.value("plainseason"))
    year, shift = _year(found, context), found.whole("relation")
    if year is None and context.today is not None:
        this = Period("season", context.today.year, season=code)
        edges = bounds(this)
        assert edges is not None
        year = context.today.year
        ahead = (shift or 0) > 0 or (not shift and context.tense(found) > 0)
        if (shift is None and not ahead and edges[0] > context.today and context.tense(found) < 0) or (
            shift is not None and shift < 0 and edges[1] >= context.today
        ):
            year -= 1
        elif ahead and edges[1] < context.today:
            year += 1
    return _led(found, named(Period("season", year, season=code)))


def weekend(found: Found, context: Context) -> Value | None:
    """The weekend before or after today."""
    if context.today is None:
        return Value("DATE", "XXXX-WXX-WE")
    shift = found.whole("relation")
    this = enclosing(context.today, "weekend")
    if shift is None:
        shift = -1 if context.tense(found) <= 0 and context.today.isoweekday() < 6 else 0
    return named(moved(this, shift))


def week_of(found: Found, context: Context) -> Value | None:
    """The week of a day."""
    value = calendar(found, context)
    edges = bounds(value.period) if value and value.period else None
    return named(enclosing(edges[0], "week")) if edges else None


def offset(found: Found, context: Context) -> Value | None:
    """So many years, months, weeks or days ago, earlier or later, as precise as the unit."""
    unit = str(found.value("unit") or found.value("singular") or found.value("plural"))
    direction = found.whole("direction") or 0
    count = amount(found, "count") if found.has("count") else 1.0 if found.has("a") else None
    now = found.form.rule.value == "now"
    if count is None:
        return Value("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    if unit == "Y" and count == 1 and context.quarter and direction < 0 and not found.has("half"):
        return named(moved(context.quarter, -4))
    today = context.today if now else context.base()
    if found.has("half"):
        count += 0.5
    if today is None:
        return Value("DATE", {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX-XX-XX"))
    period = _away(today, unit, direction * count)
    return named(period) if period else Value("TIME", "PAST_REF" if direction < 0 else "FUTURE_REF")


def _away(today: date, unit: str, count: float) -> Period | None:
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


# --- parts of the year, decades, centuries ---


def quarter(found: Found, context: Context) -> Value | None:
    """A quarter by its number or by its place to today; "the quarter" is the one last named."""
    number = _quarter_number(found)
    year = _year(found, context)
    if found.has("yearago") and context.quarter is None and number is None and not found.has("noun"):
        return named(Period("year", context.year - 1)) if context.year is not None else Value("DATE", "XXXX")
    if found.has("yearago"):
        return _year_ago_quarter(found, context, number, year)
    if number is None:
        return _quarter_unnumbered(context, year)
    if year is None:
        year = _quarter_year(found, context, number)
    return _led(found, named(Period("quarter", year, number)))


def _quarter_number(found: Found) -> int | None:
    if found.has("quartercode"):
        return int(found.text("quartercode").strip("Qq"))
    return found.whole("quarterth")


def _quarter_unnumbered(context: Context, year: int | None) -> Value:
    known = context.quarter
    if known is None and context.today is not None:
        known = moved(enclosing(context.today, "quarter"), -1)
    if known is None:
        return Value("DATE", "XXXX-QX")
    return named(known if year is None else known._replace(year=year))


def _quarter_year(found: Found, context: Context, number: int) -> int | None:
    if context.today is None:
        return context.year
    this = Period("quarter", context.today.year, number)
    edges = bounds(this)
    assert edges is not None
    ahead = context.tense(found) == AHEAD
    if edges[0] > context.today and not ahead:
        return context.today.year - 1
    if ahead and (context.today - edges[1]).days > NEAR:
        return context.today.year + 1
    return context.today.year


def _year_ago_quarter(found: Found, context: Context, number: int | None, year: int | None) -> Value:
    known = context.quarter
    if known is None and context.today is not None:
        known = moved(enclosing(context.today, "quarter"), -1)
    if known is None:
        return Value("DATE", "XXXX-QX")
    past = moved(known, -4)
    return named(past._replace(number=number or past.number), "DATE")


def half(found: Found, context: Context) -> Value | None:
    """The first or second half of a year."""
    year = _year(found, context)
    number = found.whole("halfth") or int(found.text("halfcode")[-1:] or 0)
    return named(Period("half", context.year if year is None else year, number))


def decade(found: Found, context: Context) -> Value | None:
    """A decade in digits or words."""
    if found.has("decade"):
        digits = re.sub(r"\D", "", found.text("decade"))
        if len(digits) == 4:
            if digits.endswith("00") and found.form.rule.value == "century":
                return named(Period("century", int(digits[:2])))
            return _led(found, named(Period("decade", int(digits[:3]))))
        return _led(found, named(Period("decade", 190 + int(digits[0]))))
    century = found.whole("hundreds") or 19
    return _led(found, named(Period("decade", century * 10 + (found.whole("decadeword") or 0))))


def century(found: Found, context: Context) -> Value | None:
    """A century by its number."""
    number = int(amount(found, "nth") or 0)
    return _led(found, named(Period("century", number - 1))) if 0 < number < 31 else None


def year_end(found: Found, context: Context) -> Value | None:
    """The end of a year."""
    year = _year(found, context)
    if year is None:
        year = context.year
    return Value(
        "DATE",
        "XXXX" if year is None else f"{year:04d}",
        None if year is None else f"{year:04d}-12",
        Period("year", year),
    )


# --- times of day ---


def clock(found: Found, context: Context) -> Value | None:
    """A time of day; the day is today unless the caller joins it to another."""
    time = _time_of_day(found)
    if time is None:
        return None
    if context.today is None:
        return Value("TIME", f"XXXX-XX-XXT{time}", None, Period("day", clock=time))
    return named(of_day(context.today)._replace(clock=time))


def _time_of_day(found: Found) -> str | None:
    if found.of("clocked", "noon"):
        return str(found.of("clocked", "noon")[0])
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?", found.text("clocked"))
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    tail = found.text("clocked")[match.end() :].lower().replace(".", "").replace(" ", "")
    if tail.startswith(("am", "pm")) and not 1 <= hour <= 12:
        return None
    if tail.startswith("pm") and hour < 12:
        hour += 12
    elif tail.startswith("am") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


# --- lengths and repeats ---


def length(found: Found, context: Context) -> Value | None:
    """How long something lasts."""
    value = duration(found)
    return Value("DURATION", value) if value else None


def stretch(found: Found, context: Context) -> Value | None:
    """The past or coming so many units: a length whose place is known."""
    value = duration(found)
    if value is None:
        return None
    shift, count = found.whole("relation"), amount(found, "count")
    unit = str(found.value("unit"))
    place = None
    if shift and count and context.today and count == int(count) < 10_000:
        place = counted(context.today, unit, shift * int(count))
    return Value("DURATION", value, place)


def repeat(found: Found, context: Context) -> Value | None:
    """How often something recurs."""
    if found.has("annual"):
        return Value("SET", f"P{'T' * ('T' in str(found.value('annual')))}1{str(found.value('annual'))[-1]}")
    if found.has("weekday") or found.has("weekdays"):
        number = found.whole("weekday") or found.whole("weekdays")
        part = found.value("part")
        return Value("SET", f"XXXX-WXX-{number}{f'T{part}' if part else ''}")
    if found.has("month"):
        return Value("SET", f"XXXX-{found.whole('month'):02d}")
    if found.has("season"):
        return Value("SET", f"XXXX-{found.value('season')}")
    if found.has("part"):
        return Value("SET", f"XXXX-XX-XXT{found.value('part')}")
    value = duration(found)
    return Value("SET", value) if value else None


def reference(found: Found, context: Context) -> Value | None:
    """A time that no calendar resolves: PRESENT_REF, PAST_REF, FUTURE_REF."""
    return Value("DATE", found.form.rule.value)


# --- feasts ---


def holiday(found: Found, context: Context) -> Value | None:
    """A feast day in the year that the words, the tense or nearness give."""
    code = str(found.value("holiday"))
    year, shift = _year(found, context), found.whole("relation") or 0
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
    match code:
        case "thanksgiving":
            return _nth_weekday(year, 11, 4, 4)
        case "election":
            return _nth_weekday(year, 11, 1, 1) + timedelta(1)
        case "labor":
            return _nth_weekday(year, 9, 1, 1)
        case "memorial":
            last = date(year, 5, 31)
            return last - timedelta(last.weekday())
        case "easter":
            return _easter(year)
    return date(year, int(code[:2]), int(code[3:]))


def _nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (count - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    fix = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * fix) // 433
    month, day = divmod(h + fix - 7 * m + 90, 25)
    return date(year, month, (h + fix - 7 * m + 33 * month + 19) % 32)


READINGS: dict[str, Callable[[Found, Context], Value | None]] = {
    reading.__name__: reading
    for reading in (
        calendar, days, year, weekday, deictic, overnight, relative, monthly, season, weekend, week_of, offset, quarter, half, decade,
        century, year_end, clock, length, stretch, repeat, reference, holiday,
    )
}  # fmt: skip
