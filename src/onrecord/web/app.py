"""The app: its pages, its JSON, and what it says where something is not there."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from onrecord.errors import OnRecordError
from onrecord.export.html import asset
from onrecord.store.asking import Asking
from onrecord.store.opened import Store
from onrecord.web import page as pages
from onrecord.web.pages import FILES, PAGES
from onrecord.web.rendering import FOLDER
from onrecord.web.shield import App, Shield

# Seconds for which a browser need not ask for what no page changes.
_KEPT = 3600
# Styles and scripts of a reading's page, which stand by themselves too.
ASSETS = {"tokens.css": "text/css", "page.css": "text/css", "page.js": "text/javascript"}


def app_of(store: Store, hosts: Iterable[str] = ()) -> App:
    """The app on a store, which answers to these names of hosts and to those of this machine."""
    asking = Asking(store)
    app = FastAPI(
        title="OnRecord", version="1", docs_url=None, redoc_url=None, openapi_url=f"{pages.API}/openapi.json",
        description="Who said what, who has undertaken what, and what became of it. Every page has its JSON.",
    )  # fmt: skip
    # Before the pages: an id in a path of theirs may hold a full stop.
    for file in FILES:
        pages.put_file(app, file, asking)
    for one in PAGES:
        pages.put(app, one, asking)
    app.add_api_route("/", _first, methods=["GET"], include_in_schema=False)
    for name, media in ASSETS.items():
        app.add_api_route(f"/static/{name}", partial(_asset, name, media), methods=["GET"], include_in_schema=False)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    app.exception_handler(OnRecordError)(_told)
    app.exception_handler(RequestValidationError)(_misunderstood)
    app.exception_handler(HTTPException)(_not_there)
    app.middleware("http")(_kept)
    return Shield(app, hosts)


def server_of(store: Store, hosts: Iterable[str] = ()) -> uvicorn.Server:
    """A server of the app, to be run on a socket; it says nothing of itself, and nothing on the way."""
    config = uvicorn.Config(app_of(store, hosts), port=0, log_level="warning", server_header=False, access_log=False)
    return uvicorn.Server(config)


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
    return pages.problem(request, error.status_code, f"{request.url.path}: {str(error.detail).lower()}")


async def _kept(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await answer(request)
    kept = f"private, max-age={_KEPT}" if request.url.path.startswith("/static/") else "no-store"
    response.headers.setdefault("cache-control", kept)
    return response
