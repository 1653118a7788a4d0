"""Where admins make accounts, and change them."""

from collections.abc import Callable
from typing import NamedTuple, cast

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.records import Frozen
from onrecord.store import passwords
from onrecord.store.accounts import ROLES, Account, Role, add, bring_back, end, folded, give_password, give_role, named
from onrecord.store.opened import Store
from onrecord.store.sessions import still_may
from onrecord.web.described import Described
from onrecord.web.page import API, json_of
from onrecord.web.sent import Sent, of_form, of_json
from onrecord.web.visitor import address_of, visitor_of


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

        def changed(request: Request, sent: Sent) -> Response:
            self._done(request, sent)
            return RedirectResponse("/accounts", 303)

        return await of_form(request, changed)

    async def by_api(self, request: Request) -> Response:
        """The account as it is now."""
        return await of_json(request, lambda request, sent: json_of(self._done(request, sent)))

    def _done(self, request: Request, sent: Sent) -> Changed:
        do, name, visitor = DO.get(sent.one("do")), sent.one("name"), visitor_of(request)
        if do is None:
            raise UsageError(f"do: is one of {', '.join(DO)}")
        if sent.one("do") == "password" and folded(name) == folded(visitor.name):
            raise UsageError("your own password is changed at /account, by who knows the one that you have")
        # Not while others wait to write: it takes long on purpose.
        kept = passwords.kept(sent.one("password"), name) if sent.one("do") in _WITH_PASSWORD else ""
        with self.store.writing() as connection:
            still_may(connection, visitor.name, visitor.session or "", "admin")
            do(connection, sent, kept, visitor.name, address_of(request))
            return Changed(named(connection, name))


def _add(connection: Connection, sent: Sent, kept: str, by: str, address: str | None) -> None:
    add(connection, sent.one("name"), cast(Role, sent.one("role")), kept, by, address)


def _role(connection: Connection, sent: Sent, _: str, by: str, address: str | None) -> None:
    give_role(connection, sent.one("name"), cast(Role, sent.one("role")), by, address)


def _password(connection: Connection, sent: Sent, kept: str, by: str, address: str | None) -> None:
    give_password(connection, sent.one("name"), kept, by, address)


def _end(connection: Connection, sent: Sent, _: str, by: str, address: str | None) -> None:
    end(connection, sent.one("name"), by, address)


def _back(connection: Connection, sent: Sent, _: str, by: str, address: str | None) -> None:
    bring_back(connection, sent.one("name"), by, address)


DO: dict[str, Callable[[Connection, Sent, str, str, str | None], None]] = {
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
