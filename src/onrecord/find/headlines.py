"""Statements in headlines: verbs that the parser takes for nouns, and speakers before a colon."""

from collections.abc import Iterator

from onrecord.find.drafts import Draft
from onrecord.find.spans import trimmed
from onrecord.layers import Layers
from onrecord.records import Mark
from onrecord.vocabulary.cues import Cues

_LONGEST_SPEAKER = 7
_PREDICATES = frozenset(("MD", "TO", "``"))
_OPENINGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "VBD", "VBN", "DT", "CD", "PRP$", "RB"))
# Characters; a first line that is longer is a paragraph.
_LONGEST_HEADLINE = 160


def of_headline(layers: Layers, cues: Cues, taken: set[int]) -> Iterator[Draft]:
    """The statements of the headlines that the parse does not show; `taken` are the verbs that have theirs."""
    for number, block in enumerate(layers.layer("block")):
        if block.label == "headline" or (number == 0 and block.end - block.start <= _LONGEST_HEADLINE):
            yield from _before_colon(layers, block, cues)
        if block.label == "headline":
            yield from _mistaken_verb(layers, block, cues, taken)
            yield from _without_verb(layers, block, cues, taken)


def _without_verb(layers: Layers, block: Mark, cues: Cues, taken: set[int]) -> Iterator[Draft]:
    """The statement of "Envoy says strait safe", "PM says raised concerns": the parse shows no clause."""
    parse = layers.parse
    tokens = parse.tokens(block.start, block.end)
    for token in tokens[1:-1]:
        if parse.tag[token] != "VBZ" or not {"clause", "quote"} <= cues.verbs.get(parse.lemma[token], frozenset()):
            continue
        if token in taken or parse.tag[token - 1][:2] != "NN" or parse.tag[token + 1] not in _OPENINGS:
            return
        content = trimmed(parse.text, parse.start[token + 1], block.end)
        if content:
            yield Draft(token, parse.span(token, token), [content], "headline", subject=token - 1)
        return


def _mistaken_verb(layers: Layers, block: Mark, cues: Cues, taken: set[int]) -> Iterator[Draft]:
    parse = layers.parse
    tokens = parse.tokens(block.start, block.end)
    if any(parse.tag[token] in ("VBZ", "VBP", "VBD", "MD") for token in tokens):
        return
    for token in tokens[1:-1]:
        lemma = parse.lemma[token]
        takes = cues.verbs.get(lemma, frozenset())
        if token in taken or parse.tag[token] not in ("NNS", "NNPS") or not takes & {"object", "clause"}:
            continue
        before, after = parse.tag[token - 1], parse.tag[token + 1]
        if before[:2] != "NN" or after == "IN" or parse.lower[token + 1] in ("and", "or", ",", ":", "'s", "’s", "’"):
            continue
        stop = next((t for t in tokens if t > token and parse.lower[t] in cues.circumstances), tokens[-1] + 1)
        content = trimmed(parse.text, parse.start[token + 1], parse.end[stop - 1])
        speaker = trimmed(parse.text, block.start, parse.end[token - 1])
        if content and speaker:
            span = parse.span(token, token)
            yield Draft(token, span, [content], "headline", subject=token - 1, speaker=speaker)
        return


def _before_colon(layers: Layers, block: Mark, cues: Cues) -> Iterator[Draft]:
    parse = layers.parse
    tokens = parse.tokens(block.start, block.end)
    colon = next((token for token in tokens[1 : _LONGEST_SPEAKER + 1] if parse.word[token] == ":"), None)
    if colon is None or colon + 2 >= tokens[-1]:
        return
    head = colon - 1
    if parse.tag[head][:3] != "NNP" and parse.lemma[head] not in cues.vehicles:
        return
    after = range(colon + 1, tokens[-1] + 1)
    if not any(parse.tag[token] in _PREDICATES or parse.tag[token][:2] == "VB" for token in after):
        return
    speaker = trimmed(parse.text, block.start, parse.start[colon])
    content = trimmed(parse.text, parse.end[colon], block.end)
    if speaker and content and not any(parse.tag[token][:2] == "VB" for token in range(tokens[0], colon)):
        yield Draft(colon, parse.span(colon, colon), [content], "headline", subject=head, speaker=speaker)


def cut_at_circumstances(layers: Layers, drafts: list[Draft], cues: Cues) -> None:
    """Returns nothing: what is said in a headline ends before "amid…" and its like, where it is no clause."""
    blocks = [block for block in layers.layer("block") if block.label == "headline"]
    parse = layers.parse
    for draft in drafts:
        inside = draft.content and any(block.start <= draft.start < block.end for block in blocks)
        if draft.rule == "clause" or not inside:
            continue
        for number, piece in enumerate(draft.content):
            tokens = parse.tokens(piece.start, piece.end)
            stop = next((token for token in tokens[1:] if parse.lower[token] in cues.circumstances), None)
            shorter = trimmed(parse.text, piece.start, parse.end[stop - 1]) if stop is not None else None
            if shorter and shorter.end > (draft.cue.end if draft.cue else 0):
                draft.content[number] = shorter
