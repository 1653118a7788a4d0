"""Who speaks: the subject of a cue, or who stands in for it."""

from onrecord.find.extent import own_subject
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues

_RELATIVE = frozenset(("who", "which", "that"))
# Auxiliaries that the parser now and then takes for a subject.
_SHORTENED = frozenset(("'s", "’s", "'ve", "’ve", "'d", "’d"))
_LEADING = 6
_SUBJECTS = ("nsubj", "nsubjpass")
_CONTROLLED = frozenset(("conj", "xcomp", "dep", "advcl", "ccomp", "pcomp", "prep", "acomp"))
_WITHIN = frozenset(("advcl", "conj", "ccomp"))
_CLOSED = frozenset((",", '"', "”", "''", "’", "'"))
_OTHERS = frozenset(("another", "others", "one", "he", "she", "they"))
# Verbs whose object is not the one who does what follows ("used the meeting to announce").
_NOT_CONTROLLING = frozenset(("use", "take", "spend", "hold", "promise", "make", "do"))
# A finite verb is not coordinated with one of these, whatever the parser says.
_UNLIKE = frozenset(("VB", "VBG", "NN", "NNS", "NNP", "NNPS", "JJ"))


def speaker_of(parse: Parse, verb: int, cues: Cues) -> int | None:
    """The head token of the noun phrase that names who says it; None where nobody is named."""
    children = parse.children[verb]
    if parse.lemma[verb] in cues.impersonal or _is_asked(parse, verb, cues):
        return None
    passive = any(parse.dep[kid] == "auxpass" for kid in children) or (
        parse.tag[verb] == "VBN" and parse.dep[verb] in ("acl", "relcl", "amod") and parse.child(verb, "aux") is None
    )
    if passive:
        agent = next((kid for kid in children if parse.dep[kid] == "agent"), None)
        return parse.child(agent, "pobj") if agent is not None else None
    subject = _reporter(parse, verb, cues)
    if subject is None:
        subject = _subject(parse, verb)
    if subject is None:
        if parse.dep[verb] in ("acl", "relcl"):
            return _given_by(parse, verb, cues)
        subject = _right_before(parse, verb)
        return _right_after(parse, verb) if subject is None else subject
    if parse.lower[subject] in _RELATIVE:
        return parse.antecedent(subject)
    if parse.lower[subject] in _SHORTENED:
        return parse.child(subject, *_SUBJECTS)
    return subject


def _is_asked(parse: Parse, verb: int, cues: Cues) -> bool:
    """True for "Asked whether it was so, she…" and "when asked": nobody is said to ask."""
    return (
        parse.tag[verb] in ("VBN", "VBD")
        and parse.dep[verb] == "advcl"
        and parse.lemma[verb] in cues.addressing
        and own_subject(parse, verb) is None
    )


def _reporter(parse: Parse, verb: int, cues: Cues) -> int | None:
    """Who speaks in "…, calling it" and "…and welcomed" that the parser hung inside what was said: who said that."""
    at = verb
    if parse.tag[verb] == "VBG" and parse.dep[verb] == "advcl":
        first = parse.edges[verb][0]
        if first == 0 or parse.word[first - 1] != ",":
            return None
    elif (
        parse.dep[verb] != "conj" or parse.tag[verb] not in ("VBD", "VBZ") or parse.child(verb, *_SUBJECTS) is not None
    ):
        return None
    elif parse.tag[parse.head[verb]] in _UNLIKE:
        return _of_same_tense(parse, verb, cues)
    for _ in range(_LEADING):
        above = parse.head[at]
        if above == at:
            return None
        if parse.dep[at] == "ccomp" and at > above and parse.lemma[above] in cues.verbs:
            return _subject(parse, above)
        if parse.dep[at] not in _WITHIN:
            return None
        at = above
    return None


