"""A record as a reviewer wants it: its fields as plain words, and the record that follows from them."""

import re
from collections.abc import Callable, Mapping, Sequence
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
# Code points of one field.
LONGEST = 20_000


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
    they stood. Names must be those of the actors of the document, or stand in the text. Raises UsageError where a
    field says what cannot be.
    """
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
    return msgspec.structs.replace(new, id=record_id(new))


def added(
    kind: Kind, fields: Mapping[str, str], near: int, document: str, text: str, actors: Sequence[Actor]
) -> Record:
    """A new record of a document with these fields, as `edited` takes them.

    Its words are looked for near a place (so many characters of the text, each run of blanks one), its other pieces
    near its words. Raises UsageError where one that it needs is not given, or a field says what cannot be.
    """
    shape, words = SHAPES[kind], WORDS[kind]
    places = _collapsed(text)[1]
    for field in FIELDS[shape]:
        if field.needed and not fields.get(field.name, "").strip():
            raise UsageError(f"{field.name}: is needed")
    somewhere = _blank(shape, document, places[min(near, len(places) - 1)] if places else 0)
    found = getattr(edited(somewhere, {words: fields[words]}, text, actors), words)
    there = _blank(shape, document, found[0].start if isinstance(found, tuple) else found.start)
    return edited(msgspec.structs.replace(there, **{words: found}), fields, text, actors)


def _blank(shape: type[Record], document: str, near: int) -> Record:
    """A record of which nothing is known but where it stands."""
    here = Anchor(near, near, "")
    if shape is Statement:
        return Statement("", document, (here,), "indirect")
    if shape is Event:
        return Event("", document, EVENT_TYPES[0], here)
    return Act("", document, "pledge", here, ())


def new_actors(record: Record, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors whom a record names: those that are known, and for each other name one of which nothing is known."""
    known = {one.name: one for one in actors}
    names = [
        name
        for field in FIELDS[type(record)]
        if field.how == "names"
        for name in getattr(record, field.name)
    ]  # fmt: skip
    return tuple(known.get(name) or Actor(slug(name), name, "group") for name in dict.fromkeys(names))


class _Where(NamedTuple):
    record: Record
    text: str
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


def _found(words: str, text: str, near: int, name: str) -> Anchor:
    plain, places = _collapsed(text)
    wanted = " ".join(words.split())
    found: list[int] = []
    at = plain.find(wanted)
    while at >= 0:
        found.append(at)
        at = plain.find(wanted, at + 1)
    if not found:
        raise UsageError(f"{name}: the text has no “{words[:80]}”; give its words as they stand there")
    first = min(found, key=lambda one: (abs(places[one] - near), one))
    start, end = places[first], places[first + len(wanted) - 1] + 1
    return Anchor(start, end, text[start:end])


def _collapsed(text: str) -> tuple[str, list[int]]:
    """The text with one blank for each run of blanks, and the place of each of its characters in the text."""
    plain: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        blank = letter.isspace()
        if not blank or (plain and plain[-1] != " "):
            plain.append(" " if blank else letter)
            places.append(place)
    return "".join(plain), places


def _piece(field: Field, said: str, where: _Where) -> Anchor:
    return _found(said, where.text, _near(where.record, field.name), field.name)


def _words(field: Field, said: str, where: _Where) -> tuple[Anchor, ...]:
    near, made = _near(where.record, field.name), []
    for piece in (one.strip() for one in re.split("…|\\.\\.\\.", said)):
        if piece:
            made.append(_found(piece, where.text, near, field.name))
            near = made[-1].end
    ordered = sorted(made, key=lambda one: one.start)
    if not ordered or any(one.end > other.start for one, other in pairwise(ordered)):
        raise UsageError(f"{field.name}: pieces must be words that do not overlap; put “…” between them")
    return tuple(ordered)


def _names(field: Field, said: str, where: _Where) -> tuple[str, ...]:
    known = {one.name for one in where.actors}
    names = tuple(dict.fromkeys(" ".join(one.split()) for one in said.split(";") if one.strip()))
    for name in names:
        if name not in known:
            _found(name, where.text, 0, field.name)
    return names


def _choice(field: Field, said: str, _: _Where) -> str:
    if said not in field.choices:
        raise UsageError(f"{field.name}: is one of {', '.join(field.choices)}")
    return said


def _date(field: Field, said: str, _: _Where) -> str:
    if not is_date(said):
        raise UsageError(f"{field.name}: is a date of the calendar such as 2026-03-05, 2026-03 or 2026-03-05/2026-03-09")
    return said


_READ: dict[str, Callable[[Field, str, _Where], Any]] = {
    "piece": _piece, "words": _words, "names": _names, "choice": _choice, "date": _date,
}  # fmt: skip
