"""Whether a draft is an act, of which kind, and by whom."""

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.find.act_drafts import Draft, drafts_at
from onrecord.find.act_kinds import kind_of, of_words, softened
from onrecord.find.act_parties import doer_of, judges
from onrecord.find.act_table import acts
from onrecord.find.act_untrue import untrue
from onrecord.find.parties import FIRST_PERSON, NOBODY, Party, enclosing_statement, party, states_of
from onrecord.find.undertakings import alternatives, clause, says_enough, undertaking
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import ActKind
from onrecord.text import Span

_TALK = frozenset(("consider", "discuss"))
_SOMEBODY = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "we",
        "two",
        "both",
        "some",
        "others",
        "most",
        "many",
        "several",
        "all",
        "each",
        "who",
        "which",
        "that",
    )
)


class Found(NamedTuple):
    """An act as spans: its draft, kind, trigger, the pieces of its undertaking, and who acts.

    `sure` is how sure the model is of it, None where none was asked.
    """

    draft: Draft
    kind: ActKind
    trigger: Span
    pieces: tuple[Span, ...]
    by: Party
    sure: float | None = None


def judged(layers: Layers, draft: Draft, official: bool) -> Iterator[Found]:
    """The acts of a draft, one for each verb of doing; none where the words as they stand set no relation."""
    parse = layers.parse
    kind = kind_of(parse, draft, official)
    if kind is None or untrue(parse, draft):
        return
    by = doer_of(layers, draft)
    settled = _of_modal(layers, draft, kind, by, official) if draft.entry is None else _of_word(layers, draft, kind, by)
    if settled is None:
        return
    kind, by = settled
    trigger = parse.span(draft.first, draft.last)
    for group in alternatives(parse, draft.head):
        if draft.rule.startswith("modal") and of_words(parse, group.first):
            continue
        if kind == "refuse" and draft.rule == "infinitive" and (open_ := _refused_too(parse, group.last)):
            wider = parse.span(draft.first, open_.last)
            pieces = undertaking(parse, open_.head)
            yield from ([Found(draft, "consider", wider, tuple(pieces), by)] if pieces else [])
            continue
        softer = softened(parse, draft, kind, group.last)
        if softer != kind and (inner := _talked_of(parse, draft, group.last)):
            wider = parse.span(draft.first, group.last)
            yield from (Found(draft, softer, wider, pieces, by) for pieces in inner)
            continue
        pieces = clause(parse, group.first) if draft.whole else undertaking(parse, group.first, group, draft.token)
        if softer in ("refuse", "object") and pieces and draft.negated:
            pieces = _affirmed(parse, pieces)
        if draft.before is not None:
            pieces = _beforehand(parse, draft.before, draft.head) + pieces
        if pieces and says_enough(parse, pieces) and not _only_a_place(layers, pieces):
            yield Found(draft, softer, trigger, tuple(pieces), by)


def _refused_too(parse: Parse, verb: int) -> Draft | None:
    """What "refused to rule out" leaves open, as the draft of what it would be to rule it out."""
    return next((inner for inner in drafts_at(parse, verb) if inner.rule == "idiom" and inner.kind == "refuse"), None)


def _only_a_place(layers: Layers, pieces: list[Span]) -> bool:
    """True for what names a place and no deed: a clause that the parser hung on the name."""
    first, last = pieces[0].start, pieces[-1].end
    places = layers.within("place", first, last)
    return any(place.end == last and layers.text[first : place.start].lower() in ("", "the ") for place in places)


def _beforehand(parse: Parse, subject: int, verb: int) -> list[Span]:
    """What the verb of an undertaking is said of, without the relative clause that says it."""
    first, last = parse.edges[subject]
    return [parse.span(first, subject)] if first <= verb <= last else undertaking(parse, subject)


def _affirmed(parse: Parse, pieces: list[Span]) -> list[Span]:
    """What is refused or spoken against, without the "not" that does so."""
    first = parse.token_at(pieces[0].start)
    if parse.lower[first] in ("not", "n't", "n’t", "never") and parse.end[first] < pieces[0].end:
        return [Span(parse.start[first + 1], pieces[0].end), *pieces[1:]]
    return pieces


def _talked_of(parse: Parse, draft: Draft, verb: int) -> list[tuple[Span, ...]]:
    """What a verb of talking or thinking behind the trigger is about ("agreed to explore a patrol": the patrol)."""
    if draft.before is not None or verb < draft.last:
        return []
    heads = [inner.head for inner in drafts_at(parse, verb) if inner.kind in _TALK]
    if not heads and (thing := parse.child(verb, "dobj")) is not None:
        heads = [thing]
    groups = [group for head in heads for group in alternatives(parse, head)]
    return [tuple(pieces) for group in groups if (pieces := undertaking(parse, group.first, group, verb))]


