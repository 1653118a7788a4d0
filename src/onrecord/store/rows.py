"""Records as rows, and rows as records again."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

import msgspec

from onrecord.edtf import first_day
from onrecord.records import Act, Actor, Document, Event, Finding, Provenance, Reading, Statement, slug
from onrecord.resolve.actors import family
from onrecord.text import shortened

T = TypeVar("T")
Row = dict[str, Any]
NEVER_TEXT = re.compile("[\x00\ud800-\udfff]")
# Code points of the first line of a text that stand for its title where it has none.
_TITLE = 120


def packed(value: Any) -> str:
    """The value as JSON in ASCII: every database takes it, whatever characters a text holds.

    Defaults are left out by value. msgspec does so by identity, which a record that came from another process has lost.
    """
    return json.dumps(_builtins(value), ensure_ascii=True, separators=(",", ":"))


def _builtins(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        held = ((name, getattr(value, name), default) for name, default in _defaults(type(value)))
        return {name: _builtins(one) for name, one, default in held if one != default}
    if isinstance(value, tuple | list):
        return [_builtins(one) for one in value]
    return {key: _builtins(one) for key, one in value.items()} if isinstance(value, dict) else value


@cache
def _defaults(shape: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a shape with their defaults; something that no value equals where there is none."""
    return tuple(
        (one.name, one.default_factory() if one.default_factory is not msgspec.NODEFAULT else one.default)
        for one in msgspec.structs.fields(shape)
    )


def unpacked(body: str, shape: type[T]) -> T:
    """The value that `packed` was given."""
    of: Any = shape
    try:
        found: T = _decoder(of).decode(body)
        return found
    except msgspec.DecodeError:  # it takes no lone surrogates, which the texts of pages may have
        return msgspec.convert(json.loads(body), shape)


@cache
def _decoder(shape: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(shape)


@lru_cache(maxsize=10_000)
def names_in(body: str) -> tuple[str, ...]:
    """The names that `packed` was given; the same few come again and again."""
    return unpacked(body, tuple[str, ...])


def plain(text: str | None) -> str | None:
    """The text with U+FFFD for what no database takes as text (NUL, lone surrogates)."""
    return None if text is None else NEVER_TEXT.sub("\ufffd", text)


def title_of(document: Document) -> str:
    """The document's title, or the first line of its text."""
    lines = (line.strip() for line in document.text[:5000].splitlines())
    found = document.title or next((line for line in lines if line), "")
    return plain(shortened(found, _TITLE)) or ""


def states_of(names: Sequence[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The states that the named actors are or act for, sorted; the name itself where an actor acts for no state."""
    found: set[str] = set()
    for name in names:
        actor = actors.get(name)
        found.update(actor.acts_for if actor and actor.acts_for else (name,))
    return tuple(sorted(found))


def by_name(reading: Reading) -> dict[str, Actor]:
    """The actors of a reading by their names, in each spelling that it has; of those that are one by their id, the
    last, which is kept.
    """
    kept = {actor.id: actor for actor in reading.actors}
    found = {actor.name: kept[actor.id] for actor in reading.actors}
    named = {name for one in reading.statements for name in one.actor}
    named |= {name for one in reading.acts for name in (*one.by, *one.to)}
    return found | spelt(named - found.keys(), kept.values())


def spelt(names: Collection[str], actors: Iterable[Actor]) -> dict[str, Actor]:
    """Those of the actors whom names mean in another spelling than their own, by these names."""
    kept = {actor.id: actor for actor in actors} if names else {}
    return {name: kept[slug(name)] for name in names if slug(name) in kept}


def columns_of(record: Actor | Statement | Event | Finding | Provenance, day: str | None = None) -> Row:
    """What a row says of its record, by which it is found; `day` is that of the document.

    Of an act it is what threads take of it, see `onrecord.store.threads.member_of`.
    """
    match record:
        case Actor():
            return {"id": record.id, "name": plain(record.name), "kind": record.kind, "family": family(record)}
        case Statement():
            return {"id": record.id, "start": start_of(record), "day": first_day(record.date_value) or day}
        case Event():
            own = {"id": record.id, "start": start_of(record), "type": record.type, "country": record.country}
            return {**own, "day": first_day(record.date_value) or day}
        case Finding():
            return {"code": record.code, "message": plain(record.message)}
        case Provenance():
            said = {name: plain(getattr(record, name)) for name in ("published", "publisher", "kind")}
            return {**said, "day": first_day(record.published)}


def act_day(act: Act, published: str | None) -> str | None:
    """The day by which an act is ordered: of the act where its date is known and no later than the document's.

    Of a month or year it is the first: what later texts tell of a year is mostly how it began ("In 2007 they agreed").
    """
    own, said = first_day(act.date_value), first_day(published)
    return own if own and (said is None or own <= said) else said


def start_of(record: Statement | Event | Act) -> int:
    """Where the first words of a record's content stand, in code points."""
    match record:
        case Statement():
            return record.content[0].start
        case Event():
            return record.trigger.start
        case Act():
            return min(record.trigger.start, record.undertaking[0].start)


def words_of(act: Act) -> str:
    """The words of an act's undertaking, its pieces in order."""
    return " ".join(" ".join(piece.exact.split()) for piece in act.undertaking)
