"""What is known of the words by which actors are described: states and peoples, places, bodies, holders, roles.

Words are compared without case, accents, possessive endings and dots, and parted at hyphens: "U.S.-backed" is "us",
"backed". A name must be written as one: "polish" is no Polish.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec

from onrecord.annotate.gazetteer import places
from onrecord.annotate.lexicon import Body, bodies, split
from onrecord.annotate.towns import plain
from onrecord.vocabulary import rows, table
from onrecord.vocabulary.offices import Office, holders
from onrecord.vocabulary.states import states

Sort = Literal["state", "people", "capital", "place", "body", "person", "role", "weak", "end"]

_WORD = re.compile(r"[^\s,;:()\"“”/–—-]+|[,;:(]")
_OWNED = re.compile(r"(?:['’]s|['’])$")
# How words for several or for one of a people end.
_PLACES = frozenset(("region", "city", "island", "zone", "site", "base"))
# A name in capitals of so many letters is an acronym, which must stand in capitals.
_ACRONYM = 6


class Sectors(msgspec.Struct, frozen=True):
    """The shape of vocabulary/sectors.yaml."""

    codes: frozenset[str]
    weak: dict[str, list[str]]
    public: frozenset[str]
    measures: frozenset[str]
    armed: frozenset[str]
    arms_of: frozenset[str]
    people_of: frozenset[str]
    left_out: frozenset[str]
    phrases: dict[str, list[str]]
    past: frozenset[str]
    past_of: frozenset[str]
    past_ranks: frozenset[str]
    left: frozenset[str]
    belongs: frozenset[str]
    serving: frozenset[str]
    place: frozenset[str]
    others: frozenset[str]
    behind: frozenset[str]
    beside: frozenset[str]
    offices: dict[str, str]
    vague: frozenset[str]
    of_un: frozenset[str]
    name_ends: dict[str, list[str]]
    homes: dict[str, str]
    peoples: dict[str, list[str]]
    common_names: frozenset[str]
    spellings: dict[str, list[str]]

    @property
    def plain_offices(self) -> dict[str, str]:
        """The sectors of the offices that only one sort of body has: every ministry, no company has a minister."""
        return {office: sector for office, sector in self.offices.items() if office not in self.vague}


class Agent(msgspec.Struct, frozen=True):
    """A row of vocabulary/agents.tsv."""

    phrase: str
    sector: str


class KnownBody(msgspec.Struct, frozen=True):
    """A row of vocabulary/known_bodies.tsv: a body that is not looked for in texts, and where it is at home."""

    name: str
    also: str = ""
    state: str = ""
    sector: str = ""
    wikidata: str = ""


class KnownPerson(msgspec.Struct, frozen=True):
    """A row of vocabulary/known_people.tsv: who holds none of the offices of offices.tsv, and of which sector he is.

    `of` is a state or body; `since` and `until` are there where he is of it by an office or a seat.
    """

    name: str
    also: str = ""
    of: str = ""
    sector: str = ""
    since: str = ""
    until: str = ""


class Word(NamedTuple):
    """A word of a description as compared and as written, and whether it begins with, or has only, capitals."""

    key: str
    written: str
    capital: bool
    shouted: bool


class Item(NamedTuple):
    """What a phrase stands for: a code of ISO 3166-1, a sector, a name, where there are such.

    `people` is true of words for several of a people ("Norwegians"), `armed` of roles of those who bear arms.
    """

    sort: Sort
    code: str = ""
    sector: str = ""
    name: str = ""
    wikidata: str = ""
    people: bool = False
    armed: bool = False


class Form(NamedTuple):
    """A phrase by its words; whether its first word must have a capital or be in capitals, and its last one a capital;
    what it stands for.
    """

    words: tuple[str, ...]
    capital: bool
    shouted: bool
    item: Item
    closed: bool = False


Forms = dict[str, list[Form]]
_FIRMS = frozenset(("BUS", "JRN"))


@cache
def sectors() -> Sectors:
    """The checked table of sectors."""
    return table("sectors", Sectors)


def words_of(text: str) -> list[Word]:
    """The words of a description; marks that part it stand as words of their own."""
    found = ((folded(word), plain(_OWNED.sub("", word))) for word in _WORD.findall(text))
    return [Word(key, bare, bare[:1].isupper(), bare.isupper()) for key, bare in found if key]


@lru_cache(maxsize=10_000)
def folded(word: str) -> str:
    """The word as it is compared."""
    bare = _OWNED.sub("", word.strip("'‘’.!?[]*"))
    key = plain(bare).lower().replace(".", "").replace("’", "'")
    return spellings().get(key, key) or (word if word in ",;:(" else "")


@cache
def spellings() -> dict[str, str]:
    """The spelling by which a word of a name is compared, of each other one: "Muhammad" as "mohammed"."""
    return {other: word for word, others in sectors().spellings.items() for other in others}


def singular(word: str) -> str:
    """The singular of a noun, by its ending."""
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def forms() -> Forms:
    """The known phrases, but for office-holders, by their first word, the longest first and names before roles."""
    found: Forms = {}
    for phrase, item in (*_names(), *_roles()):
        add(found, phrase, item)
    for sector, ends in sectors().name_ends.items():
        for end in ends:
            add(found, end, Item("end", sector=sector))
    return _sorted(found)


@lru_cache(maxsize=4)
def persons(own: tuple[Office, ...] = ()) -> Forms:
    """The names of office-holders, in full, by their first word; `own` are the caller's, beside those shipped."""
    found: Forms = {}
    named: dict[str, dict[str, None]] = {}
    told = [(row.name, row.also) for row in (*own, *holders())]  # whom the caller names, it is
    told += [(one.name, one.also) for one in known_people()]
    for name, also in told:
        named.setdefault(name, {}).update(dict.fromkeys(split(also)))
    for name, others in named.items():
        item = Item("person", name=name)
        for form in dict.fromkeys((name, *others)):
            if " " in form or form in others or name in people_named():
                add(found, form, item)
    return _sorted(found)


