"""Threads of acts over a folder of documents, in the form of the data folder's `threads-*.json`."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

from bench import reading
from bench.data import Row
from onrecord.commitment import stage_of
from onrecord.errors import ReadError
from onrecord.records import Act, ActKind, Actor, Anchor, slug
from onrecord.resolve.commitments import keys
from onrecord.store.joining import commitment_links
from onrecord.store.threads import Member, called, gathered, member_of


def members(path: Path, gold: bool = False) -> list[Member]:
    """The acts of a text file as threads take them: those of our reading, or (`gold`) of the gold beside the text.

    Raises ReadError where there is no gold, or none that fits the text.
    """
    return members_of(path, _gold(path) if gold else reading.predicted(path))


def members_of(path: Path, shape: Row) -> list[Member]:
    """The acts of a reading in the shape of the gold, of this text file; named as "NAME.txt#A1"."""
    text = path.read_text(encoding="utf-8")
    published = reading.published(path) or shape.get("published")
    states = shape.get("states") or {}
    actors = {name: Actor(slug(name), name, "group", _listed(of)) for name, of in states.items()}
    found = [_act(act, path.name, text) for act in shape["acts"]]
    if len({act.id for act in found}) < len(found):
        raise ReadError(f"{path.name}: two of its acts have one id")
    return [member_of(act, 0, published, actors) for act in found]


def _gold(path: Path) -> Row:
    beside = path.with_name(f"{path.stem}.gold.json")
    if not beside.is_file():
        raise ReadError(f"no {beside.name} beside it to take the acts from")
    try:
        shape: Any = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReadError(f"{beside.name}: not JSON in UTF-8 ({error})") from None
    if not isinstance(shape, dict) or not isinstance(shape.get("acts"), list):
        raise ReadError(f'{beside.name}: not a JSON object with a list "acts"')
    return shape


def _act(row: Row, document: str, text: str) -> Act:
    """An act with what threads go by."""
    try:
        undertaking = tuple(_anchor(span, text) for span in row["undertaking"])
        trigger = _anchor(row["trigger"], text) if "trigger" in row else undertaking[0]
        if row["kind"] not in get_args(ActKind):
            raise ValueError(f"there is no kind {row['kind']!r}")
        by, to = _listed(row.get("by")), _listed(row.get("to"))
        name = f"{document}#{row['id']}"
        return Act(name, document, row["kind"], trigger, undertaking, by, to=to, date_value=row.get("date_value"))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        said = row.get("id", "without id") if isinstance(row, dict) else "that is no object"
        raise ReadError(f"act {said}: {type(error).__name__} {error}") from None


def _anchor(span: Sequence[int], text: str) -> Anchor:
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {start}:{end} lies outside the text")
    return Anchor(start, end, text[start:end])


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def threaded(acts: Iterable[Member]) -> Row:
    """The threads of acts, linked and folded as the store does it, in the order of their first acts."""
    known = {one.turn.act: one for one in acts}
    made = gathered(known, _links(list(known.values())))
    return {"threads": [_thread(f"T{number}", thread) for number, thread in enumerate(made, 1)]}


def _links(acts: Sequence[Member]) -> dict[tuple[str, str], float]:
    """The score of each pair of acts that are linked; only pairs with a key in common are compared."""
    found: dict[tuple[str, str], float] = {}
    keyed = {one.turn.act: set(keys(one.words)) for one in acts}
    under: dict[int, list[Member]] = {}
    for one in acts:
        near = {other.turn.act: other.subject for key in keyed[one.turn.act] for other in under.get(key, ())}
        for link in commitment_links([one.subject], list(near.values()), keyed):
            found[link.subject, link.object] = 1.0 if link.score is None else link.score
        for key in keyed[one.turn.act]:
            under.setdefault(key, []).append(one)
    return found


def _thread(name: str, thread: Sequence[Member]) -> Row:
    now = called(thread, ())[-1]
    return {
        "id": name,
        "label": now.label,
        "stage": stage_of(one.turn for one in thread),
        "acts": [one.turn.act for one in thread],
        "promisor": list(now.by),
    }
