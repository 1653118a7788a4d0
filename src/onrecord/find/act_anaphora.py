"""Undertakings named by "it" or "the plan": the words that they refer to."""

from onrecord.find.act_judgement import Found
from onrecord.find.act_table import acts
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span

_POINTING = frozenset(("the", "that", "this", "those", "these", "such"))
_PRONOUNS = frozenset(("it", "so", "that", "this", "them"))
# Sentences of a text that may lead it, headline and dateline included.
_LEAD = 4
# Sentences between a reference and what it refers to.
_FARTHEST = 3


def with_antecedents(layers: Layers, found: list[Found]) -> list[Found]:
    """The acts, in text order, with a second span where the undertaking only refers to an earlier one."""
    settled: list[Found] = []
    for one in found:
        if len(one.pieces) == 1 and refers(layers.parse, one.pieces[0], nouns=layers.provenance.kind == "news"):
            earlier = _earlier(layers, one, settled)
            if earlier is not None:
                one = one._replace(pieces=(*one.pieces, earlier))
        settled.append(one)
    return settled


def refers(parse: Parse, piece: Span, nouns: bool = True) -> bool:
    """True for "it", "do so", "opportunities like that", with `nouns` "the plan": words that only refer to something.

    Official texts name theirs in full: there "the agreement" is its name.
    """
    tokens = parse.tokens(*piece)
    words = [parse.lower[token] for token in tokens]
    if not words or len(words) > 6:
        return False
    if words[-1] in _PRONOUNS and parse.tag[tokens[-1]] in ("PRP", "DT", "RB"):
        return len(words) == 1 or parse.lemma[tokens[0]] in ("do", "go", "make") or words[-2] in ("like", "of")
    head = parse.root_of(*piece)
    return nouns and words[0] in _POINTING and head == tokens[-1] and parse.lemma[head] in acts().references


def _earlier(layers: Layers, one: Found, settled: list[Found]) -> Span | None:
    """The undertaking that a reference takes up: for a pronoun the last one named, within a few sentences.

    "The plan" is of one who has named his before, else of the lead of the text; otherwise it stays unresolved.
    """
    parse = layers.parse
    sentence = parse.sentence[one.draft.token]
    named = [other for other in settled if not refers(parse, other.pieces[-1]) and not _over(one, other)]
    named = [other for other in named if other.draft.token != one.draft.token]
    if parse.tag[parse.tokens(*one.pieces[0])[-1]][:2] != "NN":
        near = [other for other in named if sentence - parse.sentence[other.draft.token] <= _FARTHEST]
        return near[-1].pieces[-1] if near else None
    states = _states(layers, one)
    own = [other for other in named if states & _states(layers, other)]
    if own:
        return own[-1].pieces[-1]
    return named[0].pieces[-1] if named and parse.sentence[named[0].draft.token] <= _LEAD else None


def _states(layers: Layers, one: Found) -> set[str]:
    """The names of those who act, and of the states that they act for."""
    found = set(one.by.names)
    for name in one.by.names:
        actor = layers.actors.get(name)
        found.update(actor.states if actor else ())
    return found


def _over(one: Found, other: Found) -> bool:
    return any(a.overlaps(b) for a in one.pieces for b in other.pieces)
