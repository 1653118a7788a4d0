"""That everything holds in a store as it is made, and that `verify` names what somebody damaged."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from onrecord.acquire.sources import items
from onrecord.export.jsonl import json_text
from onrecord.ledger.verify import verify
from onrecord.reader import read
from onrecord.store.adding import How, added
from onrecord.store.opened import Store, open_store
from tests.store.given import DOZEN, filled

# What is done to a store, and which kinds of things `verify` must then name.
DAMAGE = {
    "a byte of a text": (
        ("UPDATE blob SET bytes = (SELECT bytes FROM blob WHERE sha256 = :other) WHERE sha256 = :document",),
        {"blob"},
    ),
    "a record's words": (("UPDATE act SET body = replace(body, '\"kind\"', '\"kin\"') WHERE id = :act",), {"act"}),
    "a record's kind": (("UPDATE act SET body = replace(body, '\"pledge\"', '\"agree\"')",), {"act"}),
    "a record's id": (("UPDATE event SET id = 'e0000000000000000' WHERE id = :event",), {"event"}),
    "no record at all": (("UPDATE statement SET body = '{' WHERE id = :statement",), {"statement"}),
    "an anchor of an actor": (
        ("UPDATE actor SET body = replace(body, '\"start\":', '\"start\":1') WHERE id = 'norway'",),
        {"actor"},
    ),
    "an actor's id": (("UPDATE actor SET id = 'sweden' WHERE id = 'norway'",), {"actor"}),
    "an anchor of a statement": (
        ("UPDATE statement SET body = replace(body, '\"exact\":\"', '\"exact\":\"X') WHERE id = :statement",),
        {"statement"},
    ),
    "an anchor of a provenance": (
        ("UPDATE reading SET body = replace(body, '\"exact\":\"', '\"exact\":\"X')",),
        {"provenance"},
    ),
    "where a text appeared": (("UPDATE appearance SET publisher = 'Another Press'",), {"appearance"}),
    "when it was published": (("UPDATE appearance SET published = '1999-01-01'",), {"appearance"}),
    "a link's end": (("UPDATE link SET object = 'a0000000000000000' WHERE kind = 'same-commitment'",), {"link"}),
    "a link's kind": (("UPDATE link SET kind = 'same-story' WHERE kind = 'same-actor'",), {"link"}),
    "a deleted link": (("DELETE FROM link WHERE kind = 'same-commitment'",), {"commitment"}),
    "a step's stage": (("UPDATE step SET stage = 'completed' WHERE stage = 'pledged'",), {"commitment"}),
    "a step's kind": (("UPDATE step SET kind = 'approve' WHERE kind = 'pledge'",), {"commitment"}),
    "a deleted step": (("DELETE FROM step WHERE stage = 'delayed'",), {"commitment"}),
    "a deleted facet": (("DELETE FROM facet WHERE tag LIKE 'stage:%'",), {"commitment"}),
    "whether it can be measured": (("UPDATE thread SET measurable = NOT measurable",), {"commitment"}),
    "when an event was": (("UPDATE event SET day = '1999-01-01'",), {"event"}),
    "who made a statement": (("DELETE FROM statement_actor",), {"reading"}),
    "for which state a statement was made": (("DELETE FROM statement_state",), {"reading"}),
    "when a statement was made": (("UPDATE statement_actor SET day = '1999-01-01'",), {"reading"}),
    "the words of statements": (("DELETE FROM statement_words",), {"reading"}),
    "the words of texts": (("DELETE FROM reading_words",), {"reading"}),
    "what acts are looked up under": (("DELETE FROM act_key",), {"act"}),
    "what statements are looked up under": (("UPDATE statement_key SET key = key + 1",), {"statement"}),
    "a title": (("UPDATE reading SET title = 'Another'",), {"reading"}),
    "a series": (("UPDATE reading SET series = 'Another'",), {"reading"}),
    "a step of no act": (("UPDATE step SET act = 'a0000000000000000' WHERE seq = 1",), {"commitment"}),
}  # fmt: skip


# What nothing else says (who judged and why, when, by which version), or where any number is true.
UNPROVED = frozenset(
    ("link.by", "link.why", "link.score", "link.made", "finding.made", "finding.source", "reading.made",
     "reading.reader", "thread.measurable", "reading.active")
)  # fmt: skip
# Values that no column was ever given, and that each must still be named for.
NONSENSE = ("{", "[5]", '{"a": 1}', 5, b"\xff\xfe")


@pytest.fixture
def full(store: Store) -> Store:
    """A store with a dozen documents."""
    return filled(store, *DOZEN)


def test_everything_holds(full: Store) -> None:
    """Nothing is named, and `tell` hears of every text."""
    heard: list[tuple[int, int]] = []
    with full.reading() as connection:
        assert list(verify(connection, lambda done, of: heard.append((done, of)))) == []
    assert heard == [(done, len(DOZEN)) for done in range(1, len(DOZEN) + 1)]


def test_two_spellings_of_one_name_are_no_damage(store: Store, tmp_path: Path) -> None:
    """A reader may tell of two actors with one id, of which the store keeps one."""
    text = "The Harbour Safety Board said it would pay. A day later the Harbour SAFETY Board agreed to train crews."
    both = "The Harbour Safety Board and the Harbour SAFETY Board said that they would pay."
    (tmp_path / "a.txt").write_text(f"Harbour talks\n\n{text}\n\n{both}\n", "utf-8")
    found = read(tmp_path / "a.txt", reader="rules")
    assert len(found.actors) > len({one.id for one in found.actors})
    assert any(len(one.actor) > 1 for one in found.statements)
    done: list[str] = []
    added(store, items([str(tmp_path / "a.txt")]), How("rules"), lambda one: done.append(one.what))
    assert done == ["added"]
    with store.reading() as connection:
        assert list(verify(connection)) == []


def test_verify_names_what_is_damaged(full: Store) -> None:
    """Each damage is done in a transaction that is taken back; where it changes nothing, the case is wrong."""
    records = ", ".join(f"(SELECT min(id) FROM {name})" for name in ("act", "event", "statement"))  # noqa: S608
    query = f"SELECT min(id), max(id), {records} FROM document"  # noqa: S608
    with full.reading() as connection:
        found = connection.execute(text(query)).one()
    values = dict(zip(("document", "other", "act", "event", "statement"), found, strict=True))
    for name, (commands, kinds) in DAMAGE.items():
        with full.engine.connect() as connection:
            connection.execute(text("BEGIN" if full.sqlite else "SELECT 1"))
            for command in commands:
                wanted = {key: value for key, value in values.items() if f":{key}" in command}
                bound = text(command.replace('":', '"\\:')).bindparams(**wanted)
                assert connection.execute(bound).rowcount > 0, name
            broken = list(verify(connection))
            connection.rollback()
        assert kinds <= {one.kind for one in broken}, name
        assert all(one.id and "\n" not in one.message for one in broken)
    test_everything_holds(full)


def test_one_bit_of_a_text(full: Store) -> None:
    """The document is named whose text differs by one bit."""
    with full.writing() as connection:
        name, data = connection.execute(text("SELECT sha256, bytes FROM blob ORDER BY sha256")).first() or ("", b"")
        changed = bytes((data[0] ^ 1, *data[1:]))
        connection.execute(text("UPDATE blob SET bytes = :data WHERE sha256 = :name"), {"data": changed, "name": name})
    with full.reading() as connection:
        assert [(one.kind, one.id) for one in verify(connection)] == [("blob", name)]


def test_nonsense_in_any_column_is_named_and_never_raises(tmp_path: Path) -> None:
    """SQLite takes any value anywhere; what is named can be written as JSON, whatever the damaged row holds."""
    with filled(open_store(tmp_path / "store.db"), *DOZEN) as store, store.engine.connect() as connection:
        columns = [
            (table, column)
            for table in ("reading", "actor", "statement", "event", "act", "finding", "blob", "link", "thread", "step")
            for column in inspect(connection).get_columns(table)
        ]
        connection.rollback()
        silent = []
        for at, (table, column) in enumerate(columns):
            value = NONSENSE[at % len(NONSENSE)]
            connection.execute(text("BEGIN"))
            name = column["name"]
            damage = f"UPDATE {table} SET {name} = :value WHERE rowid = (SELECT min(rowid) FROM {table})"  # noqa: S608
            try:
                done = connection.execute(text(damage), {"value": value})
                named = list(verify(connection))
                json_text(named)
                if done.rowcount and not named:
                    silent.append(f"{table}.{name}")
            except DBAPIError:  # a column of another kind, or a key
                pass
            connection.rollback()
    assert set(silent) <= UNPROVED, sorted(set(silent) - UNPROVED)
