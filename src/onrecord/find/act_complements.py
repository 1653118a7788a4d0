"""Where an undertaking stands beside the word that sets a relation to it."""

from collections.abc import Iterator

from onrecord.find.act_table import ActTable
from onrecord.parse import Parse

_PREPOSITIONS = frozenset(("prep", "prt", "dative", "agent"))
# Words between somebody who is asked and what he is asked to do.
_FAR = 24
# Tags in a list of names that the parser broke ("the commitment of Norway, Finland and Iceland to help").
_OF_NAMES = frozenset(("NNP", "NNPS", "CC", ",", "DT", "POS"))
_ASKING = frozenset(("how", "whether"))
_APPEAL = ("to", "appeal")
_RELATIVES = frozenset(("that", "which", "whom"))
_VAGUE = frozenset(("something", "what", "thing", "that", "which"))


def infinitive(parse: Parse, token: int, near: bool = True) -> int | None:
    """The verb of "to do" behind a word: by the tree, else by the words that follow it or its "of" phrase.

    `near` leaves out an adverbial infinitive behind other words ("sent troops to help").
    """
    for kid in parse.children[token]:
        if (
            kid > token
            and parse.tag[kid] in ("VB", "VBG")
            and parse.dep[kid] in ("xcomp", "ccomp", "acl", "advcl", "relcl")
        ):
            loose = parse.dep[kid] == "advcl" or (parse.tag[token] == "VBN" and parse.dep[token] == "acl")
            close = not loose or parse.edges[kid][0] - token <= 2
            if has_to(parse, kid) and parse.child(kid, "nsubj") is None and (close or not near):
                return kid
    after = token + 1
    for kid in parse.children[token]:
        if kid == token + 1 and parse.lower[kid] in ("of", "by"):
            after = parse.edges[kid][1] + 1
            while after < min(token + _FAR, len(parse) - 1) and parse.tag[after] in _OF_NAMES:
                after += 1
    return to_do(parse, after)


def to_do(parse: Parse, at: int) -> int | None:
    """The verb of an infinitive whose "to" stands at a token."""
    if at >= len(parse) or parse.lower[at] != "to" or parse.tag[at] != "TO":
        return None
    head = parse.head[at]
    return head if head > at and parse.tag[head] == "VB" else None


def has_to(parse: Parse, verb: int) -> bool:
    """True for the verb of an infinitive with "to"."""
    return any(parse.lower[kid] == "to" and kid < verb for kid in parse.children[verb])


def gerund(parse: Parse, token: int) -> int | None:
    """The verb of "doing" behind a word; behind a noun also that of a participle ("a pledge allowing them to go")."""
    deps = (
        ("xcomp", "dobj", "pcomp", "ccomp", "acl")
        if parse.tag[token][:2] == "NN"
        else ("xcomp", "dobj", "pcomp", "ccomp")
    )
    for kid in parse.children[token]:
        if kid > token and parse.tag[kid] == "VBG" and parse.dep[kid] in deps and parse.child(kid, "nsubj") is None:
            return kid
    return None


def object_of(parse: Parse, token: int, table: ActTable) -> int | None:
    """The noun that a verb acts upon: its object, or the subject of its passive."""
    if any(parse.dep[kid] == "auxpass" for kid in parse.children[token]):
        subject = parse.child(token, "nsubjpass")
        given = parse.child(token, "dobj") if parse.lemma[token] in table.giving else None
        if given is not None and subject is not None and token < given:
            return given  # "Kyiv was promised tanks"
        relative = subject is not None and parse.lower[subject] in _VAGUE and parse.dep[token] == "relcl"
        return parse.head[token] if relative else subject
    if parse.tag[token] == "VBN" and parse.dep[token] in ("acl", "relcl") and not parse.auxiliaries(token):
        return parse.head[token]
    return parse.child(token, "dobj")


