"""Which known names stand for an actor where they are used: Washington the government, not Washington the city."""

import re
from functools import cache

import msgspec

from onrecord.annotate.cast import sex_of_first_names
from onrecord.annotate.lexicon import Entry, Hit
from onrecord.annotate.titles import title_ends
from onrecord.parse import Parse
from onrecord.vocabulary import table


class Ground(msgspec.Struct, frozen=True):
    """The shape of vocabulary/standing.yaml."""

    place_prepositions: frozenset[str]
    party_prepositions: frozenset[str]
    going: frozenset[str]
    messages: frozenset[str]
    town_things: frozenset[str]
    governing: frozenset[str]
    australian: list[str]
    beside_georgia: frozenset[str]


# However it is spelt, what a people's republic is called is not the other state's name.
_PEOPLES = re.compile(r"(?:(?i:Democratic)\s+)?(?i:People\W{0,2}s?|Peoples\W?)\s+$|(?:Democratic|DEMOCRATIC)\s+$")
_PEOPLES_REPUBLICS = {"South Korea": "North Korea", "Taiwan": "China"}


@cache
def _ground() -> Ground:
    return table("standing", Ground)


def standing(parse: Parse, hits: list[Hit]) -> list[Hit]:
    """The hits that name an actor, "Korea" and "the North" settled by what else the text names."""
    named = {hit.entry.name for hit in hits if hit.entry.sort != "open"}
    sure = {hit.entry.name for hit in hits if hit.entry.sort in ("demonym", "capital")}
    korea = "North Korea" if "North Korea" in named and "South Korea" not in named else "South Korea"
    found: list[Hit] = []
    for hit in hits:
        entry = hit.entry
        tokens = parse.tokens(hit.start, hit.end)
        if not tokens:
            continue
        if entry.sort == "open":
            form = parse.text[hit.start : hit.end]
            sort = "state" if form == "Korea" else "demonym"
            if form != "Koreas":
                found.append(Hit(hit.start, hit.end, Entry(korea, sort, form)))
            continue
        if entry.sort == "state" and (before := _PEOPLES.search(parse.text, max(0, hit.start - 40), hit.start)):
            name = _PEOPLES_REPUBLICS.get(entry.name)
            if name:
                found.append(Hit(before.start(), hit.end, Entry(name, "state", entry.form)))
                continue
        caucasus = "Georgia" in sure or not named.isdisjoint(_ground().beside_georgia)
        if entry.name == "Georgia" and entry.sort == "state" and not caucasus:
            continue
        if entry.sort == "capital" and not governs(parse, tokens[-1]):
            continue
        bare = parse.lower[tokens[0] - 1 : tokens[0]] != ["the"]
        if entry.sort == "metonym" and bare and located(parse, tokens[-1]):  # "in Brussels"
            continue
        found.append(hit)
    return sorted([*found, *_halves(parse, named), *_commonwealth(parse)])


# How a word belongs to the noun behind it.
_LEADING = frozenset(("compound", "amod", "nmod"))


def in_name(parse: Parse, hit: Hit) -> bool:
    """True if the word is part of a person's name: "Jordan" of "Jordan Miller", "Cuban" of "Mark Cuban"."""
    tokens = parse.tokens(hit.start, hit.end)
    if hit.entry.sort not in ("state", "capital", "demonym") or len(tokens) != 1:
        return False
    token = tokens[0]
    if token > 1 and parse.lower[token - 1] in ("of", "for", "to") and parse.lower[token - 2] in title_ends():
        return False  # "Mayor of Kyiv Ann Example"
    given = token > 0 and parse.lower[token - 1] in sex_of_first_names() and parse.word[token - 1][0].isupper()
    if given and parse.tag[token] == "NNP" and parse.head[token - 1] == token and parse.dep[token] not in _LEADING:
        return True
    if hit.entry.sort == "demonym" or parse.entity[token] != "PERSON":
        return False
    before = token > 0 and parse.entity[token - 1] == "PERSON" and not parse.entity_start[token]
    after = token + 1 < len(parse) and parse.entity[token + 1] == "PERSON" and not parse.entity_start[token + 1]
    neighbour = parse.word[token - 1] if before else parse.word[token + 1] if after else ""
    return bool(neighbour) and neighbour[0].isupper()


