"""Names that are known before reading: states, bodies, capitals, buildings and office-holders, found in a text."""

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec

from onrecord.parse import Parse
from onrecord.vocabulary import rows, table
from onrecord.vocabulary.offices import Office, holders
from onrecord.vocabulary.states import states


class Body(msgspec.Struct, frozen=True):
    """A row of vocabulary/bodies.tsv; `metonyms` are buildings and places that stand for it.

    `sector` is PLOVER's code of agents, `wikidata` an id there.
    """

    name: str
    also: str = ""
    states: str = ""
    kind: Literal["body", "group"] = "body"
    metonyms: str = ""
    sector: str = ""
    wikidata: str = ""


class Entry(NamedTuple):
    """What a known name stands for.

    `sort`: state, demonym, capital, body, metonym, a kind of place, or none (a look-alike).
    """

    name: str
    sort: str
    form: str


class Hit(NamedTuple):
    """A known name found in a text, by code points."""

    start: int
    end: int
    entry: Entry


# What a state calls itself before its name.
_REALMS = ("Republic", "Kingdom")

Trie = dict[str, list[tuple[str, Entry]]]

_FIRST = re.compile(r"[^\s\-–—/,]+")
_JOINED = re.compile(r"[-–—/]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\n": " ", "\t": " "})


@cache
def bodies() -> dict[str, Body]:
    """The bodies by their canonical names."""
    return {body.name: body for body in rows("bodies", Body)}


@lru_cache(maxsize=4)
def trie(own: tuple[Office, ...] = ()) -> Trie:
    """The known forms by their first word in lower case, longest first; `own` are holders that the caller gives."""
    found: Trie = {}

    for phrase in table("look_alikes", list[str]):
        put(found, phrase, "", "none")
    told = {form for state in states().values() for form in split(state.also)}
    for state in states().values():
        long = {f"{realm} of {state.name}" for realm in _REALMS} - told
        for form in (state.name, *split(state.also), *sorted(long)):
            put(found, form, state.name, "state")
        for form in split(state.people):
            put(found, form, state.name, "demonym")
        for form in split(state.capitals):
            put(found, form, state.name, "capital")
    for body in bodies().values():
        for form in (body.name, *split(body.also)):
            put(found, form, body.name, "body")
        for form in split(body.metonyms):
            put(found, form, body.name, "metonym")
    for row in (*holders(), *own):
        for form in (row.name, *split(row.also)):
            put(found, form, row.name, "person")
    for form in ("Korea", "Koreas"):
        put(found, form, "Korea", "open")
    for form in ("Korean", "Koreans"):
        put(found, form, "Korea", "open")
    for forms in found.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    return found


def put(found: Trie, form: str, name: str, sort: str) -> None:
    """Returns nothing: adds a form to the known ones, by its first word."""
    plain = form.translate(_PLAIN)
    first = _FIRST.match(plain)
    if first:
        word = first.group().lower()
        for key in {word, word.removesuffix("'s")}:  # the tokeniser parts "People's" in two
            found.setdefault(key, []).append((plain, Entry(name, sort, form)))


def split(joined: str) -> list[str]:
    """The members of a list parted by semicolons."""
    return joined.split(";") if joined else []


def hits(parse: Parse, known: Trie | None = None) -> list[Hit]:
    """The known names in the text, leftmost and longest first, never overlapping; look-alikes are left out.

    `known` are the names to look for, those of actors unless it says otherwise.
    """
    known = trie() if known is None else known
    plain = parse.text.translate(_PLAIN)
    found: list[Hit] = []
    at = -1
    for token, word in enumerate(parse.word):
        lower, start = word.lower(), parse.start[token]
        if parse.end[token] <= at:
            continue
        if lower in known:
            hit = _match(plain, start, known[lower])
            if hit:
                at = hit.end
                found.append(hit)
                if hit.end >= parse.end[token]:
                    continue
        if _JOINED.search(lower) or (len(lower) > 3 and lower[-1] == "." and lower[:-1] in known):
            for hit in _inside(plain, max(start, at), parse.end[token], known):
                at = hit.end
                found.append(hit)
    return [hit for hit in found if hit.entry.sort != "none"]


def _inside(plain: str, start: int, stop: int, known: Trie) -> list[Hit]:
    """Known names in a token joined of several words ("U.S.-ROK")."""
    found: list[Hit] = []
    at = start
    for piece in _FIRST.finditer(plain, start, stop):
        word = piece.group().lower()
        forms = known.get(word) or known.get(word.rstrip("."))
        if piece.start() >= at and forms:
            hit = _match(plain, piece.start(), forms)
            if hit:
                at = hit.end
                found.append(hit)
    return found


def _match(plain: str, start: int, forms: list[tuple[str, Entry]]) -> Hit | None:
    for form, entry in forms:
        end = start + len(form)
        piece = plain[start:end]
        if piece != form and not _shouted(piece, form):
            spread = _spread(form).match(plain, start) if "  " in piece and " " in form else None
            if spread is None:
                continue
            end = spread.end()
        following = plain[end : end + 1]
        if following.isalnum():
            continue
        return Hit(start, end, entry)
    return None


@lru_cache(maxsize=1000)
def _spread(form: str) -> re.Pattern[str]:
    """The form with any white space between its words."""
    return re.compile(r"\s+".join(re.escape(word) for word in form.split()))


def _shouted(piece: str, form: str) -> bool:
    """True if the form stands there in capitals, as in a headline, and is long enough not to be another word."""
    return len(form) > 3 and piece.isupper() and piece == form.upper()
