"""The reader does not fall below its accuracy floors, on exactly the data that they were measured on."""

from pathlib import Path

import pytest
from bench import floors


@pytest.mark.parametrize("name", floors.MEASURES)
def test_accuracy_stays_above_its_floor(name: str, shared: Path) -> None:
    known = floors.pinned()[name]
    assert floors.data_digest(shared, name) == known["digest"], (
        "the data has changed since the floors were pinned: look at `python -m bench.floors`, then pin them anew with "
        "`python -m bench.floors --lower --because ...`"
    )
    assert floors.below(floors.measured(shared, name), known["floors"]) == []
