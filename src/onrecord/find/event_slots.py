"""What stands beside a word that may carry an event: its slots, each with the head token that fills it."""

from onrecord.find.event_invited import invited
from onrecord.find.event_words import event_words
from onrecord.parse import Parse

Slots = dict[str, int]

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_CLIMBED = frozenset(("conj", "xcomp", "advcl", "dep", "pcomp", "prep"))
_AROUND = frozenset(("after", "before", "during", "following", "in", "at", "through"))
_FURTHEST = 6
# Tokens between a noun and its "of" that the parse hung elsewhere.
_CLOSE = 3
_MODIFIERS = frozenset(("compound", "amod", "nmod", "poss"))


def of_verb(parse: Parse, verb: int) -> Slots:
    """The slots of a verb: subject and object (turned for a passive), and each preposition with its noun."""
    slots: Slots = {}
    passive = is_passive(parse, verb)
    for kid in parse.children[verb]:
        match parse.dep[kid]:
            case "dobj" | "attr" | "oprd":
                slots.setdefault("object", kid)
                _prepositions(parse, kid, slots, after=True)
            case "nsubjpass":
                slots["object"] = kid
            case "nsubj":
                slots["object" if passive else "subject"] = kid
            case "agent":
                _fill(slots, "subject", parse.child(kid, "pobj"))
            case "dative":
                goal = parse.child(kid, "pobj") if parse.tag[kid] in ("IN", "TO") else kid
                _fill(slots, "dative", goal)
                if goal != kid:
                    _fill(slots, parse.lower[kid], goal)
            case "xcomp" | "ccomp":
                if parse.tag[kid] == "VB" and parse.child(kid, "nsubj", "nsubjpass") is None:
                    slots["infinitive"] = kid
            case "advcl":
                if parse.tag[kid] == "VB" and kid > verb:
                    slots["advcl"] = kid
            case "advmod":
                slots.setdefault(parse.lower[kid], kid)
    _prepositions(parse, verb, slots)
    if "object" not in slots and passive and parse.dep[verb] in ("acl", "relcl", "amod"):
        slots["object"] = parse.head[verb]
    if (invitation := invited(parse, verb)) is not None:
        _fill(slots, "subject", invitation.guest)
        _fill(slots, "host", invitation.host)
    elif "subject" not in slots and not passive:
        _fill(slots, "subject", parse.head[verb] if parse.dep[verb] == "amod" else subject_of(parse, verb))
    for slot in ("subject", "object"):
        if slot in slots and parse.lower[slots[slot]] in _RELATIVE:
            noun = parse.antecedent(slots[slot])
            slots[slot] = slots[slot] if noun is None else noun
    return slots


def is_passive(parse: Parse, verb: int) -> bool:
    """True if the verb is a passive: with its auxiliary, or a bare participle after a noun."""
    if any(parse.dep[kid] == "auxpass" for kid in parse.children[verb]):
        return True
    if parse.tag[verb] != "VBN" or any(parse.dep[kid] == "aux" for kid in parse.children[verb]):
        return False
    if parse.dep[verb] == "conj":
        return is_passive(parse, parse.head[verb]) if parse.head[verb] < verb else False
    return parse.dep[verb] in ("acl", "relcl", "amod", "ccomp", "advcl")


