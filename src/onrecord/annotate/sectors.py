"""What a description says of an actor: the country, the sector by PLOVER's codes, the body.

"A spokesman for the Joint Chiefs of Staff" is of the United States, of MIL, and of that body. The noun that heads the
main phrase tells the sector; one that says little ("spokesman", "leader", "fighters") has that of whom it belongs to.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.annotate.agents import (
    Form,
    Item,
    Word,
    families,
    forms,
    persons,
    sectors,
    singular,
    words_of,
)
from onrecord.annotate.cast import roles, sex_of_first_names
from onrecord.annotate.terms import dated
from onrecord.annotate.titles import holders_known, offices, titles
from onrecord.annotate.towns import LARGE, cities, key
from onrecord.vocabulary.offices import Office

# Longest description that is looked at, in words.
LONGEST = 40
# Longest name of a town, in words.
_LONGEST_TOWN = 3
# Words of so many letters have no ending by which they could be told.
_SHORT = 5
# Given names at most before a family name.
_GIVEN = 3
# Letters of a family name that is known without a title beside other words.
_LONG = 5
_STATES = frozenset(("state", "people", "capital"))
# What those are who may serve a body: its staff, its doctors, its reporters.
_STAFF = frozenset(("LAB", "JRN", "EDU", "BUS", "MED", "NGO"))
_JUDGED = frozenset(("body", "person", "role", "weak", "end"))


class Described(NamedTuple):
    """What is known of an actor; empty where nothing is.

    `country` is ISO 3166-1 alpha-2 (UN and EU for the United Nations and the European Union), `body` the name of a
    body of our tables that the actor is or serves, `wikidata` that of the body.
    """

    country: str = ""
    sector: str = ""
    body: str = ""
    wikidata: str = ""


class Part(NamedTuple):
    """A part of a description: the word that leads it ("of", "in"; none of the main phrase), and what stands in it.

    `past` is true where it speaks of what somebody was, `tail` the last word if nothing is known of it.
    """

    lead: str
    items: tuple[Item, ...]
    past: bool
    tail: str = ""


@lru_cache(maxsize=20_000)
def described_as(text: str, day: str | None = None, about: str = "", own: tuple[Office, ...] = ()) -> Described:
    """What the description says; `about` gives a country or its people where it names none, `day` the EDTF date.

    `own` are rows of office-holders beside those shipped.
    """
    parts = _parts(text, day, own)
    if not any(part.items for part in parts):
        parts = [Part("", (), False)]
    country, named = _country(parts)
    sector, body = _judged(parts)
    if not named and about:
        country = country or _country(_parts(about, day, own))[0]
    if body and country and body.code and body.code != country:
        body = None  # "the Kenyan Department of Defense" is not that of the United States
    return Described(country, sector, body.name if body else "", body.wikidata if body else "")


@lru_cache(maxsize=20_000)
def is_known(name: str, day: str | None = None, own: tuple[Office, ...] = ()) -> bool:
    """True if the name, or a part of it, is that of a person of the tables: "Store" in a family name is no shop."""
    return any(item.sort == "person" for part in _parts(name, day, own) for item in part.items)


def _parts(text: str, day: str | None, own: tuple[Office, ...]) -> list[Part]:
    """The main phrase and the phrases behind it, each with what is known of its words, in order."""
    known = sectors()
    breaks = known.belongs | known.place | known.others | {",", ";", ":", "("}
    words = words_of(text)[:LONGEST]
    found: list[Part] = []
    items: list[Item] = []
    lead, tail, past, at = "", "", False, 0
    while at < len(words):
        form, size = _longest(words, at, own)
        if form is not None:
            aside = _aside(words, at, size, form.item)
            if aside and form.item.sort in ("role", "weak"):
                size = 1  # "anti-government forces" are forces
            if not aside and not _family(words, at, size, form.item) and not _surname(words, at, size, form.item):
                item = dated(form.item, items, day, own)
                over = day is None and (past or any(one.sector == "ELI" for one in items))  # "former President Clinton"
                over = over and item.sort == "person" and item.sector in known.past_of
                items.append(item._replace(sector="ELI") if over else item)
            at += size
            tail = ""
            continue
        word = words[at].key
        if word in breaks and (items or lead or at):
            found.append(Part(lead, tuple(items), past, tail))
            lead, items, past = word, [], False
        tail = "" if words[at].capital else word
        past = past or word in known.past
        after_name = at > 0 and not lead and words[at - 1].capital and not items  # "John F. Kennedy"
        if words[at].capital and not after_name and not any(item.code for item in items):
            town, size = _town(words, at, lead)
            items.extend(town)
            at += size - 1
        at += 1
    return [*found, Part(lead, tuple(items), past, tail)]


def _longest(words: Sequence[Word], at: int, own: tuple[Office, ...]) -> tuple[Form | None, int]:
    """The longest known phrase that begins at the word, and how many words it has; a name before a role."""
    first = words[at].key
    best: Form | None = None
    for known in (forms(), persons(own)):
        for opening in dict.fromkeys((first, singular(first))):
            for form in known.get(opening, ()):
                if best is not None and len(form.words) <= len(best.words):
                    break
                if _stands(words, at, form):
                    best = form
                    break
    if best is None and words[at].capital:
        return _by_family(words, at, own)
    return best, len(best.words) if best else 0


def _stands(words: Sequence[Word], at: int, form: Form) -> bool:
    size = len(form.words)
    if at + size > len(words) or (form.shouted and not words[at].shouted):
        return False
    if (form.capital and not words[at].capital) or (form.closed and not words[at + size - 1].capital):
        return False
    if any(words[at + one].key != form.words[one] for one in range(size - 1)):
        return False
    last, wanted = words[at + size - 1].key, form.words[-1]
    role = form.item.sort in ("role", "weak")
    return last == wanted or (role and singular(last) == wanted)


def _by_family(words: Sequence[Word], at: int, own: tuple[Office, ...]) -> tuple[Form | None, int]:
    """The holder of an office whom a family name alone names, behind a title or as an owner ("Putin's spokesman")."""
    family = words[at].key
    titled = at > 0 and words[at - 1].key in offices()
    common = family in sectors().common_names or (len(words) > 1 and len(family) < _LONG)
    if not titled and (common or (at > 0 and words[at - 1].capital)):  # behind another first name it is somebody else
        return None, 0
    if not titled and _first_name(words, at):
        return None, 0
    rows = holders_known(own).by_word.get(family, [])
    name = rows[-1].name if len({row.of for row in rows}) == 1 else families().get(family) if not rows else None
    return (Form((family,), True, False, Item("person", name=name)), 1) if name else (None, 0)


def _first_name(words: Sequence[Word], at: int) -> bool:
    """True if the word is the first name of somebody unknown: "Emmanuel Jal", a "Warren" of whom no more is said."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.capital:
        if words[at].key in sex_of_first_names() and words[at].key not in titles().families:
            return True  # "Angela Ford"
        return not any(_stands(words, at + 1, form) for form in forms().get(after.key, ()))
    return words[at].key in sex_of_first_names() and len(words) == 1


