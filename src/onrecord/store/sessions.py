"""Who is signed in: sessions of browsers, and tokens of programs."""

import datetime
import hashlib
import secrets

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.records import Frozen
from onrecord.store import passwords
from onrecord.store import tables as t
from onrecord.store.accounts import ROLES, SOMEBODY, Account, Role, account_of, folded, named, note, password_of
from onrecord.store.clock import now
from onrecord.store.opened import Store

# How long a session and a token are good. Neither is made longer by using it: to read is to change nothing.
SESSION, TOKEN = datetime.timedelta(hours=12), datetime.timedelta(days=365)
# So many refusals within so long, and whoever is at that address is refused unseen, whatever account is named; and so
# is who names that account from wherever, since those who guess may have many addresses.
WINDOW, FROM_ONE, OF_ONE = datetime.timedelta(minutes=15), 30, 100
SIGNED_IN, REFUSED, SIGNED_OUT = "signed in", "refused", "signed out"
# Characters of what a token is called, and of the beginning of a digest by which it is named.
LABEL, _SHOWN = 60, 12


class RefusedError(UsageError):
    """Name and password are not those of an account."""


class TooManyError(UsageError):
    """There were too many that were refused."""


class NoLongerError(UsageError):
    """Who had signed in, or had a role, has it no longer."""


class Session(Frozen, frozen=True):
    """A browser that is signed in, or by its `label` a token. `id` is how it is named, and tells nothing."""

    id: str
    began: str
    until: str
    label: str | None = None


def sign_in(store: Store, name: str, password: str, address: str | None) -> str:
    """The secret of a new session, which only who signs in ever has; the store keeps its digest.

    Raises RefusedError, or TooManyError after too many of those: then the right password is refused too, so that it
    tells nothing. What was refused stands in the log.
    """
    with store.reading() as connection:
        _not_too_many(connection, name, address)
        kept = password_of(connection, name)
    # Not while others wait to write: it takes long on purpose.
    good = passwords.right(password, kept)
    better = passwords.renewed(password, kept) if good and kept else None
    with store.writing() as connection:
        _not_too_many(connection, name, address)
        if good and password_of(connection, name) == kept:
            if better is not None:
                row = t.account.c.id == folded(name)
                connection.execute(update(t.account).where(row).values(password=better))
            connection.execute(delete(t.session).where(t.session.c.until <= now()))
            account = named(connection, name)
            note(connection, account.name, SIGNED_IN, address=address)
            return begin(connection, account.name)
        # What names no account is not kept: it may be a password, typed into the wrong field.
        shown = connection.execute(select(t.account.c.name).where(t.account.c.id == folded(name))).scalar()
        why = "no such account" if shown is None else "the account has ended" if kept is None else None
        note(connection, SOMEBODY, REFUSED, shown, why, address)
    raise RefusedError("the name or the password is wrong")


def begin(connection: Connection, name: str, label: str | None = None) -> str:
    """The secret of a new session of an account; with a label a token. Raises UsageError for a label that is none."""
    if label is not None:
        label = label_of(label)
    secret = secrets.token_urlsafe(32)
    until = _from_now(SESSION if label is None else TOKEN)
    values = {"id": _digest(secret), "account": folded(name), "label": label, "began": now(), "until": until}
    connection.execute(insert(t.session).values(values))
    return secret


def label_of(given: str) -> str:
    """What a token is called; raises UsageError for what cannot be seen, or is too long."""
    label = " ".join(given.split())
    if not 0 < len(label) <= LABEL or not label.isprintable():
        raise UsageError(f"a token is named by 1 to {LABEL} characters that can be seen")
    return label


def whose(connection: Connection, secret: str) -> Account | None:
    """The account that a secret signs in; None for one that is not good, or no more."""
    a, s = t.account.c, t.session.c
    asked = select(t.account).join(t.session, s.account == a.id)
    row = connection.execute(asked.where(s.id == _digest(secret), s.until > now(), a.ended.is_(None))).first()
    return None if row is None else account_of(row)


def still_may(connection: Connection, name: str, session: str, role: Role) -> None:
    """Returns nothing; raises NoLongerError where the session of that id is no more, or its account has not that role.

    To be asked in the transaction that writes: what is sent may have been long on its way.
    """
    a, s = t.account.c, t.session.c
    asked = select(a.role).join(t.session, s.account == a.id)
    mine = asked.where(a.id == folded(name), s.id.startswith(session, autoescape=True), s.until > now())
    found = connection.execute(mine.where(a.ended.is_(None))).scalar()
    if found is None or ROLES.index(found) < ROLES.index(role):
        raise NoLongerError("your session, or your role, ended meanwhile; nothing was changed")


def sessions(connection: Connection, name: str) -> tuple[Session, ...]:
    """The sessions and tokens of an account that are good, the newest first."""
    s = t.session.c
    asked = select(t.session).where(s.account == folded(name), s.until > now()).order_by(s.began.desc())
    return tuple(Session(row.id[:_SHOWN], row.began, row.until, row.label) for row in connection.execute(asked))


def id_of(secret: str) -> str:
    """How the session of a secret is named."""
    return _digest(secret)[:_SHOWN]


def sign_out(connection: Connection, name: str, named_so: str) -> bool:
    """True if there was a session of the account of that id; it is no more."""
    s = t.session.c
    done = connection.execute(
        delete(t.session).where(s.account == folded(name), s.id.startswith(named_so, autoescape=True))
    )
    return done.rowcount > 0


def _not_too_many(connection: Connection, name: str, address: str | None) -> None:
    """Returns nothing; raises TooManyError where an account, or whoever is at that address, was refused too often."""
    a = t.audit.c
    lately = select(func.count()).select_from(t.audit).where(a.what == REFUSED, a.at > _from_now(-WINDOW))
    shown = select(t.account.c.name).where(t.account.c.id == folded(name))
    here = connection.execute(lately.where(a.address == address)).scalar_one()
    of_name = connection.execute(lately.where(a.about == shown.scalar_subquery())).scalar_one()
    if here >= FROM_ONE or of_name >= OF_ONE:
        minutes = WINDOW.seconds // 60
        raise TooManyError(f"too many attempts were refused; try again in {minutes} minutes, or ask an admin")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _from_now(later: datetime.timedelta) -> str:
    return (datetime.datetime.now(datetime.UTC) + later).isoformat(timespec="microseconds")
