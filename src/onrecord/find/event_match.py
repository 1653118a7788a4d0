"""Which words of a document carry events: frames whose needs stand around them."""

from collections.abc import Iterator

from onrecord.find import event_factuality, event_slots
from onrecord.find.asked import asked_in, is_asked
from onrecord.find.event_classes import dated_within, holds
from onrecord.find.event_sightings import Sighting
from onrecord.find.event_slots import Slots
from onrecord.find.event_words import EventWords, Frame, Sense, event_words
from onrecord.layers import Layers
from onrecord.parse import Parse

_MARKING = frozenset(("det", "poss", "compound", "nmod", "nummod"))


def sightings(layers: Layers) -> Iterator[Sighting]:
    """Every mention of an event, in text order."""
    parse, words, asked = layers.parse, event_words(), layers.once(asked_in)
    for token, lemma in enumerate(parse.lemma):
        tag = parse.tag[token]
        if tag[:2] == "VB" or tag == "MD":
            senses = words.verbs.get(lemma)
        elif tag[:2] == "NN":
            senses = words.nouns.get(lemma) or words.nouns.get(lemma.lower())
        else:
            continue
        for sense in senses or ():
            found = _noun(layers, token, sense, words) if sense.noun else _verb(layers, token, sense, words)
            if found is not None:
                if not _only_asked(layers, found, asked):
                    yield found
                break


def _only_asked(layers: Layers, found: Sighting, asked: frozenset[int]) -> bool:
    """True for what a question asks about; what it takes for granted happened ("since you met, have you …?")."""
    parse, token = layers.parse, found.token
    noun = parse.head[token]
    # "Were troops sent to Mali?", where the parser takes the verb for what describes the troops
    turned = parse.dep[token] == "acl" and parse.dep[parse.head[noun]] == "ROOT" and parse.head[noun] < noun
    sure = found.factuality == "actual" and parse.dep[token] != "ROOT" and not turned
    return not sure and is_asked(layers, found.token, asked)


def _verb(layers: Layers, verb: int, sense: Sense, words: EventWords) -> Sighting | None:
    parse, frame = layers.parse, sense.frame
    if (parse.dep[verb] == "amod" and not _guest(parse, verb, frame)) or _imperative(parse, verb):
        return None
    if parse.dep[verb] == "advcl" and (
        (frame.type == "AGREE" and parse.tag[verb] == "VB")
        or (parse.lemma[verb] == "kill" and parse.tag[verb] == "VBG")
    ):
        return None
    if frame.type in ("ASSAULT", "MOBILIZE") and _general(parse, verb):
        return None
    if frame.finite and not _finite(parse, verb):
        return None
    slots = event_slots.of_verb(parse, verb)
    if not holds(layers, verb, slots, sense, words):
        return None
    factuality = event_factuality.of_verb(parse, verb)
    if factuality == "unreal" or (frame.deed and (factuality != "actual" or _gerund(parse, verb))):
        return None
    if frame.type == "MOBILIZE" and parse.dep[verb] == "acl" and not dated_within(layers, verb):
        return None  # "the troops stationed there" says where they are, not what happened
    if factuality == "negated" and frame.type == "ASSAULT":
        return None
    found = Sighting(verb, parse.span(verb, verb), frame, False, slots, factuality)
    found.above = _by_what(parse, verb, slots, words) if frame.type == "ASSAULT" else None
    found.refers = _presupposed(parse, verb, slots, frame)
    return found


def _guest(parse: Parse, verb: int, frame: Frame) -> bool:
    """True for "told the visiting minister", which says that there is a visit."""
    return frame.mode == "visit" and parse.tag[verb] == "VBG" and parse.head[verb] > verb


