"""The queue of records that wait for a reviewer: that of a frequent dossier is gone through piece by piece."""

import pytest
from sqlalchemy import Connection, func, select

from onrecord.ledger.queue import Bounds, Wanted, queue
from onrecord.resolve.editing import Kind
from onrecord.store import tables as t


def whole(connection: Connection, wanted: Wanted, bounds: Bounds, limit: int = 3) -> tuple[list[str], int]:
    """The ids of all records that wait, in their order, and how often it was asked for more."""
    found: list[str] = []
    after, times = None, 0
    while True:
        some = queue(connection, wanted, after, limit, bounds)
        found += [one.record.id for one in some.rows]
        after, times = some.further, times + 1
        if after is None:
            return found, times


@pytest.mark.parametrize("kind", [None, "act", "event"])
@pytest.mark.parametrize("among", [1, 2, 5, 1000])
def test_a_frequent_dossier_is_gone_through_piece_by_piece(samples: Connection, kind: Kind | None, among: int) -> None:
    """What comes is what would come if it were a rare one, which is found by all of its acts."""
    d = t.thread_dossier.c
    for (dossier,) in samples.execute(select(d.dossier).group_by(d.dossier).order_by(func.count().desc()).limit(3)):
        wanted = Wanted(kind=kind, dossier=dossier)
        rare, _ = whole(samples, wanted, Bounds(many=10**6))
        frequent, times = whole(samples, wanted, Bounds(many=1, among=among))
        assert frequent == rare
        assert bool(rare) == (kind != "event")
        assert times > 2 or among > 2 or kind == "event"