def _of_word(layers: Layers, draft: Draft, kind: ActKind, by: Party) -> tuple[ActKind, Party] | None:
    """The kind of a word of the vocabulary and who acts; None where nobody does whom the text names."""
    parse = layers.parse
    official = layers.provenance.kind != "news"
    standing = parse.child(draft.token, "auxpass") is not None or parse.dep[draft.token] in ("acomp", "acl")
    decided = kind == "plan" or (kind == "pledge" and parse.tag[draft.token] in ("VBD", "VBN") and not standing)
    if decided and official and parse.lemma[draft.token] in acts().deciding and len(by.names) > 1:
        return "agree", by
    noun = parse.tag[draft.token][:2] == "NN"
    if kind in ("endorse", "object") and draft.rule == "object" and _somebody(layers, draft.head):
        return None
    if kind == "discuss" and draft.rule == "object" and _of_others(layers, draft, by):
        return None
    if kind == "reaffirm" and draft.through is not None:
        kind = _restated(parse.lemma[draft.through])
    elif kind == "reaffirm" and noun and _new(parse, draft.token):
        kind = "pledge"
    if not by and noun:
        by = _speaker(layers, draft)
    if by:
        return kind, by
    if draft.rule == "idiom" and parse.child(draft.token, "agent") is not None:
        return None  # "was held up by red tape"
    if official:
        return (kind, by) if _may_be_unnamed(layers, draft) else None
    if not noun and somebody_acts(layers, draft):
        return kind, by
    permitted = kind == "approve" and parse.dep[draft.token] == "nsubjpass"
    settled = kind == "agree" or permitted or parse.child(draft.token, "poss") is not None
    return (kind, by) if noun and draft.through is None and settled else None


def somebody_acts(layers: Layers, draft: Draft) -> bool:
    """True where a pronoun or a passive says that somebody acts, though not who ("the two", "was rejected").

    A noun that names nobody whom the cast of the text knows is a thing: "the port supports many jobs".
    """
    parse = layers.parse
    subject = draft.doer if draft.doer is not None else parse.subject(draft.token)
    if subject is None:
        return False
    passive = parse.child(draft.token, "auxpass") is not None and parse.tag[subject][:2] == "NN"
    if passive or parse.tag[subject] != "NN" or subject == draft.head:
        return parse.tag[subject][:2] == "NN" or parse.lower[subject] in _SOMEBODY
    return draft.rule == "others to do" or parse.lemma[subject] in acts().unnamed


def _may_be_unnamed(layers: Layers, draft: Draft) -> bool:
    """True where an official text need not name who acts: "we" of issuers it does not name, nouns with "of"."""
    parse = layers.parse
    if parse.tag[draft.token][:2] == "NN":
        owner = parse.child(draft.token, "poss")
        named = owner is None or parse.lower[owner] in FIRST_PERSON
        return draft.rule.startswith("with") or draft.rule == "infinitive" or (draft.through is None and named)
    predicate = parse.tag[draft.token][:2] == "JJ" or parse.dep[draft.token] in ("acomp", "attr", "oprd")
    subject = parse.subject(parse.head[draft.token] if predicate else draft.token)
    settled = draft.kind in ("agree", "complete", "advance", "approve", "delay")
    if settled and (parse.child(draft.token, "auxpass") is not None or parse.dep[draft.token] == "acl"):
        return True
    if subject is None:
        first = parse.sentences[parse.sentence[draft.token]][0]
        return draft.token - first <= 1
    return parse.lower[subject] in FIRST_PERSON or draft.rule == "clause" or (settled and draft.rule == "idiom")


def _somebody(layers: Layers, head: int) -> bool:
    """True for a noun that names somebody: who is welcomed or praised is no undertaking."""
    return bool(party(layers, head)) and not acts().is_deed(layers.parse.lemma[head].lower())


def _of_others(layers: Layers, draft: Draft, by: Party) -> bool:
    """True for what is talked about and done by others alone ("discussed China's support for the regime")."""
    owner = layers.parse.child(draft.head, "poss")
    names = party(layers, owner).names if owner is not None and by else ()
    whose = {state for name in by.names for state in (name, *states_of(layers, name))}
    return bool(names) and not whose & set(names)


def _restated(noun: str) -> ActKind:
    """What it is to restate a noun: "reiterated its call for" is a request."""
    entries = acts().nouns.get(noun, ())
    kinds = [entry.kind for entry in entries if entry.kind in ("request", "plan", "object")]
    return kinds[0] if kinds else "reaffirm"


def _new(parse: Parse, noun: int) -> bool:
    """True for a commitment that does not stand yet: "a commitment", "new commitments", whose nobody is said to be."""
    kids = parse.children[noun]
    first = {parse.lower[kid] for kid in kids if parse.dep[kid] in ("det", "amod")}
    owned = any(parse.dep[kid] == "poss" for kid in kids) or "shared" in first
    return not owned and (parse.tag[noun] == "NNS" or bool(first & {"a", "an", "new"}))


def _speaker(layers: Layers, draft: Draft) -> Party:
    """Who speaks of an intent or a plan without saying whose it is: it is his own."""
    around = enclosing_statement(layers, layers.parse.span(draft.token, draft.token))
    if around is None or draft.kind not in ("plan", "reaffirm", "pledge") or not around.actor:
        return Party((), ())
    if judges(layers.parse, layers.parse.head[draft.token]):
        return Party((), ())
    return Party(around.actor, (around.speaker.span,) if around.speaker else ())


