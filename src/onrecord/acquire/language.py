"""Whether a text is English, told cheaply: by its letters, by its small words, and only in doubt by a classifier."""

import re
from functools import cache
from typing import Any

import msgspec

from onrecord.vocabulary import table

# Code points looked at: so many from the beginning, the middle and the end each.
SAMPLE = 6000
# Words below which small words alone do not tell what a text in Latin letters is.
FEW_WORDS = 40
# From so many words on, so many of them not capitalised and at most so many small English words, the classifier tells
# such a text if it is so sure. Of 1,641 headlines and first lines of English documents, names and scanning errors
# included, none is refused (the surest is .64, but for a greeting in Indonesian); of 721 German sentences of news 709.
SHORTEST, PLAIN_WORDS, ENGLISH_WORDS, SURE = 8, 4, 1, 0.9
# Share of the small words of `languages.yaml` from which a text is English without asking the classifier. Set on 1,360
# English documents, news and official papers (lowest .096), and 850 German news articles (highest .083).
ENGLISH_SHARE = 0.09
# Share of letters outside the Latin alphabet from which a text is not English, whatever else it holds.
FOREIGN_LETTERS = 0.5

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS = (("ko", "[\uac00-\ud7a3]"), ("ja", "[\u3040-\u30ff]"), ("zh", "[\u4e00-\u9fff]"))


class Languages(msgspec.Struct, frozen=True):
    """What `vocabulary/languages.yaml` holds: small English words, and the names of languages by ISO 639-1 code."""

    english: frozenset[str]
    names: dict[str, str]


@cache
def languages() -> Languages:
    """The table of languages."""
    return table("languages", Languages)


def foreign_language(text: str) -> str | None:
    """The English name of the language of a text that is not English; None if it is, or is too short to tell."""
    sample = _sample(text)
    words = _WORD.findall(sample)
    letters = "".join(words)
    if not letters:
        return None
    if foreign_share(sample) > FOREIGN_LETTERS:
        return _name(_script(letters) or _classified(sample)[0])
    latin = [word for word in words if _LATIN.match(word)]
    if len(latin) < FEW_WORDS:
        return _of_few(sample, latin)
    # Names are no one's language: what is capitalised is left out, unless nearly everything is.
    plain = [word for word in latin if word.islower()]
    told = plain if len(plain) >= FEW_WORDS / 4 else [word.lower() for word in latin]
    if sum(word in languages().english for word in told) >= ENGLISH_SHARE * len(told):
        return None
    code = _classified(" ".join(told))[0]
    return None if code == "en" else _name(code)


def _of_few(text: str, words: list[str]) -> str | None:
    """The language of a short text, if it can hardly be English; headlines and rows of names pass."""
    if len(words) < SHORTEST or sum(word.islower() for word in words) < PLAIN_WORDS:
        return None
    if sum(word.lower() in languages().english for word in words) > ENGLISH_WORDS:
        return None
    code, sure = _classified(text)
    return _name(code) if code != "en" and sure >= SURE else None


def foreign_share(text: str) -> float:
    """The share of the letters of a text that are not Latin."""
    letters = "".join(_WORD.findall(_sample(text)))
    return 1 - len(_LATIN.findall(letters)) / len(letters) if letters else 0.0


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))


def _script(letters: str) -> str | None:
    for code, pattern in _SCRIPTS:
        if len(re.findall(pattern, letters)) > 0.2 * len(letters):
            return code
    return None


def _classified(sample: str) -> tuple[str, float]:
    """The code of the likeliest language, and how likely it is."""
    code, sure = _classifier().classify(sample.encode("utf-8", "replace").decode("utf-8"))
    return str(code), float(sure)


@cache
def _classifier() -> Any:
    """py3langid's classifier, whose second value is a probability."""
    from py3langid import langid  # takes half a second to load, and most texts never need it

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    return languages().names.get(code, f"the language {code!r}")
