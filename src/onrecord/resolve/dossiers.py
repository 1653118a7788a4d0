"""Dossiers: the named subjects under which commitments are kept, and which undertakings belong to them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from onrecord.errors import UsageError
from onrecord.records import Frozen, slug
from onrecord.resolve.wording import stems
from onrecord.vocabulary import table

# Words that may stand between those of a phrase ("operational (wartime) control").
_BETWEEN = 1


# How a file of dossiers is written, in short.
FORM = 'write "- title: Minesweeping" and below it "  words: [mine clearance, minesweeper]", once for each'


class Dossier(Frozen, frozen=True, forbid_unknown_fields=True):
    """A subject: `words` are phrases of which one must stand in an undertaking, in whatever forms of its words.

    With `beside` one of those must stand in it too, and none of `without` may. The words of a phrase follow each
    other; parts of it joined by " + " may stand anywhere ("fuel + submarine").
    """

    title: str
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    about: str = ""

    @property
    def id(self) -> str:
        """The dossier's name in commands."""
        return slug(self.title)


@cache
def shipped() -> tuple[Dossier, ...]:
    """The dossiers that come with the package."""
    return tuple(table("ledger/dossiers", list[Dossier]))


def from_file(path: Path) -> tuple[Dossier, ...]:
    """The dossiers of a user's YAML file, in the form of the package's own; raises UsageError in one line."""
    try:
        content: Any = yaml.safe_load(path.read_text("utf-8"))
        found = msgspec.convert(content, tuple[Dossier, ...])
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name a YAML file of dossiers") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise UsageError(f"{path}: is no list of dossiers ({said}); {FORM}") from None
    for one in found:
        if not one.id:
            raise UsageError(f"{path}: a dossier's title needs letters or digits; {one.title!r} has none")
        if not one.words or not all(all(_parts(phrase)) for phrase in one.words):
            raise UsageError(f"{path}: dossier {one.title!r} needs words that say something")
    if any(one.id == "none" for one in found):
        raise UsageError(f"{path}: a dossier cannot be called none, which stands for what is in no dossier")
    if len({one.id for one in found}) < len(found):
        raise UsageError(f"{path}: two dossiers have one title")
    return found


def dossiers_of(undertakings: Sequence[str], known: Sequence[Dossier]) -> list[str]:
    """The ids of the dossiers that one of the undertakings belongs to, sorted."""
    begins = _begins(tuple(known))
    found: set[int] = set()
    for words in undertakings:
        text = stems(words)
        for stem in dict.fromkeys(text):
            for at, phrase in begins.get(stem, ()):
                if at not in found and _stands(text, phrase) and _fits(text, known[at]):
                    found.add(at)
    return sorted(known[at].id for at in found)


def after_each(undertakings: Iterable[str], known: Sequence[Dossier]) -> Iterator[tuple[str, ...]]:
    """The dossiers that a commitment is in after each of its undertakings, in the order of time."""
    found: tuple[str, ...] = ()
    seen: set[str] = set()
    for words in undertakings:
        if words not in seen:
            seen.add(words)
            found = tuple(sorted({*found, *dossiers_of([words], known)}))
        yield found


@lru_cache(maxsize=4)
def _begins(known: tuple[Dossier, ...]) -> dict[str, list[tuple[int, str]]]:
    """The phrases of all dossiers by the stem that they begin with, so that few are looked at for an undertaking."""
    found: dict[str, list[tuple[int, str]]] = {}
    for at, one in enumerate(known):
        for phrase in one.words:
            found.setdefault(_parts(phrase)[0][0], []).append((at, phrase))
    return found


def _fits(text: tuple[str, ...], dossier: Dossier) -> bool:
    """True if what must stand beside the dossier's words does, and what must not does not."""
    return (not dossier.beside or _holds(text, dossier.beside)) and not _holds(text, dossier.without)


def _holds(text: tuple[str, ...], phrases: tuple[str, ...]) -> bool:
    return any(_stands(text, phrase) for phrase in phrases)


def _stands(text: tuple[str, ...], phrase: str) -> bool:
    return all(_stands_part(text, part) for part in _parts(phrase))


def _stands_part(text: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if not wanted or wanted[0] not in text:
        return False
    return any(_follows(text, at, wanted) for at, stem in enumerate(text) if stem == wanted[0])


def _follows(text: tuple[str, ...], at: int, wanted: tuple[str, ...]) -> bool:
    for stem in wanted[1:]:
        ahead = text[at + 1 : at + 2 + _BETWEEN]
        if stem not in ahead:
            return False
        at += 1 + ahead.index(stem)
    return True


@lru_cache(maxsize=5000)
def _parts(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The stems of each part of a phrase; " + " stands between parts."""
    return tuple(stems(part) for part in phrase.split(" + "))
