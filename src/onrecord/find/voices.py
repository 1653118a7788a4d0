"""Who speaks outside a quotation: no word of what is quoted names the one who says it."""

from onrecord.find.speakers import beside, speaker_of
from onrecord.layers import Layers
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues

# Tokens before a cue among which the cue that it goes on with is sought.
_FARTHEST = 60


def in_quoted_clause(layers: Layers, token: int) -> bool:
    """True for a word that belongs to a clause inside quotation marks ("We are", not 'the "war party" said')."""
    parse = layers.parse
    quote = layers.covering("quote", parse.start[token], parse.end[token])
    head = parse.head[token]
    return quote is not None and head != token and quote.span.covers(Span(parse.start[head], parse.end[head]))


def heard(layers: Layers, verb: int, subject: int, cues: Cues) -> int | None:
    """The speaker, but for a word inside a quotation that does not hold the cue: then who spoke last before the cue."""
    parse = layers.parse
    if layers.covering("quote", parse.start[verb], parse.end[verb]) or not in_quoted_clause(layers, subject):
        return subject
    first = max(parse.sentences[parse.sentence[verb]][0], verb - _FARTHEST)
    for token in range(verb - 1, first - 1, -1):
        if parse.tag[token] not in ("VBD", "VBZ") or parse.lemma[token] not in cues.verbs:
            continue
        if layers.covering("quote", parse.start[token], parse.end[token]):
            continue
        other = speaker_of(parse, token, cues)
        if other is None or in_quoted_clause(layers, other):
            other = beside(parse, token)
        if other is not None and not in_quoted_clause(layers, other):
            return other
    return None
