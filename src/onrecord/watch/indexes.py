"""A list with the sitemaps that it names: which of them are asked in a round, and what is remembered of the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from onrecord.errors import ReadError
from onrecord.store.opened import Store
from onrecord.text import counted
from onrecord.watch import state
from onrecord.watch.lists import Answer
from onrecord.watch.plan import Watched
from onrecord.watch.state import Memory, stamp

# Sitemaps that are asked at once, how deep one may name others, and how many of those that one level names are looked
# at: a newspaper's index names one a day for decades.
SITEMAPS, DEPTH, NAMED = 20, 3, 10_000
# Hours after whose day's begin in UTC it is over everywhere.
_DAY = 36.0


class Named(NamedTuple):
    """A sitemap as an index names it: when it `changed`, by that, and which index names it.

    `older` is one that was there when its index was read for the first time: its pages are no news.
    """

    url: str
    changed: str | None
    named_by: str
    older: bool


class Chosen(NamedTuple):
    """The sitemaps that are asked now, with what is remembered of them, and what is to be told of the others.

    Of those that are not asked `pending` have changed; `alone` are older and left alone until they change, `turns` do
    not say when they changed and are asked in turn, `beyond` are too many.
    """

    asked: tuple[tuple[Named, Memory], ...]
    pending: tuple[str, ...] = ()
    alone: int = 0
    turns: int = 0
    beyond: int = 0


class Said(NamedTuple):
    """What a list said, and the sitemaps that it names, by their addresses; or why that could not be had."""

    watched: Watched
    answers: dict[str, Answer | ReadError]
    named: dict[str, Named]
    known: dict[str, Memory]
    chosen: tuple[Chosen, ...] = ()

    def remark_of(self, url: str) -> str | None:
        """What is to be told of the list, where it was given in full, of its sitemaps that are not asked each time."""
        answer = self.answers[url]
        if url != self.watched.url or not isinstance(answer, Answer) or not answer.changed:
            return None
        beyond, turns = sum(one.beyond for one in self.chosen), max((one.turns for one in self.chosen), default=0)
        if beyond:
            return (
                f"{counted(beyond, 'of the sitemaps that it names is', 'of the sitemaps that it names are')} left out; "
                "watch those with the news by themselves"
            )
        if turns > SITEMAPS:
            return (
                f"does not say when its {turns:,} sitemaps changed: {SITEMAPS} are asked at a time, in turn; "
                "watch the one with the news by itself"
            )
        return None

    @property
    def alone(self) -> int:
        """How many sitemaps are put down for the first time, and left alone until they change."""
        return sum(one.alone for one in self.chosen)

    def is_older(self, url: str) -> bool:
        """True for a sitemap whose pages are no news, as long as it was not read."""
        if url in self.known:
            return self.known[url].older
        return url in self.named and self.named[url].older

    def pages(self) -> Iterator[tuple[state.Listed, bool]]:
        """The pages that were named, and whether only what is older named them."""
        for url, answer in self.answers.items():
            if isinstance(answer, Answer):
                yield from ((one, self.is_older(url)) for one in answer.pages)


Ask = Callable[[str, Memory, bool], Answer | ReadError]


def asked_all(watched: Watched, memory: Memory, ask: Ask, store: Store, now: datetime, longest: float) -> Said:
    """What a list said, and, of an index of sitemaps, those of them that are due and to be asked."""
    said = Said(watched, {}, {}, {watched.url: memory})
    waiting, local = [(watched.url, memory)], True
    levels: list[Chosen] = []
    for _ in range(DEPTH):
        further: dict[str, Named] = {}
        for url, known in waiting:
            said.answers[url] = answer = ask(url, known, local)
            if isinstance(answer, Answer) and watched.kind == "sitemap":
                local = local and answer.local
                older = said.is_older(url) if url in said.named else known.whole is None
                for one in _named(store, url, answer, older):
                    further.setdefault(one.url, one)
        new = latest([one for url, one in further.items() if url not in said.answers])
        beyond, new = len(new[NAMED:]), new[:NAMED]
        with store.reading() as connection:
            remembered = state.memories(connection, [one.url for one in new])
        said.known.update(remembered)
        said.named.update((one.url, one) for one in new)
        levels.append(chosen(new, remembered, now, longest)._replace(beyond=beyond))
        waiting = [(one.url, found) for one, found in levels[-1].asked]
    return said._replace(chosen=tuple(levels))


def _named(store: Store, url: str, answer: Answer, older: bool) -> Iterator[Named]:
    """The sitemaps that an index names, also where it has only said that it is as it was."""
    if answer.changed:
        yield from (Named(one, changed, url, older) for one, changed in answer.further)
        return
    with store.reading() as connection:
        for one, changed in state.sitemaps_of(connection, url):
            yield Named(one, changed, url, older=False)


def latest(named: Sequence[Named]) -> list[Named]:
    """The sitemaps, those first that changed last; where that is not said, those that are named last."""
    found = list(reversed(named))
    found.sort(key=lambda one: one.changed or "", reverse=True)
    return found


def chosen(named: Sequence[Named], known: Mapping[str, Memory], now: datetime, longest: float) -> Chosen:
    """Which of the sitemaps are asked: of those that say when they changed, those that have, in their order.

    Of the others those that are new, in their order too, and then those that were asked longest ago.
    """
    told: list[tuple[Named, Memory]] = []
    new: list[tuple[Named, Memory]] = []
    turns: list[tuple[Named, Memory]] = []
    pending: list[str] = []
    for one in named:
        memory = known.get(one.url)
        if memory is None or (one.older and memory.named_by != one.named_by):  # another list may have had it asked
            (told if one.changed else new).append((one, Memory()))
        elif one.changed is None:
            turns += [(one, memory)] if state.is_due(memory, now, longest) else []
        elif memory.changed != one.changed or not is_over(one.changed, memory.whole):
            pending += [one.url] if memory.changed else []
            told += [(one, memory)] if state.is_due(memory, now, longest) else []
    # The one that was due first was asked first, but by a clock that was wrong.
    turns.sort(key=lambda pair: pair[1].due if pair[1].due <= stamp(now) else "")
    asked = (*told, *new, *turns)[:SITEMAPS]
    now_asked = {one.url for one, _ in asked}
    alone = sum(one.older and one.url not in known and one.url not in now_asked for one in named if one.changed)
    silent = sum(one.changed is None for one in named)
    return Chosen(asked, tuple(url for url in pending if url not in now_asked), alone, silent)


def is_over(said: str, had: str | None) -> bool:
    """True if no change made in the time of which an index says that a sitemap changed in it can come after `had`.

    It may say a day alone, or, which is as much, its first second, where it is; the hour too is then no matter.
    """
    if had is None:  # it was never had, and left alone
        return True
    if len(said) > 10 and said[14:19] != "00:00":
        return had[:19] > said[:19]
    try:
        return had >= stamp(datetime.fromisoformat(f"{said[:10]}T00:00+00:00") + timedelta(hours=_DAY))
    except ValueError:  # a month, or a year
        return had[: len(said)] > said


def remember(connection: Connection, said: Said, now: datetime) -> None:
    """Returns nothing: the sitemaps that were named are remembered, asked or not, and those named no more forgotten."""
    moment = stamp(now)
    names = [url for one in said.chosen for url in one.pending]
    state.keep_lists(connection, names, changed=None)
    new = [one for one in said.named.values() if one.url not in said.known]
    state.put_down(connection, [
        {"url": one.url, "named_by": one.named_by, "older": one.older, "due": moment, "local": False, "failures": 0,
         "changed": one.changed if one.older and one.changed and is_over(one.changed, moment) else None}
        for one in new
    ])  # fmt: skip
    moved: dict[str, list[str]] = {}
    for one in said.named.values():
        if one.url in said.known and said.known[one.url].named_by != one.named_by:
            moved.setdefault(one.named_by, []).append(one.url)
    for index, urls in moved.items():
        state.keep_lists(connection, urls, named_by=index)
    for url, answer in said.answers.items():
        if said.watched.kind == "sitemap" and isinstance(answer, Answer) and answer.changed:
            gone = {one for one, _ in state.sitemaps_of(connection, url)} - {one for one, _ in answer.further}
            state.keep_lists(connection, sorted(gone), named_by=None)
