"""Many documents into a store: read in parallel, kept one by one; it can be stopped and gone on with anywhere."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from onrecord.acquire.again import Again
from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item, Source, source
from onrecord.errors import IntegrityError, OnRecordError
from onrecord.layers import Method
from onrecord.reader import fingerprint, read_document
from onrecord.records import Document, Reading
from onrecord.store.memory import give_back
from onrecord.store.opened import Store
from onrecord.store.recalled import Recalled, recalled
from onrecord.store.revisits import appearance_of, repeat_of
from onrecord.store.revisits import wait as wait_for
from onrecord.store.unit import StaleError, add, failed, has_failed, wanted
from onrecord.store.versions import Seen, replaced, same_words, seen_at, was_read
from onrecord.vocabulary.offices import Office

# Documents that are read or wait to be read, for each worker.
_AHEAD = 3
# So few documents are read here: a process of its own takes longer to start than they take.
FEW = 3
# Seconds after which it is looked whether a process died.
_LOOK = 1.0
# Findings of what was said of a document beside its text, and cannot be used.
_UNUSED = frozenset(("sidecar", "date-unknown", "kind-unknown"))


class Done(NamedTuple):
    """What became of one item: "added", "edited", "again", "appeared" (a known text elsewhere), "known", "failed" or
    "waiting": an archive has only that it was captured again, and what that repeats was not added yet.

    "edited" is what stands at an address in place of an earlier text, "again" a document that was there and is read
    anew, by another reader or with other office-holders.

    `partial` is true where a component failed and its records are missing; `left_out` says what was said of the
    document (a date, a sidecar) and could not be used.
    """

    name: str
    what: str
    message: str | None = None
    partial: bool = False
    left_out: tuple[str, ...] = ()


class How(NamedTuple):
    """How documents are added: by which reader, in how many processes, of any language, at most how many, only told.

    `offices` are office-holders that the caller knows. Pages on local addresses are fetched with `allow_private`.
    """

    reader: Method = "trained"
    workers: int = 1
    any_language: bool = False
    limit: int | None = None
    dry_run: bool = False
    offices: tuple[Office, ...] = ()
    allow_private: bool = False


def workers() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def added(store: Store, items: Iterable[Item], how: How, tell: Callable[[Done], None]) -> None:
    """Returns nothing: each item is added, or its failure kept as a Finding, and `tell` told of it as it is done.

    Stops after `how.limit` new readings. Raises StoreError where the store fails; what was added before stays.
    """
    pool = _Pool(how) if how.workers > 1 and not how.dry_run else None
    left = how.limit
    try:
        for item in items:
            if left is not None and left <= 0:
                break
            if pool is not None and item.again is not None and pool.reads(item.again):
                for one, reading in pool.rest():
                    tell(_outcome(store, one, reading, how))
            asked = _asked(store, item, how, tell)
            if asked is None:
                continue
            left = None if left is None else left - 1
            if how.dry_run:
                tell(Done(asked.of.name, asked.what, left_out=_left_out(asked.of)))
            elif pool is None:
                tell(_outcome(store, asked, _read(asked.read, how), how))
            else:
                for one, reading in pool.given(asked):
                    tell(_outcome(store, one, reading, how))
        if pool is not None:
            for one, reading in pool.rest():
                tell(_outcome(store, one, reading, how))
            pool.close()
    except BaseException:
        if pool is not None:
            pool.drop()
        raise


class Asked(NamedTuple):
    """A source whose document, as it was given, is to be read as `read`; `what` becomes of it then."""

    of: Source
    given: Document
    read: Document
    what: str
    seen: Seen | None = None


def _asked(store: Store, item: Item, how: How, tell: Callable[[Done], None]) -> Asked | None:
    """What is to be read of an item; None where that is settled, and told."""
    if item.page is not None and _is_known(store, item.page, how):
        tell(Done(item.name, "known"))
        return None
    found = _source(store, item, how)
    if found is None:
        tell(Done(item.name, "waiting"))
        return None
    if found.document is None:
        tell(_failure(store, found.name, found.problem or "cannot be read", how))
        return None
    seen = seen_at(found.document.url, found.when, found.moved, found.payload)
    with store.reading() as connection:
        given, data = _as_known(connection, Recalled(found.document, found.data), seen)
        found = found._replace(data=data)
        need = wanted(connection, given, fingerprint(how.reader, how.offices), seen)
        known = not (need.appearance or need.version or has_failed(connection, given.source))
        edited = bool(seen and need.version and replaced(connection, given, seen))
    if need.read is not None:
        return Asked(found, given, need.read, "edited" if edited else "again" if known else "added", seen)
    if not known and not how.dry_run:
        with store.writing() as connection:
            add(connection, given, source=data, seen=seen)
    what = "edited" if edited else "appeared" if need.appearance else "known"
    tell(Done(found.name, what, left_out=_left_out(found) if need.appearance else ()))
    return None


def _source(store: Store, item: Item, how: How) -> Source | None:
    """The document of an item, or the problem with it; None for what was captured again and waits for what it repeats.

    Of that the store has the text, once what it repeats was added: then it is as if the archive had it in both places.
    """
    repeat = None if item.again is None else repeat_of(item.again)
    if repeat is None:
        return source(item, any_language=how.any_language, allow_private=how.allow_private)
    with store.reading() as connection:
        appearance = appearance_of(connection, repeat)
        if appearance is not None:
            given = recalled(connection, appearance, item.name, repeat.url)
            return Source(item.name, given.document, given.data, when=repeat.seen.when, payload=repeat.seen.payload)
    if not how.dry_run:
        with store.writing() as connection:
            wait_for(connection, repeat)
    return None


def _as_known(connection: Connection, given: Recalled, seen: Seen | None) -> Recalled:
    """The document; if a text stood there with the same words, though other blanks, that one: it still stands there."""
    mine = given.document
    same = None if seen is None else same_words(connection, mine, seen)
    return given if same is None else recalled(connection, same, mine.source, mine.url)


def _is_known(store: Store, page: Opened, how: How) -> bool:
    """True if the very bytes of a page were read already, and it is known that they stood there then.

    It takes longer to find the text of a page than to look that up, and a crawl that was stopped begins anew.
    """
    seen = seen_at(page.url, page.when)
    if seen is None:
        return False
    with store.reading() as connection:
        return was_read(connection, page.data, seen, fingerprint(how.reader, how.offices))


def _left_out(found: Source) -> tuple[str, ...]:
    return tuple(one.message for one in found.findings if one.code in _UNUSED)


def _failure(store: Store, name: str, problem: str, how: How) -> Done:
    if not how.dry_run:
        with store.writing() as connection:
            failed(connection, name, "not-read", problem)
    return Done(name, "failed", problem)


def _outcome(store: Store, asked: Asked, reading: "Reading | str", how: How) -> Done:
    if isinstance(reading, str):
        return _failure(store, asked.of.name, f"{asked.of.name}: {reading}", how)
    return _kept(store, asked, reading, how)


def _kept(store: Store, asked: Asked, reading: Reading, how: How) -> Done:
    """What became of a reading: kept, in one transaction."""
    given, data = asked.given, asked.of.data
    while True:
        whole = msgspec.structs.replace(reading, findings=(*asked.of.findings, *reading.findings))
        try:
            with store.writing() as connection:
                done = add(connection, given, asked.read, whole, data, asked.seen)
            give_back()
            partial = any(one.code == "component-failed" for one in reading.findings)
            read = "edited" if done.instead is not None else "added" if asked.what == "edited" else asked.what
            what = read if done.reading else "appeared" if done.appearance else "known"
            return Done(asked.of.name, what, partial=partial, left_out=_left_out(asked.of))
        except StaleError:  # another process added an earlier appearance of the text meanwhile
            with store.reading() as connection:
                need = wanted(connection, given, fingerprint(how.reader, how.offices), asked.seen)
            if need.read is not None:
                asked = asked._replace(read=need.read)
                again = _read(need.read, how)
                if isinstance(again, str):
                    return _outcome(store, asked, again, how)
                reading = again
        except IntegrityError as error:  # a component's anchor does not hold: nothing of the document is kept
            return _outcome(store, asked, str(error), how)


def _read(document: Document, how: How) -> "Reading | str":
    """The reading of a document, or why there is none."""
    try:
        return read_document(document, how.reader, how.offices)
    except Exception as error:  # noqa: BLE001 - as in a process of its own: the others must go on
        return _said(error)


class _Pool:
    """Processes that read; a document that brings one down fails alone, and the others are read again."""

    def __init__(self, how: How):
        self.how = how
        self.running: dict[Future[Reading], Asked] = {}
        self.executor: ProcessPoolExecutor | None = None

    def given(self, asked: Asked) -> Iterator[tuple[Asked, "Reading | str"]]:
        """What is done, after one more document was given; waits while too many are ahead."""
        try:
            self.running[self._submitted(asked, self.how.workers)] = asked
        except BrokenProcessPool:  # a process died while its results were kept
            yield from self._alone()
            self.running[self._submitted(asked, self.how.workers)] = asked
        while len(self.running) >= _AHEAD * self.how.workers:
            yield from self._done()

    def reads(self, again: Again) -> bool:
        """True if what was captured again may be that which one of the documents holds that are being read."""
        repeat = repeat_of(again)
        running = (asked.seen for asked in self.running.values() if asked.seen is not None)
        return repeat is not None and any(map(repeat.is_of, running))

    def rest(self) -> Iterator[tuple[Asked, "Reading | str"]]:
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
                return self.executor.submit(_reading, asked.read, self.how.reader, self.how.offices)
            except OSError:
                # A process died while another was being started, and the pool closed its pipes: now it says so.
                return self.executor.submit(_reading, asked.read, self.how.reader, self.how.offices)

    def _done(self) -> Iterator[tuple[Asked, "Reading | str"]]:
        finished, _ = wait(self.running, timeout=_LOOK, return_when=FIRST_COMPLETED)
        if any(map(_died, finished)) or (not finished and self._broken()):
            yield from self._alone()
            return
        for future in finished:
            yield self.running.pop(future), _result(future)

    def _alone(self) -> Iterator[tuple[Asked, "Reading | str"]]:
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


def _died(future: Future[Reading]) -> bool:
    """True if the process that was to read it died; waits for it."""
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


def _result(future: Future[Reading]) -> "Reading | str":
    if _died(future):
        return "the process that read it died (out of memory?); split the document"
    problem = future.exception()
    return future.result() if problem is None else _said(problem)


def _said(problem: BaseException) -> str:
    said = " ".join(str(problem).split())
    return said if isinstance(problem, OnRecordError) else f"cannot be read ({type(problem).__name__}: {said})"


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
    """Returns nothing: a worker ends when the process that gives it work was killed."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Returns nothing; ends the process with the one that started it, whose pipe it would else wait on for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
