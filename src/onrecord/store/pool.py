"""Processes that read documents for a store, and what becomes of those whose process dies or is stopped."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from typing import NamedTuple

from onrecord.acquire.again import Again
from onrecord.acquire.sources import Source
from onrecord.errors import OnRecordError
from onrecord.layers import Method
from onrecord.reader import read_document
from onrecord.records import Document, Reading
from onrecord.store.memory import give_back
from onrecord.store.revisits import repeat_of
from onrecord.store.versions import Seen
from onrecord.vocabulary.offices import Office

# Documents that are read or wait to be read, for each worker.
_AHEAD = 3
# How far those who read, and the one who keeps what they read, stand back behind what people wait for (`nice`): who
# keeps less, as it holds up reviewers while it writes.
_READING, KEEPING = 10, 5
# Seconds after which it is looked whether a process died.
_LOOK = 1.0


class Unread(NamedTuple):
    """Why there is no reading, and whether that was `unforeseen`."""

    why: str
    unforeseen: bool = True


class Asked(NamedTuple):
    """A source whose document, as it was given, is to be read as `read`; `what` becomes of it then."""

    of: Source
    given: Document
    read: Document
    what: str
    seen: Seen | None = None


class Pool:
    """Processes that read; a document that brings one down fails alone, and the others are read again."""

    def __init__(self, workers: int, reader: Method, offices: tuple[Office, ...]):
        self.workers, self.reader, self.offices = workers, reader, offices
        self.running: dict[Future[Reading], Asked] = {}
        self.executor: ProcessPoolExecutor | None = None

    def given(self, asked: Asked) -> Iterator[tuple[Asked, Reading | Unread]]:
        """What is done, after one more document was given; waits while too many are ahead."""
        try:
            self.running[self._submitted(asked, self.workers)] = asked
        except BrokenProcessPool:  # a process died while its results were kept
            yield from self._alone()
            self.running[self._submitted(asked, self.workers)] = asked
        while len(self.running) >= _AHEAD * self.workers:
            yield from self._done()

    def reads(self, again: Again) -> bool:
        """True if what was captured again may be that which one of the documents holds that are being read."""
        repeat = repeat_of(again)
        running = (asked.seen for asked in self.running.values() if asked.seen is not None)
        return repeat is not None and any(map(repeat.is_of, running))

    def reads_at(self, seen: Seen | None) -> bool:
        """True if a document is being read that stood at one of the addresses; what this one is depends on that."""
        here = _addresses(seen)
        return any(not here.isdisjoint(_addresses(asked.seen)) for asked in self.running.values())

    def rest(self) -> Iterator[tuple[Asked, Reading | Unread]]:
        """All that is not done yet."""
        while self.running:
            yield from self._done()

    def close(self) -> None:
        """Returns nothing: no process is left."""
        if self.executor is not None:
            self.executor.shutdown(wait=True, cancel_futures=True)
            self.executor = None

    def drop(self) -> None:
        """Returns nothing: no process is left, and what they were reading is not waited for; it can be read again."""
        if self.executor is not None:
            # Python 3.14 has a name for this, kill_workers.
            for process in list((self.executor._processes or {}).values()):
                process.kill()
        self.close()

    def _submitted(self, asked: Asked, workers: int) -> Future[Reading]:
        """What becomes of a document; raises BrokenProcessPool where a process died that others were given to."""
        if self.executor is None:
            # Not forked: a fork would share the database's connection.
            self.executor = ProcessPoolExecutor(workers, get_context("spawn"), _ready)
        with _interrupts_wait():
            try:
                return self.executor.submit(_reading, asked.read, self.reader, self.offices)
            except (OSError, ValueError):
                # A process died while another was being started, and the pool closed its pipes, whose numbers may be
                # those of others by now: it says so when it is asked again.
                return self.executor.submit(_reading, asked.read, self.reader, self.offices)

    def _done(self) -> Iterator[tuple[Asked, Reading | Unread]]:
        finished, _ = wait(self.running, timeout=_LOOK, return_when=FIRST_COMPLETED)
        if any(map(_died, finished)) or (not finished and self._broken()):
            yield from self._alone()
            return
        for future in finished:
            yield self.running.pop(future), _result(future)

    def _alone(self) -> Iterator[tuple[Asked, Reading | Unread]]:
        """All that was given, after a process died: what was done by then, and the rest one by one."""
        running = list(self.running.items())
        self.running.clear()
        self.drop()
        for future, asked in running:
            if not future.done() or _died(future):
                future = self._again(asked)
            yield asked, _result(future)
        self.close()

    def _again(self, asked: Asked) -> Future[Reading]:
        """What becomes of a document by itself in a process, which may have died since it read the one before."""
        try:
            future = self._submitted(asked, 1)
        except BrokenProcessPool:
            self.drop()
            future = self._submitted(asked, 1)
        while not wait([future], timeout=_LOOK).done and not self._broken():
            pass
        if not future.done() or _died(future):
            self.drop()
            future.cancel()
        return future

    def _broken(self) -> bool:
        """True if a process died: what was given to the others just then may never be done, nor end by itself.

        (In Python up to 3.12 at least, `submit` may start a process while those that are known are being ended.)
        """
        return self.executor is not None and bool(self.executor._broken)


def _addresses(seen: Seen | None) -> set[str]:
    return set() if seen is None else {seen.address, *seen.moved}


def _died(future: Future[Reading]) -> bool:
    """True if the process that was to read it died; waits for it."""
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


def _result(future: Future[Reading]) -> Reading | Unread:
    if _died(future):
        return Unread("the process that read it died (out of memory?); split the document")
    problem = future.exception()
    return future.result() if problem is None else unread(problem)


def unread(problem: BaseException) -> Unread:
    """Why a problem leaves no reading; one of ours is foreseen."""
    return Unread(said(problem), unforeseen=not isinstance(problem, OnRecordError))


def said(problem: BaseException) -> str:
    """What a problem says, in one line."""
    line = " ".join(str(problem).split())
    return line if isinstance(problem, OnRecordError) else f"cannot be read ({type(problem).__name__}: {line})"


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C reaches this process only after the block; those that it starts in the block it never reaches."""
    if not hasattr(signal, "pthread_sigmask"):  # not on every system
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _reading(document: Document, reader: Method, offices: tuple[Office, ...]) -> Reading:
    """The reading of a document in a process of its own, which holds no more memory after it than before."""
    try:
        return read_document(document, reader, offices)
    finally:
        give_back()


def _ready() -> None:
    """Returns nothing: a worker ends when the process that gives it work was killed, and lets others go before it."""
    stand_back(_READING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def stand_back(far: int) -> None:
    """Returns nothing: this process lets others go before it; whoever looks at the ledger does not wait for it.

    Where the system does not let it (a container may forbid that), it goes on as it is.
    """
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(os.getpriority(os.PRIO_PROCESS, 0), far))


def _end_with_parent() -> None:
    """Returns nothing; ends the process with the one that started it, whose pipe it would else wait on for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
