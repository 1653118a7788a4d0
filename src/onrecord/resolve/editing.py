"""A record as a reviewer wants it: its fields as plain words, and the record that follows from them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from onrecord.edtf import is_date
from onrecord.errors import UsageError
from onrecord.records import Act, ActKind, Actor, Anchor, Event, Factuality, Mode, Record, Statement, record_id, slug

Kind = Literal["statement", "event", "act"]
SHAPES: dict[Kind, type[Record]] = {"statement": Statement, "event": Event, "act": Act}
# The field with most of a record's words.
WORDS: dict[Kind, str] = {"statement": "content", "event": "trigger", "act": "undertaking"}
# Between several pieces of words, and between several names.
PIECES, NAMES = " … ", "; "
# Root types of events by PLOVER 2.0.
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
# Code points of one field, and pieces or names in it.
LONGEST, MANY = 20_000, 50


class Field(NamedTuple):
    """A field of a record: its name, how it is given ("words", "piece", "names", "choice", "date"), its choices."""

    name: str
    how: str
    choices: tuple[str, ...] = ()
    needed: bool = False


FIELDS: dict[type[Record], tuple[Field, ...]] = {
    Statement: (
        Field("actor", "names"), Field("speaker", "piece"), Field("cue", "piece"), Field("content", "words", (), True),
        Field("mode", "choice", get_args(Mode), True), Field("addressee", "piece"), Field("date", "piece"),
        Field("date_value", "date"),
    ),
    Event: (
        Field("type", "choice", EVENT_TYPES, True), Field("trigger", "piece", (), True), Field("actors", "names"),
        Field("recipients", "names"), Field("place", "piece"),
        Field("factuality", "choice", get_args(Factuality), True), Field("date", "piece"), Field("date_value", "date"),
    ),
    Act: (
        Field("kind", "choice", get_args(ActKind), True), Field("by", "names"), Field("trigger", "piece", (), True),
        Field("undertaking", "words", (), True), Field("to", "names"), Field("due", "piece"),
        Field("due_value", "date"), Field("amount", "piece"), Field("condition", "piece"), Field("date", "piece"),
        Field("date_value", "date"),
    ),
}  # fmt: skip


def given(record: Record) -> dict[str, str]:
    """The fields of a record as they are given in a form, by their names."""
    return {one.name: _shown(getattr(record, one.name)) for one in FIELDS[type(record)]}


def edited(record: Record, fields: Mapping[str, str], text: str, actors: Sequence[Actor]) -> Record:
    """The record with these fields; one that is not named stays, an empty one is taken away.

    Words must stand in the text, whatever blanks are between them: of several places it is the one nearest to where
    they stood. Names must be those of the actors of the document, or stand in the text. No rule made what was edited.
    Raises UsageError where a field says what cannot be.
    """
    return _edited(record, fields, _Text(text), actors)


def _edited(record: Record, fields: Mapping[str, str], text: "_Text", actors: Sequence[Actor]) -> Record:
    changed: dict[str, Any] = {}
    before = given(record)
    for field in FIELDS[type(record)]:
        said = fields.get(field.name)
        if said is None or said.strip() == before[field.name]:
            continue
        if len(said) > LONGEST:
            raise UsageError(f"{field.name}: takes at most {LONGEST:,} characters")
        if not said.strip():
            if field.needed:
                raise UsageError(f"{field.name}: cannot be left out; reject the record if there is none")
            changed[field.name] = () if isinstance(getattr(record, field.name), tuple) else None
            continue
        changed[field.name] = _READ[field.how](field, said.strip(), _Where(record, text, actors))
    new = msgspec.structs.replace(record, **changed)
    if new != record:  # no rule made what it says now, and the network was not asked about that
        new = msgspec.structs.replace(new, why=None)
    return msgspec.structs.replace(new, id=record_id(new))


def added(
    kind: Kind, fields: Mapping[str, str], near: int, document: str, text: str, actors: Sequence[Actor]
) -> Record:
    """A new record of a document with these fields, as `edited` takes them.

    Its words are looked for near a place (so many characters of the text, each run of blanks one), its other pieces
    near its words. Raises UsageError where one that it needs is not given, or a field says what cannot be.
    """
    shape, words = SHAPES[kind], WORDS[kind]
    whole = _Text(text)
    for field in FIELDS[shape]:
        if field.needed and not fields.get(field.name, "").strip():
            raise UsageError(f"{field.name}: is needed")
    places = whole.places
    somewhere = _blank(shape, document, places[min(near, len(places) - 1)] if places else 0)
    found = getattr(_edited(somewhere, {words: fields[words]}, whole, actors), words)
    there = _blank(shape, document, found[0].start if isinstance(found, tuple) else found.start)
    return _edited(msgspec.structs.replace(there, **{words: found}), fields, whole, actors)


def _blank(shape: type[Record], document: str, near: int) -> Record:
    """A record of which nothing is known but where it stands."""
    here = Anchor(near, near, "")
    if shape is Statement:
        return Statement("", document, (here,), "indirect")
    if shape is Event:
        return Event("", document, EVENT_TYPES[0], here)
    return Act("", document, "pledge", here, ())


def new_actors(record: Record, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors whom a record names, each once: those that are known, by name or else by id, and for each other name
    one of which nothing is known.
    """
    by_name, by_id = {one.name: one for one in actors}, {one.id: one for one in actors}
    names = [
        name
        for field in FIELDS[type(record)]
        if field.how == "names"
        for name in getattr(record, field.name)
    ]  # fmt: skip
    found: dict[str, Actor] = {}
    for name in names:
        one = by_name.get(name) or by_id.get(slug(name)) or Actor(slug(name), name, "group")
        found.setdefault(one.id, one)
    return tuple(found.values())


