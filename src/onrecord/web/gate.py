"""Who may do what, where there are accounts: each request is somebody's, and its path says which role it takes."""

import base64
import hashlib
import hmac
from urllib.parse import urlencode

from anyio.to_thread import run_sync
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import StoreError
from onrecord.store.accounts import Role
from onrecord.store.asking import Asking
from onrecord.store.sessions import id_of, whose
from onrecord.web.page import API, problem, told
from onrecord.web.shield import SAFE, App, Receive, Scope, Send
from onrecord.web.visitor import Visitor

SIGN_IN = "/sign-in"
# What each who is signed in may change: what is their own.
_OWN = ("/sign-out", "/account/change")
# What a reviewer decides by.
_DECIDED = ("/review/decide", f"{API}/decisions")
# What programs read, which are told so instead of being led to a form.
_FEED = ".rss"
_FOR_PROGRAMS = (".json", ".csv", _FEED, ".jsonl")
# Sections, as pages and in the API, that only admins see.
_ADMIN = ("/accounts", "/audit", "/account-changes")


def role_needed(method: str, path: str) -> Role | None:
    """The role that a request takes, none for what is open to all: to sign in, and what pages look like.

    What changes anything takes an admin, unless it is known to be for others.
    """
    if path == SIGN_IN or path.startswith("/static/"):
        return None
    section = path.removeprefix(API)
    if any(section == one or section.startswith((f"{one}.", f"{one}/")) for one in _ADMIN):
        return "admin"
    if method in SAFE or path in _OWN:
        return "reader"
    return "reviewer" if path in _DECIDED else "admin"


def cookie_of(request: Request) -> str:
    """The name of the cookie that holds a session's secret: one a store, as all sites of a machine share theirs.

    Over TLS a browser takes it from this host alone, for all of it (RFC 6265bis, 4.1.3.2).
    """
    store = hashlib.sha256(str(request.app.state.key).encode()).hexdigest()[:8]
    return f"{'__Host-' if request.url.scheme == 'https' else ''}onrecord-{store}"


class Gate:
    """The app behind a gate: who is not signed in is led to where that is done, and who may not is told."""

    def __init__(self, app: App, asking: Asking):
        self.app, self.asking = app, asking

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Returns nothing: the request was answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        needed = role_needed(scope["method"], scope["path"])
        try:
            visitor = Visitor() if scope["path"].startswith("/static/") else await run_sync(self._visitor, request)
        except StoreError as error:
            request.state.visitor = Visitor()
            await told(request, error)(scope, receive, send)
            return
        request.state.visitor = visitor
        if needed is None or (visitor.may(needed) and not (visitor.token and scope["path"] in _OWN)):
            await self.app(scope, receive, send)
        else:
            await _refusal(request, visitor, needed)(scope, receive, send)

    def _visitor(self, request: Request) -> Visitor:
        token = _token(request)
        secret = token or request.cookies.get(cookie_of(request), "")
        if not secret:
            return Visitor()
        with self.asking.reading() as connection:
            account = whose(connection, secret)
        if account is None:
            return Visitor()
        key = hmac.new(str(request.app.state.key).encode(), f"session {secret}".encode(), hashlib.sha256).hexdigest()
        return Visitor(account.name, account.role, key, id_of(secret), token is not None)


def _token(request: Request) -> str | None:
    """The token that a program shows as a bearer (RFC 6750); for a feed also as the password of any name (RFC 7617).

    For nothing else: browsers keep such a password for a whole site, whoever made the link in which it stood.
    """
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip() or None
    if scheme.lower() != "basic" or not request.scope["path"].endswith(_FEED):
        return None
    try:
        return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2] or None
    except ValueError:
        return None


def _refusal(request: Request, visitor: Visitor, needed: Role) -> Response:
    path = request.url.path
    if visitor.token and path in _OWN:
        return problem(request, 403, "a token changes nothing of its account; sign in by the password")
    if visitor.role is not None:
        return problem(request, 403, f"this takes the role {needed}, and yours is {visitor.role}; ask an admin")
    if request.method == "GET" and not path.startswith(f"{API}/") and not path.endswith(_FOR_PROGRAMS):
        there = request.scope["raw_path"].decode("ascii", "replace")  # as it was sent: "%3F" in a name is no "?"
        wanted = f"{there}{'?' if request.url.query else ''}{request.url.query}"
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'to': wanted})}" if wanted != "/" else SIGN_IN, 303)
    refused = problem(request, 401, "sign in first; a program shows a token: Authorization: Bearer TOKEN")
    refused.headers["www-authenticate"] = 'Basic realm="OnRecord"' if path.endswith(_FEED) else "Bearer"
    return refused
