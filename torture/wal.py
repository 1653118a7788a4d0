"""A write-ahead log that is torn anywhere: what is left of it is a prefix of whole documents."""

import os
import random
import shutil
from pathlib import Path

from onrecord.store.opened import open_store
from torture.documents import pieces
from torture.judged import Real, Result, Size, Tally, ended, forked, paths, with_pragma


def cut(folder: Path, size: Size) -> Result:
    """What came of 200 cuts of the log at random lengths, each followed by a rerun."""
    documents, cuts = (20, 200) if size is Size.FULL else (4, 6)
    real = Real(pieces(documents))
    tally = Tally(real.prefixes(folder / "whole.db"))
    left = folder / "left.db"
    open_store(left).close()
    ended(forked(lambda: _left_open(real, left)))
    log = left.with_name("left.db-wal").read_bytes()
    chance = random.Random(17)
    lengths = [0, 1, 31, 32, len(log), *(chance.randrange(len(log)) for _ in range(cuts - 5))]
    for length, path in zip(lengths, paths(folder), strict=False):
        shutil.copyfile(left, path)
        path.with_name(f"{path.name}-wal").write_bytes(log[:length])
        tally.seen(real, path)
        real.add(path)
        tally.completed(real, path)
    return tally.result(f"{cuts} cuts of a log of {len(log):,} bytes with {documents} documents", len(log) > 100_000)


def _left_open(real: Real, path: Path) -> None:
    """Does not return: all pieces are in the log, none in the file, and the process ends without closing the store."""
    with_pragma("wal_autocheckpoint=0")
    store = open_store(path)
    for piece in real.adding.given:
        real.adding.put(store, piece)
    os._exit(0)
