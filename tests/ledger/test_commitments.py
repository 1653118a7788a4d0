"""Which commitments are given for which filters, in which order, as of which day."""

import re

import pytest
from sqlalchemy import Connection

from onrecord.edtf import first_day
from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked, Standing, commitments, count, standing
from tests.ledger.conftest import Made

ALL = 500


def ids(connection: Connection, asked: Asked) -> list[str]:
    """The ids of the commitments that are asked for."""
    return [one.id for one in commitments(connection, asked, ALL)]


def every(connection: Connection, as_of: str | None = None) -> list[Standing]:
    """All commitments."""
    return commitments(connection, Asked(as_of=as_of), ALL)


FILTERS = [
    (Asked(dossier="wartime-operational-control"), lambda one: "wartime-operational-control" in one.dossiers),
    (Asked(dossier="none"), lambda one: not one.dossiers),
    (Asked(party="South Korea"), lambda one: "South Korea" in (*one.by, *one.to)),
    (Asked(stage="planned"), lambda one: one.stage == "planned"),
    (Asked(kind="delay"), lambda one: one.kind == "delay"),
    (Asked(since="2025-06-01"), lambda one: one.last >= "2025-06-01"),
    (Asked(text="submarines"), lambda one: "submarine" in one.label),
    (Asked(text="submarine building"), lambda one: "submarine" in one.label and "buil" in one.label),
    (Asked(text="military"), lambda one: "military" in one.label),
    (Asked(text="ROK"), lambda one: re.search("South Korea|Republic of Korea", one.label)),
    (Asked(text="F-16"), lambda one: "16" in one.label),
    (
        Asked(party="United States", stage="agreed", since="2025", text="control"),
        lambda one: (
            "United States" in (*one.by, *one.to)
            and one.stage == "agreed"
            and one.last >= "2025"
            and "control" in one.label
        ),
    ),
]


@pytest.mark.parametrize(("asked", "fits"), FILTERS)
def test_a_filter_takes_what_fits_and_nothing_else(samples: Connection, asked: Asked, fits) -> None:  # type: ignore[no-untyped-def]
    expected = [one.id for one in every(samples) if fits(one)]
    assert 0 < len(expected) < len(every(samples))
    assert ids(samples, asked) == expected
    assert count(samples, asked) == len(expected)


def test_the_last_touched_come_first_and_pages_are_the_whole(samples: Connection) -> None:
    whole = every(samples)
    days = [first_day(one.last) or "" for one in whole]
    assert days == sorted(days, reverse=True)
    pages = [one for at in range(0, len(whole), 7) for one in commitments(samples, Asked(), 7, at)]
    assert pages == whole
    assert commitments(samples, Asked(), 5, len(whole)) == []
    assert count(samples, Asked()) == len(whole) > 70


def test_as_of_a_day_the_ledger_knows_nothing_of_what_came_later(samples: Connection) -> None:
    asked = Asked(text="transfer wartime operational control")
    stages = {}
    for day in ("2009-12-31", "2010-01-01", "2025-10-29", "2025-10-30", "2025-11-13", "2025-11-14", "9999-12-31"):
        (one,) = [
            one
            for one in commitments(samples, Asked(text=asked.text, as_of=day), ALL)
            if one.id.startswith("transfer-wartime-operational-control-to-south")
        ]
        stages[day] = (one.stage, one.acts, one.softened)
        assert (first_day(one.last) or "") <= day
        assert one == standing(samples, one.id, day)
    assert stages == {
        "2009-12-31": ("agreed", 1, False),
        "2010-01-01": ("delayed", 2, False),
        "2025-10-29": ("delayed", 4, False),
        "2025-10-30": ("planned", 5, True),
        "2025-11-13": ("planned", 5, True),
        "2025-11-14": ("agreed", 6, False),
        "9999-12-31": ("agreed", 6, False),
    }
    assert every(samples, "2000-01-01") == []
    assert {one.id for one in every(samples, "2014-12-31")} < {one.id for one in every(samples)}
    assert every(samples, "9999-12-31") == every(samples)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(stage="nearly"), "no such stage; give one of considered, requested"),
        (Asked(kind="promise"), "no such kind; give one of "),
        (Asked(dossier="fish"), "no such dossier; `onrecord dossiers` lists them"),
        (Asked(text="of the *"), "says too little"),
        (Asked(text=""), "says too little"),
    ],
)
def test_what_does_not_exist_is_named(samples: Connection, asked: Asked, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        commitments(samples, asked)


@pytest.mark.parametrize("text", ["%", "100%", "_ submarine_", "\\ submarine", "'; DROP TABLE step; --", "\x00control"])
def test_odd_words_are_only_words(samples: Connection, text: str) -> None:
    try:
        found = commitments(samples, Asked(text=text), ALL)
    except UsageError:
        return
    assert len(found) < count(samples, Asked())


def test_as_of_a_day_parties_and_dossiers_that_came_later_are_not_known(made: Made) -> None:
    store = made(
        {"text": "The sale of the radars was delayed.", "published": "2024-01-05", "kind": "news"},
        {"text": "Norway approved the sale of the radars.", "published": "2024-03-05", "kind": "news"},
    )
    with store.reading() as connection:
        (now,) = commitments(connection, Asked())
        (then,) = commitments(connection, Asked(as_of="2024-02-01"))
        assert (now.by, now.acts) == (("Norway",), 2)
        assert (then.id, then.by, then.acts) == (now.id, (), 1)
        assert commitments(connection, Asked(party="Norway", as_of="2024-02-01")) == []
        assert commitments(connection, Asked(party="Norway")) == [now]
        assert standing(connection, now.id, "2024-02-01") == then


def test_a_month_is_told_as_a_month(made: Made) -> None:
    store = made({"text": "Norway approved the sale of the radars in October 2021.", "published": "2024-03-05"})
    with store.reading() as connection:
        (one,) = commitments(connection, Asked())
        assert one.last == "2021-10"
        assert commitments(connection, Asked(as_of="2021-09-30")) == []
        assert commitments(connection, Asked(as_of="2021-10-01")) == [one]


def test_a_dossier_may_be_named_by_its_title(samples: Connection) -> None:
    by_id = ids(samples, Asked(dossier="wartime-operational-control"))
    assert by_id
    assert ids(samples, Asked(dossier="Wartime operational control")) == by_id
