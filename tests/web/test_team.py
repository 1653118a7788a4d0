"""A team with accounts: who sees what, who may do what, and what the log says of it."""

import base64
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from onrecord.acquire.sources import items
from onrecord.store import accounts, passwords, sessions
from onrecord.store import tables as t
from onrecord.store.accounts import ROLES, Role
from onrecord.store.adding import How, added
from onrecord.store.opened import Store, open_store
from onrecord.web.described import KEY
from onrecord.web.page import API
from tests.store.conftest import DATABASES, Server, server  # noqa: F401
from tests.web.conftest import Answer, Served, copy_of, looked_at, visit
from tests.web.test_routes import METHODS, Route, routes_of

WORDS = {"reader": "a heron over the harbour", "reviewer": "seven lamps by the river", "admin": "old maps of cold seas"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NAMES = {"reader": "Ingrid", "reviewer": "Olav", "admin": "Sunniva"}

ON_BOTH = pytest.mark.parametrize("store", DATABASES, indirect=True)


class Desk(NamedTuple):
    """A team's store, served."""

    store: Store
    site: Served

    def cookie(self, role: Role) -> str:
        """The cookie of a new session of who has that role, as it is sent back."""
        answer = self.sent("/sign-in", None, name=NAMES[role], password=WORDS[role], to="/ledger")
        assert (answer.status, answer.headers["location"]) == (303, "/ledger")
        return answer.headers["set-cookie"].split(";")[0]

    def ask(self, path: str, cookie: str | None, method: str = "GET", body: bytes | None = None, **more: str) -> Answer:
        """What the site says to a request from a page of its own."""
        return self.site.ask(path, method, body, Origin=self.site.url, **({"Cookie": cookie} if cookie else {}), **more)

    def sent(self, path: str, cookie: str | None, **fields: str) -> Answer:
        """What the site says to a form."""
        return self.ask(path, cookie, "POST", urlencode(fields).encode())

    def key(self, cookie: str) -> str:
        """The key that stands in the forms of a session."""
        found = re.search(r'name="key" value="([0-9a-f]{64})"', self.ask("/account", cookie).body.decode())
        assert found is not None
        return found[1]

    def log(self) -> list[tuple[str, str, str | None, str | None]]:
        """What was done, the last first."""
        with self.store.reading() as connection:
            return [(one.by, one.what, one.about, one.detail) for one in accounts.log(connection)]


@pytest.fixture(scope="module")
def kept() -> dict[str, str]:
    """What is kept of each password."""
    return {role: passwords.kept(WORDS[role], NAMES[role]) for role in ROLES}


@pytest.fixture(scope="module", params=DATABASES[:1])
def store(
    request: pytest.FixtureRequest, ledger_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The samples in a store; on both databases where a test says so."""
    if request.param == "sqlite":
        with open_store(copy_of(ledger_file, tmp_path_factory.mktemp("team") / "copy.db"), make=False) as made:
            yield made
        return
    own: Server = request.getfixturevalue("server")
    name = own.database()
    with open_store(own.url(name)) as made:
        added(made, items([str(files("onrecord.samples"))]), How("rules"), lambda _: None)
        yield made
    own.drop(name)


@pytest.fixture
def desk(store: Store, kept: dict[str, str]) -> Iterator[Desk]:
    """The store served to a team of three, whom it did not know before."""
    with store.writing() as connection:
        for table in (t.session, t.account, t.audit):
            connection.execute(table.delete())
        for role in ROLES:
            accounts.add(connection, NAMES[role], role, kept[role], "the tests")
    with Served(store, auth=True) as served:
        yield Desk(store, served)


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A page of a new visitor to it."""
    with visit(browser, desk.site.url, refused=True) as made:
        yield made


def signed_in(page: Page, role: Role, password: str | None = None) -> None:
    """Returns nothing: the form to sign in by, which the page shows, was filled in and sent."""
    page.get_by_label("Name").fill(NAMES[role])
    page.get_by_label("Password").fill(password or WORDS[role])
    page.get_by_role("button", name="Sign in").click()


def rule(route: Route, method: str, role: Role | None) -> set[int]:
    """The statuses that an answer to somebody with a role may have, asked from a page of the site with their key.

    Nobody sees anything but the form to sign in by. Readers see all but what admins keep; reviewers decide too.
    """
    section = route.path.removeprefix(API)
    own = section in ("/sign-out", "/account/change")
    if section == "/sign-in" or route.path == "/static" or section.startswith("/static/"):
        role = role or "reader"
    if role is None:
        return {303, 401} if method in ("GET", "HEAD") else {401}
    if re.match(r"/(accounts|audit|account-changes)\b", section) and role != "admin":
        return {403}
    if method in ("GET", "HEAD"):
        good = (
            {200, 307} | ({400, 404} if "/source/" in section else set()) | ({303} if section == "/sign-in" else set())
        )
        return good if "GET" in route.methods else {405}
    if method == "OPTIONS":
        return {405}
    taken = {"reader": own, "reviewer": own or section in ("/review/decide", "/decisions"), "admin": True}[role]
    if section == "/sign-in" or section.startswith("/static"):
        return {400, 401, 405}
    if not taken:
        return {403}
    # What takes a change says what is wrong with an empty one; to sign out nothing more is needed.
    return {400, 404, 422} | ({303} if section == "/sign-out" else set()) if method in route.methods else {405}


@pytest.mark.parametrize("who", [None, *ROLES])
def test_every_route_is_for_whom_the_rule_says(desk: Desk, who: Role | None) -> None:
    routes = [one for one in routes_of(desk.site.app, desk.store) if one.path != "/sign-out"]
    assert {"/accounts", "/audit.csv", f"{API}/account-changes", "/account", "/sign-in"} <= {one.path for one in routes}
    cookie = desk.cookie(who) if who else None
    key = desk.key(cookie) if cookie else ""
    with desk.store.reading() as connection:
        words = [one.encode() for one in connection.execute(select(t.thread.c.label)).scalars() if one.isascii()]
    wrong = []
    for route in routes:
        for method in METHODS:
            form = urlencode({"key": key}).encode()
            body = None if method in ("GET", "HEAD") else b"{}" if route.path.startswith(API) else form
            answer = desk.ask(route.address, cookie, method, body, **{KEY: key})
            if answer.status not in rule(route, method, who):
                wrong.append(f"{method} {route.address} by {who}: {answer.status}")
            if answer.status in (303, 401, 403) and any(one in answer.body for one in words):
                wrong.append(f"{method} {route.address} tells {who} something")
    assert not wrong


def test_nobody_is_led_to_where_they_wanted_to_go(desk: Desk, page: Page) -> None:
    page.goto("/ledger?stage=agreed")
    expect(page).to_have_url(re.compile(r"/sign-in\?to=%2Fledger%3Fstage%3Dagreed$"))
    assert page.get_by_role("navigation").count() == 0
    signed_in(page, "reader", "a heron over the bridge")
    expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    assert page.get_by_label("Name").input_value() == "Ingrid"
    signed_in(page, "reader")
    expect(page).to_have_url(f"{desk.site.url}/ledger?stage=agreed")
    page.get_by_role("link", name="Your account: Ingrid").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{desk.site.url}/sign-in")
    page.goto("/ledger")
    expect(page).to_have_url(re.compile("/sign-in"))
    assert [one[:2] for one in desk.log()[:3]] == [
        ("Ingrid", "signed out"), ("Ingrid", "signed in"), ("somebody", "refused")]  # fmt: skip


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/ledger\r\nX: y",
        "javascript:1", "/\t/evil.example", "", "/sign-in?to=/sign-in",
    ],
)  # fmt: skip
def test_nobody_is_led_to_another_site(desk: Desk, to: str) -> None:
    answer = desk.sent("/sign-in", None, name="Ingrid", password=WORDS["reader"], to=to)
    assert (answer.status, answer.headers["location"]) == (303, "/ledger")