def _of_modal(layers: Layers, draft: Draft, kind: ActKind, by: Party, official: bool) -> tuple[ActKind, Party] | None:
    """What "will do" is, said of whom: agree of several, pledge of an issuer, plan of others; None if of nobody."""
    parse = layers.parse
    if draft.rule == "yet to":
        return kind, by or _agent(layers, draft)
    if kind == "request":
        return _demanded(layers, draft, official)
    if draft.before is not None:
        return _of_passive(layers, draft, kind, by, official)
    own, by = _own(layers, draft, by, official)
    somebody = draft.doer is not None and parse.lower[draft.doer] in _SOMEBODY and parse.lower[draft.doer] != "it"
    if not (own or by or somebody or (official and _collective(parse, draft))):
        return None
    if kind in ("reaffirm", "advance"):
        return kind, by
    if kind in ("pledge", "plan") and (governed := _governed(parse, draft)) is not None:
        return governed, by
    if kind == "consider" and official and not own and draft.rule == "modal may":
        return None  # an entitlement
    if draft.negated:
        if kind == "consider":
            return None  # what cannot be is not refused
        return ("pledge" if official else "refuse"), by
    if kind == "pledge":
        several = len(by.names) > 1 and not (draft.doer is not None and parse.lower[draft.doer] in FIRST_PERSON)
        bound = (official and draft.rule != "modal would") or _issues(layers, by)
        return ("agree" if several else "pledge" if bound else "plan"), by
    return kind, by


def _collective(parse: Parse, draft: Draft) -> bool:
    """True for a plural that takes parties together ("advanced economies will"), though the text does not say which."""
    return draft.doer is not None and parse.tag[draft.doer] == "NNS" and parse.lemma[draft.doer] in acts().collectives


def _own(layers: Layers, draft: Draft, by: Party, official: bool) -> tuple[bool, Party]:
    """Whether the issuers of an official text speak of themselves, and who acts; of a thing who agrees or promises."""
    parse = layers.parse
    if not official and by:
        return False, by
    if draft.doer is None:
        return official, by or Party(layers.provenance.issuers if official else (), ())
    if not by and _governed(parse, draft) is not None:
        above = parse.head[parse.head[draft.token] if parse.dep[draft.token] == "conj" else draft.token]
        whose = parse.subject(above)
        if whose is not None:
            return official and parse.lower[whose] in FIRST_PERSON, party(layers, whose)
    return official and parse.lower[draft.doer] in FIRST_PERSON, by


def _governed(parse: Parse, draft: Draft) -> ActKind | None:
    """The kind that the verb around "that they would do" gives it ("agreed that", "promised that"); None if none."""
    verb = draft.token
    if parse.dep[verb] == "conj":
        verb = parse.head[verb]
    if parse.dep[verb] != "ccomp" or draft.negated:
        return None
    return acts().governing.get(parse.lemma[parse.head[verb]])


def _of_passive(layers: Layers, draft: Draft, kind: ActKind, by: Party, official: bool) -> tuple[ActKind, Party] | None:
    """What "will be done" is: by whom it is said to be done, else by the issuers, in news by who announces it."""
    parse = layers.parse
    by = _agent(layers, draft) or by
    if official:
        return (kind, by or Party(layers.provenance.issuers, ())) if kind == "pledge" else None
    if kind != "plan" or parse.lemma[draft.head] not in acts().doings:
        return None
    if not by and (around := enclosing_statement(layers, parse.span(draft.token, draft.token))) is not None:
        by = Party(around.actor, (around.speaker.span,) if around.speaker else ())
    return ("refuse" if draft.negated else kind, by) if by else None


def _agent(layers: Layers, draft: Draft) -> Party:
    """By whom something is said to be done."""
    parse = layers.parse
    agent = parse.child(draft.head, "agent")
    doer = parse.child(agent, "pobj") if agent is not None else None
    return party(layers, doer) if doer is not None else NOBODY


def _demanded(layers: Layers, draft: Draft, official: bool) -> tuple[ActKind, Party] | None:
    """A request by who says that somebody "must", "must not" speaks against it; none of himself, or said by nobody."""
    span = layers.parse.span(draft.token, draft.token)
    around = enclosing_statement(layers, span)
    by = around.actor if around else layers.provenance.issuers if official else ()
    asked = party(layers, draft.other) if draft.other is not None else None
    if not by or (asked is not None and set(asked.names) & set(by)):
        return None
    kind: ActKind = "object" if draft.negated else "request"
    return kind, Party(by, (Span(around.speaker.start, around.speaker.end),) if around and around.speaker else ())


def _issues(layers: Layers, by: Party) -> bool:
    """True if one of the names is an issuer of the text, a state, or acts for one of either."""
    issuers = layers.provenance.issuers
    for name in by.names:
        actor = layers.actors.get(name)
        if name in issuers or (actor and (actor.kind == "state" or any(state in issuers for state in actor.states))):
            return True
    return not issuers
