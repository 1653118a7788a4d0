"""Whom the app answers, and what a browser may do with its pages."""

import pytest

from tests.web.conftest import Served


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8001", "127.0.0.1:1", "[::1]:80", "press.example"])
def test_its_own_names_are_answered(site: Served, host: str) -> None:
    assert site.ask("/dossiers", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "evil.example:80",
     "", "127.0.0.2", "localhost:x", "[::1", "localhost/x", "press.example.", "127.1"],
)  # fmt: skip
def test_other_names_are_not(site: Served, host: str) -> None:
    """A page elsewhere whose name is made to lead here reads nothing (DNS rebinding)."""
    answer = site.ask("/ledger.json", Host=host)
    assert answer.status == 421
    assert b"commitment" not in answer.body


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "same-origin"},
     {"Origin": "http://127.0.0.1:PORT", "Sec_Fetch_Site": "cross-site"},
     {"Origin": "https://127.0.0.1:PORT", "Sec_Fetch_Site": "same-origin"}],
)  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_changes_come_from_its_own_pages_alone(site: Served, method: str, headers: dict[str, str]) -> None:
    given = {name: value.replace("PORT", str(site.port)) for name, value in headers.items()}
    assert site.ask("/ledger", method, None, **given).status == 403


@pytest.mark.parametrize("path", ["/ledger", "/ledger.json", "/static/app.js", "/nothing", "/ledger?limit=x", "/"])
def test_every_answer_says_what_a_browser_may_do(site: Served, path: str) -> None:
    headers = site.ask(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_what_nobody_filled_in_is_not_asked_for(site: Served) -> None:
    whole, asked = site.ask("/ledger.json"), site.ask("/ledger.json?dossier=&party=&documents=&limit=&text")
    assert (asked.status, asked.json) == (200, whole.json)
