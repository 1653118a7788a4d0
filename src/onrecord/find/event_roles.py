"""Who takes part in an event, and who is at its receiving end."""

from collections.abc import Iterator
from dataclasses import replace

from msgspec import structs

from onrecord.find.event_sightings import Sighting
from onrecord.find.event_words import event_words
from onrecord.find.parties import NOBODY, Party, party, states_of
from onrecord.layers import Layers
from onrecord.records import Mark
from onrecord.text import Span

# Characters of a subject or guest in which coordinated persons are sought.
_LONGEST = 600
_GUESTS = 20


def cast(layers: Layers, found: Sighting) -> Iterator[Sighting]:
    """The mention with its actors and recipients; one for each guest of "bilateral meetings with A and B"."""
    found.by = _gathered(layers, found, found.frame.by)
    found.to = _gathered(layers, found, found.frame.to)
    guest = found.slots.get("guest") if found.noun else None
    if guest is not None and found.frame.mode == "visit":
        found.by, found.to = _all(layers, guest, found.span), found.by
    elif guest is not None and found.frame.equals:
        found.by = _joined(found.by, _all(layers, guest, found.span))
    if not found.by:
        found.by = _inside(layers, found)
    if not found.to and found.frame.mode == "visit" and "host" in found.slots:
        found.to = _all(layers, found.slots["host"], found.span)
    guests = _guests(layers, found)
    if len(guests) < 2:
        yield _settled(layers, found)
        return
    host = Party(
        tuple(name for name in found.by.names if all(name not in one.names for one in guests)),
        tuple(span for span in found.by.spans if all(span not in one.spans for one in guests)),
    )
    for one in guests:
        yield _settled(layers, replace(found, by=_joined(host, one), mentions=[]))


def _guests(layers: Layers, found: Sighting) -> list[Party]:
    """Those with whom each a meeting of its own was held; none where the noun does not say so."""
    parse, head = layers.parse, found.slots.get("with")
    if head is None or parse.tag[found.token] != "NNS" or parse.lemma[found.token] != "meeting":
        return []
    before = {parse.lower[kid] for kid in parse.children[found.token] if kid < found.token}
    if before.isdisjoint(("bilateral", "separate", "individual")):
        return []
    every = [party(layers, token) for token in parse.conjuncts(head)[:_GUESTS]]
    apart = [Party((name,), (span,)) for one in every for name, span in zip(one.names, one.spans, strict=False)]
    return list(dict.fromkeys(apart))


def _inside(layers: Layers, found: Sighting) -> Party:
    """Who is named in the phrase of an event's noun, or of what is agreed ("the U.S.-India dialogue")."""
    parse = layers.parse
    if found.noun:
        who = _before(layers, found.token) if "owner" not in found.slots else NOBODY
        if who:
            return who
    agreed = found.slots.get("of" if found.noun else "object")
    if agreed is not None and parse.lemma[agreed].lower() in event_words().things["force"]:
        return _before(layers, agreed)
    if found.frame.type != "AGREE" or agreed is None:
        return NOBODY
    around = parse.subtree(agreed)
    if around.end - around.start > _LONGEST:
        return NOBODY
    marks = [
        mark for mark in layers.within("mention", *around) if around.covers(mark.span) and not mark.span.covers(around)
    ]
    parties = _of(_outermost(mark for mark in marks if not mark.span.overlaps(found.span) and _party(layers, mark)))
    return parties if len(parties.names) > 1 else NOBODY


def _party(layers: Layers, mark: Mark) -> bool:
    names = mark.value if isinstance(mark.value, tuple) else (mark.value or "",)
    return all(_kind(layers, name) in ("state", "body") for name in names)


def set_sides(layers: Layers, found: Sighting) -> None:
    """Returns nothing: says for whom the parties of a mention act, and which of them are persons."""
    found.sides = tuple(frozenset(states_of(layers, name)) for name in found.by.names)
    recipients = (state for name in found.to.names for state in states_of(layers, name))
    found.states = frozenset().union(*found.sides, recipients)
    found.persons = frozenset(name for name in found.by.names if name[0].isupper() and _kind(layers, name) == "person")


