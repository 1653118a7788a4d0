"""Organisations that no table knows: what the parse takes for one, a company, an institute, an abbreviation."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from onrecord.annotate.cast import roles, sex_of_first_names
from onrecord.annotate.lexicon import Hit
from onrecord.annotate.titles import offices, titles
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary import table
from onrecord.vocabulary.currencies import currencies

# What a weapon or a vehicle is called: "AB-12", "C-30J".
_DESIGNATION = re.compile(r"[A-Z]{1,4}-\d{1,4}[A-Z]?s?")


class Organisations(msgspec.Struct, frozen=True):
    """The shape of vocabulary/organisations.yaml."""

    ends: list[str]
    not_actors: list[str]
    founded: list[str]
    storms: frozenset[str]
    members: dict[str, tuple[str, ...]]
    forms: tuple[str, ...]
    short_forms: tuple[str, ...]


@cache
def _lists() -> Organisations:
    return table("organisations", Organisations)


@cache
def _table() -> tuple[frozenset[str], frozenset[str]]:
    found = _lists()
    return frozenset(found.ends), frozenset(found.not_actors)


def organisations(parse: Parse, known: list[Hit], taken: bytearray) -> Iterator[Span]:
    """The spans of names of organisations, those that a known name covers or that name no actor left out.

    Nor are those found that share a token with one that is `taken`.
    """
    covered = bytearray(len(parse))
    for hit in known:
        for token in parse.tokens(hit.start, hit.end):
            covered[token] = 1
    ends, not_actors = _table()
    token = 0
    while token < len(parse):
        if parse.entity[token] == "ORG" or (covered[token] and parse.entity[token] not in ("", "PERSON")):
            first, last = token, _last(parse, token)
            token = last + 1
            if parse.entity[first] != "ORG" and parse.lower[last] not in ends:
                continue
            while first < last and (parse.lower[first] in ("the", "a", "an") or not parse.word[first][0].isalnum()):
                first += 1
            owner = next((at for at in range(first + 1, last - 1) if parse.tag[at] == "POS" and covered[at - 1]), None)
            first = first if owner is None else owner + 1
            last = next((at - 1 for at in range(first + 1, last + 1) if parse.word[at] == "("), last)
            while last > first and (parse.tag[last] in ("POS", ",", ".") or not parse.word[last][0].isalnum()):
                last -= 1
            while first > 0 and covered[first - 1] and first < parse.head[first - 1] <= last:
                first -= 1
            free = not any(taken[first : last + 1]) and not all(covered[first : last + 1])
            if free and _names_actor(parse, first, last, not_actors):
                yield parse.span(first, last)
        else:
            token += 1


def gave_name(parse: Parse, last: int) -> bool:
    """True if the name that ends at the token is part of an organisation's: "King Example's Institute"."""
    if parse.tag[last + 1 : last + 2] != ["POS"]:
        return False
    for at in range(last + 2, min(last + 5, len(parse))):
        if not parse.word[at][0].isupper():
            return False
        if parse.lower[at] in _founded():
            return True
    return False


def no_person(parse: Parse, first: int, last: int) -> bool:
    """True if the name ends in a word for a thing and does not begin with a first name: "Exchange Program".

    A thing is also what follows the title of several ("Leaders Statement").
    """
    if first == last and first > 0 and parse.lower[first - 1].endswith("s") and parse.lower[first - 1] in offices():
        return parse.lower[last] in _table()[1]
    return first < last and parse.lower[last] in _table()[1] and parse.lower[first] not in sex_of_first_names()


def storm(parse: Parse, first: int) -> bool:
    """True if the name is a storm's: "Typhoon Example"."""
    storms = _lists().storms
    return parse.lower[first] in storms or (first > 0 and parse.lower[first - 1] in storms)


def members(names: tuple[str, ...]) -> tuple[str, ...]:
    """The states that make up the bodies of these names, where those are few and always the same."""
    return tuple(dict.fromkeys(state for name in names for state in _lists().members.get(name, ())))


def firm_forms() -> tuple[str, ...]:
    """The legal forms of companies, as they are written."""
    return _lists().forms


def short_forms() -> tuple[str, ...]:
    """The legal forms that are other words, too, and are taken for forms behind the names of known companies."""
    return _lists().short_forms


@cache
def dotted_forms() -> frozenset[str]:
    """The words with full stops or strokes of which legal forms are made: "S.p.A.", "Corp.", "A/S"."""
    return frozenset(word for word in form_words() if "." in word or "/" in word)


@cache
def form_words() -> frozenset[str]:
    """The words of which legal forms are made."""
    return frozenset(word.strip(",") for form in (*firm_forms(), *short_forms()) for word in form.split())


@cache
def _founded() -> frozenset[str]:
    """What is named after persons."""
    return frozenset(_lists().founded)


@cache
def called_otherwise() -> frozenset[str]:
    """Words for persons, singular and plural, and for rulers: phrases that end in them are no names."""
    table = roles()
    words = {*table.persons, *table.together, "administration", "government", "commonwealth", "territory", "state"}
    return frozenset(words | {f"{word}s" for word in words} | {word[:-1] + "ies" for word in words})


def _last(parse: Parse, first: int) -> int:
    last = first
    while last + 1 < len(parse) and parse.entity[last + 1] == parse.entity[first] and not parse.entity_start[last + 1]:
        last += 1
    return last


def _counts_money(parse: Parse, first: int) -> bool:
    """True for the code of a currency before a number: "EUR 3bn"."""
    following = parse.word[first + 1] if first + 1 < len(parse) else ""
    return parse.word[first] in currencies().codes and following[:1].isdigit()


def _belongs_to_person(parse: Parse, first: int, last: int) -> bool:
    """True for letters behind a name ("Example MSP"), and for the State of "Secretary of State for Roads"."""
    if first == last and first > 0 and parse.word[first] in titles().postnominals:
        joined = parse.start[first] == parse.end[first - 1] + 1 and parse.tag[first - 1] == "NNP"
        if joined or parse.word[first - 1] == ",":
            return True
    return parse.lower[first - 1] == "of" and " ".join(parse.lower[max(0, first - 2) : first + 1]) in offices()


def _names_actor(parse: Parse, first: int, last: int, not_actors: frozenset[str]) -> bool:
    word = parse.word[first]
    if not word[0].isupper() or parse.lower[last] in not_actors:
        return False
    if _DESIGNATION.fullmatch(parse.text, parse.start[first], parse.end[last]) or _counts_money(parse, first):
        return False
    if parse.text[parse.start[first] : parse.end[last]].isupper() and last - first > 1:
        return False  # a heading in capitals
    if first == last and (len(word) < 3 or not parse.tag[first].startswith("NNP")):
        return False
    if parse.lower[last] in called_otherwise() or _belongs_to_person(parse, first, last):
        return False
    following = parse.lower[last + 1] if last + 1 < len(parse) else ""
    return following not in not_actors and parse.tag[last].startswith(("NNP", "NN", "CD"))
