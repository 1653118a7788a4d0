"""Which words of a document carry events: frames whose needs stand around them."""

from collections.abc import Iterator

from onrecord.find import event_factuality, event_slots
from onrecord.find.event_sightings import Sighting
from onrecord.find.event_slots import Slots
from onrecord.find.event_words import EventWords, Sense, event_words
from onrecord.find.parties import FIRST_PERSON, NOBODY, Party, party
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span

_WHERE = frozenset(("GPE", "LOC", "FAC"))
_WHO = frozenset(("PERSON", "GPE", "ORG", "NORP"))
_PLURAL = frozenset(("NNS", "NNPS"))


def sightings(layers: Layers) -> Iterator[Sighting]:
    """Every mention of an event, in text order."""
    parse, words = layers.parse, event_words()
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
                yield found
                break


def _verb(layers: Layers, verb: int, sense: Sense, words: EventWords) -> Sighting | None:
    parse, frame = layers.parse, sense.frame
    if parse.dep[verb] == "amod" or (frame.news and layers.provenance.kind != "news"):
        return None
    slots = event_slots.of_verb(parse, verb)
    if not any(all(fits(layers, verb, slots, slot, kind, words) for slot, kind in need) for need in sense.needs):
        return None
    if frame.not_before and any(parse.lemma[slots[s]] in frame.not_before for s in ("with", "to", "in") if s in slots):
        return None
    if frame.not_object and "object" in slots and parse.lemma[slots["object"]] in frame.not_object:
        return None
    factuality = event_factuality.of_verb(parse, verb)
    if factuality == "possible" or (frame.deed and factuality != "actual"):
        return None
    return Sighting(verb, parse.span(verb, verb), frame, False, slots, factuality)


def _noun(layers: Layers, noun: int, sense: Sense, words: EventWords) -> Sighting | None:
    parse, frame = layers.parse, sense.frame
    if parse.dep[noun] == "compound" and parse.tag[parse.head[noun]][:2] == "NN" and parse.head[noun] > noun:
        return None
    lowers = [parse.lower[kid] for kid in parse.children[noun] if kid < noun]
    if any(word in words.words["general"] for word in lowers):
        return None
    if frame.type == "ASSAULT" and any(word in words.words["plain"] for word in lowers):
        return None
    slots = event_slots.of_noun(parse, noun)
    fitting = any(all(fits(layers, noun, slots, slot, kind, words) for slot, kind in need) for need in sense.needs)
    definite = any(word in words.words["definite"] for word in lowers)
    if not fitting and not (frame.refers and definite):
        return None
    if frame.held and event_slots.holder(parse, noun) is None and not _dated(layers, noun):
        return None
    factuality = event_factuality.of_noun(parse, noun)
    if factuality == "possible":
        return None
    first = min((k for k in parse.children[noun] if k < noun and parse.dep[k] in ("compound", "amod")), default=noun)
    if any(not parse.word[k][0].isalnum() for k in range(first, noun)):
        first = noun
    found = Sighting(noun, parse.span(noun, noun), frame, True, slots, factuality, bare=not fitting)
    found.refers = definite and not _dated(layers, noun)
    return found


def fits(layers: Layers, token: int, slots: Slots, slot: str, kind: str, words: EventWords) -> bool:
    """True if the slot is filled by what the class asks for."""
    parse = layers.parse
    if slot == "dated":
        return _dated(layers, token)
    if slot == "owner" and kind in words.things:
        return any(
            parse.lemma[kid].lower() in words.things[kind]
            for kid in parse.children[token]
            if kid < token and parse.dep[kid] in ("compound", "amod", "nmod")
        )
    filler = slots.get(slot)
    if filler is None:
        return False
    return is_a(layers, filler, kind, words)


def is_a(layers: Layers, token: int, kind: str, words: EventWords) -> bool:
    """True if the noun phrase headed by the token belongs to the class."""
    parse = layers.parse
    match kind:
        case "any":
            return True
        case "place":
            return parse.entity[token] in _WHERE or layers.covering("place", *parse.span(token, token)) is not None
        case "party":
            return parse.entity[token] in _WHO or bool(party(layers, token))
        case "person":
            return is_person(layers, token)
        case "several":
            return several(layers, token)
    wanted = words.things[kind]
    return any(parse.lemma[one].lower() in wanted for one in parse.conjuncts(token))


def is_person(layers: Layers, token: int) -> bool:
    """True for one or more persons rather than a state, a body or a thing."""
    parse = layers.parse
    if parse.entity[token] == "PERSON" or parse.lower[token] in FIRST_PERSON | {"he", "she", "they", "you"}:
        return True
    kinds = {layers.actors[name].kind for name in party(layers, token).names if name in layers.actors}
    return bool(kinds & {"person", "group"})


def several(layers: Layers, token: int) -> bool:
    """True if the phrase names two parties or more, or is a plural that does."""
    parse = layers.parse
    who = party(layers, token)
    if len(who.names) > 1:
        return True
    if len(parse.conjuncts(token)) > 1:
        return bool(who)
    return parse.lower[token] in ("they", "we", "both") or (parse.tag[token] in _PLURAL and bool(who))


def _dated(layers: Layers, noun: int) -> bool:
    return any(mark.label != "DURATION" for mark in layers.within("date", *layers.parse.subtree(noun)))


def roles(layers: Layers, found: Sighting) -> None:
    """Returns nothing: gives the mention its actors and recipients."""
    found.by = _gathered(layers, found, found.frame.by)
    found.to = _gathered(layers, found, found.frame.to)
    if found.frame.mode == "visit" and found.slots.get("guest") is not None and found.noun:
        host = found.by
        found.by, found.to = party(layers, found.slots["guest"]), host
    elif found.frame.equals and found.slots.get("guest") is not None and found.noun:
        found.by = _joined(found.by, party(layers, found.slots["guest"]))
    names = (*found.by.names, *found.to.names)
    found.states = frozenset(state for name in names for state in states_of(layers, name))


def states_of(layers: Layers, name: str) -> tuple[str, ...]:
    """The states that an actor acts for; its own name if none is known."""
    actor = layers.actors.get(name)
    return actor.states if actor and actor.states else (name,)


def _gathered(layers: Layers, found: Sighting, slots: tuple[str, ...]) -> Party:
    who = NOBODY
    for slot in slots:
        token = found.slots.get(slot)
        if token is not None:
            who = _joined(who, party(layers, token))
    return who


def _joined(one: Party, other: Party) -> Party:
    names = (*one.names, *(name for name in other.names if name not in one.names))
    spans: tuple[Span, ...] = (*one.spans, *(span for span in other.spans if span not in one.spans))
    return Party(names, spans)


def named(parse: Parse, noun: int) -> frozenset[str]:
    """The capitalised words of a named gathering ("East", "Asia"); empty for others."""
    found: list[str] = []
    for kid in parse.children[noun]:
        if kid < noun and parse.dep[kid] in ("compound", "nmod", "amod", "poss") and parse.word[kid][0].isupper():
            first, last = parse.edges[kid]
            found.extend(parse.lower[t] for t in range(first, last + 1) if parse.word[t][0].isupper())
    return frozenset(found)
