"""Times of a document: TIMEX3 marks (layer `timex`) and their EDTF values (layer `date`).

Types and values follow the TIMEX3 guidelines (Saurí et al., TimeML annotation guidelines 1.2.1) as TimeBank uses them;
EDTF is ISO 8601-2:2019. The grammar is `vocabulary/times.yaml`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.annotate.times_context import Context, Value
from onrecord.annotate.times_grammar import Found, Rule, grammar
from onrecord.annotate.times_narrative import is_narrative
from onrecord.annotate.times_neighbours import Time, settled
from onrecord.annotate.times_ranges import dated
from onrecord.annotate.times_readings import READINGS
from onrecord.annotate.times_tense import Outlook, tense
from onrecord.annotate.times_words import Words
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.text import Span

# A time within so many words of the beginning of a paragraph opens it.
OPENING = 6


def run(layers: Layers) -> Iterable[Item]:
    """The times of the text, and its dates, where the two ends of a range are one; in furniture none."""
    spans = [mark.span for mark in layers.layer("block") if mark.label != "furniture"]
    found = times(layers, spans)
    for time in found:
        for end in time.ends():
            yield Mark("timex", end.start, end.end, end.value.type, end.value.timex)
    for date_ in dated(layers.text, found):
        yield Mark("date", *date_)


def times(layers: Layers, spans: Iterable[Span]) -> list[Time]:
    """The times in some spans of the text, in text order, none over another."""
    table = grammar().table
    outlook = Outlook(frozenset(table.ahead), frozenset(table.awaited), frozenset(table.onward))
    today, year = published(layers.document.published or layers.provenance.published)
    offset = 0

    def tense_of(found: Found) -> int:
        return tense(layers.parse, offset + found.with_clock(), offset + found.end, outlook)

    texts = [(span.start, grammar().lexicon.words(layers.text[span.start : span.end])) for span in spans]
    told = is_narrative((words for _, words in texts), layers.parse, year)
    context = Context(today, year, tense_of, told)
    result: list[Time] = []
    for offset, words in texts:
        here = list(_times(words, offset, layers.parse, context))
        result.extend(time.moved(offset) for time in settled(words.text, here, context.published))
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


def _times(words: Words, offset: int, parse: Parse, context: Context) -> Iterator[Time]:
    gram = grammar()
    at = gram.next_start(words, 0)
    while at >= 0:
        after = at + 1
        for found in gram.found(words, at):
            rule = found.form.rule
            if not _fits(rule, parse, Span(offset + found.start, offset + found.end), context.told):
                continue
            value = _value(found, context)
            if value is not None:
                dated = found.has("year") or found.has("yearshift")
                yield Time(found.start, found.end, value, rule.name, dated, found.parting())
                context.remember(value, rule.name, at < OPENING)
                after = found.stop
                break
        at = gram.next_start(words, after)


def _value(found: Found, context: Context) -> Value | None:
    try:
        return READINGS[found.form.rule.reads](found, context)
    except (ValueError, OverflowError):
        # The day lies off the calendar: before the year 1 or after 9999.
        return None


def _fits(rule: Rule, parse: Parse, span: Span, told: bool) -> bool:
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
    if told:
        labels.add("TOLD")
    return not labels.intersection(rule.unless) and (not rule.only or not labels.isdisjoint(rule.only))


component = Component("times", "1", ("block", "parse", "provenance"), ("timex", "date"), run)
