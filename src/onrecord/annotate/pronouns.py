"""Who a third-person pronoun means, by what was mentioned before it."""

from onrecord.annotate.cast import MEMORY, Cast, Seen, roles, speaks
from onrecord.parse import SUBJECTS

_OBJECTS = frozenset(("him", "her"))
COMMANDING = SUBJECTS | {"poss"}
# How far up the tree a subject or possessor is sought.
MOST_STEPS = 8
# Weights of a sentence back, of a subject, of a main clause's subject, of one of a verb of
# saying, of another quotation, and of somebody only described. Tuned on the training readings; the result is flat
# around them. For "she" it counts against somebody that the name does not tell a woman.
BACK, SUBJECT, MAIN, SAYING, APART, UNNAMED = 1.0, 1.0, 1.0, 0.75, 1.6, 1.0
UNTOLD = 2.5
# How many sentences back a pronoun may reach. Tuned on GUM train and the training readings.
PERSON_REACH = 6
THING_REACH = 1
UNLED_REACH = 2
THING_MEMORY = 10
PLURAL_REACH = 4
# Tokens between the end of a quotation and who is said to have said it.
CLOSE_BY = 4


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
    barred = (*cast.speaker_at(token), *_co_argument(cast, token), *_spoken_of(cast, token))
    fitting = [
        seen
        for seen in reversed(cast.people)
        if cast.sex.get(seen.names[0], sex) == sex and not set(seen.names) & set(barred)
    ]
    here = cast.parse.sentence[token]
    women = [seen for seen in fitting if cast.sex.get(seen.names[0]) == "w"] if sex == "w" else []
    close = [seen for seen in women if seen.sentence == here]
    found = commanding(cast, token, women) or (nearest(cast, token, close, 0) if close else ())
    if found:
        return found
    ahead = tuple(name for name in named_ahead(cast, token) if name not in barred)
    if ahead and cast.sex.get(ahead[0]) == sex and not _told_before(cast, token, fitting, sex):
        return ahead
    found = commanding(cast, token, fitting)
    if len(found) == 1:
        cast.sex.setdefault(found[0], sex)  # bound within the sentence: sure enough to tell for the rest of the text
    found = found or next(iter(by_nearness(cast, token, fitting, PERSON_REACH, sex)), ())
    return found or (ahead if ahead and cast.sex.get(ahead[0], sex) == sex else ())


def named_ahead(cast: Cast, token: int) -> tuple[str, ...]:
    """The person named as subject behind a clause or phrase that opens the sentence and holds the pronoun.

    "When she met him, Minister Ann Example said so", "In her speech, Minister Ann Example said so".
    """
    parse = cast.parse
    if parse.dep[token] not in COMMANDING or cast.quote[token]:
        return ()
    opens = parse.sentences[parse.sentence[token]][0]
    for above in parse.ancestors(token)[:MOST_STEPS]:
        subject = next((kid for kid in parse.children[above] if kid > token and parse.dep[kid] in SUBJECTS), None)
        if subject is None:
            continue
        before = [parse.edges[kid] for kid in parse.children[above] if kid < subject]
        fronted = any(first == opens and first <= token <= last for first, last in before)
        names = cast.named[subject] if fronted and not cast.quote[subject] else ()
        one = len(names) == 1 and names[0] in cast.actors and cast.actors[names[0]].kind == "person"
        return names if one else ()
    return ()


def _told_before(cast: Cast, token: int, fitting: list[Seen], sex: str) -> bool:
    """True if somebody whose name tells the sex was mentioned in the sentence before, or in this one."""
    here = cast.parse.sentence[token]
    return any(here - seen.sentence <= 1 and cast.sex.get(seen.names[0]) == sex for seen in fitting[:MEMORY])


def _spoken_of(cast: Cast, token: int) -> tuple[str, ...]:
    """Who is named in the quotation that ends right before the pronoun: '"Ann was right," she said' is not Ann."""
    number = _quoted_before(cast, token)
    if not number:
        return ()
    named = (seen for seen in cast.people[-MEMORY:] if seen.quote == number and cast.parse.tag[seen.token] == "NNP")
    return tuple(name for seen in named for name in seen.names)


