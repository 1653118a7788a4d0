"""Texts that a regular expression takes longest over, made from its own structure: see `inputs`."""

import importlib
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

# How the standard library parses patterns; it has no public name since 3.11.
_parser = importlib.import_module("re._parser")

# What stands in texts of any kind: one of each class that patterns tell apart.
LETTERS = "aA1 \t\n.,-'\"()[]<>&_:;=#*/|`\\“”’–é\0"
MIXES = (
    "a ", ". ", "A. ", "a. ", "A ", "1 ", "1.", "1,", "a-", "a,", ", ", "a\n", "\n ", " \n", "\n\n", "\r\n",
    "\t ", "--", "- ", "Ab ", "Ab, ", "Ab. ", "Ab Cd, ", "of the ", "the ", "and ", " and A", "<a ", "<a>", "</a",
    'a="', "&a", "''", "“a", "”.", "(a", "[a", "A1", "said ", "May 1, ", "10 ", "$1 ", "1-", "x. X",
)  # fmt: skip
# Repeats of fewer characters than this do not grow.
_LONG = 8
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))


class Pump(NamedTuple):
    """What a repeat of a pattern accepts, behind what leads to it."""

    before: str
    piece: str


def inputs(pattern: str, flags: int, most: int = 150) -> list[Callable[[int], str]]:
    """Functions of a size in characters, each of which makes a text that the pattern may be slow on; `most` at most."""
    tree = _parser.parse(pattern, flags)
    pumps = list(dict.fromkeys(_pumps(list(tree), "")))
    seen: dict[str, Callable[[int], str]] = {}
    own, general = list(_of_pumps(pumps)), list(_general(pattern))
    # Where not all are asked for, half are of the pattern's own structure.
    half = max(most // 2, most - len(general))
    for make in (*own[:half], *general, *own[half:]):
        seen.setdefault(make(200), make)
    return list(seen.values())[:most]


def _of_pumps(pumps: list[Pump]) -> Iterator[Callable[[int], str]]:
    for before, piece in pumps:
        for tail in ("\0", ""):
            yield _text(before, piece, tail)
            yield _text("", before + piece, tail)
        yield _text("", before, "\0")
        yield _text("", before + 3 * piece, "\0")
        yield _text("", piece, "\0")
    for one, other in pairwise(pumps):
        yield _halves(one.before, one.piece, other.piece)


def _general(pattern: str) -> Iterator[Callable[[int], str]]:
    literal = [letter for letter in dict.fromkeys(pattern) if letter not in LETTERS][:12]
    for piece in (*LETTERS, *MIXES, *literal):
        yield _text("", piece, "")
    for piece in (" ", "a", "\n"):
        yield _text("x", piece, "x")


def _text(before: str, piece: str, tail: str) -> Callable[[int], str]:
    return lambda size: before + piece * (size // max(1, len(piece))) + tail


def _halves(before: str, one: str, other: str) -> Callable[[int], str]:
    return lambda size: (
        before + one * (size // 2 // max(1, len(one))) + other * (size // 2 // max(1, len(other))) + "\0"
    )


def _pumps(items: list[Any], before: str) -> Iterator[Pump]:
    """The pumps of all long repeats in a parsed pattern."""
    for name, value in ((str(op), value) for op, value in items):
        if name in _REPEATS:
            _least, most, body = value
            inner = list(body)
            if most >= _LONG:
                yield from (Pump(before, piece) for piece in dict.fromkeys(_sampled(inner, pick) for pick in range(5)))
            yield from _pumps(inner, before)
        elif name == "SUBPATTERN":
            yield from _pumps(list(value[3]), before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _pumps(list(branch), before)
        elif name == "ATOMIC_GROUP":
            yield from _pumps(list(value), before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _pumps(list(value[1]), before)
        before += _sampled([(name, value)], 0)


def _sampled(items: list[Any], pick: int) -> str:
    """A text that the parsed pattern accepts, as far as no look-around forbids it; another for another `pick`."""
    made = ""
    for name, value in ((str(op), value) for op, value in items):
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            fitting = [letter for letter in LETTERS if accepts(name, value, letter)]
            if name == "LITERAL":
                made += chr(value)
            elif fitting:
                made += fitting[pick % len(fitting)]
            elif name == "IN":
                made += _first_of(value)
        elif name in _REPEATS:
            least, most, body = value
            made += _sampled(list(body), pick) * max(least, min(1, most) if pick % 2 else least)
        elif name == "SUBPATTERN":
            made += _sampled(list(value[3]), pick)
        elif name == "BRANCH":
            made += _sampled(list(value[1][pick % len(value[1])]), pick)
        elif name == "ATOMIC_GROUP":
            made += _sampled(list(value), pick)
    return made


def _first_of(items: list[Any]) -> str:
    for op, value in items:
        if str(op) == "LITERAL":
            return chr(value)
        if str(op) == "RANGE":
            return chr(value[0])
    return ""


def accepts(name: str, value: Any, letter: str) -> bool:
    """True if one item of a parsed pattern that stands for one character accepts the letter."""
    if name == "LITERAL":
        return bool(chr(value) == letter)
    if name == "NOT_LITERAL":
        return bool(chr(value) != letter)
    if name == "ANY":
        return letter != "\n"
    items = [(str(op), inner) for op, inner in value]
    negated = items[0][0] == "NEGATE"
    return any(_holds(op, inner, letter) for op, inner in items[negated:]) != negated


_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def _holds(op: str, value: Any, letter: str) -> bool:
    if op == "LITERAL":
        return bool(chr(value) == letter)
    if op == "RANGE":
        return bool(value[0] <= ord(letter) <= value[1])
    category = str(value).removeprefix("CATEGORY_")
    inside = re.match(_CATEGORIES[category.removeprefix("NOT_")], letter) is not None
    return inside != category.startswith("NOT_")
