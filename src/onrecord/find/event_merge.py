"""One event, however often it is mentioned: mentions brought together, the fullest first."""

from onrecord.find.event_likeness import alike, apart
from onrecord.find.event_sightings import Sighting

# Events of one type that a mention is compared with, the latest first; keeps long texts linear.
_RECENT = 40
# Mentions of one event that a further mention is compared with: the first ones and the latest.
_FIRST, _LATEST = 4, 8


def merged(found: list[Sighting]) -> list[Sighting]:
    """One mention for each event, the fullest, with the others in its `mentions`; in text order.

    A headline only mentions events: what it alone tells is left out.
    """
    events: dict[tuple[str, bool], list[list[Sighting]]] = {}
    for one in found:
        groups = events.setdefault((one.frame.type, one.frame.mode == "visit"), [])
        group = _group(groups[-_RECENT:], one)
        if group is not None:
            group.append(one)
        elif not one.bare or (one.noun and one.frame.type == "CONSULT" and (not groups or one.date or one.place)):
            groups.append([one])  # also "the talks" where no others are told of: a meeting is told by being alluded to
    told = (group for groups in events.values() for group in groups if not all(one.headline for one in group))
    chosen = [_fullest(group) for group in told]
    return sorted(chosen, key=lambda one: one.token)


def _group(groups: list[list[Sighting]], one: Sighting) -> list[Sighting] | None:
    """The mentions of the event that this one mentions too, the latest such event; None if it is told here first."""
    linked = next((group for group in reversed(groups) if _linked(group, one)), None)
    if linked is not None:
        return linked
    found: list[Sighting] | None = None
    for group in reversed(groups):
        match _likeness(group, one):
            case 2:
                return group
            case 1:
                found = found or group
    return found


def _fullest(group: list[Sighting]) -> Sighting:
    """The fullest mention, with the place and date that only another one says."""
    opening = min((one for one in group if not one.slight), key=lambda one: one.token, default=None)
    best = max(group, key=lambda one: (one.fullness + (one is opening), -one.token))
    best.mentions = [one for one in group if one is not best]
    for other in best.mentions:
        if best.place is None and other.place is not None:
            best.place, best.country = other.place, other.country
        if best.date is None and other.date is not None:
            best.date, best.date_value = other.date, other.date_value
    return best


def _likeness(group: list[Sighting], one: Sighting) -> int:
    """How much says that the mention is of the event of the group (see `alike`); 0 where something tells it apart."""
    near = group if len(group) <= _FIRST + _LATEST else [*group[:_FIRST], *group[-_LATEST:]]
    likeness = max(alike(other, one) for other in near)
    return 0 if likeness and any(apart(other, one) for other in near) else likeness


def _linked(group: list[Sighting], one: Sighting) -> bool:
    """True if one of the words hangs on the other: "met for talks", "the attack killed two"."""
    return any(one.token == other.above or other.token == one.above for other in group[-_LATEST:])
