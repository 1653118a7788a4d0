"""The readings that the rules of the vocabulary of times name in `reads`."""

from collections.abc import Callable

from onrecord.annotate.times_context import Context, Value
from onrecord.annotate.times_feasts import holiday
from onrecord.annotate.times_grammar import Found
from onrecord.annotate.times_lengths import ahead, clock, length, reference, repeat, stretch
from onrecord.annotate.times_named import (
    calendar,
    days,
    monthday,
    monthly,
    nth_week,
    nth_weekday,
    numeric,
    season,
    weekday,
)
from onrecord.annotate.times_parts import century, decade, era, half, half_month, quarter, year_end
from onrecord.annotate.times_placed import deictic, next_part, offset, overnight, relative, week_of, weekend
from onrecord.annotate.times_years import year

READINGS: dict[str, Callable[[Found, Context], Value | None]] = {
    reading.__name__: reading
    for reading in (
        calendar, monthday, numeric, days, year, weekday, nth_weekday, nth_week, monthly, season,
        deictic, overnight, next_part, relative, weekend, week_of, offset,
        quarter, half, half_month, decade, era, century, year_end,
        clock, length, ahead, stretch, repeat, reference, holiday,
    )
}  # fmt: skip
