"""Accounts on the command line: made, changed, listed. Who may write to the store may do it."""

import getpass
import sys
from collections.abc import Callable
from typing import cast

from sqlalchemy import Connection

from onrecord.cli import exits
from onrecord.cli.answers import To
from onrecord.cli.form import Column, answer
from onrecord.errors import UsageError
from onrecord.store import accounts, passwords
from onrecord.store.accounts import Role
from onrecord.store.clock import moment
from onrecord.store.opened import open_store


def add(name: str, role: str, db: str | None) -> int:
    """The exit code, after an account was made. Raises UsageError for a name, role or password that cannot be one."""
    with open_store(db, make=False) as store:
        with store.reading() as connection:
            accounts.may_be_added(connection, name, role)  # before a password is asked for
        kept = passwords.kept(_password(name), name)
        with store.writing() as connection:
            made = accounts.add(connection, name, cast(Role, role), kept, _by())
    exits.say(f"{made.name} may sign in, as {made.role}")
    return exits.DONE


def give_role(name: str, role: str, db: str | None) -> int:
    """The exit code, after an account was given another role."""
    return _changed(db, lambda connection: accounts.give_role(connection, name, cast(Role, role), _by()))


def give_password(name: str, db: str | None) -> int:
    """The exit code, after an account was given another password."""
    with open_store(db, make=False) as store, store.reading() as connection:
        shown = accounts.named(connection, name).name
    kept = passwords.kept(_password(shown), shown)
    return _changed(db, lambda connection: accounts.give_password(connection, name, kept, _by()))


def end(name: str, db: str | None) -> int:
    """The exit code, after an account ended."""
    return _changed(db, lambda connection: accounts.end(connection, name, _by()))


def bring_back(name: str, db: str | None) -> int:
    """The exit code, after an account was brought back."""
    return _changed(db, lambda connection: accounts.bring_back(connection, name, _by()))


def listed(to: To) -> int:
    """The exit code, after the accounts were printed."""
    with open_store(to.db, make=False) as store, store.reading() as connection:
        found = list(accounts.accounts(connection))
    columns = [
        Column("Name", lambda one: one.name, 3),
        Column("Role", lambda one: one.role),
        Column("Since", lambda one: moment(one.made), style="dim"),
        Column("By", lambda one: one.made_by, style="dim"),
        Column("Ended", lambda one: moment(one.ended) if one.ended else ""),
    ]
    answer(
        found,
        columns,
        to.form,
        color=to.color,
        nothing="There are no accounts; make one with `onrecord account add NAME --role admin`.",
    )
    return exits.DONE


def logged(to: To) -> int:
    """The exit code, after the log was printed."""
    with open_store(to.db, make=False) as store, store.reading() as connection:
        found = accounts.log(connection, None, to.limit, to.offset)
    columns = [
        Column("When", lambda one: moment(one.at), style="dim"),
        Column("Who", lambda one: one.by, 3),
        Column("What", lambda one: one.what, 3),
        Column("About", lambda one: one.about or "", 3),
        Column("Detail", lambda one: one.detail or "", 3),
        Column("From", lambda one: one.address or "", style="dim"),
    ]
    answer(found, columns, to.form, color=to.color, nothing="Nothing was done yet.")
    return exits.DONE


def _changed(db: str | None, change: Callable[[Connection], None]) -> int:
    with open_store(db, make=False) as store, store.writing() as connection:
        change(connection)
    return exits.DONE


def _password(name: str) -> str:
    """The password that is typed twice, or the first line of standard input. Raises UsageError where there is none."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise UsageError("a password is needed: type it, or give it as a line on standard input")
        return line
    first = getpass.getpass(f"Password for {name} ({passwords.SHORTEST} characters or more; a few words will do): ")
    if getpass.getpass("The same again: ") != first:
        raise UsageError("the two were not the same; nothing was changed")
    return first


def _by() -> str:
    return f"{getpass.getuser()} {accounts.COMMAND_LINE}"
