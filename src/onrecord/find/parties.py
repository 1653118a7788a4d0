"""Who a noun phrase names: the actors of a mention, of coordinated mentions, and of the first person."""

from bisect import bisect_right
from typing import NamedTuple

from onrecord.find.rows import row
from onrecord.layers import Layers
from onrecord.records import OFFICIAL, Mark, Statement
from onrecord.text import Span

FIRST_PERSON = frozenset(("i", "we", "us", "our", "my", "me", "ours", "ourselves", "myself", "mine"))
_SINGULAR = frozenset(("i", "my", "me", "myself", "mine"))


class Party(NamedTuple):
    """Names of actors and the spans that carry them; both empty where nobody is named."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]

    def __bool__(self) -> bool:
        return bool(self.names)


NOBODY = Party((), ())


def party(layers: Layers, token: int) -> Party:
    """Who the noun phrase headed by `token` names, its coordinated members included; NOBODY if no mention is there.

    First-person words stand for the speaker of the statement around them, or its state where "we" is said by one
    who acts for one; outside any statement for the issuers of an official text.
    """
    names: list[str] = []
    spans: list[Span] = []
    for member in layers.parse.conjuncts(token):
        found = _one(layers, member)
        covered = any(span.covers(other) for span in spans for other in found.spans)
        if covered and all(name in names for name in found.names):
            continue
        names.extend(name for name in found.names if name not in names)
        spans.extend(span for span in found.spans if span not in spans)
    listed = row(layers, token) if names else []
    together = [
        name for mark in listed for name in ((mark.value,) if isinstance(mark.value, str) else mark.value or ())
    ]
    if set(names) < set(together):
        return Party(tuple(dict.fromkeys(together)), tuple(mark.span for mark in listed))
    return Party(tuple(names), tuple(spans))


def _one(layers: Layers, token: int) -> Party:
    parse = layers.parse
    start, end = parse.start[token], parse.end[token]
    if parse.lower[token] in FIRST_PERSON:
        return first_person(layers, token)
    covering = [m for m in layers.within("mention", start, end) if m.start <= start and end <= m.end and m.value]
    if not covering:
        return NOBODY
    # The longest mention of which this token is the head; a name nested in another phrase ("the South Korean
    # minister") must not lend it its value.
    covering.sort(key=lambda mark: mark.start - mark.end)
    for mark in covering:
        if parse.root_of(mark.start, mark.end) == token or len(covering) == 1:
            value = mark.value if isinstance(mark.value, tuple) else (str(mark.value),)
            return Party(value, (mark.span,))
    mark = covering[0]
    return Party(mark.value if isinstance(mark.value, tuple) else (str(mark.value),), (mark.span,))


def first_person(layers: Layers, token: int) -> Party:
    """Who says "I", "we", "us" or "our" at this token."""
    parse = layers.parse
    span = Span(parse.start[token], parse.end[token])
    around = enclosing_statement(layers, span)
    said = layers.covering("mention", span.start, span.end) if around is None else None
    if said is not None and said.span == span and isinstance(said.value, tuple):
        return Party(said.value, (span,))  # "I" in a transcript or a letter
    speakers = around.actor if around else _speaking(layers, span.start)
    if not speakers:
        return NOBODY
    if parse.lower[token] in _SINGULAR:
        return Party(speakers[:1], (span,))
    states = [state for name in speakers for state in _spoken_for(layers, name)]
    return Party(tuple(dict.fromkeys(states)), (span,))


class Turns(NamedTuple):
    """The labels of the turns of a transcript, where each begins, and the states of those whom they name."""

    labels: tuple[Mark, ...]
    starts: tuple[int, ...]
    states: frozenset[str]


def _turns(layers: Layers) -> Turns:
    """The turns of a document."""
    labels = tuple(block for block in layers.layer("block") if block.label == "turn")
    marks = (mark for label in labels for mark in layers.within("mention", *label.span) if mark.label != "role")
    actors = (layers.actors.get(name) for mark in marks for name in mark.value or ())
    states = frozenset(state for actor in actors if actor is not None for state in actor.states)
    return Turns(labels, tuple(label.start for label in labels), states)


def _speaking(layers: Layers, at: int) -> tuple[str, ...]:
    """Who speaks outside any statement: in a transcript whose turn it is, if his label names him; else the issuers."""
    if layers.provenance.kind not in OFFICIAL:
        return ()
    issuers = layers.provenance.issuers
    turns = layers.once(_turns)  # every "we" of a long transcript asks for them
    number = bisect_right(turns.starts, at)
    if layers.provenance.kind != "transcript" or not number:
        return issuers
    labelled = [mark for mark in layers.within("mention", *turns.labels[number - 1].span) if mark.value]
    named = [name for mark in labelled if mark.label != "role" for name in mark.value or ()]
    person = next((actor for name in named if (actor := layers.actors.get(name)) and actor.kind == "person"), None)
    if person is not None and person.states:
        return (person.name,)
    if (person.office if person is not None else labelled) and set(issuers) <= turns.states:
        return (person.name,) if person is not None else ()  # a leader beside the one whose state issues it
    return issuers if len(issuers) == 1 else (person.name,) if person is not None else ()


def _spoken_for(layers: Layers, name: str) -> tuple[str, ...]:
    """Who "we" are to a speaker: the states that he acts for, else the body that he serves, else himself."""
    actor = layers.actors.get(name)
    if actor is None or actor.acts_for:
        return states_of(layers, name)
    served = (one.name for one in layers.actors.values() if one.kind == "body" and one.body and one.body == actor.body)
    return (next(served, name),)


def enclosing_statement(layers: Layers, span: Span) -> Statement | None:
    """The innermost statement whose content covers the span."""
    said = layers.covering("content", span.start, span.end)
    return layers.statement.get(str(said.value)) if said else None


def states_of(layers: Layers, name: str) -> tuple[str, ...]:
    """The states that an actor is of; its own name if none is known."""
    actor = layers.actors.get(name)
    return actor.states if actor and actor.states else (name,)
