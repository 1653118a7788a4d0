"""Acts in the making: which words set a relation to an undertaking, and where that undertaking stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.find.act_complements import (
    beyond,
    clause,
    for_to,
    gerund,
    gerunds_beside,
    has_to,
    held,
    how,
    infinitive,
    object_of,
    others,
    prepositional,
    relative,
    repeated,
)  # fmt: skip
from onrecord.find.act_table import ActTable, Entry, acts
from onrecord.find.disowned import never_undertaken
from onrecord.parse import Parse
from onrecord.records import ActKind

_AIMING = Entry("plan", frozenset(), (), spoken=True)
_OBJECTING = Entry("object", frozenset(), (), spoken=True)
# Kinds of idioms that are about what was undertaken before.
_OF_PROMISES = frozenset(("withdraw", "reaffirm", "breach"))
_DENYING = Entry("refuse", frozenset(), (), spoken=True)
# The rule by which somebody denies to have undertaken something.
DISOWNED = "disowned"
# The rule by which somebody says that he will not hinder what others do.
NOT_HINDER = "modal not hinder"


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

    def draft(head: int, rule: str, last: int = token, other: int | None = None, through: int | None = None) -> Draft:
        return Draft(entry.kind, token, token, last, head, rule, entry, other=other, through=through)

    takes = entry.takes
    if "others" in takes and (asked := others(parse, token, table)) is not None:
        return [draft(asked[1], "others to do", other=asked[0])]
    if entry.kind == "request" and "for" in entry.beside and (wanted := for_to(parse, token)) is not None:
        who, verb = wanted
        passive = parse.tag[verb] == "VBN"
        whom, what = (None, who) if passive else (who, None)
        return [Draft(entry.kind, token, token, token + 1, verb, "for to", entry, other=whom, before=what)]
    behind = prepositional(parse, token, entry.beside, table) if entry.beside else None
    if "infinitive" in takes and (head := infinitive(parse, token)) is not None and (not behind or head < behind[1][0]):
        return [replace(draft(head, "infinitive"), before=relative(parse, token, head))]
    if "gerund" in takes and (head := gerund(parse, token)) is not None:
        return [draft(head, "gerund")]
    thing = parse.child(token, "dobj") if "object" in takes else None
    if thing is not None and parse.tag[thing] not in ("NN", "NNS"):
        thing = None  # a name or pronoun: who is praised or asked for what follows
    if behind is not None and (thing is None or behind[0] < thing or parse.tag[behind[1][0]] == "VBG"):
        preposition, heads = behind
        near = preposition == token + 1
        person = None if near else parse.child(token, "dobj")
        last = preposition if near else token
        return [draft(head, f"with {parse.lower[preposition]}", last, person) for head in heads]
    if "how" in takes and (verbs := how(parse, token)):
        return [draft(verb, "how") for verb in verbs]
    if "clause" in takes and (head := clause(parse, token, table)) is not None:
        return [Draft(entry.kind, token, token, token, head, "clause", entry, whole=True)]
    if "that" in takes and (head := parse.child(token, "ccomp")) is not None and head > token:
        return [Draft(entry.kind, token, token, token, head, "clause", entry, whole=True)]
    head = object_of(parse, token, table) if "object" in takes else None
    if head is not None and _fits(parse, head, entry) and not _permit(parse, token, head, entry):
        # The object itself, or what its nouns say is to be done ("efforts to build", "their commitment to peace").
        inner = [] if entry.kind == "complete" else held(parse, token, head, table, nominal=entry.kind == "reaffirm")
        doings = [draft(doing, "object") for doing in gerunds_beside(parse, head)]
        return [*([draft(f, "object's doing", through=n) for n, f in inner] or [draft(head, "object")]), *doings]
    return []


def _passive_with(parse: Parse, token: int) -> bool:
    """True for an adjective that the parser took for a passive ("is opposed to the sale")."""
    kids = parse.children[token]
    return parse.child(token, "auxpass") is not None and any(
        parse.dep[kid] == "prep" and parse.lower[kid] in ("to", "about", "over") for kid in kids
    )


def _permit(parse: Parse, token: int, head: int, entry: Entry) -> bool:
    """True for the permission that is granted if what is permitted stands behind the noun, whose act it is then.

    Without it "the approval" takes up what was named before.
    """
    nouns = [noun for noun in acts().nouns.get(parse.lemma[head], ()) if noun.kind == "approve"]
    kids = [kid for word in (head, token) for kid in parse.children[word] if kid > word]
    behind = any(parse.lower[kid] in noun.beside for noun in nouns for kid in kids)
    to_do = infinitive(parse, head) is not None or infinitive(parse, token) is not None
    return entry.kind == "approve" and bool(nouns) and (behind or to_do)


def _fits(parse: Parse, head: int, entry: Entry) -> bool:
    lemma = parse.lemma[head].lower()
    return (not entry.of or lemma in entry.of) and lemma not in entry.never


def drafts_at(parse: Parse, token: int) -> Iterator[Draft]:
    """The drafts that the vocabulary gives for a word, by its tag and lemma; modals apart."""
    table = acts()
    tag, lemma = parse.tag[token], parse.lemma[token]
    if tag[:2] == "VB":
        entries = table.verbs.get(lemma, ())
        described = parse.dep[token] in ("acomp", "attr", "oprd", "conj") or _passive_with(parse, token)
        if described and parse.lower[token] in table.adjectives:
            entries = table.adjectives[parse.lower[token]] + entries
    elif tag in ("NN", "NNS") and (aimed_at := aim(parse, token)) is not None:
        yield Draft("plan", token, token, max(token, aimed_at - 1), aimed_at, "goal", _AIMING)
        return
    elif tag in ("NN", "NNS"):
        entries = table.nouns.get(lemma, ())
    elif tag[:2] == "JJ":
        entries = table.adjectives.get(parse.lower[token], ())
    else:
        return
    if tag[:2] == "VB" and (denied := never_undertaken(parse, token)) is not None:
        if denied[0] is not None:
            yield Draft("refuse", token, token, token, denied[0], DISOWNED, _DENYING)
        return
    for entry in entries:
        found = complements(parse, token, entry, table)
        yield from found
        if found and not entry.only:
            return
    if tag[:2] == "VB":
        yield from idiomatic(parse, token)
        if lemma in table.naming and tag != "VB":
            yield from named_against(parse, token)


def aim(parse: Parse, token: int) -> int | None:
    """The verb of "our aim is to build" at its noun."""
    be = parse.head[token]
    if parse.lemma[token] not in acts().goals or parse.dep[token] != "nsubj" or parse.lemma[be] != "be":
        return None
    if parse.tag[be] not in ("VBZ", "VBP", "VBD"):
        return None
    kids = [kid for kid in parse.children[be] if kid > token and parse.tag[kid] == "VB" and has_to(parse, kid)]
    return next((kid for kid in kids if parse.dep[kid] in ("xcomp", "ccomp", "acl", "advcl")), None)


def idiomatic(parse: Parse, token: int) -> Iterator[Draft]:
    """The draft of a verb with the words that make an idiom of it ("look forward to", "enter into force")."""
    for idiom in acts().idioms.get(parse.lemma[token], ()):
        last = token
        for word in idiom.words:
            last = next((at for at in range(last + 1, min(last + 4, len(parse))) if parse.lower[at] == word), -1)
            if last < 0:
                break
        if last < 0:
            continue
        head = parse.child(token, "nsubj", "nsubjpass") if idiom.subject else beyond(parse, token, last)
        if head is not None:
            again = repeated(parse, head, last) if not idiom.subject else []
            for one in (head, *again):
                told = promised(parse, one) if idiom.kind in _OF_PROMISES else None
                through, one = (None, one) if told is None else (one, told)
                yield Draft(idiom.kind, token, token, last, one, "idiom", idiom.entry(), through=through)
            return


def promised(parse: Parse, noun: int) -> int | None:
    """What a promise, plan or the like is of, for an idiom that is about it ("went back on its promise to send")."""
    entries = acts().nouns.get(parse.lemma[noun], ()) if parse.tag[noun][:2] == "NN" else ()
    kinds = {entry.kind for entry in entries}
    return infinitive(parse, noun) if kinds & {"pledge", "plan", "reaffirm", "agree"} else None


def named_against(parse: Parse, token: int) -> Iterator[Draft]:
    """The draft of "called the sale unacceptable": a thing that is spoken against by the name it is given."""
    table = acts()
    name = thing = None
    for kid in parse.children[token]:
        if kid < token or parse.dep[kid] not in ("oprd", "ccomp", "xcomp", "dobj", "prep", "acomp"):
            continue
        words = range(kid, min(kid + 8, parse.edges[kid][1] + 1))
        spoken = next((at for at in words if parse.lemma[at].lower() in table.against), None)
        if spoken is not None and parse.dep[kid] != "dobj":
            name = spoken
            thing = parse.child(kid, "nsubj") if thing is None else thing
        elif parse.dep[kid] == "dobj":
            thing = kid
    if name is not None and thing is not None and parse.tag[thing][:2] == "NN":
        yield Draft("object", token, token, token, thing, "named against", _OBJECTING)


def outstanding(parse: Parse, token: int) -> Draft | None:
    """The draft of "has yet to be released" at its "yet": a plan that still waits."""
    have = parse.head[token]
    verb = to_be_done(parse, token)
    if verb is None or (parse.lemma[have] not in ("have", "be") and have != verb):
        return None
    first = have if parse.lemma[have] in ("have", "be") else token
    subject = parse.subject(verb) or parse.subject(have)
    if subject is None or parse.lemma[verb] in acts().not_deeds:
        return None
    passive = parse.child(verb, "auxpass") is not None
    last = max(token, verb - 1)
    return Draft(
        "plan", token, min(first, token), last, verb, "yet to",
        doer=None if passive else subject, before=subject if passive else None,
    )  # fmt: skip


def to_be_done(parse: Parse, token: int) -> int | None:
    """The verb of the infinitive that follows a word at once."""
    after = token + 1
    if after < len(parse) and parse.lower[after] == "to":
        head = parse.head[after]
        return head if head > after and parse.tag[head] in ("VB", "VBN") else None
    return None
