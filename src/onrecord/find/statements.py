"""Statements: who is reported to say what, by READING.md section 1."""

from collections.abc import Iterable, Iterator

from onrecord.components import Component
from onrecord.find.content import drafts_of
from onrecord.find.drafts import Draft
from onrecord.find.headlines import cut_at_circumstances, of_headline
from onrecord.find.look import looked
from onrecord.find.nominal import according, of_noun, of_phrase, of_word
from onrecord.find.quoted import Quoted
from onrecord.find.reported import reports
from onrecord.find.rows import row
from onrecord.find.setting import Setting, setting
from onrecord.find.spans import tidied
from onrecord.find.speakers import beside, phrase_of, speaker_of
from onrecord.find.statement_actors import actors
from onrecord.find.statement_learned import unweighed, weighed
from onrecord.find.voices import heard
from onrecord.find.widely import of_hearsay, of_seeming, of_turns
from onrecord.layers import Item, Layers
from onrecord.parse import Parse
from onrecord.records import OFFICIAL, Anchor, Mode, Statement, Why
from onrecord.seen import Seen, SeenPiece
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues, cues

# No text nests statements deeper; it keeps a text that repeats one phrase from costing quadratic time.
_DEEPEST = 24


def run(layers: Layers) -> Iterable[Item]:
    """The statements of the document, with provisional ids "s1", "s2"… in text order, and what the network saw."""
    seen, statements = read(layers)
    return (seen, *statements)


def read(layers: Layers, wide: bool = False) -> tuple[Seen, list[Statement]]:
    """What the network sees of the document, and the statements in it; by the rules alone where the method is that.

    With `wide` attitudes and findings count as well, which READING.md does not count.
    """
    drafts = found(layers, wide)
    if layers.method == "rules":
        return Seen(), statements(layers, drafts)
    seen = looked(layers, statements(layers, drafts), wide)
    return seen, statements(layers, weighed(layers, seen.pieces, drafts, wide))


def seen_alone(layers: Layers, pieces: Iterable[SeenPiece], wide: bool = False) -> list[Statement]:
    """The statements that the network sees, as they are without the rules: to compare."""
    return statements(layers, unweighed(layers, pieces, wide))


def statements(layers: Layers, drafts: list[Draft]) -> list[Statement]:
    """The statements of the drafts, in text order."""
    drafts = sorted(drafts, key=lambda draft: (draft.start, draft.content[-1].end, draft.verb))
    names = {id(draft): f"s{number}" for number, draft in enumerate(drafts, 1)}
    outer = _outer(drafts)
    who = actors(layers, drafts, outer)
    made = []
    for draft in drafts:
        above = outer.get(id(draft))
        made.append(_statement(layers, draft, names[id(draft)], who[id(draft)], names[id(above)] if above else None))
    return made


def found(layers: Layers, wide: bool = False) -> list[Draft]:
    """The drafts of all statements, in no order; content is trimmed and never empty."""
    table = cues(wide, not wide and layers.provenance.kind in OFFICIAL)
    parse = layers.parse
    drafts = _apart([draft for token in _candidates(parse, table) for draft in _at(layers, token, table)])
    drafts.extend(of_turns(layers) if wide else ())
    drafts.extend(of_headline(layers, table, {draft.verb for draft in drafts}))
    cut_at_circumstances(layers, drafts, table)
    joined = Quoted(layers, drafts, table).join()
    kept = []
    for draft in joined:
        _settle(layers, draft, table)
        if draft.content and (draft.verb < 0 or reports(layers, draft, table)):
            kept.append(draft)
    alive = {id(draft) for draft in kept}
    return [draft for draft in kept if draft.follows is None or id(draft.first) in alive]


