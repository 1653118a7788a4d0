"""A round: the lists that are due are asked, then the pages that are due, and what is new or was changed is added."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection

from onrecord.acquire.guard import Fetched, FetchError
from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item
from onrecord.errors import ReadError
from onrecord.store.adding import FEW, Done, How, added
from onrecord.store.clock import now
from onrecord.store.opened import Store
from onrecord.text import counted
from onrecord.watch import state
from onrecord.watch.beside import beside
from onrecord.watch.gates import Gates, taken_up
from onrecord.watch.indexes import Said, asked_all, remember
from onrecord.watch.lists import Answer, Fetch, asked
from onrecord.watch.pages import Got, got, unforeseen
from onrecord.watch.plan import LEAST, Plan, Watched
from onrecord.watch.state import Memory, Page, Taken

# Pages that are taken up at once, and the part of its time after which a list is due: a round that is started each
# quarter of an hour is never exactly so long after the last.
BATCH, EARLY = 200, 0.9


class Told(NamedTuple):
    """What became of a list or a page: "failed", "remark" or "gone", or as of a document that was added."""

    url: str
    what: str
    message: str | None = None


Tell = Callable[[Told], None]


class Round:
    """One round over what a plan watches, at the time `at`, by which is judged what is due."""

    def __init__(self, store: Store, plan: Plan, how: How, fetch: Fetch, at: datetime | None = None):
        self.store, self.plan, self.how, self.fetch = store, plan, how, fetch
        self.now, self.goes_on = at or datetime.now(UTC), at is None
        self.watched = {one.url: one for one in plan.watched}
        self.done: Counter[str] = Counter()

    def go(self, tell: Tell, *, all_due: bool = False) -> Counter[str]:
        """How often what became of lists and pages: "asked", "added", "edited", "known", "failed", "gone" and others.

        Raises StoreError where the store fails; whatever a server does is told, and stops nothing.
        """
        self.tell = tell
        self._lists(all_due)
        while pages := self._due():
            self._pages(pages)
            if self.goes_on:  # many pages take their time, and lists do not wait for them
                self.now = datetime.now(UTC)
                self._lists(False)
        return self.done

    # Lists

    def _lists(self, all_due: bool) -> None:
        until = self.now + timedelta(days=36_500) if all_due else self.now
        with self.store.reading() as connection:
            due = state.due_lists(connection, list(self.watched), until, self.plan.longest)
        for said in beside(list(due), str, lambda url: self._said(self.watched[url], due[url], until)):
            self._took(said)

    def _said(self, watched: Watched, memory: Memory, until: datetime) -> Said:
        ask = partial(self._answer, watched)
        return asked_all(watched, memory, ask, self.store, until, self.plan.longest)

    def _answer(self, watched: Watched, url: str, memory: Memory, local: bool) -> Answer | ReadError:
        try:
            return asked(watched, url, memory, self.fetch, self.now, local)
        except ReadError as error:
            return error
        except Exception as error:  # noqa: BLE001 - a list fails alone, whatever leads to it
            return ReadError(f"{url}: {unforeseen(error)}")

    def _took(self, said: Said) -> None:
        """Returns nothing: what a list said is remembered, and its pages are due; or its failure is."""
        watched = said.watched
        with self.store.writing() as connection:
            taken = state.listed(connection, watched, said.pages(), self.now, partial(self._gone, connection))
            remember(connection, said, self.now)
            for url, answer in said.answers.items():
                known, moment = said.known.get(url, Memory()), now()
                if isinstance(answer, Answer):
                    fields = self._had(said, url, answer, known) | {"had": moment}
                else:
                    fields = self._not_had(watched, answer, known)
                state.keep_list(connection, url, checked=moment, **fields)
        self._tell_of(said, taken)

    def _had(self, said: Said, url: str, answer: Answer, known: Memory) -> dict[str, Any]:
        """What is remembered of a list that was had."""
        due = state.after(self.now, said.watched.every * EARLY)
        fields = {"etag": answer.etag, "modified": answer.modified, "due": due, "local": answer.local, "failures": 0}
        if answer.changed:
            fields |= {"whole": state.stamp(self.now), "problem": answer.remark or said.remark_of(url)}
            fields["chosen"] = said.watched.chosen
        elif known.failures:  # what was amiss in it before is so still
            fields["problem"] = None
        if url in said.named:
            fields |= {"changed": said.named[url].changed, "older": False}
        return fields

    def _not_had(self, watched: Watched, error: ReadError, known: Memory) -> dict[str, Any]:
        """What is remembered of a list that was not had; a sitemap is asked again whatever its index says."""
        status, again = (error.status, error.again) if isinstance(error, FetchError) else (None, None)
        failures = known.failures + (status is not None or not again)
        waits = state.waits_for_list(failures, watched.every, again)
        if isinstance(error, FetchError) and error.ours:  # no server is the better for a pause
            failures, waits = known.failures, min(waits, LEAST)
        due = state.after(self.now, waits)
        return {"due": due, "problem": str(error), "local": known.local, "failures": failures, "changed": None}

    def _gone(self, connection: Connection, lists: set[str]) -> Collection[str]:
        """Those of the lists that are watched no more: they are not in the plan, and no other plan has them asked."""
        return state.due_lists(connection, sorted(lists - self.watched.keys()), self.now, self.plan.longest)

    def _tell_of(self, said: Said, taken: Taken) -> None:
        url = said.watched.url
        for one, answer in said.answers.items():
            if isinstance(answer, ReadError):
                self._told(one, "list failed", str(answer))
            elif remark := answer.remark or said.remark_of(one):
                self._told(one, "remark", f"{one}: {remark}")
        if isinstance(said.answers[url], Answer):
            self._told(url, "asked")
        if said.alone:
            maps = ("older sitemap is left alone until it changes", "older sitemaps are left alone until they change")
            self._told(url, "remark", f"{url}: {counted(said.alone, *maps)}")
        if taken.left:
            older = counted(taken.left, "older page is", "older pages are")
            self._told(url, "remark", f"{url}: {older} left alone; `onrecord add` with it reads all")

    # Pages

    def _due(self) -> list[Page]:
        with self.store.reading() as connection:
            return state.due_pages(connection, list(self.watched), self.now, self.plan.longest, BATCH)

    def _pages(self, pages: list[Page]) -> None:
        """Returns nothing: the pages were asked for, and what is new was added."""
        asked_for: dict[str, Got] = {}
        workers = self.how.workers if len(pages) > FEW else 1
        items = self._items(pages, asked_for)
        how = self.how._replace(workers=workers)
        added(self.store, items, how, lambda done: self._read(asked_for.pop(done.name), done))

    def _items(self, pages: list[Page], asked_for: dict[str, Got]) -> Iterator[Item]:
        """The pages that came and are to be read; the others are settled here."""
        for some in taken_up(Gates(self.store), got(pages, self.fetch, self.now)):
            for one in some.pages:
                if one.fetched is None:
                    self._failed(one)
                elif one.fetched.status == 304:
                    self._settled(one, "unchanged")
                else:
                    asked_for[one.page.url] = one._replace(fetched=one.fetched._replace(body=b""))
                    yield self._item(one.page, one.fetched)
            for one in some.kept:
                self._failed(one)
            if some.before:
                with self.store.writing() as connection:
                    state.ask_again(connection, some.before, self.now)

    def _item(self, page: Page, fetched: Fetched) -> Item:
        said = {**self.watched[page.watched].said, **({"published": page.published} if page.published else {})}
        media = fetched.headers.get("content-type")
        here = Opened(fetched.body, fetched.url, media, fetched.when, moved=fetched.moved)
        return Item(page.url, page=here, said=said)

    def _read(self, one: Got, done: Done) -> None:
        if done.unforeseen:  # a disk was full, say: it is asked for again as if it had not come
            self._failed(one._replace(problem=FetchError(done.message or "cannot be read")))
            return
        self._settled(one, done.what, done.message if done.what == "failed" else None)

    def _settled(self, one: Got, what: str, problem: str | None = None) -> None:
        """Returns nothing: the page was had, and is due again when the plan says so."""
        page, fetched = one.page, one.fetched
        fields: dict[str, str | None] = {}
        # Not of what could not be read: the server would only say that it has not changed. So "unchanged" always means
        # that the page is as it was last read.
        if fetched is not None and fetched.status != 304 and what != "failed":
            fields = {"etag": fetched.etag, "modified": fetched.modified}
            fields |= {"whole": state.stamp(self.now), "ended": one.ended}
        first = min(page.first, state.stamp(self.now))  # it was first seen by a clock that was wrong
        if first != page.first:
            fields["first"] = first
        due = self._next(first)
        with self.store.writing() as connection:
            state.keep_page(connection, page.url, checked=now(), due=due, failures=0, problem=problem, **fields)
        self._told(page.url, what, problem)

    def _failed(self, one: Got) -> None:
        """Returns nothing: the page was not had; it is asked for again later, or given up."""
        page, problem = one.page, one.problem
        status, again = (problem.status, problem.again) if problem else (None, None)
        if status is None and again:  # its host is not asked just now, for it said so
            with self.store.writing() as connection:
                state.keep_page(connection, page.url, due=state.after(self.now, again))
            self._told(page.url, "later")
            return
        failures = page.memory.failures + 1
        gone = status in state.GONE and failures >= state.GONE_TRIES
        given_up = gone or failures >= state.TRIES
        due = None if given_up else state.after(self.now, state.waits(failures, asked=again))
        with self.store.writing() as connection:
            fields = {"ended": None} if one.ended else {}  # it is told from what was had there
            state.keep_page(
                connection, page.url, checked=now(), due=due, failures=failures, problem=str(problem), **fields
            )
        self._told(page.url, "gone" if given_up else "failed", str(problem))

    def _next(self, seen: str) -> str | None:
        """When a page is looked at again, by the plan, counted from when it was first seen; None if never."""
        first = datetime.fromisoformat(seen)
        times = (first + timedelta(seconds=after) for after in self.plan.recheck)
        return next((state.stamp(when) for when in times if when > self.now), None)

    def _told(self, url: str, what: str, message: str | None = None) -> None:
        self.done[what] += 1
        self.tell(Told(url, what, message))
