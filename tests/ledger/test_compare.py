"""Two accounts of one meeting: texts of our own, through the real reader."""

import pytest

from onrecord.ledger.compare import Account, compare
from onrecord.ledger.contradictions import contradicting
from onrecord.reader import read_text
from onrecord.records import ActKind, Reading

LINE = "SEOUL, March 4, 2024 -- "
PARK, CHO = "Defence Minister Park Ji-won said that ", "Foreign Minister Cho Min-ho said that "
RADAR = "the radar near Busan was switched on at dawn."
# One account, the other, and what they tell differently: the kind of record and the reason.
CONFLICTS = [
    (
        "Peru agreed to host the coastguard exercise off Callao.",
        "Peru refused to host the coastguard exercise off Callao.",
        [("act", "kind: agree against refuse")],
    ),
    (
        "South Korea welcomed the plan to station drones at Gunsan.",
        "South Korea opposed the plan to station drones at Gunsan.",
        [("statement", "polarity: welcomed against opposed"), ("act", "kind: endorse against object")],
    ),
    (
        "South Korea pledged to spend $150 billion on shipyards in Louisiana.",
        "South Korea pledged to spend $15 billion on shipyards in Louisiana.",
        [
            ("statement", "number: $150 billion against $15 billion"),
            ("act", "amount: $150 billion against $15 billion"),
        ],
    ),
    (
        "Peru promised to deliver two patrol ships to Chile by June 2025.",
        "Peru promised to deliver two patrol ships to Chile by June 2027.",
        [("statement", "date: 2025 against 2027"), ("act", "due: 2025-06 against 2027-06")],
    ),
    (
        f"{PARK}12 crew members were rescued near Busan.",
        f"{PARK}14 crew members were rescued near Busan.",
        [("statement", "number: 12 crew members against 14 crew members")],
    ),
    (
        "Peruvian President Ana Torres visited Seoul on March 3, 2024.",
        "Peruvian President Ana Torres visited Seoul on March 2, 2024.",
        [("event", "date: 2024-03-03 against 2024-03-02")],
    ),
    (
        "North Korea fired two missiles into the sea off Wonsan.",
        "North Korea denied that it fired two missiles into the sea off Wonsan.",
        [("event", "factuality: actual against denied")],
    ),
    (PARK + RADAR, CHO + RADAR, [("statement", "actor: Park Ji-won against Cho Min-ho")]),
    (
        "The United States will increase the number of troops at the base near Pyeongtaek.",
        "The United States will reduce the number of troops at the base near Pyeongtaek.",
        [("act", "polarity: increase against reduce")],
    ),
]
# Accounts that look as if they contradicted each other, and do not.
AGREEING = [
    (
        "South Korea pledged to spend $150 billion on shipyards in Louisiana.",
        "South Korea pledged to spend 150 billion dollars on shipyards in Louisiana.",
    ),
    (
        "Peru promised to deliver two patrol ships to Chile by June 2025.",
        "Peru promised to deliver 2 patrol ships to Chile by June 2025.",
    ),
    (
        f"{PARK}at least 12 crew members were rescued near Busan.",
        f"{PARK}14 crew members were rescued near Busan.",
    ),
    (
        "Peruvian President Ana Torres visited Seoul on March 3, 2024.",
        "Peruvian President Ana Torres visited Seoul on 3 March 2024.",
    ),
    (PARK + RADAR, PARK.replace("Defence Minister Park Ji-won", "Mr Park") + RADAR),
]
# Accounts that share words, but tell of different things.
APART = [
    ("Peru promised to train forty pilots at Callao.", "Peru promised to open a museum of fishing at Callao."),
    (f"{PARK}12 crew members were rescued near Busan.", f"{CHO}the talks with Lima about fish went well."),
    ("Peruvian President Ana Torres visited Seoul.", "Chilean President Luis Rojas visited Seoul to open a fair."),
]


def read(text: str) -> Reading:
    """The reading of a news text."""
    return read_text(LINE + text, kind="news")


def accounts(one: str, other: str) -> tuple[Account, ...]:
    """The accounts of two news texts."""
    return compare(read(one), read(other))


@pytest.mark.parametrize(("one", "other", "expected"), CONFLICTS)
def test_what_is_told_differently_has_a_reason(one: str, other: str, expected: list[tuple[str, str]]) -> None:
    found = [(found.kind, found.reason) for found in accounts(one, other) if found.where == "conflicting"]
    for conflict in expected:
        assert conflict in found
    turned = [(kind, _turned(reason)) for kind, reason in expected]
    back = [(found.kind, found.reason) for found in accounts(other, one) if found.where == "conflicting"]
    for conflict in turned:
        assert conflict in back


def _turned(reason: str) -> str:
    name, _, rest = reason.partition(": ")
    one, _, other = rest.partition(" against ")
    return f"{name}: {other} against {one}"


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_what_is_written_differently_is_no_conflict(one: str, other: str) -> None:
    found = accounts(one, other)
    assert not [account for account in found if account.where == "conflicting"]
    assert any(account.where == "both" for account in found)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_another_thing_is_in_one_account_only(one: str, other: str) -> None:
    assert {account.where for account in accounts(one, other)} == {"one", "other"}


def test_every_record_of_both_accounts_is_there_once() -> None:
    one, other = read(f"{PARK}{RADAR} {CONFLICTS[0][0]}"), read(f"{CONFLICTS[0][1]} {PARK}{RADAR}")
    found = compare(one, other)
    for reading, side in ((one, "one"), (other, "other")):
        sides = [getattr(account, side) for account in found]
        records = [*reading.statements, *reading.events, *reading.acts]
        assert sorted(r.id for r in sides if r) == sorted(str(getattr(r, "id", "")) for r in records)
    assert compare(one, other) == found
    for account in found:
        assert (account.one is not None, account.other is not None) == {
            "one": (True, False), "other": (False, True), "both": (True, True), "conflicting": (True, True)
        }[account.where]  # fmt: skip
        assert (account.reason is not None) == (account.where == "conflicting")


def test_an_account_agrees_with_itself() -> None:
    reading = read(f"{PARK}{RADAR} {CONFLICTS[0][0]} {CONFLICTS[3][0]}")
    assert {account.where for account in compare(reading, reading)} == {"both"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("agree", "refuse", True),
        ("pledge", "withdraw", True),
        ("consider", "refuse", True),
        ("complete", "delay", True),
        ("endorse", "object", True),
        ("agree", "pledge", False),
        ("consider", "agree", False),
        ("request", "refuse", False),
        ("plan", "delay", False),
        ("refuse", "withdraw", False),
    ],
)
def test_kinds_contradict_where_one_takes_the_other_back(one: ActKind, other: ActKind, expected: bool) -> None:
    assert contradicting(one, other) is expected
    assert contradicting(other, one) is expected
