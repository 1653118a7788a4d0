"""Who a third-person pronoun means, by what was mentioned before it."""

from onrecord.annotate.cast import Cast, Seen, roles
from onrecord.parse import SUBJECTS

# How many sentences back a pronoun may reach. Tuned on GUM train and the training readings.
PERSON_REACH = 6
THING_REACH = 2
PLURAL_REACH = 4


def meant(cast: Cast, token: int) -> tuple[str, ...]:
    """The names of who is meant by the pronoun at the token; empty if nobody fits."""
    lower = cast.parse.lower[token]
    kinds = roles().pronouns
    if lower in kinds["person"]:
        return _person(cast, token, "w" if lower in roles().female else "m")
    if lower in kinds["thing"]:
        return () if _empty(cast, token) else _thing(cast, token)
    return _plural(cast, token)


def _person(cast: Cast, token: int, sex: str) -> tuple[str, ...]:
    barred = cast.speaker_at(token)
    fitting = [
        seen
        for seen in reversed(cast.people)
        if cast.sex.get(seen.names[0], sex) == sex and not set(seen.names) & set(barred)
    ]
    return _best(cast, token, fitting, PERSON_REACH)


def _best(cast: Cast, token: int, fitting: list[Seen], reach: int) -> tuple[str, ...]:
    """The mention that is nearest in sentences, subjects and same-quotation mentions first."""
    here = cast.parse.sentence[token]
    best: tuple[float, tuple[str, ...]] | None = None
    for rank, seen in enumerate(fitting[:12]):
        back = here - seen.sentence
        if back > reach:
            break
        score = 1.0 * back + 0.12 * rank
        score -= 1.6 if seen.subject else 0.0
        same = seen.quote == cast.quote[token]
        score += 0.0 if same else 1.4 if cast.quote[token] else 1.8
        if best is None or score < best[0]:
            best = (score, seen.names)
    return best[1] if best else ()


def _empty(cast: Cast, token: int) -> bool:
    """True if "it" stands for no one: weather, "it is important that", "it seems"."""
    parse = cast.parse
    head = parse.head[token]
    if parse.dep[token] not in SUBJECTS:
        return parse.dep[token] not in ("poss", "dobj", "pobj")
    if parse.lemma[head] in ("be", "seem", "appear", "become", "happen", "matter", "take", "turn"):
        return True
    return parse.dep[token] == "expl"


def _thing(cast: Cast, token: int) -> tuple[str, ...]:
    fitting = [seen for seen in reversed(cast.things) if seen.names[0] in cast.actors]
    return _best(cast, token, fitting, THING_REACH)


def _plural(cast: Cast, token: int) -> tuple[str, ...]:
    here = cast.parse.sentence[token]
    found = _best(cast, token, list(reversed(cast.plurals)), PLURAL_REACH)
    if found:
        return found
    bodies = [
        seen
        for seen in reversed(cast.things)
        if here - seen.sentence <= 1 and seen.names[0] in cast.actors and cast.actors[seen.names[0]].kind == "group"
    ]
    return bodies[0].names if bodies else ()
