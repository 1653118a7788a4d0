"""What is to be watched, as a file onrecord.toml says it, checked."""

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from onrecord.acquire.entry import digest_of
from onrecord.acquire.given import KINDS, edtf_date
from onrecord.acquire.listed import check_glob
from onrecord.acquire.urls import location
from onrecord.errors import UsageError

FILE = "onrecord.toml"
List = Literal["feed", "sitemap", "pages"]
LISTS: tuple[List, ...] = ("feed", "sitemap", "pages")
EXAMPLE = """[[watch]]
feed = "https://news.example/defence/rss.xml"
"""
_IN_LINES = f"for example, the line {' and below it '.join(EXAMPLE.strip().splitlines())}"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SPAN = re.compile(r"([0-9]{1,6})([smhd])")
NEWEST = 200
# What msgspec says of a value of the wrong kind; how such kinds are called, and how settings are written.
_TYPE = re.compile(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`")
_IN_TOML = {
    "int": "a number", "float": "a number", "str": "words in quotes", "bool": "true or false", "array": "a list",
    "object": "a table",
}  # fmt: skip
_LIKE = {"every": '"15m"', "recheck": '["1h", "1d"]', "newest": "200", "since": '"2026-01-31"'}
# Seconds between two looks at a list, at least: no feed is made for less.
LEAST = 60.0


class Watched(msgspec.Struct, frozen=True):
    """A feed, a sitemap or a page list, and what is known of the pages that it lists.

    `every` is in seconds. Pages are taken whose address matches `matching` (with * for anything) and, if the list says
    when they were published, that were on or after the day `since`. Of what a list holds when it is first read the
    `newest` are taken.
    """

    kind: List
    url: str
    every: float
    publisher: str | None = None
    document: str | None = None
    series: str | None = None
    matching: str | None = None
    since: str | None = None
    newest: int = NEWEST

    @property
    def said(self) -> dict[str, str]:
        """What is said of each of its pages."""
        fields = {"publisher": self.publisher, "kind": self.document, "series": self.series}
        return {name: value for name, value in fields.items() if value}

    @property
    def chosen(self) -> str:
        """A digest of the settings by which its pages are chosen: where they change, all of the list is to be had."""
        return digest_of(self.kind, self.matching, self.since)


class Plan(msgspec.Struct, frozen=True):
    """What is watched, in which store. `recheck` are the seconds after which a page is looked at again for edits."""

    watched: tuple[Watched, ...]
    db: str | None = None
    recheck: tuple[float, ...] = ()

    @property
    def longest(self) -> float:
        """The seconds after which, at the latest, it has a list or a page asked for again."""
        return max((*self.recheck, *(one.every for one in self.watched)))


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    feed: str | None = None
    sitemap: str | None = None
    pages: str | None = None
    every: str | None = None
    publisher: str | None = None
    kind: str | None = None
    series: str | None = None
    matching: str | None = None
    since: str | None = None
    newest: int = NEWEST


class _File(msgspec.Struct, forbid_unknown_fields=True):
    watch: list[_Row]
    db: str | None = None
    every: str = "15m"
    recheck: list[str] = msgspec.field(default_factory=lambda: ["1h", "6h", "1d", "3d", "7d"])


def plan_in(path: Path) -> Plan:
    """The plan that the file holds. Raises UsageError, in one line that says where and what to do, if it holds none."""
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; write one that holds, {_IN_LINES}") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); check the file") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: is no TOML ({' '.join(str(error).split())}); mend it") from None
    return plan_of(said, str(path))


def plan_of(said: dict[str, Any], name: str = FILE) -> Plan:
    """The plan that a parsed file means; `name` names it in messages. Raises UsageError as `plan_in` does."""
    if isinstance(said.get("watch"), dict):
        raise UsageError(f"{name}: [watch] has one pair of brackets; each list begins with [[watch]]")
    try:
        file = msgspec.convert(_with_words(said), _File)
    except msgspec.ValidationError as error:
        raise UsageError(f"{name}: {_told(str(error))}") from None
    if not file.watch:
        raise UsageError(f"{name}: watches nothing; add, {_IN_LINES}")
    every = seconds(file.every, f"{name}: every")
    watched = tuple(_watched(row, f"{name}: watch {number}", every) for number, row in enumerate(file.watch, 1))
    twice = next((one.url for one in watched if sum(one.url == other.url for other in watched) > 1), None)
    if twice:
        raise UsageError(f"{name}: {twice} is watched twice; leave out one")
    recheck = sorted(seconds(one, f"{name}: recheck") for one in file.recheck)
    return Plan(watched, file.db, tuple(recheck))


def _with_words(said: Any) -> Any:
    """What TOML held, with its days as words, which they may be written as too."""
    if isinstance(said, dict):
        return {name: _with_words(value) for name, value in said.items()}
    if isinstance(said, list):
        return [_with_words(value) for value in said]
    return said.isoformat() if isinstance(said, datetime.date) else said


def seconds(span: str, name: str = "the time") -> float:
    """The seconds that 90s, 15m, 6h or 7d means. Raises UsageError, for what `name` names, where it means none."""
    found = _SPAN.fullmatch(span.strip())
    if not found or not int(found[1]):
        raise UsageError(f"{name} {span!r} is no time; give 90s, 15m, 6h or 7d")
    return float(found[1]) * _UNITS[found[2]]


def _watched(row: _Row, name: str, every: float) -> Watched:
    given: list[tuple[List, str]] = [(kind, url) for kind in LISTS if (url := getattr(row, kind)) is not None]
    if len(given) != 1:
        raise UsageError(f"{name}: give one of feed, sitemap and pages, with its address")
    kind, url = given[0]
    try:
        url = location(url).url
    except ValueError as error:
        raise UsageError(f"{name}: {url} {error}") from None
    own = seconds(row.every, f"{name}: every") if row.every else every
    if own < LEAST:
        raise UsageError(f"{name}: every {own:g} s is too often for a server; give {LEAST:g}s or more")
    if row.kind is not None and row.kind not in KINDS:
        raise UsageError(f"{name}: kind {row.kind!r}: no such kind; give one of {', '.join(KINDS)}")
    if row.since is not None and (edtf_date(row.since) is None or len(row.since) != 10):
        raise UsageError(f"{name}: since {row.since!r} is no day; give 2026-01-31")
    if row.matching is not None:
        try:
            check_glob(row.matching)
        except UsageError as error:
            raise UsageError(f"{name}: {error}") from None
    if row.newest < 1:
        raise UsageError(f"{name}: newest is {row.newest}; give 1 or more")
    return Watched(kind, url, own, row.publisher, row.kind, row.series, row.matching, row.since, row.newest)


def _told(said: str) -> str:
    """What msgspec says, as people who write the file say it."""
    what, _, where = said.partition(" - at `$")
    place = re.sub(r"\.watch\[(\d+)\]", lambda found: f"watch {int(found[1]) + 1}", where.rstrip("`"))
    what = what.replace("Object contains unknown field", "has no setting").replace(
        "Object missing required field", "lacks"
    )
    if wrong := _TYPE.match(what):
        setting = place.rpartition(".")[2]
        like = _LIKE.get(setting, {"int": "a number", "array": "a list"}.get(wrong[1], '"words"'))
        return f"{place.lstrip('.')}: is {_IN_TOML.get(wrong[2], wrong[2])}; write {setting} = {like}"
    known = ", ".join((_Row if place.startswith("watch ") else _File).__struct_fields__)
    return f"{place.lstrip('.')}{': ' if place else ''}{what}; there are {known} (see the README)"
