"""Addresses of every page, made from the app's own description and from what a store holds."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from sqlalchemy import Connection, func, select

from onrecord.commitment import STAGES
from onrecord.ledger.changes import WHATS
from onrecord.ledger.subjects import named
from onrecord.store import tables as t
from onrecord.store.opened import Store
from onrecord.web.page import API

Draw = Callable[[Connection, random.Random], str]

_PLACEHOLDER = re.compile(r"([a-z_]*)/\{([a-z_]+)(?::[a-z]+)?\}")
WORDS = ("missile", "submarines", "trade agreement", '"prime minister"', "ceasefire", "tariffs", "nuclear", "visit",
         "security cooperation", "president", "energy", "sanctions")  # fmt: skip
STATES = ("United States", "South Korea", "Japan", "Russia", "China", "Ukraine", "Australia", "Iran", "Norway")
# How many parameters an address has at most, beside those that it must have.
_AT_ONCE = 2


def _reading(connection: Connection, chance: random.Random) -> int:
    """The number of some reading."""
    r = t.reading.c
    last = connection.execute(select(func.max(r.no))).scalar_one() or 0
    at = select(r.no).where(r.active, r.no > chance.randrange(max(1, last))).order_by(r.no).limit(1)
    return int(connection.execute(at).scalar() or connection.execute(select(func.min(r.no))).scalar_one())


def _of_reading(table: Any, column: str) -> Draw:
    """What draws a value that stands beside some reading."""

    def drawn(connection: Connection, chance: random.Random) -> str:
        for _ in range(100):
            where = table.c.no if table is t.reading else table.c.reading
            found = select(table.c[column]).where(where == _reading(connection, chance), table.c[column].is_not(None))
            values = connection.execute(found).scalars().all()
            if values:
                return str(chance.choice(values))
        raise LookupError(f"no reading of the store has a {table.name}.{column}")

    return drawn


def _one_of(values: Sequence[object]) -> Draw:
    return lambda _, chance: str(chance.choice(values))


def _dossier(connection: Connection, chance: random.Random) -> str:
    return chance.choice(named(connection))[0]


def _actor(connection: Connection, chance: random.Random) -> str:
    """A state that says much, or somebody who says something."""
    return chance.choice(STATES) if chance.random() < 0.3 else _speaker(connection, chance)


def _speaker(connection: Connection, chance: random.Random) -> str:
    a, m = t.actor.c, t.statement_actor.c
    for _ in range(100):
        of = select(a.name).join(t.statement_actor, (m.reading == a.reading) & (m.actor == a.id))
        values = connection.execute(of.where(a.reading == _reading(connection, chance))).scalars().all()
        if values:
            return str(chance.choice(values))
    raise LookupError("nobody in the store says anything")


def _records(connection: Connection, document: str) -> list[str]:
    """The ids of what somebody says in a document, and of what is undertaken."""
    r = t.reading.c
    of = [select(one.c.id).join(t.reading, r.no == one.c.reading) for one in (t.statement, t.act)]
    return [name for one in of for name in connection.execute(one.where(r.document == document, r.active)).scalars()]


def _record(connection: Connection, chance: random.Random, document: str) -> str:
    return chance.choice(sorted(_records(connection, document)))


def _with_records(connection: Connection, chance: random.Random) -> str:
    """A document that has a record."""
    for _ in range(100):
        found = _DOCUMENT(connection, chance)
        if _records(connection, found):
            return found
    raise LookupError("no document of the store has a record")


# What stands in the place of a placeholder, by the part of the path before it.
NAMED: dict[str, Draw] = {
    "commitments": _of_reading(t.step, "thread"),
    "documents": _of_reading(t.reading, "document"),
    "actors": _actor,
    "dossiers": _dossier,
    "sources": _of_reading(t.reading, "publisher"),
    "outlets": _of_reading(t.reading, "publisher"),
}
_DOCUMENT, _COMMITMENT = NAMED["documents"], NAMED["commitments"]
# What is asked for, by the name of the parameter.
ASKED: dict[str, Draw] = {
    "dossier": _dossier,
    "party": _one_of(STATES),
    "stage": _one_of(STAGES),
    "kind": _one_of(("pledge", "plan", "agree", "withdraw", "delay")),
    "text": _one_of(WORDS),
    "about": _one_of(WORDS),
    "q": _one_of(WORDS),
    "since": _one_of(("2010", "2020-06", "2024-01-01", "2026-01")),
    "until": _one_of(("2026-06", "2026-11-01")),
    "as_of": _one_of(("2015", "2022-06-30", "2026-01")),
    "what": _one_of(WHATS),
    "only": _one_of(("statement", "event", "act")),
    "rule": _one_of(("modal will", "infinitive", "verb AGREE")),
    "below": _one_of((0.3, 0.6, 0.9)),
    "sure": _one_of((0.5, 0.8)),
    "limit": _one_of((10, 50)),
    "offset": _one_of((10, 50, 500, 2_000)),
    "documents": _one_of((2, 3, 10)),
    "overdue": _one_of((1,)),
    "officials": _one_of((0, 1)),
    "actor": _actor,
    "commitment": _COMMITMENT,
    "document": _DOCUMENT,
}
ASKED |= dict.fromkeys(("old", "new", "one", "other"), _DOCUMENT)


def filled(path: str, connection: Connection, chance: random.Random) -> str:
    """The path with something of the store in the place of each placeholder; raises LookupError if nothing fits."""

    last = ""

    def drawn(found: re.Match[str]) -> str:
        nonlocal last
        of, name = found[1], found[2]
        if of == "documents":
            last = _with_records(connection, chance)
            return f"{of}/{last}"
        if name == "record":
            return f"{of}/{_record(connection, chance, last)}"
        if name == "number":
            return f"{of}/1"
        draw = NAMED.get(of) or ASKED.get(name)
        if draw is None:
            raise LookupError(f"{path}: what may stand for {name}? Add it to bench/addresses.py")
        return f"{of}/{quote(draw(connection, chance), safe='')}"

    return _PLACEHOLDER.sub(drawn, path)


def asked(
    operation: Mapping[str, Any], connection: Connection, chance: random.Random, most: int = _AT_ONCE
) -> dict[str, str]:
    """Some of the parameters that an operation of the description may have, and all that it must have."""
    known = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
    must = [one["name"] for one in known if one["required"]]
    may = sorted({one["name"] for one in known} & ASKED.keys() - set(must))
    # A search without words finds nothing, and so it is no measure of one.
    must += [name for name in may if name == "q"]
    some = chance.sample(may, min(len(may), chance.randrange(most + 1)))
    missing = [name for name in must if name not in ASKED]
    if missing:
        raise LookupError(f"what may {', '.join(missing)} be? Add it to bench/addresses.py")
    return {name: ASKED[name](connection, chance) for name in dict.fromkeys((*must, *some))}


def pages(described: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The operations of the description that answer GET, by the path of the page."""
    return {
        path.removeprefix(API): one["get"]
        for path, one in described["paths"].items()
        if path.startswith(API) and "get" in one
    }


def addresses(
    described: Mapping[str, Any], store: Store, each: int, number: int = 1, most: int = _AT_ONCE
) -> Iterator[tuple[str, str]]:
    """The path of each page and an address of it, so many each; the first as bare as may be."""
    with store.reading() as connection:
        for path, operation in sorted(pages(described).items()):
            chance = random.Random(f"{number} {path}")
            for at in range(each):
                query = urlencode(asked(operation, connection, chance, most if at else 0))
                yield path, f"{filled(path, connection, chance)}{'?' if query else ''}{query}"
