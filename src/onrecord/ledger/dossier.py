"""One dossier: at which stages its commitments stand, whose they are, who speaks of it, and what changed last."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from onrecord.commitment import STAGES, Stage
from onrecord.errors import UsageError
from onrecord.ledger.changes import changes, with_links
from onrecord.ledger.commitments import Asked
from onrecord.ledger.digest import Move, Texts
from onrecord.ledger.subjects import Subject, subject
from onrecord.ledger.told import latest_acts, tells
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.facets import tag
from onrecord.store.links import cut
from onrecord.store.rows import unpacked
from onrecord.store.threads import EVER

# Commitments of a dossier that are counted, and acts of it that are gone through, the latest touched first.
COUNTED, ACTS = 1_500, 500
# What is shown of each.
_PAIRS, _VOICES, _DOCUMENTS, _MOVES = 20, 20, 15, 6


class Tally(Frozen, frozen=True):
    """How many commitments stand at a stage."""

    stage: Stage | None
    commitments: int


class Pair(Frozen, frozen=True):
    """Whose commitments they are, to whom, how many there are and how many of them were softened last."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    commitments: int
    softened: int = 0


class Voice(Frozen, frozen=True):
    """Somebody who speaks of a dossier: of how many acts he is the speaker, and in how many he acts himself."""

    name: str
    speaks: int
    acts: int


class Told(Frozen, frozen=True):
    """A document that tells of a dossier, and with how many acts."""

    document: str
    title: str
    published: str | None
    publisher: str | None
    url: str | None
    acts: int


class Overview(Frozen, frozen=True):
    """What stands where in a dossier.

    Stages and pairs are of its last touched `counted` commitments, voices and documents of its latest `acts` acts.
    `moves` are the changes of its last days on which something changed, the latest first.
    """

    subject: Subject
    stages: tuple[Tally, ...]
    pairs: tuple[Pair, ...]
    voices: tuple[Voice, ...]
    documents: tuple[Told, ...]
    moves: tuple[Move, ...]
    counted: int
    acts: int


def overview(connection: Connection, name: str) -> Overview:
    """What stands where in the dossier of that id; raises UsageError if there is none."""
    found = subject(connection, name)
    if found is None:
        raise UsageError(f"dossier {name!r}: no such dossier; `onrecord dossiers` lists them")
    rows = _standing(connection, found.id)
    acts = _acts(connection, found.id)
    return Overview(
        found, _stages(rows), _pairs(rows), _voices(connection, acts), _documents(connection, acts),
        _moves(connection, found.id), sum(row.many for row in rows), len(acts),
    )  # fmt: skip


def _standing(connection: Connection, dossier: str) -> Sequence[Any]:
    """How many of the last touched commitments have which stage and parties."""
    f, s, h = t.facet.c, t.step.c, t.thread.c
    held = (f.tag == tag("dossier", dossier)) & (f.until == EVER)
    latest = select(f.thread, f.seq).where(held).order_by(f.day.desc()).limit(COUNTED).subquery()
    query = (
        select(s.stage, h.states, h.to_states, func.count().label("many"), func.count(s.softened).label("softened"))
        .select_from(latest)
        .join(t.step, (s.thread == latest.c.thread) & (s.seq == latest.c.seq))
        .join(t.thread, h.id == latest.c.thread)
        .group_by(s.stage, h.states, h.to_states)
    )
    return connection.execute(query).all()


def _stages(rows: Sequence[Any]) -> tuple[Tally, ...]:
    """The stages at which commitments stand, in the order of the ladder."""
    many: Counter[Stage | None] = Counter()
    for row in rows:
        many[row.stage] += row.many
    return tuple(Tally(stage, many[stage]) for stage in (*STAGES, None) if many[stage])


def _pairs(rows: Sequence[Any]) -> tuple[Pair, ...]:
    """Who has undertaken something to whom, those with the most commitments first; nobody's are left out."""
    many: Counter[tuple[str, str]] = Counter()
    softened: Counter[tuple[str, str]] = Counter()
    for row in rows:
        many[row.states, row.to_states] += row.many
        softened[row.states, row.to_states] += row.softened
    first = sorted((-number, pair) for pair, number in many.items() if pair != ("[]", "[]"))[:_PAIRS]
    return tuple(
        Pair(unpacked(by, tuple[str, ...]), unpacked(to, tuple[str, ...]), -number, softened[by, to])
        for number, (by, to) in first
    )


class _Spoken(Struct):
    """What of an act's record says who acts, and who speaks of it."""

    by: tuple[str, ...] = ()
    via: str | None = None


def _acts(connection: Connection, dossier: str) -> Sequence[tuple[int, _Spoken]]:
    """The latest acts in a dossier, each with the number of its reading."""
    query = latest_acts(dossier, ACTS, t.act.c.reading, t.act.c.body)
    return [(reading, unpacked(body, _Spoken)) for reading, body in connection.execute(query).all()]


def _voices(connection: Connection, acts: Sequence[tuple[int, _Spoken]]) -> tuple[Voice, ...]:
    """Who speaks of the acts, or acts, most."""
    does = Counter(name for _, act in acts for name in dict.fromkeys(act.by))
    speaks: Counter[str] = Counter()
    by_statement: dict[tuple[int, str], int] = Counter((number, act.via) for number, act in acts if act.via)
    s, m, a = t.statement.c, t.statement_actor.c, t.actor.c
    query = (
        select(s.reading, s.id, a.name)
        .join(t.statement_actor, m.statement == s.no)
        .join(t.actor, (a.reading == m.reading) & (a.id == m.actor))
    )
    for some in cut(sorted({statement for _, statement in by_statement})):
        for row in connection.execute(query.where(s.id.in_(some))).all():
            speaks[row.name] += by_statement.get((row.reading, row.id), 0)
    names = sorted({*does, *speaks}, key=lambda name: (-speaks[name] - does[name], name))
    return tuple(Voice(name, speaks[name], does[name]) for name in names[:_VOICES])


def _documents(connection: Connection, acts: Sequence[tuple[int, _Spoken]]) -> tuple[Told, ...]:
    """The documents that the acts stand in, the last published first."""
    many = Counter(number for number, _ in acts)
    r, a = t.reading.c, t.appearance.c
    query = (
        select(r.no, r.document, r.title, r.published, r.publisher, a.url)
        .join(t.appearance, a.id == r.appearance)
        .where(r.no.in_(many))
        .order_by(r.day.desc().nulls_last(), r.document)
        .limit(_DOCUMENTS)
    )
    return tuple(Told(*row[1:], acts=many[row.no]) for row in connection.execute(query).all())


def _moves(connection: Connection, dossier: str) -> tuple[Move, ...]:
    """What changed last in a dossier, the latest first, each with the sentence that says so."""
    f, s, r = t.facet.c, t.step.c, t.reading.c
    query = (
        select(s.day, r.document)
        .select_from(t.facet)
        .join(t.step, (s.thread == f.thread) & (s.seq == f.seq))
        .join(t.reading, r.no == s.reading)
        .where(f.tag == tag("dossier", dossier), tells())
        .order_by(f.day.desc(), f.thread.desc(), f.seq.desc())
        .limit(_MOVES)
    )
    last = connection.execute(query).all()
    if not last:
        return ()
    since = min(row.day for row in last)
    of = {row.document for row in last}
    found = changes(connection, since, asked=Asked(dossier=dossier), documents=of)[::-1][:_MOVES]
    texts = Texts(connection)
    shown = with_links(connection, found)
    return tuple(Move(one, texts.quote(one.act, one.url) if one.act else None) for one in shown)
