"""Acts in lists: items that each say an undertaking, whose kind and doer stand in the words that lead in to them."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.find.act_drafts import Draft
from onrecord.find.act_table import acts
from onrecord.find.parties import FIRST_PERSON, NOBODY, Party, first_person, party
from onrecord.find.undertaking_ends import numbering
from onrecord.layers import Layers
from onrecord.records import ActKind, Mark
from onrecord.text import Span

_PARAGRAPHS = frozenset(("paragraph", "item", "heading", "turn"))
_ITEMS = frozenset(("item", "paragraph"))
_LONGEST_LEAD = 14
# Blocks between a lead-in and an item of its list.
_LONGEST_LIST = 30
# What lists of undertakings are called ("our next steps include:").
_STEPS = frozenset(("step", "action", "commitment", "measure", "priority"))


class Lead(NamedTuple):
    """What leads in to a list: the kind of its items, the trigger, and who acts."""

    kind: ActKind
    trigger: Span
    by: Party


def listed(layers: Layers) -> Iterator[tuple[Draft, Lead]]:
    """The undertakings of list items, with what leads in to them; in a communiqué an item may do without."""
    lead: Lead | None = None
    communique = layers.provenance.kind == "communique"
    every = layers.layer("block")
    blocks = [block for block in every if block.label in _PARAGRAPHS or len(every) == 1]
    for block in blocks:
        if block.label in _ITEMS or len(every) == 1:
            head = _opening_verb(layers, block)
            if head is not None:
                found = lead if lead and (block.label == "item" or len(blocks) > 1) else None
                if found is None and communique and (block.label == "item" or len(blocks) == 1):
                    found = Lead("pledge", _word(layers, head), Party(layers.provenance.issuers, ()))
                if found is not None:
                    yield _draft(layers, head, found), found
                    continue
        yield from _inline(layers, block)
        if block.label != "item":
            lead = _lead(layers, block)
        elif layers.text[block.start : block.end].rstrip().endswith(":"):
            lead = _lead(layers, block) or lead  # a numbered paragraph that leads in to points of its own


def _inline(layers: Layers, block: Mark) -> Iterator[tuple[Draft, Lead]]:
    """The undertaking that follows a lead-in within its own paragraph ("We shall: develop…")."""
    parse = layers.parse
    tokens = parse.tokens(block.start, block.end)
    for colon in tokens[2:-1]:
        if not parse.word[colon].endswith(":"):
            continue
        head = colon + 1
        while head < tokens[-1] and (
            numbering(parse, head)
            or parse.lower[head] in ("to", "...", "…", "-", "–")
            or not parse.word[head][0].isalnum()
        ):
            head += 1
        verbal = parse.tag[head] in ("VB", "VBG") or (parse.tag[head] in ("NNP", "VBP") and _verbal(parse.lower[head]))
        lead = _lead_before(layers, block, colon) if verbal else None
        if lead is not None:
            yield _draft(layers, head, lead), lead


def _verbal(word: str) -> bool:
    return word in acts().verbs or word in acts().doings or word.endswith("ing")


def _word(layers: Layers, token: int) -> Span:
    return layers.parse.span(token, token)


def _draft(layers: Layers, head: int, lead: Lead) -> Draft:
    parse = layers.parse
    first = parse.token_at(lead.trigger.start)
    return Draft(lead.kind, head, first, max(first, parse.token_at(lead.trigger.end - 1)), head, "list item")


def _opening_verb(layers: Layers, block: Mark) -> int | None:
    """The verb with which a block opens: "Build…", "To build…", "building…", behind an adverb at most."""
    parse = layers.parse
    token = parse.token_at(block.start)
    for _ in range(4):
        if token >= len(parse) or parse.start[token] >= block.end:
            return None
        tag, lower = parse.tag[token], parse.lower[token]
        if tag in ("VB", "VBG") and parse.dep[token] not in ("amod", "compound", "nsubj", "csubj", "aux"):
            return token if _opens(layers, token) else None
        if tag == "VB" and parse.dep[token] == "compound" and parse.start[token] == block.start:
            return parse.head[token]
        if tag == "VBD" and lower in acts().doings and parse.dep[token] == "ROOT" and parse.subject(token) is None:
            return token  # "cut", "set": one form for all tenses
        if tag in ("VBP", "NNP", "NN") and lower == parse.lemma[token] and _imperative(layers, token, block):
            return parse.head[token] if parse.dep[token] == "compound" else token
        if not (tag in ("RB", "TO", "``", "''", "-LRB-") or lower in ('"', "“", "”", "[", "…", "and", "to", "by")):
            return None
        token += 1
    return None


def _imperative(layers: Layers, token: int, block: Mark) -> bool:
    """True for a verb that the tagger took for a noun or a present: it is the root and has no subject, or opens all."""
    parse = layers.parse
    word = parse.lower[token]
    if parse.dep[token] == "compound" and word in acts().doings:
        return parse.start[token] == block.start
    verbal = parse.tag[token] == "VBP" or word in acts().verbs
    return verbal and parse.dep[token] == "ROOT" and parse.child(token, "nsubj", "nsubjpass") is None


def _opens(layers: Layers, token: int) -> bool:
    """True unless the opening words lead up to a main clause with a subject of its own ("To do so, we will…")."""
    parse = layers.parse
    stop = parse.sentences[parse.sentence[token]][1]
    if parse.dep[token] == "ROOT":
        return parse.child(token, "nsubj", "nsubjpass") is None
    root = token
    while parse.head[root] != root:
        root = parse.head[root]
    said = parse.tag[root] in ("VBD", "VBZ", "VBP", "MD") and parse.subject(root) is not None
    finite = said or any(parse.tag[k] == "MD" for k in parse.children[root])
    return stop > token and (not finite or parse.word[stop - 1] == ";")


def _lead(layers: Layers, block: Mark) -> Lead | None:
    """What a block that ends in a colon leads in with; None if it leads in to no undertakings."""
    if not layers.text[block.start : block.end].rstrip(" \"'”’]").endswith(":"):
        return None
    return _lead_before(layers, block, layers.parse.tokens(block.start, block.end)[-1])


def _lead_before(layers: Layers, block: Mark, colon: int) -> Lead | None:
    parse = layers.parse
    first = layers.parse.token_at(block.start)
    for token in range(colon - 1, max(first, colon - _LONGEST_LEAD) - 1, -1):
        tag = parse.tag[token]
        if parse.lemma[token] == "include" and (subject := parse.child(token, "nsubj")) is not None:
            return Lead("plan", _word(layers, token), NOBODY) if parse.lemma[subject] in _STEPS else None
        if tag == "MD" and parse.lower[token] in acts().modals.binding:
            by = _before(layers, token, block)
            kind: ActKind = "agree" if len(by.names) > 1 and not _we(layers, token) else "pledge"
            return Lead(kind, _word(layers, token), by)
        if tag[:2] in ("VB", "JJ"):
            entries = acts().verbs.get(parse.lemma[token]) or acts().adjectives.get(parse.lower[token])
            if entries and (entries[0].spoken or "infinitive" in entries[0].takes):
                return Lead(entries[0].kind, _word(layers, token), _before(layers, token, block))
    return None


def _we(layers: Layers, token: int) -> bool:
    parse = layers.parse
    begin = parse.sentences[parse.sentence[token]][0]
    return any(parse.lower[at] in FIRST_PERSON for at in range(begin, token))


def _before(layers: Layers, token: int, block: Mark) -> Party:
    """Who acts in a lead: the subject that stands before the trigger."""
    parse = layers.parse
    subject = parse.subject(token) or parse.subject(parse.head[token])
    if subject is not None and (found := party(layers, subject)):
        return found
    for at in range(token - 1, parse.token_at(block.start) - 1, -1):
        if parse.lower[at] in FIRST_PERSON:
            return first_person(layers, at)
        if parse.dep[at] in ("nsubj", "ROOT", "dep") and (found := party(layers, at)):
            return found
    return Party((), ())


def led_by(layers: Layers, token: int) -> Party:
    """Who acts in a list item that opens with a verb in the past, by a lead-in of a name alone: "The Ministers:"."""
    parse = layers.parse
    blocks = layers.layer("block")
    number = bisect_left(blocks, parse.start[token], key=lambda block: block.start)
    opens = number < len(blocks) and blocks[number].start == parse.start[token]
    if not opens or parse.tag[token] not in ("VBD", "VBN") or parse.child(token, "nsubj", "nsubjpass") is not None:
        return NOBODY
    for block in reversed(blocks[max(0, number - _LONGEST_LIST) : number]):
        if not layers.text[block.start : block.end].rstrip().endswith(":"):
            continue
        words = parse.tokens(*block.span)
        if any(parse.tag[at][:2] in ("VB", "MD") for at in words):
            return NOBODY
        root = parse.root_of(*block.span)
        return NOBODY if root is None else party(layers, root)
    return NOBODY
