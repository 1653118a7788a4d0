"""A reading joined with what is there: its links with others, and the threads of the acts that they touch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from onrecord.records import Link, Reading, Statement
from onrecord.resolve import actors, commitments, statements, stories
from onrecord.resolve.commitments import Subject
from onrecord.store import tables as t
from onrecord.store.links import MANY, pair, put_links
from onrecord.store.rows import unpacked
from onrecord.store.threads import members, rethread


def join(connection: Connection, number: int, reading: Reading) -> None:
    """Returns nothing: the reading is linked with the others, and its acts stand in threads."""
    links = [
        *_commitment_links(connection, number),
        *_statement_links(connection, number, reading),
        *_story_links(connection, reading),
        *_actor_links(connection, reading),
    ]
    put_links(connection, links)
    rethread(connection, _acts_of(connection, number))


def part(connection: Connection, number: int) -> None:
    """Returns nothing: the reading's acts and statements are no longer looked up, and stand in no thread."""
    gone = _acts_of(connection, number)
    connection.execute(delete(t.act_key).where(t.act_key.c.reading == number))
    of_it = select(t.statement.c.no).where(t.statement.c.reading == number)
    connection.execute(delete(t.statement_key).where(t.statement_key.c.statement.in_(of_it)))
    rethread(connection, gone)


def _acts_of(connection: Connection, number: int) -> list[str]:
    return list(connection.execute(select(t.act.c.id).where(t.act.c.reading == number)).scalars())


def _looked_up(connection: Connection, table: Any, column: Any, keys: Iterable[Any]) -> dict[Any, set[int]]:
    """What stands under any of the keys, with the keys."""
    wanted = sorted(set(keys))
    found: dict[Any, set[int]] = {}
    for at in range(0, len(wanted), MANY):
        for row in connection.execute(select(column, table.c.key).where(table.c.key.in_(wanted[at : at + MANY]))):
            found.setdefault(row[0], set()).add(row.key)
    return found


def _commitment_links(connection: Connection, number: int) -> list[Link]:
    mine = [one.subject for one in members(connection, set(_acts_of(connection, number))).values()]
    keys = {one.act: set(commitments.keys(one.words)) for one in mine}
    rows = [{"key": key, "reading": number, "act": act} for act, found in keys.items() for key in sorted(found)]
    if not rows:
        return []
    connection.execute(insert(t.act_key), rows)
    under = _looked_up(connection, t.act_key, t.act_key.c.act, (row["key"] for row in rows))
    others = [one.subject for one in members(connection, set(under)).values()]
    return commitment_links(mine, others, under)


def commitment_links(mine: Sequence[Subject], others: Sequence[Subject], keys: Mapping[str, set[int]]) -> list[Link]:
    """The links between acts that have one of their keys in common and concern one commitment."""
    return [
        pair("same-commitment", mine[one].act, others[other].act, "commitments", score)
        for one, other in _near([keys.get(one.act, set()) for one in mine], [keys[one.act] for one in others])
        if (score := commitments.linked(mine[one], others[other])) is not None
    ]


def _near(mine: Sequence[set[int]], others: Sequence[set[int]]) -> Iterator[tuple[int, int]]:
    """The places of those, of each side, that have a key in common."""
    under: dict[int, list[int]] = {}
    for place, keys in enumerate(others):
        for key in keys:
            under.setdefault(key, []).append(place)
    for place, keys in enumerate(mine):
        for other in sorted({one for key in keys for one in under.get(key, ())}):
            yield place, other


def _statement_links(connection: Connection, number: int, reading: Reading) -> list[Link]:
    s = t.statement.c
    numbers = {row.id: row.no for row in connection.execute(select(s.no, s.id).where(s.reading == number))}
    mine = [one for one in map(statements.subject, reading.statements) if one is not None]
    keys = {one.statement: set(statements.keys(one)) for one in mine}
    rows = [{"key": key, "statement": numbers[name]} for name, found in keys.items() for key in sorted(found)]
    if not rows:
        return []
    connection.execute(insert(t.statement_key), rows)
    under = _looked_up(connection, t.statement_key, t.statement_key.c.statement, (row["key"] for row in rows))
    others = _statements(connection, sorted(set(under) - set(numbers.values())))
    return [
        pair("same-statement", mine[one].statement, others[other][1].statement, "statements", score)
        for one, other in _near([keys[one.statement] for one in mine], [under[at] for at, _ in others])
        if (score := statements.linked(mine[one], others[other][1])) is not None
    ]


def _statements(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, statements.Subject]]:
    found = []
    for at in range(0, len(numbers), MANY):
        of = select(t.statement.c.no, t.statement.c.body).where(t.statement.c.no.in_(numbers[at : at + MANY]))
        for row in connection.execute(of):
            one = statements.subject(unpacked(row.body, Statement))
            if one is not None:
                found.append((row.no, one))
    return found


def _story_links(connection: Connection, reading: Reading) -> list[Link]:
    document = reading.document
    there = select(t.story_key.c.key).where(t.story_key.c.document == document.id).limit(1)
    if connection.execute(there).first() is not None:
        return []
    sketch = stories.keys(document.text)
    if not sketch:
        return []
    under = _looked_up(connection, t.story_key, t.story_key.c.document, sketch)
    connection.execute(insert(t.story_key), [{"key": key, "document": document.id} for key in sketch])
    mine = stories.story(document.text)
    links = []
    for other in sorted(under):
        text = connection.execute(select(t.blob.c.bytes).where(t.blob.c.sha256 == other)).scalar_one()
        score = stories.linked(mine, stories.story(text.decode("utf-8", "surrogatepass")))
        if score is not None:
            links.append(pair("same-story", document.id, other, "stories", score))
    return links


def _actor_links(connection: Connection, reading: Reading) -> list[Link]:
    persons = {one.id: family for one in reading.actors if (family := actors.family(one)) is not None}
    if not persons:
        return []
    of = select(t.actor.c.id).where(t.actor.c.family.in_(sorted(set(persons.values())))).distinct()
    known = connection.execute(of).scalars().all()
    return [
        pair("same-actor", one, other, "actors")
        for one in sorted(persons)
        for other in sorted(known)
        if actors.same_person(one, other)
    ]
