"""Threads derived again where something has changed, and only there: the same as if all of them were.

Each act joins, in the order of time, the thread that it is linked with best (see `resolve.commitments.threads`). So
what an act decides depends on acts before it alone: on those it is linked with, and on the threads in which these
stand. When an act joins or leaves a thread, the later acts that are linked with any act of that thread are asked again,
in the order of time, and so on, until nothing moves. Links reach from act to act through thousands of acts; what moves
is mostly a few.
"""

import heapq
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from onrecord.commitment import When, when
from onrecord.resolve.commitments import best_thread
from onrecord.store import tables as t
from onrecord.store.links import cut, retracted, scores


class Standing:
    """Which acts stand together, as the store has it, and as it changes. What is not asked for is not read.

    A thread is known by the act that began it. `touched` are the threads that an act joined or left.
    """

    def __init__(self, connection: Connection):
        self.connection = connection
        self.near: dict[str, dict[str, float]] = {}
        self.place: dict[str, When] = {}
        self.home: dict[str, str] = {}
        self.of: dict[str, set[str]] = {}
        self.names: dict[str, str] = {}
        self.touched: set[str] = set()
        self._placed: set[str] = set()
        self._not_held = retracted(connection)

    def settle(self, acts: Iterable[str]) -> None:
        """Returns nothing: the acts, which are new, gone or changed, and all others stand where they now belong."""
        anew = set(acts)
        self._look(anew)
        waiting = {act for act in anew if act in self.place}
        for act in sorted(anew & self.home.keys()):
            waiting |= self._leave(act)
        heap = [(self.place[act], act) for act in waiting]
        heapq.heapify(heap)
        while heap:
            here, act = heapq.heappop(heap)
            old, new = self.home.get(act), self._best(act)
            if old == new:
                continue
            moved = self._leave(act) if old is not None else set()
            moved |= self._join(act, new)
            later = {one for one in moved - waiting if self.place[one] > here}
            waiting |= later
            for one in later:
                heapq.heappush(heap, (self.place[one], one))

    def threads(self) -> Iterator[list[str]]:
        """The threads that an act joined or left, as they are now, each in the order of time."""
        for thread in sorted(self.touched):
            found = sorted(self.of.get(thread, ()), key=self.place.__getitem__)
            if found:
                yield found

    def gone(self) -> list[str]:
        """The ids of the threads that an act joined or left, as the store has them."""
        return [self.names[thread] for thread in sorted(self.touched) if thread in self.names]

    def _best(self, act: str) -> str:
        """The thread that an act joins, given those before it; a new one that it begins where none is near enough."""
        here = self.place[act]
        found: dict[str, list[float]] = {}
        for other, score in self.near[act].items():
            if other in self.home and other in self.place and self.place[other] < here:
                found.setdefault(self.home[other], []).append(score)
        before = {
            thread: [at for one in self.of[thread] if (at := self.place.get(one, here)) < here] for thread in found
        }
        order = sorted(found, key=lambda thread: min(before[thread]))
        best = best_thread([(found[thread], len(before[thread])) for thread in order])
        return act if best is None else order[best]

    def _leave(self, act: str) -> set[str]:
        """The acts that are to be asked again, after an act left its thread."""
        thread = self.home.pop(act)
        self.of[thread].discard(act)
        return self._disturbed(thread, act)

    def _join(self, act: str, thread: str) -> set[str]:
        """The acts that are to be asked again, after an act joined a thread."""
        self.home[act] = thread
        self.of.setdefault(thread, set()).add(act)
        return self._disturbed(thread, act)

    def _disturbed(self, thread: str, act: str) -> set[str]:
        """The acts that are linked with the act, or with any of the thread, whatever their place."""
        self.touched.add(thread)
        members = {act, *self.of[thread]}
        self._link(members)
        found = {other for one in members for other in self.near[one]} | self.of[thread]
        self._look(found)
        return {one for one in found if one in self.place}

    # What is read

    def _look(self, acts: set[str]) -> None:
        """Returns nothing: all is known by which these acts decide."""
        self._link(acts)
        beside = {other for act in acts for other in self.near[act]} | acts
        self._put({*beside, *self._gather(beside - self._placed)})

    def _link(self, acts: set[str]) -> None:
        fresh = acts - self.near.keys()
        for act in fresh:
            self.near[act] = {}
        for (one, other), score in scores(self.connection, fresh, self._not_held).items():
            for mine, theirs in ((one, other), (other, one)):
                if mine in fresh:
                    self.near[mine][theirs] = score

    def _gather(self, acts: set[str]) -> set[str]:
        """The acts that stand in one thread with any of these, by threads that were not known yet."""
        s = t.step.c
        found: set[str] = set()
        for some in cut(sorted(acts)):
            of = select(s.thread).where(s.act.in_(some)).distinct()
            steps = select(s.thread, s.act).where(s.thread.in_(of)).order_by(s.thread, s.seq)
            begun: dict[str, str] = {}
            for name, act in self.connection.execute(steps):
                thread = begun.setdefault(name, act)
                if self.names.setdefault(thread, name) == name and act not in self._placed:
                    self.home[act] = thread
                    self.of.setdefault(thread, set()).add(act)
                    found.add(act)
        return found

    def _put(self, acts: set[str]) -> None:
        """Returns nothing: the places of the acts are known, of those that stand in active readings."""
        fresh = acts - self._placed
        a, r = t.act.c, t.reading.c
        of = select(a.id, a.day, r.document, a.start).join(t.reading, r.no == a.reading)
        for some in cut(sorted(fresh)):
            for row in self.connection.execute(of.where(a.id.in_(some), r.active)):
                self.place[row.id] = when(row.day, row.document, row.start, row.id)
        self._placed |= fresh
