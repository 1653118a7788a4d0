"""Actors that are only described: made of the words that call them, and found again by those words."""

import re

from onrecord.annotate.cast import MEMORY, Cast, roles, sex_of_titles
from onrecord.annotate.organisations import members
from onrecord.annotate.phrases import Phrase, said_before, singular, told_to
from onrecord.annotate.titles import offices
from onrecord.parse import SUBJECTS
from onrecord.records import Actor, ActorKind, slug

_ORDINALS = frozenset(("first", "second", "third", "other"))
# What every state has one of: the words are a name only together with the state.
_GENERIC = frozenset(
    ("ministry", "department", "government", "parliament", "police", "army", "navy", "military", "force", "forces",
     "court", "cabinet", "embassy", "president", "minister", "council", "assembly", "agency", "office")
)  # fmt: skip


def described(cast: Cast, phrase: Phrase, kind: ActorKind) -> tuple[str, ...]:
    """An actor of its own, named by its words: an office without "the" where more words tell which one."""
    parse = cast.parse
    left = phrase.left
    if not _tells(cast, phrase):
        return ()
    possessed = any(parse.tag[at] == "POS" for at in range(left, phrase.head))
    own = parse.lower[left] == "the" and phrase.right > left and (parse.head[left] == phrase.head or not possessed)
    if own and not _bare_title(parse.lower[left + 1 : phrase.right + 1]):
        proper = parse.tag[phrase.head] == "NNP" and parse.word[phrase.head][0].isupper()
        office = bool(phrase.office) and kind == "person" and parse.lower[left + 1] not in _ORDINALS
        left += (bool(phrase.inside) and not _of_person(cast, phrase)) or office or (proper and kind != "group")
    if _proper_after_possessive(cast, left, phrase.head):
        left = next(at for at in range(left, phrase.head) if parse.tag[at] == "POS") + 1
    elif kind == "group":
        while left < phrase.head - 1 and parse.lower[left] in roles().loose_before:
            left += 1
    last = told_to(cast, phrase)
    name = " ".join(parse.text[parse.start[left] : parse.end[last]].split())
    if name.startswith("The ") and not parse.word[phrase.head][0].isupper():
        name = "the " + name[4:]
    if name.isupper() and len(name.split()) > 1:
        name = _in_small(parse.text, name)
    name = cast.aliases.setdefault(name.lower(), name)
    cast.described.add(name)
    sex = sex_of_titles().get(parse.lower[phrase.head])
    if sex and kind == "person":
        cast.sex.setdefault(name, sex)
    if name not in cast.actors:
        states = cast.states_of(phrase.inside) or _own(cast, phrase, kind)
        lemma = singular(parse.lower[phrase.head], parse.tag[phrase.head], parse.lemma[phrase.head])
        if kind == "group" and not states and phrase.office and lemma in roles().together:
            states = members(phrase.inside)  # "the ministers of the Quad" are those of its states
        cast.actors[name] = Actor(slug(name), name, kind, states, None, phrase.office or None)
    if last > left:
        cast.sketches.setdefault(parse.lower[phrase.head], []).append(phrase.head)
    return (name,)


def _in_small(text: str, name: str) -> str:
    """The words of a heading in capitals as the text writes them elsewhere; as they are where it does not."""
    written = (found.group() for found in re.finditer(re.escape(name), text, re.IGNORECASE))
    return next((one for one in written if not one.isupper()), name)


def _of_person(cast: Cast, phrase: Phrase) -> bool:
    """True if a person's name stands before a common noun: "the Example campaign" has no name of its own."""
    parse = cast.parse
    people = all(name in cast.actors and cast.actors[name].kind == "person" for name in phrase.inside)
    return people and not parse.word[phrase.head][0].isupper()


def titled(cast: Cast, label: str, office: str) -> tuple[str, ...]:
    """Who speaks under a label that is only an office: its one holder in the text, or an actor of that office."""
    held = [name for name in cast.officers.get(office, {}) if set(cast.actors[name].states) & set(cast.home)]
    if len(held) == 1:
        return (held[0],)
    name = cast.aliases.setdefault(label.lower(), label.title() if label.isupper() and len(label) > 3 else label)
    if name not in cast.actors:
        cast.described.add(name)
        cast.actors[name] = Actor(slug(name), name, "person", cast.home, None, office)
    return (name,)


