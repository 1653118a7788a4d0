"""What times that stand beside each other say of each other: the day of a clock time, the year of a range."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.annotate.times_calendar import Period, bounds, of_day
from onrecord.annotate.times_context import Value, named
from onrecord.annotate.times_grammar import grammar
from onrecord.annotate.times_notation import edtf, timex

# Between a clock time and its day ("10 p.m. on Wednesday"), also where the time elsewhere comes in ("(0130 GMT)").
_JOINED = re.compile(r"(?:,? ?(?:on |of )?|, )\Z")
_ASIDE = re.compile(r" ?\([^()\n]{1,40}\),? ?(?:on )?\Z| \(\Z|\),? ?(?:on )?\Z")
# Between a day and its clock time ("Wednesday at 10 p.m.").
_AT = re.compile(r",? ?(?:at|around|about|from|by|before|after|until) \Z")
# Between the ends of a range.
_TO = re.compile(r" ?[-‐‑–—] ?| (?:to|through|until|till) ")
# How far before a range stands the verb that makes it none.
_CLAUSE = 40
# Between the ends of a range, and the members of a list.
_RANGE = re.compile(r" ?[-‐‑–—/] ?\Z|,? (?:to|through|until|till|and|or|into) (?:on |in |early |mid-|late )?\Z|, \Z")


class Time(NamedTuple):
    """An expression of time: its span, what it stands for, the rule that read it, and whether it says its year.

    `parting` is, in a range that stands in one expression, where its first end stops and where its last one starts.
    """

    start: int
    end: int
    value: Value
    rule: str
    dated: bool = False
    parting: tuple[int, int] | None = None

    def moved(self, by: int) -> "Time":
        """The time so many characters further on."""
        parting = self.parting and (self.parting[0] + by, self.parting[1] + by)
        return self._replace(start=self.start + by, end=self.end + by, parting=parting)

    def ends(self) -> "tuple[Time, ...]":
        """The two ends of a range that stands in one expression ("3-5 November"), which TIMEX3 marks apart; else it."""
        first, last = self.value.period, self.value.last
        if self.parting is None or first is None or last is None:
            return (self,)
        return (
            Time(self.start, self.parting[0], named(first), self.rule, self.dated),
            Time(self.parting[1], self.end, named(last), self.rule, self.dated),
        )


def settled(text: str, found: list[Time], today: date | None) -> list[Time]:
    """The times of a text, each with what its neighbours and today say of it."""
    return _with_weeks(text, _with_years(text, _with_days(text, found)), today)


def _with_weeks(text: str, found: list[Time], today: date | None) -> list[Time]:
    """The times with ranges of weekdays in order: on a Tuesday "from Monday to Wednesday" is a week ago or to come."""
    result = list(found)
    for at in range(1, len(result)):
        first, last = result[at - 1], result[at]
        days = _day(first), _day(last)
        if today is None or days[0] is None or days[1] is None or days[0] <= days[1] or not _is_week(text, first, last):
            continue
        if days[1] > today:
            result[at] = _a_week_away(last, days[1], 7)
        else:
            result[at - 1] = _a_week_away(first, days[0], -7)
    return result


def _is_week(text: str, first: Time, last: Time) -> bool:
    """True for two weekdays that are the ends of a range."""
    if not first.rule == last.rule == "weekday" or not _TO.fullmatch(text[first.end : last.start]):
        return False
    before = text[max(0, first.start - _CLAUSE) : first.start].lower().split()
    return not set(before).intersection(grammar().table.rescheduled)


def _day(time: Time) -> date | None:
    edges = bounds(time.value.period) if time.value.period else None
    return edges[0] if edges else None


def _a_week_away(time: Time, day: date, by: int) -> Time:
    part = time.value.period.part if time.value.period else ""
    return time._replace(value=named(of_day(day + timedelta(by))._replace(part=part)))


def _with_days(text: str, found: list[Time]) -> list[Time]:
    """The times with clock times on the days beside them, in one where nothing but a preposition parts them."""
    result: list[Time] = []
    for time in reversed(found):
        after = result[-1] if result else None
        between = text[time.end : after.start] if after else ""
        if after and len(between) < 50:
            if _is_clock(time) and _is_day(after) and _JOINED.match(between):
                result[-1] = _on_day(time, after)._replace(end=after.end, rule="time of a day")
                continue
            if _is_clock(time) and _is_day(after) and _ASIDE.match(between):
                time = _on_day(time, after)
            elif _is_clock(after) and _is_day(time) and _AT.match(between):
                result[-1] = _on_day(after, time)
        result.append(time)
    return _elsewhere(text, result[::-1])


def _elsewhere(text: str, found: list[Time]) -> list[Time]:
    """The times with the time elsewhere, in brackets behind the time of a day, on the same day."""
    result = found[:1]
    for time in found[1:]:
        before = result[-1]
        if before.rule == "time of a day" and _is_clock(time) and text[before.end : time.start] == " (":
            time = _on_day(time, before)
        result.append(time)
    return result


def _is_clock(time: Time) -> bool:
    return time.rule == "time of day" and time.value.period is not None


def _is_day(time: Time) -> bool:
    return (
        time.rule not in ("time of day", "time of a day")
        and time.value.period is not None
        and time.value.period.unit in ("day", "weekday")
    )


def _on_day(clock: Time, day: Time) -> Time:
    if clock.value.period is None or day.value.period is None:
        return clock
    period = day.value.period._replace(clock=clock.value.period.clock, part="")
    return clock._replace(value=Value("TIME", timex(period), edtf(period), period), rule="clock on a day")


def _with_years(text: str, found: list[Time]) -> list[Time]:
    """The times with the year of a range or list given to the members that do not say it ("March to June 2025")."""
    result = list(found)
    for at in range(len(result) - 2, -1, -1):
        time, after = result[at], result[at + 1]
        if after.dated and _lacks_year(time) and _RANGE.match(text[time.end : after.start]):
            result[at] = _dated(time, after, -1)
    for at in range(1, len(result)):
        before, time = result[at - 1], result[at]
        if before.dated and _lacks_year(time) and _RANGE.match(text[before.end : time.start]):
            result[at] = _dated(time, before, 1)
    return result


def _lacks_year(time: Time) -> bool:
    period = time.value.period
    return (
        not time.dated
        and time.rule in ("full date", "month", "bare month", "days in a row")
        and period is not None
        and "/" not in (time.value.edtf or "")
    )


def _dated(time: Time, known: Time, over: int) -> Time:
    """The time in the year of its neighbour, or in the one beside it if the range goes over the turn of a year."""
    own, other = time.value.period, known.value.period
    if own is None or other is None or other.year is None or other.unit not in ("day", "month"):
        return time
    turned = (_place(own) > _place(other)) if over < 0 else (_place(own) < _place(other))
    period = own._replace(year=other.year + over * turned)
    if bounds(period) is None:
        return time
    return time._replace(value=Value(time.value.type, timex(period), edtf(period), period), dated=True)


def _place(period: Period) -> tuple[int, int]:
    return period.number or 0, period.day or 0
