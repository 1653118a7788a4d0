"""What a cue says was said: the spans of its complement."""

from collections.abc import Iterator

from onrecord.find.around import around
from onrecord.find.cues import Cues
from onrecord.find.drafts import Draft
from onrecord.find.extent import before_cue, own_subject, reach, trailing
from onrecord.parse import Parse
from onrecord.text import Span

_TRIMMED_LEFT = " \t\n,;:.–—-)…"
_TRIMMED_RIGHT = " \t\n,;:–—-(."
# Tokens behind a cue among which the clause that it introduces must begin.
_FARTHEST = 14
_BARE = " \t\n\"“”„«»'‘’`"


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space and punctuation at its edges; None if no letter or digit is left."""
    while start < end and text[start] in _TRIMMED_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIMMED_RIGHT:
        if text[end - 1] == "." and _abbreviates(text, start, end):
            break
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def _abbreviates(text: str, start: int, end: int) -> bool:
    """True if the final point belongs to letters such as "U.S."."""
    return end - start >= 4 and text[end - 3] == "." and text[end - 2].isalpha()


def drafts_of(parse: Parse, verb: int, cues: Cues) -> Iterator[Draft]:
    """The statements that the parse shows a verb to carry: none or one."""
    takes = cues.verbs.get(parse.lemma[verb], frozenset())
    clause = _clause(parse, verb, takes)
    if clause is not None:
        yield _of_clause(parse, verb, clause, cues)
        return
    if "naming" in takes:
        named = _named(parse, verb)
        if named:
            yield _draft(parse, verb, [named], "naming")
            return
    for kid in parse.children[verb]:
        if kid > verb and _to_do(parse, verb, kid):
            addressee = parse.child(verb, "dobj")
            if "others" in takes and addressee is not None:
                yield _directed(parse, verb, addressee, kid, cues)
                return
            if ("infinitive" in takes and _infinitive(parse, kid)) or ("gerund" in takes and parse.tag[kid] == "VBG"):
                yield _draft(parse, verb, [_onward(parse, verb, kid, cues)], "undertaking")
                return
    made = list(_of_nouns(parse, verb, takes, cues))
    later = _later_clause(parse, verb) if "clause" in takes and "quote" in takes else None
    if later is not None and (not made or made[0].rule == "reported object"):
        made = [_draft(parse, verb, [later], "clause")]
    if not made and "clause" in takes and (spans := around(parse, verb)):
        made = [_draft(parse, verb, spans, "parenthesis")]
    yield from made


def _to_do(parse: Parse, verb: int, kid: int) -> bool:
    """True for what the speaker or another is to do; an infinitive right behind the cue is never a mere purpose."""
    if parse.dep[kid] == "xcomp":
        return True
    first = parse.edges[kid][0]
    if parse.dep[kid] not in ("advcl", "ccomp") or parse.tag[kid] != "VB" or parse.lower[first] != "to":
        return False
    between = [one for one in parse.children[verb] if verb < one < first]
    return all(parse.dep[one] in ("prep", "npadvmod", "advmod") for one in between)


def _infinitive(parse: Parse, verb: int) -> bool:
    """True for "to leave" and "to have left"."""
    return parse.tag[verb] == "VB" or (parse.tag[verb] == "VBN" and parse.tag[parse.edges[verb][0]] == "TO")


def _directed(parse: Parse, verb: int, addressee: int, task: int, cues: Cues) -> Draft:
    """The statement of "urged Seoul to pay"; a wide reading counts the person among what is said."""
    said = _onward(parse, verb, task, cues)
    if cues.wide and parse.edges[addressee][0] > verb:
        said = Span(parse.start[parse.edges[addressee][0]], said.end)
    draft = _draft(parse, verb, [said], "directing")
    draft.addressee = addressee
    return draft


def _later_clause(parse: Parse, verb: int) -> Span | None:
    """The clause that the parser did not see as what is said ("told them at the time that it was", "insisted it…")."""
    last = parse.edges[verb][1]
    for token in range(verb + 1, min(last, verb + _FARTHEST)):
        if parse.lower[token] == "that" and parse.tag[token] in ("IN", "WDT") and token > verb + 1:
            clause = parse.head[token]
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


def _of_nouns(parse: Parse, verb: int, takes: frozenset[str], cues: Cues) -> Iterator[Draft]:
    carried = cues.prepositions.get(parse.lemma[verb], frozenset())
    for kid in parse.children[verb]:
        dep = parse.dep[kid]
        if kid > verb and dep in ("prep", "prt", "advmod", "dative") and parse.lower[kid] in carried:
            draft = _of_preposition(parse, verb, kid, cues)
            if draft:
                yield draft
                return
        if kid > verb and dep in ("advcl", "ccomp") and parse.lower[parse.edges[kid][0]] == "for" and "for" in carried:
            mark = parse.edges[kid][0]
            span = parse.span(mark + 1, max(mark + 1, reach(parse, verb, kid, cues)))
            draft = _draft(parse, verb, [span], "reported with a preposition")
            draft.cue = parse.span(verb, mark) if mark == verb + 1 else draft.cue
            yield draft
            return
    if "object" not in takes:
        return
    if parse.child(verb, "auxpass") is not None:
        yield from _of_passive(parse, verb)
        return
    for kid in parse.children[verb]:
        if parse.dep[kid] == "dobj" and kid > verb and parse.tag[kid] not in ("WP", "WDT", "DT"):
            draft = _of_object(parse, verb, kid, cues)
            if draft:
                yield draft
            return


def _of_passive(parse: Parse, verb: int) -> Iterator[Draft]:
    """The statement of "the plan was praised by the minister": its subject is what is said."""
    thing = parse.child(verb, "nsubjpass")
    if thing is None or parse.child(verb, "agent") is None or parse.tag[thing] not in ("NN", "NNS"):
        return
    yield _draft(parse, verb, [parse.subtree(thing)], "passive")


def _of_object(parse: Parse, verb: int, thing: int, cues: Cues) -> Draft | None:
    """The statement of a cue with an object; of "congratulated her on the vote" what she was congratulated on."""
    if parse.lemma[verb] in cues.honouring and not cues.wide:
        for kid in sorted((*parse.children[verb], *parse.children[thing])):
            if kid > thing and parse.dep[kid] == "prep" and parse.lower[kid] in ("on", "for", "upon"):
                last = reach(parse, verb, kid, cues)
                if last > kid:
                    draft = _draft(parse, verb, [parse.span(kid + 1, last)], "reported object")
                    draft.addressee = thing
                    return draft
    if parse.tag[thing] == "PRP":
        return None
    return _draft(parse, verb, [_onward(parse, verb, thing, cues)], "reported object")


def _of_preposition(parse: Parse, verb: int, preposition: int, cues: Cues) -> Draft | None:
    kids = [kid for kid in parse.children[preposition] if kid > preposition]
    if not kids or (not cues.wide and parse.lemma[kids[0]] in cues.words_sought):
        return None
    first = preposition + 1
    last = max(first, reach(parse, verb, preposition, cues))
    draft = _draft(parse, verb, [parse.span(first, last)], "reported with a preposition")
    others = next((k for k in parse.children[verb] if parse.dep[k] in ("xcomp", "advcl") and k > preposition), None)
    if others is not None and parse.lemma[verb] in cues.others and parse.lower[preposition] in ("on", "upon"):
        draft.addressee = kids[0]
        draft.content = [_subtree(parse, others)]
        return draft
    if parse.dep[preposition] == "prt" and parse.lemma[verb] in cues.others:
        return _of_particle(parse, verb, preposition, draft)
    if parse.lower[preposition] in ("on", "upon") and parse.lemma[verb] == "call":
        inner = next(
            (k for k in parse.children[kids[0]] if parse.dep[k] in ("acl", "relcl") and parse.tag[k] == "VB"), None
        )
        if inner is None:
            return None
        draft.addressee = kids[0]
        draft.content = [_subtree(parse, inner)]
        return draft
    draft.cue = parse.span(verb, preposition) if preposition == verb + 1 else draft.cue
    return draft


def _of_particle(parse: Parse, verb: int, particle: int, draft: Draft) -> Draft | None:
    """The statement of "called on all parties to…" where "on" was taken for a particle."""
    addressee = parse.child(particle, "pobj")
    infinitive = next((t for t in range(particle + 1, parse.edges[verb][1] + 1) if parse.lower[t] == "to"), None)
    if addressee is None or infinitive is None or infinitive >= parse.edges[verb][1]:
        return None
    draft.addressee = addressee
    draft.content = [parse.span(infinitive + 1, parse.edges[verb][1])]
    return draft


def _clause(parse: Parse, verb: int, takes: frozenset[str]) -> int | None:
    if not takes & {"clause", "others", "quote"}:
        return None
    for kid in parse.children[verb]:
        if (parse.dep[kid] == "ccomp" or _clause_about(parse, kid)) and kid != verb:
            infinitive = parse.tag[kid] == "VB" and any(
                parse.tag[k] == "TO" and parse.dep[k] == "aux" for k in parse.children[kid]
            )
            if infinitive and "others" not in takes and kid > verb and "infinitive" not in takes:
                continue
            if kid < verb and _closed_between(parse, verb, kid):
                continue
            if "clause" in takes or infinitive or kid < verb:
                return kid
    return None


def _clause_about(parse: Parse, kid: int) -> bool:
    """True for the finite verb of "who critics say turned", which the parser labels as an infinitive."""
    return parse.dep[kid] == "xcomp" and parse.tag[kid] in ("VBD", "VBZ", "VBP") and own_subject(parse, kid) is None


def _closed_between(parse: Parse, verb: int, clause: int) -> bool:
    """True if a semicolon parts a clause from the cue behind it that has words of its own."""
    semicolons = any(parse.word[token] == ";" for token in range(parse.edges[clause][1], verb))
    return semicolons and parse.child(verb, "dobj", "xcomp") is not None


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
    if first is None or last < 0 or (parse.lemma[verb] == "call" and last == first):
        return None
    return parse.span(first, last) if last >= first else None


def _subtree(parse: Parse, head: int) -> Span:
    first, last = parse.edges[head]
    if parse.dep[head] in ("xcomp", "ccomp", "dobj", "advcl", "acl", "relcl"):
        first = max(first, parse.head[head] + 1) if head > parse.head[head] else first
    return parse.span(first, last)


def _onward(parse: Parse, verb: int, head: int, cues: Cues) -> Span:
    """The complement with what the parser hung on the cue behind it."""
    first = parse.token_at(_subtree(parse, head).start)
    return parse.span(first, max(first, reach(parse, verb, head, cues)))


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
    return _draft(parse, verb, pieces, "clause")


def _opening(parse: Parse, verb: int, clause: int, first: int, cues: Cues) -> int:
    """The first token of a clause said; its subject, where the parser took that for the cue's object."""
    if own_subject(parse, clause) is None and parse.lemma[verb] not in cues.addressing:
        taken = parse.child(verb, "dobj", "nsubj")
        if taken is not None and verb < taken < first and parse.edges[taken][1] == first - 1:
            return max(parse.edges[taken][0], verb + 1)
    return first


def _sentence_part(parse: Parse, first: int, verb: int) -> int:
    """The first token of a complement that opens its sentence: what stands before it belongs to it."""
    start = parse.sentences[parse.sentence[verb]][0]
    return start if parse.head[verb] == verb or first - start <= 1 else first


def _draft(parse: Parse, verb: int, pieces: list[Span], rule: str) -> Draft:
    spans = [span for piece in pieces if (span := trimmed(parse.text, piece.start, piece.end))]
    cue = parse.span(verb, verb)
    particle = parse.child(verb, "prt")
    if particle == verb + 1:
        cue = parse.span(verb, particle)
    return Draft(verb, cue, spans, rule)
