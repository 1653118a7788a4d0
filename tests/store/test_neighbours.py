"""What a document may be compared with, and documents by their titles: the same on both databases."""

from onrecord.ledger.neighbours import around
from onrecord.ledger.titled import titled
from onrecord.store.opened import Store
from tests.store.given import AGREED, PLEDGED, put


def test_both_databases_give_the_same_neighbours(store: Store) -> None:
    first = PLEDGED._replace(series="Budget", published="2025-03-03")
    later = PLEDGED._replace(text=PLEDGED.text + " It was the last one.", series="Budget", published="2025-04-03")
    for one in (first, later, AGREED):
        put(store, one)
    with store.reading() as connection:
        sequence, beside = around(connection, first.document.id)
        assert [(one.document, one.tie, one.when) for one in sequence] == [(later.document.id, "series", "after")]
        assert [(one.document, one.tie) for one in beside] == [(AGREED.document.id, "commitments")]
        found = [one.document for one in titled(connection, "budgets")]
        assert found == [later.document.id, first.document.id]
        assert titled(connection, None)[0].document == AGREED.document.id
