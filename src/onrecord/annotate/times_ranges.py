"""Stretches that two times open and close ("from March to June 2025"), as EDTF intervals."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.annotate.times_calendar import bounds
from onrecord.annotate.times_neighbours import Time

_TO = re.compile(r" ?[-‐‑–—] ?| (?:to|through|until|till) (?:the |on |in )?")
_AND = re.compile(r",? and (?:the |on |in )?")
_BETWEEN = re.compile(r"\bbetween (?:the )?\Z", re.IGNORECASE)


class Dated(NamedTuple):
    """Words that have an EDTF value: their span, the TIMEX3 type, the value."""

    start: int
    end: int
    type: str
    edtf: str


def dated(text: str, found: Iterable[Time]) -> Iterator[Dated]:
    """What the times are in EDTF, in text order; the two ends of a range are one interval over both."""
    opening: Time | None = None
    for time in found:
        if not time.value.edtf:
            continue
        if opening and (whole := _interval(text, opening, time)):
            yield whole
            opening = None
            continue
        if opening:
            yield _alone(opening)
        opening = time
    if opening:
        yield _alone(opening)


def _alone(time: Time) -> Dated:
    return Dated(time.start, time.end, time.value.type, time.value.edtf or "")


def _interval(text: str, first: Time, last: Time) -> Dated | None:
    if not _ranges(text, first, last):
        return None
    start, end = first.value.edtf or "", last.value.edtf or ""
    # An interval of intervals, or of approximate times, would say more than the words.
    if any(mark in start + end for mark in "/~") or not _in_order(first, last):
        return None
    return Dated(first.start, last.end, "DATE", f"{start}/{end}")


def _ranges(text: str, first: Time, last: Time) -> bool:
    """True if the words between the times make a range of them; two days running with "and" between them are one."""
    between = text[first.end : last.start]
    if _TO.fullmatch(between):
        return True
    if not _AND.fullmatch(between):
        return False
    if _BETWEEN.search(text, max(0, first.start - 12), first.start):
        return True
    start, end = first.value.period, last.value.period
    if start is None or end is None or not start.unit == end.unit == "day":
        return False
    days = bounds(start), bounds(end)
    return days[0] is not None and days[1] is not None and (days[1][0] - days[0][0]).days == 1


def _in_order(first: Time, last: Time) -> bool:
    if first.value.period is None or last.value.period is None or "TIME" in (first.value.type, last.value.type):
        return False
    start, end = bounds(first.value.period), bounds(last.value.period)
    if start is None or end is None:
        return first.value.period.year is None and last.value.period.year is None
    return start[0] < end[0]
