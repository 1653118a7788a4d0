"""Questions as people put them."""

import pytest
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.asking import days, first_of, last_of, meant
from onrecord.ledger.commitments import Asked, commitments
from tests.ledger.conftest import Made


def test_stages_are_understood_as_they_are_shown(samples: Connection) -> None:
    for shown in ("in progress", "In-Progress", "in_progress"):
        assert meant(samples, Asked(stage=shown)).asked.stage == "in_progress"


def test_a_party_is_found_by_the_family_name_under_which_nobody_else_is_one(made: Made) -> None:
    text = "Tore Sandvik pledged to deliver three frigates to Denmark by 2030. Anna Holt vowed to close a harbour."
    with made({"text": text}).reading() as connection:
        (one,) = commitments(connection, meant(connection, Asked(party="Sandvik")).asked)
        assert "frigates" in one.label
        with pytest.raises(UsageError, match="no commitment names it"):
            meant(connection, Asked(party="Brandt"))


def test_months_and_years_are_all_of_their_days() -> None:
    assert (first_of("2024"), last_of("2024"), last_of("2024-02"), last_of("2024-02-03")) == (
        "2024-01-01", "2024-12-31", "2024-02-29", "2024-02-03",
    )  # fmt: skip
    assert days("2024", "2024") == ("2024-01-01", "2024-12-31")
    with pytest.raises(UsageError, match="since 2025 comes after until 2024; give the earlier day first"):
        days("2025", "2024")
    with pytest.raises(UsageError, match="is no date"):
        first_of("soon")
