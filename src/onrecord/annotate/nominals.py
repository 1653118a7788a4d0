"""Noun phrases that call an actor by office, kind or number instead of a name."""

from functools import cache
from typing import NamedTuple

from onrecord.annotate.cast import MEMORY, Cast, roles
from onrecord.annotate.groups import together
from onrecord.annotate.pronouns import nearest
from onrecord.annotate.titles import fits, office_in, offices, title_words
from onrecord.parse import SUBJECTS
from onrecord.records import Actor, ActorKind, slug

_LEFT = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "advmod", "predet", "quantmod", "punct", "case")
)
_OF = frozenset(("of", "for", "from"))
# Longest phrase, in tokens, that is taken for one role ("the commander of …").
LONGEST_ROLE = 12
# How many sentences back "the country" or "the group" reaches.
TAKE_UP_REACH = 2
_BREAKS = frozenset((",", "(", "–", "—", "who", "which", "that", ";", ":"))
_SMALL = frozenset(("the", "this", "that", "of", "'s", "’s", "his", "her", "their", "its", "our", "-"))
_RULING = frozenset(("government", "administration"))


@cache
def styles() -> frozenset[str]:
    """Nouns by which monarchs and dignitaries are styled."""
    return frozenset(roles().styles)


@cache
def role_nouns() -> frozenset[str]:
    """The nouns by which actors are called without a name, singular, in lower case."""
    table = roles()
    return frozenset((*table.persons, *table.groups, *table.together, *table.states_together))


class Phrase(NamedTuple):
    """A noun phrase: its head, edges, office, and the names of actors inside it."""

    head: int
    left: int
    right: int
    office: str
    inside: tuple[str, ...]


def phrase_at(cast: Cast, head: int) -> Phrase:
    """The noun phrase headed by the token, with what stands before it and an "of …" after it."""
    parse = cast.parse
    begin, stop = parse.sentences[parse.sentence[head]]
    left = head
    kin = parse.children[head]
    if parse.dep[head] in ("compound", "amod", "nmod"):  # a headline's verb taken for the noun that this one belongs to
        kin = [*kin, *(kid for kid in parse.children[parse.head[head]] if kid < head)]
    for kid in sorted((kid for kid in kin if kid < head), reverse=True):
        edge = parse.edges[kid][0]
        if parse.dep[kid] not in _LEFT or head - edge > LONGEST_ROLE or parse.edges[kid][1] + 1 < left:
            break
        left = max(begin, edge)
    while left < head and parse.dep[left] == "punct":
        left += 1
    if head - 2 >= begin and parse.lower[head - 2] == "co" and parse.word[head - 1] == "-":
        left = min(left, max(begin, parse.edges[head - 2][0]))
    right = _right(cast, head, stop)
    owned = max((at + 1 for at in range(left, head) if parse.tag[at] == "POS"), default=left)
    titled = singular(parse.lower[head], parse.tag[head], parse.lemma[head]) in title_words()
    office = office_in(parse.lower[owned : right + 1]) if titled else ""  # "the president's team" is no president
    inside = [name for at in range(left, right + 1) for name in cast.name_at(at) if at != head]
    return Phrase(head, left, right, office, tuple(dict.fromkeys(inside)))


def _right(cast: Cast, head: int, stop: int) -> int:
    """The last token of what is attached to the noun by "of", "for", "from" or, before a name, "in"."""
    parse = cast.parse
    right = head
    for _ in range(3):
        at = right + 1
        if at + 1 >= stop or not head <= parse.head[at] <= right:
            break
        place = parse.lower[at] == "in" and parse.entity[parse.edges[at][1]] == "LOC"
        if parse.lower[at] not in _OF and not place:
            break
        end = min(parse.edges[at][1], stop - 1)
        cut = next((one for one in range(at + 1, end + 1) if parse.word[one] in _BREAKS), end + 1)
        if cut - head > LONGEST_ROLE or cut - 1 <= at:
            break
        right = cut - 1
        if cut <= end:
            break
    return right


def called(cast: Cast, phrase: Phrase) -> tuple[tuple[str, ...], str]:
    """Who the phrase calls, and a label: role, group or description. No names if it calls nobody known to be there."""
    parse = cast.parse
    head = phrase.head
    lemma = singular(parse.lower[head], parse.tag[head], parse.lemma[head])
    if head > 1 and parse.lower[head - 2] == "co" and parse.word[head - 1] == "-":
        lemma = f"co-{lemma}"
    plural = lemma != parse.lower[head] or parse.tag[head] in ("NNS", "NNPS")
    number = next((roles().numbers[word] for word in parse.lower[phrase.left : head] if word in roles().numbers), 0)
    if _names_person(cast, phrase):
        return cast.named[phrase.right], "title"
    shared = _shared_title(cast, phrase)
    if shared:
        return shared, "title"
    if plural or number:
        return _several(cast, phrase, lemma, number), "group"
    names = cast.present(_one(cast, phrase, lemma)) or _again(cast, phrase, lemma)
    if not names:
        names = _described(cast, phrase, _kind(lemma))
        if names and phrase.right > phrase.left:
            cast.sketches.setdefault(lemma, []).append(phrase.head)
    return names, "role"


