"""Steps that tell a change: as many as are asked for, the latest first."""

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.ledger.changes import WHATS, changes
from onrecord.ledger.cited import link_to
from onrecord.ledger.commitments import Asked
from onrecord.ledger.search import search
from onrecord.ledger.told import TOLD, Told, day_with, told
from onrecord.records import Anchor

ASKED = (Asked(), Asked(party="Japan"), Asked(text="submarines"), Asked(party="South Korea", text="submarines"))


@pytest.mark.parametrize("asked", ASKED)
def test_the_day_is_the_last_since_which_there_are_so_many(samples: Connection, asked: Asked) -> None:
    steps = told(samples, asked, TOLD, "1900", None)
    days = sorted((row.day for row in samples.execute(steps)), reverse=True)
    assert days
    for many in {1, 2, len(days) // 2 or 1, len(days)}:
        assert day_with(samples, steps, many) == days[many - 1]
    assert day_with(samples, steps, len(days) + 1) is None


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("what", TOLD)
def test_changes_of_a_kind_are_those_among_all(samples: Connection, asked: Asked, what: Told) -> None:
    every = changes(samples, "1900", None, asked, WHATS)
    assert changes(samples, "1900", None, asked, (what,)) == [one for one in every if one.what == what]


def test_a_corrected_record_has_a_link_of_its_own(samples: Connection) -> None:
    """Though its name is that which it had."""
    text = "The fleet will sail on Monday. The army will stay at home."
    (first, *_) = (one.statement for one in search(samples, "submarines") if one.statement is not None)
    was = replace(first, content=(Anchor(0, 29, text[:29]),))
    now = replace(was, content=(Anchor(31, 57, text[31:57]),))
    url = "https://news.example/fleet"
    assert was.id == now.id
    assert [link_to(one, text, url) for one in (was, now, was)] == [
        f"{url}#:~:text=The%20fleet%20will%20sail%20on%20Monday",
        f"{url}#:~:text=The%20army%20will%20stay%20at%20home",
        f"{url}#:~:text=The%20fleet%20will%20sail%20on%20Monday",
    ]