def how(parse: Parse, token: int) -> list[int]:
    """The verbs of "how to build", "how they can build" and "whether to build" behind a word, one for each "how"."""
    found = []
    for kid in parse.children[token]:
        if kid > token and parse.dep[kid] in ("ccomp", "xcomp", "advcl") and parse.tag[kid] == "VB":
            verbs = list(dict.fromkeys((*parse.conjuncts(kid), *_how_again(parse, kid))))
            found += [verb for verb in verbs if any(parse.lower[word] in _ASKING for word in parse.children[verb])]
    return found


def _how_again(parse: Parse, verb: int) -> list[int]:
    """The verbs of ", and how we can" behind a first one, wherever the parser hung them."""
    stop = parse.sentences[parse.sentence[verb]][1]
    asked = (at for at in range(verb + 1, stop - 2) if parse.lower[at] == "how" and parse.lower[at - 1] in ("and", ","))
    return [parse.head[at] for at in asked if parse.tag[parse.head[at]] == "VB"]


def clause(parse: Parse, token: int, table: ActTable) -> int | None:
    """The verb of a clause that says what is to be: with a modal, or in the subjunctive ("demanded that he leave").

    Active "will" and "would" make acts of their own subjects; they are left to the modal.
    """
    for kid in parse.children[token]:
        if parse.dep[kid] == "ccomp" and kid > token:
            auxiliaries = [parse.lower[a] for a in parse.auxiliaries(kid)]
            settled = any(a in table.modals.binding or a in table.modals.reported for a in auxiliaries)
            passive = parse.child(kid, "auxpass") is not None
            if (settled and passive) or "should" in auxiliaries or "must" in auxiliaries:
                return kid
            if (
                parse.tag[kid] == "VB"
                and not any(parse.tag[word] in ("TO", "MD") for word in parse.auxiliaries(kid))
                and parse.child(kid, "nsubj", "nsubjpass") is not None
            ):
                return kid
    return None


def prepositional(parse: Parse, token: int, beside: frozenset[str], table: ActTable) -> tuple[int, list[int]] | None:
    """A preposition behind a word, and the heads of what stands behind it and its repetitions; None if there is none.

    "to peace, and to holding talks" gives "peace" and "holding".
    """
    kids = parse.children[token]
    if parse.dep[token] in ("acomp", "nsubjpass"):
        kids = [*kids, *parse.children[parse.head[token]]]
    for kid in kids:
        if kid < token or parse.lower[kid] not in beside or parse.dep[kid] not in _PREPOSITIONS:
            continue
        heads = _behind(parse, kid, table)
        if not heads:
            continue
        for at in _repetitions(parse, heads[0], kid):
            if parse.dep[at] == "conj" or parse.tag[at + 1] == "VBG":
                heads.extend(head for head in _behind(parse, at, table) if head not in heads)
        return kid, heads
    return None


def repeated(parse: Parse, head: int, preposition: int) -> list[int]:
    """The nouns and gerunds behind further prepositions of the same word ("look forward to A and to B": B)."""
    if parse.tag[preposition] != "IN":
        return []
    found = (parse.child(at, "pcomp", "pobj") for at in _repetitions(parse, head, preposition))
    return [one for one in found if one is not None]


def _repetitions(parse: Parse, head: int, preposition: int) -> list[int]:
    """The places in a sentence where a preposition comes again behind "and" or a comma."""
    word, stop = parse.lower[preposition], parse.sentences[parse.sentence[head]][1]
    return [
        at
        for at in range(head + 1, stop - 1)
        if parse.lower[at] == word and parse.lower[at - 1] in ("and", ",", ";") and parse.tag[at] == "IN"
    ]


def _behind(parse: Parse, preposition: int, table: ActTable) -> list[int]:
    """The gerund or noun of a preposition, what such a noun says is to be done, and gerunds coordinated with either."""
    head = parse.child(preposition, "pcomp", "pobj")
    if head is None or head < preposition:
        return []
    if parse.tag[head][:2] == "VB":
        return [head]
    inner = [verb for _, verb in held(parse, preposition, head, table)]
    return [*(inner or [head]), *gerunds_beside(parse, head)]


