"""A page: a question to the store, answered as a view, and the template that shows it; the view alone is its JSON."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple
from urllib.parse import quote, urlsplit

from fastapi import Query, Request, Response
from sqlalchemy import Connection

from onrecord.errors import OnRecordError, StoreError, UsageError
from onrecord.export.csv import Cell, rows_csv
from onrecord.export.jsonl import json_text
from onrecord.store.asking import Asking
from onrecord.store.sessions import NoLongerError
from onrecord.web.described import Described, Error
from onrecord.web.rendering import templates
from onrecord.web.visitor import Visitor, visitor_of

API = "/api/v1"
# Rows of one page, and characters of a word that is asked for.
ROWS, MOST_ROWS, LONGEST = 50, 200, 500

# An address, what answers it, and whether the API's description has it.
_Route = tuple[str, Callable[..., Response], bool]

Words = Annotated[str | None, Query(max_length=LONGEST)]
Needed = Annotated[str, Query(min_length=1, max_length=LONGEST)]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


class Page(NamedTuple):
    """A page at `path`. `view` is asked with a connection and what the address says; its first line is the summary.

    `csv` gives a header and rows of what is shown, where that is a table. `json` says what its JSON is, of which
    `shape`, if that is not the view; `policy` is the security policy of its answer, if not that of all.
    """

    path: str
    template: str
    view: Callable[..., Any]
    csv: Callable[[Any], tuple[Sequence[str], Iterable[Sequence[Cell]]]] | None = None
    json: Callable[[Any], Any] | None = None
    shape: Any = None
    policy: str | None = None


class Body(NamedTuple):
    """Something other than a page: its bytes, what they are, and further headers."""

    data: bytes
    media: str
    headers: Mapping[str, str] = MappingProxyType({})


class File(NamedTuple):
    """Something at `path` that is no page: a citation, a feed, a picture. `view` gives its Body."""

    path: str
    view: Callable[..., Body]


class Asked(dict[str, str]):
    """What an address asks for, by name; None for what it does not."""

    def __missing__(self, name: str) -> None:
        return None


class Here(NamedTuple):
    """Where a visitor is, and who: the path, as it stands in an address, and what the address asks for.

    With `key` a form of the page is taken.
    """

    path: str
    asked: Asked
    visitor: Visitor = Visitor()

    @property
    def key(self) -> str:
        """The visitor's."""
        return self.visitor.key

    @property
    def section(self) -> str:
        """The first part of the path, which names the section of the site."""
        return self.path.split("/")[1]


def put(app: Described, page: Page, asking: Asking) -> None:
    """Returns nothing: the app has the page, its `.json`, its `.csv` if it is a table, and its place in the API."""

    view = partial(asking.answer, page.view)

    def as_page(request: Request, **given: Any) -> Response:
        made = html(page.template, request, page=view(given))
        if page.policy is not None:
            made.headers["content-security-policy"] = page.policy
        return made

    def as_json(_: Request, **given: Any) -> Response:
        made = view(given)
        return json_of(page.json(made) if page.json else made)

    def as_csv(_: Request, **given: Any) -> Response:
        assert page.csv is not None  # noqa: S101 - such a route is made only where there is
        header, rows = page.csv(view(given))
        return Response(rows_csv(header, rows).encode("utf-8", "replace"), media_type="text/csv; charset=utf-8")

    summary = str(page.view.__doc__).splitlines()[0].rstrip(".")
    name = page.view.__name__
    app.shapes[name] = page.shape or inspect.signature(page.view).return_annotation
    routes: list[_Route] = [
        (page.path, as_page, False),
        (f"{page.path}.json", as_json, False),
        (API + page.path, as_json, True),
    ]
    if page.csv is not None:
        routes.append((f"{page.path}.csv", as_csv, False))
    # The longest first: an id in a path may hold a full stop.
    for path, answer, in_schema in sorted(routes, key=lambda one: "." not in one[0]):
        app.add_api_route(
            path, _asked_like(page.view, answer), methods=["GET"], include_in_schema=in_schema, summary=summary,
            operation_id=name if in_schema else None, name=f"{name} {path}", response_class=Response,
        )  # fmt: skip


def put_file(app: Described, file: File, asking: Asking) -> None:
    """Returns nothing: the app has the file."""

    def answer(_: Request, **given: Any) -> Response:
        made = asking.answer(file.view, given)
        return Response(made.data, headers=dict(made.headers), media_type=made.media)

    app.add_api_route(
        file.path, _asked_like(file.view, answer), methods=["GET"], include_in_schema=False,
        name=f"{file.view.__name__} {file.path}", response_class=Response,
    )  # fmt: skip


def _asked_like(view: Callable[..., Any], answer: Callable[..., Response]) -> Callable[..., Response]:
    """The answer with the parameters of the view in place of its own, by which FastAPI reads an address."""

    def asked(request: Request, **given: Any) -> Response:
        for name, value in given.items():
            if isinstance(value, str) and "\0" in value:  # which PostgreSQL takes for no text
                return problem(request, 400, f"{name}: has the character U+0000, which no text has")
        return answer(request, **given)

    own = [one for one in inspect.signature(view).parameters.values() if one.annotation is not Connection]
    named = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    asked.__signature__ = inspect.Signature([first, *named])  # type: ignore[attr-defined]
    return asked


def html(template: str, request: Request, code: int = 200, **values: Any) -> Response:
    """A template rendered for a request."""
    # Not `request.url`, for which a name with "?" or "#" in it would end there.
    here = Here(quote(request.scope["path"]), Asked(request.query_params), visitor_of(request))
    made = templates().get_template(template).render(here=here, **values)
    return Response(made.encode("utf-8", "replace"), code, media_type="text/html; charset=utf-8")


def json_of(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(json_text(value).encode("utf-8"), status, media_type="application/json")


def wants_json(request: Request) -> bool:
    """True for an address of the API or of a page's JSON."""
    return request.url.path.startswith(f"{API}/") or request.url.path.endswith(".json")


def told(request: Request, error: OnRecordError) -> Response:
    """The error as an answer: 404 for something named that is not there, 400 for a wrong question, 503 for a store."""
    status = 503 if isinstance(error, StoreError) else 404 if request.path_params else 400
    if not isinstance(error, StoreError | UsageError):
        status = 500
    if isinstance(error, NoLongerError):
        status = 403
    if isinstance(error, StoreError) and visitor_of(request).role is None:  # where the store lies is not for everybody
        return problem(request, status, "the store cannot be asked now; try again in a minute")
    return problem(request, status, str(error))


def problem(request: Request, status: int, message: str) -> Response:
    """What went wrong, as a page or as JSON."""
    if wants_json(request):
        return json_of(Error(message), status)
    back = _form_of(request) if request.method == "POST" else None
    return html("problem.html", request, code=status, status=status, message=message, back=back)


def _form_of(request: Request) -> str | None:
    """Where on this site a form was, as its browser tells."""
    there = urlsplit(request.headers.get("referer", ""))
    if there.netloc != request.headers.get("host") or not there.path.startswith("/") or there.path.startswith("//"):
        return None
    return there.path + (f"?{there.query}" if there.query else "")
