"""Which kind of act a trigger carries as it stands in its clause: tense, modality and negation; None for no act."""

from onrecord.find.act_complements import has_to
from onrecord.find.act_drafts import DISOWNED, Draft, complements, idiomatic
from onrecord.find.act_table import ActTable, acts
from onrecord.find.parties import FIRST_PERSON
from onrecord.find.suppositions import inverted
from onrecord.parse import NOBODY, Parse
from onrecord.records import ActKind

_HAVE = frozenset(("have", "has", "had", "'ve", "’ve", "having"))
_BE = frozenset(("am", "is", "are", "was", "were", "been", "being", "be", "'re", "’re", "'s", "’s", "'m", "’m"))
_DO = frozenset(("do", "does", "did"))
_DOUBT = frozenset(("if", "whether", "unless"))
# Before a present: what is still to come ("once the treaty enters into force").
_AWAITING = frozenset(("once", "until", "when", "before", "after", "till"))
_PREDICATES = frozenset(
    ("acomp", "oprd", "attr", "xcomp", "conj", "advcl", "ROOT", "amod", "acl", "ccomp", "relcl")
)  # fmt: skip
_WISHES = frozenset(("want", "wish", "like"))
_UNSAID = frozenset(("can", "should", "ought", "cannot", "ca"))

# What "not" makes of a kind; kinds that are not named make no act when negated.
_NEGATED: dict[ActKind, ActKind] = {
    "plan": "refuse",
    "consider": "refuse",
    "approve": "refuse",
    "propose": "refuse",
    "endorse": "object",
    "refuse": "consider",
}
# Kinds of deeds that a participle tells in passing ("he went to Oslo, striking a deal").
_SETTLING = frozenset(("agree", "refuse", "object", "approve", "withdraw", "delay"))
# Nouns of these kinds must be of something done ("support for the plan"); others are of anything ("a bid for a seat").
_OF_DEEDS = frozenset(("reaffirm", "endorse", "plan", "discuss", "pledge", "approve"))
# Acts of words, which a modal leaves what they are ("will reaffirm"); of other verbs the modal itself makes the act.
_OF_WORDS = frozenset(("consider", "discuss", "request", "reaffirm", "pledge", "agree", "propose"))


def kind_of(parse: Parse, draft: Draft, official: bool) -> ActKind | None:
    """The kind of a draft that the vocabulary gave; None where the words, as they stand, set no relation."""
    entry, token = draft.entry, draft.token
    if entry is None:
        return draft.kind
    if entry.only and official != (entry.only == "official"):
        return None
    if entry.described and not any(parse.lower[kid] in entry.described for kid in parse.children[token]):
        return None
    if (
        entry.deed or (draft.kind in _OF_DEEDS and parse.tag[token][:2] == "NN" and draft.rule.startswith("with"))
    ) and not _names_deed(parse, draft, acts()):
        return None
    if draft.kind in ("advance", "complete") and parse.lemma[draft.head] in acts().hostile:
        return None
    if draft.kind == "reaffirm" and draft.rule == "idiom" and parse.lemma[draft.head] in acts().landmarks:
        return None
    if draft.kind == "refuse" and draft.rule == "infinitive" and parse.lemma[draft.head] in acts().reticence:
        return None
    carried = draft.rule == "infinitive" and draft.kind == "advance"
    if carried and (of_words(parse, draft.head) or parse.lemma[draft.head] not in acts().doings):
        return None
    if draft.kind == "request" and parse.lemma[token] == "want" and parse.lemma[draft.head] in acts().not_deeds:
        return None
    if _unsaid(parse, draft, official):
        return None
    kind: ActKind | None = draft.kind
    if parse.tag[token][:2] == "VB" and (
        draft.rule in ("idiom", "named against", DISOWNED) or entry in acts().verbs.get(parse.lemma[token], ())
    ):
        kind = _of_verb(parse, draft, acts())
    elif parse.tag[token][:2] == "NN":
        kind = _of_noun(parse, draft)
    else:
        kind = _of_adjective(parse, draft, acts())
    return kind


def _unsaid(parse: Parse, draft: Draft, official: bool) -> bool:
    """True where nothing is named that may be done: "what", no deal, a request for comment, a meeting only arranged."""
    head, table = draft.head, acts()
    if parse.tag[head] in ("WP", "WDT") or any(parse.lower[kid] == "no" for kid in parse.children[head]):
        return True
    if draft.kind == "request" and parse.tag[head] == "NN" and parse.lemma[head] in table.reticence:
        return True
    return not official and draft.rule == "infinitive" and draft.kind == "plan" and (
        parse.lower[draft.token] in table.arranged and parse.lemma[head] in table.occasions
    )  # fmt: skip