def _quoted_before(cast: Cast, token: int) -> int:
    """The number of the quotation that ends right before the token; 0 if there is none, or it stands in one."""
    if cast.quote[token]:
        return 0
    first = max(0, token - CLOSE_BY)
    return next((cast.quote[at] for at in range(token - 1, first - 1, -1) if cast.quote[at]), 0)


def the_two(cast: Cast, token: int) -> tuple[str, ...]:
    """Who "the two", "both" or "all three" means, said without a noun: those last named together in that number."""
    number = roles().numbers.get(cast.parse.lower[token], 0)
    fitting = [seen for seen in reversed(cast.plurals) if len(seen.names) == number]
    return nearest(cast, token, fitting, PLURAL_REACH) if number else ()


def commanding(cast: Cast, token: int, fitting: list[Seen]) -> tuple[str, ...]:
    """Who is subject or possessor above the pronoun in its own sentence, the nearest first (after Hobbs 1978)."""
    parse = cast.parse
    allowed = {seen.names for seen in fitting[:MEMORY]}
    at = token
    inside = parse.dep[token] == "poss"
    for _ in range(MOST_STEPS):
        above = parse.head[at]
        if above == at:
            break
        if parse.dep[at] == "conj" and cast.named[above] in allowed:
            return cast.named[above]
        inside = inside and parse.dep[at] in ("poss", "pobj", "prep", "dobj")
        spoken_of = parse.child(above, "dobj") if inside else None
        if spoken_of is not None and spoken_of < token and parse.lower[spoken_of] in _OBJECTS:
            return cast.named[spoken_of]  # "congratulated him on his election"
        for kid in parse.children[above][:MOST_STEPS]:
            if kid != at and kid < token and parse.dep[kid] in COMMANDING and cast.named[kid] in allowed:
                return cast.named[kid]
        at = above
    return ()


def _co_argument(cast: Cast, token: int) -> tuple[str, ...]:
    """The subject of the verb whose object the pronoun is: "he saw him" tells of two."""
    parse = cast.parse
    if parse.dep[token] not in ("dobj", "dative", "pobj"):
        return ()
    verb = parse.head[token]
    if parse.dep[token] == "pobj":
        verb = parse.head[verb]
    subject = parse.subject(verb)
    return cast.named[subject] if subject is not None else ()


def nearest(cast: Cast, token: int, fitting: list[Seen], reach: int) -> tuple[str, ...]:
    """The names of the mention that is nearest in sentences, subjects and same-quotation mentions first."""
    return next(iter(by_nearness(cast, token, fitting, reach)), ())


def by_nearness(cast: Cast, token: int, fitting: list[Seen], reach: int, sex: str = "") -> list[tuple[str, ...]]:
    """The names of the last mentions within reach, as `nearest` prefers them; of equals the latest comes first."""
    here = cast.parse.sentence[token]
    scores: list[tuple[float, tuple[str, ...]]] = []
    for seen in fitting[:MEMORY]:
        back = here - seen.sentence
        if back > reach:
            break
        score = BACK * back - (_prominence(cast, seen.token) if seen.subject else 0.0)
        score += APART if seen.quote != cast.quote[token] else 0.0
        score += UNNAMED if seen.names[0] in cast.described else 0.0
        score += UNTOLD if sex == "w" and cast.sex.get(seen.names[0]) is None else 0.0
        scores.append((score, seen.names))
    return [names for _, names in sorted(scores, key=lambda one: one[0])]


def _prominence(cast: Cast, subject: int) -> float:
    """How much the subject at the token stands out: more in a main clause, more still if it says something."""
    parse = cast.parse
    first = parse.foremost(subject)
    above = parse.head[first]
    for _ in range(MOST_STEPS):
        if parse.dep[above] != "conj":
            break
        above = parse.head[above]
    main = MAIN if parse.dep[above] == "ROOT" else 0.0
    return SUBJECT + main + (SAYING if speaks(parse, first) else 0.0)


def _empty(cast: Cast, token: int) -> bool:
    """True if "it" stands for no one: weather, "it is important that", "it seems"."""
    parse = cast.parse
    head = parse.head[token]
    if parse.dep[token] not in SUBJECTS:
        return parse.dep[token] != "poss"
    if parse.lemma[head] in ("be", "seem", "appear", "become", "happen", "matter", "take", "turn"):
        return True
    return parse.dep[token] == "expl"


