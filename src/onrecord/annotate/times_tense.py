"""Whether the clause around a time looks back or ahead, by the parse."""

from typing import NamedTuple

from onrecord.parse import Parse

# What the clause says of the time: it lies behind, nothing, it may lie ahead, it lies ahead.
BEHIND, UNSAID, OPEN, AHEAD = -1, 0, 1, 2

_WILL = frozenset(("will", "'ll", "’ll", "wo", "shall"))
_MODALS = frozenset(("would", "could", "should", "must", "may", "might", "can", "ca", "'d", "’d"))
_BEFORE_NOW = frozenset(("did", "had", "was", "were", "have", "has", "'ve", "’ve", "having"))
_BE = frozenset(("am", "is", "are", "'s", "’s", "'re", "’re", "was", "were", "be", "been"))
_HIGHEST = 12


class Outlook(NamedTuple):
    """Words that look ahead: `heads` of what lies ahead ("plan to meet on Friday"), participles of what is `awaited`
    ("is scheduled for Friday"), and words `onward` that open what is to come ("until Friday").
    """

    heads: frozenset[str]
    awaited: frozenset[str]
    onward: frozenset[str]


def tense(parse: Parse, start: int, end: int, outlook: Outlook) -> int:
    """BEHIND, UNSAID, OPEN or AHEAD, by the nearest verb above the span.

    Above a noun, a verb that only may look ahead says nothing, nor does one that looks ahead above another verb.
    """
    inside = parse.tokens(start, end)
    if not len(inside):
        return UNSAID
    before = inside[0] - 1
    if before > 0 and parse.lower[before] == "after":
        before -= 1
    root = parse.root_of(start, end)
    at = inside[0] if root is None else root
    if before >= 0 and parse.lower[before] in outlook.onward:
        return BEHIND if _pluperfect(parse, at) else OPEN
    noun = bare = False
    for _ in range(_HIGHEST):
        if parse.lower[at] == "since" and at not in inside:
            return BEHIND
        if parse.tag[at].startswith("VB"):
            found = _of_verb(parse, at, outlook)
            if found is not None:
                if found == AHEAD and noun and _foretold(parse, at, inside[0]):
                    return UNSAID
                return UNSAID if (noun and found == OPEN) or (bare and found == AHEAD) else found
            bare = noun
        noun = noun or (at not in inside and parse.tag[at].startswith("NN"))
        if parse.head[at] == at:
            return UNSAID
        at = parse.head[at]
    return UNSAID


def _foretold(parse: Parse, verb: int, token: int) -> bool:
    """True for what a deed will bring, as somebody said: "He said the meeting on Sunday would not, or will, help"."""
    above = parse.head[verb]
    if parse.dep[verb] != "ccomp" or parse.tag[above] != "VBD" or parse.lower[verb] in _BE:
        return False
    subject = next((kid for kid in parse.children[verb] if parse.dep[kid] == "nsubj"), None)
    return subject is not None and parse.edges[subject][0] <= token <= parse.edges[subject][1]


def _pluperfect(parse: Parse, at: int) -> bool:
    """True if the nearest verb at or above the token stands with "had"."""
    for _ in range(_HIGHEST):
        if parse.tag[at].startswith("VB"):
            return any(parse.lower[kid] == "had" for kid in parse.auxiliaries(at))
        if parse.head[at] == at:
            return False
        at = parse.head[at]
    return False


def _of_infinitive(parse: Parse, verb: int, outlook: Outlook) -> int | None:
    head = parse.head[verb]
    if head == verb:
        return OPEN
    if parse.lemma[head] in outlook.heads or parse.lower[head] in _BE:
        return BEHIND if _pluperfect(parse, head) else AHEAD
    return None if parse.dep[verb] in ("xcomp", "advcl", "acl", "relcl") else OPEN


def _of_verb(parse: Parse, verb: int, outlook: Outlook) -> int | None:
    """What a verb with its auxiliaries says; None if the verb above it decides."""
    tag, lemma = parse.tag[verb], parse.lemma[verb]
    helpers = {parse.lower[kid] for kid in parse.children[verb] if kid < verb and parse.dep[kid] in ("aux", "auxpass")}
    if helpers & _WILL:
        return AHEAD
    if helpers & _MODALS:
        return BEHIND if "have" in helpers else OPEN
    if "to" in helpers:
        return _of_infinitive(parse, verb, outlook)
    if tag == "VBN" and lemma in outlook.awaited and "had" not in helpers:
        return AHEAD if helpers & _BE else OPEN
    if tag == "VBD" or helpers & _BEFORE_NOW:
        return BEHIND
    if tag in ("VBZ", "VBP") or (tag in ("VBG", "VBN") and helpers & _BE):
        return OPEN
    return BEHIND if tag == "VBN" else None
