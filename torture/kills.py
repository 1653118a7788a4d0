"""Processes killed while they add: at every statement and commit, at random moments, again and again."""

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import create_engine, text

from torture.documents import Piece, pieces
from torture.judged import Kept, Real, Result, Size, State, Tally, at_each_step, ended, forked, paths

# Documents that are added where each point is tried.
_FEW = 5


def at_every_point(folder: Path, size: Size) -> Result:
    """What came of kills before every SQL statement and every commit, those that make the tables included."""
    real = Real(_with_a_repeat())
    tally = Tally([Counter(), *real.prefixes(folder / "whole.db")])
    points = _killed_at_points(real, folder, tally, 1 if size is Size.FULL else 41)
    return tally.result(f"{tally.tried} kills at {points} points of {_FEW} documents", tally.tried > 5)


def canary(folder: Path, size: Size) -> Result:
    """What came of the same kills in a naive store: well if they were noticed."""
    naive = Naive(_with_a_repeat())
    naive.add(folder / "whole.db")
    tally = Tally([naive.held(folder / "whole.db")])
    points = _killed_at_points(naive, folder, tally, 1 if size is Size.FULL else 2)
    line = f"{tally.tried} kills at {points} points of a naive store, which lost rows for good after {tally.lost}"
    return Result(line, tally.lost > 0)


def _with_a_repeat() -> list[Piece]:
    """A few pieces, the last the same text in an earlier paper, so that a reading takes another's place."""
    return pieces(10)[-_FEW:]


def _killed_at_points(kept: Kept, folder: Path, tally: Tally, each: int) -> int:
    """How many points there are; the store was killed at each, or at some, judged, completed and judged again."""
    points = _points(kept, folder)
    for point, path in zip(range(1, points + 1, each), paths(folder), strict=False):
        if ended(forked(lambda path=path, point=point: _killed_at(kept, path, point))) != -signal.SIGKILL:  # type: ignore[misc]
            tally.half += 1
        tally.seen(kept, path)
        kept.add(path)
        tally.completed(kept, path)
    return points


def _points(kept: Kept, folder: Path) -> int:
    """How many statements and commits there are in an uninterrupted run."""
    told = folder / "points"

    def counted() -> None:
        count = 0

        def tell() -> None:
            nonlocal count
            count += 1

        at_each_step(tell)
        kept.add(folder / "counted.db")
        told.write_text(str(count))

    ended(forked(counted))
    return int(told.read_text())


def _killed_at(kept: Kept, path: Path, point: int) -> None:
    """Does not return: the process is killed before the statement or commit of this number."""
    left = point

    def tell() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    at_each_step(tell)
    kept.add(path)


def at_random(folder: Path, size: Size) -> Result:
    """What came of kills after random microseconds, which fall between and into SQLite's writes of its files."""
    real = Real(_with_a_repeat())
    tally = Tally([Counter(), *real.prefixes(folder / "whole.db")])
    chance = random.Random(7)
    begun = time.perf_counter()
    ended(forked(lambda: real.add(folder / "timed.db")))
    long = time.perf_counter() - begun
    landed = 0
    for _, path in zip(range(400 if size is Size.FULL else 6), paths(folder), strict=False):
        pid = forked(lambda path=path: real.add(path))  # type: ignore[misc]
        time.sleep(chance.uniform(0, long))
        os.kill(pid, signal.SIGKILL)
        landed += ended(pid) == -signal.SIGKILL
        tally.seen(real, path)
        real.add(path)
        tally.completed(real, path)
    return tally.result(f"{landed} of {tally.tried} random kills landed", landed > tally.tried / 4)


def over_many(folder: Path, size: Size) -> Result:
    """What came of 50 kills while 1,000 documents are added, each a random time after a random number of them."""
    documents, kills = (1000, 50) if size is Size.FULL else (40, 4)
    real = Real(pieces(documents))
    real.add(folder / "whole.db")
    tally = Tally([real.held(folder / "whole.db")])
    path = folder / "killed.db"
    chance = random.Random(11)
    landed = 0
    for _ in range(kills):
        ours, theirs = os.pipe()
        pid = forked(lambda theirs=theirs: _telling(real, path, theirs))  # type: ignore[misc]
        os.close(theirs)
        for _ in range(chance.randrange(1, 2 * documents // (kills + 1))):
            os.read(ours, 1)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(pid, signal.SIGKILL)
        landed += ended(pid) == -signal.SIGKILL
        os.close(ours)
        tally.tried += 1
        tally.half += _unread(path)
    ended(forked(lambda: real.add(path)))
    tally.completed(real, path)
    return tally.result(f"{landed} of {kills} kills landed while {documents} documents were added", landed > kills / 2)


def _telling(real: Real, path: Path, pipe: int) -> None:
    """Returns nothing: all pieces are there; a byte was written for each that was new."""
    from onrecord.store.opened import open_store

    with open_store(path) as store:
        for piece in real.adding.given:
            if real.adding.put(store, piece):
                os.write(pipe, b".")


def _unread(path: Path) -> bool:
    """True if a document has no active reading, or more than one."""
    query = ("SELECT count(*) FROM document d WHERE 1 <> "
             "(SELECT count(*) FROM reading r WHERE r.document = d.id AND r.active)")  # fmt: skip
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


class Naive:
    """What a store must not be: every row is committed by itself, and a document that is there is taken as whole."""

    def __init__(self, given: list[Piece]):
        self.given = given

    def add(self, path: Path) -> None:
        """Returns nothing: all pieces are there, it believes."""
        engine = create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in ("document", "record"):
                connection.execute(text(f"CREATE TABLE IF NOT EXISTS {name} (id TEXT, document TEXT)"))
            for piece in self.given:
                known = {"id": piece.document.id}
                if connection.execute(text("SELECT 1 FROM document WHERE id = :id"), known).first():
                    continue
                connection.execute(text("INSERT INTO document VALUES (:id, :id)"), known)
                ids = (*(one.id for one in piece.reading.statements), *(one.id for one in piece.reading.acts))
                for one in ids:
                    row = {"id": one, "document": piece.document.id}
                    connection.execute(text("INSERT INTO record VALUES (:id, :document)"), row)
        engine.dispose()

    def held(self, path: Path) -> State:
        """The rows, counted."""
        connection = sqlite3.connect(path)
        try:
            rows = connection.execute("SELECT * FROM document UNION ALL SELECT * FROM record").fetchall()
        except sqlite3.OperationalError:
            rows = []
        finally:
            connection.close()
        return Counter("|".join(row) for row in rows)
