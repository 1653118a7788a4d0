"""The one way to the network: a page of the web, fetched within limits, from public addresses, as its site asks.

What is defended against, and how, stands in SECURITY.md.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, metadata
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from onrecord.acquire import robots
from onrecord.acquire.decoding import ACCEPTED, unpacked
from onrecord.acquire.limits import Call, FetchError, Limits, shown
from onrecord.acquire.pace import Pace, seconds_of
from onrecord.acquire.urls import Location, location, redirected
from onrecord.errors import UsageError

if TYPE_CHECKING:
    import ssl

    import httpx2

    from onrecord.acquire.dialling import Network

ROBOT = "OnRecord"
_MOVED = frozenset((301, 302, 303, 307, 308))
# What a server says of an address that is to be asked no more: the page is at the other one for good.
_FOR_GOOD = frozenset((301, 308))
_BUSY = frozenset((429, 503))
# Seconds for which a robots.txt holds (RFC 9309 has a day), and sites whose rules are kept in mind at once.
_RULES_HOLD = 86_400.0
_SITES = 1_000
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.8"


class Fetched(NamedTuple):
    """What a server gave. `url` is where it was in the end, after the `redirects` (the addresses before it, in order).
    Those of them that lead to it for good are `moved`: each step from there on is a permanent one.

    `headers` have small letters for names. `status` is 200 to 299, or 304 with no body: it has not changed since the
    `etag` or `modified` that were given. `when` is the time of the answer, ISO 8601, in UTC. `local` is true for what
    came from a local address: only then may what it names lie on one. `etag` and `modified` are those that can be
    given for a later call, None where there are none such.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    etag: str | None
    modified: str | None
    when: str
    redirects: tuple[str, ...] = ()
    local: bool = False
    moved: tuple[str, ...] = ()


