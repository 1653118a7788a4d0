"""A round: the lists that are due are asked, then the pages that are due, and what is new or was changed is added."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from onrecord.acquire.guard import FetchError
from onrecord.acquire.opened import Opened
from onrecord.acquire.sources import Item
from onrecord.errors import ReadError
from onrecord.store.adding import FEW, Done, How, added
from onrecord.store.clock import now
from onrecord.store.opened import Store
from onrecord.watch import state
from onrecord.watch.beside import beside
from onrecord.watch.lists import DEPTH, SITEMAPS, Answer, Fetch, asked
from onrecord.watch.pages import Got, got
from onrecord.watch.plan import Plan, Watched
from onrecord.watch.state import Memory, Page, Taken

# Pages that are taken up at once, and the part of its time after which a list is due: a round that is started each
# quarter of an hour is never exactly so long after the last.
BATCH, EARLY = 200, 0.9


class Told(NamedTuple):
    """What became of a list or a page: "failed", "remark" or "gone", or as of a document that was added."""

    url: str
    what: str
    message: str | None = None


class Said(NamedTuple):
    """What a list said, and the sitemaps that it names, by their addresses; or why that could not be had."""

    watched: Watched
    answers: dict[str, Answer | ReadError]


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
            due = state.due_lists(connection, list(self.watched), until)
        for said in beside(list(due), str, lambda url: self._said(self.watched[url], due[url], until)):
            self._took(said)

    def _said(self, watched: Watched, memory: Memory, until: datetime) -> Said:
        """What a list said, and, of an index of sitemaps, those that have changed since they were last asked."""
        answers: dict[str, Answer | ReadError] = {}
        waiting, local = [(watched.url, memory)], True
        for _ in range(DEPTH):
            further: dict[str, str | None] = {}
            for url, known in waiting:
                answers[url] = answer = self._answer(watched, url, known, local)
                if isinstance(answer, Answer):
                    further.update(answer.further)
                    local = local and answer.local
            waiting = self._changed([one for one in further.items() if one[0] not in answers], answers, until)
        return Said(watched, answers)

    def _answer(self, watched: Watched, url: str, memory: Memory, local: bool) -> Answer | ReadError:
        try:
            return asked(watched, url, memory, self.fetch, self.now, local)
        except ReadError as error:
            return error

    def _changed(
        self, sitemaps: Sequence[tuple[str, str | None]], answers: dict[str, Answer | ReadError], until: datetime
    ) -> list[tuple[str, Memory]]:
        """The sitemaps that are due and to be asked: those that have changed, of new ones only the latest.

        The older of an index that is new are put down in `answers` as if they had been asked: their pages are left
        alone until they change.
        """
        latest = sorted(sitemaps, key=lambda one: one[1] or "", reverse=True)
        with self.store.reading() as connection:
            known = state.memories(connection, [url for url, _ in latest])
            due = state.due_lists(connection, [url for url, _ in latest], until)
        found: list[tuple[str, Memory]] = []
        for place, (url, changed) in enumerate(latest):
            whole = known[url].whole if url in known else None
            # A day is over only when the next one has begun.
            if url not in due:
                continue
            if whole and (changed < whole[: max(10, len(changed))] if changed else place >= SITEMAPS):
                continue
            if len(found) < SITEMAPS:
                found.append((url, known.get(url, Memory())))
            elif not known:
                answers[url] = Answer(changed=True)
        return found

    def _took(self, said: Said) -> None:
        """Returns nothing: what a list said is remembered, and its pages are due; or its failure is."""
        watched = said.watched
        good = {url: one for url, one in said.answers.items() if isinstance(one, Answer)}
        with self.store.writing() as connection:
            pages = [page for one in good.values() for page in one.pages]
            taken = state.listed(connection, watched.url, pages, self.now, watched.newest)
            for url, answer in good.items():
                fields = {"etag": answer.etag, "modified": answer.modified, "problem": answer.remark}
                whole = {"whole": state.stamp(self.now)} if answer.changed else {}
                due = state.after(self.now, watched.every * EARLY)
                state.keep_list(
                    connection, url, checked=now(), due=due, local=answer.local, failures=0, **fields, **whole
                )
            for url, error in said.answers.items():
                if isinstance(error, ReadError):
                    known = state.memories(connection, [url]).get(url, Memory())
                    status, again = (error.status, error.again) if isinstance(error, FetchError) else (None, None)
                    failures = known.failures + (status is not None or not again)
                    due = state.after(self.now, state.waits_for_list(failures, watched.every, again))
                    fields = {"checked": now(), "due": due, "problem": str(error)}
                    state.keep_list(connection, url, local=known.local, failures=failures, **fields)
        self._tell_of(said, taken)

    def _tell_of(self, said: Said, taken: Taken) -> None:
        for url, answer in said.answers.items():
            if isinstance(answer, ReadError):
                self._told(url, "list failed", str(answer))
            elif answer.remark:
                self._told(url, "remark", f"{url}: {answer.remark}")
        if isinstance(said.answers[said.watched.url], Answer):
            self._told(said.watched.url, "asked")
        if taken.left:
            url = said.watched.url
            self._told(
                url, "remark", f"{url}: {taken.left:,} older pages are left alone; `onrecord add` with it reads all"
            )

    # Pages

    def _due(self) -> list[Page]:
        with self.store.reading() as connection:
            return state.due_pages(connection, list(self.watched), self.now, BATCH)

    def _pages(self, pages: list[Page]) -> None:
        """Returns nothing: the pages were asked for, and what is new was added."""
        asked_for: dict[str, Got] = {}
        workers = self.how.workers if len(pages) > FEW else 1
        items = self._items(pages, asked_for)
        how = self.how._replace(workers=workers)
        added(self.store, items, how, lambda done: self._read(asked_for.pop(done.name), done))

    def _items(self, pages: list[Page], asked_for: dict[str, Got]) -> Iterator[Item]:
        """The pages that came and are to be read; the others are settled here."""
        for one in got(pages, self.fetch, self.now):
            page, fetched = one.page, one.fetched
            if fetched is None:
                self._failed(one)
            elif fetched.status == 304:
                self._settled(one, "unchanged")
            else:
                asked_for[page.url] = one._replace(fetched=fetched._replace(body=b""))
                said = {**self.watched[page.watched].said, **({"published": page.published} if page.published else {})}
                media = fetched.headers.get("content-type")
                here = Opened(fetched.body, fetched.url, media, fetched.when, moved=fetched.moved)
                yield Item(page.url, page=here, said=said)

    def _read(self, one: Got, done: Done) -> None:
        self._settled(one, done.what, done.message if done.what == "failed" else None)

    def _settled(self, one: Got, what: str, problem: str | None = None) -> None:
        """Returns nothing: the page was had, and is due again when the plan says so."""
        page, fetched = one.page, one.fetched
        fields: dict[str, str | None] = {}
        if fetched is not None and fetched.status != 304:
            fields = {"etag": fetched.etag, "modified": fetched.modified}
            fields["whole"] = state.stamp(self.now)
        with self.store.writing() as connection:
            state.keep_page(
                connection, page.url, checked=now(), due=self._next(page), failures=0, problem=problem, **fields
            )
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
            state.keep_page(connection, page.url, checked=now(), due=due, failures=failures, problem=str(problem))
        self._told(page.url, "gone" if given_up else "failed", str(problem))

    def _next(self, page: Page) -> str | None:
        """When the page is looked at again, by the plan, counted from when it was first seen; None if never."""
        first = datetime.fromisoformat(page.first)
        times = (first + timedelta(seconds=after) for after in self.plan.recheck)
        return next((state.stamp(when) for when in times if when > self.now), None)

    def _told(self, url: str, what: str, message: str | None = None) -> None:
        self.done[what] += 1
        self.tell(Told(url, what, message))
