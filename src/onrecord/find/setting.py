"""To whom, where, when and on which occasion something is said, as far as the cue's own clause says it."""

from typing import NamedTuple

from onrecord.find.drafts import Draft
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.cues import cues

_MARKS = frozenset(('"', "“", "”", "''", "``"))


class Setting(NamedTuple):
    """Spans around a statement; None for what its clause does not say."""

    addressee: Span | None = None
    place: Span | None = None
    date: Span | None = None
    date_value: str | None = None
    occasion: Span | None = None


def setting(layers: Layers, draft: Draft) -> Setting:
    """The setting of a statement with a cue."""
    parse, verb, table = layers.parse, draft.verb, cues(False)
    if draft.rule in ("according to", "nominal", "headline"):
        return Setting()
    addressee: Span | None = _phrase(parse, draft.addressee) if draft.addressee is not None else None
    place = date = occasion = None
    value: str | None = None
    for kid in (*parse.children[verb], *_leading(parse, verb)):
        dep = parse.dep[kid]
        if dep not in ("prep", "npadvmod", "dobj", "dative", "advmod", "advcl", "agent"):
            continue
        span = parse.subtree(kid)
        if draft.overlaps(span) or (dep == "advcl" and parse.lower[parse.edges[kid][0]] not in table.occasional):
            continue
        if dep in ("dobj", "dative") and parse.lemma[verb] in table.addressing and addressee is None:
            addressee = _phrase(parse, kid)
        elif dep in ("prep", "dative") and parse.lower[kid] == "to" and addressee is None and parse.child(kid, "pobj"):
            addressee = span_after(parse, kid)
        if date is None and (mark := next(iter(layers.within("date", *span)), None)):
            date, value = mark.span, mark.value if isinstance(mark.value, str) else None
        if place is None and dep in ("prep", "advcl", "dobj"):
            place = next((m.span for m in layers.within("place", *span) if _located(parse, m.start)), None)
        if occasion is None and dep == "prep" and parse.lower[kid] in table.occasional:
            occasion = _occasion(parse, kid)
    return Setting(addressee, place, date, value, occasion)


def _leading(parse: Parse, verb: int) -> list[int]:
    """What opens the clause of an infinitive cue and tells when and where it is said ("At the summit she is to…")."""
    above = parse.head[verb]
    if parse.tag[verb] != "VB" or parse.dep[verb] not in ("xcomp", "advcl") or parse.tag[above][:2] != "VB":
        return []
    subject = parse.child(above, "nsubj", "nsubjpass")
    return [kid for kid in parse.children[above] if subject is not None and kid < subject]


def _located(parse: Parse, start: int) -> bool:
    before = parse.token_at(start) - 1
    if before > 0 and parse.lower[before] == "the":
        before -= 1
    return before >= 0 and parse.lower[before] in ("in", "at", "from")


def _phrase(parse: Parse, head: int) -> Span:
    first, last = parse.edges[head]
    for kid in parse.children[head]:
        if kid > head and parse.dep[kid] in ("relcl", "acl", "advcl", "prep", "punct"):
            last = min(last, parse.edges[kid][0] - 1)
    last = max(last, head)
    opened = sum(parse.word[token] in _MARKS for token in range(first, last + 1)) % 2
    closes = opened and last + 1 < len(parse) and parse.word[last + 1] in _MARKS
    return parse.span(first, last + closes)


def span_after(parse: Parse, preposition: int) -> Span | None:
    """The noun phrase of a preposition."""
    head = parse.child(preposition, "pobj")
    return _phrase(parse, head) if head is not None else None


def _occasion(parse: Parse, preposition: int) -> Span | None:
    head = parse.child(preposition, "pobj")
    if head is None or parse.lemma[head] not in cues(False).occasions:
        return None
    first, last = parse.edges[head]
    for kid in parse.children[head]:
        if (kid > head and parse.dep[kid] == "prep" and parse.lower[kid] not in ("with", "of", "between")) or (
            kid > head and parse.dep[kid] in ("relcl", "acl", "advcl", "punct")
        ):
            last = min(last, parse.edges[kid][0] - 1)
    return parse.span(first, max(last, head))
