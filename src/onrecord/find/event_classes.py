"""What may fill a slot: parties, persons, places, several of them, and the things that vocabulary/events.yaml lists."""

from onrecord.find.event_slots import Slots
from onrecord.find.event_words import EventWords, Sense
from onrecord.find.parties import FIRST_PERSON, party
from onrecord.layers import Layers

_WHERE = frozenset(("GPE", "LOC", "FAC"))
_WHO = frozenset(("PERSON", "GPE", "ORG", "NORP"))
_PLURAL = frozenset(("NNS", "NNPS"))


def holds(layers: Layers, token: int, slots: Slots, sense: Sense, words: EventWords) -> bool:
    """True if one of the needs of the sense holds in full, and none that forbids it."""

    def met(need: tuple[tuple[str, str], ...]) -> bool:
        return all(fits(layers, token, slots, slot, kind, words) for slot, kind in need)

    return any(map(met, sense.needs)) and not any(map(met, sense.unless))


def fits(layers: Layers, token: int, slots: Slots, slot: str, kind: str, words: EventWords) -> bool:
    """True if the slot is filled by what the class asks for."""
    parse = layers.parse
    if slot == "dated":
        return dated_within(layers, token)
    if slot == "owner" and kind in words.things:
        return any(
            parse.lemma[kid].lower() in words.things[kind]
            for kid in parse.children[token]
            if kid < token and parse.dep[kid] in ("compound", "amod", "nmod")
        )
    filler = slots.get(slot)
    if filler is None:
        return kind == "none"
    return is_a(layers, filler, kind, words)


def is_a(layers: Layers, token: int, kind: str, words: EventWords) -> bool:
    """True if the noun phrase headed by the token belongs to the class."""
    parse = layers.parse
    match kind:
        case "any":
            return True
        case "none":
            return False
        case "pair":
            return len(party(layers, token).names) > 1
        case "place":
            return _is_place(layers, token)
        case "body":
            return parse.entity[token] == "ORG" or bool(_kinds(layers, token) & {"body"})
        case "party":
            return parse.entity[token] in _WHO or bool(party(layers, token))
        case "person":
            return is_person(layers, token)
        case "official":
            known = parse.tag[token] not in ("NN", "NNS") or not _nameless(layers, token)
            return is_person(layers, token) and (known or parse.lemma[token] in words.things["officer"])
        case "several":
            return several(layers, token)
    wanted = words.things[kind]
    last = parse.edges[token][1]
    if parse.tag[last][:3] == "NNP" and parse.lemma[last].lower() in wanted:
        return True  # a long name, wherever the parse put its head
    if kind in ("vessel", "posture") and parse.tag[token][:3] == "NNP":  # "the USS Ohio", "Forces Norway"
        return any(
            {parse.lower[one], parse.lower[one].removesuffix("s")} & wanted
            for one in range(parse.edges[token][0], last + 1)
        )
    return any(parse.lemma[one].lower() in wanted for one in parse.conjuncts(token))


def _is_place(layers: Layers, token: int) -> bool:
    """True for a place, also one that only the place after it shows to be one ("Taw in Burma", "the base at Oslo")."""
    parse = layers.parse
    within = next((kid for kid in parse.children[token] if parse.lower[kid] in ("in", "at", "near")), None)
    heads = (token, parse.child(within, "pobj") if within is not None else None)
    return any(
        head is not None and (parse.entity[head] in _WHERE or layers.within("place", *parse.span(head, head)))
        for head in heads
    )


def is_person(layers: Layers, token: int) -> bool:
    """True for one or more persons rather than a state, a body or a thing."""
    parse = layers.parse
    if parse.entity[token] == "PERSON" or parse.lower[token] in FIRST_PERSON | {"he", "she", "they", "you"}:
        return True
    return bool(_kinds(layers, token) & {"person", "group"})


def _nameless(layers: Layers, token: int) -> bool:
    """True for persons who are neither named nor hold an office ("defectors", "a tourist")."""
    known = (layers.actors[name] for name in party(layers, token).names if name in layers.actors)
    return not any(one.office or (one.kind == "person" and one.name[0].isupper()) for one in known)


def _kinds(layers: Layers, token: int) -> set[str]:
    return {layers.actors[name].kind for name in party(layers, token).names if name in layers.actors}


def several(layers: Layers, token: int) -> bool:
    """True if the phrase names two parties or more, or is a plural that does."""
    parse = layers.parse
    who = party(layers, token)
    if len(who.names) > 1:
        return True
    if len(parse.conjuncts(token)) > 1:
        return bool(who)
    return parse.lower[token] in ("they", "we", "both") or (parse.tag[token] in _PLURAL and bool(who))


def dated_within(layers: Layers, noun: int) -> bool:
    """True if a date stands in the phrase of the word."""
    return any(mark.label != "DURATION" for mark in layers.within("date", *layers.parse.subtree(noun)))
