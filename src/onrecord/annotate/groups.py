"""Who a plural takes together: "the two leaders", "both sides", "the allies", "the three advisers"."""

from onrecord.annotate.cast import Cast, roles
from onrecord.annotate.titles import fits

# A plural without a number takes at most so many persons or states together.
MOST_TOGETHER = 5


def together(cast: Cast, lemma: str, number: int, states: tuple[str, ...], office: str) -> tuple[str, ...]:
    """The names of who is taken together by a plural noun; `number` is 0 where none is said. Empty if unclear."""
    table = roles()
    if lemma in table.together:
        found = _persons(cast, lemma, number, states, office)
        if found:
            return found
        if lemma not in ("leader", "president", "principal"):
            return ()
        return _states(cast, number, states) if number else cast.issuers if len(cast.issuers) > 1 else ()
    if lemma in table.states_together:
        return _states(cast, number, states)
    return ()


def _persons(cast: Cast, lemma: str, number: int, states: tuple[str, ...], office: str) -> tuple[str, ...]:
    offices = roles().together[lemma]
    recent: list[str] = []
    for seen in reversed(cast.people):
        name = seen.names[0]
        actor = cast.actors[name]
        held = actor.office or ""
        if name in recent or not (held in offices or (office and fits(office, held))):
            continue
        if states and not set(states) & set(actor.states):
            continue
        recent.append(name)
    if number:
        return tuple(reversed(recent[:number])) if len(recent) >= number else ()
    return tuple(reversed(recent)) if 2 <= len(recent) <= MOST_TOGETHER else ()


def _states(cast: Cast, number: int, states: tuple[str, ...]) -> tuple[str, ...]:
    if states:
        return states if len(states) > 1 else ()
    if len(cast.issuers) > 1 and (not number or number == len(cast.issuers)):
        return cast.issuers
    plurals = [seen.names for seen in reversed(cast.plurals)]
    for names in plurals[:6]:
        behind = cast.states_of(names)
        if len(behind) == (number or 2):
            return behind
    weight: dict[str, int] = {}
    for name, count in cast.count.items():
        actor = cast.actors.get(name)
        for state in actor.states if actor else ():
            weight[state] = weight.get(state, 0) + count
    ranked = sorted(weight, key=lambda state: -weight[state])
    wanted = number or 2
    return tuple(ranked[:wanted]) if len(ranked) >= wanted else ()
