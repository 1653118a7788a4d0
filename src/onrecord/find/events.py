"""Events: what happened, happens or is to happen between actors, by READING.md section 2."""

from collections.abc import Iterable, Iterator

from onrecord.components import Component
from onrecord.find.event_dates import in_clause, set_date
from onrecord.find.event_match import sightings
from onrecord.find.event_merge import merged
from onrecord.find.event_names import named
from onrecord.find.event_roles import cast, set_sides
from onrecord.find.event_setting import set_around
from onrecord.find.event_sightings import Sighting
from onrecord.find.event_slots import holder
from onrecord.find.event_words import event_words
from onrecord.find.parties import NOBODY
from onrecord.layers import Item, Layers
from onrecord.records import OFFICIAL, Event, Why


def run(layers: Layers) -> Iterable[Item]:
    """The events of the document, with provisional ids "e1", "e2"… in text order."""
    return events(layers)


def events(layers: Layers) -> Iterator[Event]:
    """The events of the document in text order."""
    mentions = seen(layers)
    words = frozenset(one.token for one in mentions)
    taken = {one.date for one in mentions if one.noun}
    told = [one for one in merged(mentions) if not _in_passing(layers, one)]
    for number, one in enumerate(told, 1):
        if one.date is None and (mark := in_clause(layers, one.token, words)) and mark.span not in taken:
            set_date(layers, one, mark)
        yield _event(layers, one, f"e{number}")


def seen(layers: Layers) -> list[Sighting]:
    """Every mention of an event in text order, with who takes part, where and when."""
    words = list(sightings(layers))
    verbs = {one.token: one.frame.type for one in words if not one.noun}
    kept = (one for one in words if not _undone(layers, one, verbs))
    found = [each for one in kept for each in cast(layers, one)]
    for one in found:
        set_around(layers, one)
    _told_by_verbs(layers, found)
    for one in found:
        if one.frame.weak and one.to and layers.parse.dep[one.token] not in ("acl", "relcl"):
            one.refers = False
        if one.loose and one.date:
            one.refers = False  # "our meeting today"
        one.bare = one.bare or _says_too_little(layers, one)
        one.name = frozenset() if one.refers and one.frame.weak else named(layers, one)
        one.lemma = layers.parse.lemma[one.token].lower()
        one.kin = event_words().kin.get(one.lemma, "")
        one.headline = _in_headline(layers, one)
    return found


def _in_passing(layers: Layers, one: Sighting) -> bool:
    """True for what a verb of a news story only touches on: in a side clause, done by nobody, nowhere, at no time;
    or told by a speaker.

    Tuned on readings of news: of what was told so, one in four was an event of its own.
    """
    if one.noun or one.date is not None or one.factuality == "denied" or layers.provenance.kind in OFFICIAL:
        return False
    if not one.by and one.place is None:
        return layers.parse.dep[one.token] != "ROOT"
    if one.factuality != "actual" or (one.by and (one.place is not None or one.frame.type == "CONSULT")):
        return False
    if layers.parse.dep[one.token] == "ccomp" and layers.parse.tag[one.token] == "VBD":
        return False  # "the army said that the North fired a missile" tells of the missile
    return layers.covering("content", *one.span) is not None


def _told_by_verbs(layers: Layers, found: list[Sighting]) -> None:
    """Returns nothing: gives an attack the target, place and date that the verb tells of which it is subject."""
    nouns = {one.token: one for one in found if one.noun and one.frame.type == "ASSAULT"}
    for verb in found:
        noun = nouns.get(verb.above) if verb.above is not None and not verb.noun else None
        if noun is None:
            continue
        noun.to = noun.to or verb.to
        noun.by = noun.by or (NOBODY if verb.by == noun.to else verb.by)
        set_sides(layers, noun)
        if noun.place is None:
            noun.place, noun.country = verb.place, verb.country
        if noun.date is None:
            noun.date, noun.date_value = verb.date, verb.date_value
        noun.bare, verb.within = False, True


def _says_too_little(layers: Layers, one: Sighting) -> bool:
    """True for an attack without doer, target and place, and for what an attack did to somebody nobody knows where."""
    if one.frame.weak and one.above is not None and not one.within and not one.by:
        above = layers.parse.lemma[one.above]
        return above in event_words().things["hostility"] or layers.parse.tag[one.above] in ("PRP", "WDT", "NNP")
    if one.frame.told:
        return not (one.by or one.to or one.place or one.slots.keys() & {"harms", "on", "against"})
    if one.frame.weak and one.refers:
        return layers.parse.dep[one.token] == "acl" or not (one.to or one.place or one.date)
    return False


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
