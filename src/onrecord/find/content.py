"""What a cue says was said: the spans of its complement."""

from collections.abc import Iterator

from onrecord.find.cues import Cues
from onrecord.find.drafts import Draft
from onrecord.parse import Parse
from onrecord.text import Span

_TRIMMED_LEFT = " \t\n,;:.–—-)…"
_TRIMMED_RIGHT = " \t\n,;:–—-(."
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
    children = parse.children[verb]
    clause = _clause(parse, verb, takes)
    if clause is not None:
        yield _of_clause(parse, verb, clause, cues)
        return
    if "naming" in takes:
        named = _named(parse, verb)
        if named:
            yield _draft(parse, verb, [named], "naming")
            return
    for kid in children:
        dep = parse.dep[kid]
        if dep == "xcomp" and kid > verb:
            if "others" in takes and parse.child(verb, "dobj") is not None:
                addressee = parse.child(verb, "dobj")
                draft = _draft(parse, verb, [_onward(parse, verb, kid, cues)], "directing")
                draft.addressee = addressee
                yield draft
                return
            if ("infinitive" in takes and parse.tag[kid] == "VB") or ("gerund" in takes and parse.tag[kid] == "VBG"):
                yield _draft(parse, verb, [_onward(parse, verb, kid, cues)], "undertaking")
                return
    made = list(_of_nouns(parse, verb, takes, cues))
    if not made and "clause" in takes and (spans := _around(parse, verb)):
        made = [_draft(parse, verb, spans, "parenthesis")]
    yield from made


def _around(parse: Parse, verb: int) -> list[Span]:
    """The sentence around a cue and its subject set off by commas ("The plan, he said, is…"); empty if they are not."""
    subject = _own_subject(parse, verb)
    if subject is None or parse.dep[verb] in ("relcl", "conj", "advcl") or abs(subject - verb) > 12:
        return []
    begin, stop = parse.sentences[parse.sentence[verb]]
    first, last = min(parse.edges[subject][0], verb), max(subject, verb)
    if first <= begin or parse.word[first - 1] != "," or last + 1 >= stop or parse.word[last + 1] not in (",", "."):
        return []
    if first - begin < 3:
        return []
    outside = (*range(begin, first), *range(last + 2, stop))
    if not any(parse.dep[t] in ("nsubj", "nsubjpass", "expl") and _main(parse, parse.head[t]) for t in outside):
        return []
    pieces = [parse.span(begin, first - 1)]
    return pieces if last + 2 >= stop else [*pieces, parse.span(last + 2, stop - 1)]


def _main(parse: Parse, verb: int) -> bool:
    """True for a finite verb that is not in a subordinate clause."""
    return parse.tag[verb][:2] in ("VB", "MD") and parse.dep[verb] not in ("relcl", "acl", "advcl", "pcomp")


def _of_nouns(parse: Parse, verb: int, takes: frozenset[str], cues: Cues) -> Iterator[Draft]:
    carried = cues.prepositions.get(parse.lemma[verb], frozenset())
    for kid in parse.children[verb]:
        dep = parse.dep[kid]
        if kid > verb and dep in ("prep", "prt", "advmod", "dative") and parse.lower[kid] in carried:
            draft = _of_preposition(parse, verb, kid, cues)
            if draft:
                yield draft
                return
    if "object" not in takes:
        return
    passive = parse.child(verb, "auxpass") is not None
    for kid in parse.children[verb]:
        dep = parse.dep[kid]
        if dep == "dobj" and kid > verb and not passive and parse.tag[kid] not in ("PRP", "WP", "WDT", "DT"):
            yield _draft(parse, verb, [_onward(parse, verb, kid, cues)], "reported object")
            return


def _of_preposition(parse: Parse, verb: int, preposition: int, cues: Cues) -> Draft | None:
    kids = [kid for kid in parse.children[preposition] if kid > preposition]
    if not kids:
        return None
    first, last = preposition + 1, parse.edges[preposition][1]
    last = max(first, last, _reach(parse, verb, preposition, last, cues))
    draft = _draft(parse, verb, [parse.span(first, last)], "reported with a preposition")
    others = next((k for k in parse.children[verb] if parse.dep[k] in ("xcomp", "advcl") and k > preposition), None)
    if others is not None and parse.lemma[verb] in cues.others and parse.lower[preposition] in ("on", "upon"):
        draft.addressee = kids[0]
        draft.content = [_subtree(parse, others)]
        return draft
    if parse.lower[preposition] in ("on", "upon") and parse.lemma[verb] == "call":
        inner = next(
            (k for k in parse.children[kids[0]] if parse.dep[k] in ("acl", "relcl") and parse.tag[k] == "VB"), None
        )
        if inner is None:
            return None
        draft.addressee = kids[0]
        draft.content = [_subtree(parse, inner)]
        return draft
    if parse.dep[preposition] == "prt" and parse.lemma[verb] in cues.others:
        return _of_particle(parse, verb, preposition, draft)
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
        if parse.dep[kid] == "ccomp" and kid != verb:
            infinitive = parse.tag[kid] == "VB" and any(parse.lower[k] == "to" for k in parse.children[kid])
            if infinitive and "others" not in takes and kid > verb and "infinitive" not in takes:
                continue
            if "clause" in takes or infinitive or kid < verb:
                return kid
    return None