def gerunds_beside(parse: Parse, head: int) -> list[int]:
    """The gerunds that are coordinated with a noun ("peace and holding talks")."""
    return [noun for noun in parse.conjuncts(head) if noun != head and parse.tag[noun] == "VBG"]


def held(parse: Parse, token: int, head: int, table: ActTable, nominal: bool = False) -> list[tuple[int, int]]:
    """What the nouns of an object hold to be done, each as noun and verb (or noun, if `nominal`), left to right.

    "efforts to build, ways to train, and how to pay" gives three. Members of a list are told by the words: the parser
    hangs them in many places.
    """
    found = [(noun, verb) for noun in parse.conjuncts(head) for verb in inside(parse, noun, table, nominal)]
    seen = {noun for noun, _ in found}
    stop = parse.sentences[parse.sentence[token]][1]
    for at in range(head + 1, stop - 1):
        if parse.tag[at] in ("VBD", "VBZ", "VBP", "MD") and parse.dep[at] in ("ROOT", "conj", "aux") and at > head:
            break
        if parse.lower[at] == "how" and _listed(parse, at) and parse.tag[parse.head[at]] == "VB":
            found.append((at, parse.head[at]))
        elif at not in seen and parse.tag[at][:2] == "NN" and _listed(parse, at):
            found.extend((at, verb) for verb in inside(parse, at, table))
    return sorted(found)


def _listed(parse: Parse, at: int) -> bool:
    """True if "and", a comma or "including" stands before the phrase of a word."""
    before = at - 1
    while before > 0 and parse.tag[before] in ("DT", "JJ", "JJR", "PRP$", "VBN", "RB", "NN", "POS", "NNP"):
        before -= 1
    return parse.lower[before] in ("and", ",", ";", "or", "including")


def holds_doing(parse: Parse, token: int, table: ActTable) -> bool:
    """True for a coordinated noun such as "efforts" with something to be done behind it."""
    if parse.dep[token] != "conj" or parse.tag[token][:2] != "NN":
        return False
    lemma = parse.lemma[token]
    return (lemma in table.vehicles or lemma in table.nouns) and infinitive(parse, token) is not None


def inside(parse: Parse, noun: int, table: ActTable, nominal: bool = False) -> Iterator[int]:
    """What a noun such as "effort" or "commitment" says is to be done: an infinitive, a gerund; if `nominal` a noun."""
    entries = table.nouns.get(parse.lemma[noun], ())
    if nominal and any(entry.kind == "endorse" for entry in entries):
        yield noun
        return
    if not entries and parse.lemma[noun] not in table.vehicles:
        return
    head = infinitive(parse, noun)
    if head is None:
        kids = [k for k in parse.children[noun] if k > noun and parse.tag[k] == "VB" and has_to(parse, k)]
        head = next((kid for kid in kids if parse.dep[kid] in ("acl", "relcl")), None)
    if head is not None:
        yield head
        return
    beside = {word for entry in entries for word in entry.beside} or {"of", "for", "to", "toward", "towards"}
    for kid in parse.children[noun]:
        if kid > noun and parse.dep[kid] == "prep" and parse.lower[kid] in beside:
            found = parse.child(kid, "pcomp", "pobj") if nominal and entries else parse.child(kid, "pcomp")
            if found is not None and found > kid:
                # A commitment to somebody, not to something, is named by itself.
                yield noun if parse.entity[found] in ("GPE", "NORP", "PERSON") else found
                return


