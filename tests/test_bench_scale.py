"""The store that questions are measured on: its records are whole, so that every question can be asked."""

from collections.abc import Iterator

import pytest
from bench.scale import bases, fill
from sqlalchemy import Connection, select

from onrecord.ledger.asking import meant
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.said import acting_for, said
from onrecord.records import Act, Actor, Provenance, Statement, slug
from onrecord.store import tables as t
from onrecord.store.opened import open_store
from onrecord.store.rows import unpacked

STATEMENTS = 400


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with open_store(tmp_path_factory.mktemp("scale") / "scale.db") as store:
        fill(store, STATEMENTS, bases(None))
        with store.reading() as made:
            yield made


def test_every_record_is_what_its_row_says(connection: Connection) -> None:
    for row in connection.execute(select(t.actor)):
        actor = unpacked(row.body, Actor)
        assert (actor.id, actor.name, actor.kind) == (row.id, row.name, row.kind)
        assert actor.id == slug(actor.name)
    known = {row.no: row.document for row in connection.execute(select(t.reading.c.no, t.reading.c.document))}
    for row in connection.execute(select(t.statement)):
        assert unpacked(row.body, Statement).document == known[row.reading]
    for row in connection.execute(select(t.act)):
        assert (unpacked(row.body, Act).document, unpacked(row.body, Act).id) == (known[row.reading], row.id)
    for row in connection.execute(select(t.reading)):
        provenance = unpacked(row.body, Provenance)
        assert (provenance.publisher, provenance.published) == (row.publisher, row.published)


def test_persons_have_said_and_act_for_their_states(connection: Connection) -> None:
    """Under the names that they have in this store: each reading is of other persons."""
    a, m = t.actor.c, t.statement_actor.c
    of = select(a.name, a.body).join(t.statement_actor, (m.reading == a.reading) & (m.actor == a.id))
    persons = connection.execute(of.where(a.kind == "person").distinct()).all()
    assert len(persons) > 20
    for row in persons:
        (first, *_) = said(connection, row.name)
        assert row.name in first.statement.actor
        assert set(unpacked(row.body, Actor).acts_for) <= set(acting_for(connection, row.name))


def test_its_commitments_are_found_by_their_party(connection: Connection) -> None:
    asked, _ = meant(connection, Asked(party="Japan"))
    assert commitments(connection, asked)
