"""What a caller may say of a document."""

import pytest

from onrecord.acquire.given import KINDS, check
from onrecord.errors import UsageError

DATES = ["2025", "2025-11", "2025-11-04", "2024-02-29", "XXXX-11-04", "202X", "2025-XX-XX", "XXXX-02-29"]
NO_DATES = [
    "",
    "yesterday",
    "2023-02-29",
    "2025-13",
    "2025-00",
    "0000",
    "2025-11-4",
    "04.11.2025",
    "2025-11-04T10:00",
    "२०२५",
]


@pytest.mark.parametrize("published", DATES)
def test_dates(published: str) -> None:
    check(published=published)


@pytest.mark.parametrize("published", NO_DATES)
def test_what_is_no_date(published: str) -> None:
    with pytest.raises(UsageError, match="no such date; give 2025-11-04"):
        check(published=published)


def test_kinds() -> None:
    for kind in KINDS:
        check(kind=kind)
    with pytest.raises(UsageError, match="no such kind; give one of news, readout"):
        check(kind="poem")
