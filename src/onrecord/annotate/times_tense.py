"""Whether the clause around a time looks back or ahead, by the parse."""

from onrecord.parse import Parse

_PAST_TAGS = ("VBD",)
_AHEAD_AUXILIARIES = frozenset(("will", "'ll", "’ll", "wo", "shall"))


def tense(parse: Parse, start: int, end: int, ahead: frozenset[str]) -> int:
    """-1 if the nearest verb above the span is past, 1 if it looks ahead, 0 if the parse does not say.

    `ahead` are lemmas of verbs whose infinitive complement lies ahead ("plan to meet on Friday").
    """
    inside = parse.tokens(start, end)
    if not len(inside):
        return 0
    token = parse.root_of(start, end)
    at = inside[0] if token is None else token
    for _ in range(12):
        if parse.tag[at].startswith("VB") or parse.tag[at] == "MD":
            found = _of_verb(parse, at, ahead)
            if found:
                return found
        if parse.head[at] == at:
            return 0
        at = parse.head[at]
    return 0


def _of_verb(parse: Parse, verb: int, ahead: frozenset[str]) -> int:
    tag = parse.tag[verb]
    helpers = [kid for kid in parse.children[verb] if parse.dep[kid] in ("aux", "auxpass") and kid < verb]
    lowers = {parse.lower[kid] for kid in helpers}
    if lowers & _AHEAD_AUXILIARIES:
        return 1
    if tag == "VBD" or lowers & {"did", "had", "was", "were", "have", "has", "having"}:
        if parse.lemma[verb] in ahead and lowers & {"is", "are", "was", "were"}:
            return 1
        return -1
    if tag == "VBN":
        if parse.lemma[verb] in ahead:
            return 1
        return 1 if "be" in lowers and "to" in lowers else -1 if not lowers else 0
    if tag == "VB" and "to" in lowers:
        head = parse.head[verb]
        if head != verb and parse.lemma[head] in ahead:
            return 1
        return 0
    return 0
