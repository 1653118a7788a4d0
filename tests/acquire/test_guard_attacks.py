"""The guard against servers and addresses that mean harm; `python -m bench.guard` has the true limits of time."""

import gzip
from contextlib import suppress

import pytest
from bench import guard
from bench.hostile import MISSING, Site, moved, page
from bench.spellings import SPELLINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.dialling import Network
from onrecord.acquire.guard import FetchError, Guard, Limits

TEXT = b"He said so."


@pytest.mark.parametrize("way", guard.WAYS)
def test_no_spelling_by_no_way_reaches_the_canary(way: str) -> None:
    assert len(SPELLINGS) >= 120
    found, connections = guard.attempts([way])
    assert connections == 0
    assert [one for one in found if one.dialled] == []
    # Of mixed answers the public ones are dialled, so their page comes; by the other ways none does.
    assert {one.read for one in found} == {way == "mixed A/AAAA"}


def test_the_canary_would_tell() -> None:
    found, connections = guard.attempts(["direct", "second look-up differs"], ["127.0.0.1", "[::1]"], allowed=True)
    assert connections >= len(found) == 4
    assert all(one.dialled and one.read for one in found)


def test_bombs_and_slow_servers_take_little_of_memory_and_time() -> None:
    found = guard.measured(1.5)
    assert found.bombs >= 24
    assert found.read == ()
    assert found.growth < 100
    assert found.seconds < 1.5 + 3


SENT = [
    page(TEXT, Content_Type="text/plain", Set_Cookie="a=b; Expires=Tue, 05 Mar 2024 10:00:00 GMT; Path=/"),
    page(gzip.compress(TEXT * 9, mtime=0), Content_Encoding="gzip"),
    page(b"", "429 Busy", Retry_After="0"),
    moved("/b?x#y"),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
]
BITS = [
    b"\r\n",
    b"\0",
    b"\xff",
    b": ",
    b"9" * 30,
    b"-",
    b"chunked",
    b"br",
    b"http://[::1",
    b"//",
    b"\xe2\x80\xae",
    b" ",
]
EDITS = st.lists(
    st.tuples(st.integers(0, 120), st.integers(0, 9), st.sampled_from(BITS) | st.binary(max_size=3)), max_size=4
)


@settings(deadline=None)
@given(st.sampled_from(SENT), EDITS)
def test_whatever_is_sent_is_a_page_or_an_error_of_ours(sent: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    for at, length, put in edits:
        sent = sent[:at] + put + sent[at + length :]
    # No other host is asked: what is sent may lead to any.
    here = Network(lambda *_: ["127.0.0.1"])
    with Site(lambda target, _: [MISSING if target == "/robots.txt" else sent]) as there, suppress(FetchError):
        Guard(Limits(pause=0, total=5), here, guard.SAFETY).fetch(there.url, allow_private=True)