def _presupposed(parse: Parse, verb: int, slots: Slots, frame: Frame) -> bool:
    """True for a verb that only says of which event it speaks: "the two killed in March", "when it was shot down"."""
    if frame.weak and ("subject" not in slots or parse.dep[verb] == "acl"):
        return True
    if frame.type == "CONSULT" and parse.dep[verb] == "acl" and parse.tag[verb] == "VBG":
        return True
    if parse.dep[verb] == "relcl" and parse.lemma[parse.head[verb]] in event_words().words["instances"]:
        return True  # "the first time that it has struck the port"
    return frame.type == "ASSAULT" and "subject" not in slots and parse.dep[verb] == "advcl" and parse.tag[verb] != "VB"


def _by_what(parse: Parse, verb: int, slots: Slots, words: EventWords) -> int | None:
    """The attack by which somebody is killed: what the verb tells is what the attack did."""
    hostile = words.things["hostility"]
    if "subject" not in slots and parse.dep[verb] == "conj" and parse.head[verb] < verb:
        verb = parse.head[verb]  # "in which two were killed and nine abducted"
        slots = event_slots.of_verb(parse, verb)
    for slot in ("in", "during"):
        inside = slots.get(slot)
        if inside is not None and parse.lower[inside] == "which" and parse.dep[verb] == "relcl":
            inside = parse.head[verb]
        if inside is not None and parse.lemma[inside] in hostile:
            return inside
    subject = slots.get("subject")
    if subject is None:
        return None
    return next((one for one in parse.conjuncts(subject) if parse.lemma[one] in hostile), subject)


def _finite(parse: Parse, verb: int) -> bool:
    """True if the verb has a tense of its own: "signed", "will sign", "have signed", not "to sign"."""
    return parse.tag[verb] in ("VBD", "VBZ", "VBP") or bool(
        [kid for kid in parse.children[verb] if parse.dep[kid] in ("aux", "auxpass") and parse.lower[kid] != "to"]
    )


def _general(parse: Parse, verb: int) -> bool:
    """True for what is done in general or on its way: "shells that hit the town", "when they hit", "on course to"."""
    if parse.tag[verb] == "VB" and parse.dep[verb] in ("acl", "advcl"):
        return parse.lower[verb - 2] in ("course", "way", "order")
    if parse.dep[verb] == "advcl" and parse.tag[verb] in ("VBP", "VBZ") and parse.child(verb, "aux") is None:
        return any(parse.lower[kid] in ("when", "whenever", "if") for kid in parse.children[verb])
    subject = parse.child(verb, "nsubj")
    if parse.dep[verb] != "relcl" or parse.tag[verb] not in ("VBP", "VBZ") or parse.child(verb, "aux") is not None:
        return False
    return subject is not None and parse.lower[subject] in ("that", "which", "who")


def _gerund(parse: Parse, verb: int) -> bool:
    """True for "criticized sending aid", where nobody is told to do it."""
    return parse.tag[verb] == "VBG" and parse.dep[verb] in ("xcomp", "pcomp") and parse.child(verb, "aux") is None


def _imperative(parse: Parse, verb: int) -> bool:
    """True for an order or the heading of a list ("Impose further controls")."""
    return parse.tag[verb] == "VB" and parse.dep[verb] == "ROOT" and parse.child(verb, "nsubj", "aux") is None


