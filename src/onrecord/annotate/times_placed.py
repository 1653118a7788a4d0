"""Readings of times that are placed by today or by the time last named."""

from datetime import timedelta

from onrecord.annotate.times_amount import amount
from onrecord.annotate.times_calendar import Period, away, bounds, enclosing, moved, of_day
from onrecord.annotate.times_context import Context, Value, led, named
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_named import calendar
from onrecord.annotate.times_notation import counted, interval, timex
from onrecord.annotate.times_tense import BEHIND


def deictic(found: Found, context: Context) -> Value | None:
    """Today, yesterday, tomorrow, tonight, this morning, last night."""
    part = str(found.value("part") or found.form.rule.value)
    shift = found.whole("deictic") or 0
    if found.has("relation"):
        shift = found.whole("relation") or 0
    shift += found.whole("step") or 0
    if found.has("night"):
        part = "NI"
    if context.published is None:
        value = f"XXXX-XX-XX{'T' + part if part else ''}"
        return Value("TIME" if part else "DATE", value)
    return named(of_day(context.published + timedelta(shift))._replace(part=part))


def overnight(_: Found, context: Context) -> Value | None:
    """The night that ended today."""
    today = context.day()
    if today is None:
        return Value("TIME", "XXXX-XX-XXTNI")
    before = of_day(today - timedelta(1))
    return Value("TIME", timex(before._replace(part="NI")), interval(before, of_day(today)), before)


def next_part(found: Found, context: Context) -> Value | None:
    """The next morning, that evening: a part of the day after, or of the day of, the time last named."""
    part, base = str(found.value("part")), context.base("day")
    if base is None:
        return Value("TIME", f"XXXX-XX-XXT{part}")
    return named(of_day(base + timedelta(found.whole("relation") or 0))._replace(part=part))


def relative(found: Found, context: Context) -> Value | None:
    """This, last or next year, month, week…; "the following day" counts from the time last named.

    "The past year" is in EDTF the year up to today.
    """
    unit, shift = str(found.value("calendar")), found.whole("relation") or 0
    # "The next day" is not tomorrow.
    anaphoric = bool(found.of("relation", "anaphoric")) or (unit == "day" and shift > 0)
    # Nor is "the next year" next year, in what is told of the past.
    anaphoric = anaphoric or (shift > 0 and found.has("the") and context.tense(found) == BEHIND)
    today = context.base(unit) if anaphoric else context.today
    if unit == "quarter" and anaphoric and context.quarter:
        return named(moved(context.quarter, shift))
    if unit == "quarter" and not found.has("relation") and not found.has("lead") and (known := context.last_quarter()):
        return named(known)
    if today is None:
        if not anaphoric and unit == "year" and context.year is not None:
            return led(found, named(Period("year", context.year + shift)))
        return Value("DATE", _UNKNOWN.get(unit, "XXXX-XX-XX"))
    period = moved(enclosing(today, unit), shift)
    value = led(found, named(period))
    letter = {"year": "Y", "month": "M", "week": "W", "decade": "E", "century": "C"}.get(unit)
    reaching = found.of("relation", "reaching") or (unit == "decade" and shift)
    if unit == "week" and shift == 0 and found.of("lead", "phase") == ["before"] and (edges := bounds(period)):
        value = value._replace(edtf=interval(of_day(edges[0]), of_day(today)))  # "earlier this week" ends today
    if letter and reaching and not found.has("lead"):
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


def weekend(found: Found, context: Context) -> Value | None:
    """The weekend before or after today."""
    today = context.day()
    if today is None:
        return Value("DATE", "XXXX-WXX-WE")
    shift = found.whole("relation")
    this = enclosing(today, "weekend")
    if shift is None:
        shift = -1 if not context.told and context.tense(found) <= 0 and today.isoweekday() < 6 else 0
    return named(moved(this, shift))


def week_of(found: Found, context: Context) -> Value | None:
    """The week of a day."""
    value = calendar(found, context)
    if value is None or value.period is None:
        return None
    edges = bounds(value.period)
    return named(enclosing(edges[0], "week")) if edges else Value("DATE", "XXXX-WXX")


def offset(found: Found, context: Context) -> Value | None:
    """So many years, months, weeks or days ago, earlier or later, as precise as the unit."""
    unit = str(found.value("unit") or found.value("singular") or found.value("plural"))
    direction = found.whole("direction") or 0
    count = amount(found, "count") if found.has("count") else 1.0 if found.has("a") else None
    now = found.form.rule.value == "now"
    if count is None:
        return Value("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    if unit == "Y" and count == 1 and context.quarter and direction < 0 and not found.has("half"):
        return named(moved(context.last_quarter() or context.quarter, -4))
    today = context.published if now else context.base()
    if found.has("half"):
        count += 0.5
    if today is None:
        return Value("DATE", f"XXXX{_REST.get(unit, '-XX-XX')}")
    period = away(today, unit, direction * count)
    if not now and period and context.previous and (edges := bounds(context.previous)):
        # Four days after some day of October are some day.
        latest = away(edges[1], unit, direction * count)
        if latest != period:
            year = f"{period.year:04d}" if latest and latest.year == period.year else "XXXX"
            return Value("DATE", f"{year}{_REST.get(unit, '-XX-XX')}")
    return named(period) if period else Value("TIME", "PAST_REF" if direction < 0 else "FUTURE_REF")


_REST = {"Y": "", "M": "-XX", "W": "-WXX"}
