"""Noun phrases as wholes: head, edges, what stands before, what is attached, the office they name."""

from functools import cache
from typing import NamedTuple

from onrecord.annotate.cast import Cast, roles
from onrecord.annotate.titles import office_in, title_words

_LEFT = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "advmod", "predet", "quantmod", "punct", "case")
)
_OF = frozenset(("of", "for", "from"))
_BREAKS = frozenset((",", "(", "–", "—", "who", "which", "that", ";", ":"))
# Where and how something is said: that tells nothing of who says it.
_OCCASIONS = frozenset(
    ("statement", "interview", "letter", "speech", "email", "e-mail", "briefing", "visit", "tweet", "post", "message",
     "phone", "call", "conference", "text", "testimony", "address", "remark", "report", "meeting", "article")
)  # fmt: skip
# Longest phrase, in tokens, that is taken for one role ("the commander of …").
LONGEST_ROLE = 12
# Longest one with a list of states.
LONGEST_LIST = 30


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
    own = [word for word in parse.lower[owned : right + 1] if word != "-"]  # "the president's team" is no president
    office = office_in(own) if titled else ""
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
        listed = _list_within(cast, at, end, stop)
        end = max(end, listed - 1)
        cut = next((one for one in range(listed, end + 1) if parse.word[one] in _BREAKS), end + 1)
        longest = LONGEST_ROLE if listed == at + 1 else LONGEST_LIST
        if cut - head > longest or cut - 1 <= at:
            break
        right = cut - 1
        if cut <= end:
            break
    return right


def _list_within(cast: Cast, at: int, end: int, stop: int) -> int:
    """Where a list of states in what is attached ends; `at` + 1 if it holds none.

    It begins right behind the preposition at the token or, where several are meant, behind a later one: "ministers of
    defence of Norway, Sweden and Finland".
    """
    parse = cast.parse
    several = parse.lower[at - 1].endswith("s")
    for one in range(at, end if several else at + 1):
        if parse.word[one] in _BREAKS:
            break
        if parse.lower[one] in _OF and (listed := _listed(cast, one + 1, stop)) > one + 1:
            return listed
    return at + 1


def said_before(cast: Cast, noun: int) -> set[str]:
    """The words right before a noun that belong to it, in lower case: "former" and "rebel" of "former rebel leader"."""
    parse = cast.parse
    first = noun
    while first > 0 and parse.tag[first - 1][:2] in ("NN", "JJ", "VB", "CD") and parse.dep[first - 1] in _LEFT:
        first -= 1
    return {*parse.lower[first:noun]}


def told_to(cast: Cast, phrase: Phrase) -> int:
    """The last token of what tells behind a noun which one is meant: "a source familiar with the matter".

    Adjectives, participles and prepositional phrases right behind it do, no clause with a verb of its own and no date.
    """
    parse = cast.parse
    last = phrase.right
    stop = parse.sentences[parse.sentence[phrase.head]][1]
    while last + 1 < stop:
        kid = next((kid for kid in parse.children[phrase.head] if parse.edges[kid][0] == last + 1), None)
        if kid is None or not _tells_which(cast, kid):
            break
        end = next(
            (at - 1 for at in range(last + 1, parse.edges[kid][1] + 1) if _ends_it(cast, at)), parse.edges[kid][1]
        )
        while end > last and parse.tag[end] in ("IN", "TO", "DT"):
            end -= 1
        if end - phrase.left > LONGEST_ROLE or end <= last:
            break
        last = end
    return last


def _ends_it(cast: Cast, at: int) -> bool:
    """True if a clause with a verb of its own begins at the token, or the next member of a coordination."""
    parse = cast.parse
    clause = parse.tag[at] in ("WRB", "WP", "WDT") or parse.dep[at] == "mark"
    return parse.word[at] in _BREAKS or clause or (parse.dep[at] == "cc" and parse.tag[at + 1 : at + 2] == ["DT"])


def _tells_which(cast: Cast, kid: int) -> bool:
    parse = cast.parse
    if parse.dep[kid] == "prep":
        thing = parse.child(kid, "pobj")
        if thing is None or parse.entity[thing] in ("DATE", "TIME") or parse.lower[kid] == "as":
            return False
        return parse.lemma[thing] not in _OCCASIONS
    if parse.dep[kid] in ("amod", "acl"):
        return parse.tag[kid] in ("JJ", "VBN", "VBG", "VBD") and parse.edges[kid][1] > kid
    return False


def _of_state(cast: Cast, token: int) -> bool:
    names = cast.named[token]
    return len(names) == 1 and names[0] in cast.actors and cast.actors[names[0]].kind == "state"


def _listed(cast: Cast, first: int, stop: int) -> int:
    """Where a list of states that begins at the token ends, past the last of them; `first` if it is no list.

    "Ministers from Norway, Sweden and Finland" are one group, commas and all.
    """
    parse = cast.parse
    at, known, joined = first, first, False
    while at < stop and at - first <= LONGEST_LIST:
        if _of_state(cast, at):
            known = at + 1
            if joined:
                break
        elif parse.lower[at] == "the" or (parse.lower[at] in _OF and parse.lower[at - 1] in ("and", "&", ",")):
            pass
        elif parse.lower[at] in ("and", "&"):
            joined = True
        elif parse.word[at] != ",":
            break
        at += 1
    return known if joined and known > first + 1 else first


def singular(lower: str, tag: str, lemma: str) -> str:
    """The lemma of a noun; a capitalised plural, which the tagger takes for a name, is reduced too if it is a role."""
    if not tag.startswith("NNP"):
        return lemma
    for form in (lower[:-3] + "y" if lower.endswith("ies") else "", lower[:-1] if lower.endswith("s") else ""):
        if form in role_nouns():
            return form
    return lower


def definite(cast: Cast, phrase: Phrase) -> bool:
    """True if the phrase refers back: "the", "these", "both" before it, or a capitalised title alone."""
    parse = cast.parse
    if any(parse.lower[at] in roles().definite for at in range(phrase.left, phrase.head)):
        return True
    words = range(phrase.left, phrase.head + 1)
    opens = phrase.left == phrase.head == parse.sentences[parse.sentence[phrase.head]][0]
    if opens and parse.lower[phrase.head] not in title_words():
        return False  # "People close to the talks"
    return all(parse.word[at][0].isupper() for at in words) and all(
        parse.lower[at] in title_words() for at in words[:-1]
    )
