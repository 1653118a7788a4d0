"""Acts in the making: which words set a relation to an undertaking, and where that undertaking stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.find.act_table import ActTable, Entry, acts
from onrecord.parse import Parse
from onrecord.records import ActKind

_PREPOSITIONS = frozenset(("prep", "prt", "dative", "agent"))
# Words between somebody who is asked and what he is asked to do.
_FAR = 14


@dataclass(slots=True)
class Draft:
    """What was found of one act, as tokens.

    `token` is the head of the trigger, `first` and `last` its first and last token, `head` the verb or noun that the
    undertaking hangs on, `doer` and `other` heads of noun phrases for who acts and to whom. A `whole` undertaking is a
    clause with its subject; `before` names a word that the undertaking has before its verb (the subject of a passive),
    `through` a noun between trigger and undertaking ("welcomed efforts to build").
    """

    kind: ActKind
    token: int
    first: int
    last: int
    head: int
    rule: str
    entry: Entry | None = None
    doer: int | None = None
    other: int | None = None
    whole: bool = False
    before: int | None = None
    negated: bool = False
    through: int | None = None


def complements(parse: Parse, token: int, entry: Entry, table: ActTable) -> list[Draft]:
    """The undertakings beside a trigger that one entry of the vocabulary allows, each as a draft: of one form only."""
    if "others" in entry.takes and (found := list(_others(parse, token, entry))):
        return found
    beside = list(_prepositional(parse, token, entry)) if entry.beside else []
    if "infinitive" in entry.takes and (head := infinitive(parse, token)) is not None:
        if not beside or head < beside[0].head:
            return [Draft(entry.kind, token, token, token, head, "infinitive", entry)]
    if "gerund" in entry.takes and (head := gerund(parse, token)) is not None:
        return [Draft(entry.kind, token, token, token, head, "gerund", entry)]
    if beside:
        return beside
    if "how" in entry.takes and (found := list(_how(parse, token, entry))):
        return found
    if "clause" in entry.takes and (head := _clause(parse, token, table)) is not None:
        return [Draft(entry.kind, token, token, token, head, "clause", entry, whole=True)]
    if "object" in entry.takes and (head := object_of(parse, token)) is not None:
        return list(_objects(parse, token, head, entry, table))
    return []


def _how(parse: Parse, token: int, entry: Entry) -> Iterator[Draft]:
    """What is to be done in "discussed how to build", "discussed how they can build", one for each "how"."""
    for kid in parse.children[token]:
        if kid > token and parse.dep[kid] in ("ccomp", "xcomp", "advcl") and parse.tag[kid] == "VB":
            for verb in parse.conjuncts(kid):
                if any(parse.lower[word] == "how" for word in parse.children[verb]):
                    yield Draft(entry.kind, token, token, token, verb, "how", entry)


def _objects(parse: Parse, token: int, head: int, entry: Entry, table: ActTable) -> Iterator[Draft]:
    """An object as the undertaking, or what its nouns say is to be done ("efforts to build", "their commitment to peace")."""
    restated = entry.kind == "reaffirm"
    inner = [(noun, found) for noun in nouns(parse, head) for found in inside(parse, noun, table, restated)]
    for noun, found in inner:
        yield Draft(entry.kind, token, token, token, found, "object's doing", entry, through=noun)
    doings = [noun for noun in parse.conjuncts(head) if noun != head and parse.tag[noun] == "VBG"]
    for doing in doings:
        yield Draft(entry.kind, token, token, token, doing, "object", entry)
    if not inner:
        yield Draft(entry.kind, token, token, token, head, "object", entry)


def nouns(parse: Parse, head: int) -> list[int]:
    """The noun and those coordinated with it, left to right."""
    return [noun for noun in parse.conjuncts(head) if parse.tag[noun][:2] in ("NN", "VB")]


def inside(parse: Parse, noun: int, table: ActTable, nominal: bool = False) -> Iterator[int]:
    """What a noun such as "effort" or "commitment" says is to be done: an infinitive, a gerund; if `nominal` a noun."""
    entries = table.nouns.get(parse.lemma[noun], ())
    if not entries and parse.lemma[noun] not in table.vehicles:
        return
    head = infinitive(parse, noun)
    if head is None:
        head = next((k for k in parse.children[noun] if k > noun and parse.dep[k] in ("acl", "relcl") and parse.tag[k] == "VB"), None)
    if head is not None:
        yield head
        return
    beside = {word for entry in entries for word in entry.beside} or {"of", "for", "to", "toward", "towards"}
    for kid in parse.children[noun]:
        if kid > noun and parse.dep[kid] == "prep" and parse.lower[kid] in beside:
            found = parse.child(kid, "pcomp", "pobj") if nominal and entries else parse.child(kid, "pcomp")
            if found is not None and found > kid:
                yield found
                return


def infinitive(parse: Parse, token: int) -> int | None:
    """The verb of "to do" behind a word: by the tree, else by the words that follow it or its "of" phrase."""
    for kid in parse.children[token]:
        if kid > token and parse.tag[kid] == "VB" and parse.dep[kid] in ("xcomp", "ccomp", "acl", "advcl", "relcl"):
            if _has_to(parse, kid) and parse.child(kid, "nsubj") is None and _near(parse, token, kid):
                return kid
    after = token + 1
    for kid in parse.children[token]:
        if kid == token + 1 and parse.lower[kid] in ("of", "by"):
            after = parse.edges[kid][1] + 1
    return _to_do(parse, after)


def _to_do(parse: Parse, at: int) -> int | None:
    """The verb of an infinitive whose "to" stands at a token."""
    if at >= len(parse) or parse.lower[at] != "to" or parse.tag[at] != "TO":
        return None
    head = parse.head[at]
    return head if head > at and parse.tag[head] == "VB" else None


def _near(parse: Parse, token: int, verb: int) -> bool:
    """True unless an adverbial infinitive ("…, to ensure…") stands behind a noun phrase or a comma."""
    return parse.dep[verb] != "advcl" or parse.edges[verb][0] - token <= 2


def _has_to(parse: Parse, verb: int) -> bool:
    return any(parse.lower[kid] == "to" and kid < verb for kid in parse.children[verb])


def gerund(parse: Parse, token: int) -> int | None:
    """The verb of "doing" behind a word."""
    for kid in parse.children[token]:
        if kid > token and parse.tag[kid] == "VBG" and parse.dep[kid] in ("xcomp", "dobj", "pcomp", "ccomp"):
            if parse.child(kid, "nsubj") is None:
                return kid
    return None


def object_of(parse: Parse, token: int) -> int | None:
    """The noun that a verb acts upon: its object, or the subject of its passive."""
    if any(parse.dep[kid] == "auxpass" for kid in parse.children[token]):
        return parse.child(token, "nsubjpass")
    if parse.tag[token] == "VBN" and parse.dep[token] in ("acl", "relcl"):
        return parse.head[token]
    return parse.child(token, "dobj")


def _prepositional(parse: Parse, token: int, entry: Entry) -> Iterator[Draft]:
    """What stands behind a preposition of the entry, and behind its repetitions ("to peace, and to holding talks")."""
    for kid in parse.children[token]:
        if kid < token or parse.lower[kid] not in entry.beside or parse.dep[kid] not in _PREPOSITIONS:
            continue
        last = kid if kid == token + 1 else token
        other = parse.child(token, "dobj") if kid > token + 1 else None
        for again in (kid, *(k for k in parse.children[kid] if parse.dep[k] == "conj" and parse.lower[k] == parse.lower[kid])):
            for head in _behind(parse, again):
                yield Draft(entry.kind, token, token, last, head, f"with {parse.lower[kid]}", entry, other=other)
        return


def _behind(parse: Parse, preposition: int) -> list[int]:
    """The gerund or noun of a preposition, what such a noun says is to be done, and gerunds coordinated with either."""
    head = parse.child(preposition, "pcomp", "pobj")
    if head is None or head < preposition:
        return []
    if parse.tag[head][:2] == "VB":
        return [head]
    inner = [found for noun in nouns(parse, head) for found in inside(parse, noun, acts())]
    doings = [noun for noun in parse.conjuncts(head) if noun != head and parse.tag[noun] == "VBG"]
    return [*(inner or [head]), *doings]


def _clause(parse: Parse, token: int, table: ActTable) -> int | None:
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
            if parse.tag[kid] == "VB" and "to" not in auxiliaries and parse.child(kid, "nsubj", "nsubjpass") is not None:
                return kid
    return None


def _others(parse: Parse, token: int, entry: Entry) -> Iterator[Draft]:
    """Somebody who is asked, told or allowed to do something."""
    for kid in parse.children[token]:
        if kid > token and parse.dep[kid] in ("ccomp", "xcomp", "advcl") and parse.tag[kid] == "VB" and _has_to(parse, kid):
            asked = parse.child(kid, "nsubj")
            if asked is None:
                asked = parse.child(token, "dobj", "nsubjpass") or _pobj(parse, token)
            if asked is not None:
                yield Draft(entry.kind, token, token, token, kid, "others to do", entry, other=asked)
                return
    asked = parse.child(token, "dobj") or _pobj(parse, token)
    if asked is not None and asked > token:
        # "urged Oslo to pay" whose infinitive the parser hung elsewhere.
        for at in range(asked + 1, min(asked + _FAR, parse.sentences[parse.sentence[token]][1])):
            if parse.tag[at] in ("VBD", "VBZ", "VBP", "MD", "."):
                return
            if (verb := _to_do(parse, at)) is not None:
                yield Draft(entry.kind, token, token, token, verb, "others to do", entry, other=asked)
                return


def _pobj(parse: Parse, token: int) -> int | None:
    for kid in parse.children[token]:
        if kid > token and parse.lower[kid] in ("on", "upon"):
            return parse.child(kid, "pobj")
    return None


def drafts_at(parse: Parse, token: int) -> Iterator[Draft]:
    """The drafts that the vocabulary gives for a word, by its tag and lemma; modals and idioms apart."""
    table = acts()
    tag, lemma = parse.tag[token], parse.lemma[token]
    if tag[:2] == "VB":
        entries = table.verbs.get(lemma, ())
        if parse.dep[token] in ("acomp", "attr", "oprd", "conj") and parse.lower[token] in table.adjectives:
            entries = table.adjectives[parse.lower[token]] + entries
    elif tag[:2] == "NN":
        entries = table.nouns.get(lemma, ())
    elif tag[:2] == "JJ":
        entries = table.adjectives.get(parse.lower[token], ())
    else:
        return
    for entry in entries:
        found = complements(parse, token, entry, table)
        if found:
            yield from found
            return
    if tag[:2] == "VB":
        yield from _idiomatic(parse, token, table)


def _idiomatic(parse: Parse, token: int, table: ActTable) -> Iterator[Draft]:
    """The drafts of a verb with the words that make an idiom of it ("look forward to", "put off", "enter into force")."""
    for idiom in table.idioms.get(parse.lemma[token], ()):
        last = token
        for word in idiom.words:
            last = next((at for at in range(last + 1, min(last + 4, len(parse))) if parse.lower[at] == word), -1)
            if last < 0:
                break
        if last < 0:
            continue
        head = parse.child(token, "nsubj", "nsubjpass") if idiom.subject else _beyond(parse, token, last)
        if head is not None:
            yield Draft(idiom.kind, token, token, last, head, "idiom", idiom.entry())
            return


def _beyond(parse: Parse, token: int, last: int) -> int | None:
    """What an idiom acts upon: the object of its last word or of its verb, or the infinitive behind it."""
    head = parse.child(last, "pcomp", "pobj") if parse.tag[last] in ("IN", "TO", "RP") else None
    if head is None:
        head = _to_do(parse, last + 1)
    if head is None:
        head = next((k for k in parse.children[token] if k > token and parse.dep[k] in ("dobj", "xcomp") and k != last), None)
    return head