def _several(cast: Cast, phrase: Phrase, lemma: str, number: int) -> tuple[str, ...]:
    """Who a plural calls: those it takes together, or a group of its own by its words."""
    names: tuple[str, ...] = ()
    states = cast.states_of(phrase.inside)
    if (number or _definite(cast, phrase)) and (states or not phrase.inside):
        bare = phrase.head - phrase.left <= 1 and phrase.right == phrase.head
        names = together(cast, lemma, number, states, phrase.office, bare)
    if names:
        return cast.present(names)
    described = _described(cast, phrase, "group")
    if described and (phrase.inside or phrase.right > phrase.head or phrase.left < phrase.head - 1):
        members = cast.groups.setdefault(lemma, [])
        if described[0] not in members:
            members.append(described[0])
    return described


def _again(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """Whom an earlier description introduced: "a former senior official … the former official"."""
    parse = cast.parse
    if parse.lower[phrase.left] not in ("the", "this", "that") or phrase.right > phrase.head:
        return ()
    words = {*parse.lower[phrase.left + 1 : phrase.head]}
    for head in reversed(cast.sketches.get(lemma, [])[-MEMORY:]):
        if words <= {parse.lower[at] for at in range(max(0, head - LONGEST_ROLE), head)}:
            return cast.named[head]
    return ()


def _shared_title(cast: Cast, phrase: Phrase) -> tuple[str, ...]:
    """The person whose name follows a second title: "Acting President and Prime Minister Ann Example"."""
    parse = cast.parse
    after = phrase.head + 2
    if phrase.right > phrase.head or not phrase.office or after >= len(parse) or parse.lower[after - 1] != "and":
        return ()
    names = cast.named[after]
    titled = parse.lower[after] in title_words() and parse.lower[phrase.left] not in roles().definite
    person = titled and len(names) == 1 and names[0] in cast.actors and cast.actors[names[0]].kind == "person"
    return names if person else ()


def _names_person(cast: Cast, phrase: Phrase) -> bool:
    """True if the phrase runs straight into a person's name: "Minister for Roads and Ports Ann Example"."""
    parse = cast.parse
    names = cast.named[phrase.right]
    if phrase.right == phrase.head or not phrase.office or len(names) != 1 or names[0] not in cast.actors:
        return False
    first = phrase.right
    while first > phrase.head and cast.named[first - 1] == names:
        first -= 1
    person = cast.actors[names[0]].kind == "person"
    return person and first - 1 > phrase.head and parse.tag[first - 1].startswith("NNP")


def singular(lower: str, tag: str, lemma: str) -> str:
    """The lemma of a noun; a capitalised plural, which the tagger takes for a name, is reduced too if it is a role."""
    if not tag.startswith("NNP"):
        return lemma
    for form in (lower[:-3] + "y" if lower.endswith("ies") else "", lower[:-1] if lower.endswith("s") else ""):
        if form in role_nouns():
            return form
    return lower


def _kind(lemma: str) -> ActorKind:
    return "person" if lemma in roles().persons else "body"


def _definite(cast: Cast, phrase: Phrase) -> bool:
    parse = cast.parse
    if any(parse.lower[at] in roles().definite for at in range(phrase.left, phrase.head)):
        return True
    words = range(phrase.left, phrase.head + 1)
    return all(parse.word[at][0].isupper() for at in words) and all(
        parse.lower[at] in title_words() for at in words[:-1]
    )


def _one(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """Who a singular phrase calls: a government its state, an office its holder, "the alliance" its members."""
    states = cast.states_of(phrase.inside)
    if lemma in styles():
        monarchs = [seen.names for seen in reversed(cast.people) if cast.actors[seen.names[0]].office == "monarch"]
        return monarchs[0] if monarchs else ()
    if lemma in _RULING:
        if cast.parse.lower[phrase.left] in ("my", "our") and len(cast.issuers) == 1:
            return cast.issuers
        if states:
            cast.ruling[lemma] = states[:1]
            return states[:1]
        single = len(cast.issuers) == 1 and _definite(cast, phrase)
        return cast.issuers if single else cast.ruling.get(lemma, ()) if phrase.left == phrase.head - 1 else ()
    back = _taken_up(cast, phrase, lemma)
    if back:
        return back
    ours = cast.parse.lower[phrase.left] in ("our", "their")
    if lemma == "alliance" and (ours or _definite(cast, phrase)):
        return states if len(states) > 1 else together(cast, lemma, 0, (), "", True)
    if phrase.office and (_definite(cast, phrase) or phrase.inside or cast.parse.word[phrase.head][0].isupper()):
        return _holder(cast, phrase, states)
    return ()


def _taken_up(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """The state or body that "the country", "the ministry" or "the group" takes up; only a bare phrase does."""
    table = roles()
    if phrase.right > phrase.head or phrase.left != phrase.head - 1 or not _definite(cast, phrase):
        return ()
    things = [seen for seen in reversed(cast.things) if seen.names[0] not in cast.described]
    if lemma in table.take_up_states:
        kinds: tuple[str, ...] = ("state",)
    elif lemma in table.take_up_bodies:
        kinds = ("body", "group")
    else:
        named = [seen.names for seen in things if lemma in seen.names[0].lower()]
        return named[0] if named and lemma in table.groups else ()
    fitting = [seen for seen in things if seen.names[0] in cast.actors and cast.actors[seen.names[0]].kind in kinds]
    return nearest(cast, phrase.head, fitting, TAKE_UP_REACH)


def _plain(cast: Cast, phrase: Phrase) -> bool:
    """True if nothing but a title and the names of states make up the phrase."""
    parse = cast.parse
    bodies = [name for name in phrase.inside if name in cast.actors and cast.actors[name].kind != "state"]
    extra = [
        at for at in range(phrase.left, phrase.right + 1)
        if not cast.named[at] and parse.lower[at] not in title_words() and parse.lower[at] not in _SMALL
    ]  # fmt: skip
    return not bodies and not extra


def _holder(cast: Cast, phrase: Phrase, states: tuple[str, ...]) -> tuple[str, ...]:
    past = any(cast.parse.lower[at] in ("former", "ex", "late", "then") for at in range(phrase.left, phrase.head))
    if past or any(cast.parse.lower[at] in ("a", "an", "any", "no", "every") for at in range(phrase.left, phrase.head)):
        return ()
    if phrase.office in roles().generic_offices and not _plain(cast, phrase):
        return ()
    barred = cast.speaker_at(phrase.head)
    own = cast.states_of(barred) or cast.home
    for exact, home in ((True, own), (True, ()), (False, own), (False, ())):
        for seen in reversed(cast.people):
            name = seen.names[0]
            actor = cast.actors[name]
            held = actor.office or ""
            if not held or not (held == phrase.office if exact else fits(phrase.office, held)):
                continue
            if (states and not set(states) & set(actor.states)) or name in barred:
                continue
            if not states and home and not set(home) & set(actor.states):
                continue
            return (name,)
    for actor in cast.actors.values():
        if actor.kind == "person" and actor.office == phrase.office and set(states) & set(actor.states):
            return (actor.name,)
    return ()


def _bare_title(words: list[str]) -> bool:
    """True if the words are a title and nothing else, that of a head of state or government or of a deputy."""
    return "of" not in words and " ".join(words) in offices()


def proper_after_possessive(cast: Cast, left: int, head: int) -> bool:
    """True if a state's possessive stands before a name of its own: "Norway's Royal Harbour Board"."""
    parse = cast.parse
    for at in range(left + 1, min(head, left + 5)):
        if parse.tag[at] == "POS":
            state = cast.named[at - 1][:1]
            owned = (
                bool(state) and cast.actors[state[0]].kind == "state" if state and state[0] in cast.actors else False
            )
            return owned and head - at >= 2 and all(parse.word[one][0].isupper() for one in (at + 1, head))
    return False


def _tells(cast: Cast, phrase: Phrase) -> bool:
    """True unless a noun stands alone ("was elected president"), or names things as often as people."""
    parse = cast.parse
    if phrase.left == phrase.right and parse.tag[phrase.head] == "NN":
        return parse.dep[phrase.head] in SUBJECTS
    if parse.lemma[phrase.head] not in roles().doubtful or phrase.inside or phrase.right > phrase.head:
        return True
    return parse.tag[phrase.head].startswith("NNP") or parse.dep[phrase.head] in SUBJECTS


def _described(cast: Cast, phrase: Phrase, kind: ActorKind) -> tuple[str, ...]:
    """An actor of its own, named by its words: an office without "the" where more words tell which one."""
    parse = cast.parse
    left = phrase.left
    if not _tells(cast, phrase):
        return ()
    possessed = any(parse.tag[at] == "POS" for at in range(left, phrase.head))
    own = parse.lower[left] == "the" and phrase.right > left and (parse.head[left] == phrase.head or not possessed)
    if own and not _bare_title(parse.lower[left + 1 : phrase.right + 1]):
        proper = parse.tag[phrase.head] == "NNP" and parse.word[phrase.head][0].isupper()
        drops = bool(phrase.inside) or (bool(phrase.office) and kind == "person") or (proper and kind != "group")
        left += drops
    if kind == "group":
        while left < phrase.head - 1 and parse.lower[left] in roles().loose_before:
            left += 1
    elif proper_after_possessive(cast, left, phrase.head):
        left = next(at for at in range(left, phrase.head) if parse.tag[at] == "POS") + 1
    name = " ".join(parse.text[parse.start[left] : parse.end[phrase.right]].split())
    name = cast.aliases.setdefault(name.lower(), name)
    cast.described.add(name)
    if name not in cast.actors:
        cast.actors[name] = Actor(slug(name), name, kind, cast.states_of(phrase.inside), None, phrase.office or None)
    return (name,)
