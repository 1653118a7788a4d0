"""Processes that add beside each other, to a store that none of them has made yet."""

import random
import sys
from pathlib import Path

from torture.documents import pieces
from torture.judged import Real, Result, Size, Tally, ended, forked


def beside_each_other(folder: Path, size: Size) -> Result:
    """What came of eight processes that each add most of the documents, in an order of their own, all at once."""
    documents, many, rounds = (200, 8, 5) if size is Size.FULL else (20, 4, 1)
    given = pieces(documents)
    real = Real(given)
    real.add(folder / "whole.db")
    tally = Tally([real.held(folder / "whole.db")])
    chance = random.Random(13)
    failed = 0
    for number in range(rounds):
        path = folder / f"crowd{number}.db"
        shares = [chance.sample(given, documents * 2 // 3) for _ in range(many - 1)]
        # The last takes what no other has, so that all is added.
        there = {piece.document.source for share in shares for piece in share}
        shares.append([piece for piece in given if piece.document.source not in there] + given[: documents // 3])
        running = [forked(lambda share=share, path=path: _added(real, path, share)) for share in shares]  # type: ignore[misc]
        failed += sum(ended(pid) != 0 for pid in running)
        tally.tried += 1
        tally.completed(real, path)
    return tally.result(f"{rounds} crowds of {many} over {documents} documents, {failed} processes failed", not failed)


def _added(real: Real, path: Path, share: list[object]) -> None:
    """Returns nothing: a share of the pieces is there."""
    from onrecord.errors import StoreError
    from onrecord.store.opened import open_store

    try:
        with open_store(path) as store:
            for piece in share:
                real.adding.put(store, piece)  # type: ignore[arg-type]
    except StoreError as error:
        print(f"  one of a crowd ended: {error}", file=sys.stderr, flush=True)
        raise
