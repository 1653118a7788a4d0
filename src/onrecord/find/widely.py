"""Attributions that READING.md does not count: what seems, what is reportedly so, the turns of a transcript."""

from collections.abc import Iterator

from onrecord.find.drafts import Draft
from onrecord.find.spans import trimmed
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_PREDICATES = ("xcomp", "oprd", "acomp")
# Tokens; a shorter turn is a row of a table.
_SHORTEST = 6


def of_seeming(parse: Parse, verb: int) -> Iterator[Draft]:
    """The attribution of "the envoy seemed ready to leave": subject and predicate, said by nobody."""
    subject = parse.child(verb, *_SUBJECTS)
    predicate = next((k for k in parse.children[verb] if k > verb and parse.dep[k] in _PREDICATES), None)
    if subject is None or predicate is None or subject > verb:
        return
    yield from _drafted(parse, verb, [parse.subtree(subject), parse.span(verb + 1, parse.edges[verb][1])], "seeming")


def of_hearsay(parse: Parse, word: int) -> Iterator[Draft]:
    """The attribution of "has reportedly left": the clause around the adverb."""
    verb = parse.head[word]
    first, last = parse.edges[verb]
    if parse.tag[verb][:2] not in ("VB", "MD") or not first <= word < last:
        return
    pieces = [parse.span(first, word - 1)] if word > first else []
    yield from _drafted(parse, word, [*pieces, parse.span(word + 1, last)], "hearsay")


def of_turns(layers: Layers) -> Iterator[Draft]:
    """The attributions of the turns of a transcript: what stands between a speaker's label and the next."""
    parse = layers.parse
    label: Span | None = None
    said: list[Span] = []
    for block in (*layers.layer("block"), None):
        if block is None or block.label == "turn":
            if label is not None and said and len(parse.tokens(said[0].start, said[-1].end)) >= _SHORTEST:
                tokens = parse.tokens(*label)
                colon = next((t for t in tokens if parse.word[t] == ":"), tokens[-1] if tokens else -1)
                if colon > 0:
                    speaker = trimmed(layers.text, label.start, parse.start[colon])
                    draft = Draft(colon, parse.span(colon, colon), said, "turn", subject=colon - 1, speaker=speaker)
                    draft.quoted = True
                    yield draft
            label, said = (block.span if block else None), []
        elif label is not None and block.label in ("paragraph", "item"):
            said.append(block.span)


def _drafted(parse: Parse, word: int, pieces: list[Span], rule: str) -> Iterator[Draft]:
    said = [span for piece in pieces if (span := trimmed(parse.text, *piece))]
    if said:
        yield Draft(word, parse.span(word, word), said, rule)
