"""Who is tied to whom, and where: the counts are those of the commitments and events themselves."""

from collections import Counter
from itertools import product

import pytest
from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.network import behind, groups, known_tie, led_by, parties, ties
from onrecord.ledger.places import countries, events_in, placed
from onrecord.ledger.window import Stretch
from onrecord.records import Event
from onrecord.store import tables as t
from onrecord.store.rows import unpacked
from tests.ledger.conftest import Made


@pytest.mark.parametrize("asked", [Asked(), Asked(dossier="wartime-operational-control"), Asked(stage="agreed")])
def test_ties_are_those_of_the_commitments(samples: Connection, asked: Asked) -> None:
    led = led_by(samples, asked, "commits", undated=True)
    stretch = led.stretch(None, None)
    found = groups(samples, led, stretch, "commits")
    expected: dict[tuple[str | None, str | None], Counter[str | None]] = {}
    for one in commitments(samples, asked, 1_000):
        for pair in product(one.by or (None,), one.to or (None,)):
            expected.setdefault(pair, Counter())[one.stage] += 1
    assert {(one.by, one.to): Counter(dict(one.stages)) for one in ties(found, "commits")} == expected
    made = ties(found, "commits")
    assert [one.many for one in made] == sorted((one.many for one in made), reverse=True)
    assert all(one.many == sum(many for _, many in one.stages) for one in made)
    for tie in (one for one in made[:8] if one.by and one.to):
        listed = behind(samples, led, stretch, "commits", tie.by, tie.to, 100)
        assert len(listed) == tie.many
        assert all(tie.by in one.by and tie.to in one.to for one in listed)
    by, to = parties(found)
    assert by["United States"] == sum("United States" in one.by for one in commitments(samples, asked, 1_000))
    assert to["South Korea"] == sum("South Korea" in one.to for one in commitments(samples, asked, 1_000))


def test_who_has_no_part_in_a_commitment_speaks_of_it(made: Made) -> None:
    store = made(
        {"text": "Norway pledged to build three frigates for Denmark.", "published": "2026-03-01"},
        {"text": "Sweden criticised Norway's plan to build three frigates for Denmark.", "published": "2026-03-04"},
    )
    with store.reading() as connection:
        led = led_by(connection, Asked(), "speaks", undated=True)
        found = ties(groups(connection, led, led.stretch(None, None), "speaks"), "speaks")
        steps = connection.execute(
            select(t.act.c.by_states, t.thread.c.states)
            .join(t.step, (t.step.c.act == t.act.c.id) & (t.step.c.reading == t.act.c.reading))
            .join(t.thread, t.thread.c.id == t.step.c.thread)
        ).all()
        expected: Counter[tuple[str, str]] = Counter()
        for by, whose in steps:
            others = unpacked(whose, tuple[str, ...])
            expected.update((one, to) for one in unpacked(by, tuple[str, ...]) for to in others if one not in others)
        assert {(one.by, one.to): one.many for one in found} == expected
        for one in found:
            assert behind(connection, led, led.stretch(None, None), "speaks", one.by, one.to, 10)


def test_the_days_that_are_asked_for_are_those_of_the_last_act(samples: Connection) -> None:
    led = led_by(samples, Asked(), "commits", undated=False)
    found = groups(samples, led, led.stretch("2025-06-01", "2025-12-31"), "commits")
    expected = commitments(samples, Asked(since="2025-06-01"), 1_000)
    assert sum(one.many for one in found) == sum((one.last or "")[:4] == "2025" for one in expected) > 0
    assert groups(samples, led, led.stretch("1800-01-01", "1800-12-31"), "commits") == []


def test_a_country_has_the_events_that_were_in_it(samples: Connection) -> None:
    bodies = samples.execute(select(t.event.c.body).where(t.event.c.day.is_not(None))).scalars()
    expected = Counter(event.country for event in (unpacked(one, Event) for one in bodies) if event.country)
    nothing = Stretch()
    assert countries(samples, None, nothing, (None, None)) == expected
    assert len(expected) > 1
    for code, many in expected.items():
        found = events_in(samples, None, nothing, (None, None), code, 500)
        assert len(found) == many
        assert {one.record.country for one in found if isinstance(one.record, Event)} == {code}
        assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)
    assert countries(samples, None, nothing, ("1800", "1801")) == Counter()


def test_the_events_of_a_dossier_are_those_of_its_documents(samples: Connection) -> None:
    led = led_by(samples, Asked(dossier="wartime-operational-control"), "commits", undated=True)
    some = countries(samples, led, led.stretch(None, None), (None, None))
    every = countries(samples, None, Stretch(), (None, None))
    assert 0 < some.total() < every.total()
    assert some <= every


def test_states_have_a_place_on_the_map_and_others_have_none(samples: Connection) -> None:
    led = led_by(samples, Asked(), "commits", undated=True)
    found = groups(samples, led, led.stretch(None, None), "commits")
    rows = {one.name: one for one in placed(found, Counter({"KR": 3, "FR": 1, "XX": 2}))}
    assert rows["South Korea"].code == "KR"
    assert rows["South Korea"].events == 3
    assert (rows["France"].latitude, rows["France"].events) != (None, 0)
    assert rows["XX"].events == 2
    assert all((one.code is None) == (one.latitude is None) == (one.longitude is None) for one in rows.values())
    assert any(one.code is None and one.by for one in rows.values())


def test_a_tie_is_one_of_two() -> None:
    assert (known_tie(None), known_tie("speaks")) == ("commits", "speaks")
    with pytest.raises(UsageError, match="give one of commits, speaks"):
        known_tie("all")
