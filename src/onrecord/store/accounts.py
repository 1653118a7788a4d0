"""Accounts of those who use a store together: who may read, review and administer it, and the log of what they did."""

import unicodedata
from typing import Literal, get_args

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.store.clock import now

# What each may do the next may too.
Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
# Characters of a name; those that print nothing or stand for what was no character.
LONGEST, _UNSEEN = 64, frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\ufffd")
# What the log calls those who did not sign in.
SOMEBODY, COMMAND_LINE = "somebody", "(command line)"


class Account(Frozen, frozen=True):
    """Somebody who signs in. `ended` is since when no more."""

    name: str
    role: Role
    made: str
    made_by: str
    ended: str | None = None


class Entry(Frozen, frozen=True):
    """One thing that was done: `by` whom, `what`, to whom or what (`about`), and from which `address`."""

    no: int
    at: str
    by: str
    what: str
    about: str | None = None
    detail: str | None = None
    address: str | None = None


def folded(name: str) -> str:
    """The name by which an account is found: small letters, and one form of each."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def named(connection: Connection, name: str) -> Account:
    """The account of that name, in whatever letters. Raises UsageError where there is none."""
    row = connection.execute(select(t.account).where(t.account.c.id == folded(name))).first()
    if row is None:
        raise UsageError(f"there is no account {name!r}")
    return account_of(row)


def accounts(connection: Connection) -> tuple[Account, ...]:
    """The accounts, by their names; those that ended too."""
    return tuple(map(account_of, connection.execute(select(t.account).order_by(t.account.c.id))))


def there_are(connection: Connection) -> bool:
    """True if somebody can sign in who may administer the rest."""
    return _admins(connection) > 0


def may_be_added(connection: Connection, name: str, role: str) -> str:
    """The name of an account that can be made, as it will be shown.

    Raises UsageError for a name that is taken, or that is none: of 1 to 64 characters that can be seen; and for a role
    that is none.
    """
    _role(role)
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(shown) <= LONGEST or not shown.isprintable() or _UNSEEN & set(shown):
        raise UsageError(f"a name has 1 to {LONGEST} characters that can be seen")
    if folded(shown) == SOMEBODY or folded(shown).endswith(COMMAND_LINE):
        raise UsageError(f"{shown!r} is what the log calls others; give another name")
    if connection.execute(select(t.account.c.id).where(t.account.c.id == folded(shown))).first():
        raise UsageError(f"there is an account {shown!r} already; give another name")
    return shown


def add(connection: Connection, name: str, role: Role, kept: str, by: str, address: str | None = None) -> Account:
    """A new account, with what is kept of its password; raises UsageError where it cannot be made."""
    made = Account(may_be_added(connection, name, role), role, now(), by)
    values = {"id": folded(made.name), "name": made.name, "role": role, "password": kept}
    connection.execute(insert(t.account).values(**values, made=made.made, made_by=by))
    note(connection, by, "account added", made.name, role, address)
    return made


def give_role(connection: Connection, name: str, role: Role, by: str, address: str | None = None) -> None:
    """Returns nothing: the account has that role, from its next request on. Raises UsageError for the last admin."""
    was = named(connection, name)
    if was.role != _role(role):
        _change(connection, was, by, address, "role changed", f"{was.role} to {role}", role=role)


def end(connection: Connection, name: str, by: str, address: str | None = None) -> None:
    """Returns nothing: nobody signs in by the account any more, and who had is out. It stays for what it did.

    Raises UsageError for the last admin.
    """
    was = named(connection, name)
    if was.ended is None:
        sign_out_all(connection, was.name)
        _change(connection, was, by, address, "account ended", None, ended=now())


def bring_back(connection: Connection, name: str, by: str, address: str | None = None) -> None:
    """Returns nothing: an account that ended is as it was."""
    was = named(connection, name)
    if was.ended is not None:
        _change(connection, was, by, address, "account brought back", None, ended=None)


def give_password(connection: Connection, name: str, kept: str, by: str, address: str | None = None) -> None:
    """Returns nothing: the account has another password, of which that is kept; who had signed in by it is out."""
    was = named(connection, name)
    sign_out_all(connection, was.name)
    _change(connection, was, by, address, "password changed", None, password=kept)


def password_of(connection: Connection, name: str) -> str | None:
    """What is kept of the password of an account; None where there is none, or it ended."""
    asked = select(t.account.c.password).where(t.account.c.id == folded(name), t.account.c.ended.is_(None))
    found: str | None = connection.execute(asked).scalar()
    return found


def sign_out_all(connection: Connection, name: str) -> None:
    """Returns nothing: no session and no token of an account is good any more."""
    connection.execute(delete(t.session).where(t.session.c.account == folded(name)))


def note(
    connection: Connection, by: str, what: str, about: str | None = None, detail: str | None = None,
    address: str | None = None,
) -> None:  # fmt: skip
    """Returns nothing: the log says what was done. It is only ever added to."""
    values = {"at": now(), "by": by, "what": what, "about": about, "detail": detail, "address": address}
    connection.execute(insert(t.audit).values(values))


def log(connection: Connection, by: str | None = None, limit: int = 50, offset: int = 0) -> list[Entry]:
    """What was done, by somebody or by all, the last first."""
    of = [] if by is None else [t.audit.c.by == by]
    rows = connection.execute(select(t.audit).where(*of).order_by(t.audit.c.no.desc()).limit(limit).offset(offset))
    return [Entry(**row._asdict()) for row in rows]


def _change(
    connection: Connection, was: Account, by: str, address: str | None, what: str, detail: str | None, **values: object
) -> None:  # fmt: skip
    connection.execute(update(t.account).where(t.account.c.id == folded(was.name)).values(values))
    if was.role == "admin" and was.ended is None and not _admins(connection):
        raise UsageError(f"{was.name} is the last admin; make another account one first")
    note(connection, by, what, was.name, detail, address)


def _admins(connection: Connection) -> int:
    a = t.account.c
    return connection.execute(
        select(func.count()).select_from(t.account).where(a.role == "admin", a.ended.is_(None))
    ).scalar_one()


def _role(given: str) -> str:
    if given not in ROLES:
        raise UsageError(f"role: is one of {', '.join(ROLES)}")
    return given


def account_of(row: object) -> Account:
    """The account of a row of their table."""
    return Account(**{name: getattr(row, name) for name in ("name", "role", "made", "made_by", "ended")})
