"""Where admins make accounts, and change them."""

from collections.abc import Callable
from typing import NamedTuple, cast

from anyio.to_thread import run_sync
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from onrecord.errors import OnRecordError, UsageError
from onrecord.records import Frozen
from onrecord.store import passwords
from onrecord.store.accounts import ROLES, Account, Role, add, bring_back, end, give_password, give_role, named
from onrecord.store.opened import Store
from onrecord.web.described import KEY, Described
from onrecord.web.page import API, NO_KEY, json_of, problem, told
from onrecord.web.sent import Sent, form_of, json_sent
from onrecord.web.visitor import visitor_of


class Changed(Frozen, frozen=True):
    """The account as it is now."""

    account: Account


class Administering(NamedTuple):
    """Changes the accounts of a store."""

    store: Store

    def put(self, app: Described) -> None:
        """Returns nothing: the app takes changes of accounts, by a form and over the API."""
        app.add_api_route(
            "/accounts/change", self.by_form, methods=["POST"], include_in_schema=False, response_class=Response
        )
        app.add_api_route(
            f"{API}/account-changes", self.by_api, methods=["POST"], operation_id="change_account",
            summary="Make an account, or change one", response_class=Response,
            openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": _SHAPE}}}},
        )  # fmt: skip
        app.shapes["change_account"] = Changed
        app.keyed.add("change_account")

    async def by_form(self, request: Request) -> Response:
        """To the accounts, once one is changed."""
        try:
            sent = await form_of(request)
        except UsageError as error:
            return problem(request, 400, str(error))
        done = await run_sync(self._done, request, sent, sent.one("key"))
        return done if isinstance(done, Response) else RedirectResponse("/accounts", 303)

    async def by_api(self, request: Request) -> Response:
        """The account as it is now."""
        try:
            sent = await json_sent(request)
        except UsageError as error:
            return problem(request, 400, str(error))
        done = await run_sync(self._done, request, sent, request.headers.get(KEY, ""))
        return done if isinstance(done, Response) else json_of(done)

    def _done(self, request: Request, sent: Sent, key: str) -> Changed | Response:
        visitor = visitor_of(request)
        if not visitor.holds(key):
            return problem(request, 403, NO_KEY)
        do = DO.get(sent.one("do"))
        if do is None:
            return problem(request, 400, f"do: is one of {', '.join(DO)}")
        name = sent.one("name")
        try:
            # Not while others wait to write: it takes long on purpose.
            kept = passwords.kept(sent.one("password"), name) if sent.one("do") in _WITH_PASSWORD else ""
            with self.store.writing() as connection:
                do(connection, sent, kept, visitor.name)
                return Changed(named(connection, name))
        except OnRecordError as error:
            return told(request, error)


def _add(connection: Connection, sent: Sent, kept: str, by: str) -> None:
    add(connection, sent.one("name"), cast(Role, sent.one("role")), kept, by)


def _role(connection: Connection, sent: Sent, _: str, by: str) -> None:
    give_role(connection, sent.one("name"), cast(Role, sent.one("role")), by)


def _password(connection: Connection, sent: Sent, kept: str, by: str) -> None:
    give_password(connection, sent.one("name"), kept, by)


def _end(connection: Connection, sent: Sent, _: str, by: str) -> None:
    end(connection, sent.one("name"), by)


def _back(connection: Connection, sent: Sent, _: str, by: str) -> None:
    bring_back(connection, sent.one("name"), by)


DO: dict[str, Callable[[Connection, Sent, str, str], None]] = {
    "add": _add, "role": _role, "password": _password, "end": _end, "bring-back": _back,
}  # fmt: skip
_WITH_PASSWORD = ("add", "password")
_TEXT = {"type": "string"}
_SHAPE = {
    "type": "object", "required": ["do", "name"], "additionalProperties": False,
    "properties": {
        "do": {"enum": [*DO]},
        "name": _TEXT,
        "role": {"enum": [*ROLES], "description": "Of add and role."},
        "password": {**_TEXT, "description": f"Of add and password: {passwords.SHORTEST} characters or more."},
    },
}  # fmt: skip
