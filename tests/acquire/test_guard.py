"""Pages fetched from sites of our own on loopback, over real sockets."""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from bench.hostile import MISSING, Site, moved, page

from onrecord.acquire.dialling import Network
from onrecord.acquire.guard import FetchError, Guard, Limits, agent, fetch
from onrecord.errors import ReadError, UsageError

BRISK = Limits(pause=0, total=5)
TEXT = b"He said so."


def site(answer: Callable[[str, dict[str, str]], Iterable[bytes]], robots: bytes = MISSING) -> Site:
    """A site with these answers and this robots.txt."""
    return Site(lambda target, headers: [robots] if target == "/robots.txt" else answer(target, headers))


def test_a_page_comes_with_what_the_server_says_of_it() -> None:
    given = {"ETag": '"a1"', "Last-Modified": "Tue, 05 Mar 2024 10:00:00 GMT", "Content-Type": "text/plain"}
    with site(lambda *_: [page(TEXT, **given)]) as there:
        found = Guard(BRISK).fetch(f"{there.url}/a?b#c", allow_private=True)
    assert (found.url, found.status, found.body) == (f"{there.url}/a?b", 200, TEXT)
    assert (found.etag, found.modified) == (given["ETag"], given["Last-Modified"])
    assert found.headers["content-type"] == "text/plain"
    assert found.redirects == ()
    assert found.when.endswith("+00:00")
    asked = dict(there.requests)["/a?b"]
    assert asked["host"] == f"127.0.0.1:{there.port}"
    assert asked["user-agent"] == agent()
    assert agent().startswith("OnRecord")
    assert asked["accept-encoding"] == "gzip, deflate, br"


def test_the_environment_takes_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    with site(lambda *_: [page(TEXT)]) as there, site(lambda *_: [page(b"proxied")]) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert Guard(BRISK).fetch(there.url, allow_private=True).body == TEXT
    assert proxy.connections == 0


def test_local_addresses_are_for_those_who_ask() -> None:
    with site(lambda *_: [page(TEXT)]) as there:
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(ReadError, match=r"is no public site.*give --allow-private if it is meant"):
                fetch(f"http://{host}:{there.port}/")
        assert there.connections == 0


def test_what_has_not_changed_does_not_come_again() -> None:
    def answer(_: str, headers: dict[str, str]) -> list[bytes]:
        same = headers.get("if-none-match") == '"a1"' or "if-modified-since" in headers
        return [page(b"", "304 Not Modified", ETag='"a1"')] if same else [page(TEXT, ETag='"a1"')]

    with site(answer) as there:
        guard = Guard(BRISK)
        first = guard.fetch(there.url, allow_private=True)
        for condition in ({"etag": first.etag}, {"modified": "Tue, 05 Mar 2024 10:00:00 GMT"}):
            again = guard.fetch(there.url, allow_private=True, **condition)
            assert (again.status, again.body, again.etag) == (304, b"", '"a1"')
        with pytest.raises(UsageError, match="headers of an earlier answer"):
            guard.fetch(there.url, allow_private=True, etag='"a"\r\nX: y')


def test_a_304_that_nobody_asked_for_is_no_page() -> None:
    with site(lambda *_: [page(b"", "304 Not Modified")]) as there, pytest.raises(FetchError, match="304"):
        Guard(BRISK).fetch(there.url, allow_private=True)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_page_leads_on(status: str) -> None:
    with site(lambda target, _: [moved("/b", status) if target == "/a" else page(TEXT)]) as there:
        found = Guard(BRISK).fetch(f"{there.url}/a", allow_private=True)
    assert (found.url, found.redirects, found.body) == (f"{there.url}/b", (f"{there.url}/a",), TEXT)
    assert found.moved == (found.redirects if status[:3] in ("301", "308") else ())


@pytest.mark.parametrize(("steps", "moved_for_good"), [
    (("301", "308"), ("/0", "/1")), (("302", "301"), ("/1",)), (("301", "302"), ()), (("301", "307", "308"), ("/2",)),
])  # fmt: skip
def test_an_address_has_moved_if_each_step_from_there_is_for_good(
    steps: tuple[str, ...], moved_for_good: tuple[str, ...]
) -> None:
    def step(target: str, _: object) -> list[bytes]:
        at = int(target[1:]) if target[1:].isdigit() else len(steps)
        return [moved(f"/{at + 1}", f"{steps[at]} Moved") if at < len(steps) else page(TEXT)]

    with site(step) as there:
        found = Guard(BRISK).fetch(f"{there.url}/0", allow_private=True)
    assert found.moved == tuple(f"{there.url}{one}" for one in moved_for_good)
    assert len(found.redirects) == len(steps)


