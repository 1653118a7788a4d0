"""By when, how much and on what condition something is undertaken, and when the act itself was done."""

import re
from typing import NamedTuple

from onrecord.find.act_amounts import amount
from onrecord.find.act_drafts import Draft
from onrecord.find.suppositions import inverted
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.text import Span

_CONDITIONS = frozenset(("if", "unless", "provided", "should", "once", "pending", "depending"))
_ACCORDING = re.compile(
    r"\b(?:in accordance with|consistent with|in line with|subject to|on (?:the )?condition (?:that|of)|provided that"
    r"|in compliance with|in exchange for|in return for|contingent (?:up)?on|pending|(?:as|so) long as)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"""(?<![\s,.;"”])(?:[\s,.;"”]|(?<=[\s,])(?:and|or|but)\b)*+$""")
# Verbs of clauses beside an act, or of what describes something in it.
_ELSEWHERE = frozenset(("conj", "relcl", "ccomp", "acl", "parataxis"))
_PREPOSED = frozenset(
    ("by", "until", "before", "through", "in", "on", "from", "during", "within", "after", "over", "at")
)


# Nouns of which a time says when they are: they are a time themselves.
_STRETCHES = frozenset((
    "beginning", "close", "course", "end", "eve", "first", "half", "middle", "month", "night", "part", "period",
    "quarter", "remainder", "rest", "span", "start", "turn", "week",
))  # fmt: skip

When = tuple[Span | None, str | None]
_NEVER: When = (None, None)


class Terms(NamedTuple):
    """Spans and values around an act; None for what the text does not say."""

    due: Span | None = None
    due_value: str | None = None
    amount: Span | None = None
    condition: Span | None = None
    date: Span | None = None
    date_value: str | None = None


def terms(layers: Layers, draft: Draft) -> Terms:
    """The terms of an act, looked for in the clause of the trigger and in that of the undertaking."""
    parse = layers.parse
    reach = _reach(parse, draft)
    due, date = _dates(layers, draft, reach)
    return Terms(*due, amount(parse, draft.head), _condition(layers, draft, reach), *date)


def _reach(parse: Parse, draft: Draft) -> Span:
    first, last = parse.edges[draft.token]
    other_first, other_last = parse.edges[draft.head]
    return parse.span(min(first, other_first), max(last, other_last))


def _dates(layers: Layers, draft: Draft, reach: Span) -> tuple[When, When]:
    """By when it is due, and when the act was done: a time beside a trigger in the past dates the act."""
    parse = layers.parse
    due = date = _NEVER
    past = parse.tag[draft.token] in ("VBD", "VBN") and not draft.rule.startswith("modal")
    chain = _chain(parse, draft.head)
    published = layers.provenance.published or ""
    spare = _NEVER
    for mark in layers.within("date", reach.start, reach.end):
        holder = _holder(parse, mark)
        value = mark.value if isinstance(mark.value, str) else None
        onward = _onward(parse, mark)
        today = value == published and mark.end <= parse.start[draft.token]
        if (holder == draft.token and past and not onward) or today:
            date = (mark.span, value) if date is _NEVER else date
        elif (
            draft.kind not in ("complete", "breach")
            and (onward or not _differs(value, published, before=True))
            and not _names_thing(parse, mark)
        ):
            found = (_with_preposition(parse, mark), value)
            if due is _NEVER and (holder == draft.token or holder in chain):
                due = found
            elif spare is _NEVER and _differs(value, published, before=False) and not _aside(parse, mark, draft):
                spare = found
    return (spare if due is _NEVER else due), date


def _onward(parse: Parse, mark: Mark) -> bool:
    """True for the time up to which something is put off: "until Friday", "until after Easter"."""
    before = parse.token_at(mark.start) - 1
    while before >= 0 and parse.lower[before] in ("after", "the", "at", "least"):
        before -= 1
    return before >= 0 and parse.lower[before] in ("until", "till")


def _names_thing(parse: Parse, mark: Mark) -> bool:
    """True for a date that is part of a name ("the 2050 strategy"), or says which thing is meant ("the army of
    tomorrow", "the treaty of 2010"); not in "the course of 2026".
    """
    root = parse.root_of(mark.start, mark.end)
    if root is None or parse.dep[root] in ("compound", "nummod", "amod", "poss"):
        return True
    of = parse.head[root]
    return parse.lower[of] == "of" and parse.dep[of] == "prep" and parse.lemma[parse.head[of]] not in _STRETCHES


def _aside(parse: Parse, mark: Mark, draft: Draft) -> bool:
    """True for a date in a clause that describes something else."""
    at = parse.root_of(mark.start, mark.end)
    while at is not None and at not in (draft.head, draft.token) and parse.head[at] != at:
        if parse.dep[at] == "relcl":
            return True
        at = parse.head[at]
    return False


def _differs(value: str | None, published: str, *, before: bool) -> bool:
    """True for a date that is surely before (or after) the day of publication; unknown parts decide nothing."""
    if not value or not value[:2].isdigit() or not published[:2].isdigit():
        return False
    length = min(len(value.rstrip("X-")), len(published.rstrip("X-")))
    return value[:length] < published[:length] if before else value[:length] > published[:length]


def _chain(parse: Parse, head: int) -> list[int]:
    """The head and the verbs and nouns that hang on it one under another, as far as a deadline may stand from it."""
    found = [head]
    for token in found[:8]:
        found.extend(
            k for k in parse.children[token] if k > token and parse.dep[k] in ("dobj", "xcomp", "prep", "pobj")
        )
    return found


def _holder(parse: Parse, mark: Mark) -> int | None:
    """The verb or noun that a time belongs to."""
    root = parse.root_of(mark.start, mark.end)
    if root is None:
        return None
    head = parse.head[root]
    while parse.dep[head] == "prep" or parse.tag[head] in ("IN", "TO"):
        if parse.head[head] == head:
            return None
        head = parse.head[head]
    return head if head != root else None


def _with_preposition(parse: Parse, mark: Mark) -> Span:
    before = parse.token_at(mark.start) - 1
    if before >= 0 and parse.lower[before] in _PREPOSED:
        return Span(parse.start[before], mark.end)
    return mark.span


def _condition(layers: Layers, draft: Draft, reach: Span) -> Span | None:
    parse = layers.parse
    for token in (draft.head, draft.token):
        for kid in parse.children[token]:
            first = parse.edges[kid][0]
            if parse.dep[kid] == "advcl" and parse.lower[first] in _CONDITIONS:
                return _stripped(parse.subtree(kid), layers.text)
            opens = inverted(parse, kid) if parse.dep[kid] in ("advcl", "ccomp", "conj") else None
            if opens is not None:
                return _stripped(parse.span(opens, parse.edges[kid][1]), layers.text)
    for match in _ACCORDING.finditer(layers.text, *reach):
        token, last = parse.token_at(match.start()), parse.token_at(match.end() - 1)
        if not _own(parse, draft, token):
            continue
        first, above = token, parse.head[token]
        while above != token and parse.edges[above][0] == first and above not in (draft.head, draft.token):
            token, above = above, parse.head[above]
        return _stripped(Span(match.start(), max(parse.subtree(last).end, parse.subtree(token).end)), layers.text)
    return None


def _own(parse: Parse, draft: Draft, token: int) -> bool:
    """True for a word in the clause of the act; not in one beside it, or that describes something in it."""
    own = {draft.token, draft.head, *_between(parse, draft)}
    sentences = {parse.sentence[at] for at in (draft.token, draft.head)}
    if parse.sentence[token] not in sentences:
        return False
    at = token
    while at not in own and parse.head[at] != at:
        at = parse.head[at]
        if at in own or parse.tag[at][:2] != "VB":
            continue
        beside = parse.dep[at] in ("pcomp", "xcomp") and draft.head not in parse.ancestors(at)
        if parse.dep[at] in _ELSEWHERE or beside:
            return False
    return True


def _between(parse: Parse, draft: Draft) -> list[int]:
    """The words above what is undertaken, up to the trigger; not those that it is only coordinated with."""
    found, at = [], draft.head
    while at != draft.token:
        if parse.head[at] == at:
            return []
        if parse.dep[at] != "conj":
            found.append(parse.head[at])
        at = parse.head[at]
    return found


def _stripped(span: Span, text: str) -> Span:
    """The span without marks at its end, and without the "and" of what follows."""
    loose = _LOOSE_END.search(text[span.start : span.end])
    return Span(span.start, span.start + loose.start() if loose else span.end)