def auxiliaries(parse: Parse, verb: int) -> set[str]:
    """The auxiliaries of a verb in lower case; of a coordinated verb without its own, those of the first one."""
    at = verb
    for _ in range(6):
        found = {parse.lower[kid] for kid in parse.children[at] if parse.dep[kid] in ("aux", "auxpass") and kid < at}
        if found or parse.dep[at] != "conj" or parse.tag[parse.head[at]] != parse.tag[verb]:
            return found
        at = parse.head[at]
    return set()


def of_words(parse: Parse, verb: int) -> bool:
    """True for a verb or idiom that keeps its own kind behind a modal ("will reaffirm", "could consider")."""
    table = acts()
    entries = table.verbs.get(parse.lemma[verb], ())
    return any(
        (entry.spoken or entry.kind == "consider")
        and entry.kind in _OF_WORDS
        and bool(complements(parse, verb, entry, table))
        for entry in entries
    ) or any(draft.kind in _OF_WORDS for draft in idiomatic(parse, verb))


def _of_verb(parse: Parse, draft: Draft, table: ActTable) -> ActKind | None:
    entry, token = draft.entry, draft.token
    assert entry is not None  # noqa: S101 - drafts of verbs have one
    helpers = auxiliaries(parse, token)
    passive = parse.child(token, "auxpass") is not None
    if doubted(parse, token) or helpers & _UNSAID or helpers & table.modals.demanding or _by_nobody(parse, token):
        return None
    if helpers & table.modals.possible:
        return draft.kind if draft.kind == "consider" else None
    modal = helpers & (table.modals.binding | table.modals.reported)
    if modal and (draft.kind not in _OF_WORDS or passive):
        return None
    subject = parse.subject(token) if entry.own else None
    if entry.own and (subject is None or parse.lower[subject] not in FIRST_PERSON):
        return None
    if entry.passive and not passive and parse.tag[token] != "VBN":
        return None
    if entry.now and not (parse.tag[token] in ("VBP", "VBZ") or (parse.tag[token] == "VBG" and helpers & _BE)):
        return None
    if entry.past and not modal and not _done_or_doing(parse, token, helpers, passive):
        return None
    if not modal and not _asserted(parse, draft, helpers):
        return None
    return draft.kind if parse.negated(token) is None else negated_kind(parse, token, draft.kind)


def _by_nobody(parse: Parse, token: int) -> bool:
    """True for a passive whose doer is nobody ("is opposed by nobody")."""
    agent = parse.child(token, "agent")
    doer = parse.child(agent, "pobj") if agent is not None else None
    return doer is not None and parse.lower[doer] in NOBODY


def negated_kind(parse: Parse, token: int, kind: ActKind) -> ActKind | None:
    """What an act of the kind is where its verb is negated; None where that is no act.

    What was not ratified so far was not refused, nor is what was not decided.
    """
    open_still = kind in ("approve", "endorse") and parse.tag[token] == "VBN" and auxiliaries(parse, token) & _HAVE
    undecided = kind == "plan" and parse.lemma[token] in acts().undecided
    return None if open_still or undecided else _NEGATED.get(kind)


def _done_or_doing(parse: Parse, token: int, helpers: set[str], passive: bool) -> bool:
    tag = parse.tag[token]
    if tag == "VBG":
        return bool(helpers & _BE)
    return tag == "VBD" or bool(tag == "VBN" and (helpers & _HAVE or passive))


def _asserted(parse: Parse, draft: Draft, helpers: set[str]) -> bool:
    """True for a finite verb, a participle that goes with one ("…, welcoming") or a noun's ("signed in")."""
    token, entry = draft.token, draft.entry
    tag, dep = parse.tag[token], parse.dep[token]
    if tag in ("VBD", "VBZ", "VBP") or helpers & _DO:
        return True
    if tag == "VBN":
        return bool(helpers) or dep in ("acl", "relcl", "conj", "ROOT", "acomp", "advcl", "ccomp")
    if tag == "VBG":
        spoken = entry is not None and entry.spoken
        asking = dep == "pcomp" and draft.kind == "request"
        told = dep == "advcl" or parse.child(token, "nsubj") is not None
        settling = told and draft.kind in _SETTLING
        return bool(helpers & _BE) or asking or settling or (spoken and dep in ("advcl", "conj", "acl", "ROOT", "dep"))
    first = token
    while parse.dep[first] == "conj" and parse.tag[first] == "VB" and not has_to(parse, first):
        first = parse.head[first]
    agreed = draft.kind == "advance" and parse.lemma[parse.head[first]] == "agree"  # to begin or go on: not yet so
    return _present(parse, token) or (has_to(parse, first) and not agreed and _carried(parse, first))


