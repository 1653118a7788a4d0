"""What a time is read against, and what comes of reading it."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from onrecord.annotate.times_calendar import Period, bounds, enclosing, moved
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_notation import edtf, timex

# Periods short enough to be a place in a narrative: what follows "in the 1870s" is not read against that decade.
_PLACES = frozenset(("year", "half", "quarter", "season", "month", "week", "weekend", "day"))
# A narrative does not jump so many years ahead in the middle of a paragraph.
_FAR = 25


class Value(NamedTuple):
    """A time as read: TIMEX3 type and value, EDTF value if EDTF can say it, and the period it names, if one.

    `last` is the period at the other end of a range that stands in one expression ("3-5 November").
    """

    type: str
    timex: str
    edtf: str | None = None
    period: Period | None = None
    last: Period | None = None


class Context:
    """What a time is read against: a day, the time last named, the tense around a span.

    In news the day is that of the document, `published`. In a narrative (`told`) it is the first day of the time last
    named, and unknown before one is named. `today` is that day, or None; `year` its year, which may be known alone.
    `previous` and `quarter` are the period and the quarter last named.
    """

    def __init__(self, published: date | None, year: int | None, tense: Callable[[Found], int], told: bool = False):
        self.published = published
        self.told = told
        self.tense = tense
        self.previous: Period | None = None
        self.quarter: Period | None = None
        self._aside: int | None = None
        self.today = None if told else published
        self.year = None if told else published.year if published else year

    def base(self, unit: str = "") -> date | None:
        """The day that "the next day" and "a year earlier" count from: that of the time last named, else today.

        None if the time last named does not say in which `unit` it lies: there is no next day to "in October".
        """
        edges = bounds(self.previous) if self.previous else None
        if edges is None:
            return self.today
        return edges[0] if not unit or enclosing(edges[0], unit) == enclosing(edges[1], unit) else None

    def day(self) -> date | None:
        """The day that "Monday" and "noon" count from: today; in a narrative None unless a day was named last."""
        return None if self.told and (self.previous is None or self.previous.unit != "day") else self.today

    def last_quarter(self) -> Period | None:
        """The quarter last named, unless it is not over yet; else the last one that is over."""
        edges = bounds(self.quarter) if self.quarter else None
        if self.today is None or (edges and edges[1] < self.today):
            return self.quarter
        return moved(enclosing(self.today, "quarter"), -1)

    def remember(self, value: Value, rule: str, opens: bool) -> None:
        """Returns nothing: what is read next is read after a time of this value; `opens` if it opens a paragraph."""
        if self.told and value.edtf and value.edtf.startswith("-"):
            # Before Christ there is no calendar to count in.
            self.previous = self.today = self.year = None
        if not value.period or value.type == "DURATION":
            return
        if not self.told and (value.type == "DATE" or rule == "full date"):
            self.previous = value.period._replace(part="")
            if rule == "quarter" and value.period.unit == "quarter":
                self.quarter = value.period
        elif self.told:
            self._follow(value.last or value.period, opens)

    def _follow(self, period: Period, opens: bool) -> None:
        edges = bounds(period) if period.unit in _PLACES else None
        if edges and (opens or not self._in_passing(period)):
            self.previous = period._replace(part="", clock="")
            self.today, self.year = edges[0], period.year

    def _in_passing(self, period: Period) -> bool:
        """True for a bare year that is named beside the narrative: "the constitution of 1787" when it is in 1793."""
        known = self.previous.year if self.previous else None
        if known is None or period.year is None or period.unit != "year":
            return False
        if known - 1 <= period.year <= known + _FAR:
            return False
        aside, self._aside = self._aside, period.year
        return aside is None or not aside <= period.year <= aside + _FAR


def named(period: Period) -> Value:
    """The value of a period; a TIME where it has a part of day or a clock time."""
    return Value("TIME" if period.part or period.clock else "DATE", timex(period), edtf(period), period)


def led(found: Found, value: Value) -> Value:
    """The value with what a word before it adds: "about" makes EDTF approximate, "the end of" takes the last part."""
    if not found.has("lead") or value.edtf is None or value.period is None:
        return value
    if found.of("lead", "approx"):
        return value._replace(edtf=value.edtf + "~") if "/" not in value.edtf else value
    edges = found.of("lead", "edge")
    # Fiscal years end when they like.
    if edges == ["end"] and not found.holds("fiscal") and value.period.unit in ("year", "quarter", "half"):
        limits = bounds(value.period)
        return value._replace(edtf=f"{limits[1]:%Y-%m}") if limits else value
    return value
