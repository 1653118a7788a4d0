"""What changed, what waits and where things happened: told alike by both databases."""

from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.export.jsonl import json_text
from onrecord.ledger.changes import WHATS
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.queue import Bounds, Wanted, queue
from onrecord.ledger.sources import outlets
from onrecord.ledger.subjects import subjects
from onrecord.store.opened import Store, open_store
from onrecord.web.pages.changes import changed
from onrecord.web.pages.network import network
from onrecord.web.pages.places import where
from tests.store.given import DOZEN, filled


def answers(connection: Connection) -> dict[str, str]:
    """What is told, by what was asked."""
    dossiers = [one.id for one in subjects(connection) if one.commitments]
    found: dict[str, object] = {
        f"changes {what} {dossier}": replace(changed(connection, "2020", None, what, dossier), upto=None)
        for what in (None, *WHATS)
        for dossier in (None, *dossiers[:2])
    }
    for many in (1, 10**6):
        found |= {f"queue {one}": queue(connection, Wanted(dossier=one), None, 9, Bounds(many, 4)) for one in dossiers}
    found |= {f"map {one}": where(connection, one, "KR") for one in (None, *dossiers[:2])}
    found |= {"network": network(connection), "outlets": outlets(connection)}
    found |= {"ledger": commitments(connection, Asked(), 100)}
    return {name: json_text(value) for name, value in found.items()}


def test_both_databases_tell_the_same(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db") as other:
        told = []
        for one in (filled(store, *DOZEN), filled(other, *DOZEN)):
            with one.reading() as connection:
                told.append(answers(connection))
    assert len(told[0]) > 20
    assert told[0] == told[1]
