"""Who is called so, what documents tell of somebody, and the course of that over time."""

import pytest
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.actors import bearers, profile, speakers
from onrecord.ledger.commitments import Asked, commitments, is_party
from onrecord.ledger.course import MONTHS, company, months, span
from onrecord.ledger.said import actors_named, said
from tests.ledger.conftest import Made

OWN = (
    {"text": "OSLO – “We will build frigates,” Norwegian Defence Minister Tore Sandvik said on 3 March 2026.\n\nNorway "
             "pledged to give Denmark three frigates by 2030.", "published": "2026-03-04"},
    {"text": "“The frigates are late,” Norwegian Defence Minister Tore Sandvik said.\n\nDenmark pledged to "
             "train the crews. Norway and Denmark agreed to patrol the strait together.",
     "published": "2026-05-20"},
)  # fmt: skip


def test_speakers_come_by_how_much_they_say(samples: Connection) -> None:
    found = speakers(samples)
    assert len(found) > 20
    for one in found[:8]:
        every = said(samples, one.name, limit=1000)
        assert one.statements <= len(every)
        assert one.last == max((of.day for of in every if of.day and one.name in of.statement.actor), default=one.last)
    assert speakers(samples, 5) == found[:5]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lloyd", "Lloyd J. Austin III"),
        ("lloyd j", "Lloyd J. Austin III"),
        ("Austin", "Lloyd J. Austin III"),
        ("Volodymyr", "Volodymyr Zelensky"),
        ("South K", "South Korea"),
        ("ROK", "South Korea"),
        ("the Pentagon", "U.S. Department of Defense"),
    ],
)
def test_somebody_is_found_by_how_the_name_begins(samples: Connection, name: str, expected: str) -> None:
    assert expected in {one.name for one in bearers(samples, name)}


def test_a_name_that_nobody_bears_finds_nobody(samples: Connection) -> None:
    assert bearers(samples, "Nobody at all") == []
    assert len(bearers(samples, "a", limit=3)) == 3
    for name in ("", " ", "…", '"'):
        with pytest.raises(UsageError, match="give letters"):
            bearers(samples, name)


def test_a_profile_is_what_documents_tell(made: Made) -> None:
    with made(*OWN).reading() as connection:
        found = profile(connection, actors_named(connection, "Tore Sandvik"))
        assert [(one.what, one.documents) for one in found.names] == [("Tore Sandvik", 2)]
        assert [(one.what, one.documents) for one in found.kinds] == [("person", 2)]
        assert [(one.what, one.documents) for one in found.states] == [("Norway", 2)]
        assert found.offices
        assert found.documents == 2
        assert profile(connection, []).documents == 0


def test_links_of_the_same_actor_are_told(samples: Connection) -> None:
    """Each leads from one of the ids to another."""
    for one in speakers(samples):
        ids = actors_named(samples, one.name)
        for same in profile(samples, ids).same:
            assert {same.link.subject, same.link.object} & set(ids)
            assert same.link.kind == "same-actor"


def test_months_count_what_was_said_and_done(made: Made) -> None:
    with made(*OWN).reading() as connection:
        ids = actors_named(connection, "Tore Sandvik")
        known = span(connection, ids, "Norway")
        assert known is not None
        assert (known.first, known.last) == ("2026-03-03", "2026-05-20")
        found = {one.month: one for one in months(connection, ids, "Norway", None, "2026-05-31")}
        assert len(found) == MONTHS
        assert list(found)[-1] == "2026-05"
        assert next(iter(found)) == "2024-06"
        assert (found["2026-03"].statements, found["2026-05"].statements) == (1, 1)
        assert [found[month].acts for month in ("2026-03", "2026-04", "2026-05")] == [2, 0, 1]
        since = months(connection, ids, None, "2026-04-10", "2026-05-31")
        assert [(one.month, one.statements, one.acts) for one in since] == [("2026-04", 0, 0), ("2026-05", 1, 0)]
        assert months(connection, ids, None, "2027-01-01", "2026-05-31") == []
        assert span(connection, [], None) is None


def test_months_hold_all_that_is_dated_in_them(samples: Connection) -> None:
    for name in ("South Korea", "Lloyd J. Austin III"):
        ids = actors_named(samples, name)
        days = [one.day for one in said(samples, name, limit=1000) if one.day]
        for one in months(samples, ids, None, None, max(days)):
            assert one.statements == sum(day.startswith(one.month) for day in days)


def test_company_is_whoever_else_is_party(made: Made, samples: Connection) -> None:
    with made(*OWN).reading() as connection:
        (found,) = company(connection, "Norway")
        assert (found.name, found.together, found.to_them) == ("Denmark", 1, 1)
    for party in ("South Korea", "Japan"):
        assert is_party(samples, party)
        every = commitments(samples, Asked(party=party), 1000)
        for one in company(samples, party):
            assert one.together == sum({party, one.name} <= set(of.by) for of in every)
            assert one.to_them == sum(party in of.by and one.name in of.to for of in every)
            assert one.from_them == sum(party in of.to and one.name in of.by for of in every)
