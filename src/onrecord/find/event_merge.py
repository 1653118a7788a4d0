"""One event, however often it is mentioned: mentions brought together, the fullest first."""

from onrecord.find.event_sightings import Sighting

_ALIKE = frozenset(("CONSULT", "AGREE"))


def merged(found: list[Sighting]) -> list[Sighting]:
    """One mention for each event, the fullest, with the others in its `mentions`; in text order."""
    events: dict[tuple[str, bool], list[list[Sighting]]] = {}
    for one in found:
        groups = events.setdefault((one.frame.type, one.frame.mode == "visit"), [])
        group = next((group for group in reversed(groups[-_RECENT:]) if _same(group, one)), None)
        if group is not None:
            group.append(one)
        elif not one.bare:
            groups.append([one])
    chosen = [_fullest(group) for groups in events.values() for group in groups]
    return sorted(chosen, key=lambda one: one.token)


# Events of one type that a mention is compared with, the latest first; keeps long texts linear.
_RECENT = 40


def _fullest(group: list[Sighting]) -> Sighting:
    best = max(group, key=lambda one: (one.fullness, -one.token))
    best.mentions = [one for one in group if one is not best]
    return best


def _same(group: list[Sighting], one: Sighting) -> bool:
    return any(_alike(other, one) for other in group) and not any(_apart(other, one) for other in group)


def _alike(other: Sighting, one: Sighting) -> bool:
    """True if two mentions may be of one event, by who takes part, where and when."""
    if one.bare or one.refers:
        return True
    if not one.states or not other.states:
        return one.frame.refers and other.frame.refers and not one.date
    return bool(one.states & other.states)


def _apart(other: Sighting, one: Sighting) -> bool:
    """True if something tells two mentions apart."""
    if one.date_value and other.date_value and not _meets(one.date_value, other.date_value):
        return True
    if one.name and other.name and not one.name & other.name:
        return True
    if one.country and other.country and one.country != other.country:
        return True
    if one.bare:
        return False
    if one.factuality != other.factuality and not one.refers:
        return True
    return bool(one.states and other.states and not one.states & other.states)


def _meets(one: str, other: str) -> bool:
    """True if one EDTF value may hold the other: equal as far as both go."""
    return any(a.startswith(b) or b.startswith(a) for a in one.split("/") for b in other.split("/"))
