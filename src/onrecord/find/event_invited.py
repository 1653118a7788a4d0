"""Who is invited to a visit and by whom, and whether he is going to come: an invitation alone is no visit yet."""

from typing import NamedTuple

from onrecord.find.event_words import event_words
from onrecord.parse import SUBJECTS, Parse
from onrecord.records import Factuality

_FROM = ("from", "of", "by")


class Invitation(NamedTuple):
    """The heads of the words for guest and host, where they are said, and what comes of it."""

    guest: int | None
    host: int | None
    factuality: Factuality


def invited(parse: Parse, verb: int) -> Invitation | None:
    """The invitation to do what the verb says ("invited him to visit", "accepted an invitation to visit"), if any."""
    above = parse.head[verb]
    words = event_words().words
    if above == verb or parse.tag[verb] != "VB" or parse.lemma[above] not in words["inviting"]:
        return None
    if parse.tag[above][:2] == "VB" and parse.dep[verb] in ("xcomp", "ccomp", "advcl"):
        return _by_verb(parse, verb, above)
    return _by_noun(parse, above) if parse.tag[above][:2] == "NN" and parse.dep[verb] in ("acl", "relcl") else None


def _by_verb(parse: Parse, verb: int, inviting: int) -> Invitation:
    """Of "invited him to visit" and "was invited by Oslo to visit"."""
    passive = parse.child(inviting, "nsubjpass")
    if passive is not None:
        agent = parse.child(inviting, "agent")
        return Invitation(passive, None if agent is None else parse.child(agent, "pobj"), "possible")
    guest = parse.child(inviting, "dobj")
    return Invitation(parse.child(verb, *SUBJECTS) if guest is None else guest, parse.subject(inviting), "possible")


def _by_noun(parse: Parse, noun: int) -> Invitation:
    """Of "accepted Oslo's invitation to visit", "extended an invitation to him to visit"."""
    words, governor = event_words().words, parse.head[noun]
    host = next((kid for kid in parse.children[noun] if parse.dep[kid] == "poss"), None) or _behind(parse, noun, _FROM)
    if parse.dep[noun] not in ("dobj", "pobj") or parse.tag[governor][:2] not in ("VB", "RP", "IN"):
        return Invitation(None, host, "possible")
    if parse.dep[noun] == "pobj":  # "took up the invitation", by some parses
        governor = parse.head[governor]
    lemma, subject = parse.lemma[governor], parse.subject(governor)
    refused = parse.negated(governor) is not None
    if lemma in words["extending"]:
        guest = _behind(parse, noun, ("to",)) or _behind(parse, governor, ("to",)) or parse.child(governor, "dative")
        return Invitation(guest, subject if host is None else host, "possible")
    if lemma in words["taken_up"]:
        return Invitation(subject, host, "negated" if refused else "planned")
    return Invitation(subject, host, "negated") if lemma in words["turned_down"] else Invitation(None, host, "possible")


def _behind(parse: Parse, head: int, words: tuple[str, ...]) -> int | None:
    """Who stands behind one of the prepositions that hang on the head."""
    preps = (kid for kid in parse.children[head] if kid > head and parse.lower[kid] in words)
    return next((found for prep in preps if (found := parse.child(prep, "pobj")) is not None), None)
