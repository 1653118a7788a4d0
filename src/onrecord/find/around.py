"""What is said around a cue set off by commas: "The plan, he said, is ready", "As he noted, the plan is ready"."""

from onrecord.find.extent import own_subject
from onrecord.parse import Parse
from onrecord.text import Span

_SETS_OFF = frozenset((",", "-", "–", "—", "("))
_ENDS = frozenset((",", ".", "-", "–", "—", ")", ";"))
_FARTHEST = 12
_CLAUSES = frozenset(("relcl", "acl", "advcl", "pcomp"))


def around(parse: Parse, verb: int) -> list[Span]:
    """The sentence around a cue and its subject that commas set off; empty where it is not so."""
    subject = own_subject(parse, verb)
    if subject is None or abs(subject - verb) > _FARTHEST:
        return []
    if (
        parse.dep[verb] == "advcl"
        and _bare(parse, verb)
        and any(parse.lower[kid] == "as" for kid in parse.children[verb] if kid < verb)
    ):
        return _beside_as(parse, verb)
    if parse.dep[verb] in ("relcl", "advcl") or (parse.dep[verb] == "conj" and subject > verb):
        return []
    begin, stop = parse.sentences[parse.sentence[verb]]
    first, last = min(parse.edges[subject][0], verb), _end_of_cue(parse, verb, subject)
    if first <= begin or parse.word[first - 1] != "," or last + 1 >= stop or parse.word[last + 1] not in _ENDS:
        return []
    if not any(_is_subject(parse, token) for token in (*range(begin, first), *range(last + 2, stop))):
        return []
    before, after = parse.span(begin, first - 1), last + 2 < stop
    return [before, parse.span(last + 2, stop - 1)] if after else [before]


def closing(parse: Parse, verb: int) -> tuple[Span, int] | None:
    """What "…, the mayor announced Monday." says, and who speaks; the parser took the verb for a participle."""
    head = parse.head[verb]
    if parse.dep[verb] != "acl" or parse.tag[verb] not in ("VBN", "VBD") or parse.dep[head] not in ("appos", "conj"):
        return None
    begin, stop = parse.sentences[parse.sentence[verb]]
    first, last = parse.edges[head][0], parse.edges[verb][1]
    times = all(parse.dep[kid] in ("npadvmod", "prep", "advmod", "punct") for kid in parse.children[verb])
    ends = all(parse.word[token] in _ENDS for token in range(last + 1, stop))
    if not times or not ends or verb - first > _FARTHEST or first <= begin or parse.word[first - 1] != ",":
        return None
    if not any(_is_subject(parse, token) for token in range(begin, first)):
        return None
    return parse.span(begin, first - 1), head


def _bare(parse: Parse, verb: int) -> bool:
    """True for a verb that is followed at most by a person, a time or a place."""
    return all(
        parse.dep[kid] not in ("xcomp", "ccomp", "advcl", "prt", "oprd", "acomp", "conj")
        and (parse.dep[kid] != "dobj" or parse.entity[kid] == "PERSON" or parse.tag[kid] == "PRP")
        for kid in parse.children[verb]
        if kid > verb
    )


def _end_of_cue(parse: Parse, verb: int, subject: int) -> int:
    """The last token of a cue with whom it is said to and when."""
    last = max(subject, verb)
    if subject > verb:
        last = max(last, parse.edges[subject][1])
    for kid in parse.children[verb]:
        end = parse.edges[kid][1]
        near = kid == last + 1 or parse.edges[kid][0] == last + 1
        if near and parse.dep[kid] in ("dobj", "npadvmod", "prep", "advmod", "dative") and end - kid <= _FARTHEST:
            last = end
    return last


def _is_subject(parse: Parse, token: int) -> bool:
    """True for the subject of a verb that is not in a subordinate clause."""
    if parse.dep[token] not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = parse.head[token]
    return parse.tag[verb][:2] in ("VB", "MD") and parse.dep[verb] not in _CLAUSES


def _beside_as(parse: Parse, verb: int) -> list[Span]:
    """The main clause beside "as he said", before or after it."""
    begin, stop = parse.sentences[parse.sentence[verb]]
    first, last = parse.edges[verb]
    while last > verb and parse.word[last] in _ENDS:
        last -= 1
    if parse.lower[first] != "as" or (last >= stop - 2 and first <= begin):
        return []
    if first == begin or parse.lower[first - 1] in ("and", "but"):
        return [parse.span(last + 1, stop - 1)] if parse.word[last + 1] == "," else []
    if parse.word[first - 1] not in _SETS_OFF:
        return []
    before, after = range(begin, first), range(last + 2, stop)
    if after and parse.word[last + 1] in _SETS_OFF and any(_is_subject(parse, token) for token in after):
        whole = any(_is_subject(parse, token) for token in before)
        return [*([parse.span(begin, first - 1)] if whole else []), parse.span(last + 2, stop - 1)]
    return [parse.span(begin, first - 1)]