def test_a_page_leads_on_five_times_at_most() -> None:
    with site(lambda target, _: [moved(f"/{int(target[1:]) - 1}") if target != "/0" else page(TEXT)]) as there:
        assert len(Guard(BRISK).fetch(f"{there.url}/5", allow_private=True).redirects) == 5
        with pytest.raises(FetchError, match="leads on more than 5 times"):
            Guard(BRISK).fetch(f"{there.url}/6", allow_private=True)
    with site(lambda *_: [moved("/")]) as there, pytest.raises(FetchError, match="leads on more than 5 times"):
        Guard(BRISK).fetch(there.url, allow_private=True)


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/", "http://u:p@example.org/", "http://127.1/"],
)
def test_a_page_does_not_lead_there(to: str) -> None:
    with site(lambda *_: [moved(to)]) as there, pytest.raises(FetchError, match=r"leads on to .*it is not followed"):
        Guard(BRISK).fetch(there.url, allow_private=True)


def public(port: int, *more: str) -> Network:
    """A network where each name has a public address, which is our site, and any other address is dialled."""

    def dial(address: str, there: int, seconds: float) -> socket.socket:
        ours = address == "11.22.33.44"
        return socket.create_connection(("127.0.0.1", port) if ours else (address, there), seconds)

    return Network(lambda *_: ["11.22.33.44", *more], dial)


def test_a_public_page_leads_to_no_local_one_even_where_local_ones_are_allowed() -> None:
    with (
        site(lambda *_: [page(b"secret")]) as secret,
        site(lambda *_: [moved(secret.url)]) as there,
        pytest.raises(FetchError, match=r"is no public site.*not followed there"),
    ):
        Guard(BRISK, public(there.port)).fetch("http://site.example/", allow_private=True)
    assert secret.connections == 0


def test_an_address_that_does_not_answer_is_passed_over() -> None:
    def dial(address: str, _port: int, seconds: float) -> socket.socket:
        if address != "11.22.33.44":
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", there.port), seconds)

    with site(lambda *_: [page(TEXT)]) as there:
        names = Network(lambda *_: ["2a00:1450::1", "11.22.33.44"], dial)
        assert Guard(BRISK, names).fetch("http://site.example/").body == TEXT
        with pytest.raises(FetchError, match=r"site.example does not answer \(Connection refused\)"):
            Guard(BRISK, Network(lambda *_: ["2a00:1450::1"], dial)).fetch("http://site.example/")


def test_a_look_up_that_takes_too_long_or_fails() -> None:
    def fail(*_: object) -> list[str]:
        raise socket.gaierror(-2, "unknown")

    slow = Network(lambda *_: [time.sleep(1.5) or "11.22.33.44"])  # type: ignore[func-returns-value]
    began = time.monotonic()
    with pytest.raises(FetchError, match="looked up for too long"):
        Guard(Limits(connect=0.2, pause=0), slow).fetch("http://site.example/")
    assert time.monotonic() - began < 1

    def none(*_: object) -> list[str]:
        return []

    for resolve in (fail, none):
        with pytest.raises(FetchError, match=r"is not known"):
            Guard(BRISK, Network(resolve)).fetch("http://site.example/")


@pytest.mark.parametrize(
    ("robots", "reads"),
    [
        (MISSING, True),
        (page(b"User-agent: *\nDisallow: /b"), True),
        (page(b"User-agent: *\nDisallow: /a"), False),
        (page(b"", "403 Forbidden"), True),
        (page(b"", "503 Unavailable"), False),
        (moved("/other"), True),
        (page(b"User-agent: *\n" + b"#" * 600_000 + b"\nDisallow: /"), True),
    ],
)
def test_robots_txt_is_honoured(robots: bytes, reads: bool) -> None:
    with site(lambda *_: [page(TEXT)], robots) as there:
        guard = Guard(BRISK)
        if reads:
            assert guard.fetch(f"{there.url}/a", allow_private=True).body == TEXT
        else:
            with pytest.raises(FetchError, match=r"asks robots not to|robots\.txt cannot be had"):
                guard.fetch(f"{there.url}/a", allow_private=True)
            assert "/a" not in dict(there.requests)


