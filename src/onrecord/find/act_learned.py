"""The acts of the rules and those that the model sees, made one: the model decides what is an act and how long it is;
the rules, where they found it too, of which kind it is and by which words it is explained. Who acts they say always."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord.commitment import HELD
from onrecord.find.act_drafts import DISOWNED, NOT_HINDER, Draft
from onrecord.find.act_judgement import Found
from onrecord.find.act_kinds import negated_kind
from onrecord.find.act_parties import doer_of
from onrecord.find.act_table import acts
from onrecord.find.content import trimmed
from onrecord.find.parties import FIRST_PERSON
from onrecord.find.undertakings import says_enough, whole_marks
from onrecord.find.weighing import how_sure, logit
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import OFFICIAL, ActKind
from onrecord.seen import SeenAct
from onrecord.text import Span
from onrecord.weights import settings

LEARNED = "learned"
# How sure the model is of the start and of the trigger, whether a rule found the act too, whether the text is official,
# how many words the undertaking has, and whether its trigger stands outside the model's window.
EVIDENCE = ("start", "trigger", "ruled", "official", "words", "outside")
# How near to 0 and 1 a probability is taken for what it is.
_NEAREST = 1e-4
# Undertakings that share this much of their words are one.
_ALIKE = 0.5
# Rules that hold without the model: READING.md names the words.
_CERTAIN = frozenset(("yet to", DISOWNED, NOT_HINDER))
_HELPERS = frozenset(("aux", "auxpass"))
# Kinds that are carried by negated verbs too ("did not agree to"), as the model was taught.
_AGAINST = frozenset(("refuse", "object", "delay", "withdraw", "breach"))


def weighed(layers: Layers, found: Sequence[Found]) -> list[Found]:
    """The acts that model and rules together are sure enough of: those that both see, and those that the model sees.

    In what people say off the cuff they must be surer than elsewhere.
    An act that both see keeps the kind that the rules gave it, and with it their explanation.
    """
    settings = _settings()
    official = layers.provenance.kind in OFFICIAL
    least = settings["least spoken" if layers.provenance.kind == "transcript" else "least"]
    beside = _by_sentence(layers.parse, found)
    chosen: list[Found] = []
    kept: list[Found] = []
    for one, matches in paired(layers, found):
        sure = how_sure(EVIDENCE, evidence(one, bool(matches), official), settings)
        if sure < least:
            continue
        kept.extend(matches)
        acts_of = [_corrected(layers.parse, one, match, beside) for match in matches]
        if not matches and (new := _new(layers, one)) is not None:
            acts_of.append(new)
        chosen.extend(act._replace(sure=round(sure, 2)) for act in acts_of)
    return [*chosen, *_beside(found, kept)]


def _beside(found: Sequence[Found], kept: list[Found]) -> list[Found]:
    """The acts of the rules that stand without the model: by certain words, or listed with one that is kept."""
    triggers = {(one.trigger, one.kind) for one in kept}
    done = set(map(id, kept))
    return [
        one
        for one in found
        if id(one) not in done and (one.draft.rule in _CERTAIN or (one.trigger, one.kind) in triggers)
    ]


def paired(layers: Layers, found: Sequence[Found]) -> list[tuple[SeenAct, list[Found]]]:
    """What the model sees in the document, the surest first, each with the acts of the rules on that undertaking.

    An act of the rules goes with what shares most of its words with it, of equals with the surest.
    """
    parse = layers.parse
    seen = _distinct(parse, layers.seen.acts)
    near: dict[int, list[int]] = {}
    for number, one in enumerate(seen):
        near.setdefault(parse.sentence[one.first], []).append(number)
    matches: list[list[Found]] = [[] for _ in seen]
    for other in found:
        sentences = {parse.sentence[token] for piece in other.pieces for token in parse.tokens(*piece)}
        numbers = [number for at in sorted(sentences) for number in near.get(at, ())]
        shares = {number: share for number in numbers if (share := _share(parse, seen[number], other))}
        if shares:
            matches[max(shares, key=lambda number: (shares[number], -number))].append(other)
    return list(zip(seen, matches, strict=True))


@cache
def _settings() -> dict[str, float]:
    return settings("acts", (*EVIDENCE, "bias", "least", "least spoken"))


def _by_sentence(parse: Parse, found: Sequence[Found]) -> dict[int, list[Found]]:
    """The acts by the sentences in which pieces of their undertakings stand: long texts hold thousands of acts."""
    places: dict[int, list[Found]] = {}
    for one in found:
        for at in sorted({parse.sentence[token] for piece in one.pieces for token in parse.tokens(*piece)}):
            places.setdefault(at, []).append(one)
    return places


def evidence(one: SeenAct, ruled: bool, official: bool) -> tuple[float, ...]:
    """What speaks for an act, as numbers in the order of EVIDENCE."""
    words = one.last - one.first + 1
    return (
        logit(one.sure, _NEAREST),
        logit(one.sure_trigger, _NEAREST),
        ruled,
        official,
        math.log(words),
        one.trigger is None,
    )


def _distinct(parse: Parse, seen: Sequence[SeenAct]) -> list[SeenAct]:
    """The surest first, without those that say again what a surer one says.

    By the same trigger that is what shares half of the shorter one's words; by another trigger of the same kind, what
    shares half of all: "fulfil the pledge to build" and "to build" are two.
    """
    kept: list[SeenAct] = []
    near: dict[int, list[SeenAct]] = {}
    for one in sorted(seen, key=lambda one: (-one.sure, -one.sure_trigger, one.first)):
        here = near.setdefault(parse.sentence[one.first], [])
        if not any(_again(one, other) for other in here):
            kept.append(one)
            here.append(one)
    return kept


def _again(one: SeenAct, other: SeenAct) -> bool:
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    shorter = min(one.last - one.first, other.last - other.first) + 1
    both = max(one.last, other.last) - min(one.first, other.first) + 1
    if one.trigger in (None, other.trigger) and shared > _ALIKE * shorter:
        return True
    return one.kind == other.kind and shared > _ALIKE * both


def _share(parse: Parse, one: SeenAct, other: Found) -> float:
    """Which part of all words of two undertakings both have, what the model sees and the rules found; 0 if not one.

    They are one if they begin alike, or share half of all words.
    """
    words = range(one.first, one.last + 1)
    return max((_alike(words, theirs) for piece in other.pieces if (theirs := parse.tokens(*piece))), default=0)


def _alike(words: range, theirs: range) -> float:
    shared = min(words.stop, theirs.stop) - max(words.start, theirs.start)
    part = shared / (len(words) + len(theirs) - shared)
    return part if words.start == theirs.start or part >= _ALIKE else 0


def _corrected(parse: Parse, one: SeenAct, match: Found, beside: Mapping[int, Sequence[Found]]) -> Found:
    """The act of the rules with the model's words, and the kind that the rules gave it.

    Where the model's words would take in what the rules found to be another undertaking, or would leave out a "not",
    theirs stay.
    """
    if match.draft.rule == NOT_HINDER:
        return match  # what is not hindered, not the hindering
    piece = _piece(parse, one) if len(match.pieces) == 1 else None
    first = match.pieces[0]
    takes_in = piece is not None and any(
        other.overlaps(piece) and not other.overlaps(first)
        for act in beside.get(parse.sentence[one.first], ())
        for other in act.pieces
    )
    pieces = match.pieces if piece is None or takes_in or _turned(parse, first, piece) else (piece,)
    if pieces == match.pieces:
        return match
    return match._replace(draft=replace(match.draft, rule=f"{match.draft.rule}, {LEARNED}"), pieces=pieces)


def _turned(parse: Parse, theirs: Span, piece: Span) -> bool:
    """True if the model's words leave out what negates those of the rules: "not deploy" is no "deploy"."""
    return any(
        parse.dep[token] == "neg" and not piece.covers(parse.span(token, token)) for token in parse.tokens(*theirs)
    )


