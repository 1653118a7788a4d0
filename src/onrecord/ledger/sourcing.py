"""How an outlet sources its reports: what is its own, whose words it carries and how, and what nobody else has told."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, case, exists, func, select

from onrecord.ledger.origins import Origin, origins
from onrecord.ledger.sources import holds
from onrecord.records import Frozen, Mode, Provenance
from onrecord.store import tables as t
from onrecord.store.links import cut, held
from onrecord.store.rows import unpacked

# Documents of an outlet that are counted, and those whose origins are looked for, the last added of each.
COUNTED, TRACED = 150, 150
# Outlets and commitments that are shown.
_SHOWN = 20
# Stands in the JSON of a statement that has an actor, and of one whose speaker stands in the text, and nowhere else.
_ACTOR, _SPEAKER = '"actor":["', '"speaker":{'


class Figure(Frozen, frozen=True):
    """Something that was counted: how many there are `of` what, if it is a part, and `how` it is counted."""

    what: str
    many: int
    how: str
    of: int | None = None


class Credited(Frozen, frozen=True):
    """An outlet that is credited, and in how many documents."""

    name: str
    documents: int


class Alone(Frozen, frozen=True):
    """A commitment that one outlet alone has told of."""

    id: str
    label: str


class Sourcing(Frozen, frozen=True):
    """How an outlet sources the last added of its documents, of which `documents` were counted.

    `origins` are those of the last `traced` of them; `alone` are the first of the commitments that it alone told of.
    """

    documents: int
    figures: tuple[Figure, ...]
    credits: tuple[Credited, ...]
    origins: tuple[Origin, ...]
    alone: tuple[Alone, ...]
    traced: int


def sourcing(connection: Connection, name: str) -> Sourcing:
    """How an outlet sources its reports, as their records tell."""
    r = t.reading.c
    query = select(r.no, r.document, r.day, r.body).where(r.publisher == name, r.active)
    rows = connection.execute(query.order_by(r.no.desc()).limit(COUNTED)).all()
    numbers, said = [row.no for row in rows], [unpacked(row.body, Provenance) for row in rows]
    credits = Counter(credit for one in said for credit in dict.fromkeys(one.credits))
    touched, alone = _commitments(connection, name, numbers)
    figures = (
        *_documents(said), *_statements(connection, numbers), *_stories(connection, name, rows),
        Figure("Commitments that they tell of", touched, "Commitments with an act in one of the documents."),
        Figure(
            "Told by no other outlet", len(alone),
            "Those of them all of whose acts stand in documents of this outlet.", touched,
        ),
    )  # fmt: skip
    found = origins(connection, [row.document for row in rows[:TRACED]])
    return Sourcing(
        len(rows), figures,
        tuple(Credited(*one) for one in sorted(credits.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN]),
        tuple(sorted(found, key=lambda one: (-len(one.documents), one.name))[:_SHOWN]),
        tuple(_labels(connection, alone[:_SHOWN])), min(len(rows), TRACED),
    )  # fmt: skip


def _documents(said: Sequence[Provenance]) -> list[Figure]:
    every = len(said)
    second = sum(one.sourcing == "secondary" for one in said)
    return [
        Figure("Primary", every - second, "Documents that are the outlet's own reporting, or their issuers' own words.",
               every),
        Figure("Secondary", second, "Documents that carry the report of somebody else.", every),
        Figure("Credit an outlet", sum(bool(one.credits) for one in said),
               "Documents that name another outlet as the source of all or a part: “…, told Reuters”.", every),
    ]  # fmt: skip


def _statements(connection: Connection, numbers: Sequence[int]) -> list[Figure]:
    """How statements are reported, and of whom."""
    s, m, a = t.statement.c, t.statement_actor.c, t.actor.c
    named = exists().where(
        m.statement == s.no, a.reading == m.reading, a.id == m.actor, a.kind != "group"
    )  # fmt: skip
    conditions: dict[str, ColumnElement[bool]] = {
        **{mode: holds(s.body, f'"mode":"{mode}"') for mode in get_args(Mode)},
        "named": named, "actor": holds(s.body, _ACTOR), "speaker": holds(s.body, _SPEAKER),
    }  # fmt: skip
    found: Counter[str] = Counter()
    who = case(
        (conditions["named"], "named"), (conditions["actor"], "group"), (conditions["speaker"], "words"),
        else_="nobody",
    )  # fmt: skip
    how = case(*((conditions[mode], mode) for mode in get_args(Mode)), else_="")
    for some in cut(numbers):
        each = select(who.label("who"), how.label("how")).where(s.reading.in_(some)).subquery()
        query = select(each.c.who, each.c.how, func.count()).group_by(each.c.who, each.c.how)
        for of, mode, many in connection.execute(query).all():
            found.update({of: many, mode: many})
    every = sum(found[mode] for mode in get_args(Mode))
    return [Figure("Statements", every, "What somebody is reported to say in the documents.")] + [
        Figure(what, found[key], told, every) for key, what, told in _TOLD
    ]


_TOLD = (
    ("direct", "Direct", "Statements whose words stand in quotation marks, or are the speaker's own text."),
    ("indirect", "Indirect", "Statements that are told in the outlet's words."),
    ("mixed", "Mixed", "Statements of which some words are quoted and some are not."),
    ("named", "Of somebody named", "Statements of at least one person, state or body."),
    ("group", "Of a group only", "Statements of groups: “officials”, “analysts”, “Hamas”."),
    ("words", "Of a speaker without a name", "Statements whose speaker stands in the text, but is nobody known: “he”."),
    ("nobody", "Of nobody", "Statements of which the text does not tell the speaker."),
)


def _stories(connection: Connection, name: str, rows: Sequence[Any]) -> list[Figure]:
    """How many documents are copies of what others published too, and of how many of these it was the first."""
    day = {row.document: row.day for row in rows}
    others: dict[str, set[str]] = {}
    for link in held(connection, "same-story", day):
        for one, other in ((link.subject, link.object), (link.object, link.subject)):
            if one in day:
                others.setdefault(one, set()).add(other)
    r = t.reading.c
    query = select(r.document, r.day, r.publisher).where(r.active, r.publisher != name)
    ends = sorted({other for some in others.values() for other in some})
    rows_of = (row for some in cut(ends) for row in connection.execute(query.where(r.document.in_(some))).all())
    told = {row.document: row.day for row in rows_of}
    shared = {one: some & told.keys() for one, some in others.items() if some & told.keys()}
    first = sum(
        all((day[one] or "9") < (told[other] or "9") for other in some) for one, some in shared.items()
    )  # fmt: skip
    return [
        Figure("Stories that others have too", len(shared),
               "Documents that links hold to be one story with a document of another outlet.", len(rows)),
        Figure("Published before the others", first,
               "Those of them whose day is earlier than that of each other document; of one day, neither is first.",
               len(shared)),
    ]  # fmt: skip


def _commitments(connection: Connection, name: str, numbers: Sequence[int]) -> tuple[int, list[str]]:
    """How many commitments have an act in the readings, and those all of whose acts stand in the outlet's documents."""
    s, r, other, h = t.step.c, t.reading.c, t.step.alias().c, t.thread.c
    elsewhere = exists().where(other.thread == h.id, other.reading == r.no, r.publisher.is_distinct_from(name))
    touched = select(s.thread).where(s.reading.in_(numbers))
    rows = connection.execute(select(h.id, elsewhere).where(h.id.in_(touched)).order_by(h.id)).all()
    return len(rows), [thread for thread, there in rows if not there]


def _labels(connection: Connection, threads: Sequence[str]) -> list[Alone]:
    h = t.thread.c
    query = select(h.id, h.label).where(h.id.in_(threads)).order_by(h.id)
    return [Alone(*row) for row in connection.execute(query).all()]
