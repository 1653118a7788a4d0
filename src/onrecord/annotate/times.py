"""Times of a document: TIMEX3 marks (layer `timex`) and their EDTF values (layer `date`).

Types and values follow the TIMEX3 guidelines (Saurí et al., TimeML annotation guidelines 1.2.1) as TimeBank uses them;
EDTF is ISO 8601-2:2019. The grammar is `vocabulary/times.yaml`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from onrecord.annotate.times_calendar import edtf, timex
from onrecord.annotate.times_context import Context, Value
from onrecord.annotate.times_grammar import Found, grammar
from onrecord.annotate.times_readings import READINGS
from onrecord.annotate.times_tense import Outlook, tense
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.records import Mark
from onrecord.text import Span


class Time(NamedTuple):
    """An expression of time: its span, what it stands for, and the rule that read it."""

    start: int
    end: int
    value: Value
    rule: str


def run(layers: Layers) -> Iterable[Item]:
    """The times of the text; in furniture none."""
    spans = [mark.span for mark in layers.layer("block") if mark.label != "furniture"]
    for time in times(layers, spans):
        value = time.value
        yield Mark("timex", time.start, time.end, value.type, value.timex)
        if value.edtf:
            yield Mark("date", time.start, time.end, value.type, value.edtf)


def times(layers: Layers, spans: Iterable[Span]) -> list[Time]:
    """The times in some spans of the text, in text order, none over another."""
    table = grammar().table
    outlook = Outlook(frozenset(table.ahead), frozenset(table.awaited), frozenset(table.onward))
    today, year = published(layers.document.published)
    offset = 0

    def tense_of(found: Found) -> int:
        words = found.words
        start, end = offset + words.starts[found.first], offset + words.ends[found.stop - 1]
        return tense(layers.parse, start, end, outlook)

    context = Context(today, year, tense_of)
    result: list[Time] = []
    for span in spans:
        offset = span.start
        result.extend(
            time._replace(start=time.start + offset, end=time.end + offset)
            for time in _joined(
                layers.text[span.start : span.end], list(_times(layers.text[span.start : span.end], context))
            )
        )
    return result


def published(value: str | None) -> tuple[date | None, int | None]:
    """The day and the year of an EDTF date, each None where it is unknown."""
    match = re.match(r"(\d{4})(?:-(\d\d)-(\d\d))?", value or "")
    if not match:
        return None, None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), int(match[1])
    except (TypeError, ValueError):
        return None, int(match[1]) or None


def _times(text: str, context: Context) -> Iterator[Time]:
    gram = grammar()
    words = gram.lexicon.words(text)
    at = gram.next_start(words, 0)
    while at >= 0:
        after = at + 1
        for found in gram.found(words, at):
            value = READINGS[found.form.rule.reads](found, context)
            if value is not None:
                yield Time(words.starts[at], words.ends[found.stop - 1], value, found.form.rule.name)
                _remember(value, found.form.rule.name, context)
                after = found.stop
                break
        at = gram.next_start(words, after)


def _remember(value: Value, rule: str, context: Context) -> None:
    if value.period and value.type == "DATE":
        context.previous = value.period
        if rule == "quarter" and value.period.unit == "quarter":
            context.quarter = value.period


_BETWEEN = re.compile(r"(?:,? ?(?:on |of )?|, )\Z")


def _joined(text: str, found: list[Time]) -> list[Time]:
    """The times with a clock time and the day beside it made one ("10 p.m. Wednesday")."""
    result: list[Time] = []
    for time in found:
        last = result[-1] if result else None
        if (
            last
            and time.rule != "time of day"
            and last.rule == "time of day"
            and time.value.period
            and time.value.period.unit in ("day", "weekday")
        ):
            between = text[last.end : time.start]
            if _BETWEEN.match(between) and last.value.period:
                period = time.value.period._replace(clock=last.value.period.clock, part="")
                result[-1] = Time(
                    last.start, time.end, Value("TIME", timex(period), edtf(period), period), "time of a day"
                )
                continue
        result.append(time)
    return result


component = Component("times", "1", ("block", "parse"), ("timex", "date"), run)
