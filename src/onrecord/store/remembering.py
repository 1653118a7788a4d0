"""What was worked out, remembered: by all that it follows from, so that it can never be stale."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Remembered(Generic[V]):
    """Values by what they follow from: whatever else they depend on has to be in the key.

    They weigh `most` together, each what `weight` says; those that were asked for longest ago go when they weigh more,
    and one that weighs more than a quarter is not kept at all. Many threads may ask at once; two that ask for the same
    may both work it out.
    """

    def __init__(self, most: int, weight: Callable[[V], int] = lambda _: 1):
        self.most, self.weight = most, weight
        self._kept: dict[Hashable, tuple[V, int]] = {}
        self._weighs, self._lock = 0, Lock()

    def get(self, key: Hashable, made: Callable[[], V]) -> V:
        """The value, which is made where it is not remembered; an error in that is raised, and not remembered."""
        with self._lock:
            known = self._kept.pop(key, None)
            if known is not None:
                self._kept[key] = known  # the last asked for stands last
                return known[0]
        value = made()
        weighs = self.weight(value)
        if weighs * 4 > self.most > 4:
            return value
        with self._lock:
            self._weighs += weighs - self._kept.pop(key, (value, 0))[1]
            self._kept[key] = value, weighs
            while self._weighs > self.most:
                oldest = next(iter(self._kept))
                self._weighs -= self._kept.pop(oldest)[1]
        return value

    def clear(self) -> None:
        """Returns nothing: nothing is remembered."""
        with self._lock:
            self._kept.clear()
            self._weighs = 0

    def __len__(self) -> int:
        return len(self._kept)