class Guard:
    """What fetches pages: it keeps to limits and to what sites ask, which it remembers. One serves many threads."""

    def __init__(
        self, limits: Limits | None = None, network: "Network | None" = None, safety: "ssl.SSLContext | None" = None
    ):
        self.limits = limits or Limits()
        self._network = network
        self._safety = safety
        self._pace = Pace()
        self._rules: dict[str, tuple[float, robots.Rules]] = {}
        self._lock = threading.Lock()

    def fetch(
        self, url: str, *, allow_private: bool = False, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """What is at the address. `etag` and `modified` are those of an earlier Fetched: only what is new comes then.

        Local addresses are dialled with `allow_private` alone, and never because a public page leads there. Raises
        FetchError, which is a ReadError of one line, for what is not allowed, fails, or goes beyond the limits;
        UsageError for an `etag` or `modified` that no server can have given.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        conditions = {name: value for name, value in asked.items() if value}
        if not all(map(_can_be_sent, conditions.values())):
            raise UsageError("etag and modified are headers of an earlier answer; give them as they came, or none")
        call = Call(url, self.limits, allow_private)
        try:
            start = location(url)
        except ValueError as error:
            raise call.refusal(str(error)) from None
        with self._client(call) as client:
            return self._followed(client, call, start, conditions)

    def _client(self, call: Call) -> "httpx2.Client":
        """A client for one call: nothing of the environment, and no cookie of another call, takes part."""
        import httpx2  # this and what dials take a third of a second to load, which only a fetch need pay

        from onrecord.acquire.dialling import Network, Transport

        with self._lock:
            self._network = self._network or Network()
            self._safety = self._safety or httpx2.create_ssl_context(trust_env=False)
        headers = {"User-Agent": agent(), "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED, "Connection": "close"}
        return httpx2.Client(
            transport=Transport(call, self._network, self._safety), headers=headers, trust_env=False, timeout=None
        )

    def _followed(self, client: "httpx2.Client", call: Call, at: Location, conditions: dict[str, str]) -> Fetched:
        """The page, or that to which it leads on."""
        passed: list[str] = []
        moved: list[str] = []
        while True:
            rules = self._rules_of(client, call, at)
            if not rules.allow(at.target):
                raise call.refusal(
                    f"the site asks robots not to read it ({at.origin}/robots.txt); save the page yourself"
                )
            pause = min(max(self.limits.pause, rules.pause or 0.0), self.limits.longest_pause)
            self._pace.wait(at.host, pause, call)
            with closing(_sent(client, call, at, conditions)) as response:
                if (to := _leads_to(response, call, at)) is None:
                    found = self._taken(response, call, at, bool(conditions))
                    return found._replace(redirects=tuple(passed), moved=tuple(moved))
                moved = [*moved, at.url] if response.status_code in _FOR_GOOD else []
            passed.append(at.url)
            call.hint = "; it is not followed there"
            if len(passed) > self.limits.redirects:
                raise call.refusal(f"leads on more than {self.limits.redirects} times; check the address")
            at = to

    def _taken(self, response: "httpx2.Response", call: Call, at: Location, conditional: bool) -> Fetched:
        status = response.status_code
        unchanged = status == HTTPStatus.NOT_MODIFIED and conditional
        if not unchanged and not 200 <= status < 300:
            again = seconds_of(response.headers.get("retry-after"))
            if status in _BUSY and again:
                self._pace.not_before(at.host, again)
            raise call.refusal(_told(status, again), status, again)
        body = BytesIO()  # which gives what it holds without a copy
        if not unchanged and status not in (204, 205):
            body.writelines(_body(response, call))
        headers = {name.lower(): value for name, value in response.headers.items()}
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        given = (headers.get(name) for name in ("etag", "last-modified"))
        etag, modified = (value if value and _can_be_sent(value) else None for value in given)
        return Fetched(at.url, status, headers, body.getvalue(), etag, modified, when, local=call.local)

    def _rules_of(self, client: "httpx2.Client", call: Call, at: Location) -> robots.Rules:
        """What the site asks of robots, as it said in the last day, or says now."""
        with self._lock:
            ends, rules = self._rules.get(at.origin, (0.0, robots.FREE))
        if ends > time.monotonic():
            return rules
        private = call.private
        rules = _asked_rules(client, call, at)
        call.private = private
        with self._lock:
            if len(self._rules) >= _SITES:
                del self._rules[next(iter(self._rules))]
            self._rules[at.origin] = (time.monotonic() + _RULES_HOLD, rules)
        return rules


def _can_be_sent(value: str) -> bool:
    """True for a header that can be sent back as it came."""
    return value.isascii() and value.isprintable()


def _asked_rules(client: "httpx2.Client", call: Call, at: Location) -> robots.Rules:
    """The rules of the site's robots.txt (RFC 9309): all is free where it has none, nothing where its server fails."""
    there = Location(at.scheme, at.host, at.port, "/robots.txt")
    for _ in range(call.limits.redirects + 1):
        with closing(_sent(client, call, there, {})) as response:
            to = _leads_to(response, call, there)
            if to is not None:
                there = to
                continue
            status = response.status_code
            if status >= 500:
                raise call.refusal(
                    f"{at.origin}/robots.txt cannot be had (status {status}), so nothing there is read; try later",
                    status,
                )
            if not 200 <= status < 300:
                return robots.FREE
            text = bytearray()
            for piece in _body(response, call):
                text += piece
                if len(text) >= robots.LIMIT:
                    break
            return robots.rules_for(ROBOT, text[: robots.LIMIT].decode("utf-8", "replace"))
    return robots.FREE


def _sent(client: "httpx2.Client", call: Call, at: Location, conditions: dict[str, str]) -> "httpx2.Response":
    """The server's answer, its body still to be read."""
    import httpcore2  # loaded by now
    import httpx2

    call.received = 0
    call.local = False
    call.left()
    try:
        response = client.send(client.build_request("GET", at.url, headers=conditions), stream=True)
    except httpx2.InvalidURL as error:
        raise call.refusal(f"names no host ({_short(error)}); check the address") from None
    except (httpx2.HTTPError, httpcore2.ProtocolError, httpcore2.NetworkError) as error:
        raise call.refusal(f"the server's answer cannot be understood ({_short(error)}); try again later") from None
    call.private = call.private and call.local
    return response


def _leads_to(response: "httpx2.Response", call: Call, at: Location) -> Location | None:
    """Where the answer leads on to; None if it is an answer itself."""
    to = response.headers.get("location")
    if response.status_code not in _MOVED or not to:
        return None
    try:
        return redirected(at, to)
    except ValueError as error:
        raise call.refusal(f"leads on to {shown(to)[:100]}, which {error}; it is not followed") from None


def _body(response: "httpx2.Response", call: Call) -> Iterator[bytes]:
    """The body, unpacked, piece by piece."""
    import httpcore2  # loaded by now

    said = response.headers.get("content-length", "")
    if said.isascii() and said.isdigit() and (len(said) > 18 or int(said) > call.limits.wire):
        raise call.too_large(call.limits.wire, "by its own account")
    try:
        yield from unpacked(response.iter_raw(), response.headers.get("content-encoding", ""), call)
    except (httpcore2.ProtocolError, httpcore2.NetworkError) as error:
        raise call.refusal(f"breaks off ({_short(error)}); try again") from None


def _short(error: Exception) -> str:
    """What the layer below says, as far as it fits into a line; it may quote what the server sent."""
    return shown(str(error).rstrip("."))[:80]


def _told(status: int, again: float | None) -> str:
    """What an answer without a page means, and what to do."""
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    if status in _BUSY:
        return f"the server is busy ({phrase}); try again " + (f"in {again:.0f} s" if again else "later")
    if status in (401, 403, 407, 451):
        return f"the server does not give it to us ({phrase}); save the page yourself and read that"
    if status >= 500:
        return f"the server fails ({phrase}); try again later"
    return f"there is no page ({phrase}); check the address"


@lru_cache(maxsize=1)
def agent() -> str:
    """Who we say that we are: name and version, and the project's first address, if its metadata have one."""
    try:
        said = metadata("onrecord")
    except PackageNotFoundError:  # run from a folder that was never installed
        return ROBOT
    pages = [row.rpartition(", ")[2] for row in said.get_all("Project-URL") or ()]
    return f"{ROBOT}/{said['Version']}" + (f" (+{pages[0]})" if pages else "")


@lru_cache(maxsize=1)
def shared() -> Guard:
    """The guard of this process, so that all that is fetched keeps one pace."""
    return Guard()


def fetch(url: str, *, allow_private: bool = False, etag: str | None = None, modified: str | None = None) -> Fetched:
    """What is at the address, by the guard of this process; see `Guard.fetch`."""
    return shared().fetch(url, allow_private=allow_private, etag=etag, modified=modified)


__all__ = ["FetchError", "Fetched", "Guard", "Limits", "agent", "fetch"]