def _present(parse: Parse, token: int) -> bool:
    """True for a present that the tagger took for an infinitive: the root with a subject, or coordinated with one."""
    if parse.auxiliaries(token) or has_to(parse, token):
        return False
    if parse.dep[token] == "conj":
        head = parse.head[token]
        return parse.tag[head] in ("VBP", "VBZ") or (parse.tag[head] == "VB" and _present(parse, head))
    return parse.dep[token] == "ROOT" and parse.child(token, "nsubj") is not None


def _carried(parse: Parse, token: int) -> bool:
    """True for the infinitive of an act of words that is done: "continue to discuss", "we would like to thank"."""
    head = parse.head[token]
    if parse.lemma[head] in _WISHES and parse.dep[token] == "xcomp":
        subject = parse.child(head, "nsubj")
        return subject is not None and parse.lower[subject] in FIRST_PERSON and parse.negated(head) is None
    carries = parse.lemma[head] in acts().carriers and parse.dep[token] in ("xcomp", "advcl", "conj", "ccomp")
    return carries and parse.tag[head] in ("VBD", "VBZ", "VBP", "VBN") and parse.negated(head) is None


def doubted(parse: Parse, token: int) -> bool:
    """True behind "if", "whether", "once" and the like: what is only supposed, or not yet so."""
    for _ in range(4):
        awaited = parse.tag[token] in ("VBZ", "VBP")
        for kid in parse.children[token]:
            if parse.dep[kid] not in ("mark", "advmod") or kid > token:
                continue
            if parse.lower[kid] in _DOUBT or (awaited and parse.lower[kid] in _AWAITING):
                return True
        if inverted(parse, token) is not None:
            return True
        if parse.dep[token] != "conj" or parse.head[token] == token:
            return False
        token = parse.head[token]
    return False


def _of_noun(parse: Parse, draft: Draft) -> ActKind | None:
    token = draft.token
    for kid in parse.children[token]:
        if parse.lower[kid] == "no" and parse.dep[kid] in ("det", "neg"):
            return "refuse" if draft.kind == "plan" else None
    head = parse.head[token]
    if parse.dep[token] in ("dobj", "pobj") and parse.tag[head][:2] == "VB" and parse.negated(head) is not None:
        return "refuse" if draft.kind == "plan" and parse.lemma[head] == "have" else None
    return draft.kind


def _of_adjective(parse: Parse, draft: Draft, table: ActTable) -> ActKind | None:
    token = draft.token
    verb = parse.head[token] if parse.child(token, "auxpass") is None else token
    if parse.dep[token] not in _PREDICATES:
        return None
    if parse.tag[verb][:2] != "VB" and parse.dep[token] not in ("advcl", "acl", "conj"):
        return None
    if doubted(parse, verb):
        return None
    if parse.lemma[verb] in table.standing and (draft.kind in ("pledge", "reaffirm") or parse.lemma[verb] == "stand"):
        return "reaffirm"
    if parse.negated(verb) is not None:
        return _NEGATED.get(draft.kind)
    if draft.kind == "reaffirm":
        return "reaffirm" if parse.lemma[verb] in table.standing else None
    return draft.kind


def softened(parse: Parse, draft: Draft, kind: ActKind, verb: int) -> ActKind:
    """The weaker kind where what is agreed, planned or pledged is itself only to talk or to think of something."""
    if kind == "plan" and draft.rule == "infinitive" and parse.negated(verb) is not None:
        return "refuse"
    softer = acts().softer.get(parse.lemma[verb])
    if softer is None or kind not in acts().softened or parse.tag[verb][:2] != "VB":
        return kind
    if draft.rule.startswith("modal") and (softer == "consider" or parse.lemma[verb] == "negotiate"):
        return kind
    return softer


def _names_deed(parse: Parse, draft: Draft, table: ActTable) -> bool:
    """True if what the trigger acts upon is something done: a verb, or a noun of doing."""
    head = draft.head
    if parse.tag[head][:2] == "VB" or draft.through is not None:
        return True
    if parse.tag[head] in ("PRP", "WP", "WDT", "DT"):
        return False
    if parse.entity[head] == "PERSON":
        return False
    if parse.entity[head] == "MONEY":
        return True
    lemma = parse.lemma[_measured(parse, head, table)].lower()
    if table.is_deed(lemma) or lemma in table.nouns or (draft.kind == "endorse" and lemma in table.vehicles):
        return True
    return any(
        (parse.dep[kid] in ("acl", "relcl") and parse.tag[kid] == "VB")
        or (parse.dep[kid] == "prep" and parse.child(kid, "pcomp") is not None)
        for kid in parse.children[head]
    )


def _measured(parse: Parse, head: int, table: ActTable) -> int:
    """What a noun such as "range" or "pace" is of; else the noun itself."""
    if parse.lemma[head] not in table.partitives:
        return head
    of = next((kid for kid in parse.children[head] if kid > head and parse.lower[kid] == "of"), None)
    inner = parse.child(of, "pobj") if of is not None else None
    return head if inner is None else inner