# What leads to the place of an actor.
_WHERE = frozenset(("in", "from", "near", "at", "outside", "of", "inside", "around", "across"))


def _town(words: Sequence[Word], at: int, lead: str) -> tuple[list[Item], int]:
    """A town that our tables lack, if one is named there, and its words: behind "in" or "of", or if it is large."""
    size = 1
    while at + size < len(words) and words[at + size].capital and size < _LONGEST_TOWN:
        size += 1
    for many in range(size, 0, -1):
        found = cities().named(key(" ".join(word.written for word in words[at : at + many])))
        if lead not in _WHERE or (lead == "of" and many < size):
            found = [city for city in found if city.population >= LARGE and lead in ("", "of")]
        if found:
            best = max(found, key=lambda city: city.population)
            return [Item("place", best.countrycode, name=best.name)], many
    return [], 1


def _family(words: Sequence[Word], at: int, size: int, item: Item) -> bool:
    """True if what else names a country is the family name of somebody: "Michael Jordan"."""
    whole = at == size == 1 and len(words) == at + size
    return whole and item.sort in ("state", "place", "capital") and words[0].key in sex_of_first_names()


def _surname(words: Sequence[Word], at: int, size: int, item: Item) -> bool:
    """True if what else names a company is the family name of a person's full name: "Maria Tesco"."""
    whole = size == 1 and 0 < at <= _GIVEN and at + 1 == len(words)
    firm = item.sort == "body" and item.sector == "BUS"
    return whole and firm and words[0].key in sex_of_first_names() and all(word.capital for word in words)


def _aside(words: Sequence[Word], at: int, size: int, item: Item) -> bool:
    """True if the words only say who is behind the actor or whom he is against ("US-backed", "anti-government")."""
    known = sectors()
    after = words[at + size].key if at + size < len(words) else ""
    if after in known.behind:
        return item.sector != "IGO" or after != "led"  # "NATO-led peacekeepers" are NATO's
    crowd = item.sort == "role" and item.sector not in ("GOV", "MIL")  # "anti-riot police" is police
    return at > 0 and words[at - 1].key in known.beside and not crowd


def _country(parts: Sequence[Part]) -> tuple[str, bool]:
    """The country that the parts name, and whether any part names one or a body that has none."""
    known = sectors()
    head = parts[0].items[-1] if parts[0].items else Item("end")
    serves = head.name in known.serving
    bodies = False
    for part in parts:
        if part.lead in known.others and not (serves and part.lead == "to"):
            continue
        if head.sector == "IGO" and part.lead in known.place:
            continue  # peacekeepers in Mali are not of Mali
        items = [item for item in part.items if item.code or item.sort in ("body", "person")]
        if not items:
            continue
        first = items[0]
        if first.sector == "IGO":
            return first.code, True
        state = next((item for item in items if item.sort in _STATES), None)
        best = state or next((item for item in items if item.code), None)
        if best is not None:
            return (_of_state(parts, part) if best.sort == "body" else "") or best.code, True
        bodies = bodies or any(item.sort == "body" for item in items)
        if first.sector and first.sector not in known.arms_of:  # an armed group of no state is where it is said to be
            return "", bodies and not _more(parts, part)
    return "", bodies