def _thing(cast: Cast, token: int) -> tuple[str, ...]:
    """A state or body for "it" and "its": most often they mean things, so only a subject close by is taken.

    "It" must be a subject like its antecedent, "its" may also take up a state or body of its own sentence.
    """
    possessive = cast.parse.dep[token] == "poss"
    here = cast.parse.sentence[token]
    number = _quoted_before(cast, token)
    if number and not possessive:
        return _teller(cast, token, number)
    if speaks(cast.parse, token):
        return _teller(cast, token, -1)
    if possessive and (blamed := _blamed(cast, token)):
        return blamed
    fitting = [
        seen
        for seen in reversed(cast.things[-THING_MEMORY:])
        if (seen.subject or (possessive and seen.sentence == here)) and _acts(cast, seen)
    ]
    return commanding(cast, token, fitting) or nearest(cast, token, fitting, THING_REACH)


def _blamed(cast: Cast, token: int) -> tuple[str, ...]:
    """Whose deed it is in "condemned Norway for its raid": the state or body that is blamed or praised for it."""
    parse = cast.parse
    above = parse.head[parse.head[token]]
    if parse.dep[parse.head[token]] != "pobj" or parse.lower[above] != "for":
        return ()
    verb = parse.head[above]
    thing = verb if parse.dep[verb] == "dobj" else parse.child(verb, "dobj")
    if thing is None or not thing < above:
        return ()
    names = cast.named[thing]
    one = len(names) == 1 and names[0] in cast.actors and cast.actors[names[0]].kind in ("state", "body")
    return names if one else ()


def _teller(cast: Cast, token: int, number: int) -> tuple[str, ...]:
    """Who "it" is right behind a quotation (“…,” it added): a state or body that was a subject outside of it."""
    telling = [
        seen
        for seen in reversed(cast.things[-THING_MEMORY:])
        if seen.subject and seen.quote != number and _tells_as_one(cast, seen)
    ]
    return nearest(cast, token, telling, UNLED_REACH)


def _tells_as_one(cast: Cast, seen: Seen) -> bool:
    """True for a state or body, also one that is only described in the singular: "the delegation"."""
    single = cast.parse.tag[seen.token] not in ("NNS", "NNPS")
    return cast.actors[seen.names[0]].kind in ("state", "body", *(("group",) if single else ()))


def _acts(cast: Cast, seen: Seen) -> bool:
    actor = cast.actors.get(seen.names[0])
    return actor is not None and actor.kind in ("state", "body") and actor.name not in cast.described


def _plural(cast: Cast, token: int) -> tuple[str, ...]:
    here = cast.parse.sentence[token]
    row = _row_before(cast, token)
    if row:
        return row
    several = sorted([*_groups(cast), *cast.plurals[-MEMORY:]], key=lambda seen: -seen.number)
    fitting = [seen for seen in several if seen.subject or here - seen.sentence <= UNLED_REACH]
    if not any(seen.sentence == here for seen in cast.plurals[-3:]):
        single = [seen for seen in reversed(cast.things[-4:]) if seen.sentence == here and seen.subject]
        if single and _acts(cast, single[0]):
            return single[0].names  # "Norway hopes that they …": a state or body taken as its people
    return commanding(cast, token, fitting) or _unnamed(cast, token) or nearest(cast, token, fitting, PLURAL_REACH)


def _row_before(cast: Cast, token: int) -> tuple[str, ...]:
    """Who is named in the row that "their" goes on with: "Ann Roe, Bo Lind and their Finnish counterparts"."""
    parse = cast.parse
    if parse.dep[token] != "poss" or not cast.row or parse.lower[token - 1] not in ("and", "&"):
        return ()
    close = 0 <= parse.start[token - 1] - cast.row_end <= 2
    return tuple(dict.fromkeys(name for seen in cast.row for name in seen.names)) if close else ()


def _unnamed(cast: Cast, token: int) -> tuple[str, ...]:
    """The one person without a name who is subject above "they": "an official said they were late"."""
    return commanding(cast, token, [seen for seen in reversed(cast.people) if seen.names[0] in cast.described])


def _groups(cast: Cast) -> list[Seen]:
    """The mentions of groups: "the farmers", "G20 leaders"."""
    return [
        seen
        for seen in cast.things[-MEMORY:]
        if seen.names[0] in cast.actors and cast.actors[seen.names[0]].kind == "group"
    ]
