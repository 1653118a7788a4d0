"""What an event is called or done to: the words by which two mentions are told apart."""

from onrecord.find.event_sightings import Sighting
from onrecord.layers import Layers
from onrecord.parse import Parse

# Tokens around the head of an object that count as its words; bounds the cost of a very long phrase.
_NEAR = 8
_MEETINGS = frozenset(("CONSULT", "COOPERATE"))


def named(layers: Layers, found: Sighting) -> frozenset[str]:
    """The words that name a gathering ("East", "Asia") or what a deed is done to; none for others."""
    if found.frame.type in _MEETINGS:
        return _gathering(layers, found.token) if found.noun else frozenset()
    if found.noun and found.frame.type != "AGREE":
        return frozenset()
    slot = next((found.slots[slot] for slot in ("object", "of", "to", "on") if slot in found.slots), None)
    return _words(layers.parse, slot) if slot is not None else frozenset()


def _gathering(layers: Layers, noun: int) -> frozenset[str]:
    parse = layers.parse
    kids = [kid for kid in parse.children[noun] if kid < noun and _naming(layers, kid)]
    kids += [body for kid in parse.children[noun] if kid > noun for body in _body_of(layers, noun, kid)]
    return frozenset(
        word
        for kid in kids
        for token in range(parse.edges[kid][0], parse.edges[kid][1] + 1)
        if parse.word[token][0].isupper() and parse.tag[token][:2] in ("NN", "JJ")
        for word in _in_full(layers, token, noun)
    )


def _body_of(layers: Layers, noun: int, kid: int) -> list[int]:
    """The head of the name after a gathering: "the meeting of the Codex Committee", "the Summit for Democracy"."""
    parse = layers.parse
    head = parse.child(kid, "pobj") if parse.lower[kid] in ("of", "for") else None
    if head is None or parse.tag[head][:3] != "NNP":
        return []
    if parse.lower[kid] == "of":
        return [head] if parse.entity[head] == "ORG" else []
    return [head] if parse.tag[noun][:3] == "NNP" else []


def _in_full(layers: Layers, token: int, noun: int) -> list[str]:
    """The words of a name as the document has it in full: "APEC" and its long form name one gathering."""
    parse = layers.parse
    mark = layers.covering("mention", parse.start[token], parse.end[token])
    named = mark.value[0] if mark is not None and isinstance(mark.value, tuple) and len(mark.value) == 1 else None
    actor = layers.actors.get(named) if named else None
    if actor is None or actor.kind != "body" or mark is None or mark.end > parse.start[noun] > mark.start:
        return [parse.lower[token]]
    return [word.lower() for word in actor.name.split() if word[0].isupper()]


def _naming(layers: Layers, kid: int) -> bool:
    """True for a capitalised word before a noun that belongs to its name, not a date or a person."""
    parse = layers.parse
    if parse.dep[kid] == "poss":
        return parse.entity[kid] == "ORG" or parse.lemma[kid].lower() == "leader"
    if parse.dep[kid] not in ("compound", "nmod", "amod") or not parse.word[kid][0].isupper():
        return False
    return parse.entity[kid] not in ("DATE", "PERSON") and not layers.within("date", *parse.span(kid, kid))


def _words(parse: Parse, head: int) -> frozenset[str]:
    """The nouns and adjectives of a noun phrase, as far as they stand near its head."""
    first, last = parse.edges[head]
    near = range(max(first, head - _NEAR), min(last, head + _NEAR) + 1)
    return frozenset(parse.lemma[token].lower() for token in near if parse.tag[token][:2] in ("NN", "JJ"))
