"""Times of a document: TIMEX3 marks (layer `timex`) and their EDTF values (layer `date`).

Types and values follow the TIMEX3 guidelines (Saurí et al., TimeML annotation guidelines 1.2.1) as TimeBank uses them;
EDTF is ISO 8601-2:2019. The grammar is `vocabulary/times.yaml`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.annotate.times_context import Context, Value
from onrecord.annotate.times_grammar import Found, Rule, grammar
from onrecord.annotate.times_neighbours import Time, settled
from onrecord.annotate.times_ranges import dated
from onrecord.annotate.times_readings import READINGS
from onrecord.annotate.times_tense import Outlook, tense
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.text import Span


def run(layers: Layers) -> Iterable[Item]:
    """The times of the text, and its dates, where the two ends of a range are one; in furniture none."""
    spans = [mark.span for mark in layers.layer("block") if mark.label != "furniture"]
    found = times(layers, spans)
    for time in found:
        yield Mark("timex", time.start, time.end, time.value.type, time.value.timex)
    for date_ in dated(layers.text, found):
        yield Mark("date", *date_)


def times(layers: Layers, spans: Iterable[Span]) -> list[Time]:
    """The times in some spans of the text, in text order, none over another."""
    table = grammar().table
    outlook = Outlook(frozenset(table.ahead), frozenset(table.awaited), frozenset(table.onward))
    today, year = published(layers.document.published or layers.provenance.published)
    offset = 0

    def tense_of(found: Found) -> int:
        return tense(layers.parse, offset + found.start, offset + found.end, outlook)

    context = Context(today, year, tense_of)
    result: list[Time] = []
    for span in spans:
        offset = span.start
        text = layers.text[span.start : span.end]
        result.extend(time.moved(offset) for time in settled(text, list(_times(text, offset, layers.parse, context))))
    return result


def published(value: str | None) -> tuple[date | None, int | None]:
    """The day and the year of an EDTF date, each None where it is unknown."""
    match = re.match(r"(\d{4})(?:-(\d\d)-(\d\d)|-|\Z)", value or "")
    if not match:
        return None, None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), int(match[1])
    except (TypeError, ValueError):
        return None, int(match[1]) or None


def _times(text: str, offset: int, parse: Parse, context: Context) -> Iterator[Time]:
    gram = grammar()
    words = gram.lexicon.words(text)
    at = gram.next_start(words, 0)
    while at >= 0:
        after = at + 1
        for found in gram.found(words, at):
            rule = found.form.rule
            if not _fits(rule, parse, Span(offset + found.start, offset + found.end)):
                continue
            value = _value(found, context)
            if value is not None:
                yield Time(found.start, found.end, value, rule.name, found.has("year") or found.has("yearshift"))
                _remember(value, rule.name, context)
                after = found.stop
                break
        at = gram.next_start(words, after)


def _value(found: Found, context: Context) -> Value | None:
    try:
        return READINGS[found.form.rule.reads](found, context)
    except (ValueError, OverflowError):
        # The day lies off the calendar: before the year 1 or after 9999.
        return None


def _fits(rule: Rule, parse: Parse, span: Span) -> bool:
    """True if the recogniser of names and the tagger took the words for nothing that the rule rules out."""
    if not rule.only and not rule.unless:
        return True
    tokens = parse.tokens(*span)
    labels = {parse.entity[token] for token in tokens}
    labels.update(parse.tag[token] for token in tokens)
    after = parse.tag[tokens.stop] if tokens.stop < len(parse) else ""
    if after == "NNS" and not labels.isdisjoint(("CARDINAL", "RB")):
        # "Some 2000 soldiers": the number counts the noun behind it.
        labels.add("COUNT")
    if after.startswith(("NN", "JJ", "CD", "HYPH")):
        labels.add("OPEN")
    return not labels.intersection(rule.unless) and (not rule.only or not labels.isdisjoint(rule.only))


def _remember(value: Value, rule: str, context: Context) -> None:
    if value.period and value.type == "DATE":
        context.previous = value.period
        if rule == "quarter" and value.period.unit == "quarter":
            context.quarter = value.period


component = Component("times", "1", ("block", "parse", "provenance"), ("timex", "date"), run)
