"""A reading as reviewers have it: what they decided is applied to what a reader made, whichever reader that was.

A decision names a record by its id. A later reader may have made another in its place, which has the same words in
part: that is its heir, by which the decision holds for every reading of the document.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from onrecord.records import Act, Decision, Event, Reading, Record, Statement, record_id, text_order
from onrecord.resolve.editing import FIELDS

# Of the characters of two records, the part that both must have for the one to be the other's heir.
ALIKE = 0.5


def corrected(reading: Reading, decisions: Sequence[Decision]) -> Reading:
    """The reading with the decisions applied in order; the very same one where they change nothing.

    What was rejected is out, what was edited is as it was edited, and what was accepted or added is as it was then,
    also where this reader has something else there, or nothing. What any decision names takes no other's place; what
    was added stands beside all others. No two of its actors have one id.
    """
    made: tuple[Record, ...] = (*reading.statements, *reading.events, *reading.acts)
    there = {one.id: one for one in made}
    before = dict(there)
    became: dict[str, str | None] = {}
    actors = {one.id: one for one in reading.actors}
    own = {name for one in decisions for name in (one.was.id, (one.now or one.was).id)}
    for one in decisions:
        found = _meant(one, there, own)
        new = None if one.verdict == "rejected" else one.now or one.was
        if found is not None and found != new:
            del there[found.id]
            became[found.id] = None if new is None else new.id
        if new is not None:
            there.setdefault(new.id, new)
            for actor in one.actors:
                actors.setdefault(actor.id, actor)
    _follow(there, became)
    if there == before:
        return reading
    kept = sorted(there.values(), key=text_order)
    return msgspec.structs.replace(
        reading,
        actors=tuple(actors.values()),
        statements=tuple(one for one in kept if isinstance(one, Statement)),
        events=tuple(one for one in kept if isinstance(one, Event)),
        acts=tuple(one for one in kept if isinstance(one, Act)),
    )


def _meant(one: Decision, there: Mapping[str, Record], own: AbstractSet[str]) -> Record | None:
    """The record that a decision is about, of those that are there: that which it names, or else its heir, which is
    none of those that decisions name (`own`); None if there is none.
    """
    for was in (one.was, *one.before):
        if was.id in there:
            return there[was.id]
        # The ids of what an act or a statement stands in change, and its own with them.
        alone = _alone(was)
        for other in there.values():
            if type(other) is type(was) and _alone(other) == alone:
                return other
    free = [other for name, other in there.items() if name not in own]
    if one.verdict == "added":
        return min((other for other in free if tells(other, one.was)), key=text_order, default=None)
    return heir(one.was, free, strict=one.verdict == "rejected")


def tells(one: Record, other: Record) -> bool:
    """True if a record says all that another says, of the same words: it has each of the fields that are given there,
    with the same value.
    """
    names = [field.name for field in FIELDS[type(other)]]
    given = {name: value for name in names if (value := getattr(other, name)) not in (None, ())}
    return type(one) is type(other) and all(getattr(one, name) == value for name, value in given.items())


def heir(of: Record, among: Iterable[Record], *, strict: bool = False) -> Record | None:
    """The record that stands in the place of another: of its kind, with most of its characters; None if none has half.

    With `strict` it must also say the same of them: an act or event of the same kind by the same, a statement of the
    same actors.
    """
    mine = _characters(of)
    best, found = ALIKE, None
    for one in among:
        if type(one) is type(of) and (not strict or _said(one) == _said(of)):
            theirs = _characters(one)
            alike = len(mine & theirs) / len(mine | theirs)
            if alike > best or (alike == best and (found is None or text_order(one) < text_order(found))):
                best, found = alike, one
    return found


def _follow(there: dict[str, Record], became: Mapping[str, str | None]) -> None:
    """Returns nothing: records that name another by its id name what that became, and so on while ids change."""
    moved = dict(became)
    while True:
        for one in list(there.values()):
            name = one.within if isinstance(one, Statement) else one.via if isinstance(one, Act) else None
            if name is None or name in there or name not in moved:
                continue
            field = "within" if isinstance(one, Statement) else "via"
            new = msgspec.structs.replace(one, **{field: moved[name]})
            new = msgspec.structs.replace(new, id=record_id(new))
            del there[one.id]
            there[new.id] = new
            moved[one.id] = new.id
            break
        else:
            return


def _alone(record: Record) -> Record:
    """A record without its id, what it names by id, and why it was made."""
    names = {"within": None} if isinstance(record, Statement) else {"via": None} if isinstance(record, Act) else {}
    return msgspec.structs.replace(record, id="", why=None, **names)


def _characters(record: Record) -> set[int]:
    """The places of the characters that carry a record."""
    match record:
        case Statement():
            spans = record.content
        case Event():
            spans = (record.trigger,)
        case Act():
            spans = (record.trigger, *record.undertaking)
    return {place for span in spans for place in range(span.start, span.end)}


def _said(record: Record) -> tuple[object, ...]:
    match record:
        case Statement():
            return (record.actor,)
        case Event():
            return (record.type, record.actors)
        case Act():
            return (record.kind, record.by)
