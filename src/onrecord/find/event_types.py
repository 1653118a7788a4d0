"""Which type of PLOVER the words tell for an event whose parties are known, by vocabulary/coding/event_types.yaml.

It types events that were found or given elsewhere, and finds none: the reader's own events have the type of the frame
that found them, which on readings made by hand was right wherever the event was found.
"""

from collections.abc import Iterator, Set
from typing import Literal, NamedTuple

from onrecord.find.event_type_words import Entry, Meaning, TypeWords, type_words
from onrecord.parse import Parse

Tokens = Set[int]
# The codebook that types go by: PLOVER 2.0, or the drafts of 2021, where CONCEDE and RETREAT are one.
Coding = Literal["2.0", "2021"]
# How a word stands to who acts: they are its subject; a verb of theirs holds it; it is their noun; it is in their name.
ActorTie = Literal["subject", "held", "owner", "inside", "none"]
RecipientTie = Literal["object", "below", "subject", "inside", "none"]

_COMPLEMENTS = frozenset(
    ("dobj", "nsubjpass", "attr", "oprd", "acomp", "prep", "pobj", "pcomp", "prt", "dative", "advmod", "xcomp", "ccomp",
     "advcl", "acl", "conj", "compound", "amod", "nmod", "nummod", "quantmod", "npadvmod", "aux")
)  # fmt: skip
_CLAUSES = frozenset(("xcomp", "ccomp", "advcl", "acl"))
_OF_CLAUSE = frozenset(("aux", "acomp"))
_RELATIVE = frozenset(("who", "which", "that"))
# What a word beside a verb counts for, by its steps away from it.
_NEAR = (1.0, 0.6, 0.3, 0.15)
_FARTHEST = 9

# How much each thing speaks for a word. Set by hand before anything was measured, and not tuned.
_BY: dict[ActorTie, float] = {"subject": 4, "held": 3, "owner": 2.5, "inside": 1, "none": 0}
_TO: dict[RecipientTie, float] = {"object": 2, "below": 1, "subject": -1, "inside": -0.5, "none": 0}
_STRENGTH, _AWAY, _GOVERNED, _DOER = 1.2, 0.4, 3.0, 0.7


class Told(NamedTuple):
    """A word that tells a type, and how it stands to the parties.

    `strength` is 1 and what stands beside it as its sense asks; `away` counts steps of the tree from the verb above the
    actor; `governed`: a verb above leaves it undone.
    """

    token: int
    meaning: Meaning
    strength: float
    by: ActorTie
    to: RecipientTie
    away: int
    governed: bool
    negated: bool
    coming: bool

    def type(self, coding: Coding = "2.0", promised: bool = False) -> str:
        """The type by a codebook, given "not" and "will"; `promised`: that of a promise to do it."""
        words, found = type_words(), self.meaning.type
        if coding == "2021" and self.meaning.older:
            found = self.meaning.older
        if self.negated and found in words.negated:
            return words.negated[found]
        if promised:
            return words.coming.get(found, "AGREE")
        return words.coming.get(found, found) if self.coming else found

    @property
    def weight(self) -> float:
        """How much speaks for this word's being the event between the two."""
        weight = _STRENGTH * self.strength + _BY[self.by] + _TO[self.to] - _AWAY * self.away
        return weight - _GOVERNED * self.governed


def typed(parse: Parse, actor: Tokens, recipient: Tokens, coding: Coding = "2.0") -> str | None:
    """The type of what the actor does to the recipient, each given by tokens; None where no word tells one."""
    found = list(told(parse, actor, recipient))
    best = max(found, key=lambda one: one.weight, default=None)
    if best is None:
        return None
    kind = best.type(coding)
    if kind != "AGREE":
        return kind
    below = [one for one in found if one.governed and _promised(parse, one.token, best.token)]
    promised = max(below, key=lambda one: one.strength, default=None)
    return promised.type(coding, promised=True) if promised else kind


def _promised(parse: Parse, token: int, verb: int) -> bool:
    """True if the word is the deed that the verb agrees to or promises: "agreed to free", "promised concessions"."""
    if parse.tag[token][:2] == "VB":
        return parse.dep[token] in ("xcomp", "ccomp") and parse.head[token] == verb
    above = parse.head[token]
    return verb in (above, parse.head[above]) and parse.dep[token] in ("dobj", "pobj")


def told(parse: Parse, actor: Tokens, recipient: Tokens) -> Iterator[Told]:
    """The words of the parties' sentences that tell a type, in text order; a word of several senses more than once."""
    words, above = type_words(), _verb_above(parse, actor or recipient)
    doer = {parse.lemma[token].lower() for token in actor}
    for sentence in sorted({parse.sentence[token] for token in (*actor, *recipient)}):
        for token in range(*parse.sentences[sentence]):
            for strength, meaning in _meanings(parse, token, doer, words):
                yield Told(
                    token,
                    meaning,
                    strength,
                    _actor_tie(parse, token, actor),
                    _recipient_tie(parse, token, recipient),
                    _away(parse, token, above),
                    _governed(parse, token, words),
                    parse.negated(token) is not None,
                    any(parse.lower[kid] in words.future for kid in parse.auxiliaries(token)),
                )


def _meanings(parse: Parse, token: int, doer: set[str], words: TypeWords) -> list[tuple[float, Meaning]]:
    """The senses of a word that most speaks for, each with how much."""
    entries = _entries(parse, token, words)
    if not entries:
        return []
    beside = _beside(parse, token) if any(entry.needs for entry in entries) else {}
    found: dict[str, tuple[float, Meaning]] = {}
    for entry in entries:
        near = [max((beside.get(word, 0.0) for word in need), default=0.0) for need in entry.needs]
        if not all(near) or (entry.actor and not entry.actor & doer):
            continue
        strength = 1 + sum(near) + _DOER * bool(entry.actor)
        if strength > found.get(entry.meaning.sense, (0.0,))[0]:
            found[entry.meaning.sense] = strength, entry.meaning
    most = max((strength for strength, _ in found.values()), default=0.0)
    return [one for one in found.values() if one[0] == most]


