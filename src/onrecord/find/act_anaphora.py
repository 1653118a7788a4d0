"""Undertakings named by "it" or "the plan": the words that they refer to."""

from typing import NamedTuple

from onrecord.find.act_judgement import Found
from onrecord.find.act_table import acts
from onrecord.find.parties import states_of
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span

_POINTING = frozenset(("the", "that", "this", "those", "these", "such"))
_PRONOUNS = frozenset(("it", "so", "that", "this", "them"))
# Sentences of a text that may lead it, headline and dateline included.
_LEAD = 4
# Undertakings looked back at for a pronoun.
_LOOKED_AT = 8
# Sentences between a reference and what it refers to.
_FARTHEST = 3


class Named(NamedTuple):
    """What has been named so far: all undertakings in text order, and the last one of each party."""

    all: list[Found]
    of: dict[str, Found]


def with_antecedents(layers: Layers, found: list[Found]) -> list[Found]:
    """The acts, in text order, with a second span where the undertaking only refers to an earlier one; none without."""
    settled: list[Found] = []
    named = Named([], {})
    nouns = layers.provenance.kind == "news"
    for one in found:
        if len(one.pieces) == 1 and refers(layers.parse, one.pieces[0], nouns):
            earlier = _earlier(layers, one, named)
            if earlier is None:
                continue
            one = one._replace(pieces=(*one.pieces, earlier))
        else:
            named.all.append(one)
            named.of.update(dict.fromkeys(_parties(layers, one), one))
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


def _earlier(layers: Layers, one: Found, named: Named) -> Span | None:
    """The undertaking that a reference takes up: for a pronoun the last one named, within a few sentences.

    "The request" is the last one of that kind; else "the idea" is of one who has named his before, else of the lead of
    the text; otherwise it stays unresolved.
    """
    parse = layers.parse
    if parse.tag[parse.tokens(*one.pieces[0])[-1]][:2] != "NN":
        candidates = named.all[-_LOOKED_AT:][::-1]
        farthest = parse.sentence[one.draft.token] - _FARTHEST
    else:
        noun = parse.lemma[parse.tokens(*one.pieces[0])[-1]]
        kinds = {entry.kind for entry in acts().nouns.get(noun, ())}
        called = [other for other in named.all[-_LOOKED_AT:][::-1] if other.kind in kinds]
        own = [named.of[party] for party in _parties(layers, one) if party in named.of]
        candidates = called or sorted(own, key=lambda other: -other.pieces[-1].start) or _lead(parse, named)
        farthest = 0
    for other in candidates:
        fits = other.draft.token != one.draft.token and not _over(one, other)
        if fits and parse.sentence[other.draft.token] >= farthest:
            return other.pieces[-1]
    return None


def _lead(parse: Parse, named: Named) -> list[Found]:
    return [other for other in named.all[:1] if parse.sentence[other.draft.token] <= _LEAD]


def _parties(layers: Layers, one: Found) -> tuple[str, ...]:
    """The names of those who act, and of the states that they act for."""
    names = one.by.names
    return tuple(dict.fromkeys([*names, *(state for name in names for state in states_of(layers, name))]))


def _over(one: Found, other: Found) -> bool:
    return any(a.overlaps(b) for a in one.pieces for b in other.pieces)
