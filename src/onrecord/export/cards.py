"""Records as cards: what a page shows of each, in words, and which parts of the text belong to it."""

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.records import Act, Anchor, Event, Reading, Record, Statement, Why


class Card(NamedTuple):
    """A record for showing. `parts` are (role, anchors), `lead` the (role, start) by which the text links to it."""

    id: str
    kind: str
    type: str
    actors: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[Anchor, ...]], ...]
    why: str

    @property
    def start(self) -> int:
        """The first character that belongs to the record."""
        return min(anchor.start for _, anchors in self.parts for anchor in anchors)

    @property
    def end(self) -> int:
        """The end of the last character that belongs to the record."""
        return max(anchor.end for _, anchors in self.parts for anchor in anchors)

    @property
    def lead(self) -> tuple[str, int]:
        """The part that stands for the record: its cue or trigger, else what is said."""
        role, anchors = self.parts[0]
        return role, anchors[0].start

    @property
    def label(self) -> str:
        """The record in a few words, for those who hear the page."""
        return f"{self.kind}, {self.type}: {', '.join(self.actors) or 'nobody named'}"


def cards(reading: Reading) -> list[Card]:
    """A card for each statement, event and act, in text order."""
    records: tuple[Record, ...] = (*reading.statements, *reading.events, *reading.acts)
    return sorted(map(_card, records), key=lambda card: (card.start, card.kind, card.end))


def _card(record: Record) -> Card:
    match record:
        case Statement():
            return _statement(record)
        case Event():
            return _event(record)
        case Act():
            return _act(record)


def _statement(said: Statement) -> Card:
    parts = _parts(
        ("cue", said.cue), ("content", said.content), ("speaker", said.speaker), ("addressee", said.addressee),
        ("place", said.place), ("date", said.date), ("occasion", said.occasion),
    )  # fmt: skip
    rows = _rows(
        ("speaker", said.speaker), ("cue", said.cue), ("says", said.content), ("to", said.addressee),
        ("where", said.place), ("occasion", said.occasion),
    )  # fmt: skip
    return Card(said.id, "statement", said.mode, said.actor, (*rows, *_when("when", said.date, said.date_value)), parts,
                _why(said.why))  # fmt: skip


def _event(event: Event) -> Card:
    kind = event.type if event.mode is None else f"{event.type} · {event.mode}"
    parts = _parts(
        ("trigger", event.trigger), ("mention", event.mentions), ("actor", event.actor_spans),
        ("recipient", event.recipient_spans), ("place", event.place), ("date", event.date),
    )  # fmt: skip
    rows = [*_rows(("words", event.trigger))]
    if event.recipients or event.recipient_spans:
        rows.append(("with", ", ".join(event.recipients) or _words(event.recipient_spans)))
    rows += _rows(("where", event.place))
    rows += _when("when", event.date, event.date_value)
    if event.factuality != "actual":
        rows.append(("factuality", event.factuality))
    return Card(event.id, "event", kind, event.actors, tuple(rows), parts, _why(event.why))


def _act(act: Act) -> Card:
    parts = _parts(
        ("trigger", act.trigger), ("undertaking", act.undertaking), ("by", act.by_spans), ("to", act.to_spans),
        ("due", act.due), ("amount", act.amount), ("condition", act.condition), ("date", act.date),
    )  # fmt: skip
    rows = [*_rows(("words", act.trigger), ("undertaking", act.undertaking))]
    if act.to or act.to_spans:
        rows.append(("to", ", ".join(act.to) or _words(act.to_spans)))
    rows += _when("due", act.due, act.due_value)
    rows += _rows(("amount", act.amount), ("condition", act.condition))
    rows += _when("done", act.date, act.date_value)
    return Card(act.id, "act", act.kind, act.by, tuple(rows), parts, _why(act.why))


def _parts(
    *named: tuple[str, Anchor | tuple[Anchor, ...] | None],
) -> tuple[tuple[str, tuple[Anchor, ...]], ...]:
    several = ((name, (given,) if isinstance(given, Anchor) else given or ()) for name, given in named)
    return tuple((name, anchors) for name, anchors in several if anchors)


def _rows(*named: tuple[str, Anchor | tuple[Anchor, ...] | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _words(anchors)) for name, anchors in _parts(*named))


def _words(anchors: Iterable[Anchor]) -> str:
    return " … ".join(anchor.exact for anchor in anchors)


def _when(name: str, anchor: Anchor | None, value: str | None) -> tuple[tuple[str, str], ...]:
    if anchor is None:
        return ()
    return ((name, f"{anchor.exact} ({value})" if value else anchor.exact),)


def _why(reason: Why | None) -> str:
    if reason is None:
        return ""
    said = f"{reason.rule}: {_words(reason.words)}" if reason.words else reason.rule
    return said if reason.sure is None else f"{said} ({reason.sure:.0%} sure)"
