"""Whose words tell of an act: who says the statement that carries it."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from onrecord.records import Act, Anchor, Frozen, Mode, Statement
from onrecord.store import tables as t
from onrecord.store.links import cut
from onrecord.store.rows import unpacked


class Voice(Frozen, frozen=True):
    """Who says an act: names, none where nobody is known; `words` name the speaker in the text, if it does."""

    names: tuple[str, ...]
    mode: Mode
    words: Anchor | None = None


def voices(connection: Connection, acts: Iterable[Act]) -> dict[str, Voice]:
    """Who says each of the acts that a statement carries, by the act's id; others the document itself tells."""
    by_statement: dict[tuple[str, str], list[str]] = {}
    for act in acts:
        if act.via:
            by_statement.setdefault((act.document, act.via), []).append(act.id)
    s, r = t.statement.c, t.reading.c
    query = select(s.id, s.body, r.document).join(t.reading, r.no == s.reading).where(r.active)
    found: dict[str, Voice] = {}
    for some in cut(sorted({statement for _, statement in by_statement})):
        for row in connection.execute(query.where(s.id.in_(some))).all():
            said = unpacked(row.body, Statement)
            for name in by_statement.get((row.document, row.id), ()):
                found[name] = Voice(said.actor, said.mode, said.speaker)
    return found
