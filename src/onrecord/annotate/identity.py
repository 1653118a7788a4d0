"""Which places name the same person, what he or she is called, and which office the tables know."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from onrecord.annotate.lexicon import bodies
from onrecord.annotate.persons import Named
from onrecord.annotate.titles import (
    fits,
    has_year,
    holders_known,
    honorifics,
    implied_states,
    in_office,
    offices,
    title_words,
    titles,
    was_in_office,
)
from onrecord.parse import Parse
from onrecord.vocabulary.offices import Office

# Persons that may share a word of their names before further ones are no longer compared: keeps odd texts fast.
MOST_NAMESAKES = 20
# Letters at the beginning of a family name in which its spellings agree.
ALIKE = 4
# States whose names put the family first.
EAST_ASIAN = frozenset(
    ("South Korea", "North Korea", "China", "Taiwan", "Hong Kong", "Vietnam", "Singapore", "Macau", "Cambodia")
)


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """The name in lower case without accents and doubled letters: "Orbán" is "orban", "Borrell" is "borel"."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(one))
    return "".join(one for at, one in enumerate(plain) if one != plain[at - 1 : at])


class Person:
    """A person of the document, gathered from the places that name him or her."""

    def __init__(self, named: Named, text: str):
        self.names = Counter((text,))
        self.longest = named.words
        self.words = {word.lower() for word in named.words}
        self.office = named.office
        self.states = named.states
        self.places = [named]
        self.spellings: set[str] = set()
        # True for whom the table of holders says nothing; the states of which alone it may name one, None for all.
        self.namesake = False
        self.near: frozenset[str] | None = None

    def add(self, named: Named, text: str) -> None:
        """Returns nothing: gathers one more place that names the person."""
        self.names[text] += 1
        self.longest = max(self.longest, named.words, key=len)
        self.words.update(word.lower() for word in named.words)
        self.places.append(named)
        self.office = self.office or named.office
        self.states = self.states or named.states

    def absorb(self, other: "Person") -> None:
        """Returns nothing: takes over the places of the same person under another spelling."""
        self.names += other.names
        self.words |= other.words
        self.longest = max(self.longest, other.longest, key=len)
        self.places = sorted([*self.places, *other.places])
        self.office = self.office or other.office
        self.spellings |= {*other.spellings, other.ends()[0]}

    @property
    def full(self) -> bool:
        """True if a given name and a family name are known."""
        return len(plain(self.longest)) > 1

    def between(self) -> set[str]:
        """The first family name of two, folded: "González" of Ana González Urrutia; told by its ending or an accent."""
        middle = [word for word in self.longest[1:-1] if len(word) > ALIKE]
        return {folded(word) for word in middle if word.endswith("ez") or not word.isascii()}

    def ends(self) -> tuple[str, str]:
        """The family name, and the name at the other end, both in lower case."""
        words = plain(self.longest)
        if len(words) < 2:
            return words[-1].lower(), ""
        first, last = words[0].lower(), words[-1].lower()
        if _family_first(words, self.states):
            return first, last
        return last, first


def plain(words: Sequence[str]) -> list[str]:
    """The words of a name without "Jr." and its like; all of them where there are no others."""
    return [word for word in words if word.lower() not in titles().suffixes] or list(words)


def _family_first(words: list[str], states: tuple[str, ...]) -> bool:
    if words[0].lower() not in titles().families:
        return False
    return "-" in words[-1] or len(words) == 3 or any(state in EAST_ASIAN for state in states)


def acts_for(names: tuple[str, ...]) -> tuple[str, ...]:
    """The states that stand behind states and bodies: "US Forces Korea" acts for the United States."""
    found: list[str] = []
    for name in names:
        body = bodies().get(name)
        found.extend((body.states.split(";") if body.states else []) if body else [name])
    return tuple(dict.fromkeys(found))


def gathered(parse: Parse, places: list[Named]) -> list[Person]:
    """The persons of the document: full names first, then names that can only be theirs."""
    persons: list[Person] = []
    by_word: dict[str, list[Person]] = {}
    for named in sorted(places, key=lambda named: len(plain(named.words)) < 2):
        text = " ".join(parse.text[parse.start[named.first] : parse.end[named.last]].split())
        words = [folded(word) for word in named.words]
        near = [person for word in (words[0], words[-1], words[-2:][0]) for person in by_word.get(word, ())]
        person = next((person for person in near if _same(person, named)), None)
        if person is None and len(words) == 1 and named.left == named.first:
            person = next((person for person in near if words[0] in person.between()), None)
        if person is None:
            person = Person(named, text)
            persons.append(person)
        else:
            person.add(named, text)
        for word in {words[0], words[-1], words[-2:][0]}:
            members = by_word.setdefault(word, [])
            if person not in members and len(members) < MOST_NAMESAKES:
                members.append(person)
    return persons


def merged(persons: list[Person], day: str | None, own: tuple[Office, ...] = ()) -> list[Person]:
    """The persons, those taken together that spell differently one holder's name: "Zelensky" and "Zelenskyy"."""
    by_family: dict[str, list[Person]] = {}
    for person in persons:
        by_family.setdefault(person.ends()[0], []).append(person)
    gone: set[int] = set()
    for person in persons:
        row = office_row(person, day, own) if person.full and id(person) not in gone else None
        forms = (row.name, *filter(None, row.also.split(";"))) if row else ()
        for family in {form.lower().split()[-1] for form in forms} - {person.ends()[0]}:
            for other in by_family.get(family, []):
                same = not other.full or office_row(other, day, own) == row
                if same and family[:ALIKE] == person.ends()[0][:ALIKE]:
                    person.absorb(other)
                    gone.add(id(other))
    _absorb_misspelt([person for person in persons if id(person) not in gone], gone)
    return [person for person in persons if id(person) not in gone]


