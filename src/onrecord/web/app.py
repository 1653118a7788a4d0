"""The app: its pages, its JSON, and what it says where something is not there."""

import os
from collections.abc import Iterable
from functools import partial
from socket import socket

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException

from onrecord.errors import OnRecordError
from onrecord.export.html import asset
from onrecord.store.asking import Asking
from onrecord.store.opened import Store
from onrecord.web import page as pages
from onrecord.web.administering import Administering
from onrecord.web.deciding import Deciding
from onrecord.web.described import Described
from onrecord.web.gate import Gate
from onrecord.web.key import key_of
from onrecord.web.pages import FILES, PAGES, team
from onrecord.web.rendering import FOLDER
from onrecord.web.shield import App, Message, Receive, Scope, Send, Shield
from onrecord.web.signing import Signing
from onrecord.web.visitor import Visitor

# Seconds for which a browser need not ask for what no page changes.
_KEPT = 3600
# Questions that a process answers at once. More would only wait for one another, as they share one interpreter, and
# hold up the loop that reads requests; the database is asked without it, so that a slow question holds up no other.
THREADS = 8
# Seconds that a decision waits for others who write, before whoever takes it is told to try again.
PATIENCE = 15.0
# Styles and scripts of a reading's page, which stand by themselves too.
ASSETS = {"tokens.css": "text/css", "page.css": "text/css", "page.js": "text/javascript"}


def app_of(store: Store, hosts: Iterable[str] = (), by: str = "", auth: bool = False) -> App:
    """The app on a store, which answers to these names of hosts and to those of this machine.

    Decisions are taken in the name of `by`, or with `auth` in that of who signed in. Raises StoreError where the secret
    of this installation cannot be kept.
    """
    return Shield(site_of(store, by, auth), hosts)


def site_of(store: Store, by: str = "", auth: bool = False) -> Described:
    """The app without what stands before it."""
    asking = Asking(store)
    store.patience = PATIENCE
    app = Described(
        title="OnRecord", version="1", docs_url=None, redoc_url=None, openapi_url=f"{pages.API}/openapi.json",
        description="Who said what, who has undertaken what, and what became of it. Every page has its JSON.",
    )  # fmt: skip
    # Before the pages: an id in a path of theirs may hold a full stop.
    for file in FILES:
        pages.put_file(app, file, asking)
    for one in (*PAGES, *team.PAGES) if auth else PAGES:
        pages.put(app, one, asking)
    app.state.key = key_of(os.path.realpath(store.name) if store.sqlite else store.name)
    Deciding(store).put(app, asking)
    if auth:
        Signing(store, asking).put(app)
        Administering(store).put(app)
        app.add_middleware(Gate, asking=asking)
        app.guarded = True
    else:
        app.state.visitor = Visitor(by or "somebody", "reviewer", app.state.key)
    app.add_api_route("/", _first, methods=["GET"], include_in_schema=False)
    for name, media in ASSETS.items():
        app.add_api_route(f"/static/{name}", partial(_asset, name, media), methods=["GET"], include_in_schema=False)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    app.exception_handler(OnRecordError)(_told)
    app.exception_handler(RequestValidationError)(_misunderstood)
    app.exception_handler(HTTPException)(_not_there)
    app.add_middleware(_Keeping)
    return app


def server_of(store: Store, hosts: Iterable[str] = (), by: str = "", auth: bool = False) -> uvicorn.Server:
    """A server of the app, to be run on a socket; it says nothing of itself, and nothing on the way."""
    # Without the task by which an app is told of its end (`lifespan`): interrupted twice, that would show a traceback.
    config = uvicorn.Config(
        app_of(store, hosts, by, auth), port=0, log_level="warning", server_header=False, access_log=False,
        lifespan="off",
    )  # fmt: skip
    return _Server(config)


class _Server(uvicorn.Server):
    """A server that answers few questions at once."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Returns nothing: it listens."""
        current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)


def _asset(name: str, media: str) -> Response:
    return Response(asset(name), media_type=media)


def _first() -> Response:
    return RedirectResponse("/ledger")


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnRecordError)  # noqa: S101 - for this alone it is asked
    return pages.told(request, error)


def _misunderstood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - for this alone it is asked
    first = error.errors()[0]
    return pages.problem(request, 422, f"{first['loc'][-1]}: {first['msg'][:1].lower()}{first['msg'][1:]}")


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - for this alone it is asked
    made = pages.problem(request, error.status_code, f"{request.url.path}: {str(error.detail).lower()}")
    for name, value in (error.headers or {}).items():
        if name.lower() == "allow":  # the shield lets HEAD through as GET
            methods = {one.strip() for one in value.split(",")}
            made.headers["allow"] = ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
    return made


class _Keeping:
    """The app with what tells a browser how long to keep each answer, where that says nothing of it.

    (By Starlette's `BaseHTTPMiddleware` each answer would have a task and a stream of its own.)
    """

    def __init__(self, app: App):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Returns nothing: the request was answered."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                static = scope["path"].startswith("/static/")
                kept = f"private, max-age={_KEPT}" if static else "no-store"
                MutableHeaders(raw=message.setdefault("headers", [])).setdefault("cache-control", kept)
            await send(message)

        await self.app(scope, receive, told if scope["type"] == "http" else send)
