"""The acts of the rules and those that the model sees, made one: the model decides what is an act, how long it is and
of which kind; the rules, where they found it too, who acts and by which words it is explained."""

from collections.abc import Sequence

from onrecord.find.act_drafts import Draft
from onrecord.find.act_judgement import Found
from onrecord.find.act_parties import doer_of
from onrecord.find.act_scores import Scored, scored
from onrecord.find.act_windows import windows
from onrecord.find.content import trimmed
from onrecord.find.undertakings import says_enough, whole_marks
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import ActKind
from onrecord.text import Span
from onrecord.weights import manifest

LEARNED = "learned"
# Undertakings that share this much of their words are one.
_SAME = 0.5
_HELPERS = frozenset(("aux", "auxpass"))


def weighed(layers: Layers, found: Sequence[Found]) -> list[Found]:
    """The acts that the model is sure enough of: those of the rules that it sees too, then those that it alone sees."""
    settings = manifest().settings
    seen = _distinct([one for window in windows(layers, found) for one in scored(window)])
    left = list(found)
    kept: list[Found] = []
    for one in seen:
        match = _match(layers.parse, one, left)
        if one.sure < settings["alone" if match is None else "ruled"]:
            continue
        if match is not None:
            left.remove(match)
            kept.append(_corrected(layers, one, match, settings["kind"]))
        elif (new := _new(layers, one)) is not None:
            kept.append(new)
    return kept


def _distinct(seen: list[Scored]) -> list[Scored]:
    """The surest first, without those that say again what a surer one says: same kind or trigger, and same words."""
    kept: list[Scored] = []
    for one in sorted(seen, key=lambda one: (-one.sure, -one.sure_trigger, one.first)):
        again = any(
            _inside(one, other) > _SAME
            and (other.kind == one.kind or (one.trigger is not None and one.trigger == other.trigger))
            for other in kept
        )
        if not again:
            kept.append(one)
    return kept


def _inside(one: Scored, other: Scored) -> float:
    """Which part of the shorter undertaking the two share, in words."""
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    return shared / (min(one.last - one.first, other.last - other.first) + 1)


def _match(parse: Parse, one: Scored, found: list[Found]) -> Found | None:
    """The act of the rules that has the same undertaking; of several that of the same kind or trigger."""
    words = range(one.first, one.last + 1)
    near = []
    for other in found:
        longest = max(other.pieces, key=lambda piece: piece.end - piece.start)
        theirs = parse.tokens(*longest)
        shared = min(words.stop, theirs.stop) - max(words.start, theirs.start)
        if shared / max(1, len(words) + len(theirs) - shared) >= _SAME:
            near.append((other.kind == one.kind, other.draft.token == one.trigger, shared, -other.trigger.start, other))
    return max(near, key=lambda row: row[:4])[4] if near else None


def _corrected(layers: Layers, one: Scored, match: Found, least: float) -> Found:
    """The act of the rules with the model's words and, where the model is sure of it, its kind."""
    kind: ActKind = one.kind if one.sure_kind >= least else match.kind
    if len(match.pieces) > 1:
        return match._replace(kind=kind)
    piece = _piece(layers.parse, one)
    return match._replace(kind=kind, pieces=(piece,)) if piece is not None else match._replace(kind=kind)


def _new(layers: Layers, one: Scored) -> Found | None:
    """An act that no rule found; None where its words say too little."""
    parse = layers.parse
    piece = _piece(parse, one)
    if piece is None or not says_enough(parse, [piece]):
        return None
    head = parse.root_of(*piece)
    if head is None:
        return None
    token = head if one.trigger is None else one.trigger
    doer = None
    if one.trigger is not None and parse.dep[token] in _HELPERS:
        token = parse.head[token]
        doer = parse.subject(token)
    draft = Draft(one.kind, token, one.trigger_first, one.trigger_last, head, LEARNED, doer=doer)
    return Found(draft, one.kind, parse.span(one.trigger_first, one.trigger_last), (piece,), doer_of(layers, draft))


def _piece(parse: Parse, one: Scored) -> Span | None:
    span = trimmed(parse.text, parse.start[one.first], parse.end[one.last])
    return whole_marks(parse.text, span) if span else None
