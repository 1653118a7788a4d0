"""When an event takes place, as far as the words around its own word say it."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.find.event_sightings import Sighting
from onrecord.find.event_slots import holder
from onrecord.find.event_words import event_words
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import Mark

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_MONTHS = frozenset(calendar.month_name[1:])
_WEEK = 7
_LEAP = (2, 29)
# Characters of a clause in which a date is sought.
_LONGEST = 600
_CLAUSES = frozenset(("acl", "relcl"))
_DATED = frozenset(("prep", "npadvmod", "advmod", "tmod", "nmod", "compound", "amod", "poss"))
# A date further behind its preposition belongs to something else in the phrase.
_NEAR = 3
# Tokens after a word in which a date belongs to it if no other clause begins; tuned on readings of official documents.
_SOON = 8
# Verbs above the word of an event in which its own clause is sought.
_FURTHEST = 6
# Deeds of which no noun tells before they are done; a meeting that lies ahead is a plan.
_DONE = frozenset(("ASSAULT", "MOBILIZE", "COERCE", "SANCTION"))
_PRESENT = frozenset(("VB", "VBZ", "VBP"))
_BEHIND = frozenset(("since", "after", "following", "on"))


def when(layers: Layers, found: Sighting, heads: Iterable[int]) -> Mark | None:
    """The date of a mention: what one of the words says that may say it."""
    dates = (_date(layers, head) or _beside(layers, head) for head in heads)
    near = next((mark for mark in dates if mark is not None), None)
    if near is not None and _counted_from(layers, found, near):
        return None
    return near or _on_the_way(layers, found)


def _counted_from(layers: Layers, found: Sighting, mark: Mark) -> bool:
    """True for the day of another one: "the first visit since 2008"; a war or a ban has gone on since its day."""
    before = layers.parse.token_at(mark.start) - 1
    return found.frame.type not in _DONE and before >= 0 and layers.parse.lower[before] == "since"


def set_date(layers: Layers, found: Sighting, mark: Mark) -> None:
    """Returns nothing: gives the mention its date.

    Where a day would lie ahead of what is told as done, that is planned after all, or the day is last week's or year's.
    """
    told = mark.value if isinstance(mark.value, str) else None
    found.date, found.date_value = mark.span, told
    today = layers.provenance.published or layers.document.published or ""
    if found.factuality != "actual":
        if told is not None and found.factuality == "planned":
            found.date_value = _coming(told, layers.text[mark.start : mark.end], today)
        return
    later = told is not None and bool(_DAY.match(today)) and told[: len(today)] > today[: len(told)]
    if _planned(layers, found, mark, later):
        found.factuality = "planned"
    elif told is not None and later:
        found.date_value = _earlier(told, layers.text[mark.start : mark.end], today)


def _planned(layers: Layers, found: Sighting, mark: Mark, later: bool) -> bool:
    """True where the words say of an event told as done that it lies ahead; `later` is a day after the document's.

    Of a noun "the meeting next month" says so, also where nobody knows the day. A later day does with "tomorrow" and
    "next Friday", with a verb in the present ("visits", "holds talks on 12 May"), and of a meeting that no verb holds.
    """
    coming = _opens(layers, mark) in event_words().words["upcoming"]
    if found.noun and coming:
        return True
    if not later:
        return False
    if coming or _opens(layers, mark) == "tomorrow":
        return True
    verb = holder(layers.parse, found.token) if found.noun else found.token
    if verb is not None:
        return layers.parse.tag[verb] in _PRESENT
    return found.frame.type not in _DONE and not _looks_back(layers.parse, found.token)


def _opens(layers: Layers, mark: Mark) -> str:
    """The first word of a date."""
    return layers.parse.lower[layers.parse.token_at(mark.start)]


def _looks_back(parse: Parse, noun: int) -> bool:
    """True for a noun that stands after what follows on it: "since the talks", "building on the visit"."""
    above = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.lower[above] not in _BEHIND:
        return False
    return parse.lower[above] != "on" or parse.lemma[parse.head[above]] in event_words().words["building"]


def _earlier(told: str, words: str, today: str) -> str:
    """The value a week or a year before, for a day that names no year; the value itself for others."""
    if any(word.isdigit() and len(word) == len("2000") for word in words.split()) or not _DAY.match(told):
        return told
    try:
        day, now = (date.fromisoformat(one[:10]) for one in (told, today))
    except ValueError:  # the thirtieth of February
        return told
    if not any(sign.isdigit() for sign in words):
        return (day - timedelta(days=_WEEK)).isoformat() if (day - now).days <= _WEEK and "/" not in told else told
    return told if "/" in told or (day.month, day.day) == _LEAP else f"{day.year - 1}{told[4:]}"


def _coming(told: str, words: str, today: str) -> str:
    """The value a year later, for a month or day without a year that lies behind though the event is to come."""
    named = words.split()
    if not _MONTHS.intersection(named) or any(word.isdigit() and len(word) == len("2000") for word in named):
        return told
    month = _MONTH.fullmatch(told[:7]) if "/" not in told else None
    if month is None or not _DAY.match(today) or told[:7] >= today[:7] or told.endswith("02-29"):
        return told
    return f"{int(told[:4]) + 1}{told[4:]}"


def _on_the_way(layers: Layers, found: Sighting) -> Mark | None:
    """The day on which somebody goes in order to meet somebody: "will return on Friday to welcome the guests"."""
    parse, verb = layers.parse, found.token
    if found.noun or parse.dep[verb] not in ("advcl", "xcomp") or parse.tag[verb] != "VB":
        return None
    above = parse.head[verb]
    return _date(layers, above) if parse.lemma[above] in event_words().words["going"] else None


def in_clause(layers: Layers, token: int, tokens: frozenset[int]) -> Mark | None:
    """The only date in the clause of a word; one at its end only where no other word of events (`tokens`) is there."""
    parse = layers.parse
    verb = _verb_over(parse, token)
    if verb is None:
        return None
    for _ in range(_FURTHEST):
        marks = _own_dates(layers, verb, tokens)
        alone = not any(
            other != token and _verb_over(parse, other) == verb for other in _words_within(parse, verb, tokens)
        )
        if len(marks) == 1:
            return marks[0] if alone or marks[0].start < parse.start[verb] else None
        if marks or parse.dep[verb] != "conj" or parse.tag[parse.head[verb]][:2] != "VB":
            return None
        verb = parse.head[verb]
    return None


def _words_within(parse: Parse, verb: int, tokens: frozenset[int]) -> list[int]:
    """The words of events in the phrase of a verb."""
    first, last = parse.edges[verb]
    return [token for token in range(first, min(last, first + _LONGEST) + 1) if token in tokens]


def _own_dates(layers: Layers, verb: int, tokens: frozenset[int]) -> list[Mark]:
    """The dates in the clause of a verb that stand in the phrase of no event."""
    parse = layers.parse
    around = parse.subtree(verb)
    if around.end - around.start > _LONGEST:
        return []
    found = []
    for mark in layers.within("date", *around):
        root = parse.root_of(mark.start, mark.end) if mark.label != "DURATION" else None
        if root is None or _names_paper(layers, mark):
            continue
        over = next((at for at in parse.ancestors(root) if parse.tag[at][:2] in ("VB", "MD") or at in tokens), None)
        if over == verb:
            found.append(mark)
    return found


def _verb_over(parse: Parse, token: int) -> int | None:
    at = token
    for _ in range(_FURTHEST):
        if parse.tag[at][:2] in ("VB", "MD"):
            return at
        at = parse.head[at]
    return at if parse.tag[at][:2] in ("VB", "MD") else None


def _date(layers: Layers, head: int) -> Mark | None:
    parse = layers.parse
    for kid in parse.children[head]:
        kids = parse.children[kid] if parse.dep[kid] in ("dobj", *_CLAUSES) else (kid,)
        for one in kids:
            if (mark := _direct(layers, one)) is not None:
                return mark
    return None


def _direct(layers: Layers, kid: int) -> Mark | None:
    """The date that a modifier gives."""
    parse = layers.parse
    if parse.dep[kid] not in _DATED:
        return None
    for mark in layers.within("date", *parse.subtree(kid)):
        if mark.label == "DURATION" or (parse.token_at(mark.start) - kid > _NEAR and parse.dep[kid] == "prep"):
            continue
        if not _names_paper(layers, mark):
            return mark
    return None


def _names_paper(layers: Layers, mark: Mark) -> bool:
    """True for the year of "a 1960 treaty", which is when the treaty was made."""
    parse = layers.parse
    root = parse.root_of(mark.start, mark.end)
    if root is None or parse.dep[root] not in ("compound", "nmod", "nummod", "amod"):
        return False
    return parse.lemma[parse.head[root]].lower() in event_words().things["accord"] | event_words().things["paper"]


def _beside(layers: Layers, head: int) -> Mark | None:
    """The date soon after a word, wherever the parse hung it ("our meeting today", "talks in Oslo on Sunday")."""
    parse = layers.parse
    stop = min(parse.sentences[parse.sentence[head]][1], head + _SOON)
    for token in range(head + 1, stop):
        mark = next(
            (mark for mark in layers.within("date", *parse.span(token, token)) if mark.label != "DURATION"), None
        )
        if mark is not None:
            return None if _names_paper(layers, mark) else mark
        if parse.tag[token][:2] in ("VB", "MD", "WD", "WP", "CC") or not parse.word[token][0].isalnum():
            return None
    return None
