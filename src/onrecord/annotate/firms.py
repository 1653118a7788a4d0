"""Companies by the legal form behind their names ("Example A/S"), whatever the parse makes of it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.annotate.cast import sex_of_first_names
from onrecord.annotate.lexicon import Hit, bodies
from onrecord.annotate.organisations import firm_forms, short_forms
from onrecord.annotate.titles import title_words
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.text import Span

# Longest name before a legal form, in tokens.
LONGEST = 7
# What joins the words of a name.
_JOINTS = frozenset(("&", "-", "–", "de", "of", "und"))
# Letters from which a name's one word is the company also without its form.
_SHORTEST = 4


class Firm(NamedTuple):
    """A company's name with its legal form, and the span of the name alone."""

    whole: Span
    name: Span


def firms(parse: Parse) -> Iterator[Firm]:
    """The companies whose names bear a legal form, in text order."""
    floor = 0
    for found in _form().finditer(parse.text):
        if found.start() < floor:
            continue
        form = parse.token_at(found.start())
        first = _first(parse, form, floor)
        if first < form and parse.sentence[form] == parse.sentence[parse.tokens(found.start(), found.end())[-1]]:
            end, last = found.end(), form - 1 - (parse.word[form - 1] == ",")
            yield Firm(Span(parse.start[first], end), Span(parse.start[first], parse.end[last]))
            floor = end


def alone(parse: Parse, found: list[Firm]) -> dict[str, str]:
    """The one word of a company's name by which it is called without its form, with its whole name."""
    short: dict[str, str] = {}
    for firm in found:
        name = parse.text[slice(*firm.name)]
        plain = name.isalpha() and name.lower() not in title_words() and name.lower() not in sex_of_first_names()
        if plain and len(name) >= _SHORTEST:
            short.setdefault(name, " ".join(parse.text[slice(*firm.whole)].split()))
    return short


def unlisted(found: list[Firm], known: list[Hit]) -> list[Firm]:
    """The companies without those that our tables know by their names alone."""
    bodies_at = {hit.start: hit.end for hit in known if hit.entry.sort == "body"}
    return [one for one in found if bodies_at.get(one.name.start, 0) < one.name.end]


def whole_names(parse: Parse, found: list[Firm], known: list[Hit]) -> list[Hit]:
    """The known names; those of companies end with the legal form behind them, which is the phrase's head."""
    forms = {one.name.end: one.whole.end for one in found}
    return [
        hit._replace(end=max(hit.end, forms.get(hit.end) or _short_form(parse, hit))) if _is_firm(hit) else hit
        for hit in known
    ]


def _is_firm(hit: Hit) -> bool:
    return hit.entry.sort == "body" and bodies()[hit.entry.name].sector == "BUS"


def _short_form(parse: Parse, hit: Hit) -> int:
    """Where a form ends that tells no company by itself ("Co." of "Co. Down"), behind a known one's name."""
    short = _short().match(parse.text, hit.end)
    if short is None:
        return hit.end
    tokens = parse.tokens(hit.start, short.end())
    same = parse.sentence[tokens[0]] == parse.sentence[tokens[-1]]
    return short.end() if same else hit.end  # not what begins the next line


def named_alone(parse: Parse, called: dict[str, str], held: set[int]) -> Iterator[Mark]:
    """The `name` marks of companies without their legal form, but at the tokens that are `held`."""
    for token, word in enumerate(parse.word if called else ()):
        if word in called and token not in held and parse.tag[token].startswith("NNP"):
            yield Mark("name", parse.start[token], parse.end[token], "name", (called[word],))


def _first(parse: Parse, form: int, floor: int) -> int:
    """The first token of the name before a form; the form's own where no name stands there."""
    begin = parse.sentences[parse.sentence[form]][0]
    first = form - (form - 1 > begin and parse.word[form - 1] == ",")  # "Example & Sons, Inc."
    while first > begin and form - first < LONGEST and parse.start[first - 1] >= floor:
        word = parse.word[first - 1]
        if not (word[0].isupper() or word[0].isdigit() or word in _JOINTS) or word.lower() in ("the", "a", "an"):
            break
        first -= 1
    while first < form and (
        parse.word[first] == ","
        or not (parse.word[first][0].isupper() and parse.tag[first] not in ("DT", "IN", "CC", "PRP$"))
    ):
        first += 1
    return first


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"[ \n](?:{'|'.join(map(re.escape, short_forms()))})(?![\w/&-])")


@cache
def _form() -> re.Pattern[str]:
    forms = sorted(firm_forms(), key=len, reverse=True)
    written = "|".join(r"\s".join(map(re.escape, form.split())) for form in forms)  # a line may be wrapped in it
    return re.compile(rf"(?<=[\w.&,][ \n])(?:{written})(?![\w/&-])")