def without_names(parse: Parse, found: list[Hit]) -> list[Hit]:
    """The hits without those that are words of persons' names, or such a family name alone ("Cuban said")."""
    named = {hit for hit in found if in_name(parse, hit)}
    families = {parse.text[hit.start : hit.end] for hit in named if hit.entry.sort == "demonym"}
    return [
        hit
        for hit in found
        if hit not in named and not (parse.text[hit.start : hit.end] in families and _alone(parse, hit))
    ]


def _alone(parse: Parse, hit: Hit) -> bool:
    token = parse.token_at(hit.start)
    return parse.tag[token] == "NNP" and parse.dep[token] not in _LEADING


def located(parse: Parse, token: int) -> bool:
    """True if the words around a name say that something is or goes there: "at the White House", "left the Kremlin"."""
    words = _ground()
    token = parse.foremost(token)
    dep, head = parse.dep[token], parse.head[token]
    if dep == "dobj":
        return parse.lemma[head] in words.going
    if dep != "pobj":
        return False
    preposition = parse.lower[head]
    return preposition in words.place_prepositions or (preposition in ("to", "from") and _goes(parse, parse.head[head]))


def _goes(parse: Parse, token: int) -> bool:
    """True if the verb or noun before "to" or "from" is one of going or sending, but for messages."""
    words = _ground()
    sent = parse.child(token, "dobj")
    if sent is not None and parse.lemma[sent] in words.messages:
        return False
    return parse.lemma[token] in words.going or (sent is not None and parse.lemma[sent] in words.going)


def governs(parse: Parse, token: int) -> bool:
    """True if a capital stands for its government by its place in the sentence."""
    words = _ground()
    first = parse.edges[token][0]
    if parse.lower[max(0, first - 1)] in ("capital", "city") or parse.lower[first] in ("capital", "city"):
        return False
    token = parse.foremost(token)
    dep, head = parse.dep[token], parse.head[token]
    lemma = parse.lemma[head]
    following = parse.word[token + 1] if token + 1 < len(parse) else ""
    if following == "," and token + 2 < len(parse) and parse.entity[token + 2] == "GPE" and dep not in ("nsubj",):
        return False
    if dep in ("nsubj", "csubj", "agent"):
        return True
    if dep == "nsubjpass":
        return lemma not in words.going
    if dep == "poss":
        return lemma not in words.town_things
    if dep in ("dobj", "dative"):
        return lemma not in words.going
    if dep in ("compound", "amod", "nmod"):
        return lemma in words.governing
    if dep == "pobj":
        preposition = parse.lower[head]
        above = parse.lemma[parse.head[head]]
        if preposition in words.place_prepositions:
            return False
        if preposition in words.party_prepositions:
            return above not in words.town_things and not (
                preposition in ("for", "on", "against") and above in words.going
            )
        if preposition in ("to", "from"):
            return not _goes(parse, parse.head[head]) and above not in ("ambassador", "envoy", "from", "be")
        return preposition == "of" and above not in words.town_things
    return False


def _commonwealth(parse: Parse) -> list[Hit]:
    """ "The Commonwealth" where the text speaks of the parts of Australia beside it."""
    if not any(part in parse.text for part in _ground().australian):
        return []
    found: list[Hit] = []
    for token in range(1, len(parse)):
        if parse.word[token] == "Commonwealth" and parse.lower[token - 1] == "the":
            following = parse.word[token + 1] if token + 1 < len(parse) else ""
            if not following[:1].isupper() and following != "of" and parse.dep[token] not in ("compound", "amod"):
                found.append(Hit(parse.start[token], parse.end[token], Entry("Australia", "state", "Commonwealth")))
    return found


def _halves(parse: Parse, named: set[str]) -> list[Hit]:
    """ "The North" and "the South" where the text speaks of the states of Korea."""
    found: list[Hit] = []
    if not named & {"North Korea", "South Korea"}:
        return found
    for token in range(len(parse)):
        word = parse.word[token]
        if word == "North" and parse.text.startswith(
            ("North and South Korea", "North or South Korea"), parse.start[token]
        ):
            found.append(Hit(parse.start[token], parse.end[token], Entry("North Korea", "state", word)))
            continue
        if word not in ("North", "South") or token == 0 or parse.lower[token - 1] != "the":
            continue
        following = parse.word[token + 1] if token + 1 < len(parse) else ""
        if following[:1].isupper() or following in ("-", "–") or parse.lower[token - 2 : token - 1] == ["in"]:
            continue
        name = "North Korea" if word == "North" else "South Korea"
        found.append(Hit(parse.start[token], parse.end[token], Entry(name, "state", word)))
    return found
