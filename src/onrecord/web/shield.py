"""What stands before the app: whom it answers, what may change something, and what a browser may do with its pages."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Methods that change nothing (RFC 9110, 9.2.1).
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
LOCAL = frozenset(("localhost", "127.0.0.1", "[::1]"))
POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # To other sites none goes; without any, a browser would not say of a form that it is of this one.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Shield:
    """The app behind its shield: only the hosts that are named are answered, so that no other site's name leads here
    (DNS rebinding), and what changes something must come from a page of this site (cross-site request forgery).

    HEAD is answered as GET is, without the body (RFC 9110, 9.3.2), whatever the app knows of it.
    """

    def __init__(self, app: App, hosts: Iterable[str] = ()):
        self.app, self.hosts = app, LOCAL | {one.lower() for one in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Returns nothing: the request was answered."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _refused(send, *refusal)
            return

        head = scope["method"] == "HEAD"

        async def shielded(message: Message) -> None:
            if head and message["type"] == "http.response.body":
                message["body"] = b""
            if message["type"] == "http.response.start":
                known = {name for name, _ in message.get("headers", ())}
                message["headers"] = [
                    *message.get("headers", ()), *((name, value) for name, value in HEADERS if name not in known)
                ]  # fmt: skip
            await send(message)

        asked = {**scope, "query_string": _filled(scope["query_string"]), "method": "GET" if head else scope["method"]}
        await self.app(asked, receive, shielded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or _name(hosts[0]) not in self.hosts:
            return 421, "this is no name of this server; start it with --host-name NAME to let it answer to one"
        if scope["method"] in SAFE:
            return None
        origins, sites = _values(scope, b"origin"), _values(scope, b"sec-fetch-site")
        if not origins and not sites and _shows_token(scope):
            return None
        own = f"{scope['scheme']}://{hosts[0]}".lower()
        if [one.lower() for one in origins] == [own] and sites in ([], ["same-origin"]):
            return None
        return 403, f"changes are taken from pages of this site alone (Origin: {own}), or with a token of an account"


def _shows_token(scope: Scope) -> bool:
    """True for a program that shows a token: no page of another site can have a browser do that without asking first
    whether it may (CORS), and it may not.
    """
    shown = _values(scope, b"authorization")
    return len(shown) == 1 and shown[0].lower().startswith("bearer ")


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _name(host: str) -> str:
    """The name of a host without its port, in small letters; empty for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.hostname is None:
        return ""
    return f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname


def _filled(query: bytes) -> bytes:
    """The query without the fields of a form that nobody filled in."""
    return b"&".join(part for part in query.split(b"&") if part and not part.endswith(b"=") and b"=" in part)


async def _refused(send: Send, status: int, why: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{why}\n".encode()})
