"""What a cue says was said: the spans of its complement."""

from collections.abc import Iterator

from onrecord.find.around import around, closing
from onrecord.find.drafts import Draft
from onrecord.find.extent import before_cue, own_subject, trailing
from onrecord.find.objects import of_nouns
from onrecord.find.spans import drafted, onward
from onrecord.find.spans import trimmed as trimmed
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues

# Tokens behind a cue among which the clause that it introduces must begin.
_FARTHEST = 14
_OBJECTS = ("dobj", "oprd", "ccomp", "xcomp")
_MARKS = frozenset(('"', "“", "”", "''", "``", "'", "’", "‘"))


def drafts_of(parse: Parse, verb: int, cues: Cues) -> Iterator[Draft]:
    """The statements that the parse shows a verb to carry: none or one."""
    takes = cues.verbs.get(parse.lemma[verb], frozenset())
    clause = _clause(parse, verb, takes, cues)
    if clause is not None:
        yield _of_clause(parse, verb, clause, cues)
        return
    if "naming" in takes:
        named = _named(parse, verb)
        if named:
            yield drafted(parse, verb, [named], "naming")
            return
    for kid in parse.children[verb]:
        if kid > verb and _to_do(parse, verb, kid, cues):
            addressee = parse.child(verb, "dobj")
            if "others" in takes and addressee is not None:
                yield _directed(parse, verb, addressee, kid, cues)
                return
            if ("infinitive" in takes and _infinitive(parse, kid)) or ("gerund" in takes and parse.tag[kid] == "VBG"):
                yield drafted(parse, verb, [onward(parse, verb, kid, cues)], "undertaking")
                return
    made = list(of_nouns(parse, verb, takes, cues))
    later = _later_clause(parse, verb, cues) if "clause" in takes and "quote" in takes else None
    if later is not None and (not made or made[0].rule == "reported object"):
        made = [drafted(parse, verb, [later], "clause")]
    if not made and "clause" in takes and (spans := around(parse, verb)):
        made = [drafted(parse, verb, spans, "parenthesis")]
    if not made and "clause" in takes and (said := closing(parse, verb)):
        made = [drafted(parse, verb, [said[0]], "parenthesis")]
        made[0].subject = said[1]
    yield from made


def _to_do(parse: Parse, verb: int, kid: int, cues: Cues) -> bool:
    """True for what the speaker or another is to do; an infinitive right behind the cue is never a mere purpose."""
    if parse.dep[kid] == "xcomp":
        return True
    first = parse.edges[kid][0]
    if parse.dep[kid] not in ("advcl", "ccomp") or parse.tag[kid] != "VB" or parse.lower[first] != "to":
        return False
    between = [one for one in parse.children[verb] if verb < one < first]
    own = cues.prepositions.get(parse.lemma[verb], frozenset())
    return all(
        parse.dep[one] in ("prep", "npadvmod", "advmod", "dative") and parse.lower[one] not in own for one in between
    )


def _infinitive(parse: Parse, verb: int) -> bool:
    """True for "to leave" and "to have left"."""
    return parse.tag[verb] == "VB" or (parse.tag[verb] == "VBN" and parse.tag[parse.edges[verb][0]] == "TO")


def _directed(parse: Parse, verb: int, addressee: int, task: int, cues: Cues) -> Draft:
    """The statement of "urged Seoul to pay"; a wide reading counts the person among what is said."""
    said = onward(parse, verb, task, cues)
    if cues.wide and parse.edges[addressee][0] > verb:
        said = Span(parse.start[parse.edges[addressee][0]], said.end)
    draft = drafted(parse, verb, [said], "directing")
    draft.addressee = addressee
    return draft


def _relative(parse: Parse, word: int, clause: int) -> bool:
    """True for the "that" of "the weight that he places on it"."""
    return parse.dep[clause] == "relcl" and parse.dep[word] in ("dobj", "pobj", "nsubj", "nsubjpass")


def _later_clause(parse: Parse, verb: int, cues: Cues) -> Span | None:
    """The clause that the parser did not see as what is said ("told them at the time that it was", "insisted it…")."""
    last = parse.edges[verb][1]
    for token in range(verb + 1, min(last, verb + _FARTHEST)):
        if parse.lower[token] == "that" and parse.tag[token] in ("IN", "WDT") and token > verb + 1:
            clause = parse.head[token]
            if _relative(parse, token, clause) and parse.lemma[verb] not in cues.addressing:
                break
            subject = own_subject(parse, clause)
            if subject is not None and subject > token and parse.tag[clause][:2] in ("VB", "MD"):
                return parse.span(token + 1, last)
        if parse.tag[token] == "MD" or parse.word[token] in (",", ";", ":", '"', "“"):
            break
    thing = parse.child(verb, "dobj")
    if thing is None or parse.edges[thing][0] != verb + 1 or parse.edges[thing][1] >= last:
        return None
    modal = parse.edges[thing][1] + 1
    if parse.tag[modal] == "MD" and parse.head[modal] in parse.children[verb]:
        return parse.span(verb + 1, last)
    return None


def _clause(parse: Parse, verb: int, takes: frozenset[str], cues: Cues) -> int | None:
    if not takes & {"clause", "others", "quote"}:
        return None
    for kid in parse.children[verb]:
        if (parse.dep[kid] == "ccomp" or _clause_about(parse, kid)) and kid != verb:
            infinitive = parse.tag[kid] == "VB" and any(
                parse.tag[k] == "TO" and parse.dep[k] == "aux" for k in parse.children[kid]
            )
            if infinitive and "others" not in takes and kid > verb and "infinitive" not in takes:
                continue
            if kid > verb and "naming" in takes and (thing := parse.child(verb, "dobj")) is not None and thing < kid:
                continue
            if kid < verb and _closed_between(parse, verb, kid, parse.lemma[verb] not in cues.addressing):
                continue
            if "clause" in takes or infinitive or kid < verb:
                return kid
    return None


