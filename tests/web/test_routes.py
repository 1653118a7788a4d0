"""Every route, asked by every method from everywhere: what is allowed follows from a rule, not from what there is."""

import random
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from bench.addresses import asked, filled, pages
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Mount

from onrecord.store.opened import Store, open_store
from onrecord.web.page import API
from tests.web.conftest import Answer, Served

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
# Where a request comes from: its Host and its Origin, {own} for those of the site.
PLACES = {
    "no origin": ("{own}", None),
    "its own": ("{own}", "http://{own}"),
    "elsewhere": ("{own}", "http://evil.example"),
    "its name on another port": ("{own}", "http://127.0.0.1:1"),
    "its name, encrypted": ("{own}", "https://{own}"),
    "nowhere": ("{own}", "null"),
    "a name that leads here": ("evil.example", "http://evil.example"),
    "a name that leads here, without origin": ("evil.example", None),
}


class Route(NamedTuple):
    """A route with an address of it, and the methods for which it was made."""

    path: str
    address: str
    methods: frozenset[str]


@pytest.fixture(scope="module")
def routes(site: Served, ledger_file: Path) -> list[Route]:
    """The routes of the app, each with something of the store in the place of what its path names."""
    with open_store(ledger_file, make=False) as store:
        return routes_of(site.app, store)


def routes_of(app: FastAPI, store: Store) -> list[Route]:
    """The routes of an app, each with something of its store in the place of what its path names."""
    described = pages(app.openapi())
    made = []
    with store.reading() as connection:
        for one in app.routes:
            if isinstance(one, Mount):
                made.append(Route(one.path, f"{one.path}/app.js", frozenset(("GET",))))
            path = getattr(one, "path", "")
            methods = frozenset(getattr(one, "methods", None) or ()) - {"HEAD"}
            if isinstance(one, Mount) or not methods:
                continue
            # A page needs in its address what its place in the API needs.
            bare = re.sub(r"\.(json|csv)$", "", path.removeprefix(API)).replace(":path", "")
            query = asked(described[bare], connection, random.Random(1), 0) if bare in described else {}  # noqa: S311
            address = filled(path, connection, random.Random(path))  # noqa: S311
            words = "&".join(f"{name}={value}" for name, value in query.items()).replace(" ", "+")
            made.append(Route(path, f"{address}?{words}" if words else address, methods))
    return made


def expected(route: Route, method: str, place: str) -> set[int]:
    """The statuses that an answer may have.

    Who calls it by another name is told nothing. What changes nothing may come from anywhere. Whatever else there is
    must come from its own pages, and finds only what was made for it.
    """
    if place.startswith("a name"):
        return {421}
    if method in ("GET", "HEAD"):
        if "/source/" in route.path and "GET" in route.methods:  # of a text there is no page and no sheet
            return {200, 400, 404}
        return {200, 307} if "GET" in route.methods else {405}
    if method != "OPTIONS" and place != "its own":
        return {403}
    # What takes a change says what is wrong with an empty one, and takes none without the key.
    return {400, 403, 404, 422} if method in route.methods else {405}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_allowed_follows_the_rule(site: Served, routes: list[Route], place: str) -> None:
    host, origin = PLACES[place]
    own = f"127.0.0.1:{site.port}"
    headers = {"Host": host.format(own=own)} | ({"Origin": origin.format(own=own)} if origin else {})
    wrong = []
    for route in routes:
        whole = site.ask(route.address, "GET", None, **headers)
        for method in METHODS:
            answer = whole if method == "GET" else site.ask(route.address, method, None, **headers)
            said = f"{method} {route.address} from {place}: {answer.status}"
            if answer.status not in expected(route, method, place):
                wrong.append(said)
            wrong += [f"{said}; {why}" for why in faults(route, method, answer, whole)]
    assert not wrong


def faults(route: Route, method: str, answer: Answer, whole: Answer) -> list[str]:
    """What no answer may be like, whatever it says."""
    found = []
    if method == "HEAD":
        found += ["it has a body"] if answer.body else []
        of = ("content-type", "content-length", "cache-control", "content-security-policy", "location")
        if answer.status != whole.status or any(answer.headers.get(one) != whole.headers.get(one) for one in of):
            found.append("it is not what GET says")
    if answer.status == 405:
        allowed = {one.strip() for one in answer.headers.get("allow", "").split(",")}
        if allowed != route.methods | ({"HEAD"} if "GET" in route.methods else set()):
            found.append(f"it allows {allowed}")
    found += ["another site may read it"] if any(one.startswith("access-control-") for one in answer.headers) else []
    found += ["without a policy"] if "content-security-policy" not in answer.headers else []
    return found


def test_every_route_is_tried(site: Served, routes: list[Route]) -> None:
    """Each page, its JSON, its place in the API, and what else the app has."""
    paths = {one.path for one in routes}
    assert {getattr(one, "path", "") for one in site.app.routes} <= paths
    assert {one.path for one in site.app.routes if isinstance(one, APIRoute)} <= paths
    assert all("{" not in one.address for one in routes)
