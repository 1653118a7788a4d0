"""Accounts, passwords, sessions, and the log, on both databases."""

import threading

import pytest
from sqlalchemy import select, update

from onrecord.errors import UsageError
from onrecord.store import accounts, passwords
from onrecord.store import sessions as s
from onrecord.store import tables as t
from onrecord.store.accounts import Role
from onrecord.store.export import digest
from onrecord.store.opened import Store

WORDS = "a heron over the harbour"


def made(store: Store, name: str = "Ingrid", role: Role = "admin", password: str = WORDS) -> None:
    """Returns nothing: the store has an account."""
    kept = passwords.kept(password, name)
    with store.writing() as connection:
        accounts.add(connection, name, role, kept, "the tests")


def whose(store: Store, secret: str) -> str | None:
    """The name of the account that a secret signs in."""
    with store.reading() as connection:
        found = s.whose(connection, secret)
    return None if found is None else found.name


def log(store: Store) -> list[tuple[str, str, str | None]]:
    """What was done, the last first."""
    with store.reading() as connection:
        return [(one.by, one.what, one.about) for one in accounts.log(connection)]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "too short"), ("x" * 14, "too short"), ("x" * 201, "too long"), ("x" * 20, "easy to guess"),
        ("onrecordonrecord", "easy to guess"), ("Ingrid Ingrid Ingrid", "easy to guess"),
        ("passwordpassword1", "easy to guess"), ("123456789012345", "easy to guess"),
        ("qwertyuiopasdfgh", "easy to guess"), ("Abcdefgh87654321", "easy to guess"),
        ("            lines", "easy to guess"),
    ],
)  # fmt: skip
def test_what_is_no_password(password: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        passwords.kept(password, "Ingrid")


def test_a_password_is_right_however_a_keyboard_writes_it() -> None:
    kept = passwords.kept("une forêt très calme", "Ingrid")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "calme" not in kept
    assert kept != passwords.kept("une forêt très calme", "Ingrid")
    for same in ("une forêt très calme", "une forêt très calme", "une forêt très calme"):
        assert passwords.right(same, kept)
    for other in ("Une forêt très calme", "une foret tres calme", "", "une forêt très calme ", "x" * 1_000_000):
        assert not passwords.right(other, kept)
    assert not passwords.right("une forêt très calme", None)
    assert not passwords.right("", None)
    assert not passwords.right(WORDS, "no hash at all")


def test_who_signs_in_has_a_session_until_they_sign_out(store: Store) -> None:
    made(store)
    first, second = (s.sign_in(store, name, WORDS, "192.0.2.1") for name in ("Ingrid", " iNGRID "))
    assert first != second
    assert whose(store, first) == whose(store, second) == "Ingrid"
    with store.reading() as connection:
        kept = connection.execute(select(t.session.c.id)).scalars().all()
        assert {len(one) for one in kept} == {64}
        assert not {first, second} & set(kept)
        assert [one.label for one in s.sessions(connection, "ingrid")] == [None, None]
    with store.writing() as connection:
        assert s.sign_out(connection, "Ingrid", s.id_of(first))
        assert not s.sign_out(connection, "Ingrid", s.id_of(first))
        assert not s.sign_out(connection, "Ingrid", "%")
    assert (whose(store, first), whose(store, second)) == (None, "Ingrid")
    assert whose(store, "") is whose(store, s.id_of(second)) is None
    assert log(store) == [("Ingrid", "signed in", None)] * 2 + [("the tests", "account added", "Ingrid")]


@pytest.mark.parametrize(("name", "password"), [("Ingrid", "a heron over the bridge"), ("Olav", WORDS), (WORDS, "x")])
def test_who_is_refused_is_told_the_same_whatever_was_wrong(store: Store, name: str, password: str) -> None:
    made(store)
    with pytest.raises(s.RefusedError, match="the name or the password is wrong"):
        s.sign_in(store, name, password, "192.0.2.1")
    with store.reading() as connection:
        last = accounts.log(connection)[0]
    assert (last.by, last.what, last.address) == ("somebody", "refused", "192.0.2.1")
    # A password that was typed in the place of the name stands nowhere.
    assert (last.about, last.detail) == (("Ingrid", None) if name == "Ingrid" else (None, "no such account"))


def test_an_expired_session_is_none(store: Store) -> None:
    made(store)
    secret = s.sign_in(store, "Ingrid", WORDS, None)
    with store.writing() as connection:
        connection.execute(update(t.session).values(until="2026-01-01T00:00:00.000000+00:00"))
    assert whose(store, secret) is None
    s.sign_in(store, "Ingrid", WORDS, None)
    with store.reading() as connection:
        assert len(connection.execute(select(t.session.c.id)).all()) == 1


def test_too_many_refusals_refuse_the_right_password_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made(store)
    made(store, "Olav", "reader")
    monkeypatch.setattr(s, "FROM_ONE", 3)
    monkeypatch.setattr(s, "OF_ONE", 5)
    for _ in range(3):
        with pytest.raises(s.RefusedError):
            s.sign_in(store, "Ingrid", "a heron over the bridge", "192.0.2.1")
    for name in ("Ingrid", "Olav", "nobody"):
        with pytest.raises(s.TooManyError, match="try again in 15 minutes"):
            s.sign_in(store, name, WORDS, "192.0.2.1")
    s.sign_in(store, "Ingrid", WORDS, "192.0.2.2")
    for at in range(2):
        with pytest.raises(s.RefusedError):
            s.sign_in(store, "Ingrid", "a heron over the bridge", f"192.0.2.{at + 3}")
    with pytest.raises(s.TooManyError):
        s.sign_in(store, "Ingrid", WORDS, "192.0.2.2")
    s.sign_in(store, "Olav", WORDS, "192.0.2.2")
    with store.writing() as connection:  # an hour later
        connection.execute(update(t.audit).values(at="2026-01-01T00:00:00.000000+00:00"))
    s.sign_in(store, "Ingrid", WORDS, "192.0.2.1")


def test_those_who_try_at_once_are_counted_one_by_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made(store)
    monkeypatch.setattr(s, "FROM_ONE", 4)
    told: list[type] = []

    def attempt() -> None:
        try:
            s.sign_in(store, "Ingrid", "a heron over the bridge", "192.0.2.1")
        except UsageError as error:
            told.append(type(error))

    threads = [threading.Thread(target=attempt) for _ in range(10)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one.__name__ for one in told) == ["RefusedError"] * 4 + ["TooManyError"] * 6


def test_what_changes_an_account_ends_what_it_was_used_by(store: Store) -> None:
    made(store)
    made(store, "Olav", "reviewer")
    secret, token = s.sign_in(store, "Olav", WORDS, None), ""
    with store.writing() as connection:
        token = s.begin(connection, "Olav", " the  feed ")
        assert [one.label for one in s.sessions(connection, "Olav")] == ["the feed", None]
        accounts.give_role(connection, "olav", "reader", "Ingrid")
        found = s.whose(connection, secret)
        assert found is not None
        assert found.role == "reader"
        accounts.give_password(connection, "olav", passwords.kept("another bird entirely", "Olav"), "Ingrid")
    assert whose(store, secret) is whose(store, token) is None
    with pytest.raises(s.RefusedError):
        s.sign_in(store, "Olav", WORDS, None)
    secret = s.sign_in(store, "Olav", "another bird entirely", None)
    with store.writing() as connection:
        accounts.end(connection, "Olav", "Ingrid")
    assert whose(store, secret) is None
    with pytest.raises(s.RefusedError):
        s.sign_in(store, "Olav", "another bird entirely", None)
    with store.writing() as connection:
        accounts.bring_back(connection, "Olav", "Ingrid")
    assert whose(store, secret) is None
    assert whose(store, s.sign_in(store, "Olav", "another bird entirely", None)) == "Olav"
    assert [one for one in log(store) if one[0] == "Ingrid"] == [
        ("Ingrid", what, "Olav")
        for what in ("account brought back", "account ended", "password changed", "role changed")
    ]


def test_one_admin_stays(store: Store) -> None:
    made(store)
    made(store, "Olav", "reviewer")
    with pytest.raises(UsageError, match="Ingrid is the last admin"), store.writing() as connection:
        accounts.give_role(connection, "Ingrid", "reader", "x")
    with pytest.raises(UsageError, match="Ingrid is the last admin"), store.writing() as connection:
        accounts.end(connection, "Ingrid", "x")
    with store.reading() as connection:
        assert [(one.name, one.role, one.ended) for one in accounts.accounts(connection)] == [
            ("Ingrid", "admin", None), ("Olav", "reviewer", None)]  # fmt: skip
    with store.writing() as connection:
        accounts.give_role(connection, "Olav", "admin", "x")
        accounts.end(connection, "Ingrid", "x")
        assert accounts.there_are(connection)


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\nb\x00", "Ing‮rid", "INGRID", "Ｉｎｇｒｉｄ", " ingrid "])
def test_what_is_no_name_of_a_new_account(store: Store, name: str) -> None:
    made(store)
    with pytest.raises(UsageError), store.writing() as connection:
        accounts.add(connection, name, "reader", "x", "the tests")


def test_accounts_are_no_part_of_what_a_store_asserts(store: Store) -> None:
    with store.reading() as connection:
        before = digest(connection)
    made(store)
    s.sign_in(store, "Ingrid", WORDS, None)
    with store.reading() as connection:
        assert digest(connection) == before


@pytest.mark.parametrize("name", ["Olav", "", "%"])
def test_what_is_asked_of_nobody_is_told_so(store: Store, name: str) -> None:
    made(store)
    with store.writing() as connection:
        for ask in (accounts.end, accounts.bring_back):
            with pytest.raises(UsageError, match="there is no account"):
                ask(connection, name, "x")
        with pytest.raises(UsageError, match="there is no account"):
            accounts.give_role(connection, name, "admin", "x")
        with pytest.raises(UsageError, match="role: is one of"):
            accounts.give_role(connection, "Ingrid", "owner", "x")  # type: ignore[arg-type]
