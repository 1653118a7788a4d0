"""One event, however often it is mentioned: mentions brought together, the fullest first."""

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
        group = next((group for group in reversed(groups[-_RECENT:]) if _same(group, one)), None)
        if group is not None:
            group.append(one)
        elif not one.bare:
            groups.append([one])
    told = (group for groups in events.values() for group in groups if not all(one.headline for one in group))
    chosen = [_fullest(group) for group in told]
    return sorted(chosen, key=lambda one: one.token)


def _fullest(group: list[Sighting]) -> Sighting:
    """The fullest mention, with the place and date that only another one says."""
    best = max(group, key=lambda one: (one.fullness, -one.token))
    best.mentions = [one for one in group if one is not best]
    for other in best.mentions:
        if best.place is None and other.place is not None:
            best.place, best.country = other.place, other.country
        if best.date is None and other.date is not None:
            best.date, best.date_value = other.date, other.date_value
    return best


def _same(group: list[Sighting], one: Sighting) -> bool:
    if any(one.token == other.above or other.token == one.above for other in group[-_LATEST:]):
        return True
    near = group if len(group) <= _FIRST + _LATEST else [*group[:_FIRST], *group[-_LATEST:]]
    return any(_alike(other, one) for other in near) and not any(_apart(other, one) for other in near)


def _alike(other: Sighting, one: Sighting) -> bool:
    """True if two mentions may be of one event, by who takes part and what it is called."""
    if one.bare or (one.refers and not (one.name and (other.name or one.by))):
        return True
    if one.name and other.name:
        return one.name <= other.name or other.name <= one.name
    if (one.name or other.name) and not one.frame.equals and one.noun == other.noun:
        return False
    return bool(one.by and other.by and one.states & other.states)


def _apart(other: Sighting, one: Sighting) -> bool:
    """True if something tells two mentions apart."""
    if one.date_value and other.date_value and not _meets(one.date_value, other.date_value):
        return True
    if one.noun == other.noun and one.name and other.name and not _called_alike(one, other):
        return True
    if one.country and other.country and one.country != other.country:
        return True
    if one.bare:
        return False
    if one.sorts and other.sorts and one.sorts.isdisjoint(other.sorts):
        return True
    if one.fresh and not other.headline:
        return True
    if one.factuality != other.factuality and not (one.refers or other.headline):
        return True
    return not _together(one, other)


def _called_alike(one: Sighting, other: Sighting) -> bool:
    """True if the words of one name are among those of the other, and both are called the same kind of gathering."""
    if one.frame.type == "CONSULT" and one.lemma != other.lemma:
        return False
    return one.name <= other.name or other.name <= one.name


def _together(one: Sighting, other: Sighting) -> bool:
    """True if the parties of one mention may be those of the other: all of the fewer are among the more."""
    fewer, more = sorted((one, other), key=lambda side: len(side.by.names))
    if not fewer.by or one.loose:
        return True
    if one.frame.mode == "visit":
        return bool(set(fewer.by.names) & set(more.by.names))
    if one.frame.equals and len(fewer.sides) > 1 and len(fewer.sides) != len(more.sides):
        return False
    names = set(more.by.names)
    if not all(name in names or side & more.states for name, side in zip(fewer.by.names, fewer.sides, strict=True)):
        return False
    return not _other_persons(fewer, more)


def _other_persons(one: Sighting, other: Sighting) -> bool:
    """True if a person of one mention stands where the other names another person of the same state."""
    ours, theirs = (list(zip(side.by.names, side.sides, strict=True)) for side in (one, other))
    strangers = [side for name, side in ours if name in one.persons and name not in other.by.names]
    return any(
        side & stranger
        for name, side in theirs
        if name in other.persons and name not in one.by.names
        for stranger in strangers
    )


def _meets(one: str, other: str) -> bool:
    """True if one EDTF value may hold the other: equal as far as both go."""
    return any(a.startswith(b) or b.startswith(a) for a in one.split("/") for b in other.split("/"))
