"""Who acts, and to whom."""

from bisect import bisect_left

from onrecord.find.act_drafts import Draft
from onrecord.find.act_table import acts
from onrecord.find.parties import NOBODY, Party, enclosing_statement, party
from onrecord.find.speakers import speaker_of
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.cues import cues

# Documents whose issuers speak every sentence.
_AS_A_WHOLE = frozenset(("communique", "factsheet"))
# Kinds of acts that are done towards somebody ("promised Latvia a radar").
_GIVEN = frozenset(("pledge", "propose", "approve", "complete"))
_RELATIVES = frozenset(("which", "who", "that"))
_GIVERS = frozenset(("by", "from", "of"))
_TO_WHOM = frozenset(("to", "for", "with"))
_WHOSE_DEED = frozenset(("by", "of"))
# Verbs of holding somebody's deed against him, or for him, beside those that judge.
_BLAMING = frozenset(("accuse", "blame", "suspect", "thank", "fault", "chide"))
# Verbs that give voice to a noun of their subject's ("expressed concern over deployments by").
_VOICING = frozenset(("express", "voice", "raise", "share", "reaffirm", "reiterate", "affirm", "convey", "offer"))
# Verbs whose object is the one for whom or with whom a thing is done.
_TOWARDS = frozenset(
    ("aid", "allow", "arm", "ask", "assist", "back", "consult", "defend", "enable", "encourage", "engage", "equip",
     "exempt", "follow", "fund", "give", "help", "host", "inform", "invite", "join", "meet", "notify", "offer",
     "partner", "pay", "protect", "provide", "reassure", "require", "resupply", "serve", "supply", "support",
     "sustain", "task", "train", "urge", "visit", "warn", "welcome",)
)  # fmt: skip


def doer_of(layers: Layers, draft: Draft) -> Party:
    """Who acts; NOBODY where the words name nobody that is resolved.

    Of what only the model sees, without a name beside it: who says it, or the issuers of a text that speaks as a whole.
    """
    found = _named(layers, draft)
    implied = not found and draft.rule == "learned" and not _received(layers.parse, draft.token)
    return _implied(layers, draft) if implied else found


def _implied(layers: Layers, draft: Draft) -> Party:
    """Whose an act is that names nobody: his who judges it or says it, else the issuers' of a communiqué."""
    parse = layers.parse
    above = parse.head[draft.token]
    if draft.kind in ("endorse", "object") and parse.tag[draft.token][:2] == "NN" and judges(parse, above):
        subject = speaker_of(parse, above, cues(False))
        if subject is not None and (found := party(layers, subject)):
            return found
    around = enclosing_statement(layers, parse.span(draft.token, draft.token))
    if around is not None:
        return Party(around.actor, (around.speaker.span,) if around.speaker else ())
    return Party(layers.provenance.issuers, ()) if layers.provenance.kind in _AS_A_WHOLE else NOBODY


def _named(layers: Layers, draft: Draft) -> Party:
    """Who acts by the words beside the trigger."""
    parse, token = layers.parse, draft.token
    if draft.doer is not None:
        if parse.lower[draft.doer] in _RELATIVES and (meant := parse.antecedent(draft.doer)) is not None:
            return party(layers, meant)
        found = party(layers, draft.doer) or _after_label(layers, draft.doer, token)
        return _before(layers, draft.doer) if not found and parse.lower[draft.doer] == "it" else found
    if draft.before is not None and draft.entry is None:
        return _whose(layers, draft.before)
    if draft.through is not None and draft.kind == "reaffirm" and (owner := _owner(layers, draft.through)):
        return owner
    if parse.tag[token][:2] == "NN":
        return _of_noun(layers, token, draft.head)
    subject = subject_of(parse, draft)
    if subject is not None:
        return party(layers, subject) or _after_label(layers, subject, token)
    passive = parse.child(token, "auxpass") is not None
    return _before(layers, token) if parse.tag[token] in ("VBD", "VBZ", "VBN", "VBP") and not passive else NOBODY


def _after_label(layers: Layers, subject: int, verb: int) -> Party:
    """Who is named between a label that the parser took for the subject and the verb ("Trade: Norway will")."""
    parse = layers.parse
    colon = next((at for at in range(subject + 1, verb) if parse.word[at] == ":"), None)
    if colon is None:
        return NOBODY
    start, end = parse.end[colon], parse.start[verb]
    found = [mark for mark in layers.within("mention", start, end) if mark.value and start <= mark.start <= end]
    outer = [m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found)]
    values = ((mark.value,) if isinstance(mark.value, str) else mark.value or () for mark in outer)
    return Party(tuple(dict.fromkeys(name for value in values for name in value)), tuple(mark.span for mark in outer))


