"""The forms in which a text says whose report it carries (vocabulary/credits.yaml): datelines, bylines, last lines."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.text import Span
from onrecord.vocabulary import table
from onrecord.vocabulary.publishers import only_outlets

# Characters of a block that is nothing but a credit, at most; and of what opens or closes one that has more.
LONGEST, EDGE = 260, 110

_PERSON = r"(?-i:[A-Z][\w.’'-]*(?:,? (?:and |de |van |von |al |bin |ul |da )?(?-i:[A-Z][\w.’'-]*)){1,9})"
_PLACE = r"(?-i:[A-Z][\w.’'/-]*(?:,? [A-Z][\w.’'/-]*){0,4})"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,? ?)?"
    rf"(?:\d{{4}}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{{2,4}}|{_MONTH} \d\d?(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d\d?(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?)"
    r"(?:,? ?(?:at )?\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: ?[a-z]{2,5})?)?"
)


# A word with a capital in it, and a blank, at the end. Each word is tried once: a search goes on inside of none.
_NAME_BEFORE = re.compile(r"(?<![\w.’'-])(?=[\w.’'-]*[A-Z])[\w.’'-]++ $")


class Forms(msgspec.Struct, frozen=True):
    """The shape of vocabulary/credits.yaml."""

    unnamed: tuple[str, ...]
    text: tuple[str, ...]
    signed: tuple[str, ...]
    source: tuple[str, ...]
    opened: tuple[str, ...]
    ended: tuple[str, ...]
    pictures: tuple[str, ...]


class Credit(NamedTuple):
    """An outlet that a form names, and whether it signs the report as its own there."""

    span: Span
    signed: bool


@cache
def forms() -> Forms:
    """The checked table of forms."""
    return table("credits", Forms)


@cache
def unnamed() -> re.Pattern[str]:
    """What outlets are called that have no name."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms().unnamed))})\b", re.IGNORECASE)


@cache
def _pictures() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms().pictures)})\b", re.IGNORECASE)


@cache
def _compiled(kind: str) -> tuple[re.Pattern[str], ...]:
    made: tuple[str, ...] = getattr(forms(), kind)
    # Names of persons may end where those of outlets begin: as few of them are tried as there may be, too.
    filled = [
        variant for form in map(_filled, made) for variant in dict.fromkeys((form, form.replace("{1,9}", "{1,9}?")))
    ]
    return tuple(re.compile(form, re.IGNORECASE) for form in filled)


def _filled(form: str) -> str:
    without_name = "|".join(map(re.escape, forms().unnamed))
    slots = {
        "outlets": rf"(?P<outlets>(?:(?-i:[A-Z])|(?=(?:{without_name})))[^\n|()\[\]]{{1,90}}?)",
        "names": _PERSON,
        "place": _PLACE,
        "day": _DAY,
        "year": r"\d{4}",
        "text": rf"(?:{'|'.join(forms().text)})",
    }
    for name, pattern in slots.items():
        form = form.replace(f"{{{name}}}", pattern)
    return form


def credits_of(line: str) -> list[Credit]:
    """The outlets that a line credits which is nothing but a credit; none for any other, or of a picture."""
    bare = line.strip(" \t()[]*_—–-.")
    if not bare or len(bare) > LONGEST or _pictures().search(bare):
        return []
    at = line.index(bare)
    for kind in ("source", "signed"):
        for form in _compiled(kind):
            if (found := form.fullmatch(bare)) and (spans := _listed(found, at)):
                return [Credit(span, kind == "signed") for span in spans]
    return []


def opening(block: str) -> list[Credit]:
    """The outlets of the dateline that a block opens with."""
    for form in _compiled("opened"):
        if (found := form.match(block[:EDGE])) and (spans := _listed(found, 0)):
            return [Credit(span, True) for span in spans]
    return []


def closing(block: str) -> list[Credit]:
    """The outlets that the end of a block names behind its last sentence: "…, he said. (Reuters)"."""
    at = max(0, len(block) - EDGE)
    for end in re.finditer(r"[.!?][\"”’')]*\s*(?=[(\[/—–-])|\s(?=\()", block[at:]):
        rest = block[at + end.end() :].rstrip()
        if not rest or _pictures().search(rest):
            continue
        if re.match(r"[.!?]", end[0]):
            for form in _compiled("ended"):
                if (found := form.fullmatch(rest)) and (spans := _listed(found, at + end.end())):
                    return [Credit(span, True) for span in spans]
        if rest.startswith(("(", "[")) and rest.endswith((")", "]")):
            named = [one for one in credits_of(rest) if not one.signed or re.match(r"[.!?]", end[0])]
            if named:
                to = at + end.end()
                return [Credit(Span(to + one.span.start, to + one.span.end), one.signed) for one in named]
    return []


def _listed(found: re.Match[str], at: int) -> list[Span]:
    """The outlets of a form's slot; none unless it holds nothing else."""
    words, begin = found["outlets"], found.start("outlets")
    # "Ann Fox" is a person: a short name behind another needs something that parts them.
    if _NAME_BEFORE.search(found.string[:begin]) and " " not in words and not words.isupper():
        return []
    return only_outlets(words, unnamed(), at + begin)


def credited(lines: Iterable[str]) -> list[str]:
    """The names that the lines of nothing but a credit name, in order."""
    return list(dict.fromkeys(line[one.span.start : one.span.end] for line in lines for one in credits_of(line)))