def _own(cast: Cast, phrase: Phrase, kind: ActorKind) -> tuple[str, ...]:
    """The state in whose name an official text speaks, for "the Vice President" and "my adviser" in it."""
    parse = cast.parse
    before = parse.lower[phrase.left]
    titled = before == "the" or parse.word[phrase.left][0].isupper()
    mine = before in ("my", "our") and kind == "person"
    return cast.home if (phrase.office and titled and not phrase.inside and kind == "person") or mine else ()


def again(cast: Cast, phrase: Phrase) -> tuple[int, tuple[str, ...]]:
    """Where and whom an earlier description introduced: "a former senior official … the former official"."""
    parse = cast.parse
    if parse.lower[phrase.left] not in ("the", "this", "that") or phrase.right > phrase.head:
        return -1, ()
    words = {*parse.lower[phrase.left + 1 : phrase.head]}
    for head in reversed(cast.sketches.get(parse.lower[phrase.head], [])[-MEMORY:]):
        if words <= said_before(cast, head):
            return head, cast.named[head]
    return -1, ()


def _tells(cast: Cast, phrase: Phrase) -> bool:
    """True unless a noun stands alone ("was elected president"), or names things as often as people."""
    parse = cast.parse
    if parse.lemma[phrase.head] in roles().gatherings and not _does(cast, phrase.head):
        return False
    if _machine(cast, phrase) or _quoted_half(cast, phrase) or parse.tag[phrase.left] == "WP$":
        return False
    if parse.lower[phrase.head] == "opposition" and parse.lower[phrase.head + 1 : phrase.head + 2] == ["to"]:
        return False  # an attitude, no party
    if phrase.left == phrase.right and parse.tag[phrase.head] == "NN":
        return parse.dep[phrase.head] in SUBJECTS
    if parse.lemma[phrase.head] not in roles().doubtful or phrase.inside:
        return True
    if phrase.right > phrase.head and (phrase.office or parse.lemma[phrase.head] in roles().persons):
        return True
    return parse.tag[phrase.head].startswith("NNP") or parse.dep[phrase.head] in SUBJECTS


def _machine(cast: Cast, phrase: Phrase) -> bool:
    """True for "F-16 fighters" and "modern fighters", which are no persons."""
    parse = cast.parse
    words = roles().machines.get(parse.lemma[phrase.head])
    before = range(phrase.left, phrase.head)
    return words is not None and any(
        parse.lower[at] in words or (parse.word[at][0].isupper() and parse.word[at][-1].isdigit()) for at in before
    )


def _quoted_half(cast: Cast, phrase: Phrase) -> bool:
    """True if a quotation begins or ends inside the phrase: its words would break off at the mark."""
    parse = cast.parse
    words = parse.text[parse.start[phrase.left] : parse.end[phrase.right]]
    lone = sum(words.count(mark) for mark in "“‘") != sum(words.count(mark) for mark in "”")
    return words.count('"') % 2 == 1 or (lone and not _closed(words))


def _closed(words: str) -> bool:
    """True if a single mark that opens is closed by one that is no apostrophe of a possessive."""
    opened = words.find("‘")
    return opened >= 0 and any(
        mark == "’" and not words[at + 1 : at + 2].isalnum() for at, mark in enumerate(words) if at > opened
    )


def _does(cast: Cast, head: int) -> bool:
    """True if the noun is a subject, an agent, or bears a name of its own."""
    parse = cast.parse
    agent = parse.dep[head] == "pobj" and parse.dep[parse.head[head]] == "agent"
    done_to = parse.dep[head] == "nsubjpass" or (parse.dep[head] in SUBJECTS and parse.lemma[parse.head[head]] == "be")
    return agent or (cast.is_subject(head) and not done_to) or parse.tag[head].startswith("NNP")


def _bare_title(words: list[str]) -> bool:
    """True if the words are a title and nothing else, that of a head of state or government or of a deputy."""
    return "of" not in words and " ".join(words) in offices()


def _proper_after_possessive(cast: Cast, left: int, head: int) -> bool:
    """True if a state's possessive stands before a name of its own: "Norway's Royal Harbour Board"."""
    parse = cast.parse
    for at in range(left + 1, min(head, left + 5)):
        if parse.tag[at] == "POS":
            state = cast.named[at - 1][:1]
            owned = (
                bool(state) and cast.actors[state[0]].kind == "state" if state and state[0] in cast.actors else False
            )
            generic = parse.lower[head] in _GENERIC
            return owned and head - at >= 2 and parse.word[at + 1][0].isupper() and not generic
    return False
