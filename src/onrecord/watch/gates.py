"""Pages that led elsewhere: where several of a list end at one address, that is a gate (to consent, to sign in) or a
place for what is gone."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from onrecord.acquire.guard import FetchError
from onrecord.store.opened import Store
from onrecord.watch import state
from onrecord.watch.pages import Got

# Bytes that are held back, at most, until it is known whether other pages end there too.
MOST = 50_000_000


class Open(NamedTuple):
    """Pages that are what was asked for, and those that a gate kept from us, with the pages that it kept before."""

    pages: tuple[Got, ...]
    kept: tuple[Got, ...]
    before: tuple[str, ...]


class Gates:
    """Holds back pages that led elsewhere, until it is known whether others of their list ended there too."""

    def __init__(self, store: Store):
        self.store = store
        self.held: dict[tuple[str, str], list[Got]] = {}
        self.many: Counter[tuple[str, str]] = Counter()
        self.size = 0

    def hold(self, one: Got) -> bool:
        """True if the page is held back; false for one that led nowhere else."""
        if one.ended is None or one.fetched is None:
            return False
        key = (one.page.watched, one.ended)
        self.many[key] += 1
        self.held.setdefault(key, []).append(one)
        self.size += len(one.fetched.body)
        return True

    @property
    def full(self) -> bool:
        """True if no more is to be held back: what is held is to be told apart by what is known by now."""
        return self.size > MOST

    def opened(self) -> Open:
        """What was held back, told apart; nothing is held any more."""
        pages: list[Got] = []
        kept: list[Got] = []
        before: set[str] = set()
        with self.store.reading() as connection:
            for key, some in self.held.items():
                others = self._others(connection, key, {one.page.url for one in some})
                if others is None or (self.many[key] == 1 and not others):
                    pages += some
                    continue
                before.update(others)
                names = [*(one.page.url for one in some), *others]
                kept += (_kept(one, next((name for name in names if name != one.page.url), None)) for one in some)
        self.held, self.size = {}, 0
        return Open(tuple(pages), tuple(kept), tuple(sorted(before)))

    def _others(self, connection: Connection, key: tuple[str, str], here: set[str]) -> list[str] | None:
        """Further pages of the list that ended there, as they were last had; None where that itself is on a list."""
        if state.is_listed(connection, key[1]):
            return None
        return [url for url in state.ended_at(connection, *key) if url not in here]


def _kept(one: Got, other: str | None) -> Got:
    also = f", as {other} does" if other else ", as others do"
    said = f"{one.page.url}: leads to {one.ended}{also}, so this is not the page; it is asked for again"
    return one._replace(fetched=None, problem=FetchError(said))


def taken_up(gates: Gates, came: Iterator[Got]) -> Iterator[Open]:
    """The pages as they come, those that led elsewhere behind the others."""
    for one in came:
        if not gates.hold(one):
            yield Open((one,), (), ())
        elif gates.full:
            yield gates.opened()
    yield gates.opened()
