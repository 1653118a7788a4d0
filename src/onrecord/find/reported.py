"""Whether a cue reports words: not a supposition, no issuers who speak now, not the document's own sourcing."""

from onrecord.find.drafts import Draft
from onrecord.find.extent import apart, own_subject
from onrecord.find.parties import FIRST_PERSON, party
from onrecord.find.speakers import moved_to
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import OFFICIAL
from onrecord.vocabulary.cues import Cues

_ISSUED = frozenset(("communique", "factsheet"))
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_PRESENT = frozenset(("VBZ", "VBP"))
_PRONOUNS = frozenset(("he", "she", "they", "others", "some", "many", "both", "all", "most", "several", "another"))
_AGENTS = ("ist", "ian", "woman", "man")
_SPOKEN_FOR = frozenset(("reported object", "naming", "reported with a preposition"))


def reports(layers: Layers, draft: Draft, cues: Cues) -> bool:
    """True if the cue reports words, rather than speaking of saying, or speaking now in the issuers' own name."""
    parse, verb = layers.parse, draft.verb
    if parse.tag[verb][:2] != "VB":
        return draft.subject is not None or cues.wide or draft.rule == "nominal"
    if parse.dep[verb] == "amod" and parse.tag[verb] != "VBG":
        return False
    if cues.wide:
        if draft.cue and layers.within("quote", *draft.cue):
            return False
        return draft.subject is not None or parse.tag[verb] != "VB"
    if parse.child(verb, "csubj", "csubjpass") is not None and not draft.quoted:
        return False  # "opening the port adds weight": a deed is no speaker
    if _supposed(parse, verb, cues) or (draft.rule in _SPOKEN_FOR and not _speaks(layers, draft, cues)):
        return False
    if draft.subject is None and parse.tag[verb] in ("VB", "VBG") and not draft.quoted:
        return False
    # "He did not agree that it was late" is said; "he did not agree to a truce" is not.
    opinion = parse.lemma[verb] == "deny" or (parse.lemma[verb] == "agree" and draft.rule == "clause")
    if parse.negated(verb) is not None and not opinion:
        return False
    if _unsaid(parse, verb, cues) or _asked_for(parse, verb) or (draft.rule == "undertaking" and draft.subject is None):
        return False
    if parse.lemma[verb] == "look" and parse.tag[verb] != "VBD":
        return False
    behind = draft.cue is not None and draft.content[-1].end <= draft.cue.start
    if draft.rule == "clause" and draft.subject is None and behind and not draft.quoted:
        return False
    if _mere_deed(layers, draft, cues) or (parse.lemma[verb] in cues.believing and not _believes(layers, draft, cues)):
        return False
    return not _speaking_now(layers, draft) and not _sourcing(layers, draft)


def _supposed(parse: Parse, verb: int, cues: Cues) -> bool:
    return any(parse.lower[kid] in cues.modals for kid in parse.auxiliaries(verb)) or any(
        parse.dep[kid] == "mark" and parse.lower[kid] in cues.suppositions for kid in parse.children[verb]
    )


def _mere_deed(layers: Layers, draft: Draft, cues: Cues) -> bool:
    """True for what is done rather than said: a deed as the purpose of another, a guest welcomed to a place."""
    parse, verb = layers.parse, draft.verb
    if draft.rule not in ("reported object", "clause"):
        return False
    if draft.rule == "clause" and parse.lower[parse.token_at(draft.content[0].start)] != "what":
        return False
    if parse.lemma[verb] in cues.deeds and parse.tag[verb] in ("VB", "VBG") and not apart(parse, verb):
        return not any(parse.tag[kid] == "MD" for kid in parse.auxiliaries(verb))
    guest = parse.child(verb, "dobj")
    if parse.lemma[verb] != "welcome" or guest is None or parse.entity[guest] != "PERSON":
        return False
    return any(parse.dep[kid] == "prep" and parse.lower[kid] == "to" for kid in parse.children[verb])


def _unsaid(parse: Parse, verb: int, cues: Cues) -> bool:
    """True for "declined to confirm" and "is likely to welcome"."""
    if parse.tag[verb] != "VB" or parse.dep[verb] not in ("xcomp", "ccomp"):
        return False
    above = parse.head[verb]
    return parse.lemma[above] in cues.unsaid or (
        parse.tag[above] == "VB" and parse.dep[above] == "xcomp" and parse.lemma[parse.head[above]] in cues.unsaid
    )