def test_robots_txt_is_fetched_once_and_holds_where_a_page_leads_on() -> None:
    with site(
        lambda target, _: [moved("/no") if target == "/a" else page(TEXT)], page(b"User-agent: OnRecord\nDisallow: /no")
    ) as there:
        guard = Guard(BRISK)
        for _ in range(2):
            with pytest.raises(FetchError, match="asks robots not to"):
                guard.fetch(f"{there.url}/a", allow_private=True)
    assert [target for target, _ in there.requests] == ["/robots.txt", "/a", "/a"]


def test_a_host_is_asked_at_its_pace_by_all_threads() -> None:
    times: list[float] = []

    def answer(*_: object) -> list[bytes]:
        times.append(time.monotonic())
        return [page(TEXT)]

    with site(answer, page(b"User-agent: *\nCrawl-delay: 0.3")) as there:
        guard = Guard(Limits(pause=0.1))
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda _: guard.fetch(there.url, allow_private=True).body, range(4)))
    assert found == [TEXT] * 4
    times.sort()
    assert all(later - earlier > 0.25 for earlier, later in pairwise(times))


def test_a_pause_without_end_is_no_pause_to_wait_for() -> None:
    with site(lambda *_: [page(TEXT)], page(b"User-agent: *\nCrawl-delay: 9999")) as there:
        guard = Guard(Limits(longest_pause=0.2))
        for _ in range(2):
            assert guard.fetch(there.url, allow_private=True).body == TEXT


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks() -> None:
    with site(lambda *_: [page(b"", "429 Too Many Requests", Retry_After="120")]) as there:
        guard = Guard(BRISK)
        with pytest.raises(FetchError, match=r"server is busy .* in 120 s") as first:
            guard.fetch(there.url, allow_private=True)
        assert (first.value.status, first.value.again) == (429, 120)
        with pytest.raises(FetchError, match=r"asks to wait for 1\d\d s") as then:
            guard.fetch(there.url, allow_private=True)
        assert then.value.again is not None
        assert len(there.requests) == 2


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("404 Not Found", r"no page \(404 Not Found\); check the address"),
        ("403 Forbidden", "does not give it to us"),
        ("500 Oops", "the server fails"),
        ("299 Odd", None),
        ("999 Odd", r"999"),
        ("204 No Content", None),
    ],
)
def test_what_the_server_answers(status: str, reason: str | None) -> None:
    with site(lambda *_: [page(b"", status)]) as there:
        if reason is None:
            assert Guard(BRISK).fetch(there.url, allow_private=True).body == b""
        else:
            with pytest.raises(FetchError, match=reason):
                Guard(BRISK).fetch(there.url, allow_private=True)


def test_a_message_is_one_line_whatever_is_sent() -> None:
    answers = [moved("http://x/\x1b[2J\u202e"), b"HTTP/1.1 200 OK\r\n\x1b[2J: x\r\n\r\n", page(b"", "418 \x1b[2J")]
    for answer in answers:
        with site(lambda *_, answer=answer: [answer]) as there, pytest.raises(FetchError) as failed:
            Guard(BRISK).fetch(there.url, allow_private=True)
        assert str(failed.value).isprintable()
        assert str(failed.value).startswith(there.url)


def test_cookies_last_for_one_call_alone() -> None:
    with site(lambda target, _: [moved("/b", Set_Cookie="k=v") if target == "/a" else page(TEXT)]) as there:
        guard = Guard(BRISK)
        for path in ("/a", "/c"):
            guard.fetch(there.url + path, allow_private=True)
    asked = dict(there.requests)
    assert asked["/b"].get("cookie") == "k=v"
    assert "cookie" not in asked["/c"]


def test_a_certificate_is_that_of_the_name_while_the_judged_address_is_dialled(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "site.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    made += ["-days", "2", "-subj", "/CN=site.example", "-addext", "subjectAltName=DNS:site.example"]
    try:
        subprocess.run(made, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs openssl, to make a certificate")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    names: list[str] = []
    server.sni_callback = lambda _socket, name, _context: names.append(str(name))
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                    with server.wrap_socket(connection, server_side=True) as safe:
                        asked = safe.recv(65536)
                        safe.sendall(MISSING if b"robots.txt" in asked else page(TEXT + asked.split(b"\r\n")[1]))
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        ours = public(listening.getsockname()[1])
        trusting = ssl.create_default_context(cafile=str(certificate))
        assert Guard(BRISK, ours, trusting).fetch("https://site.example/").body == TEXT + b"Host: site.example"
        assert names == ["site.example"] * 2
        for guard, host in ((Guard(BRISK, ours), "site"), (Guard(BRISK, ours, trusting), "other")):
            with pytest.raises(FetchError, match="cannot be spoken to in safety"):
                guard.fetch(f"https://{host}.example/")
