"""Who has been mentioned so far in a text, how and where: the ground on which pronouns and role nouns are resolved."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.layers import Layers
from onrecord.parse import SUBJECTS, Parse
from onrecord.records import Actor, Mark, slug
from onrecord.vocabulary import table
from onrecord.vocabulary.cues import cues
from onrecord.vocabulary.states import states

# Mentions further back than this are forgotten: a pronoun never reaches so far.
MEMORY = 24
# Tokens of a sentence in which the speaker of a quotation is sought.
LONGEST_LOOK = 120
# Offices besides which the same person may hold one that says more: "Senator Ann Example, the foreign minister".
FAINT = frozenset(("legislator",))
# Words before an office that somebody no longer holds.
PAST = frozenset(("former", "ex", "late", "then"))


class Roles(msgspec.Struct, frozen=True):
    """The shape of vocabulary/roles.yaml."""

    persons: frozenset[str]
    unnamed: frozenset[str]
    groups: frozenset[str]
    together: dict[str, list[str]]
    states_together: list[str]
    bodies_together: frozenset[str]
    numbers: dict[str, int]
    definite: list[str]
    take_up_states: frozenset[str]
    take_up_bodies: frozenset[str]
    firms: frozenset[str]
    authorities: frozenset[str]
    loose_before: frozenset[str]
    doubtful: frozenset[str]
    machines: dict[str, list[str]]
    gatherings: frozenset[str]
    heads: frozenset[str]
    pairs: frozenset[str]
    styles: list[str]
    generic_offices: list[str]
    home_offices: list[str]
    ours: frozenset[str]
    pronouns: dict[str, list[str]]
    female: list[str]
    women: list[str]
    men: list[str]
    women_names: list[str]
    men_names: list[str]


@cache
def roles() -> Roles:
    """The checked table of role nouns, plurals and pronouns."""
    return table("roles", Roles)


@cache
def sex_of_first_names() -> dict[str, str]:
    """ "w" or "m" for the first names that tell it."""
    return dict.fromkeys(roles().women_names, "w") | dict.fromkeys(roles().men_names, "m")


@cache
def sex_of_titles() -> dict[str, str]:
    """ "w" or "m" for the forms of address that tell it."""
    return dict.fromkeys(roles().women, "w") | dict.fromkeys(roles().men, "m")


class Seen(NamedTuple):
    """One mention: its head token, who is meant, whether it is a subject, the quotation around it, and its number."""

    token: int
    sentence: int
    names: tuple[str, ...]
    subject: bool
    quote: int
    number: int = 0


class Cast:
    """The actors of a document and the mentions of them up to the token that is being read."""

    def __init__(self, layers: Layers):
        self.layers = layers
        self.parse = layers.parse
        self.actors: dict[str, Actor] = dict(layers.actors)
        self.officers: dict[str, dict[str, None]] = {}
        for name, actor in self.actors.items():
            if actor.kind == "person" and actor.office:
                self.officers.setdefault(actor.office, {})[name] = None
        self.issuers = layers.provenance.issuers
        self.home = self.issuers if len(self.issuers) == 1 else ()
        self._at_home()
        self.day = layers.document.published or layers.provenance.published
        self.quote = _quotes(layers)
        self.mentions = 0
        self.people: list[Seen] = []
        self.things: list[Seen] = []
        self.plurals: list[Seen] = []
        self.sex: dict[str, str] = {}
        self.count: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.titles: dict[str, set[str]] = {}
        self.serves: dict[str, set[str]] = {}
        self.past: dict[str, bool] = {}
        self.nouns: dict[str, list[tuple[int, str]]] = {}
        self.voice: Callable[[int], tuple[str, ...]] = _nobody
        self.row: list[Seen] = []
        self.row_end = 0
        self.groups: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self.described: set[str] = set()
        self.sketches: dict[str, list[int]] = {}
        self.ruling: dict[str, tuple[str, ...]] = {}
        self._speakers: dict[int, tuple[str, ...]] = {}
        self.named: list[tuple[str, ...]] = [()] * len(layers.parse)

    def _at_home(self) -> None:
        """Returns nothing: officials named without a country in a text of one state are that state's, if it is said so.

        Only of offices that are hardly ever named without their country abroad.
        """
        for office in roles().home_offices if self.home else ():
            for name in self.officers.get(office, {}):
                if not self.actors[name].states:
                    self.actors[name] = msgspec.structs.replace(self.actors[name], states=self.home)

    def name_at(self, token: int) -> tuple[str, ...]:
        """The names of who is mentioned at the token, by name or by what was resolved so far."""
        return self.named[token]

    def speaker_at(self, token: int) -> tuple[str, ...]:
        """Who says the quotation around the token, as far as the sentences around it tell; empty outside quotations."""
        number = self.quote[token]
        if not number:
            return ()
        if number not in self._speakers:
            self._speakers[number] = self._speaker(number)
        return self._speakers[number]

    def _speaker(self, number: int) -> tuple[str, ...]:
        """Who the sentences around the quotation say speaks it, or else one of the two before it in the same block."""
        quotes = self.layers.layer("quote")
        for at in range(number - 1, max(-1, number - 4), -1):
            if "\n" in self.parse.text[quotes[at].end : quotes[number - 1].start]:
                break
            names = self._beside(quotes[at])
            if names:
                return names
        return ()

    def _beside(self, mark: Mark) -> tuple[str, ...]:
        """The subject after the quotation in the sentence where it ends, or before it where it begins."""
        parse = self.parse
        tokens = parse.tokens(mark.start, mark.end)
        if not tokens:
            return ()
        stop = min(parse.sentences[parse.sentence[tokens[-1]]][1], tokens[-1] + LONGEST_LOOK)
        first = max(parse.sentences[parse.sentence[tokens[0]]][0], tokens[0] - LONGEST_LOOK)
        around: list[int] = [*range(tokens[-1] + 1, stop), *range(tokens[0] - 1, first - 1, -1)]
        for at in around:
            if not self.quote[at] and parse.dep[at] in SUBJECTS and self.named[at]:
                return self.named[at]
        return ()

    def see(self, token: int, names: tuple[str, ...]) -> None:
        """Returns nothing: remembers a mention."""
        parse = self.parse
        self.mentions += 1
        seen = Seen(token, parse.sentence[token], names, self.is_subject(token), self.quote[token], self.mentions)
        if len(names) > 1:
            _keep(self.plurals, seen)
            return
        for name in names:
            self.count[name] = self.count.get(name, 0) + 1
            self.first.setdefault(name, parse.sentence[token])
            actor = self.actors.get(name)
            if actor is not None and actor.kind == "person":
                _keep(self.people, seen)
            else:
                _keep(self.things, seen)

    def is_subject(self, token: int) -> bool:
        """True if the phrase headed by the token is a subject, alone or coordinated."""
        dep, at = self.parse.dep[token], token
        if dep == "pobj" and self._according(token):
            return True
        for _ in range(8):
            if dep not in ("conj", "appos", "poss", "compound"):
                break
            at = self.parse.head[at]
            dep = self.parse.dep[at]
        return self.parse.dep[token] in SUBJECTS or (self.parse.dep[token] in ("conj", "appos") and dep in SUBJECTS)

    def _according(self, token: int) -> bool:
        """True for who says it in "according to Ann Example"."""
        above = self.parse.head[token]
        return self.parse.lower[above] == "to" and self.parse.lower[self.parse.head[above]] == "according"

    def states_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The states for which the actors act, each once."""
        found: dict[str, None] = {}
        for name in names:
            actor = self.actors.get(name)
            found.update(dict.fromkeys(actor.states if actor and actor.states else ()))
        return tuple(found)

    def present(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The same names; a state that only its officers stood for so far becomes an actor of the document."""
        for name in names:
            if name not in self.actors:
                state = states().get(name)
                self.actors[name] = Actor(
                    slug(name), name, "state" if state else "body", (name,), state.code if state else None
                )
        return names

    def person(self, name: str, office: str, states: tuple[str, ...]) -> None:
        """Returns nothing: notes that a person is in the text, with what is known of office and states."""
        known = self.actors.get(name)
        if office and not (known and known.office and known.office not in FAINT):
            self.officers.setdefault(office, {})[name] = None
        if known is None:
            self.actors[name] = Actor(slug(name), name, "person", states, None, office or None)
        elif known.kind == "person" and (
            (office and (not known.office or known.office in FAINT)) or (states and not known.states)
        ):
            held = known.office if known.office not in FAINT else None
            self.actors[name] = msgspec.structs.replace(
                known, office=held or office or known.office, states=known.states or states
            )


def speaks(parse: Parse, token: int) -> bool:
    """True if the token is the subject of a verb of saying."""
    return parse.dep[token] in SUBJECTS and parse.lemma[parse.head[token]] in cues(False).verbs


def _nobody(token: int) -> tuple[str, ...]:  # noqa: ARG001 - until it is known who says "I"
    return ()


def _keep(held: list[Seen], seen: Seen) -> None:
    held.append(seen)
    if len(held) > 2 * MEMORY:
        del held[:MEMORY]


def _quotes(layers: Layers) -> list[int]:
    """For each token the number of the quotation that it stands in, from 1; 0 outside any."""
    inside = [0] * len(layers.parse)
    for number, mark in enumerate(layers.layer("quote"), 1):
        for token in layers.parse.tokens(mark.start, mark.end):
            inside[token] = number
    return inside
