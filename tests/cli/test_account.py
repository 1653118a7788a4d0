"""Accounts kept on the command line, and a server for those who have one."""

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.store.opened import open_store
from onrecord.store.sessions import sign_in
from tests.cli.command import run
from tests.web.conftest import copy_of

WORDS = "a heron over the harbour"


@pytest.fixture
def db(ledger_file: Path, tmp_path: Path) -> str:
    """A store of the samples that may be changed."""
    return str(copy_of(ledger_file, tmp_path / "copy.db"))


def account(db: str, *arguments: str, given: str = "") -> tuple[int, str, str]:
    """What `onrecord account` says: its exit code, output and messages."""
    done = run("account", *arguments, "--db", db, given=given.encode())
    return done.returncode, done.stdout, done.stderr


def test_accounts_are_made_changed_and_ended(db: str) -> None:
    assert account(db, "add", "Ingrid", "--role", "admin", given=f"{WORDS}\n") == (
        0, "", "onrecord: Ingrid may sign in, as admin\n")  # fmt: skip
    assert account(db, "add", "Håkon", given=WORDS)[0] == 0
    assert account(db, "role", "håkon", "reviewer")[0] == 0
    assert account(db, "password", "Håkon", given="seven lamps by the river\n")[0] == 0
    with open_store(db) as store:
        assert sign_in(store, "Håkon", "seven lamps by the river", None)
    assert account(db, "end", "Håkon")[0] == 0
    rows = list(csv.DictReader(io.StringIO(account(db, "list", "--csv")[1], newline="")))
    assert [(row["Name"], row["Role"], bool(row["Ended"])) for row in rows] == [
        ("Håkon", "reviewer", True), ("Ingrid", "admin", False)]  # fmt: skip
    assert account(db, "restore", "Håkon")[0] == 0
    whole = json.loads(account(db, "list", "--json")[1])
    assert [one.get("ended") for one in whole] == [None, None]
    assert not any("argon2" in str(value) for one in whole for value in one.values())
    log = [json.loads(line) for line in account(db, "log")[1].splitlines()]
    assert [one["what"] for one in log] == [
        "account brought back", "account ended", "signed in", "password changed", "role changed", "account added",
        "account added",
    ]  # fmt: skip
    assert all(one["by"].endswith("(command line)") for one in log if one["what"] != "signed in")


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["add", "Ingrid"], "short\n", "the password is too short: 15 characters or more are needed"),
        (["add", "Ingrid"], "", "a password is needed: type it, or give it as a line on standard input"),
        (["add", " "], WORDS, "a name has 1 to 64 characters"),
        (["add", "Ingrid", "--role", "owner"], WORDS, "role: is one of reader, reviewer, admin"),
        (["role", "Olav", "admin"], "", "there is no account 'Olav'"),
        (["password", "Olav"], WORDS, "there is no account 'Olav'"),
        (["end", "Olav"], "", "there is no account 'Olav'"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(db: str, arguments: list[str], given: str, said: str) -> None:
    code, out, told = account(db, *arguments, given=given)
    assert (code, out, told.count("\n")) == (2, "", 1)
    assert said in told
    assert account(db, "list", "--json")[1].strip() == "[]"


def test_nobody_serves_a_team_without_an_admin(db: str) -> None:
    done = run("serve", "--auth", "--port", "0", "--db", db)
    assert (done.returncode, done.stdout) == (2, "")
    assert "run `onrecord account add NAME --role admin` first" in done.stderr
    assert account(db, "add", "Ingrid", given=WORDS)[0] == 0
    assert run("serve", "--auth", "--port", "0", "--db", db).returncode == 2
