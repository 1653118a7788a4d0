"""Acts in the making: which words set a relation to an undertaking, and where that undertaking stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.find.act_table import ActTable, Entry, acts
from onrecord.parse import Parse
from onrecord.records import ActKind


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


def complements(parse: Parse, token: int, entry: Entry, table: ActTable) -> Iterator[Draft]:
    """The undertakings beside a trigger that one entry of the vocabulary allows, each as a draft."""
    made = False
    if "others" in entry.takes:
        for draft in _others(parse, token, entry):
            made = True
            yield draft
    if not made and "infinitive" in entry.takes and (head := infinitive(parse, token)) is not None:
        made = True
        yield Draft(entry.kind, token, token, token, head, "infinitive", entry)
    if not made and "gerund" in entry.takes and (head := gerund(parse, token)) is not None:
        made = True
        yield Draft(entry.kind, token, token, token, head, "gerund", entry)
    if not made and entry.beside:
        for draft in _prepositional(parse, token, entry):
            made = True
            yield draft
    if not made and "clause" in entry.takes and (head := _clause(parse, token, table)) is not None:
        made = True
        yield Draft(entry.kind, token, token, token, head, "clause", entry, whole=True)
    if not made and "object" in entry.takes and (head := object_of(parse, token)) is not None:
        yield from _objects(parse, token, head, entry, table)


def _objects(parse: Parse, token: int, head: int, entry: Entry, table: ActTable) -> Iterator[Draft]:
    """An object as the undertaking, or what its nouns say is to be done ("efforts to build", "their commitment to peace")."""
    restated = entry.kind == "reaffirm"
    inner = [(noun, found) for noun in nouns(parse, head) for found in inside(parse, noun, table, restated)]
    for noun, found in inner:
        yield Draft(entry.kind, token, token, token, found, "object's doing", entry, through=noun)
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
    """The verb of "to do" behind a word: by the tree, else by the words that follow at once."""
    for kid in parse.children[token]:
        if kid > token and parse.tag[kid] == "VB" and parse.dep[kid] in ("xcomp", "ccomp", "acl", "advcl", "relcl"):
            if _has_to(parse, kid) and parse.child(kid, "nsubj") is None and _near(parse, token, kid):
                return kid
    after = token + 1
    if after < len(parse) and parse.lower[after] == "to" and parse.tag[after] == "TO":
        head = parse.head[after]
        return head if head > after and parse.tag[head] == "VB" else None
    return None


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
    for kid in parse.children[token]:
        if kid < token or parse.lower[kid] not in entry.beside or parse.dep[kid] not in ("prep", "prt", "dative", "agent"):
            continue
        head = parse.child(kid, "pcomp", "pobj")
        if head is not None and head > kid:
            last = kid if kid == token + 1 else token
            rule = f"with {parse.lower[kid]}"
            inner = [(noun, found) for noun in nouns(parse, head) for found in inside(parse, noun, acts())]
            for noun, found in inner:
                yield Draft(entry.kind, token, token, last, found, rule, entry, through=noun)
            if not inner:
                yield Draft(entry.kind, token, token, last, head, rule, entry)
            return


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
                asked = parse.child(token, "dobj", "nsubjpass") or _pobj(parse, token, entry)
            if asked is not None:
                yield Draft(entry.kind, token, token, token, kid, "others to do", entry, other=asked)
                return
    asked = parse.child(token, "dobj") or _pobj(parse, token, entry)
    if asked is not None:
        # "urged Oslo to pay" whose infinitive the parser hung on Oslo.
        for kid in parse.children[asked]:
            if kid > asked and parse.tag[kid] == "VB" and parse.dep[kid] in ("acl", "relcl", "xcomp") and _has_to(parse, kid):
                yield Draft(entry.kind, token, token, token, kid, "others to do", entry, other=asked)
                return


def _pobj(parse: Parse, token: int, entry: Entry) -> int | None:
    for kid in parse.children[token]:
        if kid > token and parse.lower[kid] in ("on", "upon") and parse.lower[kid] in entry.beside:
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
        found = list(complements(parse, token, entry, table))
        if found:
            yield from found
            return