def _noun(layers: Layers, noun: int, sense: Sense, words: EventWords) -> Sighting | None:
    parse, frame = layers.parse, sense.frame
    word, noun = noun, _titled(parse, noun, frame)
    before = [kid for kid in parse.children[noun] if kid < noun]
    lowers = {parse.lower[kid] for kid in before}
    if (
        (word == noun and _passed_over(parse, noun))
        or lowers & words.words["general"]
        or lowers & words.plain.get(frame.type, frozenset())
    ):
        return None
    if parse.tag[noun] == "NN" and frame.type == "CONSULT" and not any(parse.dep[kid] in _MARKING for kid in before):
        return None
    slots = event_slots.of_noun(parse, noun)
    definite = bool(lowers & words.words["definite"])
    fitting = holds(layers, noun, slots, sense, words)
    if definite and frame.refers and all(slot == "in" for need in sense.needs for slot, _ in need):
        fitting = False  # "the talks in Oslo" points back, "talks in Oslo" does not
    if not fitting and not (frame.refers and definite):
        return None
    dated = dated_within(layers, noun)
    if not dated and parse.tag[noun] == "NNP" and _listed(layers, noun, slots):
        return None
    if frame.held and event_slots.holder(parse, noun) is None and not dated:
        return None
    factuality = event_factuality.of_noun(parse, noun)
    if factuality == "unreal" or factuality == "negated":
        return None
    if frame.deed and (factuality != "actual" or _described(parse, noun)):
        return None
    if factuality == "planned" and _continued(parse, noun):
        return None
    found = Sighting(noun, parse.span(word, noun), frame, True, slots, factuality, bare=not fitting)
    former, following = (bool(lowers & words.words[kind]) for kind in ("former", "following"))
    found.refers = definite and not (dated or former or following)
    introduced = (former and dated) or following or _introduced(parse, noun, frame, before, lowers)
    found.fresh = fitting and introduced
    owner = slots.get("owner")
    found.loose = owner is not None and parse.tag[owner] == "PRP$" and not slots.keys() & {"with", "between"}
    found.above = event_slots.verb_above(parse, noun)
    found.sorts = frozenset(lowers & words.words["sorts"])
    return found


def _titled(parse: Parse, noun: int, frame: Frame) -> int:
    """The last word of a name that the noun opens, as in "Exercise Northern Wind"; else the noun itself."""
    head = parse.head[noun]
    opens = (
        frame.joint and head > noun and parse.dep[noun] == "compound" and parse.word[noun] == parse.word[noun].title()
    )
    if not opens or parse.tag[noun] != "NNP" or parse.tag[head] != "NNP" or parse.edges[head][0] != noun:
        return noun
    return head if event_slots.holder(parse, head) is not None else noun


def _passed_over(parse: Parse, noun: int) -> bool:
    """True for a noun that only describes another one, or stands inside a longer name."""
    head = parse.head[noun]
    if parse.dep[noun] == "compound" and parse.tag[head][:2] == "NN" and head > noun:
        return True
    after = noun + 1
    inside = after < len(parse) and parse.entity[after] and not parse.entity_start[after]
    return bool(inside and parse.entity[noun])


def _introduced(parse: Parse, noun: int, frame: Frame, before: list[int], lowers: set[str]) -> bool:
    """True for a noun that names a deed not named before: "a meeting", "bilateral meetings", one on the sidelines."""
    if parse.dep[noun] == "pobj" and parse.lemma[parse.head[parse.head[noun]]] in event_words().words["margins"]:
        return True
    if lowers & event_words().words["fresh"]:
        return True
    plural = parse.tag[noun] == "NNS" and parse.lemma[noun] != "talk" and frame.type == "CONSULT"
    return plural and all(parse.dep[kid] != "det" for kid in before)


def _listed(layers: Layers, noun: int, slots: Slots) -> bool:
    """True for a named gathering that stands for a standing body ("in the United Nations and the Baltic Summit")."""
    parse = layers.parse
    if slots.keys() & {"with", "between", "in", "at", "subject"} or event_slots.holder(parse, noun) is not None:
        return False
    if parse.dep[noun] in ("conj", "appos"):
        return parse.tag[parse.head[noun]][:3] == "NNP"
    return parse.dep[noun] == "pobj" and parse.lower[parse.head[noun]] in (
        "in",
        "through",
        "including",
        "within",
        "like",
    )


def _described(parse: Parse, noun: int) -> bool:
    """True where the noun says only of what something else is: "bonds of cooperation", "a pact for cooperation"."""
    head = parse.head[noun]
    return parse.dep[noun] == "pobj" and parse.lower[head] in ("of", "for") and parse.tag[parse.head[head]][:2] == "NN"


def _continued(parse: Parse, noun: int) -> bool:
    """True for "will continue consultations", which says that a habit goes on."""
    verb = event_slots.holder(parse, noun)
    return verb is not None and parse.lemma[verb] == "continue"