def _apart(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those by a noun that is part of another's cue ("gave an assurance")."""
    held = [draft.cue for draft in drafts if draft.rule == "phrase" and draft.cue]
    ends = {cue.end for cue in held}
    return [draft for draft in drafts if draft.rule != "nominal" or draft.cue is None or draft.cue.end not in ends]


def _candidates(parse: Parse, table: Cues) -> list[int]:
    words = {
        *table.verbs,
        *table.prepositions,
        *table.phrases,
        *table.nouns,
        *table.alone,
        *table.adjectives,
        *table.hearsay,
        "accord",
    }
    return [token for token, lemma in enumerate(parse.lemma) if lemma in words]


def _at(layers: Layers, token: int, table: Cues) -> Iterator[Draft]:
    parse = layers.parse
    tag = parse.tag[token]
    if parse.lower[token] == "according":
        yield from according(parse, token)
    elif table.wide and parse.lemma[token] in table.impersonal and tag[:2] == "VB":
        yield from of_seeming(parse, token)
    elif tag[:2] == "VB":
        made = list(drafts_of(parse, token, table)) or list(of_phrase(parse, token, table))
        yield from made
    elif tag in ("NN", "NNS"):
        made = list(of_noun(parse, token, table)) if parse.lemma[token] in table.nouns else []
        yield from made or of_word(parse, token, table.alone.get(parse.lemma[token], frozenset()))
    elif tag == "RB" and parse.lemma[token] in table.hearsay:
        yield from of_hearsay(parse, token)
    elif tag[:2] == "JJ":
        yield from of_word(parse, token, table.adjectives.get(parse.lemma[token], frozenset()))


def _settle(layers: Layers, draft: Draft, table: Cues) -> None:
    """Returns nothing: gives the draft its speaker and its final content."""
    parse = layers.parse
    if draft.verb >= 0 and draft.subject is None:
        draft.subject = speaker_of(parse, draft.verb, table) if parse.tag[draft.verb][:2] == "VB" else None
        if draft.subject is not None:
            draft.subject = heard(layers, draft.verb, draft.subject, table)
        if draft.subject is not None and parse.entity[draft.subject] in ("DATE", "TIME"):
            draft.subject = None
    if draft.subject is not None and draft.speaker is None:
        draft.speaker = phrase_of(parse, draft.subject, draft.verb, table.wide)
        listed = row(layers, draft.subject)
        if listed and (listed[-1].end <= parse.start[draft.verb] or listed[0].start >= parse.end[draft.verb]):
            draft.speaker = Span(min(draft.speaker.start, listed[0].start), max(draft.speaker.end, listed[-1].end))
    if draft.speaker and draft.rule != "nominal" and any(piece.covers(draft.speaker) for piece in draft.content):
        draft.subject = beside(parse, draft.verb) if draft.quoted else None
        draft.speaker = phrase_of(parse, draft.subject, draft.verb, table.wide) if draft.subject is not None else None
        if draft.speaker and any(piece.overlaps(draft.speaker) for piece in draft.content):
            draft.speaker = draft.subject = None
    draft.content = tidied(layers, draft.content)


def _outer(drafts: list[Draft]) -> dict[int, Draft]:
    """By id of a draft, the draft inside whose content its cue stands, the innermost one. `drafts` in text order."""
    found: dict[int, Draft] = {}
    pieces = sorted(((piece, n) for n, draft in enumerate(drafts) for piece in draft.content), key=lambda one: one[0])
    cue_at = sorted((draft.cue, n) for n, draft in enumerate(drafts) if draft.cue)
    open_now: list[tuple[Span, int]] = []
    at = 0
    for cue, number in cue_at:
        while at < len(pieces) and pieces[at][0].start <= cue.start:
            open_now.append(pieces[at])
            at += 1
        open_now = [one for one in open_now[-_DEEPEST:] if one[0].end > cue.start]
        around = [one for one in open_now if one[1] != number and one[0].covers(cue)]
        if around:
            found[id(drafts[number])] = drafts[min(around, key=lambda one: one[0].end - one[0].start)[1]]
    return found


def _statement(layers: Layers, draft: Draft, name: str, actor: tuple[str, ...], within: str | None) -> Statement:
    around = setting(layers, draft) if draft.verb >= 0 else Setting()
    content = tuple(layers.anchor(*piece) for piece in draft.content)
    cue = layers.anchor(*draft.cue) if draft.cue else None
    return Statement(
        id=name,
        document=layers.document.id,
        content=content,
        mode=_mode(layers, content),
        speaker=layers.anchor(*draft.speaker) if draft.speaker else None,
        actor=actor,
        cue=cue,
        addressee=layers.anchor_if(around.addressee),
        place=layers.anchor_if(around.place),
        date=layers.anchor_if(around.date),
        date_value=around.date_value,
        occasion=layers.anchor_if(around.occasion),
        within=within,
        why=Why(draft.rule, (cue,) if cue else (), draft.sure),
    )


def _mode(layers: Layers, content: tuple[Anchor, ...]) -> Mode:
    """direct if all of the content stands in quotation marks, indirect if none does."""
    quotes = [(piece, quote) for piece in content for quote in layers.within("quote", piece.start, piece.end)]
    if not quotes:
        return "indirect"
    whole = all(any(layers.covering("quote", piece.start, piece.end) is not None for _ in (0,)) for piece in content)
    return "direct" if whole else "mixed"


component = Component(
    "statements", "2", ("parse", "block", "quote", "mention", "date", "place", "provenance"), ("statements",), run
)