def _asked_for(parse: Parse, verb: int) -> bool:
    """True for what somebody else is to say ("urged all states to condemn it and call for peace")."""
    while parse.dep[verb] == "conj" and parse.head[verb] != verb and _infinitive(parse, verb):
        verb = parse.head[verb]
    told = parse.tag[verb] == "VB" and parse.dep[verb] in ("xcomp", "ccomp") and own_subject(parse, verb) is not None
    infinitive = any(parse.tag[kid] == "TO" for kid in parse.auxiliaries(verb))
    return moved_to(parse, verb) is not None or (told and infinitive)


def _infinitive(parse: Parse, verb: int) -> bool:
    """True for an infinitive, also one that the tagger took for a present because "to" stands far before it."""
    if parse.tag[verb] == "VBP":
        return parse.tag[parse.head[verb]] == "VB" and own_subject(parse, verb) is None
    return parse.tag[verb] == "VB"


def _believes(layers: Layers, draft: Draft, cues: Cues) -> bool:
    """True for somebody who believes and for a study that finds, not for "the attack showed" or "he found himself"."""
    parse, subject = layers.parse, draft.subject
    if subject is None:
        return False
    if parse.lemma[draft.verb] in ("find", "show"):
        return parse.lemma[subject] in cues.studies
    return _speaks(layers, draft, cues)


def _speaks(layers: Layers, draft: Draft, cues: Cues) -> bool:
    """True if the speaker is somebody or speaks for somebody: a mention, a name, a pronoun, a statement."""
    subject, parse = draft.subject, layers.parse
    if subject is None:
        return False
    return (
        parse.lower[subject] in FIRST_PERSON
        or parse.entity[subject] in _NAMED
        or parse.tag[subject] in ("NNP", "NNPS")
        or bool(party(layers, subject))
        or parse.lower[subject] in _PRONOUNS
        or parse.lemma[subject] in cues.spokesmen
        or parse.lemma[subject].endswith(_AGENTS)
    )


def _speaking_now(layers: Layers, draft: Draft) -> bool:
    """True for "we reaffirm" and "we are committed to": the issuers, or who is quoted, speaking in the present."""
    parse, verb, subject = layers.parse, draft.verb, draft.subject
    if subject is None:
        subject = parse.child(verb, "nsubjpass")
        if subject is None or parse.lower[subject] not in FIRST_PERSON:
            return False
    elif parse.tag[verb] in ("VBD", "VBN") and parse.child(verb, "auxpass") is None:
        return False
    tenses = {parse.tag[token] for token in (_governor(parse, verb), *parse.auxiliaries(verb))}
    if "VBD" in tenses:
        return False
    kind, issuers = layers.provenance.kind, layers.provenance.issuers
    if kind in _ISSUED and tenses & _PRESENT:
        named = party(layers, subject).names
        if named and all(name in issuers for name in named):
            return True
    if parse.lower[subject] not in FIRST_PERSON:
        return False
    if any(parse.lower[kid] in ("have", "had", "'ve", "’ve") for kid in parse.auxiliaries(verb)):
        return False
    return kind in OFFICIAL or bool(layers.within("quote", *parse.span(verb, verb)))


def _governor(parse: Parse, verb: int) -> int:
    """The verb whose tense an infinitive or participle has: that of which it is the purpose or the complement."""
    for _ in range(4):
        if parse.tag[verb] not in ("VB", "VBG") or parse.dep[verb] not in ("xcomp", "advcl", "acomp", "conj", "pcomp"):
            break
        if any(parse.tag[kid] in ("MD", "VBZ", "VBP", "VBD") for kid in parse.auxiliaries(verb)):
            break
        verb = parse.head[verb]
    return verb


def _sourcing(layers: Layers, draft: Draft) -> bool:
    """True if the document speaks of its own sources: that is provenance."""
    if draft.speaker is None:
        return False
    words = layers.text[draft.speaker.start : draft.speaker.end].casefold()
    own = (layers.provenance.publisher, *layers.provenance.credits)
    return any(name and name.casefold() in words for name in own)