def _of_same_tense(parse: Parse, verb: int, cues: Cues) -> int | None:
    """Who speaks in "…opposed any attempt to change it and underscored": the subject of the nearest cue alike above."""
    at = parse.head[verb]
    for _ in range(_LEADING + 2):
        if parse.tag[at] == parse.tag[verb] and (parse.lemma[at] in cues.verbs or parse.child(at, *_SUBJECTS)):
            return _subject(parse, at)
        if parse.head[at] == at:
            return None
        at = parse.head[at]
    return None


def _subject(parse: Parse, verb: int) -> int | None:
    at = verb
    if parse.dep[at] == "acomp":
        return None
    for _ in range(_LEADING):
        subjects = [kid for kid in parse.children[at] if parse.dep[kid] in _SUBJECTS and kid != verb]
        if subjects:
            named = [kid for kid in subjects if parse.lower[kid] not in _RELATIVE]
            return named[-1] if 0 < len(named) < len(subjects) and named[-1] < at else subjects[0]
        moved = moved_to(parse, at)
        if moved is not None:
            return moved
        if parse.dep[at] == "pcomp":
            return _blamed(parse, parse.head[at])
        if parse.dep[at] not in _CONTROLLED or parse.head[at] == at:
            return None
        if parse.dep[at] == "ccomp" and parse.tag[at] not in ("VBG", "VB"):
            return None
        at = parse.head[at]
    return None


def moved_to(parse: Parse, verb: int) -> int | None:
    """Who speaks in "led her to declare": the object of the verb above."""
    above = parse.head[verb]
    if parse.tag[verb] != "VB" or parse.dep[verb] not in ("xcomp", "ccomp") or parse.lemma[above] in _NOT_CONTROLLING:
        return None
    thing = parse.child(above, "dobj")
    return thing if thing is not None and above < thing < verb else None


def _blamed(parse: Parse, preposition: int) -> int | None:
    """Who speaks in "accused her of saying", "drew criticism for suggesting", "began by thanking"."""
    above = parse.head[preposition]
    if parse.tag[above][:2] == "NN":
        if parse.dep[above] not in ("dobj", "attr") or parse.lower[preposition] != "for":
            return None
        return _subject(parse, parse.head[above])
    person = parse.child(above, "dobj", "nsubjpass")
    if person is not None and person < preposition:
        somebody = parse.tag[person] in ("PRP", "NNP", "NNPS", "NNS")
        if parse.lower[preposition] == "of" or (parse.lower[preposition] == "for" and somebody):
            return person
    return _subject(parse, above) if parse.tag[above][:2] == "VB" else None


def _right_before(parse: Parse, verb: int) -> int | None:
    """The head of a name or pronoun right before a finite verb to which the parser gave no subject."""
    before = verb - 1
    while before >= 0 and (parse.tag[before] in ("RB", "MD") or parse.word[before] == ",") and verb - before <= 3:
        before -= 1
    if before < 0 or parse.tag[verb] not in ("VBD", "VBZ", "VBP") or parse.sentence[before] != parse.sentence[verb]:
        return None
    # "With talks near, the chief, Olof Lind, said": the parser takes the chief for another name of the talks.
    beside = [token for token in (before, *parse.ancestors(before)) if parse.dep[token] == "appos" and token < verb]
    if beside and parse.word[parse.edges[beside[-1]][0] - 1] == ",":
        return beside[-1]
    named = parse.tag[before][:3] == "NNP" or parse.lower[before] in ("he", "she", "they", "we", "i")
    return before if named and before == verb - 1 - _adverbs(parse, verb) else None


def _adverbs(parse: Parse, verb: int) -> int:
    """How many adverbs stand right before a verb."""
    count = 0
    while verb - 1 - count >= 0 and parse.tag[verb - 1 - count] in ("RB", "MD"):
        count += 1
    return count