def _before(layers: Layers, verb: int) -> Party:
    """Who acts in a clause whose subject is lost or an "it": the last subject named before it in its sentence."""
    parse = layers.parse
    first = parse.sentences[parse.sentence[verb]][0]
    for token in range(verb - 1, first - 1, -1):
        if parse.dep[token] == "nsubj" and parse.dep[parse.head[token]] not in ("relcl", "advcl"):
            return party(layers, token)
    return NOBODY


def _whose(layers: Layers, noun: int) -> Party:
    """Whose thing is to be done: the first possessor in the subject of a passive ("their agreements")."""
    parse = layers.parse
    first, last = parse.edges[noun]
    owners = (token for token in range(first, last + 1) if parse.dep[token] == "poss")
    return next((found for owner in owners if (found := party(layers, owner))), NOBODY)


def subject_of(parse: Parse, draft: Draft) -> int | None:
    """The word that heads who acts, by the verb of the act; None where no subject is there."""
    token = draft.token
    at = token
    if parse.tag[token][:2] == "JJ" or parse.dep[token] in ("acomp", "attr", "oprd"):
        at = parse.head[token]
    passive = any(parse.dep[kid] == "auxpass" for kid in parse.children[at])
    if passive and draft.rule not in ("object", "others to do", "clause"):
        found = parse.child(at, "nsubjpass")
        if found is not None and found not in (draft.head, draft.through):
            return found
    own = parse.child(at, "nsubj") if not passive else None
    if own is not None and parse.tag[own] in ("WDT", "WP") and (cleft := _cleft(parse, at)) is not None:
        return cleft
    if own is None and not passive and (blamed := _blamed(parse, at)) is not None:
        return blamed
    found = own if own is not None and parse.tag[own] not in ("WDT", "WP") else speaker_of(parse, at, cues(False))
    if found is not None and found != draft.head:
        return found
    return None


def _blamed(parse: Parse, verb: int) -> int | None:
    """Who did what somebody is accused of, blamed or thanked for: "accused Norway of promising tanks"."""
    prep = parse.head[verb]
    if parse.dep[verb] != "pcomp" or parse.tag[verb] != "VBG" or parse.lower[prep] not in ("of", "for"):
        return None
    above = parse.head[prep]
    judged = parse.tag[above][:2] == "VB" and (parse.lemma[above] in _BLAMING or judges(parse, above))
    return parse.child(above, "dobj", "nsubjpass") if judged else None


def _cleft(parse: Parse, verb: int) -> int | None:
    """Whom "it was Norway that asked" names."""
    be = parse.head[verb]
    it = parse.child(be, "nsubj") if parse.lemma[be] == "be" and be != verb else None
    return parse.child(be, "attr") if it is not None and parse.lower[it] == "it" else None


def _of_noun(layers: Layers, token: int, deed: int) -> Party:
    """Whose pledge: the possessor, who is named before the noun or after "by", "from", "of"; else who makes it."""
    parse = layers.parse
    if owner := _owner(layers, token):
        return owner
    head = parse.head[token]
    if parse.dep[token] == "pobj" and parse.dep[head] == "prep":
        head = parse.head[head]
    givers = () if parse.lemma[head] in _VOICING else parse.children[token]
    for kid in givers:
        giver = parse.child(kid, "pobj") if kid > token and parse.lower[kid] in _GIVERS else None
        if giver is not None and giver != deed and (found := party(layers, giver)):
            return found
    others = judges(parse, head) or _received(parse, token)
    if parse.tag[head][:2] == "VB" and parse.dep[token] in ("dobj", "pobj", "attr") and not others:
        subject = speaker_of(parse, head, cues(False))
        if subject is not None and subject != token:
            return party(layers, subject)
    return NOBODY


def _received(parse: Parse, noun: int) -> bool:
    """True for what another offers or asks and somebody gets, by its verb: "accepted an invitation to visit"."""
    verb = parse.head[noun]
    if parse.dep[noun] == "pobj":
        verb = parse.head[verb]
    offers = any(entry.kind in ("propose", "request") for entry in acts().nouns.get(parse.lemma[noun], ()))
    return offers and parse.dep[noun] in ("dobj", "pobj") and parse.lemma[verb] in acts().receiving


