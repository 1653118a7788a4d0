"""What sites ask of robots (RFC 9309)."""

import time

import pytest

from onrecord.acquire.robots import fits, rules_for

FIRST = """\
# of all
User-agent: *
Disallow: /private
Crawl-delay: 7

User-agent: OnRecord
User-agent: OtherBot
Allow: /private/open
Disallow: /private
Disallow: /*.pdf$
Disallow: /search?q=
Crawl-delay: 2.5
Sitemap: https://example.org/map.xml

user-agent : onrecord/1.0 (any)
disallow : /second # of the same robot
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/search?q=ships", False),
        ("/search", True),
        ("/second/x", False),
        ("/%70rivate", False),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, allowed: bool) -> None:
    assert rules_for("OnRecord", FIRST).allow(path) is allowed


def test_a_robot_that_is_not_named_keeps_to_the_rules_of_all() -> None:
    rules = rules_for("Someone", FIRST)
    assert (rules.allow("/private/open"), rules.allow("/second"), rules.pause) == (False, True, 7)
    assert rules_for("OnRecord", FIRST).pause == 2.5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>no such page</html>",
        "User-agent: *\nDisallow:",
        "Disallow: /",
        "User-agent: other\nDisallow: /",
        "User-agent: onrecordings\nDisallow: /",
        "\ufeffUser-agent: OnRecord\nAllow: /\nUser-agent: *\nDisallow: /",
    ],
)
def test_what_asks_nothing_of_us_leaves_all_free(text: str) -> None:
    assert rules_for("OnRecord", text).allow("/a")


def test_a_mark_of_order_does_not_hide_a_group_and_allow_wins_a_tie() -> None:
    assert not rules_for("OnRecord", "\ufeffUser-agent: *\r\nDisallow: /\r\n").allow("/a")
    assert rules_for("OnRecord", "User-agent: *\nDisallow: /a\nAllow: /a\n").allow("/a")
    assert rules_for("OnRecord", "User-agent: *\nCrawl-delay: soon\nCrawl-delay: nan\n").pause is None


@pytest.mark.parametrize(
    ("rule", "path", "does"),
    [
        ("/a*b", "/axxb1", True),
        ("/a*b$", "/axxb1", False),
        ("/a*b$", "/abxb", True),
        ("*", "/", True),
        ("/*/b/*c$", "/a/b/c", True),
        ("/ab*ab$", "/ab", False),
        ("/$", "/", True),
        ("/$", "/a", False),
    ],
)
def test_stars_and_ends(rule: str, path: str, does: bool) -> None:
    assert fits(rule, path) is does


def test_many_stars_take_no_long_time() -> None:
    began = time.perf_counter()
    rules = rules_for("OnRecord", "User-agent: *\n" + f"Disallow: /{'a*' * 19}b\n" * 20_000)
    assert rules.allow("/" + "a" * 3000)
    assert time.perf_counter() - began < 3