def _of_state(parts: Sequence[Part], part: Part) -> str:
    """The state that has a body of that name too, where the text says so: "the Senate of Chile"."""
    behind = next(iter(parts[parts.index(part) + 1 :]), None)
    named = behind is not None and behind.lead == "of" and behind.items and behind.items[0].sort == "state"
    return behind.items[0].code if behind is not None and named else ""


def _more(parts: Sequence[Part], part: Part) -> bool:
    """True if a part behind this one names a country."""
    at = parts.index(part)
    return any(item.code for other in parts[at + 1 :] for item in other.items)


def _judged(parts: Sequence[Part]) -> tuple[str, Item | None]:
    """The sector that the parts tell, and the body that the actor is or serves."""
    known = sectors()
    for at, part in enumerate(parts):
        items = [item for item in part.items if item.sort in _JUDGED]
        if items and (at == 0 or part.lead not in known.others | known.place):
            serves = {"to"} if items[-1].name in known.serving else set()
            behind = [one for one in parts[at + 1 :] if one.lead in known.belongs | serves]
            return _of_head(part, items, behind)
        if at == 0 and (any(item.people for item in part.items[-1:]) or _of_people(part)):
            return "CVL", None
        if at == 0 and len(parts) == 1 and not part.tail and [item.sort for item in part.items] == ["capital"]:
            return "GOV", None  # "Moscow" alone is the government there
        if at == 0 and part.tail and singular(part.tail) not in known.measures:
            return "", None  # "critics of Boeing" are not Boeing's
    return "", None


def _of_people(part: Part) -> bool:
    """True if the last noun of the part, of which no sector is known, is one for people ("Kenyan runners").

    By the reader's list of such nouns, or, behind the name of a country, by its ending.
    """
    word = singular(part.tail)
    return word in roles().persons or (
        bool(part.items) and len(word) > _SHORT and word.endswith(("er", "or", "ist", "ian", "ant", "eer"))
    )


def _of_head(part: Part, items: Sequence[Item], behind: Sequence[Part]) -> tuple[str, Item | None]:
    """The sector by the head of a part, and the body named in it or in those behind that it belongs to."""
    known = sectors()
    head, before = items[-1], items[:-1]
    body = next((item for item in reversed(items) if item.sort == "body"), None)
    if head.sort == "person" and not head.sector and before:
        return _of_head(part, before, behind)  # a title tells what the tables do not
    if head.sort in ("body", "person"):
        return head.sector, body
    if body is not None and body.sector == "IGO" and not _owned(part, body):
        return "IGO", body
    sector = _sector(head, before, behind)
    if body is None and (head.sort == "weak" or head.armed or head.sector in _STAFF):
        body = next((item for one in behind for item in one.items if item.sort == "body"), None)
    if part.past and (sector in known.past_of or head.name in known.past_ranks):
        return "ELI", body
    return sector, body


def _owned(part: Part, body: Item) -> bool:
    """True if a state stands before the body: "Norway's UN ambassador" is Norway's."""
    return any(item.sort in _STATES for item in part.items[: part.items.index(body)])


def _sector(head: Item, before: Sequence[Item], behind: Sequence[Part]) -> str:
    known = sectors()
    near = [item for item in reversed(before) if item.sector]
    if head.sort == "weak":
        own = next((item.sector for item in near if item.sort != "weak"), "")
        own = "" if own == "CVL" and head.name in known.public else own
        return own or next(filter(None, _owners(behind)), "") or next((one.sector for one in near), "") or head.sector
    if head.armed:
        arms = [item.sector for item in near if item.sort != "weak"]
        if arms[:1] == ["COP"]:
            return "COP"  # "police commandos", but not "gunmen at a police station"
        return next((one for one in (*arms, *_owners(behind)) if one in known.arms_of), head.sector)
    if head.sector == "GOV" and _of_rebels(before, behind):
        return "REB"
    whose = next((item for item in near if item.sort == "body" and item.sector in known.people_of), None)
    return whose.sector if whose is not None and head.sector in (*_STAFF, "CVL", "UAF") else head.sector


def _of_rebels(before: Sequence[Item], behind: Sequence[Part]) -> bool:
    """True if the office is one among rebels: "the rebels' foreign minister", "a minister of the rebel government"."""
    near = any(item.sort == "role" and item.sector == "REB" for item in before[-1:])
    return near or any(part.lead == "of" and next(_owners([part]), "") == "REB" for part in behind[:1])


def _owners(behind: Sequence[Part]) -> Iterator[str]:
    """The sectors of those to whom the head belongs, nearest first."""
    for at, part in enumerate(behind):
        items = [item for item in part.items if item.sort in _JUDGED]
        if items:
            yield _of_head(part, items, behind[at + 1 :])[0]
