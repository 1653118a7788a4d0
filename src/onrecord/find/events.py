"""Events: what happened, happens or is to happen between actors, by READING.md section 2."""

from collections.abc import Iterable, Iterator

from onrecord.components import Component
from onrecord.find.event_match import sightings
from onrecord.find.event_merge import merged
from onrecord.find.event_names import named
from onrecord.find.event_roles import cast
from onrecord.find.event_setting import set_around
from onrecord.find.event_sightings import Sighting
from onrecord.find.event_slots import holder
from onrecord.find.event_words import event_words
from onrecord.layers import Item, Layers
from onrecord.records import Event, Why


def run(layers: Layers) -> Iterable[Item]:
    """The events of the document, with provisional ids "e1", "e2"… in text order."""
    return events(layers)


def events(layers: Layers) -> Iterator[Event]:
    """The events of the document in text order."""
    seen = list(sightings(layers))
    verbs = {one.token: one.frame.type for one in seen if not one.noun}
    kept = (one for one in seen if not _undone(layers, one, verbs))
    found = [each for one in kept for each in cast(layers, one)]
    for one in found:
        set_around(layers, one)
        one.bare = one.bare or (one.frame.told and not (one.by or one.to or one.place))
        one.name = frozenset() if one.refers and one.frame.weak else named(layers, one)
        one.lemma = layers.parse.lemma[one.token].lower()
        one.headline = _in_headline(layers, one)
    for number, one in enumerate(merged(found), 1):
        yield _event(layers, one, f"e{number}")


def _undone(layers: Layers, one: Sighting, verbs: dict[int, str]) -> bool:
    """True for the object of an event of another type: "lifted the sanctions" and "halted the talks" are one event."""
    if one.above is None or layers.parse.dep[one.token] != "dobj":
        return False
    return verbs.get(one.above, one.frame.type) != one.frame.type


def _in_headline(layers: Layers, one: Sighting) -> bool:
    block = layers.covering("block", *one.span)
    return block is not None and block.label == "headline"


def _event(layers: Layers, one: Sighting, name: str) -> Event:
    trigger = layers.anchor(*one.span)
    return Event(
        id=name,
        document=layers.document.id,
        type=one.frame.type,
        mode=_mode(layers, one),
        trigger=trigger,
        mentions=tuple(layers.anchor(*other.span) for other in one.mentions),
        actors=one.by.names,
        actor_spans=tuple(layers.anchor(*span) for span in one.by.spans),
        recipients=one.to.names,
        recipient_spans=tuple(layers.anchor(*span) for span in one.to.spans),
        place=layers.anchor_if(one.place),
        country=one.country,
        date=layers.anchor_if(one.date),
        date_value=one.date_value,
        factuality=one.factuality,
        why=Why(f"{'noun' if one.noun else 'verb'} {one.frame.type}", (trigger,)),
    )


def _mode(layers: Layers, one: Sighting) -> str | None:
    """The frame's mode; `third-party` for brokered talks, `multilateral` for a meeting of three states or more."""
    if one.frame.type != "CONSULT" or one.frame.mode not in (None, "multilateral"):
        return one.frame.mode
    words = event_words().words
    kids = {layers.parse.lower[kid] for kid in layers.parse.children[one.token] if one.noun}
    verb = holder(layers.parse, one.token) if one.noun and "between" in one.slots else None
    if verb is not None and layers.parse.lemma[verb] in words["brokering"]:
        return "third-party"
    if kids & words["remote"]:
        return "phone"
    if kids & words["multilateral"]:
        return "multilateral"
    return "multilateral" if len(one.states) > 2 else one.frame.mode if len(one.states) != 2 else None


component = Component(
    "events", "1", ("parse", "block", "mention", "date", "place", "statements", "provenance"), ("events",), run
)
