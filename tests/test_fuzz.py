"""The targets of `make fuzz` hold over their seeds, and notice what does not hold."""

import pytest
from fuzz.__main__ import HERE
from fuzz.seeds import SEEDS
from fuzz.targets import TARGETS, holds, in_order

from onrecord.acquire.plain import from_bytes
from onrecord.origin import Place


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_over_its_seeds(name: str) -> None:
    assert SEEDS[name]()
    for seed in (*SEEDS[name](), b"", b"\0"):
        TARGETS[name](seed)


def test_each_target_has_its_row() -> None:
    told = (HERE / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in told for name in TARGETS)
    assert TARGETS.keys() == SEEDS.keys()


@pytest.mark.parametrize("places", [[Place(0, 9), Place(5, 12)], [Place(3, 3)], [Place(8, 99)], [Place(-1, 2)]])
def test_places_that_do_not_hold_are_noticed(places: list[Place]) -> None:
    with pytest.raises(AssertionError):
        in_order(places, 20)


def test_a_document_of_other_bytes_is_noticed() -> None:
    acquired = from_bytes(b"Norland builds ships.", "a.txt")
    holds(acquired, b"Norland builds ships.")
    with pytest.raises(AssertionError):
        holds(acquired, b"Norland builds docks.")
