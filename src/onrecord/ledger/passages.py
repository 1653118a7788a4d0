"""How alike what two texts say and tell is: statements and events, each with the words it is known by."""

import re
from typing import NamedTuple

from onrecord.ledger import contradictions, wordings
from onrecord.ledger.pairing import Pair
from onrecord.ledger.parties import Cast, Party, may_be_one, meet
from onrecord.ledger.sharing import sharing
from onrecord.ledger.wordings import Common, Wording, held, likeness, shared, wording
from onrecord.records import Event, Reading, Statement
from onrecord.resolve.quantities import apart
from onrecord.resolve.wording import stems

# The part of the shorter statement's words that the other must hold; the same where one of them names no speaker; and
# what they must share, in nats. Judged with EVENT on 20 pairs of news texts on one event (13 of two versions by one
# outlet, 7 of two outlets): of some 40 pairs of statements in other words two were wrong, of 60 pairs of events three.
HELD, HELD_UNNAMED, SAYS = 0.7, 0.9, 12.0
# The part of both passages' words that must be shared for other speakers or doers to be a contradiction. Judged on
# examples of our own: the news pairs held none.
WORD_FOR_WORD = 0.85
# How alike two events must be (see `event_likeness`), and their sentences where their dates or numbers differ.
EVENT, TOLD_ALIKE = 0.5, 0.6
_OF_WORDS, _OF_TRIGGER, _OF_PARTIES, _OF_DATE, _OF_PLACE = 0.5, 0.2, 0.2, 0.1, 0.1
_END = re.compile(r"[.!?][\"”’)]*(?=\s)|\n")


class Said(NamedTuple):
    """A statement as it is compared."""

    record: Statement
    wording: Wording
    party: Party


class Told(NamedTuple):
    """An event as it is compared: the sentence of its trigger, and all who take part."""

    record: Event
    wording: Wording
    party: Party
    trigger: frozenset[str]


Found = tuple[float, str | None]


def said(reading: Reading) -> list[Said]:
    """The statements of a reading as they are compared."""
    cast = Cast(reading)
    return [
        Said(one, wording(" ".join(piece.exact for piece in one.content)), cast.party(one.actor))
        for one in reading.statements
    ]


def told(reading: Reading) -> list[Told]:
    """The events of a reading as they are compared."""
    cast = Cast(reading)
    return [
        Told(
            one,
            wording(sentence(reading.document.text, one.trigger.start, one.trigger.end)),
            cast.party((*one.actors, *one.recipients)),
            frozenset(stems(one.trigger.exact)),
        )
        for one in reading.events
    ]


def sentence(text: str, start: int, end: int) -> str:
    """The sentence in which a range stands, as far as full stops and line ends tell."""
    begins = [found.end() for found in _END.finditer(text, max(0, start - 1000), start)]
    stop = _END.search(text, end)
    return text[begins[-1] if begins else max(0, start - 1000) : stop.end() if stop else len(text)].strip()


def near(one: list[Said], other: list[Said]) -> list[Pair]:
    """The pairs of two texts' statements that share enough words to be one; all that are one are among them."""
    return sharing([said.wording for said in one], [said.wording for said in other], SAYS)


def statement_likeness(one: Said, other: Said, _: Common) -> Found | None:
    """How alike two statements are, and why they contradict each other; None if they are not one statement."""
    both = sum(value for stem, value in one.wording.weights.items() if stem in other.wording.weights)
    if both < SAYS:
        return None
    close, part = shared(one.wording, other.wording), held(one.wording, other.wording)
    if not may_be_one(one.party, other.party):
        if close < WORD_FOR_WORD:
            return None
        return close / 2, contradictions.of_actors(one.party, other.party)
    if part < (HELD if one.party and other.party else HELD_UNNAMED):
        return None
    reason = contradictions.of_words(one.wording, other.wording)
    return (close + part) / 2, reason or contradictions.of_cues(one.record, other.record)


def event_likeness(one: Told, other: Told, counts: Common) -> Found | None:
    """How alike two events are, and why they contradict each other; None if they are not one event.

    Their sentences' words count for half; the trigger, who takes part, the date and the place for the rest.
    """
    mine, theirs = one.record, other.record
    if mine.type != theirs.type:
        return None
    alike = likeness(one.wording, other.wording, counts)
    close = shared(one.wording, other.wording)
    reason = contradictions.of_events(mine, theirs)
    if not meet(one.party, other.party):
        if close < WORD_FOR_WORD or not one.trigger & other.trigger:
            return None
        reason = reason or contradictions.of_actors(one.party, other.party)
    if apart(mine.date_value, theirs.date_value) and alike < TOLD_ALIKE:
        return None
    score = _OF_WORDS * alike + _settings(one, other)
    if score < EVENT:
        return None
    if reason is None and alike >= TOLD_ALIKE:
        reason = contradictions.of_words(one.wording, other.wording)
    return min(score, 1.0), reason


def _settings(one: Told, other: Told) -> float:
    mine, theirs = one.record, other.record
    score = _OF_TRIGGER * bool(one.trigger & other.trigger or (mine.mode and mine.mode == theirs.mode))
    score += _OF_PARTIES * bool(one.party and other.party and meet(one.party, other.party))
    score += _OF_DATE * bool(mine.date_value and mine.date_value == theirs.date_value)
    if mine.place and theirs.place:
        is_one = set(stems(mine.place.exact)) & set(stems(theirs.place.exact))
        score += _OF_PLACE if is_one else -_OF_PLACE
    return score


def counts_between(one: list[Told], other: list[Told]) -> Common:
    """How much each stem counts between the sentences of two texts' events."""
    return wordings.common([told.wording.text for told in side] for side in (one, other))
