"""Who a plural takes together: "the two leaders", "both sides", "the allies", "the three advisers"."""

from onrecord.annotate.cast import Cast, roles
from onrecord.annotate.lexicon import bodies
from onrecord.annotate.titles import fits

# A plural without a number takes at most so many persons or states together.
MOST_TOGETHER = 5
# How fast a mention of a state fades by the sentence, and what stays of it. Tuned on the training readings.
DECAY = 0.75
RESIDUE = 0.1
FOREMEN = frozenset(("co-chair", "chair"))
# A group introduced within so many sentences is the document's own.
OPENING = 3
# Organisations that can be one of two sides.
_UNIONS = frozenset(("European Union", "NATO", "ASEAN"))
# Offices that are called so whatever they are.
_ANY = frozenset(("leader", "president", "official"))
# Nouns that take up persons named together, whatever their offices.
LATEST = frozenset(("leader", "adviser", "advisor", "co-chair", "chair", "minister", "official", "counterpart", "man"))


def together(cast: Cast, lemma: str, number: int, states: tuple[str, ...], office: str, bare: bool) -> tuple[str, ...]:
    """The names of who is taken together by a plural noun; `number` is 0 where none is said. Empty if unclear.

    `bare` is True where no more words than an article stand before the noun.
    """
    table = roles()
    if lemma in table.together:
        if lemma in FOREMEN:
            return _latest(cast, lemma, number, states, office) or _persons(cast, lemma, number or 2, states, "")
        found = _described(cast, lemma) if bare and not number else ()
        found = found or _persons(cast, lemma, number, states, office) or _latest(cast, lemma, number, states, office)
        if found or lemma not in ("leader", "president", "principal"):
            return found
        if number or len(cast.issuers) < 2:
            return _states(cast, number, states) if number else ()
        # "The presidents of Chad and Mali" are not the two ministers whose statement it is.
        same = lemma != "president" and set(states) == set(cast.issuers)
        return cast.issuers if not states or same else ()
    bodies = _bodies(cast, number, states) if lemma in table.bodies_together else ()
    if lemma in table.states_together:
        return bodies or _states(cast, number, states)
    return bodies or (_latest(cast, lemma, number, states, office) if number and lemma in table.persons else ())


def named_later(cast: Cast, lemma: str, number: int, states: tuple[str, ...], office: str) -> tuple[str, ...]:
    """Who is taken together before being named: "Defence chiefs of Norway and Sweden met. Minister Ann Example …".

    Only where the text names one holder of such an office for each state, or just as many holders as are said.
    """
    offices = roles().together.get(lemma, [])
    held = [
        name
        for name, actor in cast.actors.items()
        if actor.kind == "person" and name not in cast.described and _holds(actor.office or "", office, offices)
    ]
    if len(states) > 1:
        by_state = [[name for name in held if state in cast.actors[name].states] for state in states]
        return tuple(names[0] for names in by_state) if all(len(names) == 1 for names in by_state) else ()
    return tuple(held) if number > 1 and len(held) == number and not states else ()


def titled_together(cast: Cast, nouns: set[str]) -> tuple[str, ...]:
    """The persons last named together with the noun as their title: "Senators Example and Sample … The senators"."""
    for seen in reversed(cast.plurals):
        persons = all(name in cast.actors and cast.actors[name].kind == "person" for name in seen.names)
        if persons and any(nouns & cast.titles.get(name, set()) for name in seen.names):
            return seen.names
    return ()


def _bodies(cast: Cast, number: int, states: tuple[str, ...]) -> tuple[str, ...]:
    """The movements or bodies last named together, where they are as many as said and of the states that are said."""
    for seen in reversed(cast.plurals):
        kinds = {cast.actors[name].kind for name in seen.names if name in cast.actors}
        fit = set(states) <= set(cast.states_of(seen.names))
        if kinds and kinds <= {"body", "group"} and fit and (not number or len(seen.names) == number):
            return seen.names
    return ()


