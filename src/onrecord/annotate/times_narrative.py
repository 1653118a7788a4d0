"""Narratives: texts that tell the past in order, whose times count from the time last named, not from the text's date.

Which texts are narratives, and in which year they have come to a month. After Strötgen and Gertz, "Multilingual and
cross-domain temporal tagging" (2013), who tell news from narratives, and Mazur and Dale, "WikiWars" (2010).
"""

import re
from collections.abc import Iterable
from functools import cache
from statistics import median

from onrecord.annotate.times_calendar import Period, month_of
from onrecord.annotate.times_context import Context
from onrecord.annotate.times_grammar import grammar
from onrecord.annotate.times_words import Words
from onrecord.parse import Parse

# So many years named, one in so many words; so many verbs in the past for each in the present: tuned on TimeBank train
# and AQUAINT, where no text is a narrative, and half of WikiWars train.
LEAST_YEARS, WORDS_A_YEAR, PAST_OVER_PRESENT = 6, 300, 2.0
# So many years named for each weekday or "yesterday", in a text of times long past and in one of times that are not.
LONG_PAST, YEARS_A_DAY_LONG_PAST, YEARS_A_DAY = 20, 6, 20
# What is long past in a text of an unknown date.
UNKNOWN_DATE = 2000
# A narrative goes forward: so many months back are still in the year it has come to, and more are in the next.
BACK, AHEAD = 8, 10


def is_narrative(texts: Iterable[Words], parse: Parse, published: int | None) -> bool:
    """True for a text that names many years gone by, hardly a day of its own week, and is told in the past tense."""
    dated, near = _patterns()
    size = days = 0
    years: list[int] = []
    for words in texts:
        size += len(words.starts)
        days += len(near.findall(words.letters))
        years += [_year(words, match) for match in dated.finditer(words.letters)]
    if len(years) < max(LEAST_YEARS, size / WORDS_A_YEAR):
        return False
    amid = median(years)
    long_past = amid < (UNKNOWN_DATE if published is None else published) - LONG_PAST
    if len(years) < days * (YEARS_A_DAY_LONG_PAST if long_past else YEARS_A_DAY):
        return False
    if published is not None and amid >= published - 1:
        return False
    tags = parse.tag
    present = tags.count("VBZ") + tags.count("VBP") + tags.count("MD")
    return tags.count("VBD") >= PAST_OVER_PRESENT * present


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Over letters of words: a year where a date or preposition tells it from a number, and a day told from today."""

    def of(*names: str) -> str:
        return "[" + "".join(grammar().lexicon.letters_of(name) for name in names) + "]"

    before = of("in_or_of", "month", "open", "comma", "daynum", "hyphen", "dash", "season", "phase", "approx")
    year = of("year", "oldyear")
    dated = f"(?:^|(?<={before})){year}|{of('digits')}{of('era')}"
    return re.compile(dated), re.compile(of("deictic", "tonight", "weekday", "weekdays", "ago"))


def _year(words: Words, match: re.Match[str]) -> int:
    number = int(words.text[words.starts[match.start()] : words.ends[match.start()]].replace(",", "")[:9])
    return number if match.end() == match.start() + 1 else -number


def told_year(context: Context, month: int) -> int | None:
    """The year in which a narrative has come to a month that it names without one; None before it names any year."""
    previous = context.previous
    if previous is None or previous.year is None:
        return None
    known = month_of(previous)
    if known is None:
        return previous.year
    if month < known - BACK:
        return previous.year + 1
    return previous.year - 1 if month > known + AHEAD else previous.year


def told_day(context: Context, day: int) -> Period:
    """The day of the month that a narrative names by its number alone, as far as it has named the month."""
    previous = context.previous
    if previous is None or month_of(previous) is None:
        return Period("day", context.year, None, day)
    number = month_of(previous) or 0
    year = previous.year or 0
    if previous.unit == "day" and day < (previous.day or 0) - 15:
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return Period("day", year, number, day)
