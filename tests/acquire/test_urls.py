"""Addresses of pages: one spelling for each, and none that two programs understand in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.urls import location, redirected

SPELLED = [
    ("http://example.org", "http://example.org/"),
    ("HTTPS://Example.ORG:443/A/b?c=d#e", "https://example.org/A/b?c=d"),
    ("http://example.org:8080/a%20b", "http://example.org:8080/a%20b"),
    ("http://example.org./", "http://example.org/"),
    ("https://bücher.example/ä?ö=ü", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
    ("http://example。org/", "http://example.org/"),
    ("http://１.１.１.１/", "http://1.1.1.1/"),
    ("http://[2606:4700:0:0::1]/", "http://[2606:4700::1]/"),
    ("http://my_site.example/", "http://my_site.example/"),
    ("http://example.org?q", "http://example.org/?q"),
    ("http://4chan.example/", "http://4chan.example/"),
    ("http://a.example/x/../b/./c", "http://a.example/b/c"),
    ("http://a.example/x/%2E%2e/%2e/b/..", "http://a.example/"),
    ("http://a.example/../../etc/passwd", "http://a.example/etc/passwd"),
    ("http://a.example/x/.", "http://a.example/x/"),
    ("http://a.example/.well-known/a..b/...", "http://a.example/.well-known/a..b/..."),
    ("http://a.example/x//../b?../c", "http://a.example/x/b?../c"),
]
REFUSED = [
    ("ftp://example.org/", "no address of the web"),
    ("file:///etc/passwd", "no address of the web"),
    ("www.example.org", "no address of the web"),
    ("http:example.org", "no address of the web"),
    ("javascript:alert(1)", "no address of the web"),
    ("http:///path", "names no host"),
    ("http://", "names no host"),
    ("http://a..b/", "names no host"),
    ("http://-/", "names no host"),
    ("http://a b/", "blanks"),
    ("http://a\tb/", "blanks"),
    ("http://a\r\nHost: b/", "blanks"),
    ("http://a\\@b/", "backslashes"),
    ("http://user@example.org/", "user's name"),
    ("http://user:pass@example.org/", "user's name"),
    ("http://example.org:0/", "port 0"),
    ("http://example.org:99999/", "host or port"),
    ("http://example.org:8o/", "host or port"),
    ("http://127.1/", "spells a number"),
    ("http://0x7f000001/", "spells a number"),
    ("http://2130706433/", "spells a number"),
    ("http://0177.0.0.1/", "spells a number"),
    ("http://1.2.3.4.5/", "spells a number"),
    ("http://example.0x1f/", "spells a number"),
    ("http://[fe80::1%25eth0]/", "brackets"),
    ("http://[127.0.0.1]/", "host or port|brackets"),
    ("http://[::1/", "host or port"),
    ("http://exa%6dple.org/", "names no host"),
    ("http://example.org/" + "a" * 5000, "over 4,000 characters"),
]


@pytest.mark.parametrize(("given_", "one"), SPELLED)
def test_an_address_has_one_spelling(given_: str, one: str) -> None:
    assert location(given_).url == one
    assert location(one).url == one


@pytest.mark.parametrize(("given_", "reason"), REFUSED)
def test_what_is_no_address_says_so(given_: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        location(given_)


@pytest.mark.parametrize(
    ("to", "where"),
    [
        ("/b", "https://example.org/b"),
        ("b?c", "https://example.org/a/b?c"),
        ("//other.example/", "https://other.example/"),
        ("https://other.example/x", "https://other.example/x"),
        ("?q", "https://example.org/a/?q"),
        ("#here", "https://example.org/a/"),
    ],
)
def test_a_page_leads_on(to: str, where: str) -> None:
    assert redirected(location("https://example.org/a/"), to).url == where


@pytest.mark.parametrize(
    "to", ["http://example.org/", "file:///etc/passwd", "/\\evil.example", "data:text/plain,x", "//u@x/", "//0x7f.1/"]
)
def test_a_page_does_not_lead_there(to: str) -> None:
    with pytest.raises(ValueError, match=r"https to http|address|user|number"):
        redirected(location("https://example.org/a/"), to)
    assert redirected(location("http://example.org/"), "https://example.org/").scheme == "https"


@given(st.text())
def test_any_text_is_a_location_in_ascii_or_is_refused(text: str) -> None:
    for url in (text, f"http://{text}/", f"https://example.org/{text}"):
        try:
            found = location(url)
        except ValueError:
            continue
        assert found.url.isascii()
        assert location(found.url) == found
