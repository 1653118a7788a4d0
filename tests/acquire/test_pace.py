"""When a host may be asked next."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from onrecord.acquire.limits import Call, FetchError, Limits
from onrecord.acquire.pace import Pace, seconds_of


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("9" * 10, 1e9),
        ("9" * 400, 1e9),
        ("١٢", None),
        ("Tue, 05 Mar 2024 10:00:00 GMT", 0),
        ("Tue, 99 Mar 2024 10:00:00 GMT", None),
    ],
)
def test_what_retry_after_says(said: str | None, seconds: float | None) -> None:
    assert seconds_of(said) == seconds


def test_retry_after_may_be_a_date() -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert seconds_of(then) == pytest.approx(90, abs=3)


def test_each_host_has_its_own_pace_and_a_wait_does_not_count() -> None:
    pace, call = Pace(), Call("page", Limits(total=0.2, patience=1), False)
    began = time.monotonic()
    for host in ("a.example", "b.example", "a.example"):
        pace.wait(host, 0.3, call)
    assert 0.25 < time.monotonic() - began < 0.6
    assert call.left() > 0
    pace.not_before("b.example", 500)
    with pytest.raises(FetchError, match="asks to wait for 500 s"):
        pace.wait("b.example", 0.3, call)
