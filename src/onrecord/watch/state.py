"""What is remembered of what is watched: what servers said last, what failed how often, and when each is due again."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from onrecord.store import tables as t
from onrecord.store.dialect import insert_into
from onrecord.store.links import cut
from onrecord.watch.plan import Watched

# Where a server only ever says that nothing has changed, it is asked for all of it again after so many seconds.
TRUSTED = 86_400.0
# Seconds to wait after a first failure, doubled with each further one, and at most; after so many a page is given up.
WAIT, LONGEST, TRIES = 900.0, 86_400.0, 10
# A list is asked as often as ever after its first failures, which happen to any server, and never much less often than
# so: it may only name what is new for some hours.
BORNE, LONGEST_LIST = 2, 7_200.0
# What is due so many seconds later than anything can be was written by a clock that was wrong, and is due now.
MARGIN = 86_400.0
# Answers after which a page is no longer there, and how often that is asked.
GONE, GONE_TRIES = frozenset((404, 410)), 3


class Memory(NamedTuple):
    """What is remembered of an address: what its server said, when it last gave all of it, how often it failed since,
    and, of a list, whether it lies on a local address and when it is due. A sitemap was `named_by` an
    index, which said that it had `changed`, when it was last had; an `older` one was there when that was first read.
    When a list was last had whole its pages were `chosen` by settings with this digest.
    """

    etag: str | None = None
    modified: str | None = None
    whole: str | None = None
    failures: int = 0
    local: bool = False
    due: str = ""
    named_by: str | None = None
    changed: str | None = None
    older: bool = False
    chosen: str | None = None

    def conditions(self, now: datetime, chosen: str | None = None) -> dict[str, str | None]:
        """What to ask a server with, so that it gives only what is new; nothing where it was trusted long enough, or
        the pages of a list are `chosen` by other settings than before.
        """
        if chosen != self.chosen:
            return {"etag": None, "modified": None}
        # What was had later than now was had by a clock that was wrong.
        if self.whole is None or not 0 <= (now - datetime.fromisoformat(self.whole)).total_seconds() < TRUSTED:
            return {"etag": None, "modified": None}
        return {"etag": self.etag, "modified": self.modified}


class Page(NamedTuple):
    """A page that is due: its address, the list that named it, its date by that, and what is remembered.

    It may lie on a local address only where its list does, `local`.
    """

    url: str
    watched: str
    published: str | None
    first: str
    memory: Memory
    local: bool


def stamp(when: datetime) -> str:
    """The moment as the store has it: ISO 8601, in UTC, to the millisecond."""
    return when.isoformat(timespec="milliseconds")


def after(now: datetime, seconds: float) -> str:
    """The moment that comes so many seconds later."""
    return stamp(now + timedelta(seconds=seconds))


def waits(failures: int, least: float = WAIT, asked: float | None = None) -> float:
    """The seconds to wait after so many failures in a row; no less than a server asked for."""
    return max(min(least * 2.0 ** min(failures - 1, 20), max(LONGEST, least)), min(asked or 0.0, LONGEST))


def waits_for_list(failures: int, every: float, asked: float | None = None) -> float:
    """The seconds to wait with a list after so many failures in a row; no less than its server asked for."""
    return max(min(waits(max(1, failures - BORNE), every), max(LONGEST_LIST, every)), min(asked or 0.0, LONGEST))


def due_lists(connection: Connection, urls: Sequence[str], now: datetime, longest: float) -> dict[str, Memory]:
    """What is remembered of the lists that are due, of those at these addresses; of a new one, nothing.

    By the plan nothing is put off for more than `longest` seconds.
    """
    known = memories(connection, urls)
    found = {url: known.get(url, Memory()) for url in urls}
    return {url: one for url, one in found.items() if is_due(one, now, longest)}


def is_due(memory: Memory, now: datetime, longest: float) -> bool:
    """True for a list that is due; a new one is."""
    return not stamp(now) < memory.due < _farthest(now, longest)


def memories(connection: Connection, urls: Sequence[str]) -> dict[str, Memory]:
    """What is remembered of the lists at these addresses."""
    found: dict[str, Memory] = {}
    for some in cut(urls):
        rows = connection.execute(select(t.watched).where(t.watched.c.url.in_(some)))
        found.update((row.url, _memory_of_list(row)) for row in rows)
    return found


def _memory_of_list(row: Any) -> Memory:
    return _memory(row)._replace(
        local=row.local, due=row.due, named_by=row.named_by, changed=row.changed,
        older=bool(row.older), chosen=row.chosen,
    )  # fmt: skip


def sitemaps_of(connection: Connection, index: str) -> list[tuple[str, str | None]]:
    """The sitemaps that an index named when it was last given in full, and when each had changed as it was last had."""
    w = t.watched.c
    rows = connection.execute(select(w.url, w.changed).where(w.named_by == index).order_by(w.url))
    return [(row.url, row.changed) for row in rows]


def due_pages(connection: Connection, lists: Sequence[str], now: datetime, longest: float, most: int) -> list[Page]:
    """The pages that these lists named and that are due (see `due_lists`), those first that waited longest."""
    p = t.page.c
    due = (p.due <= stamp(now)) | (p.due >= _farthest(now, longest))
    rows = connection.execute(select(t.page).where(due, p.watched.in_(lists)).order_by(p.due, p.url).limit(most)).all()
    known = memories(connection, sorted({row.watched for row in rows}))
    return [
        Page(row.url, row.watched, row.published, row.first, _memory(row), known.get(row.watched, Memory()).local)
        for row in rows
    ]


def _farthest(now: datetime, longest: float) -> str:
    return after(now, max(longest, LONGEST) + MARGIN)


def keep_list(connection: Connection, url: str, **values: Any) -> None:
    """Returns nothing: these values are remembered of a list."""
    _put(connection, t.watched, {"url": url, **values})


def keep_lists(connection: Connection, urls: Sequence[str], **values: Any) -> None:
    """Returns nothing: these values are remembered of each of these lists that is known."""
    for some in cut(urls):
        connection.execute(t.watched.update().where(t.watched.c.url.in_(some)).values(**values))


def put_down(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Returns nothing: these lists are remembered, as far as they were not."""
    if rows:
        connection.execute(insert_into(connection, t.watched).on_conflict_do_nothing(), rows)