def subject_of(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, its own or that of the verb it hangs on."""
    at = verb
    taken = _taken_for_object(parse, verb)
    if taken is not None:
        return taken
    for _ in range(_FURTHEST):
        passive = is_passive(parse, at)
        for kid in parse.children[at]:
            if parse.dep[kid] in ("nsubj", "nsubjpass") and kid != verb:
                return kid
        if parse.dep[at] in ("acl", "relcl") and at == verb:
            return parse.head[at] if parse.tag[at] == "VBG" and not passive else None
        if parse.dep[at] not in _CLIMBED or parse.head[at] == at:
            return None
        at = parse.head[at]
    return None


def _taken_for_object(parse: Parse, verb: int) -> int | None:
    """The subject right before a coordinated verb that the parser took for one more object of the clause before.

    "They supply Oslo with arms and the two neighbours last month signed a pact": no "and" stands before "last month".
    """
    if parse.dep[verb] != "conj" or parse.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    own = [kid for kid in parse.children[verb] if kid < verb]
    if any(parse.dep[kid] not in ("npadvmod", "advmod", "aux", "auxpass", "neg") for kid in own):
        return None
    before = min([verb, *(parse.edges[kid][0] for kid in own)]) - 1
    if before >= 0 and parse.dep[before] == "npadvmod":
        before = parse.edges[before][0] - 1
    if before < 0 or parse.tag[before][:2] != "NN":
        return None
    for at in (before, *parse.ancestors(before)[:_FURTHEST]):
        if parse.edges[at][1] != before or parse.tag[at][:2] != "NN":
            return None
        if parse.dep[at] == "conj":
            return at
    return None


def of_noun(parse: Parse, noun: int) -> Slots:
    """The slots of a noun: its owner, its prepositions, and subject and prepositions of the verb that holds it."""
    slots: Slots = {}
    for kid in parse.children[noun]:
        if parse.dep[kid] == "poss" and parse.lower[kid] not in ("this", "that"):
            slots["owner"] = kid
    if "owner" not in slots:
        _fill(slots, "owner", _named_before(parse, noun))
    elif parse.tag[slots["owner"]] == "PRP$":
        _fill(slots, "owner", slots.pop("owner") if (blamed := _blamed(parse, noun)) is None else blamed)
    _prepositions(parse, noun, slots)
    if "of" not in slots:
        _fill(slots, "of", _of_after(parse, noun, slots))
    for kid in parse.children[noun]:
        if parse.dep[kid] in ("acl", "relcl") and kid > noun:
            _prepositions(parse, kid, slots)
            own = parse.child(kid, "nsubj")
            if own is not None and parse.lower[own] not in _RELATIVE:
                slots.setdefault("subject", own)
            agent = parse.child(kid, "agent")
            _fill(slots, "by", parse.child(agent, "pobj") if agent is not None else None)
    if not slots.keys() & {"owner", "subject", "between"}:
        verb = _attended(parse, noun)
        whom = of_verb(parse, verb).get("with") if verb is not None and "with" not in slots else None
        who = subject_of(parse, verb) if verb is not None else None
        measured = _measured(parse, noun) != noun and who is not None and _many(parse, who)
        if who is not None and ("with" in slots or whom is not None or measured):
            _fill(slots, "subject", who)
            _fill(slots, "with", whom if whom != noun else None)
    _fill(slots, "harms", _harmed(parse, noun))
    verb = holder(parse, noun)
    if verb is not None:
        held = of_verb(parse, verb)
        if held.get("subject") is not None and held["subject"] != noun:
            slots.setdefault("subject", held["subject"])
        if held.get("object") not in (None, noun):
            slots.setdefault("guest", held["object"])
        for slot, token in held.items():
            if slot not in ("subject", "object", "infinitive") and token != noun:
                slots.setdefault(slot, token)
    return slots


def _of_after(parse: Parse, noun: int, slots: Slots) -> int | None:
    """What stands after "of" behind other words: "the launch by Oslo of two rockets", "the signing today of a pact"."""
    heads = [slots[slot] for slot in ("by",) if slot in slots]
    heads += [kid for kid in parse.children[noun] if kid > noun and parse.dep[kid] == "npadvmod"]
    inner = [kid for head in heads for kid in parse.children[head] if kid > noun and parse.lower[kid] == "of"]
    inner += [kid for kid in parse.children[parse.head[noun]] if 0 < kid - noun <= _CLOSE and parse.lower[kid] == "of"]
    return next((parse.child(kid, "pobj") for kid in inner), None)


def _harmed(parse: Parse, noun: int) -> int | None:
    """What an attack did harm to, as its verb or a clause on it tells: "the strike killed two", "a raid that hit X"."""
    clauses = [kid for kid in parse.children[noun] if parse.dep[kid] in ("relcl", "acl") and kid > noun]
    verbs = [parse.head[noun], *clauses] if parse.dep[noun] == "nsubj" else clauses
    harming = event_words().words["harming"]
    found = (parse.child(verb, "dobj") for verb in verbs if parse.lemma[verb] in harming and _active(parse, verb, noun))
    return next((one for one in found if one is not None), None)


def _active(parse: Parse, verb: int, noun: int) -> bool:
    """True if the noun, or the word that takes it up, does what the verb tells."""
    subject = parse.child(verb, "nsubj")
    return subject is None or subject == noun or parse.lower[subject] in _RELATIVE


def _attended(parse: Parse, noun: int) -> int | None:
    """What somebody does after, before or in the talks: "Berg said after talks", "raised it with Lind in talks"."""
    noun = _measured(parse, noun)
    above = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.lower[above] not in _AROUND:
        return None
    verb = parse.head[above]
    return verb if parse.tag[verb][:2] == "VB" else None


def _many(parse: Parse, token: int) -> bool:
    return parse.tag[token] in ("NNS", "NNPS") or len(parse.conjuncts(token)) > 1


def _measured(parse: Parse, noun: int) -> int:
    """The word that measures talks and stands where they would, as in "three days of talks"; else the noun itself."""
    above = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.lower[above] != "of":
        return noun
    return parse.head[above] if parse.lemma[parse.head[above]] in event_words().words["measures"] else noun


def _blamed(parse: Parse, noun: int) -> int | None:
    """Whose deed it is in "condemned Pyongyang for its test": the one that is blamed or praised for it."""
    above = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.lower[above] != "for":
        return None
    verb = parse.head[above]
    if parse.dep[verb] == "dobj" and parse.tag[verb][:2] == "NN":
        return verb
    return parse.child(verb, "dobj") if parse.tag[verb][:2] == "VB" else None


def holder(parse: Parse, noun: int) -> int | None:
    """The verb that says that the event of a noun takes place ("held talks", "took part in the exercise")."""
    at = _measured(parse, noun)
    for _ in range(_FURTHEST):
        if parse.dep[at] not in ("conj", "appos"):
            break
        at = parse.head[at]
    if parse.dep[at] not in ("pobj", "dobj", "nsubj", "nsubjpass"):
        return None
    above = parse.head[at]
    if parse.dep[at] == "pobj":
        above = parse.head[above]
        if parse.dep[above] == "dobj" and parse.lemma[above] in ("part", "place"):
            above = parse.head[above]
    return above if parse.tag[above][:2] == "VB" and parse.lemma[above] in event_words().words["holding"] else None


def verb_above(parse: Parse, noun: int) -> int | None:
    """The verb that a noun is subject, object or a prepositional phrase of ("met for talks", "the attack killed")."""
    above = parse.head[noun]
    if parse.dep[noun] == "pobj":
        above = parse.head[above]
    elif parse.dep[noun] not in ("dobj", "nsubj", "nsubjpass"):
        return None
    return above if parse.tag[above][:2] == "VB" else None


def _named_before(parse: Parse, noun: int) -> int | None:
    """The last name or demonym among the modifiers of a noun ("the Russian attack", "the Quad summit")."""
    found = None
    for kid in parse.children[noun]:
        if kid < noun and parse.dep[kid] in _MODIFIERS and parse.word[kid][0].isupper():
            found = kid
    return found


def _prepositions(parse: Parse, head: int, slots: Slots, after: bool = False) -> None:
    for kid in parse.children[head]:
        if parse.dep[kid] in ("prep", "prt", "agent") and (not after or kid > head):
            _fill(slots, parse.lower[kid], parse.child(kid, "pobj"))


def _fill(slots: Slots, slot: str, token: int | None) -> None:
    if token is not None:
        slots.setdefault(slot, token)
