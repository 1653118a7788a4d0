"""`onrecord add`: documents into a store."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord.acquire.files import is_url
from onrecord.acquire.given import check
from onrecord.acquire.sources import Item, items
from onrecord.acquire.sources import found as found_in
from onrecord.cli import exits, streams
from onrecord.errors import ReadError
from onrecord.export.jsonl import json_text
from onrecord.layers import Method
from onrecord.reader import held
from onrecord.store.adding import FEW, Done, How, added, workers
from onrecord.store.opened import Store, open_store, to_be_made
from onrecord.store.pool import KEEPING, stand_back
from onrecord.store.unit import forget_failures
from onrecord.text import counted

# Failures, and things left out, that are told one by one; the rest stands in `onrecord findings`.
_TOLD = 20


def add(
    paths: list[str], db: str | None, reader: Method, any_language: bool, limit: int | None, jobs: int | None,
    dry_run: bool, as_json: bool, offices: Path | None = None, allow_private: bool = False,
) -> int:  # fmt: skip
    """The exit code, after the documents were added and the sum of it was told."""
    check(reader=reader)
    stand_back(KEEPING)
    known = held(offices or ())
    found = _Found(paths, allow_private)
    how = How(reader, _workers(jobs, found.many), any_language, limit, dry_run, known, allow_private)
    if not found.many:
        return exits.FAILED
    done: Counter[str] = Counter()
    partial = left_out = 0
    with _store(db, dry_run) as (store, name), _progress() as progress:
        task = progress.add_task("adding", total=found.many)

        def tell(one: Done) -> None:
            nonlocal partial, left_out
            done[one.what] += 1
            partial += one.partial
            progress.update(task, advance=1, total=found.many)
            if one.message and done["failed"] <= _TOLD:
                exits.say(one.message)
            for what in one.left_out:
                left_out += 1
                if left_out <= _TOLD:
                    exits.say(f"{one.name}: {what}")

        added(store, found, how, tell)
        if found.lists and not dry_run:
            with store.writing() as connection:
                for address in found.lists:
                    forget_failures(connection, address)
    unread = done["failed"]
    done["failed"] += found.missing
    many = found.many + found.missing
    if unread > _TOLD:
        exits.say(f"{unread - _TOLD:,} more could not be read (see `onrecord findings`)")
    if left_out > _TOLD:
        more = counted(left_out - _TOLD, "more thing was", "more things were")
        exits.say(f"{more} left out (see `onrecord findings`)")
    _sum(done, unread, name, how, many, as_json)
    if done["failed"] == many:
        return exits.FAILED
    return exits.PARTIAL if partial or done["failed"] else exits.DONE


@contextmanager
def _store(db: str | None, dry_run: bool) -> Iterator[tuple[Store, str]]:
    """The store and its name; one that is not there yet is not made for a dry run, which then asks an empty one."""
    name = to_be_made(db) if dry_run else None
    with TemporaryDirectory() as folder, open_store(db if name is None else Path(folder) / "empty.db") as store:
        yield store, name or store.name


class _Found:
    """What the paths name: `many` items, as far as is known by now; `missing` paths name nothing, which is told.

    Files are gone through twice, so that a crawl need not fit into memory: of an archive only the headers, the first
    time. What can be had once is kept: standard input, and what is at an address, which may be a feed of many. Of many
    addresses each is asked in its turn.
    """

    def __init__(self, paths: list[str], allow_private: bool):
        self.many = self.missing = 0
        self.lists: list[str] = []  # addresses of feeds and sitemaps that were had
        self._allow_private = allow_private
        few = sum(map(is_url, set(paths))) <= FEW
        self._parts = [
            self._now(path) if few or not is_url(path) else self._later(path) for path in dict.fromkeys(paths)
        ]

    def __iter__(self) -> Iterator[Item]:
        for part in self._parts:
            yield from part

    def _now(self, path: str) -> Iterable[Item]:
        try:
            kept = list(items([path], allow_private=self._allow_private)) if path == "-" or is_url(path) else None
            number, remarks = (len(kept), ()) if kept is not None else found_in([path])
            if not number:
                raise ReadError(f"{path}: holds no document; name another file")
            for remark in remarks:
                exits.say(remark)
            if kept and is_url(path) and path not in {one.name for one in kept}:
                self.lists.append(path)
        except ReadError as error:
            exits.say(str(error))
            self.missing += 1
            return ()
        self.many += number
        return items([path]) if kept is None else kept

    def _later(self, path: str) -> Iterable[Item]:
        """The items of an address, which counts as one until it is asked."""
        self.many += 1

        def asked() -> Iterator[Item]:
            self.many -= 1
            yield from self._now(path)

        return asked()


def _workers(jobs: int | None, many: int) -> int:
    return 1 if many <= FEW else jobs or workers()


def _progress() -> Progress:
    """A bar on standard error, if that is a terminal."""
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=screen, transient=True, disable=not sys.stderr.isatty())


def _sum(done: Counter[str], unread: int, store: str, how: How, many: int, as_json: bool) -> None:
    """Returns nothing: tells the sum; `unread` of the failures are kept as findings, the other paths name nothing."""
    left = many - done.total()
    if as_json:
        what = {name: done[name] for name in ("added", "edited", "again", "appeared", "known", "waiting", "failed")}
        streams.write(json_text({**what, "left": left, "store": store, "dry_run": how.dry_run}) + "\n")
        return
    would = "would add" if how.dry_run else "added"
    parts = [f"{would} {counted(done['added'], 'document')}"]
    if done["edited"]:
        parts.append(f"{counted(done['edited'], 'new version')} of pages")
    if done["again"]:
        parts.append(f"{done['again']:,} read again, by another reader or with other office-holders than before")
    if done["appeared"]:
        parts.append(f"{counted(done['appeared'], 'further appearance')} of texts already known")
    if done["known"]:
        parts.append(f"{done['known']:,} known already")
    if done["waiting"]:
        parts.append(f"{done['waiting']:,} captured again, kept until what came before is added")
    if done["failed"]:
        parts.append(f"{done['failed']:,} failed")
        if unread and not how.dry_run:
            parts[-1] += " (see `onrecord findings`)"
    if left:
        parts.append(f"{left:,} left")
    streams.write(f"{', '.join(parts)}: {store}\n")