def others(parse: Parse, token: int, table: ActTable) -> tuple[int, int] | None:
    """Somebody who is asked, told or allowed, and the verb of what he is to do; None if nobody is."""
    for kid in parse.children[token]:
        if (
            kid > token
            and parse.dep[kid] in ("ccomp", "xcomp", "advcl")
            and parse.tag[kid] == "VB"
            and has_to(parse, kid)
        ):
            asked = parse.child(kid, "nsubj")
            if asked is None:
                asked = _asked(parse, token)
            if asked is not None:
                return asked, kid
    asked = _asked(parse, token)
    if asked is None or asked < token:
        return None
    # "urged Oslo to pay" whose infinitive the parser hung elsewhere.
    for at in range(asked + 1, min(asked + _FAR, parse.sentences[parse.sentence[token]][1])):
        lemma = parse.lemma[at - 1]
        if parse.tag[at] in ("VBD", "VBZ", "VBP", "VBG", "MD", ".", ",") or (
            parse.tag[at - 1][:2] == "NN" and (lemma in table.nouns or lemma in table.vehicles)
        ):
            return None
        if (verb := to_do(parse, at)) is not None:
            return asked, verb
    return None


def for_to(parse: Parse, token: int) -> tuple[int, int] | None:
    """Who is to do what in "the need for all to act", "called for it to be closed": a noun and a verb behind "for"."""
    stop = min(token + _FAR, parse.sentences[parse.sentence[token]][1])
    if token + 2 >= stop or parse.lower[token + 1] != "for":
        return None
    asked = None
    for at in range(token + 2, stop - 1):
        tag, verb = parse.tag[at], parse.head[at]
        if tag == "TO" and asked is not None:
            own = parse.child(verb, "nsubj", "nsubjpass") is not None
            return (asked, verb) if at < verb < at + 4 and own and parse.tag[verb] in ("VB", "VBN") else None
        if tag[:2] in ("NN", "PR"):
            asked = at
        elif tag in ("VBD", "VBZ", "VBP", "MD", ".", ",", "IN", "VBG", "CC"):
            return None
    return None


def _asked(parse: Parse, token: int) -> int | None:
    found = parse.child(token, "dobj", "nsubjpass")
    if found is not None:
        return found
    for kid in parse.children[token]:
        if kid > token and (parse.lower[kid] in ("on", "upon") or (parse.lower[kid], parse.lemma[token]) == _APPEAL):
            return parse.child(kid, "pobj")
    return None


def beyond(parse: Parse, token: int, last: int) -> int | None:
    """What an idiom acts upon: the object of its last word or verb, an infinitive, or what its clause describes."""
    head = parse.child(last, "pcomp", "pobj") if parse.tag[last] in ("IN", "TO", "RP") else None
    if head is None:
        head = to_do(parse, last + 1)
    if head is None:
        kids = [kid for kid in parse.children[token] if kid > last]
        head = next((kid for kid in kids if parse.dep[kid] in ("dobj", "xcomp", "pcomp", "ccomp")), None)
        if head is None and kids and kids[0] == last + 1 and parse.tag[kids[0]] == "VBG":
            head = kids[0]
    if head is None and parse.tag[last] == "VB":
        head = parse.child(last, "dobj")  # "failed to keep its promise"
    if head is None and parse.child(token, "auxpass") is not None and parse.child(token, "agent") is not None:
        head = parse.child(token, "nsubjpass")  # "the request was turned down by Berlin"
    if head is None and parse.dep[token] == "relcl":
        head = antecedent(parse, token)
    return head


def relative(parse: Parse, token: int, head: int) -> int | None:
    """What is to be done something to, in a clause that describes it: "the tanks that Norway promised to send".

    Only of a verb that says nothing by itself.
    """
    thing = parse.child(head, "dobj")
    if thing is None or parse.lower[thing] not in _RELATIVES or thing > token or parse.dep[token] != "relcl":
        return None
    if parse.edges[head][1] > head:
        return None
    return antecedent(parse, token)


def antecedent(parse: Parse, verb: int) -> int:
    """The noun that a relative clause describes; behind "is something that…" the subject."""
    noun = parse.head[verb]
    copula = parse.head[noun]
    if parse.lower[noun] in _VAGUE and parse.dep[noun] == "attr":
        subject = parse.child(copula, "nsubj")
        return noun if subject is None else subject
    return noun