def _absorb_misspelt(persons: list[Person], gone: set[int]) -> None:
    """Returns nothing: a family name alone that differs by accents or a doubled letter is the one full name's."""
    full: dict[str, list[Person]] = {}
    for person in persons:
        if person.full and len(person.ends()[0]) > ALIKE:
            full.setdefault(folded(person.ends()[0]), []).append(person)
    for person in persons:
        others = [] if person.full else full.get(folded(person.ends()[0]), [])
        if len(others) == 1 and others[0].ends()[0] != person.ends()[0]:
            others[0].absorb(person)
            gone.add(id(person))


def _same(person: Person, named: Named) -> bool:
    family, other = person.ends()
    words = [word.lower() for word in plain(named.words)]
    if len(words) == 1:
        if words[0] == family:
            if "first lady" in (named.office, person.office) and named.office and named.office != person.office:
                return False
            return not (
                person.states and named.states and not set(acts_for(person.states)) & set(acts_for(named.states))
            )
        return words[0] == other
    known = [word.lower() for word in person.longest]
    if known[-len(words) :] == words or (len(known) > 1 and words[-len(known) :] == known):
        return True  # "Berg Lind" of "Ann Berg Lind"
    if not person.full:
        return words[-1] in person.words or words[0] in person.words
    theirs = Person(named, "").ends()
    if {family, other} == set(theirs):
        return True
    return family == theirs[0] and _given_alike(other, theirs[1])


def _given_alike(one: str, two: str) -> bool:
    if one == two or one.replace("-", "") == two.replace("-", ""):
        return True
    if _begins(one, two) or _begins(two, one):
        return True
    short = titles().short
    return two in short.get(one, ()) or one in short.get(two, ())


def _begins(letter: str, name: str) -> bool:
    """True for the first letter of a name; there may be no name, beside a "Jr." that stands alone."""
    return len(letter.rstrip(".")) == 1 and name.startswith(letter.rstrip("."))


def office_row(person: Person, day: str | None, own: tuple[Office, ...] = ()) -> Office | None:
    """The row of the table of office-holders, or of the caller's own, that is this person, if it can be no other.

    None whose term begins after the day.
    """
    if person.namesake:
        return None
    by_name, by_word = holders_known(own)
    for name in sorted(person.names, key=len, reverse=True):
        rows = by_name.get(name.lower().replace(",", ""), [])
        if rows and " " in name:
            current = [row for row in rows if in_office(row, day)]
            told = current or ([row for row in rows if was_in_office(row, day)] if has_year(day) else rows)
            return told[-1] if told else None
    if person.full:
        return None
    family = person.ends()[0]
    known = by_word.get(family, [])
    rows = [
        row
        for row in [row for row in known if in_office(row, day)] or [row for row in known if was_in_office(row, day)]
        if fits(person.office, row.office)
        and (person.near is None or row.of in person.near or set(acts_for((row.of,))) & person.near)
        and (not person.states or row.of in person.states or set(acts_for((row.of,))) & set(acts_for(person.states)))
    ]
    return rows[0] if len({row.name for row in rows}) == 1 else None


def person_name(parse: Parse, person: Person) -> str:
    """The fullest form of the name found, the most frequent of several, without titles.

    A family name alone keeps the title it is found with.
    """
    names = person.names
    fullest = _cased(
        max(names, key=lambda name: (len(name.split()), not name.isupper(), names[name], len(name), not name.isascii()))
    )
    titled = [named for named in person.places if _addressed(parse, named)]
    if " " in fullest or not titled:
        return fullest
    named = min(titled, key=lambda named: parse.word[named.first].isupper())
    left = named.left
    while left < named.first and parse.lower[left] not in title_words() and parse.lower[left] not in honorifics():
        left += 1
    if parse.lower[named.first - 1] in honorifics():
        left = max(left, named.first - 1)  # "the former chancellor Lord Lind" is called Lord Lind
    return _cased(" ".join(parse.text[parse.start[left] : parse.end[named.last]].split()))


def _addressed(parse: Parse, named: Named) -> bool:
    """True if an office or a form of address of one person stands before the name, more than "former" or "senior"."""
    last = parse.lower[named.first - 1] if named.first > named.left else ""
    if last.endswith("s") and last[:-1] in offices():
        return False  # "Ministers Example and Sample"
    return bool(named.office) or any(parse.lower[at] in honorifics() for at in range(named.left, named.first))


def _cased(name: str) -> str:
    """The name in ordinary letters where it stands in capitals only, as in speakers' labels."""
    return name.title() if name.isupper() and len(name) > 4 else name


def states_behind(parse: Parse, person: Person, row: Office | None) -> tuple[str, ...]:
    """The states that the person acts for: by the words of the title, the table of holders, or the title itself."""
    if person.states or row:
        return acts_for(person.states) or (acts_for((row.of,)) if row else ())
    for named in person.places:
        state = implied_states().get(" ".join(parse.lower[named.left : named.first]))
        if state:
            return (state,)
    return ()
