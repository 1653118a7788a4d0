"""Publishers by the names that they go by (publishers.tsv), and their sites by the ends of hosts (publishers.yaml)."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

import msgspec

from onrecord.text import Span
from onrecord.vocabulary import rows, table

# What parts the names of a list of outlets, and what may stand before and behind a name in one.
_JOINS = r"[,;:/|&+()\[\]–—-]|\b(?:and|with|via|by|By|from|of|for|the|The)\b"
_BEHIND = (
    r"(?:news agency|News Agency|newswire|agency|Agency|staff|Staff|reporters?|writers?|correspondents?|journalists?"
    r"|wire|Wire|feed|news|News)"
)


class Publisher(msgspec.Struct, frozen=True):
    """A row of vocabulary/publishers.tsv; `kind` is agency, paper, broadcaster or government."""

    name: str
    also: str = ""
    state: str = ""
    kind: str = "paper"


class Site(msgspec.Struct, frozen=True):
    """A publisher's site: its name, and in small letters the openings of blocks that are on all of its pages."""

    name: str
    boilerplate: tuple[str, ...] = ()


@cache
def publishers() -> dict[str, Publisher]:
    """The known publishers by each form of their names."""
    return {
        form: row for row in rows("publishers", Publisher) for form in (row.name, *filter(None, row.also.split(";")))
    }


@cache
def sites() -> dict[str, Site]:
    """The known sites by the end of their host."""
    return table("publishers", dict[str, Site])


@cache
def in_small_letters() -> dict[str, str]:
    """The names of publishers by each of their forms in small letters."""
    return {form.lower(): row.name for form, row in publishers().items()}


def site(url: str | None) -> Site | None:
    """The site that an address is of, by the longest end of its host that is known."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    while host:
        if host in sites():
            return sites()[host]
        host = host.partition(".")[2]
    return None


def same_outlet(name: str, other: str | None) -> bool:
    """True if both are names of one publisher: "AP" and "The Associated Press"."""
    known = publishers()
    return name == other or (name in known and other in known and known[name] == known[other or ""])


def is_outlet(name: str) -> bool:
    """True for a name of a publisher that reports: no government, nor a body of states."""
    return name in publishers() and publishers()[name].kind != "government"


@cache
def _outlets() -> re.Pattern[str]:
    names = sorted((name for name in publishers() if is_outlet(name)), key=len, reverse=True)
    return re.compile(rf"(?<![\w’'.-])(?:{'|'.join(map(re.escape, names))})(?![\w’'])")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|{_JOINS})\s*$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_BEHIND}\b\s*)?(?:$|{_JOINS}|\.)")


def outlets_in(words: str, at: int = 0) -> Iterator[Span]:
    """The outlets that a byline or the like names beside persons: "Ann Roe, Reuters"; `at` is added to their places.

    A name that is a part of another ("Ann Fox") is none.
    """
    for found in _outlets_of(words):
        if _before().search(words[: found.start]) and _after().match(words, found.end):
            yield Span(at + found.start, at + found.end)


def only_outlets(words: str, unnamed: re.Pattern[str], at: int = 0) -> list[Span]:
    """The outlets of a list that holds nothing else ("AP, AFP and dpa", "AFP-Yonhap"); none where it does.

    `unnamed` are words for outlets without a name ("agencies"), which count too.
    """
    found = [*_outlets_of(words), *(Span(*match.span()) for match in unnamed.finditer(words))]
    rest = list(words)
    for span in found:
        rest[span.start : span.end] = " " * (span.end - span.start)
    left = re.sub(rf"{_JOINS}|\b{_BEHIND}\b|[.\s]", "", "".join(rest))
    return [] if left else [Span(at + span.start, at + span.end) for span in sorted(found)]


def _outlets_of(words: str) -> list[Span]:
    """The names of outlets in the words, longest first where they overlap; two that a hyphen joins are two."""
    found = [Span(*match.span()) for match in _outlets().finditer(words)]
    for match in re.finditer(r"(?<=[\w.])-(?=[A-Z])", words):
        for joined in _outlets().finditer(words[match.end() :]):
            span = Span(match.end() + joined.start(), match.end() + joined.end())
            if joined.start() == 0 and not any(span.overlaps(other) for other in found):
                found.append(span)
            break
    return sorted(found)