def _entries(parse: Parse, token: int, words: TypeWords) -> tuple[Entry, ...]:
    """The entries of a word; names ("Amnesty", "the Relief Fund") have none."""
    lemma, tag = parse.lemma[token].lower(), parse.tag[token]
    if tag[:2] == "VB":
        return words.verbs.get(_joined(parse, token), ()) or words.verbs.get(lemma, ())
    if tag not in ("NN", "NNS", "JJ"):
        return ()
    return words.nouns.get(_joined(parse, token), ()) or words.nouns.get(lemma, ())


def _joined(parse: Parse, token: int) -> str:
    """The word with what a hyphen joins to it, which the parse takes for words of their own ("cease-fire")."""
    if token < 2 or parse.word[token - 1] != "-" or parse.end[token - 1] != parse.start[token]:
        return ""
    return f"{parse.lower[token - 2]}-{parse.lemma[token].lower()}"


def _beside(parse: Parse, verb: int) -> dict[str, float]:
    """The words among a verb's objects, complements and prepositions; less than 1 the farther they stand.

    Of a clause that hangs on the verb only its verb counts, where it has no tense of its own, and its auxiliaries.
    """
    found: dict[str, float] = {}
    level = [(kid, 0) for kid in parse.children[verb]]
    while level:
        token, steps = level.pop()
        dep = parse.dep[token]
        if dep not in _COMPLEMENTS or (dep == "conj" and parse.tag[token][:2] == "VB"):
            continue
        near, clause = _NEAR[min(steps, len(_NEAR) - 1)], dep in _CLAUSES
        if not clause or parse.tag[token] in ("VB", "VBG"):
            for word in (parse.lemma[token].lower(), parse.lower[token], _joined(parse, token)):
                found[word] = max(near, found.get(word, 0.0))
        below = steps + (dep not in ("prep", "dative", "conj"))
        level.extend((kid, below) for kid in parse.children[token] if not clause or parse.dep[kid] in _OF_CLAUSE)
    return found


def _verb_above(parse: Parse, party: Tokens) -> int | None:
    """The first verb above the party's words; its own head where no verb is."""
    for token in sorted(party):
        if parse.head[token] in party and parse.head[token] != token:
            continue
        return next((at for at in parse.ancestors(token) if parse.tag[at][:2] == "VB"), token)
    return None


def _away(parse: Parse, token: int, other: int | None) -> int:
    """The steps of the tree between two words; no more than the farthest that counts."""
    if other is None:
        return _FARTHEST
    over = [other, *parse.ancestors(other)]
    for steps, at in enumerate((token, *parse.ancestors(token))):
        if at in over:
            return min(_FARTHEST, steps + over.index(at))
    return _FARTHEST


def _actor_tie(parse: Parse, token: int, actor: Tokens) -> ActorTie:
    if token in actor:
        return "inside"
    if parse.tag[token][:2] == "VB":
        return "subject" if _does(parse, token, actor) else "none"
    for kid in parse.children[token]:
        of = parse.dep[kid] in ("prep", "agent") and parse.lower[kid] in ("by", "of", "from")
        if kid in actor or (of and _under(parse, kid, actor, 4)):
            return "owner"
    holder = next((at for at in parse.ancestors(token)[:4] if parse.tag[at][:2] == "VB"), None)
    return "held" if holder is not None and _does(parse, holder, actor) else "none"


def _does(parse: Parse, verb: int, actor: Tokens) -> bool:
    """True if the actor is who does it: the subject, of a passive the one named after "by"."""
    agent = parse.child(verb, "agent")
    if agent is not None:
        return _under(parse, agent, actor, 4)
    if parse.child(verb, "nsubjpass", "auxpass") is not None:
        return False
    subject = parse.subject(verb)
    if subject is None and parse.dep[verb] in ("acl", "relcl"):
        subject = parse.head[verb]
    if subject is not None and parse.lower[subject] in _RELATIVE:
        subject = parse.antecedent(subject)
    if subject is None:
        return False
    return any(one in actor for one in parse.conjuncts(subject)) or _under(parse, subject, actor, 2)


def _recipient_tie(parse: Parse, token: int, recipient: Tokens) -> RecipientTie:
    if token in recipient:
        return "inside"
    level = parse.children[token]
    for kid in level:
        if parse.dep[kid] in ("nsubj", "agent") and (kid in recipient or _under(parse, kid, recipient, 2)):
            return "subject"
    for step in range(6):
        if any(one in recipient for one in level):
            return "object" if step < 3 else "below"
        level = [kid for one in level for kid in parse.children[one] if parse.dep[kid] != "relcl"]
    return "none"


def _under(parse: Parse, token: int, party: Tokens, deepest: int) -> bool:
    """True if a word of the party stands at most so many steps below the token."""
    level = [token]
    for _ in range(deepest):
        level = [kid for one in level for kid in parse.children[one]]
        if any(one in party for one in level):
            return True
    return False


def _governed(parse: Parse, token: int, words: TypeWords) -> bool:
    """True if a verb of which this is a complement leaves it undone ("refused to free", "asked it to sign")."""
    at = token
    for above in parse.ancestors(token)[:4]:
        if parse.dep[at] in ("relcl", "conj", "nsubj", "advcl"):
            return False
        if parse.tag[above][:2] == "VB" and parse.lemma[above].lower() in words.governing:
            return True
        at = above
    return False
