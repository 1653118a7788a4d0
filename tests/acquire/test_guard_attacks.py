"""The guard against servers and addresses that mean harm; `python -m bench.guard` has the true limits of time."""

import pytest
from bench import guard
from bench.spellings import SPELLINGS


@pytest.mark.parametrize("way", guard.WAYS)
def test_no_spelling_by_no_way_reaches_the_canary(way: str) -> None:
    assert len(SPELLINGS) >= 120
    found, connections = guard.attempts([way])
    assert connections == 0
    assert [one for one in found if one.dialled] == []
    # Of mixed answers the public ones are dialled, so their page comes; by the other ways none does.
    assert {one.read for one in found} == {way == "mixed A/AAAA"}


def test_the_canary_would_tell() -> None:
    found, connections = guard.attempts(["direct", "second look-up differs"], ["127.0.0.1", "[::1]"], allowed=True)
    assert connections >= len(found) == 4
    assert all(one.dialled and one.read for one in found)


def test_bombs_and_slow_servers_take_little_of_memory_and_time() -> None:
    found = guard.measured(1.5)
    assert found.bombs >= 24
    assert found.read == ()
    assert found.growth < 100
    assert found.seconds < 1.5 + 3
