"""Noun phrases that call an actor by office, kind or number instead of a name."""

from typing import NamedTuple

from onrecord.annotate.cast import Cast, roles
from onrecord.annotate.groups import together
from onrecord.annotate.persons import acts_for
from onrecord.annotate.titles import fits, holder, office_in
from onrecord.records import Actor, slug

_LEFT = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "advmod", "predet", "quantmod", "punct", "case"))
_OF = frozenset(("of", "for", "from", "at"))
# Longest phrase, in tokens, that is taken for one role ("the commander of …").
LONGEST_ROLE = 12
_RULING = frozenset(("government", "administration"))


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
    for kid in reversed([kid for kid in parse.children[head] if kid < head]):
        edge = parse.edges[kid][0]
        if parse.dep[kid] not in _LEFT or head - edge > LONGEST_ROLE or parse.edges[kid][1] + 1 < left:
            break
        left = max(begin, edge)
    while left < head and parse.dep[left] == "punct":
        left += 1
    right = head
    if head + 2 < stop and parse.lower[head + 1] in _OF and parse.head[head + 1] == head:
        end = parse.edges[head + 1][1]
        cut = next((at for at in range(head + 2, min(end, stop - 1) + 1) if parse.word[at] in (",", "(", "–", "—", "who")), end + 1)
        if cut - head <= LONGEST_ROLE:
            right = cut - 1
    words = parse.lower[left : right + 1]
    inside = [name for at in range(left, right + 1) for name in cast.name_at(at) if at != head]
    return Phrase(head, left, right, office_in(words), tuple(dict.fromkeys(inside)))


def called(cast: Cast, phrase: Phrase) -> tuple[tuple[str, ...], str]:
    """Who the phrase calls, and a label: role, group or description. No names if it calls nobody known to be there."""
    parse = cast.parse
    head = phrase.head
    plural = parse.tag[head] in ("NNS", "NNPS")
    number = next(
        (roles().numbers[word] for word in parse.lower[phrase.left : head] if word in roles().numbers), 0
    )
    lemma = parse.lemma[head] if parse.tag[head] != "NNPS" else _singular(parse.lower[head])
    if plural or number:
        names: tuple[str, ...] = ()
        if number or _definite(cast, phrase):
            names = together(cast, lemma, number, cast.states_of(phrase.inside), phrase.office)
        return (names, "group") if names else (_described(cast, phrase, "group"), "group")
    names = _one(cast, phrase, lemma)
    return (names, "role") if names else (_described(cast, phrase, _kind(lemma)), "role")


def _singular(lower: str) -> str:
    return lower[:-3] + "y" if lower.endswith("ies") else lower[:-1] if lower.endswith("s") else lower


def _kind(lemma: str) -> str:
    return "person" if lemma in _persons() else "body"


def _persons() -> frozenset[str]:
    return _PERSONS.setdefault("", frozenset(roles().persons))


_PERSONS: dict[str, frozenset[str]] = {}


def _definite(cast: Cast, phrase: Phrase) -> bool:
    parse = cast.parse
    if any(parse.lower[at] in roles().definite for at in range(phrase.left, phrase.head)):
        return True
    return phrase.left == phrase.head and parse.word[phrase.head][0].isupper()


def _one(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """Who a singular phrase calls: a government its state, an office its holder, "the alliance" its members."""
    states = cast.states_of(phrase.inside)
    if lemma in _RULING:
        if states:
            return states[:1]
        return cast.issuers if len(cast.issuers) == 1 and _definite(cast, phrase) else ()
    if lemma == "alliance" and _definite(cast, phrase):
        return states if len(states) > 1 else together(cast, lemma, 0, (), "")
    if phrase.office and (_definite(cast, phrase) or phrase.inside or cast.parse.word[phrase.head][0].isupper()):
        return _holder(cast, phrase, states)
    return ()


def _holder(cast: Cast, phrase: Phrase, states: tuple[str, ...]) -> tuple[str, ...]:
    past = any(cast.parse.lower[at] in ("former", "ex", "late", "then") for at in range(phrase.left, phrase.head))
    if past or any(cast.parse.lower[at] in ("a", "an", "any", "no", "every") for at in range(phrase.left, phrase.head)):
        return ()
    barred = cast.speaker_at(phrase.head)
    for exact in (True, False):
        for seen in reversed(cast.people):
            name = seen.names[0]
            actor = cast.actors[name]
            held = actor.office or ""
            if not held or not (held == phrase.office if exact else fits(phrase.office, held)):
                continue
            if (states and not set(states) & set(actor.states)) or name in barred:
                continue
            return (name,)
    for actor in cast.actors.values():
        if actor.kind == "person" and actor.office == phrase.office and actor.name not in cast.aliases:
            if states and set(states) & set(actor.states):
                return (actor.name,)
    for of in dict.fromkeys((*phrase.inside, *states)):
        row = holder(phrase.office, of, cast.day)
        if row:
            cast.person(row.name, row.office, acts_for((row.of,)))
            return (row.name,)
    return ()


def _described(cast: Cast, phrase: Phrase, kind: str) -> tuple[str, ...]:
    """An actor of its own, named by its words: an office without "the" where more words tell which one."""
    parse = cast.parse
    left = phrase.left
    if phrase.office and phrase.right > phrase.left + 1 and parse.lower[left] == "the":
        left += 1
    name = " ".join(parse.text[parse.start[left] : parse.end[phrase.right]].split())
    name = cast.aliases.setdefault(name.lower(), name)
    if name not in cast.actors:
        made = "person" if kind == "person" else "group" if kind == "group" else "body"
        cast.actors[name] = Actor(slug(name), name, made, cast.states_of(phrase.inside), None, phrase.office or None)
    return (name,)