def keep_page(connection: Connection, url: str, **values: Any) -> None:
    """Returns nothing: these values are remembered of a page."""
    connection.execute(t.page.update().where(t.page.c.url == url).values(**values))


def is_listed(connection: Connection, url: str) -> bool:
    """True if a list named this very page."""
    return connection.execute(select(t.page.c.url).where(t.page.c.url == url)).first() is not None


def ended_at(connection: Connection, watched: str, place: str) -> list[str]:
    """The pages of a list that led to this address when they were last had."""
    p = t.page.c
    rows = connection.execute(select(p.url).where(p.ended == place, p.watched == watched).order_by(p.url))
    return list(rows.scalars())


def ask_again(connection: Connection, urls: Sequence[str], now: datetime) -> None:
    """Returns nothing: these pages are due, though they were had."""
    p = t.page.c
    later = p.due.is_(None) | (p.due > stamp(now))
    for some in cut(urls):
        connection.execute(t.page.update().where(p.url.in_(some), later).values(due=stamp(now)))


class Listed(NamedTuple):
    """A page as a list names it: its address, when it was published, a digest of what is said of it.

    `latest` is the last day that is said of it, by which the newest are told.
    """

    url: str
    published: str | None
    digest: str
    latest: str = ""


# Those of some lists that are watched no more.
Gone = Callable[[set[str]], Collection[str]]


def _never(_: set[str]) -> Collection[str]:
    return ()


class Taken(NamedTuple):
    """How many pages of a list are new, and how many of those are left alone, since it holds so many."""

    new: int
    left: int = 0


def listed(
    connection: Connection, watched: Watched, found: Iterable[tuple[Listed, bool]], now: datetime, gone: Gone = _never
) -> Taken:
    """What was taken of the pages that a list names: new ones, and those of which it says something else, are due.

    What another list says of a page that is known already is not looked at: two lists word it in two ways. But pages of
    a list that is watched no more, as `gone` tells, are this one's from now on. Of a list that is read for the first
    time, or whose pages are chosen by other settings than before, the `newest` pages are taken, by their dates or else
    as they stand there; the others are taken once the list says something else of them. So it is with those that only
    `older` sitemaps of it name (true beside them).
    """
    p = t.page.c
    older: dict[str, bool] = {}
    entries: dict[str, Listed] = {}
    for one, is_older in found:
        entries[one.url] = one
        older[one.url] = older.get(one.url, True) and is_older
    known: dict[str, Any] = {}
    query = select(p.url, p.watched, p.digest, p.checked, p.due)
    for some in cut(list(entries)):
        known.update((row.url, row) for row in connection.execute(query.where(p.url.in_(some))))
    left = gone({row.watched for row in known.values()} - {watched.url})
    moment = stamp(now)
    new = [one for url, one in entries.items() if url not in known]
    due = _taken(
        connection, watched, [one for one in new if older[one.url]], [one for one in new if not older[one.url]]
    )
    for one in new:
        values = {"watched": watched.url, "published": one.published, "digest": one.digest, "first": moment}
        when = moment if one.url in due else None
        _put(connection, t.page, {"url": one.url, **values, "listed": moment, "due": when, "failures": 0})
    for url, row in known.items():
        if row.watched == watched.url or row.watched in left:
            said = entries[url].digest
            again = {} if row.digest == said else {"digest": said, "due": moment, "failures": 0}
            if row.watched in left:
                again["watched"] = watched.url
                if row.checked is None and row.due is None:  # it was left alone, and is worded otherwise here
                    again |= {"due": None}
            keep_page(connection, url, listed=moment, **again)
    return Taken(len(due), len(new) - len(due))


def _taken(connection: Connection, watched: Watched, older: list[Listed], fresh: list[Listed]) -> set[str]:
    """The addresses of those new pages of a list that are taken.

    Of the older ones as many as were not taken when the list was first read, and those of a day since then.
    """
    p = t.page.c
    mine = select(func.min(p.first), func.count(p.checked)).where(p.watched == watched.url)
    since, had = connection.execute(mine).one()
    before = connection.execute(select(t.watched.c.chosen).where(t.watched.c.url == watched.url)).scalar()

    def newest(pages: Iterable[Listed], most: int) -> set[str]:
        latest = sorted(pages, key=lambda one: one.latest, reverse=True)
        return {one.url for one in latest[: max(most, 0)]}

    if since is None or before not in (None, watched.chosen):
        return newest([*older, *fresh], watched.newest)
    lately = newest((one for one in older if one.latest >= since[:10]), watched.newest)
    return {one.url for one in fresh} | lately | newest(older, watched.newest - had)


def _memory(row: Any) -> Memory:
    return Memory(row.etag, row.modified, row.whole, row.failures)


def _put(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Returns nothing: the row is there, and says this."""
    rest = {name: value for name, value in row.items() if name != "url"}
    command = insert_into(connection, table).values(**row)
    connection.execute(command.on_conflict_do_update(index_elements=["url"], set_=rest))