def _clause_about(parse: Parse, kid: int) -> bool:
    """True for the finite verb of "who critics say turned", which the parser labels as an infinitive."""
    return parse.dep[kid] == "xcomp" and parse.tag[kid] in ("VBD", "VBZ", "VBP") and own_subject(parse, kid) is None


def _closed_between(parse: Parse, verb: int, clause: int, addressing: bool) -> bool:
    """True if a clause before a cue is not what is said, for the cue has words of its own behind it."""
    own = next((k for k in parse.children[verb] if k > verb and parse.dep[k] in ("dobj", "xcomp", "ccomp")), None)
    if own is None or parse.word[parse.edges[clause][1]] in _MARKS or parse.word[verb - 1] in _MARKS:
        return False
    semicolons = any(parse.word[token] == ";" for token in range(parse.edges[clause][1], verb))
    return semicolons or (parse.dep[own] != "dobj") or (addressing and parse.tag[own] not in ("PRP", "NNS", "NNP"))


def _named(parse: Parse, verb: int) -> Span | None:
    """What is called what: from the object to the end of what it is called."""
    last = -1
    first = None
    asked = next((k for k in parse.children[verb] if k < verb and parse.tag[k] in ("WP", "WDT")), None)
    if asked is not None and parse.dep[asked] in ("dobj", "pobj", "nsubj"):
        told = next(
            (k for k in parse.children[verb] if k > verb and parse.dep[k] == "prep" and parse.lower[k] == "as"), None
        )
        if told is not None and parse.edges[told][1] > told:
            return parse.span(told + 1, parse.edges[told][1])
    if parse.tag[verb] == "VBN" and parse.dep[verb] in ("acl", "relcl") and parse.child(verb, "agent") is None:
        return None
    for kid in parse.children[verb]:
        dep = parse.dep[kid]
        if kid < verb:
            continue
        if dep == "dobj":
            first = parse.edges[kid][0]
        elif (dep in ("oprd", "ccomp", "xcomp") and parse.tag[kid] != "VB") or (
            dep == "prep" and parse.lower[kid] == "as"
        ):
            last = max(last, parse.edges[kid][1])
            if first is None and dep in ("ccomp", "oprd"):
                first = parse.edges[kid][0]
    if first is None or last < 0 or (parse.lemma[verb] == "call" and (last == first or _rung(parse, verb, asked))):
        return None
    return parse.span(first, last) if last >= first else None


def _rung(parse: Parse, verb: int, asked: int | None) -> bool:
    """True for "called President Lind on Tuesday": a name stands behind the verb and nothing that it is called."""
    behind = [kid for kid in parse.children[verb] if kid > verb and parse.dep[kid] in _OBJECTS]
    return asked is None and len(behind) == 1 and parse.dep[behind[0]] != "ccomp" and parse.tag[behind[0]] == "NNP"


def _of_clause(parse: Parse, verb: int, clause: int, cues: Cues) -> Draft:
    first, last = parse.edges[clause]
    pieces: list[Span] = []
    if clause < verb:
        # The complement stands before its cue, or around it: the cue's own words are cut out.
        own = [
            kid
            for kid in parse.children[verb]
            if parse.dep[kid] in ("nsubj", "nsubjpass", "aux", "auxpass", "prt", "advmod")
        ]
        gap_first = min([verb, *(parse.edges[k][0] for k in own if parse.edges[k][0] > clause)])
        gap_last = max([verb, *(parse.edges[k][1] for k in own if k > verb)])
        begin = _sentence_part(parse, first, verb)
        pieces.append(parse.span(begin, max(begin, gap_first - 1)))
        if last > gap_last:
            pieces.append(parse.span(gap_last + 1, last))
    else:
        first = _opening(parse, verb, clause, max(first, verb + 1), cues)
        cut = before_cue(parse, verb, clause, last, cues)
        last = cut if cut < last else trailing(parse, verb, clause, last)
        marker = parse.child(clause, "mark")
        if (marker is not None and marker == first and parse.lower[marker] == "that") or (
            parse.lower[first] == "that" and parse.tag[first] == "IN" and first < last
        ):
            first += 1
        pieces.append(parse.span(min(first, last), last))
    return drafted(parse, verb, pieces, "clause")


def _opening(parse: Parse, verb: int, clause: int, first: int, cues: Cues) -> int:
    """The first token of a clause said; its subject, where the parser took that for the cue's object."""
    relative = parse.lower[first] == "that" and parse.tag[first] == "WDT" and parse.dep[first] in ("dobj", "pobj")
    if (relative or own_subject(parse, clause) is None) and parse.lemma[verb] not in cues.addressing:
        for taken in parse.children[verb]:
            named = parse.dep[taken] in ("dobj", "nsubj", "csubj") or (
                parse.dep[taken] == "xcomp" and parse.tag[taken] == "VBG"
            )
            if named and verb < taken < first and parse.edges[taken][1] == first - 1:
                return max(parse.edges[taken][0], verb + 1)
    return first


def _sentence_part(parse: Parse, first: int, verb: int) -> int:
    """The first token of a complement that opens its sentence: what stands before it belongs to it."""
    start = parse.sentences[parse.sentence[verb]][0]
    return start if parse.head[verb] == verb or first - start <= 1 else first
