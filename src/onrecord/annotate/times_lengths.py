"""Readings of lengths, of repeats and of times of day."""

import re

from onrecord.annotate.times_amount import amount, duration
from onrecord.annotate.times_calendar import Period, away, of_day
from onrecord.annotate.times_context import Context, Value, named
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_notation import counted, edtf
from onrecord.annotate.times_tense import AHEAD, OPEN


def clock(found: Found, context: Context) -> Value | None:
    """A time of day; the day is today unless the caller joins it to another."""
    time = _time_of_day(found)
    if time is None:
        return None
    today = context.day()
    if today is None:
        return Value("TIME", f"XXXX-XX-XXT{time}", None, Period("day", clock=time))
    return named(of_day(today)._replace(clock=time))


def _time_of_day(found: Found) -> str | None:
    if found.of("clocked", "noon"):
        return str(found.of("clocked", "noon")[0])
    match = re.match(r"(\d\d?)(?:[:.]?(\d\d))?", found.text("clocked"))
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


def length(found: Found, _: Context) -> Value | None:
    """How long something lasts; three quarters of something are a share, the minutes of a meeting its record."""
    units = (found.value("unit"), found.value("plural"))
    if found.next() == "of" and ("Q" in units or ("TM" in units and not found.has("count"))):
        return None
    value = duration(found)
    return Value("DURATION", value) if value else None


def stretch(found: Found, context: Context) -> Value | None:
    """The past or coming so many units: a length whose place is known."""
    value = duration(found)
    if value is None:
        return None
    shift, count = found.whole("relation") or 0, amount(found, "count")
    unit = str(found.value("unit"))
    place, today = None, context.day()
    if shift > 0 and count is None and today:
        place = f"{today}/.."
    elif shift and count and today and not found.has("half") and count == int(count) < 10_000:
        place = counted(today, unit, shift * int(count))
    return Value("DURATION", value, place)


def ahead(found: Found, context: Context) -> Value | None:
    """A length that ends ahead ("will meet in two weeks"): EDTF has its end, or from today to its end for "within"."""
    value, count, unit = duration(found), amount(found, "count"), str(found.value("unit"))
    tense = context.tense(found)
    if value is None or context.told or context.today is None or tense < OPEN or not count or count % 1:
        return None
    if found.form.rule.value != "point":
        return Value("DURATION", value, counted(context.today, unit, int(count)))
    period = away(context.today, unit, count) if tense == AHEAD and unit in ("D", "W", "M") else None
    return Value("DURATION", value, edtf(period)) if period else None


def repeat(found: Found, _: Context) -> Value | None:
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


def reference(found: Found, _: Context) -> Value | None:
    """A time that no calendar resolves: PRESENT_REF, PAST_REF, FUTURE_REF."""
    return Value("DATE", found.form.rule.value)