def _new(layers: Layers, one: SeenAct) -> Found | None:
    """An act that no rule found; None where its words say too little."""
    parse = layers.parse
    piece = _piece(parse, one)
    if piece is None or not says_enough(parse, [piece]):
        return None
    head = parse.root_of(*piece)
    if head is None:
        return None
    if one.trigger is not None and _behind(layers, one.trigger, piece):
        return None
    token = head if one.trigger is None else one.trigger
    doer = None
    if one.trigger is not None and parse.dep[token] in _HELPERS:
        token = parse.head[token]
        doer = parse.subject(token)
    kind: ActKind | None = "plan" if one.kind == "request" and _of_itself(parse, token, doer) else one.kind
    if kind not in _AGAINST and one.trigger is not None and parse.negated(token) is not None:
        kind = negated_kind(parse, token, one.kind)
    if kind is None or (kind in _AGAINST and _only_for(parse, one.trigger)):
        return None
    draft = Draft(kind, token, one.trigger_first, one.trigger_last, head, LEARNED, doer=doer)
    trigger = parse.span(one.trigger_first, one.trigger_last)
    return Found(draft, kind, trigger, (piece,), doer_of(layers, draft))


def _only_for(parse: Parse, trigger: int | None) -> bool:
    """True for a verb that carries an undertaking on, and never turns against it ("the talks continue")."""
    if trigger is None or parse.negated(trigger) is not None:
        return False
    entries = acts().verbs.get(parse.lemma[trigger], ())
    return bool(entries) and all(entry.kind in HELD for entry in entries)


def _behind(layers: Layers, trigger: int, piece: Span) -> bool:
    """True for a trigger in a paragraph behind that of the undertaking, which tells of something else."""
    block = layers.covering("block", *piece)
    return block is not None and layers.parse.start[trigger] >= block.end


def _of_itself(parse: Parse, token: int, subject: int | None) -> bool:
    """True for "we must", "we need to": what the first person demands of itself is its plan."""
    whose = parse.subject(token) if subject is None else subject
    demands = parse.lemma[token] in acts().needs or any(
        parse.lower[kid] in acts().modals.demanding for kid in parse.auxiliaries(token)
    )
    return demands and whose is not None and parse.lower[whose] in FIRST_PERSON


def _piece(parse: Parse, one: SeenAct) -> Span | None:
    span = trimmed(parse.text, parse.start[one.first], parse.end[one.last])
    return whole_marks(parse.text, span) if span else None
