"""Acts: by which words or deeds a party's relation to an undertaking is set, by READING.md section 3."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.components import Component
from onrecord.find.act_drafts import Draft, drafts_at
from onrecord.find.act_lists import listed
from onrecord.find.act_kinds import kind_of, of_words, softened
from onrecord.find.act_modals import modal_drafts
from onrecord.find.act_parties import doer_of, joint, other_of, said_by
from onrecord.find.act_table import acts
from onrecord.find.act_terms import terms
from onrecord.find.parties import FIRST_PERSON, Party
from onrecord.find.undertakings import alternatives, clause, undertaking
from onrecord.layers import Item, Layers
from onrecord.records import Act, ActKind, Anchor, Why
from onrecord.text import Span

OFFICIAL = frozenset(("communique", "readout", "factsheet", "speech", "transcript"))
_READ = frozenset(("paragraph", "item", "turn"))


class Found(NamedTuple):
    """A draft with its spans and who acts."""

    draft: Draft
    kind: ActKind
    trigger: Span
    pieces: tuple[Span, ...]
    by: Party


def run(layers: Layers) -> Iterable[Item]:
    """The acts of the document, with provisional ids "a1", "a2"… in text order."""
    found = _settled(layers, [*_found(layers), *_listed(layers)])
    for number, one in enumerate(found, 1):
        yield _act(layers, one, f"a{number}")


def _found(layers: Layers) -> Iterator[Found]:
    official = layers.provenance.kind in OFFICIAL
    parse, table = layers.parse, acts()
    modals = table.modals.binding | table.modals.reported | table.modals.possible | table.modals.demanding
    for token in range(len(parse)):
        tag = parse.tag[token]
        if tag == "MD":
            drafts = modal_drafts(layers, token, official) if parse.lower[token] in modals else ()
        elif tag[:2] in ("VB", "NN", "JJ"):
            drafts = drafts_at(parse, token)
        else:
            continue
        for draft in drafts:
            if _read(layers, token):
                yield from _each(layers, draft, official)


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


def _read(layers: Layers, token: int) -> bool:
    """True where acts may stand: not in headlines, bylines and furniture, nor in questions; a sentence alone is read."""
    parse = layers.parse
    block = layers.covering("block", parse.start[token], parse.end[token])
    if block is not None and block.label not in _READ and len(layers.layer("block")) > 1:
        return False
    return parse.word[parse.sentences[parse.sentence[token]][1] - 1] != "?"


def _each(layers: Layers, draft: Draft, official: bool) -> Iterator[Found]:
    """The acts of a draft: one for each verb of doing."""
    parse = layers.parse
    kind = kind_of(parse, draft, official)
    if kind is None:
        return
    by = doer_of(layers, draft)
    if draft.entry is None:
        settled = _modal_kind(layers, draft, kind, by, official)
        if settled is None:
            return
        kind, by = settled
    elif kind == "plan" and official and parse.lemma[draft.token] in acts().deciding and len(by.names) > 1:
        kind = "agree"
    elif not by and not official and parse.tag[draft.token][:2] != "NN":
        return
    trigger = parse.span(draft.first, draft.last)
    for group in alternatives(parse, draft.head):
        if draft.entry is None and of_words(parse, group.first):
            continue
        pieces = clause(parse, group.first) if draft.whole else undertaking(parse, group.first, group)
        if draft.before is not None:
            pieces = undertaking(parse, draft.before) + pieces
        if pieces:
            yield Found(draft, softened(parse, draft, kind, group.last), trigger, tuple(pieces), by)


def _modal_kind(
    layers: Layers, draft: Draft, kind: ActKind, by: Party, official: bool
) -> tuple[ActKind, Party] | None:
    """What "will do" is, said of whom: agree of several, pledge of an issuer, plan of others; None if of nobody."""
    parse = layers.parse
    if draft.before is not None:
        if not official or kind != "pledge":
            return None
        return kind, by or Party(layers.provenance.issuers, ())
    issuing = official and (draft.doer is None or parse.lower[draft.doer] in FIRST_PERSON)
    if draft.doer is None and official:
        by = by or Party(layers.provenance.issuers, ())
    if not by and not issuing:
        return None
    if kind == "reaffirm":
        return kind, by
    if draft.negated:
        return ("pledge" if official else "refuse"), by
    if kind == "pledge":
        if joint(layers, by, draft.doer):
            return "agree", by
        return ("pledge" if _issues(layers, by) else "plan"), by
    return kind, by


def _issues(layers: Layers, by: Party) -> bool:
    """True if one of the names is an issuer of the text, or acts for a state that is one."""
    issuers = layers.provenance.issuers
    for name in by.names:
        actor = layers.actors.get(name)
        if name in issuers or (actor and any(state in issuers for state in actor.states)):
            return True
    return not issuers


def _settled(layers: Layers, found: list[Found]) -> list[Found]:
    """The acts in text order, each said once: of two of one kind and undertaking the one whose doer is named stays.

    A noun whose complement a verb restates ("reaffirmed their commitment to…") makes no act of its own.
    """
    taken = {one.draft.through for one in found if one.kind == "reaffirm" and one.draft.through is not None}
    found = [one for one in found if one.draft.token not in taken]
    found.sort(key=lambda one: (one.pieces[0].start, not one.by, one.trigger.start))
    kept: list[Found] = []
    spans: set[tuple[str, tuple[Span, ...]]] = set()
    words: set[tuple[str, str, tuple[str, ...]]] = set()
    for one in found:
        said = " ".join(layers.text[piece.start : piece.end].casefold() for piece in one.pieces)
        if (one.kind, one.pieces) in spans or (one.kind, said, one.by.names) in words:
            continue
        spans.add((one.kind, one.pieces))
        words.add((one.kind, said, one.by.names))
        kept.append(one)
    return kept


def _act(layers: Layers, one: Found, name: str) -> Act:
    draft = one.draft
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
        by=one.by.names,
        by_spans=tuple(layers.anchor(*span) for span in one.by.spans),
        to=other.names,
        to_spans=tuple(layers.anchor(*span) for span in other.spans),
        due=_anchor(layers, when.due),
        due_value=when.due_value,
        amount=_anchor(layers, when.amount),
        condition=_anchor(layers, when.condition),
        date=_anchor(layers, when.date),
        date_value=when.date_value,
        via=said_by(layers, whole, one.trigger),
        why=Why(draft.rule, (trigger,)),
    )


def _anchor(layers: Layers, span: Span | None) -> Anchor | None:
    return layers.anchor(*span) if span else None


component = Component(
    "acts", "1", ("parse", "block", "mention", "date", "statements", "provenance"), ("acts",), run
)
