"""Statements and acts over time: every one is counted once, in its bin, as what it did to the stage."""

import datetime
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.history import Entry, history
from onrecord.ledger.tally import DIDS, Did, course, first_of, known_did, last_of, sums, unit_of
from onrecord.ledger.timeline import acts_within
from onrecord.ledger.window import Led
from onrecord.store import tables as t
from tests.ledger.conftest import Made

CONTROL = "wartime-operational-control"


def entries(connection: Connection, asked: Asked) -> list[Entry]:
    """The acts of a day that is known of the commitments asked for."""
    found = (history(connection, one.id) for one in commitments(connection, asked, 1_000))
    return [entry for one in found for entry in one.entries if entry.day]


def what(entry: Entry) -> Did:
    """What an act did, told from its history."""
    if entry.act.kind in ("refuse", "withdraw", "breach", "delay"):
        return "delayed" if entry.act.kind == "delay" else "broken"
    if entry.before != entry.stage:
        return "raised" if entry.before else "began"
    if entry.softened:
        return "softened"
    return "remarked" if entry.act.kind in ("endorse", "object") else "restated"


@pytest.mark.parametrize("asked", [Asked(), Asked(dossier=CONTROL), Asked(party="South Korea"), Asked(kind="pledge")])
def test_every_act_is_counted_as_what_it_did(samples: Connection, asked: Asked) -> None:
    led = Led(samples, asked)
    found = course(samples, led, asked, led.stretch(None, None))
    acts = led.query(led.stretch(None, None), t.step.c.act)
    mine = {row[0] for row in samples.execute(acts)}
    expected = Counter(what(one) for one in entries(samples, Asked()) if one.act.id in mine)
    assert expected.total() == len(mine) > 0
    assert sums(found.bins) == {one: expected[one] for one in DIDS}
    rows = acts_within(samples, led, found.stretch, None, 500)
    assert Counter(row.did for row in rows) == expected
    assert [row.day for row in rows] == sorted((row.day for row in rows), reverse=True)
    first, then = (acts_within(samples, led, found.stretch, None, 3, offset) for offset in (0, 3))
    assert [*first, *then] == rows[:6]
    for one in DIDS:
        assert len(acts_within(samples, led, found.stretch, one, 500)) == expected[one]
        assert sum(sum(bin_.acts) for bin_ in course(samples, led, asked, found.stretch, one).bins) == expected[one]


def test_what_a_dossier_holds_is_what_it_holds_alone(samples: Connection) -> None:
    led = Led(samples, Asked())
    every = course(samples, led, Asked(), led.stretch(None, None))
    own = Led(samples, Asked(dossier=CONTROL))
    alone = course(samples, own, Asked(dossier=CONTROL), own.stretch(None, None))
    assert {one.dossier for one in alone.tallies} == {CONTROL}
    assert sum(one.acts for one in every.tallies if one.dossier == CONTROL) == sum(one.acts for one in alone.tallies)
    for one in every.tallies:
        assert (one.act is not None) == (one.acts == 1)
        assert every.stretch.since <= one.until  # type: ignore[operator]
        assert one.since <= every.stretch.until  # type: ignore[operator]


def test_statements_are_those_of_all_documents_of_a_dossiers_documents_or_of_the_party(samples: Connection) -> None:
    r = t.reading.c
    every = course(samples, led := Led(samples, Asked()), Asked(), led.stretch(None, None))
    within = select(func.count()).select_from(t.statement).join(t.reading, r.no == t.statement.c.reading)
    within = within.where(r.day >= every.stretch.since, r.day <= every.stretch.until)
    assert sum(one.statements for one in every.bins) == samples.execute(within).scalar_one() > 0
    some = {}
    for asked in (Asked(dossier=CONTROL), Asked(party="South Korea")):
        led = Led(samples, asked)
        some[asked] = sum(one.statements for one in course(samples, led, asked, led.stretch(None, None)).bins)
        assert 0 < some[asked] < sum(one.statements for one in every.bins)


def test_what_is_too_much_at_once_is_told_in_stretches_that_leave_nothing_out(samples: Connection) -> None:
    led = Led(samples, Asked())
    whole = led.stretch(None, None)
    assert whole.earlier is None
    until, days, found = None, [], 0
    for _ in range(200):
        part = led.stretch(None, until, most=7)
        days.append(part)
        found += len(samples.execute(led.query(part, t.step.c.act)).all())
        if part.earlier is None:
            break
        until = part.earlier
    assert 2 < len(days) < 200
    assert found == len(samples.execute(led.query(whole, t.step.c.act)).all())
    assert all(later.since > one.until for later, one in pairwise(days))  # type: ignore[operator]


def test_acts_of_no_known_day_are_left_out_and_counted(made: Made) -> None:
    store = made({"text": "Japan pledged to build two ports in Kenya."})
    with store.reading() as connection:
        led = Led(connection, Asked())
        assert led.undated(10) == len(commitments(connection, Asked())) == 1
        assert course(connection, led, Asked(), led.stretch(None, None)).bins == ()
        assert acts_within(connection, led, led.stretch(None, None), None, 10) == []
        every = Led(connection, Asked(), undated=True)
        assert len(connection.execute(every.query(every.stretch(None, None), t.step.c.act)).all()) == 1
        cut = every.stretch(None, None, most=0)
        assert (cut.since, cut.earlier) == (None, "")
        assert connection.execute(every.query(cut, t.step.c.act)).all() == []


@pytest.mark.parametrize(
    ("since", "until", "unit", "first", "last"),
    [
        ("2025-02-27", "2025-03-31", "day", "2025-02-27", "2025-02-27"),
        ("2025-02-27", "2025-09-01", "week", "2025-02-24", "2025-03-02"),
        ("2024-02-27", "2025-09-01", "month", "2024-02-01", "2024-02-29"),
        ("1999-12-31", "2025-09-01", "year", "1999-01-01", "1999-12-31"),
    ],
)
def test_bins_follow_the_length_of_the_time(since: str, until: str, unit: str, first: str, last: str) -> None:
    assert unit_of(since, until) == unit
    assert first_of(since, unit) == first
    assert last_of(first, unit) == last


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.sampled_from(["day", "week", "month", "year"])
)
def test_every_day_lies_in_one_bin(day: datetime.date, unit: str) -> None:
    first = first_of(day.isoformat(), unit)  # type: ignore[arg-type]
    last = last_of(first, unit)  # type: ignore[arg-type]
    assert first <= day.isoformat() <= last
    assert first_of(last, unit) == first  # type: ignore[arg-type]
    after = (datetime.date.fromisoformat(last) + datetime.timedelta(days=1)).isoformat()
    assert first_of(after, unit) == after  # type: ignore[arg-type]


def test_what_an_act_can_do_is_one_of_a_few_things() -> None:
    assert known_did(None) is None
    assert known_did("softened") == "softened"
    with pytest.raises(UsageError, match="give one of began"):
        known_did("all")