def _right_after(parse: Parse, verb: int) -> int | None:
    """The head of the names behind a cue that follows a quotation ("…,” said spokesman Olof Lind")."""
    before = parse.word[verb - 1] if verb else ""
    if parse.tag[verb] not in ("VBD", "VBZ") or before not in _CLOSED:
        return None
    head = None
    for token in range(verb + 1, min(len(parse), verb + 1 + 2 * _LEADING)):
        if parse.tag[token][:2] == "NN" or parse.lower[token] in _OTHERS:
            head = token
        elif parse.tag[token] not in ("DT", "JJ", "POS", "HYPH", "CD"):
            break
    return head


def _given_by(parse: Parse, verb: int, cues: Cues) -> int | None:
    """Who speaks in "issued a statement saying", "the letter saying", "a man calling it"."""
    if parse.dep[verb] not in ("acl", "relcl"):
        return None
    noun = parse.head[verb]
    if parse.lemma[noun] not in cues.vehicles:
        return noun if parse.tag[verb] != "VB" else None
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in parse.children[noun]:
        if parse.dep[kid] == "prep" and parse.lower[kid] in ("from", "by"):
            return parse.child(kid, "pobj")
    above = parse.head[noun]
    if parse.dep[noun] == "pobj":
        above = parse.head[above]
    if parse.dep[noun] in ("dobj", "pobj") and parse.tag[above][:2] == "VB":
        return _subject(parse, above)
    return noun


def phrase_of(parse: Parse, head: int, verb: int, wide: bool = False) -> Span:
    """The characters of the noun phrase of a speaker, without relative clauses and the cue itself.

    With `wide` the "who" of a relative clause that holds the cue counts, as PolNeAR has it ("the mayor, who").
    """
    first, last = parse.edges[head]
    if first <= verb <= last:
        if verb < head:
            first = verb + 1
        else:
            last = verb - 1
    last = max(last, _last_of_list(parse, head, verb))
    for kid in parse.children[head]:
        cut = parse.edges[kid][0]
        if head < cut <= last and parse.dep[kid] in ("relcl", "advcl", "acl"):
            holds = cut < verb <= parse.edges[kid][1]
            last = cut if wide and holds and parse.lower[cut] in _RELATIVE else cut - 1
        elif head < kid <= last and parse.dep[kid] in ("appos", "punct") and parse.lower[kid] in "(–—-":
            last = min(last, cut - 1)
    if parse.word[first] == "(":
        first = next((token + 1 for token in range(first, head) if parse.word[token] == ")"), first)
    while last > head and not parse.word[last][-1].isalnum() and parse.word[last][-1] not in ".)":
        last -= 1
    while first < head and not parse.word[first][0].isalnum() and parse.word[first][0] not in "$(":
        first += 1
    while last > head and (parse.tag[last][:2] in ("RB", "MD") or parse.dep[last] in ("aux", "auxpass")):
        last -= 1
    if parse.tag[head] in ("PRP", "PRP$", "WP"):
        return parse.span(head, head)
    return parse.span(min(first, head), max(last, head))


def _last_of_list(parse: Parse, head: int, verb: int) -> int:
    """The last token of "Roe, Lind and Berg" where the parser made subjects of all three."""
    above = parse.head[head]
    last = parse.edges[head][1]
    for kid in parse.children[above]:
        first, end = parse.edges[kid]
        joined = all(parse.lower[token] in (",", "and") for token in range(last + 1, first))
        if head < kid < verb and parse.dep[kid] in _SUBJECTS and parse.tag[kid][:2] == "NN" and joined:
            last = end
    return last if last > parse.edges[head][1] else -1


def beside(parse: Parse, verb: int) -> int | None:
    """The head of the noun phrase right before or right after a cue, for where the parse takes a quoted word for it."""
    if verb > 0 and parse.tag[verb - 1][:2] in ("NN", "PR"):
        return verb - 1
    head = None
    first, stop = verb + 1, parse.sentences[parse.sentence[verb]][1]
    for token in range(first, min(stop, first + _LEADING)):
        if parse.tag[token][:2] in ("NN", "PR"):
            head = token
        elif parse.tag[token] not in ("DT", "JJ", "POS"):
            break
    return head
