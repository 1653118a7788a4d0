"""How a store is judged after it was ill-treated, and how processes are run to be killed."""

import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Engine, event

from onrecord.errors import OnRecordError, StoreError
from onrecord.ledger.verify import verify
from onrecord.store.export import lines
from onrecord.store.opened import open_store
from torture.documents import Adding, Piece

# What a process exits with where the store said, in its own words, that it cannot go on.
SAID = 3


class Size(Enum):
    """Whether a check is made in full or, for the tests, in a few seconds."""

    SMALL = "small"
    FULL = "full"


class Result(NamedTuple):
    """What came of a check: its counts in one line, and whether all is well."""

    line: str
    well: bool


Check = Callable[[Path, Size], Result]
State = Counter[str]


class Kept(Protocol):
    """Something that keeps pieces in a file: adds them all, however many are there, and tells what it holds."""

    def add(self, path: Path) -> None:
        """Returns nothing: all pieces are there."""

    def held(self, path: Path) -> State:
        """The lines of what is there, counted; raises StoreError where it does not hold."""


class Real:
    """The store of OnRecord, with some pieces to be added one by one."""

    def __init__(self, given: Sequence[Piece]):
        self.adding = Adding(list(given))

    def add(self, path: Path) -> None:
        """Returns nothing: all pieces are there."""
        with open_store(path) as store:
            for piece in self.adding.given:
                self.adding.put(store, piece)

    def held(self, path: Path) -> State:
        """The lines that the store exports, once it was verified."""
        with open_store(path) as store, store.reading() as connection:
            for broken in verify(connection):
                raise StoreError(f"{broken.kind} {broken.id}: {broken.message}")
            return Counter(lines(connection))

    def prefixes(self, path: Path) -> list[State]:
        """What the store holds after each piece, from none on: all that may ever be seen."""
        found = [self.held(path)]
        with open_store(path) as store:
            for piece in self.adding.given:
                self.adding.put(store, piece)
                with store.reading() as connection:
                    found.append(Counter(lines(connection)))
        return found


class Tally:
    """Counts of what went wrong, by comparing states."""

    def __init__(self, states: Sequence[State]):
        self.states = states
        self.lost = self.duplicated = self.half = self.tried = 0

    def seen(self, kept: Kept, path: Path) -> None:
        """Returns nothing: the state in which an ill-treated store is found was judged."""
        self.tried += 1
        try:
            self.half += kept.held(path) not in self.states
        except OnRecordError as error:
            print(f"  {path.name}: {error}", file=sys.stderr)
            self.half += 1

    def completed(self, kept: Kept, path: Path) -> None:
        """Returns nothing: what the store holds after the rerun was judged."""
        try:
            found = kept.held(path)
        except OnRecordError as error:
            print(f"  {path.name}: {error}", file=sys.stderr)
            self.half += 1
            return
        self.lost += bool(self.states[-1] - found)
        self.duplicated += bool(found - self.states[-1])

    def result(self, what: str, well: bool = True) -> Result:
        """The line of the counts; well if nothing went wrong."""
        line = f"{what}; lost {self.lost}, duplicated {self.duplicated}, half-visible {self.half}"
        return Result(line, well and self.tried > 0 and not (self.lost or self.duplicated or self.half))


def forked(work: Callable[[], None]) -> int:
    """The id of a process that does the work; it exits with 0, with SAID for a StoreError, with 1 for all else.

    The process inherits what is imported. No store may be open here meanwhile: SQLite's locks do not survive a fork.
    """
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except StoreError:
        os._exit(SAID)
    except BaseException:  # noqa: BLE001 - a process of its own ends here, whatever it was
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def ended(pid: int) -> int:
    """The exit code of a process, or less than 0 the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def at_each_step(tell: Callable[[], None]) -> None:
    """Returns nothing: before every SQL statement and every commit, of whatever engine, `tell` is called."""
    event.listen(Engine, "before_cursor_execute", lambda *_: tell())
    event.listen(Engine, "commit", lambda *_: tell())


def with_pragma(pragma: str) -> None:
    """Returns nothing: every connection to SQLite that is opened from now on has the setting."""

    def connected(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(Engine, "connect", connected)


def paths(folder: Path) -> Iterator[Path]:
    """Files that are not there yet; what was made of the one before is removed as the next is asked for."""
    number = 0
    while True:
        path = folder / f"{number}.db"
        yield path
        for old in folder.glob(f"{path.name}*"):
            old.unlink()
        number += 1