@cache
def families() -> dict[str, str]:
    """The names of the people without an office by family name; of several of one state the first of the table."""
    found: dict[str, KnownPerson | None] = dict.fromkeys(sectors().common_names)
    for one in known_people():
        family = folded(one.name.split()[-1])
        first = found.setdefault(family, one)
        if first is not None and first.name != one.name and first.of != one.of:
            found[family] = None
    return {family: one.name for family, one in found.items() if one is not None}


@cache
def people_named() -> dict[str, list[KnownPerson]]:
    """The rows of the people without an office by their names."""
    found: dict[str, list[KnownPerson]] = {}
    for one in known_people():
        found.setdefault(one.name, []).append(one)
    return found


@cache
def known_people() -> list[KnownPerson]:
    """All rows of the table of people without an office."""
    return rows("known_people", KnownPerson)


def add(found: Forms, phrase: str, item: Item) -> None:
    """Returns nothing: puts a phrase among the known ones."""
    keys = _keys(phrase)
    if keys:
        named = item.sort not in ("role", "weak")
        shouted = named and len(keys) == 1 and phrase.isupper() and len(keys[0]) < _ACRONYM
        # "British steel workers" are not British Steel's; a ministry is often written small.
        closed = item.sector in _FIRMS and len(keys) > 1 and _capital(phrase.split()[-1])
        found.setdefault(keys[0], []).append(Form(keys, named and _capital(phrase), shouted, item, closed))


def _capital(phrase: str) -> bool:
    """True if the phrase begins with a capital, once the signs before it are taken off."""
    return plain(phrase.lstrip("'‘’.*")[:1]).isupper()


def _keys(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they are compared; most are plain and need no more than to be parted."""
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        known = spellings()
        return tuple(known.get(word, word) for word in phrase.lower().split())
    return tuple(word.key for word in words_of(phrase))


def _sorted(found: Forms) -> Forms:
    for known in found.values():
        known.sort(key=lambda form: -len(form.words))  # stable: of equals the first that was put there
    return found


def _names() -> Iterator[tuple[str, Item]]:
    for body in bodies().values():
        item = Item("body", home(body), body.sector, body.name, body.wikidata)
        for form in (body.name, *split(body.also), *split(body.metonyms)):
            yield form, item
    for known in rows("known_bodies", KnownBody):
        item = Item("body", code_of(known.state), known.sector, known.name, known.wikidata)
        for form in (known.name, *split(known.also)):
            yield form, item
    for state in states().values():
        for form in (state.name, *split(state.also)):
            yield form, Item("state", state.code, name=state.name)
        for form in split(state.people):
            yield form, Item("people", state.code, name=state.name, people=_several(form))
        for form in split(state.capitals):
            yield form, Item("capital", state.code, name=state.name)
    crowds = {*sectors().phrases["CVL"]}
    for code, names in sectors().peoples.items():
        for form in names:
            yield form, Item("people", code, people=_several(form) or form.lower() in crowds)
    for place in places().values():
        if place.kind in _PLACES and place.code:
            for form in (place.name, *split(place.also)):
                yield form, Item("place", place.code.partition("-")[0], name=place.name)


def _several(form: str) -> bool:
    return form.endswith(("man", "men", "iard")) or (form.endswith("s") and not form.endswith("ss"))


def _roles() -> Iterator[tuple[str, Item]]:
    known = sectors()
    own = {phrase: sector for sector, phrases in known.phrases.items() for phrase in phrases}
    weak = {phrase: sector for sector, phrases in known.weak.items() for phrase in phrases}
    shipped = {row.phrase: row.sector for row in rows("agents", Agent) if row.phrase not in known.left_out}
    for phrase, sector in (shipped | own | weak).items():
        armed = phrase in known.armed or phrase.split()[-1] in known.armed
        yield phrase, Item("weak" if phrase in weak else "role", sector=sector, name=phrase, armed=armed)


def code_of(name: str) -> str:
    """The ISO 3166-1 code of a state by its name, "UN" and "EU" for those two; "" for none and other bodies."""
    state = states().get(name)
    return state.code if state else _LEAGUES.get(name, "")


# Codes that ISO 3166-1 reserves for what is no state.
_LEAGUES = {"United Nations": "UN", "European Union": "EU"}


def home(body: Body) -> str:
    """The code of the first state that the body acts for, or else of where it is at home."""
    if body.name in sectors().of_un:
        return "UN"
    return code_of(body.states.split(";")[0]) or code_of(sectors().homes.get(body.name, ""))