def _settled(layers: Layers, found: Sighting) -> Sighting:
    set_sides(layers, found)
    if (
        found.frame.joint
        and len(found.states) == 1
        and not _shared(layers, found)
        and not _unnamed_group(layers, found)
    ):
        # One state's own posture, by READING.md; an exercise of several is theirs together.
        found.frame = structs.replace(found.frame, type="MOBILIZE", mode="troops", equals=False)
    return found


def _unnamed_group(layers: Layers, found: Sighting) -> bool:
    """True for actors who are several, nobody says which: "the two countries" share what they do."""
    actors = [layers.actors[name] for name in found.by.names if name in layers.actors]
    return any(actor.kind == "group" and not actor.states for actor in actors)


def _shared(layers: Layers, found: Sighting) -> bool:
    """True if a word before the noun, or a partner after it, says that an exercise is held together."""
    parse = layers.parse
    before = {parse.lower[kid] for kid in parse.children[found.token] if kid < found.token}
    return bool(before & event_words().things["combined"]) or bool(found.slots.keys() & {"with", "between"})


def _kind(layers: Layers, name: str) -> str | None:
    actor = layers.actors.get(name)
    return actor.kind if actor else None


def _gathered(layers: Layers, found: Sighting, slots: tuple[str, ...]) -> Party:
    who = NOBODY
    for slot in slots:
        token = found.slots.get(slot)
        if token is not None:
            named = _all(layers, token, found.span)
            who = _joined(who, named or _owner(layers, token, slot, found))
    return who


def _owner(layers: Layers, token: int, slot: str, found: Sighting) -> Party:
    """Whose forces do it, where they have no name of their own: "its jets struck the port"."""
    if slot != "subject" or found.noun or found.frame.type not in ("ASSAULT", "MOBILIZE"):
        return NOBODY
    return _before(layers, token)


def _before(layers: Layers, token: int) -> Party:
    """Who is named in front of a noun, in its phrase: "its jets", "a Russian missile"."""
    start, end = layers.parse.start[layers.parse.edges[token][0]], layers.parse.start[token]
    marks = layers.within("mention", start, end) if end - start < _LONGEST else []
    return _of(_outermost(mark for mark in marks if start <= mark.start < mark.end <= end))


def _all(layers: Layers, token: int, span: Span) -> Party:
    """Who the phrase names, with coordinated persons that the parse hung elsewhere in it.

    Where the phrase is the event's own name ("the Quad summit"), who is named in front of its word.
    """
    who = party(layers, token)
    if any(one.overlaps(span) for one in who.spans):
        start = min(one.start for one in who.spans)
        return _of(_outermost(mark for mark in layers.within("mention", start, span.start) if mark.end <= span.start))
    around = layers.parse.subtree(token)
    kinds = {_kind(layers, name) for name in who.names}
    if kinds != {"person"} or len(around) == 0 or around.end - around.start > _LONGEST:
        return who
    if not any(layers.parse.lower[one] == "and" for one in layers.parse.tokens(*around)):
        return who
    marks = (
        mark for mark in layers.within("mention", *around) if around.covers(mark.span) and not span.overlaps(mark.span)
    )
    persons = [mark for mark in _outermost(marks) if mark.label in ("title", "name") and _person(layers, mark)]
    return _joined(who, _of(persons))


def _person(layers: Layers, mark: Mark) -> bool:
    names = mark.value if isinstance(mark.value, tuple) else (mark.value or "",)
    return all(_kind(layers, name) == "person" for name in names)


def _outermost(marks: Iterator[Mark]) -> list[Mark]:
    """The marks that no other one covers; the marks come in text order, longer first."""
    kept: list[Mark] = []
    for mark in marks:
        if mark.value and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


def _of(marks: list[Mark]) -> Party:
    names = [name for mark in marks for name in ((mark.value,) if isinstance(mark.value, str) else mark.value or ())]
    return Party(tuple(dict.fromkeys(names)), tuple(mark.span for mark in marks))


def _joined(one: Party, other: Party) -> Party:
    names = (*one.names, *(name for name in other.names if name not in one.names))
    spans = (*one.spans, *(span for span in other.spans if span not in one.spans))
    return Party(names, spans)