class _Text:
    """A text in which words are looked for, with one blank for each run of blanks."""

    def __init__(self, whole: str):
        self.whole = whole

    @cached_property
    def _collapsed(self) -> tuple[str, list[int]]:
        plain: list[str] = []
        places: list[int] = []
        for place, letter in enumerate(self.whole):
            blank = letter.isspace()
            if not blank or (plain and plain[-1] != " "):
                plain.append(" " if blank else letter)
                places.append(place)
        return "".join(plain), places

    @cached_property
    def _backwards(self) -> str:
        return self._collapsed[0][::-1]

    @property
    def places(self) -> list[int]:
        """The place in the whole text of each character that is left."""
        return self._collapsed[1]

    def has(self, words: str) -> bool:
        """True if these words stand anywhere in it."""
        return " ".join(words.split()) in self._collapsed[0]

    def nearest(self, words: str, near: int) -> Anchor | None:
        """Where these words stand nearest to a place of the whole text; None if they do not."""
        plain, places = self._collapsed
        wanted = " ".join(words.split())
        at = bisect_left(places, near)
        behind = plain.find(wanted, at)
        # The last that begins before; backwards, as to find takes the time of the text, whatever the words are, and
        # rfind that of both, multiplied.
        last = self._backwards.find(wanted[::-1], max(0, len(plain) - len(wanted) - at + 1))
        before = len(plain) - last - len(wanted) if last >= 0 else -1
        found = [one for one in (before, behind) if one >= 0]
        if not found or not wanted:
            return None
        first = min(found, key=lambda one: (abs(places[one] - near), one))
        start, end = places[first], places[first + len(wanted) - 1] + 1
        return Anchor(start, end, self.whole[start:end])


class _Where(NamedTuple):
    record: Record
    text: _Text
    actors: Sequence[Actor]


def _shown(value: Any) -> str:
    if isinstance(value, Anchor):
        return " ".join(value.exact.split())
    if isinstance(value, tuple):
        between = PIECES if value and isinstance(value[0], Anchor) else NAMES
        return between.join(map(_shown, value))
    return value or ""


def _near(record: Record, name: str) -> int:
    """Where the words of a field stand or are to be looked for, in code points."""
    value = getattr(record, name)
    if isinstance(value, tuple) and value:
        value = value[0]
    if isinstance(value, Anchor):
        return value.start
    return record.content[0].start if isinstance(record, Statement) else record.trigger.start


def _found(words: str, text: _Text, near: int, name: str) -> Anchor:
    found = text.nearest(words, near)
    if found is None:
        raise _has_not(words, name)
    return found


def _has_not(words: str, name: str) -> UsageError:
    return UsageError(f"{name}: the text has no “{words[:80]}”; give its words as they stand there")


def _piece(field: Field, said: str, where: _Where) -> Anchor:
    return _found(said, where.text, _near(where.record, field.name), field.name)


def _words(field: Field, said: str, where: _Where) -> tuple[Anchor, ...]:
    near, made = _near(where.record, field.name), []
    for piece in _cut(field, re.split("…|\\.\\.\\.", said), "pieces"):
        made.append(_found(piece, where.text, near, field.name))
        near = made[-1].end
    ordered = sorted(made, key=lambda one: one.start)
    if not ordered or any(one.end > other.start for one, other in pairwise(ordered)):
        raise UsageError(f"{field.name}: pieces must be words that do not overlap; put “…” between them")
    return tuple(ordered)


def _cut(field: Field, said: Sequence[str], what: str) -> list[str]:
    """What is said in the pieces of a field, but for blanks; raises UsageError where there are too many."""
    found = [" ".join(one.split()) for one in said if one.strip()]
    if len(found) > MANY:
        raise UsageError(f"{field.name}: takes at most {MANY} {what}")
    return found


def _names(field: Field, said: str, where: _Where) -> tuple[str, ...]:
    """The names; of an actor that is known, in whatever spelling it was given, the one by which it is known."""
    known = {one.name for one in where.actors}
    by_id = {one.id: one.name for one in where.actors}
    names: dict[str, str] = {}
    for name in _cut(field, said.split(";"), "names"):
        if name not in known and slug(name) not in by_id and not where.text.has(name):
            raise _has_not(name, field.name)
        own = name if name in known else by_id.get(slug(name), name)
        names.setdefault(slug(own), own)
    return tuple(names.values())


def _choice(field: Field, said: str, _: _Where) -> str:
    if said not in field.choices:
        raise UsageError(f"{field.name}: is one of {', '.join(field.choices)}")
    return said


def _date(field: Field, said: str, _: _Where) -> str:
    if not is_date(said):
        example = "2026-03-05, 2026-03 or 2026-03-05/2026-03-09"
        raise UsageError(f"{field.name}: is a date of the calendar such as {example}")
    return said


_READ: dict[str, Callable[[Field, str, _Where], Any]] = {
    "piece": _piece, "words": _words, "names": _names, "choice": _choice, "date": _date,
}  # fmt: skip