def _named(parse: Parse, verb: int) -> Span | None:
    """What is called what: from the object to the end of what it is called."""
    last = -1
    first = None
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
    span = _subtree(parse, head)
    first = parse.token_at(span.start)
    return parse.span(first, _reach(parse, verb, head, parse.edges[head][1], cues))


def _reach(parse: Parse, verb: int, head: int, last: int, cues: Cues) -> int:
    """The last token of a complement: modifiers of the cue that follow it belong to what is said.

    Times, other cues and what stands beside the cue ("and…") end it.
    """
    last = _before_cue(parse, head, last, cues)
    for kid in parse.children[verb]:
        first = parse.edges[kid][0]
        if kid <= head or first <= last:
            continue
        dep = parse.dep[kid]
        clause = dep == "advcl" and (parse.lower[first] == "to" or not _cue(parse, kid, cues))
        if clause or dep in ("prep", "acl", "relcl", "xcomp", "dative", "agent"):
            if parse.entity[parse.edges[kid][1]] in ("DATE", "TIME") and parse.edges[kid][1] - first <= 4:
                continue
            if dep == "advcl" and parse.lower[first] in ("as", "when", "after", "before", "during"):
                break
            last = parse.edges[kid][1]
        elif dep == "conj" and parse.tag[kid] == "VB" and parse.tag[head] == "VB":
            last = parse.edges[kid][1]
        elif dep not in ("punct", "cc", "npadvmod", "advmod"):
            break
    return last


def _cue(parse: Parse, token: int, cues: Cues) -> bool:
    return parse.tag[token][:2] == "VB" and parse.lemma[token] in cues.verbs


def _before_cue(parse: Parse, head: int, last: int, cues: Cues) -> int:
    """Where a complement ends before a cue of the speaker that the parser hung on its head."""
    at = head
    for _ in range(4):
        following = None
        for kid in parse.children[at]:
            if kid <= at or kid > last:
                continue
            if parse.dep[kid] == "conj":
                if _cue(parse, kid, cues) and parse.tag[kid] in ("VBD", "VBZ") and _own_subject(parse, kid) is None:
                    return _trimmed_back(parse, parse.edges[kid][0] - 1, head)
                following = kid
            elif parse.dep[kid] == "advcl" and _apart(parse, kid) and _cue(parse, kid, cues):
                return _trimmed_back(parse, parse.edges[kid][0] - 1, head)
        if following is None:
            return last
        at = following
    return last


def _own_subject(parse: Parse, verb: int) -> int | None:
    return parse.child(verb, "nsubj", "nsubjpass")


def _apart(parse: Parse, verb: int) -> bool:
    """True for a participle set off by a comma ("…, calling it"), which goes with the one who speaks."""
    first = parse.edges[verb][0]
    return parse.tag[verb] == "VBG" and first > 0 and parse.word[first - 1] == ","


def _trimmed_back(parse: Parse, last: int, head: int) -> int:
    while last > head and (parse.word[last] == "," or parse.lower[last] in ("and", "but", "while")):
        last -= 1
    return last


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
        first = max(first, verb + 1)
        cut = _before_cue(parse, clause, last, cues)
        last = cut if cut < last else _trailing(parse, verb, clause, last)
        marker = parse.child(clause, "mark")
        if (marker is not None and marker == first and parse.lower[marker] == "that") or (
            parse.lower[first] == "that" and parse.tag[first] == "IN" and first < last
        ):
            first += 1
        pieces.append(parse.span(min(first, last), last))
    return _draft(parse, verb, pieces, "clause")


def _sentence_part(parse: Parse, first: int, verb: int) -> int:
    """The first token of a complement that opens its sentence: what stands before it belongs to it."""
    start = parse.sentences[parse.sentence[verb]][0]
    return start if parse.head[verb] == verb or first - start <= 1 else first


def _trailing(parse: Parse, verb: int, clause: int, last: int) -> int:
    """The last token of a complement with the conditions and reasons that the parser hung on the cue."""
    for kid in parse.children[verb]:
        if kid <= last or kid < clause:
            continue
        first = parse.edges[kid][0]
        if parse.dep[kid] == "advcl" and parse.lower[first] in (
            "if",
            "because",
            "unless",
            "until",
            "although",
            "so",
            "to",
        ):
            last = max(last, parse.edges[kid][1])
        elif parse.dep[kid] not in ("punct", "prep", "npadvmod"):
            break
    return last


def _draft(parse: Parse, verb: int, pieces: list[Span], rule: str) -> Draft:
    spans = [span for piece in pieces if (span := trimmed(parse.text, piece.start, piece.end))]
    cue = parse.span(verb, verb)
    particle = parse.child(verb, "prt")
    if particle == verb + 1:
        cue = parse.span(verb, particle)
    return Draft(verb, cue, spans, rule)
