"""Many documents into a store: read in parallel, kept one by one; it can be stopped and gone on with anywhere."""

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item, Source, source
from onrecord.errors import IntegrityError, StoreError
from onrecord.layers import Method
from onrecord.reader import fingerprint, read_document
from onrecord.records import Document, Reading
from onrecord.store.memory import give_back
from onrecord.store.opened import Store
from onrecord.store.pool import Asked, Pool, Unread, said, unread
from onrecord.store.recalled import Recalled, recalled
from onrecord.store.revisits import appearance_of, repeat_of
from onrecord.store.revisits import wait as wait_for
from onrecord.store.unit import StaleError, add, failed, has_failed, wanted
from onrecord.store.versions import Seen, replaced, same_words, seen_at, was_read
from onrecord.vocabulary.offices import Office

# So few documents are read here: a process of its own takes longer to start than they take.
FEW = 3
# Findings of what was said of a document beside its text, and cannot be used.
_UNUSED = frozenset(("sidecar", "date-unknown", "kind-unknown", "field-unknown"))


class Done(NamedTuple):
    """What became of one item: "added", "edited", "again", "appeared" (a known text elsewhere), "known", "failed" or
    "waiting": an archive has only that it was captured again, and what that repeats was not added yet.

    "edited" is what stands at an address in place of an earlier text, "again" a document that was there and is read
    anew, by another reader or with other office-holders.

    `partial` is true where a component failed and its records are missing; `left_out` says what was said of the
    document (a date, a sidecar) and could not be used. `unforeseen` is true where it failed by what no document is
    known to lead to (a full disk, a process that died), which may be over the next time.
    """

    name: str
    what: str
    message: str | None = None
    partial: bool = False
    left_out: tuple[str, ...] = ()
    unforeseen: bool = False


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
    pool = Pool(how.workers, how.reader, how.offices) if how.workers > 1 and not how.dry_run else None
    left = how.limit
    try:
        for item in items:
            if left is not None and left <= 0:
                break
            if pool is not None and item.again is not None and pool.reads(item.again):
                for one, reading in pool.rest():
                    tell(_outcome(store, one, reading, how))
            found = _found(store, item, how, tell)
            if found is None:
                continue
            if pool is not None and pool.reads_at(found.seen):
                for one, reading in pool.rest():
                    tell(_outcome(store, one, reading, how))
            asked = _asked(store, found, how, tell)
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


class _Found(NamedTuple):
    """A source that has this document, and where and when that stood there."""

    of: Source
    document: Document
    seen: Seen | None


def _found(store: Store, item: Item, how: How, tell: Callable[[Done], None]) -> _Found | None:
    """The document of an item; None where what becomes of the item is settled, and told."""
    if item.page is not None and _is_known(store, item.page, how):
        tell(Done(item.name, "known"))
        return None
    found = _source(store, item, how)
    if found is None:
        tell(Done(item.name, "waiting"))
        return None
    if isinstance(found, Unread):
        tell(_failure(store, item.name, found, how))
        return None
    if found.document is None:
        tell(_failure(store, found.name, Unread(found.problem or "cannot be read", unforeseen=False), how))
        return None
    seen = seen_at(found.document.url, found.when, found.moved, found.payload, found.media)
    return _Found(found, found.document, seen)


def _asked(store: Store, found: _Found, how: How, tell: Callable[[Done], None]) -> Asked | None:
    """What is to be read of a document; None where that is settled, and told."""
    seen = found.seen
    with store.reading() as connection:
        given, data = _as_known(connection, Recalled(found.document, found.of.data), seen)
        of = found.of._replace(data=data)
        need = wanted(connection, given, fingerprint(how.reader, how.offices), seen)
        known = not (need.appearance or need.version or has_failed(connection, given.source))
        edited = bool(seen and need.version and replaced(connection, given, seen))
    if need.read is not None:
        return Asked(of, given, need.read, "edited" if edited else "again" if known else "added", seen)
    if not known and not how.dry_run:
        with store.writing() as connection:
            add(connection, given, source=data, seen=seen)
    what = "edited" if edited else "appeared" if need.appearance else "known"
    tell(Done(of.name, what, left_out=_left_out(of) if need.appearance else ()))
    return None


def _source(store: Store, item: Item, how: How) -> Source | Unread | None:
    """The document of an item, or the problem with it; None for what was captured again and waits for what it repeats.

    Of that the store has the text, once what it repeats was added: then it is as if the archive had it in both places.
    """
    repeat = None if item.again is None else repeat_of(item.again)
    if repeat is None:
        try:
            return source(item, any_language=how.any_language, allow_private=how.allow_private)
        except Exception as error:  # noqa: BLE001 - as where a document is read: the others must go on
            return Unread(f"{item.name}: {said(error)}")
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


def _failure(store: Store, name: str, problem: Unread, how: How) -> Done:
    if not how.dry_run:
        with store.writing() as connection:
            failed(connection, name, "not-read", problem.why)
    return Done(name, "failed", problem.why, unforeseen=problem.unforeseen)


def _outcome(store: Store, asked: Asked, reading: Reading | Unread, how: How) -> Done:
    if isinstance(reading, Unread):
        why = f"{asked.of.name}: {reading.why}"
        return _failure(store, asked.of.name, reading._replace(why=why), how)
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
                if isinstance(again, Unread):
                    return _outcome(store, asked, again, how)
                reading = again
        except IntegrityError as error:  # a component's anchor does not hold: nothing of the document is kept
            return _outcome(store, asked, Unread(str(error), unforeseen=False), how)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - nothing of it is kept, and the others must go on
            return _outcome(store, asked, Unread(said(error)), how)


def _read(document: Document, how: How) -> Reading | Unread:
    """The reading of a document, or why there is none."""
    try:
        return read_document(document, how.reader, how.offices)
    except Exception as error:  # noqa: BLE001 - as in a process of its own: the others must go on
        return unread(error)
