"""What stands where in a dossier, and what is overdue in it."""

import pytest
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked, commitments, count
from onrecord.ledger.deadlines import is_late, overdue
from onrecord.ledger.dossier import overview
from onrecord.ledger.subjects import subject, subjects
from onrecord.store.facets import UNASSIGNED
from tests.ledger.conftest import Made

OWN = (
    {"text": "Norway pledged to impose sanctions on the shipyard by 2021. “We will impose sanctions on the bank,” "
             "Norwegian Defence Minister Tore Sandvik said.", "published": "2020-03-01", "publisher": "The Post"},
    {"text": "Norway agreed with Denmark to impose sanctions on the shipyard by June 2022.",
     "published": "2021-04-02", "publisher": "The Courier"},
    {"text": "Denmark completed the sanctions on the port by 2019.", "published": "2020-01-05",
     "publisher": "The Post"},
    {"text": "Norway pledged to impose sanctions on the harbour by 2050.", "published": "2020-06-01"},
)  # fmt: skip


def test_each_dossier_tells_what_its_commitments_do(samples: Connection) -> None:
    """By stage and by party, all of them; who speaks and where, as the acts say."""
    for one in subjects(samples):
        found = overview(samples, one.id)
        assert found.subject == subject(samples, one.id)
        assert (found.subject.id, found.subject.commitments) == (one.id, one.commitments)
        assert sum(tally.commitments for tally in found.stages) == found.counted == one.commitments
        for tally in found.stages:
            if tally.stage is not None:
                assert tally.commitments == count(samples, Asked(dossier=one.id, stage=tally.stage))
        for pair in found.pairs:
            assert pair.by or pair.to
            alike = [own for own in commitments(samples, Asked(dossier=one.id), 1000)
                     if (own.by, own.to) == (pair.by, pair.to)]  # fmt: skip
            assert pair.commitments == len(alike)
        days = [move.change.day or "" for move in found.moves]
        assert days == sorted(days, reverse=True)
        assert bool(found.moves) == bool(one.commitments)
        for move in found.moves:
            assert move.change.act is None or move.quote is not None


def test_a_dossier_is_named_by_its_title_too(samples: Connection) -> None:
    one = next(one for one in subjects(samples) if one.id != UNASSIGNED and one.commitments)
    assert overview(samples, one.title) == overview(samples, one.id)
    with pytest.raises(UsageError, match="no such dossier"):
        overview(samples, "none such")


def test_who_speaks_is_told_beside_who_acts(made: Made) -> None:
    with made(*OWN).reading() as connection:
        found = overview(connection, "sanctions")
        by_name = {one.name: one for one in found.voices}
        assert by_name["Tore Sandvik"].speaks >= 1
        assert by_name["Norway"].acts >= 2
        assert sum(one.acts for one in found.documents) == found.acts


def test_an_open_commitment_is_overdue_by_the_deadline_named_last(made: Made) -> None:
    with made(*OWN).reading() as connection:
        for today, expected in (
            ("2021-06-01", set()), ("2022-07-01", {"2022-06-30"}), ("2060-01-01", {"2022-06-30", "2050-12-31"}),
        ):  # fmt: skip
            found = overdue(connection, "sanctions", today)
            assert {one.until for one in found} == expected, today
            assert [one.until for one in found] == sorted((one.until for one in found), reverse=True)
            for one in found:
                assert one.standing.stage != "completed"
            # The ledger as of that day tells the same, of what it knew by then.
            asked = Asked(dossier="sanctions", as_of=today, overdue=True)
            listed = commitments(connection, asked)
            assert {one.due for one in listed} == expected
            assert count(connection, asked) == len(listed)
        assert overdue(connection, "exercises", "2060-01-01") == []
        every = commitments(connection, Asked(as_of="2060-01-01", overdue=True))
        assert [one.due for one in every] == ["2022-06-30", "2050-12-31"]
        assert commitments(connection, Asked(as_of="2060-01-01", overdue=True), 1, 1) == every[1:]
        assert [one.due for one in commitments(connection, Asked(overdue=True))] == ["2022-06-30"]


def test_a_deadline_is_overdue_until_a_later_one_is_named(made: Made) -> None:
    with made(*OWN).reading() as connection:
        for day, due in (("2021-01-01", None), ("2022-01-01", None), ("2023-01-01", "2022-06-30")):
            found = commitments(connection, Asked(as_of=day, overdue=True))
            assert [one.due for one in found] == ([due] if due else []), day


@pytest.mark.parametrize(
    ("due", "stage", "late"),
    [
        ("2024-05-01", "pledged", True),
        ("2024-05-02", "pledged", False),
        ("2024-05", "pledged", False),
        ("2024", "agreed", False),
        ("2023", None, True),
        ("2023", "delayed", True),
        ("2023", "breached", True),
        ("2023", "completed", False),
        ("2023", "withdrawn", False),
        ("2023", "refused", False),
        (None, "pledged", False),
    ],
)
def test_a_deadline_has_passed_when_its_last_day_has(due: str | None, stage: str | None, late: bool) -> None:
    assert is_late(due, stage, "2024-05-02") is late  # type: ignore[arg-type]
