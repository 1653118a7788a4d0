"""Whether two mentions may be of one event: by who takes part, what it is called, and what is done to whom."""

from onrecord.find.event_sightings import Sighting

# Kinds of words that may call one deed both, where one of them only refers to it ("a strike … the killing").
_NEAR_KIN = frozenset(("strike", "killing"))


def alike(other: Sighting, one: Sighting) -> int:
    """How much says that the later mention is of the other's event: 2 something, 1 nothing against it, 0 too little."""
    if not _akin(other, one):
        return 0
    known = one.by or one.to or one.name
    if one.bare or (one.refers and not (one.frame.equals and one.name and (other.name or one.by))):
        if one.frame.equals or not known:
            return 2 if one.kin == other.kin else 1
        told = _one_deed(other, one)
        return 1 if told is None else 2 * told
    if not one.frame.equals:
        return 2 * bool(_one_deed(other, one))
    if bool(one.name) != bool(other.name) and one.date and not one.refers and _called_otherwise(other, one):
        return 0
    if one.name and other.name:
        return 2 * (one.name <= other.name or other.name <= one.name)
    if not one.noun and not other.noun and one.lemma != other.lemma and one.frame.type == "COOPERATE":
        return 0
    return 2 * bool(one.by and other.by and one.states & other.states)


def apart(other: Sighting, one: Sighting) -> bool:
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
    if one.frame.mode == other.frame.mode == "multilateral" and one.name and one.name == other.name:
        return False  # a gathering by its name is one, planned here and held there
    if one.fresh and not other.headline:
        return True
    same_day = one.date_value is not None and one.date_value == other.date_value
    if one.factuality != other.factuality and not (one.refers or other.headline or same_day):
        return True
    return not _together(one, other)


def _akin(other: Sighting, one: Sighting) -> bool:
    """True unless the words of two mentions call different kinds of deeds: a war and an attack, a call and a summit."""
    if not (one.kin and other.kin) or one.kin == other.kin:
        return True
    return (
        {one.kin, other.kin} == _NEAR_KIN
        and (one.refers or one.bare)
        and not (one.to and set(one.to.names).isdisjoint(other.to.names))
    )


def _called_otherwise(other: Sighting, one: Sighting) -> bool:
    """True if one of two mentions has a name and the other is not even called the same kind of meeting."""
    return one.lemma != other.lemma if other.name else one.kin != other.kin


def _one_deed(other: Sighting, one: Sighting) -> bool | None:
    """True if two mentions agree in what both tell of doer and target, False if not; None if both tell nothing."""
    doers = _agree(set().union(*one.sides), set().union(*other.sides))
    targets = _agree(set(one.to.names), set(other.to.names))
    things = _agree(set(one.name), set(other.name))
    found = (doers, targets, targets or things) if targets is not None else (doers, things)
    if False in found:
        return False
    return True if True in found else None


def _agree(one: set[str], other: set[str]) -> bool | None:
    """Whether two sets share a member; None where one of them is empty, so that nothing is known."""
    return bool(one & other) if one and other else None


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
    if not _all_there(fewer, more) or (len(fewer.sides) > 1 and not _all_there(more, fewer)):
        return False
    names = set(more.by.names)
    if not all(name in names or side & more.states for name, side in zip(fewer.by.names, fewer.sides, strict=True)):
        return False
    return not _other_persons(fewer, more)


def _all_there(one: Sighting, other: Sighting) -> bool:
    """True if who acts for several states, as "the leaders of the Quad", meets where all of these do."""
    return all(side <= other.states for side in one.sides if len(side) > 1)


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
