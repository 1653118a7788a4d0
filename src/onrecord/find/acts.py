"""Acts: by which words or deeds a party's relation to an undertaking is set, by READING.md section 3."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.components import Component
from onrecord.find.act_amounts import of_another
from onrecord.find.act_anaphora import with_antecedents
from onrecord.find.act_drafts import Draft, drafts_at, outstanding
from onrecord.find.act_judgement import Found, judged, somebody_acts
from onrecord.find.act_kinds import softened
from onrecord.find.act_learned import LEARNED, weighed
from onrecord.find.act_lists import led_by, listed
from onrecord.find.act_modals import (
    doing_drafts,
    going_drafts,
    modal_drafts,
    need_drafts,
    needed_drafts,
    time_drafts,
)  # fmt: skip
from onrecord.find.act_parties import Cues, acting, other_of, said_by
from onrecord.find.act_table import acts
from onrecord.find.act_terms import terms
from onrecord.find.act_unclaimed import unclaimed
from onrecord.find.act_untrue import unsaid
from onrecord.find.asked import asked_in, is_asked
from onrecord.find.suppositions import supposed
from onrecord.find.undertakings import alternatives, coordinated, undertaking
from onrecord.layers import Item, Layers
from onrecord.parse import Parse
from onrecord.records import OFFICIAL, Act, Why
from onrecord.text import Span

_REACTIONS = frozenset(("endorse", "object"))
_READ = frozenset(("paragraph", "item", "turn"))
# Kinds of a verb that makes the noun it is about no act of its own; what is welcomed or condemned is somebody else's.
_ABOUT = frozenset(
    ("reaffirm", "agree", "refuse", "discuss", "request", "plan", "withdraw", "delay", "breach", "approve", "propose",
     "consider", "complete", "advance")
)  # fmt: skip


def run(layers: Layers) -> Iterable[Item]:
    """The acts of the document, with provisional ids "a1", "a2"… in text order; a finding where "we" is nobody."""
    cues = Cues(layers)
    found = ruled(layers)
    if layers.method == "trained":
        asked = layers.once(asked_in)
        found = _settled(layers, [one for one in weighed(layers, found) if _stands(layers, one, asked)])
    pieces = sorted({piece for one in found for piece in one.pieces})
    for number, one in enumerate(found, 1):
        by = one.by or led_by(layers, one.draft.token)
        yield _act(layers, cues, one._replace(by=by), f"a{number}", pieces)
    yield from unclaimed(layers, found)


def ruled(layers: Layers) -> list[Found]:
    """The acts that the rules find, in text order, before the model weighs them."""
    return _settled(layers, _unnested(layers, [*_found(layers), *_listed(layers)]))


def _found(layers: Layers) -> Iterator[Found]:
    official = layers.provenance.kind in OFFICIAL
    asked = layers.once(asked_in)
    for token in range(len(layers.parse)):
        for draft in _drafts(layers, token, official):
            if _read(layers, token, asked):
                yield from judged(layers, draft, official)


def _drafts(layers: Layers, token: int, official: bool) -> list[Draft]:
    """What a word may set, by the vocabulary, as a modal, as a need, or as something that is being done."""
    parse, table = layers.parse, acts()
    tag, lemma = parse.tag[token], parse.lemma[token]
    if tag == "MD":
        return list(modal_drafts(layers, token, official)) if parse.lower[token] in table.modals else []
    if parse.lower[token] == "yet":
        waiting = outstanding(parse, token)
        return [waiting] if waiting is not None else []
    if tag[:2] not in ("VB", "NN", "JJ"):
        return []
    drafts = list(drafts_at(parse, token))
    if tag == "JJ" and parse.lower[token] in table.needed and parse.dep[token] == "acomp" and official:
        drafts.extend(needed_drafts(layers, token))
    if lemma == "time" and tag == "NN":
        drafts.extend(time_drafts(layers, token))
    if tag[:2] == "VB" and lemma in table.needs:
        drafts.extend(need_drafts(layers, token))
    if (tag == "VBG" and lemma == "go") or (tag in ("VBZ", "VBP") and lemma == "be"):
        drafts.extend(going_drafts(layers, token, official))
    elif tag in ("VBG", "VBN") and not drafts:
        drafts.extend(doing_drafts(layers, token, official))
    return drafts


def _listed(layers: Layers) -> Iterator[Found]:
    """The acts of list items."""
    if layers.provenance.kind not in OFFICIAL:
        return
    for draft, lead in listed(layers):
        for group in alternatives(layers.parse, draft.head):
            pieces = undertaking(layers.parse, group.first, group)
            if pieces:
                kind = softened(layers.parse, draft, draft.kind, group.last)
                yield Found(draft, kind, lead.trigger, tuple(pieces), lead.by)


def _read(layers: Layers, token: int, asked: frozenset[int]) -> bool:
    """True where acts may stand: not in headlines, bylines and furniture, nor where somebody asks."""
    parse = layers.parse
    block = layers.covering("block", parse.start[token], parse.end[token])
    if block is not None and block.label not in _READ and len(layers.layer("block")) > 1:
        return False
    return not is_asked(layers, token, asked)


def _stands(layers: Layers, one: Found, asked: frozenset[int]) -> bool:
    """True for an act of the model that is none in a question or headline, and that the words do not deny."""
    token = one.draft.token
    if is_asked(layers, token, asked) or (one.draft.rule == LEARNED and _denied(layers, one)):
        return False
    block = layers.covering("block", layers.parse.start[token], layers.parse.end[token])
    return block is None or block.label != "headline" or len(layers.layer("block")) == 1


def _denied(layers: Layers, one: Found) -> bool:
    """True for what the words deny, and in news for what a thing does ("the port supports many jobs")."""
    parse, draft = layers.parse, one.draft
    if unsaid(parse, draft) or supposed(parse, draft.head):
        return True
    if (
        one.by
        or layers.provenance.kind in OFFICIAL
        or draft.kind not in _REACTIONS
        or parse.tag[draft.token][:2] != "VB"
    ):
        return False
    subject = parse.subject(draft.token)
    return subject is not None and parse.tag[subject] == "NN" and not somebody_acts(layers, draft)


def _settled(layers: Layers, found: list[Found]) -> list[Found]:
    """The acts in text order, each said once: of two of one kind and undertaking the one whose doer is named stays."""
    found.sort(key=lambda one: (one.pieces[0].start, not one.by, one.trigger.start))
    kept: list[Found] = []
    items = {one.pieces for one in found if one.draft.rule.startswith("list item")}
    spans: set[tuple[str, tuple[Span, ...]]] = set()
    words: set[tuple[str, str, tuple[str, ...]]] = set()
    for one in found:
        said = " ".join(layers.text[piece.start : piece.end].casefold() for piece in one.pieces)
        # What a list item says is to be done is not done yet ("agreed to: - set up a cell").
        begun = one.kind == "advance" and not one.draft.rule.startswith("list item") and one.pieces in items
        if begun or (one.kind, one.pieces) in spans or (one.kind, said, one.by.names) in words:
            continue
        spans.add((one.kind, one.pieces))
        words.add((one.kind, said, one.by.names))
        kept.append(one)
    return with_antecedents(layers, kept)


def _unnested(layers: Layers, found: list[Found]) -> list[Found]:
    """The acts without those of a noun that another act is about, unless the noun says itself whose it is.

    So a noun whose complement a verb restates ("reaffirmed their commitment to…") makes no act of its own.
    """
    parse = layers.parse
    about: dict[int, Found] = {}
    within: dict[int, Found] = {}
    for one in found:
        if one.kind in _ABOUT and parse.tag[one.draft.token][:2] == "VB":
            about.setdefault(one.draft.head if one.draft.through is None else one.draft.through, one)
            within.setdefault(one.draft.head, one)
    kept = []
    for one in found:
        outer = about.get(one.draft.token) or within.get(one.draft.head)
        if outer is None or parse.tag[one.draft.token][:2] != "NN":
            kept.append(one)
        elif outer.kind != "reaffirm" and parse.child(one.draft.token, "poss") is not None:
            kept.extend([] if set(one.by.names) == set(outer.by.names) else [one])
    return kept


def _own_head(layers: Layers, one: Found) -> Draft:
    """The draft with the head of its own undertaking, of several that one trigger has ("buy ten jets and mend 79")."""
    parse = layers.parse
    own = parse.root_of(*one.pieces[0])
    head = one.draft.head
    if own is None or own == head or not (own in parse.conjuncts(head) or own in _beside(parse, head)):
        return one.draft
    return replace(one.draft, head=own)


def _beside(parse: Parse, head: int) -> list[int]:
    """The verbs of the undertakings that are listed with that of a verb."""
    return coordinated(parse, head) if parse.tag[head][:2] == "VB" else []


def _act(layers: Layers, cues: Cues, one: Found, name: str, pieces: Sequence[Span]) -> Act:
    draft = _own_head(layers, one)
    other = other_of(layers, draft, one.by)
    when = terms(layers, draft)
    whole = Span(one.pieces[0].start, one.pieces[-1].end)
    trigger = layers.anchor(*one.trigger)
    return Act(
        id=name,
        document=layers.document.id,
        kind=one.kind,
        trigger=trigger,
        undertaking=tuple(layers.anchor(*piece) for piece in one.pieces),
        by=acting(layers, one.by),
        by_spans=tuple(layers.anchor(*span) for span in one.by.spans),
        to=other.names,
        to_spans=tuple(layers.anchor(*span) for span in other.spans),
        due=layers.anchor_if(when.due),
        due_value=when.due_value,
        amount=None if of_another(when.amount, one.pieces, pieces) else layers.anchor_if(when.amount),
        condition=layers.anchor_if(when.condition),
        date=layers.anchor_if(when.date),
        date_value=when.date_value,
        via=said_by(layers, cues, whole, one.trigger),
        why=Why(draft.rule, (trigger,), one.sure),
    )


component = Component(
    "acts", "2", ("parse", "block", "mention", "date", "place", "statements", "provenance"), ("acts",), run
)
