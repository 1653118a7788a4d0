"""Titles before names and the offices they name; office-holders by date."""

from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from onrecord.vocabulary import table
from onrecord.vocabulary.offices import Office, holders

# Longest title phrase in words ("under secretary of defense for policy").
LONGEST_TITLE = 8


class Titles(msgspec.Struct, frozen=True):
    """The shape of vocabulary/titles.yaml."""

    offices: dict[str, list[str]]
    honorifics: list[str]
    qualifiers: list[str]
    particles: list[str]
    postnominals: frozenset[str]
    suffixes: list[str]
    short: dict[str, list[str]]
    families: list[str]
    like_places: frozenset[str]
    implies: dict[str, str]


@cache
def titles() -> Titles:
    """The checked table of titles."""
    return table("titles", Titles)


@cache
def offices() -> dict[str, str]:
    """The office of each title phrase, in lower case."""
    single = {phrase: office for office, phrases in titles().offices.items() for phrase in phrases}
    return {_plural(phrase): office for phrase, office in single.items()} | single


def _plural(phrase: str) -> str:
    """The phrase in the plural, which its first noun bears: "ministers of defence"."""
    noun, of, rest = phrase.partition(" of " if " of " in phrase else " for ")
    return (noun[:-1] + "ies" if noun.endswith("y") else noun + "s") + of + rest


@cache
def title_words() -> frozenset[str]:
    """Every word of a title phrase, and what may qualify one, but for "of", "for", "the" and "and"."""
    words = {word for phrase in offices() for word in phrase.replace("-", " - ").split()}
    words.update(word for phrase in offices() for word in phrase.split())
    return frozenset(words | set(titles().qualifiers)) - {"of", "for", "the", "and", "in", "to", "on", "-"}


@cache
def title_ends() -> frozenset[str]:
    """The words in which a title or a form of address can end."""
    ends = {phrase.split()[-1] for phrase in offices()}
    return frozenset(ends | {phrase.split()[-1] for phrase in titles().honorifics})


@cache
def honorifics() -> frozenset[str]:
    """Forms of address, each word alone."""
    return frozenset(word for phrase in titles().honorifics for word in phrase.split()) - {"the"}


def office_in(words: list[str]) -> str:
    """The office that the longest title phrase among the words names, the last of several; "" if none is there."""
    known = offices()
    best, length = "", 0
    for start in range(len(words)):
        for stop in range(min(len(words), start + LONGEST_TITLE), start, -1):
            office = known.get(" ".join(words[start:stop]).lower())
            if office and stop - start >= length:
                best, length = office, stop - start
                break
    return best


@cache
def implied_states() -> dict[str, str]:
    """The state whose title it can only be, where the title alone tells."""
    return titles().implies


class Holders(NamedTuple):
    """Rows of office-holders by each name, other spellings included, and by each word that can name one alone.

    Both are in lower case, names without commas.
    """

    by_name: dict[str, list[Office]]
    by_word: dict[str, list[Office]]


@lru_cache(maxsize=4)
def holders_known(own: tuple[Office, ...] = ()) -> Holders:
    """The holders of the table, and those that the caller gives; whom the caller names, the table is not asked for."""
    by_name: dict[str, list[Office]] = {}
    by_word: dict[str, dict[Office, None]] = {}  # in order, each row once
    mine = {form.lower() for row in own for form in _forms(row)}
    told = {row.name for row in holders() if any(form.lower() in mine for form in _forms(row))} if mine else set()
    for row in (*(row for row in holders() if row.name not in told), *own):
        for form in _forms(row):
            by_name.setdefault(form.lower().replace(",", ""), []).append(row)
            words = form.lower().split()
            for word in {words[0], words[-1], " ".join(words[1:])}:
                by_word.setdefault(word, {})[row] = None
    return Holders(by_name, {word: list(rows) for word, rows in by_word.items()})


def _forms(row: Office) -> tuple[str, ...]:
    return (row.name, *filter(None, row.also.split(";")))


def in_office(row: Office, day: str | None) -> bool:
    """True if the row held on the EDTF day; False if the day is unknown."""
    return in_term(row.since, row.until, day)


def was_in_office(row: Office, day: str | None) -> bool:
    """True if the row's term began before the EDTF day; False if the day is unknown."""
    return has_begun(row.since, day)


def in_term(since: str, until: str, day: str | None) -> bool:
    """True if the EDTF day lies in a term, as far as both are known; False if the day's year is unknown."""
    if day is None or not has_year(day):
        return False
    return since[: len(day)] <= day[: len(since)] and (not until or day[: len(until)] <= until)


def has_begun(since: str, day: str | None) -> bool:
    """True if a term began before the EDTF day; False if the day's year is unknown."""
    return day is not None and has_year(day) and since[: len(day)] <= day[: len(since)]


def has_year(day: str | None) -> bool:
    """True for an EDTF day whose year is known."""
    return bool(day) and "X" not in (day or "X")[:4]


# Heads of state or government are called leaders, and some titles differ from tongue to tongue.
_FITS = {
    "leader": ("president", "prime minister", "leader", "supreme leader"),
    "president": ("president", "commission president", "council president"),
    "secretary": ("foreign minister", "defence minister"),
    "minister": ("foreign minister", "defence minister", "prime minister"),
    "director": ("director", "leader", "president", "commander"),
    "officer": ("commander",),
    "commissioner": ("commission president", "high representative"),
}


def fits(said: str, held: str) -> bool:
    """True if who holds the office `held` may be called by the office `said`; any may where nothing is said."""
    return not said or said == held or held in _FITS.get(said, ())