def _owner(layers: Layers, token: int) -> Party:
    """Who is named before a noun as the one whose it is ("the American commitment", "their pledge")."""
    parse = layers.parse
    for kid in parse.children[token]:
        if parse.dep[kid] == "poss" and (found := party(layers, kid)):
            return found
    first = parse.edges[token][0]
    here = parse.start[token]
    before = [mark for mark in layers.within("mention", parse.start[first], here) if mark.value and mark.end <= here]
    if before and before[-1].start >= parse.start[first]:
        named = [
            mark
            for mark in before
            if not any(o is not mark and o.start <= mark.start and mark.end <= o.end for o in before)
        ]
        names = tuple(
            dict.fromkeys(n for m in named for n in ((m.value,) if isinstance(m.value, str) else m.value or ()))
        )
        return Party(names, tuple(mark.span for mark in named))
    return NOBODY


def judges(parse: Parse, verb: int) -> bool:
    """True for a verb that speaks for or against what others do ("welcomed the decision")."""
    return any(entry.kind in ("endorse", "object") for entry in acts().verbs.get(parse.lemma[verb], ()))


def other_of(layers: Layers, draft: Draft, doer: Party) -> Party:
    """To whom or for whom: who is asked; else who stands behind "to", "for" or "with"; none of those who act."""
    parse = layers.parse
    if draft.other is not None:
        return _without(layers, party(layers, draft.other), doer)
    if parse.child(draft.token, "dobj") == draft.head and (given := parse.child(draft.token, "nsubjpass")) is not None:
        return _without(layers, party(layers, given), doer)  # "Kyiv was promised tanks"
    if draft.kind in ("endorse", "object", "breach", "approve"):
        owner = parse.child(draft.head, "poss")
        if owner is not None and (found := _without(layers, party(layers, owner), doer)):
            return found
    given = parse.child(draft.token, "dative") if draft.kind in _GIVEN and draft.token != draft.head else None
    if given is not None and (found := _without(layers, party(layers, given), doer)):
        return found
    for token in (draft.head, parse.child(draft.head, "dobj")):
        if token is not None and (found := _beside(layers, draft, token, doer)):
            return found
    return NOBODY


def _beside(layers: Layers, draft: Draft, token: int, doer: Party) -> Party:
    """Who stands behind a deed, or behind its object, as the one to or for whom it is done."""
    parse = layers.parse
    words = _TO_WHOM | _WHOSE_DEED if draft.kind in ("endorse", "object") else _TO_WHOM
    for kid in parse.children[token]:
        dep = parse.dep[kid]
        inner = None
        if kid < token:
            continue
        if dep in ("prep", "agent", "dative") and parse.lower[kid] in words:
            inner = parse.child(kid, "pobj")
        elif dep == "dative" or (dep == "dobj" and parse.lemma[token] in _TOWARDS):
            inner = kid
        # What is counted is given, and gets nothing ("supply 31 tanks to Kyiv").
        counted = inner is not None and parse.child(inner, "nummod") is not None
        if inner is not None and not counted and (found := _without(layers, party(layers, inner), doer)):
            return found
    return NOBODY


def _without(layers: Layers, found: Party, doer: Party) -> Party:
    """The party found, NOBODY where it is the doer or acts for the same states."""
    if not found or set(found.names) & set(doer.names):
        return NOBODY
    theirs, own = _states(layers, found), _states(layers, doer)
    return NOBODY if theirs and theirs <= own else found


def _states(layers: Layers, one: Party) -> set[str]:
    return {state for name in one.names if name in layers.actors for state in layers.actors[name].states}


def acting(layers: Layers, doer: Party) -> tuple[str, ...]:
    """The names of who acts, the states in place of those who are only described as acting for them."""
    return tuple(dict.fromkeys(name for one in doer.names for name in _or_states(layers, one)))


def _or_states(layers: Layers, name: str) -> tuple[str, ...]:
    actor = layers.actors.get(name)
    described = actor is not None and name.split()[-1] in acts().for_states
    return actor.states if actor is not None and described and actor.states else (name,)


class Cues:
    """Which statement's cue stands at a span; made once a document."""

    def __init__(self, layers: Layers):
        found = sorted((s.cue.start, s.cue.end, s.id) for s in layers.statements if s.cue)
        self._starts = [start for start, _, _ in found]
        self._cues = found

    def at(self, span: Span) -> str | None:
        """The id of a statement whose cue shares a character with the span."""
        # Cues hardly overlap: the last that begins before the span's end, or the one before it.
        last = bisect_left(self._starts, span.end)
        for start, end, name in reversed(self._cues[max(0, last - 2) : last]):
            if start < span.end and span.start < end:
                return name
        return None


def said_by(layers: Layers, cues: Cues, span: Span, trigger: Span) -> str | None:
    """The id of the statement that carries an act: whose cue the trigger is, else the innermost one around it."""
    name = cues.at(trigger)
    if name is not None:
        return name
    around = enclosing_statement(layers, trigger) or enclosing_statement(layers, span)
    return around.id if around else None
