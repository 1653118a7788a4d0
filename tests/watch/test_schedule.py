"""Rounds at a pace, whatever the clock says meanwhile."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from onrecord.watch.schedule import Clock, repeated

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
QUARTER = 900.0


class Time:
    """A time that goes by only where it is waited for; its clock is wrong by `wrong` until it is put right."""

    def __init__(self, wrong: timedelta, right_after: float, slower: float = 1.0):
        self.passed, self.wrong, self.right_after, self.slower = 0.0, wrong, right_after, slower
        self.rounds: list[float] = []
        self.clock = Clock(self.now, lambda: self.passed, self.sleep)

    def now(self) -> datetime:
        """What the clock says."""
        wrong = self.wrong if self.passed < self.right_after else timedelta()
        return NOON + timedelta(seconds=self.passed * self.slower) + wrong

    def sleep(self, seconds: float) -> None:
        """Returns nothing: the seconds have passed."""
        self.passed += seconds

    def of(self, number: int) -> list[float]:
        """When, in seconds from the first, the first rounds came."""

        def once() -> None:
            self.rounds.append(self.passed)
            if len(self.rounds) == number:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            repeated(once, QUARTER, self.clock)
        return self.rounds


@pytest.mark.parametrize("wrong", [timedelta(), timedelta(days=3650), timedelta(days=-20_000), timedelta(hours=-1)])
@pytest.mark.parametrize("after", [30.0, 5_000.0])
def test_rounds_come_in_their_time_though_the_clock_is_put_right(wrong: timedelta, after: float) -> None:
    """A board without a battery begins in 1970 or 2036; never does it wait for long, nor ask twice at once."""
    rounds = Time(wrong, after).of(20)
    gaps = [later - earlier for earlier, later in pairwise(rounds)]
    assert max(gaps) <= QUARTER
    assert len([gap for gap in gaps if gap < QUARTER - 1]) <= 2
    if not wrong:
        assert gaps == [QUARTER] * 19


def test_clocks_that_differ_by_a_little_make_no_round_more() -> None:
    """The one that is never put right runs ahead."""
    rounds = Time(timedelta(), 0.0, slower=0.9999).of(20)
    assert rounds[-1] == pytest.approx(19 * QUARTER, rel=0.01)
