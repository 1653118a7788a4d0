"""Every regular expression of the package on texts made to slow it: how CPU time grows where the text is doubled.

    python -m bench.patterns [--worst N]

Prints the growth of each pattern, as the code uses it, on the input on which it grows most. Exits with 1 where one
grows by more than 2.6.
"""

import argparse
import ast
import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from bench.adversarial import inputs

SOURCE = Path(importlib.import_module("onrecord").__file__ or "").resolve().parent
METHODS = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")
# Linear time doubles with the text; what is measured in the presence of others is a little off.
MOST = 2.6
# Characters of the texts by which the inputs are found that a pattern takes longest over.
FIRST = 16_000
# Pairs of a text and its double that a growth is the median of; of what takes so many seconds, fewer do: what slows the
# machine for a moment changes it little.
PAIRS, LONG, FEW_PAIRS = 5, 0.05, 3
# Seconds of CPU for those from which no other input of the pattern is looked at.
LATE = 0.2


class Pattern(msgspec.Struct, frozen=True):
    """A pattern, where it is made, and the methods by which the code uses it."""

    pattern: str
    flags: int
    bytes: bool
    where: str
    methods: tuple[str, ...]

    def compiled(self) -> "re.Pattern[Any]":
        """The pattern, compiled."""
        return re.compile(self.pattern.encode("latin-1") if self.bytes else self.pattern, self.flags)


class Growth(msgspec.Struct, frozen=True):
    """CPU time over a text of `size` characters and over one of twice that."""

    pattern: Pattern
    method: str
    text: str
    size: int
    seconds: float
    doubled: float

    @property
    def ratio(self) -> float:
        """How many times longer twice the text takes."""
        return self.doubled / self.seconds


class _Site(msgspec.Struct):
    """A call of `re` in the source: lines, function, what the pattern is bound to, and the pattern if it is plain."""

    file: str
    first: int
    last: int
    function: str
    name: str | None
    written: str | bytes | None = None


class _LateError(Exception):
    """A match that takes longer than there is time for."""


