"""Persons who bear the name of a state or town before their own: "Israel Example", "Paris Example"."""

from onrecord.annotate.base import is_word
from onrecord.annotate.gazetteer import place_names
from onrecord.annotate.titles import holders_known, title_words, titles
from onrecord.annotate.towns import LARGE, cities_named
from onrecord.parse import Parse

# Letters of the shortest family name that is told from an abbreviation.
_SHORTEST = 4
_JOINTS = str.maketrans("", "", "-’'")
_IN = frozenset(("in", "at", "near", "from", "outside", "across", "into"))


def named_like_place(parse: Parse, token: int) -> bool:
    """True for such a given name with a family name right behind it, whatever the model takes the two for.

    The family name is no word, so that "Jordan Valley" and "Israel Railways" are what they are, no place, and ends the
    name ("Georgia Example Holding").
    """
    if parse.lower[token] not in titles().like_places or parse.tag[token] != "NNP" or token + 1 >= len(parse):
        return False
    family = token + 1
    word, lower = parse.word[family], parse.lower[family]
    joined = parse.start[family] == parse.end[token] + 1 and parse.sentence[family] == parse.sentence[token]
    if not joined or parse.tag[family] != "NNP" or len(word) < _SHORTEST or not _capitalised(word):
        return False
    beside = (token - 1, family + 1)
    if any(0 <= at < len(parse) and parse.tag[at] == "NNP" and _in_name(parse, at, token) for at in beside):
        return False
    if lower in title_words() or is_word(lower) or word in place_names() or _located(parse, token):
        return False
    rows = holders_known().by_word.get(lower, ())
    if rows and not any(row.name.lower().startswith(parse.lower[token]) for row in rows):
        return False  # "Israel Netanyahu" in a headline
    whole = parse.text[parse.start[token] : parse.end[family]]
    large = any(city.population >= LARGE for city in cities_named(word, exact=True))
    return not (large or cities_named(whole, exact=True))


def _located(parse: Parse, token: int) -> bool:
    """True behind "in" and the like: "in Paris Example met"."""
    return token > 0 and parse.lower[token - 1] in _IN


def _capitalised(word: str) -> bool:
    """True for a word of letters of which only the first is surely a capital: "Katz", "McKay", "Ben-Gvir"."""
    return (
        word[0].isupper() and not word.isupper() and word.replace("-", "").replace("’", "").replace("'", "").isalpha()
    )


def _in_name(parse: Parse, at: int, token: int) -> bool:
    """True for a word that is part of a name with the given name: not its title."""
    return parse.lower[at] not in title_words() and parse.sentence[at] == parse.sentence[token]
