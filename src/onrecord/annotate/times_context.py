"""What a time is read against, and what comes of reading it."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from onrecord.annotate.times_calendar import Period, bounds
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_notation import edtf, timex


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
    if edges == ["end"] and value.period.unit in ("year", "quarter", "half"):
        limits = bounds(value.period)
        return value._replace(edtf=f"{limits[1]:%Y-%m}") if limits else value
    return value