def sites() -> list[_Site]:
    """The calls of `re.compile`, `re.search` and so on in the package."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        at_once = {
            id(node.value): node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in METHODS
        }
        for node, name in _named(tree, None):
            file = path.relative_to(SOURCE).as_posix()
            called = at_once.get(id(node), getattr(node.func, "attr", ""))
            first = node.args[0] if node.args else None
            written = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes) else None
            found.append(_Site(file, node.lineno, node.end_lineno or node.lineno, called, name, written))
    return found


def _named(node: ast.AST, name: str | None) -> Iterator[tuple[ast.Call, str | None]]:
    """The calls of `re` under a node, with the variable or function by which their pattern is known."""
    if isinstance(node, ast.Call) and _is_re(node.func):
        yield node, name
    if isinstance(node, ast.FunctionDef):
        name = node.name
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        name = node.targets[0].id
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        name = node.target.id
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
        for target, value in zip(node.targets[0].elts, node.value.elts, strict=False):
            yield from _named(value, target.id if isinstance(target, ast.Name) else None)
        return
    for child in ast.iter_child_nodes(node):
        yield from _named(child, name)


def _is_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
        and node.attr in ("compile", *METHODS)
    )


def uses() -> dict[tuple[str, str], set[str]]:
    """By file and name of a pattern the methods that are called on it, or on what a function of that name returns.

    What a loop takes from such a name is called by it too.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        home = {
            alias.asname
            or alias.name: f"{(node.module or '').removeprefix('onrecord').lstrip('.').replace('.', '/')}.py"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        looped: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if not isinstance(node, ast.For | ast.comprehension):
                continue
            if isinstance(node.target, ast.Name) and (base := _base(node.iter)):
                looped.setdefault(node.target.id, set()).add(base)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and (name := _base(node.value)):
                for one in (name, *looped.get(name, ())):
                    found.setdefault((home.get(one, file), one), set()).add(node.attr)
    return found


def _base(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Call):
        return _base(node.func)
    return _base(node.value) if isinstance(node, ast.Subscript) else None


def watched() -> list[tuple[str, int, bool, str, int]]:
    """What is compiled as modules are loaded and texts read: pattern, flags, whether of bytes, file, line."""
    module: Any = re
    compile_ = module._compile
    seen: dict[tuple[str, int, bool, str, int], None] = {}

    def watching(pattern: Any, flags: int) -> Any:
        compiled = compile_(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_globals.get("__name__") in ("re", __name__):
            frame = frame.f_back
        if frame and (path := Path(frame.f_code.co_filename)).is_relative_to(SOURCE):
            text = compiled.pattern
            plain = text.decode("latin-1") if isinstance(text, bytes) else text
            key = (
                plain,
                int(compiled.flags),
                isinstance(text, bytes),
                path.relative_to(SOURCE).as_posix(),
                frame.f_lineno,
            )
            seen[key] = None
        return compiled

    module._compile = watching
    try:
        for path in sorted(SOURCE.rglob("*.py")):
            name = ".".join(("onrecord", *path.relative_to(SOURCE).with_suffix("").parts))
            if not name.endswith(("__init__", "__main__")) and "/migrations/" not in path.as_posix():
                importlib.import_module(name)
        importlib.import_module("bench.exercise").run()
    finally:
        module._compile = compile_
    return list(seen)


def collected() -> tuple[list[Pattern], list[str]]:
    """All patterns of the package, and the places where one is built that nothing of `bench.exercise` came by."""
    command = [sys.executable, "-c", "import json; from bench.patterns import watched; print(json.dumps(watched()))"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    known, calls = uses(), sites()
    found: dict[Pattern, None] = {}
    missed = {(site.file, site.first): site for site in calls}

    def take(site: _Site, pattern: str, flags: int, of_bytes: bool, line: int) -> None:
        missed.pop((site.file, site.first), None)
        methods = {site.function} if site.function != "compile" else known.get((site.file, site.name or ""), set())
        # Where a pattern is handed on, what is called on it is not seen: a search finds what all others do.
        found[Pattern(pattern, flags, of_bytes, f"{site.file}:{line}", tuple(sorted(methods or {"finditer"})))] = None

    for pattern, flags, of_bytes, file, line in json.loads(done.stdout.splitlines()[-1]):
        for site in calls:
            if site.file == file and site.first <= line <= site.last:
                take(site, pattern, flags, of_bytes, line)
    for site in list(missed.values()):
        if isinstance(site.written, str):
            take(site, site.written, 0, False, site.first)
        elif site.written is not None:
            take(site, site.written.decode("latin-1"), 0, True, site.first)
    # Of the hundreds that one line makes of phrases, those that differ in their letters alone are looked at once.
    kept = {(one.where, re.sub(r"[A-Za-z]+", "a", one.pattern)): one for one in found}
    return list(kept.values()), sorted(f"{file}:{line}" for file, line in missed)


def _call(pattern: "re.Pattern[Any]", method: str) -> Callable[[Any], object]:
    if method in ("match", "fullmatch", "search"):
        call: Callable[[Any], object] = getattr(pattern, method)
        return call
    return lambda text: sum(1 for _ in pattern.finditer(text))


def seconds(call: Callable[[Any], object], text: str | bytes, limit: float) -> float:
    """The CPU time of a call; raises _LateError after `limit` seconds of it."""
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    before = time.thread_time()
    try:
        call(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - before


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise _LateError


def growths(
    patterns: list[Pattern], least: float = 0.0, size: int = FIRST, most: int = 150, slowest: int = 2
) -> Iterator[Growth]:
    """The worst growth of each pattern and method.

    Of `most` inputs a pattern only those are measured that take longest over `size` characters: the slowest, and of
    these only those that take at least so many seconds.
    """
    before = signal.signal(signal.SIGVTALRM, _late)
    try:
        yield from _growths(patterns, least, size, most, slowest)
    finally:
        signal.signal(signal.SIGVTALRM, before)


def _growths(patterns: list[Pattern], least: float, size: int, most: int, slowest: int) -> Iterator[Growth]:
    for pattern in patterns:
        makers = inputs(pattern.pattern, pattern.flags, most)
        compiled = pattern.compiled()
        for method in pattern.methods:
            call = _call(compiled, method)
            timed = []
            for at, make in enumerate(makers):
                timed.append((_first(call, _as(pattern, make(size))), at))
                if timed[-1][0] > LATE:
                    break
            slow = [at for took, at in sorted(timed, reverse=True)[:slowest] if took >= least]
            measured = [_growth(pattern, method, call, makers[at]) for at in slow]
            if measured:
                yield max(measured, key=lambda growth: growth.ratio)


def _as(pattern: Pattern, text: str) -> str | bytes:
    return text.encode("utf-8", "surrogatepass") if pattern.bytes else text


def _first(call: Callable[[Any], object], text: str | bytes) -> float:
    try:
        return seconds(call, text, limit=2 * LATE)
    except _LateError:
        return 2 * LATE


def _growth(pattern: Pattern, method: str, call: Callable[[Any], object], make: Callable[[int], str]) -> Growth:
    """The growth at the first size that takes 4 ms, from 4,000 characters on: the median of several pairs.

    A pair is a text and one of twice its size, one right after the other, so that what slows the machine for a while
    slows both. Where the growth is large it is measured again at larger sizes: what is bounded is linear only beyond
    its bound.
    """
    size = 4000
    worst = Growth(pattern, method, make(12), size, 1.0, 1.0)
    while size <= 1_000_000:
        text = _as(pattern, make(size))
        try:
            took = seconds(call, text, limit=0.6)
            if took >= 0.004:
                twice = _as(pattern, make(2 * size))
                many = PAIRS if took < LONG else FEW_PAIRS
                pairs = [(seconds(call, text, limit=0.6), seconds(call, twice, limit=2.4)) for _ in range(many)]
                took, doubled = sorted(pairs, key=lambda pair: pair[1] / pair[0])[many // 2]
                worst = Growth(pattern, method, make(12), size, took, doubled)
                if worst.ratio <= MOST or took > 0.1:
                    return worst
        except _LateError:
            return worst if worst.ratio > MOST else Growth(pattern, method, make(12), size, 1.0, 9.0)
        size *= 2
    return worst


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 1 where a pattern grows by more than 2.6, or one was not looked at."""
    parser = argparse.ArgumentParser(prog="python -m bench.patterns", description=__doc__)
    parser.add_argument("--worst", type=int, default=40, help="how many to print (0: all)")
    worst = parser.parse_args(arguments).worst
    patterns, missed = collected()
    found = sorted(growths(patterns), key=lambda growth: -growth.ratio)
    for growth in found[: worst or None]:
        print(shown(growth))
    beyond = sum(growth.ratio > MOST for growth in found)
    print(f"{len(patterns)} patterns, {len(found)} uses of them; beyond {MOST}: {beyond}")
    if missed:
        print(f"not looked at, for nothing in bench/exercise.py comes by: {', '.join(missed)}")
    return 1 if beyond or missed else 0


def shown(growth: Growth) -> str:
    """A line on a growth: ratio, place, method, size and time, how the text begins, the pattern."""
    return (
        f"{growth.ratio:5.2f} {growth.pattern.where:36} {growth.method:9} {growth.size:8} characters "
        f"{growth.seconds * 1000:7.1f} ms {growth.text!r:.30} {growth.pattern.pattern!r:.60}"
    )


if __name__ == "__main__":
    sys.exit(main())
