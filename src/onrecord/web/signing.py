"""Where somebody signs in and out, and what they may change of their own: the password, tokens, and sessions."""

from typing import NamedTuple

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import UsageError
from onrecord.records import Frozen
from onrecord.store import passwords
from onrecord.store.accounts import Role, give_password, note
from onrecord.store.asking import Asking
from onrecord.store.opened import Store
from onrecord.store.sessions import (
    SESSION,
    SIGNED_OUT,
    WINDOW,
    RefusedError,
    Session,
    TooManyError,
    begin,
    label_of,
    sessions,
    sign_in,
    sign_out,
    still_may,
)
from onrecord.web.described import Described
from onrecord.web.gate import SIGN_IN, cookie_of
from onrecord.web.page import API, html, json_of
from onrecord.web.sent import Sent, of_form
from onrecord.web.visitor import Visitor, address_of, visitor_of


class Own(Frozen, frozen=True):
    """Who is signed in, with their sessions and tokens; `session` is the id of the one that asks."""

    name: str
    role: Role
    session: str
    sessions: tuple[Session, ...]


class Signing(NamedTuple):
    """Takes names and passwords for a store."""

    store: Store
    asking: Asking

    def put(self, app: Described) -> None:
        """Returns nothing: the app has where somebody signs in and out, and the page of who did."""
        for path, answer, *methods in (
            (SIGN_IN, self.signing, "GET", "POST"), ("/sign-out", self.out, "POST"),
            ("/account", self.as_page, "GET"), ("/account.json", self.as_json, "GET"),
            ("/account/change", self.change, "POST"),
        ):  # fmt: skip
            app.add_api_route(path, answer, methods=methods, include_in_schema=False, response_class=Response)
        app.add_api_route(
            f"{API}/account", self.as_json, methods=["GET"], operation_id="account", response_class=Response,
            summary="Who is signed in, with their sessions and tokens",
        )  # fmt: skip
        app.shapes["account"] = Own

    async def signing(self, request: Request) -> Response:
        """The form to sign in by, with why it is shown again; once that is done, where somebody wanted to go."""
        if request.method == "GET":
            to = _within(request.query_params.get("to", ""))
            if visitor_of(request).role:
                return _led(to)
            return html("sign_in.html", request, to=to, problem=None, name="")
        return await of_form(request, self._signed_in, keyed=False)

    def _signed_in(self, request: Request, sent: Sent) -> Response:
        to, name = _within(sent.one("to")), sent.one("name")
        try:
            secret = sign_in(self.store, name, sent.one("password"), address_of(request))
        except (RefusedError, TooManyError) as error:
            many = isinstance(error, TooManyError)
            again = html("sign_in.html", request, 429 if many else 401, to=to, problem=str(error), name=name)
            if many:
                again.headers["retry-after"] = str(WINDOW.seconds)
            return again
        return _with_cookie(request, _led(to), secret)

    async def out(self, request: Request) -> Response:
        """To the form to sign in by, signed out."""
        return await of_form(request, self._out)

    def _out(self, request: Request, _: Sent) -> Response:
        visitor = visitor_of(request)
        with self.store.writing() as connection:
            sign_out(connection, visitor.name, visitor.session or "")
            note(connection, visitor.name, SIGNED_OUT, address=address_of(request))
        made = RedirectResponse(SIGN_IN, 303)
        made.delete_cookie(cookie_of(request), path="/", secure=request.url.scheme == "https", httponly=True)
        return made

    def as_page(self, request: Request) -> Response:
        """The page of who is signed in."""
        return html("account.html", request, page=self._own(visitor_of(request)), secret=None)

    def as_json(self, request: Request) -> Response:
        """Who is signed in, as JSON."""
        return json_of(self._own(visitor_of(request)))

    async def change(self, request: Request) -> Response:
        """The page again, once something of theirs was changed."""
        return await of_form(request, self._changed)

    def _changed(self, request: Request, sent: Sent) -> Response:
        do = {"password": self._password, "token": self._token, "end": self._end}.get(sent.one("do"))
        if do is None:
            raise UsageError("do: is one of password, token, end")
        return do(request, visitor_of(request), sent)

    def _password(self, request: Request, visitor: Visitor, sent: Sent) -> Response:
        if sent.one("password") != sent.one("again"):
            raise UsageError("the new password was written in two ways; nothing was changed")
        kept = passwords.kept(sent.one("password"), visitor.name)
        # Whoever found the browser open does not know it, and shall not guess it here either.
        sign_in(self.store, visitor.name, sent.one("old"), address_of(request))
        with self.store.writing() as connection:
            give_password(connection, visitor.name, kept, visitor.name, address_of(request))
            secret = begin(connection, visitor.name)
        return _with_cookie(request, _led("/account"), secret)

    def _token(self, request: Request, visitor: Visitor, sent: Sent) -> Response:
        with self.store.writing() as connection:
            still_may(connection, visitor.name, visitor.session or "", "reader")
            label = label_of(sent.one("label"))
            secret = begin(connection, visitor.name, label)
            note(connection, visitor.name, "token made", visitor.name, label, address_of(request))
        return html("account.html", request, page=self._own(visitor), secret=secret)

    def _end(self, request: Request, visitor: Visitor, sent: Sent) -> Response:
        with self.store.writing() as connection:
            still_may(connection, visitor.name, visitor.session or "", "reader")
            if not sent.one("session") or not sign_out(connection, visitor.name, sent.one("session")):
                raise UsageError("there is no such session; load the page again")
            note(connection, visitor.name, "session ended", visitor.name, sent.one("session"), address_of(request))
        return _led("/account")

    def _own(self, visitor: Visitor) -> Own:
        assert visitor.role is not None  # noqa: S101 - the gate lets nobody else come here
        with self.asking.reading() as connection:
            return Own(visitor.name, visitor.role, visitor.session or "", sessions(connection, visitor.name))


def _within(to: str) -> str:
    """A place of this site to go on to; the first page for any other, or none."""
    good = to.startswith("/") and not to.startswith("//") and to.isprintable() and "\\" not in to
    return to if good and not to.startswith(SIGN_IN) else "/ledger"


def _led(to: str) -> Response:
    return RedirectResponse(to, 303)


def _with_cookie(request: Request, made: Response, secret: str) -> Response:
    """The answer, with the cookie of a session: out of reach of scripts, and not sent along by other sites' forms."""
    made.set_cookie(
        cookie_of(request), secret, max_age=int(SESSION.total_seconds()), path="/", httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return made