def _sides(cast: Cast, names: tuple[str, ...]) -> tuple[str, ...]:
    """The states behind the actors, but armed groups and movements ("Hamas") for themselves."""
    found: dict[str, None] = {}
    for name in names:
        actor = cast.actors.get(name)
        own = actor is not None and actor.kind == "group" and name in bodies()
        found.update(dict.fromkeys((name,) if own else cast.states_of((name,))))
    return tuple(name for name in found if name not in bodies() or bodies()[name].kind == "group" or name in _UNIONS)


def _described(cast: Cast, lemma: str) -> tuple[str, ...]:
    """A group that was introduced with more words ("leaders from the region") and is taken up by its noun alone."""
    name = cast.groups.get(lemma)
    if name and (cast.count.get(name, 0) > 1 or cast.first.get(name, OPENING) < OPENING):
        return (name,)
    return ()


def _latest(cast: Cast, lemma: str, number: int, states: tuple[str, ...], office: str) -> tuple[str, ...]:
    """The persons last named together, where they are as many as said."""
    if lemma not in LATEST and not number:
        return ()
    for seen in reversed(cast.plurals):
        persons = all(name in cast.actors and cast.actors[name].kind == "person" for name in seen.names)
        fit = not states or set(states) == set(cast.states_of(seen.names))
        fit = fit and (
            lemma in LATEST or all(_may_be(cast.actors[name].office, office) for name in seen.names if persons)
        )
        if persons and fit and (not number or len(seen.names) == number):
            return seen.names
    return ()


def _may_be(held: str | None, office: str) -> bool:
    """True unless the person is known to hold another office than the one that the noun names."""
    sure = held and office and not {held, office} & {"official", *roles().generic_offices}
    return not sure or held == office or fits(office, held or "")


def _persons(cast: Cast, lemma: str, number: int, states: tuple[str, ...], office: str) -> tuple[str, ...]:
    offices = roles().together[lemma]
    recent: list[str] = []
    for seen in reversed(cast.people):
        name = seen.names[0]
        actor = cast.actors[name]
        held = actor.office or ""
        if name in recent or name in cast.described or not _holds(held, office, offices):
            continue
        if states and not set(states) & set(actor.states):
            continue
        recent.append(name)
    if lemma == "minister" and not office.startswith("prime"):
        # Heads of government are ministers, too, but are called so only where too few others are there.
        below = [name for name in recent if cast.actors[name].office != "prime minister"]
        recent = below if len(below) >= max(2, number) else recent
    if not set(states) <= set(cast.states_of(tuple(recent))):
        return ()  # "the ministers of Norway and Sweden" are not two of Norway's
    if number:
        return tuple(reversed(recent[:number])) if len(recent) >= number else ()
    return tuple(reversed(recent)) if 2 <= len(recent) <= MOST_TOGETHER else ()


def _holds(held: str, office: str, offices: list[str]) -> bool:
    """True if the office held is the one that the plural names, or any that its noun can mean where it names none."""
    if office and office not in roles().generic_offices and office not in _ANY:
        return bool(held) and fits(office, held)
    return held in offices or bool(office and fits(office, held))


def _states(cast: Cast, number: int, states: tuple[str, ...]) -> tuple[str, ...]:
    if states:
        return states if len(states) > 1 else ()
    if len(cast.issuers) > 1 and (not number or number == len(cast.issuers)):
        return cast.issuers
    plurals = [seen.names for seen in reversed(cast.plurals)]
    for names in plurals[:6]:
        behind = _sides(cast, names)
        if len(behind) == (number or 2):
            return behind
    here = max((seen.sentence for seen in (*cast.things[-1:], *cast.people[-1:])), default=0)
    weight: dict[str, float] = {}
    for seen in (*cast.things, *cast.people):
        for state in cast.states_of(seen.names):
            weight[state] = weight.get(state, 0.0) + DECAY ** (here - seen.sentence)
    for name, count in cast.count.items():
        for state in cast.states_of((name,)):
            weight[state] = weight.get(state, 0.0) + RESIDUE * count
    ranked = sorted(weight, key=lambda state: -weight[state])
    wanted = number or 2
    chosen = ranked[:wanted] if len(ranked) >= wanted else []
    return tuple(sorted(chosen, key=lambda state: cast.first.get(state, 0)))