def test_a_session_is_kept_where_no_script_and_no_other_site_has_it(desk: Desk) -> None:
    answer = desk.sent("/sign-in", None, name="Ingrid", password=WORDS["reader"])
    name, *flags = answer.headers["set-cookie"].split("; ")
    assert re.fullmatch(r"onrecord-[0-9a-f]{8}=[\w-]{43}", name)
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"} == set(flags)
    # As a proxy on this machine says it of those who come by TLS.
    sent = urlencode({"name": "Ingrid", "password": WORDS["reader"]}).encode()
    answer = desk.site.ask("/sign-in", "POST", sent, Host="press.example", Origin="https://press.example",
                           X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7")  # fmt: skip
    name, *flags = answer.headers["set-cookie"].split("; ")
    assert name.startswith("__Host-onrecord-")
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200", "Secure"} == set(flags)
    with desk.store.reading() as connection:
        assert [one.address for one in accounts.log(connection, "Ingrid")] == ["192.0.2.7", "127.0.0.1"]


@ON_BOTH
def test_what_is_sent_takes_the_key_of_the_session(desk: Desk) -> None:
    """Neither that of another session, nor that of a site without accounts."""
    first, second = desk.cookie("admin"), desk.cookie("admin")
    assert desk.key(first) != desk.key(second)
    for key in ("", desk.key(second), desk.site.app.state.key):
        for path in ("/accounts/change", "/account/change", "/review/decide", "/sign-out"):
            assert desk.sent(path, first, key=key, do="end", name="Ingrid").status == 403
    assert desk.ask("/account.json", first).json["name"] == "Sunniva"


@ON_BOTH
def test_a_reviewer_decides_in_their_own_name(desk: Desk, page: Page) -> None:
    page.goto("/review")
    signed_in(page, "reviewer")
    page.wait_for_url("**/review")
    page.keyboard.press("a")
    page.wait_for_url("**/review?after=*")
    assert desk.ask("/review/decisions.json", desk.cookie("reader")).json["rows"][0]["by"] == "Olav"
    what = next(one for one in desk.log() if one[1] == "decided")
    assert (what[0], what[3]) == ("Olav", "accept")
    page.keyboard.press("u")
    expect(page.locator("ul.last .note").first).to_have_text("undone")
    # Who reads sees what was decided, and no way to; nor does a commitment lead them there.
    one = desk.ask("/ledger.json?limit=1", desk.cookie("reader")).json["rows"][0]["standing"]["id"]
    for role, led in (("reader", False), ("reviewer", True)):
        seen = desk.ask(f"/commitments/{one}", desk.cookie(role)).body  # type: ignore[arg-type]
        assert (b"/review?record=" in seen) is led
        text = desk.ask("/documents.json?limit=1", desk.cookie("reader")).json["rows"][0]["document"]
        assert (b">Correct it<" in desk.ask(f"/documents/{text}", desk.cookie(role)).body) is led  # type: ignore[arg-type]
    page.context.clear_cookies()
    page.goto("/review")
    signed_in(page, "reader")
    expect(page.get_by_text("To decide on it takes the role reviewer")).to_be_visible()
    for path in ("/review", "/review/several", "/review/decisions"):
        page.goto(path)
        assert page.locator("form[method=post] button").count() == 0


def test_an_admin_keeps_the_accounts(desk: Desk, page: Page) -> None:
    page.goto("/accounts")
    signed_in(page, "admin")
    new = page.locator("form", has=page.get_by_role("button", name="Make the account"))
    new.get_by_label("Name").fill("Håkon <b>")
    new.get_by_label("Role").select_option("reviewer")
    new.get_by_label("Password").fill("three kettles and a kite")
    new.get_by_role("button").click()
    row = page.locator("tr", has_text="Håkon <b>")
    expect(row.locator("td").first).to_have_text("reviewer")
    assert desk.sent("/sign-in", None, name="håkon <B>", password="three kettles and a kite").status == 303  # noqa: S106
    row.get_by_text("Change").click()
    row.get_by_label("Role").select_option("reader")
    row.get_by_role("button", name="Give the role").click()
    expect(row.locator("td").first).to_have_text("reader")
    row.get_by_text("Change").click()
    row.get_by_label("New password").fill("another kettle, no kite")
    row.get_by_role("button", name="Give the password").click()
    assert desk.sent("/sign-in", None, name="Håkon <b>", password="another kettle, no kite").status == 303  # noqa: S106
    row.get_by_text("Change").click()
    row.get_by_role("button", name="End the account").click()
    expect(row.locator("td").first).to_contain_text("ended")
    assert desk.sent("/sign-in", None, name="Håkon <b>", password="another kettle, no kite").status == 401  # noqa: S106
    row.get_by_role("button", name="Bring Håkon <b> back").click()
    expect(row.locator("td").first).to_have_text("reader")
    page.get_by_role("link", name="Log").click()
    shown = page.locator("tbody tr th").all_inner_texts()
    assert shown[0] == "account brought back"
    assert "account added: reviewer" in shown
    assert "role changed: reviewer to reader" in shown
    page.get_by_label("By").fill("the tests")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(3)


@ON_BOTH
def test_the_last_admin_stays(desk: Desk) -> None:
    cookie = desk.cookie("admin")
    answer = desk.sent("/accounts/change", cookie, key=desk.key(cookie), do="end", name="Sunniva")
    assert answer.status == 400
    assert "Sunniva is the last admin" in answer.body.decode()
    assert desk.ask("/accounts", cookie).status == 200


def test_who_is_signed_in_changes_their_password(desk: Desk, page: Page) -> None:
    other = desk.cookie("reader")
    page.goto("/account")
    signed_in(page, "reader")
    form = page.locator("form", has=page.get_by_role("button", name="Change the password"))
    for old, new, again, why in (
        ("a heron over the bridge", "a boat on the other shore", "a boat on the other shore", "the password is wrong"),
        (WORDS["reader"], "a boat on the other shore", "a boat on the same shore", "written in two ways"),
        (WORDS["reader"], "Ingrid Ingrid Ingrid", "Ingrid Ingrid Ingrid", "too easy to guess"),
    ):
        form.get_by_label("The one you have").fill(old)
        form.get_by_label("The new one, of").fill(new)
        form.get_by_label("The new one again").fill(again)
        form.get_by_role("button").click()
        expect(page.locator(".problem")).to_contain_text(why)
        page.go_back()
    form.get_by_label("The one you have").fill(WORDS["reader"])
    form.get_by_label("The new one, of").fill("a boat on the other shore")
    form.get_by_label("The new one again").fill("a boat on the other shore")
    form.get_by_role("button").click()
    page.wait_for_url("**/account")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert desk.ask("/ledger.json", other).status == 401
    assert desk.sent("/sign-in", None, name="Ingrid", password=WORDS["reader"]).status == 401
    assert ("Ingrid", "password changed", "Ingrid", None) in desk.log()


def test_a_token_is_for_programs(desk: Desk, page: Page) -> None:
    page.goto("/account")
    signed_in(page, "reviewer")
    page.get_by_label("A token for a program").fill("the newsroom's feed")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("code.secret").inner_text()
    bearer = f"Bearer {token}"
    assert desk.ask("/api/v1/account", None, Authorization=bearer).json["name"] == "Olav"
    basic = base64.b64encode(f"feed:{token}".encode()).decode()
    assert desk.ask("/changes.rss", None, Authorization=f"Basic {basic}").status == 200
    # A program has no page in which a key would stand, and changes nothing of its account.
    first = desk.ask("/review/several.json?only=statement", None, Authorization=bearer).json["rows"][0]
    record = first["statement"]["id"]
    body = f'{{"do": "accept", "record": "{record}"}}'.encode()
    assert desk.ask(f"{API}/decisions", None, "POST", body, Authorization=bearer).status == 200
    assert desk.ask("/account/change", None, "POST", b"do=token&label=more", Authorization=bearer).status == 403
    page.goto("/account")
    assert token not in page.content()
    page.get_by_role("button", name="End the newsroom's feed").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    refused = desk.ask("/ledger.json", None, Authorization=bearer)
    assert (refused.status, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert desk.ask("/changes.rss", None).headers["www-authenticate"] == 'Basic realm="OnRecord"'


@pytest.mark.parametrize(
    "shown", ["Bearer", "Bearer x", "Basic x", "Basic eDp4", "Basic ++++", "Basic /////w==", "Digest x"]
)
def test_what_is_no_token_opens_nothing(desk: Desk, shown: str) -> None:
    assert desk.ask("/ledger.json", None, Authorization=shown).status == 401
    assert desk.ask("/ledger.json", desk.cookie("reader"), Authorization="Digest x").status == 200


@ON_BOTH
def test_who_guesses_is_held_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "FROM_ONE", 2)
    statuses = [desk.sent("/sign-in", None, name="Ingrid", password=f"guess number {at}").status for at in range(4)]
    assert statuses == [401, 401, 429, 429]
    held = desk.sent("/sign-in", None, name="Ingrid", password=WORDS["reader"])
    assert (held.status, held.headers["retry-after"]) == (429, "900")
    assert "set-cookie" not in held.headers


def test_nothing_keeps_anybody_out(page: Page) -> None:
    """axe finds nothing on the pages of accounts, and none is wider than a phone."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/sign-in")
    seen_in_both(page)
    signed_in(page, "admin")
    for path in ("/account", "/accounts", "/audit", "/audit?by=nobody"):
        page.goto(path)
        for one in page.locator("summary").all():
            one.click()
        seen_in_both(page)


def seen_in_both(page: Page) -> None:
    """Returns nothing: axe found nothing on a page, in light and in dark, and it is no wider than a phone."""
    for theme in SCHEMES:
        page.emulate_media(color_scheme=theme)
        looked_at(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url


def held(desk: Desk, cookie: str, path: str, form: dict[str, str], meanwhile: Callable[[], None]) -> bytes:
    """What the site says to a form of which most comes only after something else was done."""
    body = urlencode(form).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{desk.site.port}\r\nOrigin: {desk.site.url}\r\nCookie: {cookie}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", desk.site.port), 20) as line:
        line.sendall(head.encode() + body[:1])
        time.sleep(0.3)  # until the gate was passed
        meanwhile()
        line.sendall(body[1:])
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_who_ended_meanwhile_changes_nothing(desk: Desk) -> None:
    """Though the request had begun before: accounts, decisions, tokens."""
    admin, reviewer = desk.cookie("admin"), desk.cookie("reviewer")

    def end() -> None:
        with desk.store.writing() as connection:
            accounts.give_role(connection, "Olav", "reader", "the tests")

    record = desk.ask("/review/several.json?only=statement", reviewer).json["rows"][0]["statement"]["id"]
    form = {"key": desk.key(reviewer), "do": "reject", "record": record}
    assert b"403" in held(desk, reviewer, "/review/decide", form, end).split(b"\r\n")[0]
    assert desk.ask(f"/review.json?record={record}", admin).status == 200

    def change() -> None:
        with desk.store.writing() as connection:
            accounts.add(connection, "Another", "admin", "x", "the tests")
            accounts.end(connection, "Sunniva", "the tests")

    form = {"key": desk.key(admin), "do": "add", "name": "Backdoor", "role": "admin", "password": "a door in the wall"}
    assert b"403" in held(desk, admin, "/accounts/change", form, change).split(b"\r\n")[0]
    cookie = desk.cookie("reader")
    form = {"key": desk.key(cookie), "do": "token", "label": "kept"}

    def renew() -> None:
        with desk.store.writing() as connection:
            accounts.give_password(connection, "Ingrid", "x", "the tests")

    assert b"403" in held(desk, cookie, "/account/change", form, renew).split(b"\r\n")[0]
    with desk.store.reading() as connection:
        assert {one.name for one in accounts.accounts(connection)} == {"Ingrid", "Olav", "Sunniva", "Another"}
        assert sessions.sessions(connection, "Ingrid") == ()


@ON_BOTH
def test_who_reads_need_not_wait_for_those_who_sign_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody writes: to sign in waits for a while, then says so; pages are answered."""
    cookie = desk.cookie("reader")
    monkeypatch.setattr(desk.store, "patience", 1.0)
    statuses: list[int] = []

    def attempt() -> None:
        statuses.append(desk.sent("/sign-in", None, name="Ingrid", password=WORDS["reader"]).status)

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    with open_store(desk.store.engine.url.render_as_string(hide_password=False) if not desk.store.sqlite
                    else desk.store.name) as other, other.writing():  # fmt: skip
        for one in threads:
            one.start()
        began = time.monotonic()
        for _ in range(3):
            assert desk.ask("/ledger", cookie).status == 200
        assert time.monotonic() - began < 10
        for one in threads:
            one.join()
    assert statuses == [503] * 4
    attempt()
    assert statuses[-1] == 303


def test_a_name_with_signs_is_led_to_through_the_form(desk: Desk) -> None:
    there = desk.ask("/sources/What%3Fnext%2F1?limit=2", None).headers["location"]
    to = parse_qs(urlsplit(there).query)["to"][0]
    assert to == "/sources/What%3Fnext%2F1?limit=2"
    answer = desk.sent("/sign-in", None, name="Ingrid", password=WORDS["reader"], to=to)
    assert answer.headers["location"] == to


@pytest.mark.parametrize("name", ["somebody", "root (command line)", "ㅤ", "a\x00b", "\ud800"])
def test_who_is_not_signed_in_is_not_told_where_the_store_is(desk: Desk, name: str) -> None:
    """And no odd name breaks anything, or is one of an account."""
    form = urlencode({"name": name, "password": "x"}, errors="surrogatepass").encode()
    answer = desk.ask("/sign-in", None, "POST", form)
    assert answer.status in (400, 401)
    assert desk.store.name.encode() not in answer.body
    cookie = desk.cookie("admin")
    made = {"key": desk.key(cookie), "do": "add", "name": name, "role": "reader", "password": "a door in the wall"}
    form = urlencode(made, errors="surrogatepass").encode()
    assert desk.ask("/accounts/change", cookie, "POST", form).status == 400
    body = json.dumps({"do": "password", "name": name, "password": "a door in the wall"}).encode()
    more = {KEY: desk.key(cookie)}
    assert desk.ask(f"{API}/account-changes", cookie, "POST", body, **more).status == 400


def test_a_password_in_a_link_is_taken_for_feeds_alone(desk: Desk) -> None:
    """Browsers keep it for the whole site, and whoever made the link knows it."""
    with desk.store.writing() as connection:
        token = sessions.begin(connection, "Olav", "a feed")
    shown = f"Basic {base64.b64encode(f'x:{token}'.encode()).decode()}"
    assert desk.ask("/changes.rss", None, Authorization=shown).status == 200
    assert desk.ask("/account.json", None, Authorization=shown).status == 401
    assert desk.ask("/account.json", desk.cookie("reader"), Authorization=shown).json["name"] == "Ingrid"
    assert desk.ask("/changes.rss", None, Authorization="Basic é".encode().decode("latin-1")).status == 401


def test_nobody_changes_their_own_password_without_it(desk: Desk) -> None:
    with desk.store.writing() as connection:
        token = sessions.begin(connection, "Sunniva", "scripts")
    body = json.dumps({"do": "password", "name": "sunniva", "password": "a door in the wall"}).encode()
    answer = desk.site.ask(f"{API}/account-changes", "POST", body, Authorization=f"Bearer {token}")
    assert (answer.status, "/account" in answer.json["error"]) == (400, True)
    body = json.dumps({"do": "role", "name": "Olav", "role": "admin"}).encode()
    assert desk.site.ask(f"{API}/account-changes", "POST", body, Authorization=f"Bearer {token}").status == 200


def test_the_network_of_an_address_is_counted(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """Of IPv6, where each has as many as they like."""
    monkeypatch.setattr(sessions, "FROM_ONE", 2)
    sent = urlencode({"name": "Ingrid", "password": "x"}).encode()
    statuses = [
        desk.site.ask("/sign-in", "POST", sent, Origin=desk.site.url, X_Forwarded_For=f"2001:db8:1:2::{at}").status
        for at in range(4)
    ]
    assert statuses == [401, 401, 429, 429]
    assert desk.sent("/sign-in", None, name="Ingrid", password=WORDS["reader"]).status == 303


@ON_BOTH
def test_what_is_no_text_is_a_wrong_question(desk: Desk) -> None:
    """Wherever an address has it; PostgreSQL would refuse it."""
    cookie = desk.cookie("admin")
    for path in ("/ledger?party=a%00", "/documents/%00", "/audit?by=%00", "/sources/a%00b", "/review?document=%00"):
        assert desk.ask(path, cookie).status == 400, path
        bare, _, query = path.partition("?")
        assert "U+0000" in desk.ask(f"{API}{bare}?{query}", cookie).json["error"]
