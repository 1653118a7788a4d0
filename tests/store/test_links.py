"""Links taken back and restored, and the threads that follow from those that hold."""

import msgspec
import pytest
from sqlalchemy import select

from onrecord.errors import UsageError
from onrecord.ledger.verify import verify
from onrecord.records import Link
from onrecord.store import tables as t
from onrecord.store.export import digest
from onrecord.store.links import held, link_named, pair, put_links, restoration, retracted, retraction, taking_back
from onrecord.store.opened import Store
from onrecord.store.threads import rethread
from onrecord.store.unit import add
from tests.store.given import AGREED, DELAYED, DOZEN, PLEDGED, filled, put, reading_of, rows_of
from tests.store.test_unit import digest_of, newer


def commitment_links(store: Store) -> list[Link]:
    """The links between acts that hold, by their ids."""
    with store.reading() as connection:
        acts = connection.execute(select(t.act.c.id)).scalars().all()
        return held(connection, "same-commitment", acts)


def judged(store: Store, link: Link, *, back: bool) -> Link:
    """The link that took back, or restored, another; threads follow."""
    with store.writing() as connection:
        why = "\ud800 why"
        made = [retraction(connection, link, "me", why)] if back else restoration(connection, link, "me", why)
        put_links(connection, made)
        rethread(connection, {link.subject, link.object})
    return made[0]


def threads_of(store: Store) -> list[list[str]]:
    """The acts of each thread in its order."""
    found: dict[str, list[str]] = {}
    with store.reading() as connection:
        for row in connection.execute(select(t.step.c.thread, t.step.c.act).order_by(t.step.c.thread, t.step.c.seq)):
            found.setdefault(row.thread, []).append(row.act)
    return sorted(found.values())


def test_retract_restore_and_retract_again(store: Store) -> None:
    """Each turn is a link of its own, and what follows from the links is what it was at the same turn before."""
    filled(store, *DOZEN)
    link = commitment_links(store)[0]
    said = {False: digest_of(store)}
    made = []
    for turn in range(5):
        back = turn % 2 == 0
        made.append(judged(store, link, back=back))
        now = digest_of(store)
        assert said.setdefault(back, now) == now
        assert (link in commitment_links(store)) is not back
    assert said[True] != said[False]
    assert len({one.id for one in made}) == len(made)


def test_what_several_took_away_is_restored_at_once(store: Store) -> None:
    """As where a link was taken back by itself, and by a commitment that was split."""
    filled(store, PLEDGED, AGREED)
    link = commitment_links(store)[0]
    said = digest_of(store)
    for by in ("one", "another"):
        with store.writing() as connection:
            put_links(connection, [taking_back(connection, link.id, by, None)])
            rethread(connection, {link.subject, link.object})
    assert link not in commitment_links(store)
    judged(store, link, back=False)
    assert link in commitment_links(store)
    assert digest_of(store) == said


def test_only_what_holds_can_be_retracted(store: Store) -> None:
    """And only what does not hold restored; a link that is not there is named."""
    filled(store, PLEDGED, AGREED)
    link = commitment_links(store)[0]
    with pytest.raises(UsageError, match="was not retracted; it holds"):
        judged(store, link, back=False)
    judged(store, link, back=True)
    with pytest.raises(UsageError, match="does not hold anyway"):
        judged(store, link, back=True)
    with pytest.raises(UsageError, match="no such link"), store.reading() as connection:
        link_named(connection, "l0000")


def test_threads_part_and_meet_again(store: Store) -> None:
    """Without any link between its acts, each act of a thread stands alone."""
    filled(store, PLEDGED, DELAYED)
    together = threads_of(store)
    links = commitment_links(store)
    assert max(map(len, together)) > 1
    for link in links:
        judged(store, link, back=True)
    assert max(map(len, threads_of(store))) == 1
    digest_of(store)
    for link in links:
        judged(store, link, back=False)
    assert threads_of(store) == together


def test_machines_do_not_bring_back_what_a_user_took_away(store: Store) -> None:
    """Adding again, by the same or another reader, and linking again leave a retraction as it is."""
    filled(store, PLEDGED, AGREED, DELAYED)
    link = commitment_links(store)[0]
    judged(store, link, back=True)
    said, counted = digest_of(store), rows_of(store)
    with store.writing() as connection:
        put_links(connection, [pair("same-commitment", link.object, link.subject, "commitments", 0.9)])
    for piece in (PLEDGED, AGREED, DELAYED):
        put(store, piece)
    assert (digest_of(store), rows_of(store)) == (said, counted)
    for piece in (PLEDGED, AGREED, DELAYED):
        given = piece.document
        with store.writing() as connection:
            add(connection, given, given, newer(reading_of(given)), piece.data)
    with store.reading() as connection:
        assert retracted(connection) == {link.id}
    assert link not in commitment_links(store)
    for piece in (PLEDGED, AGREED, DELAYED):
        put(store, piece)
    assert digest_of(store) == said


def test_a_users_link_outlives_newer_readers(store: Store) -> None:
    """As long as both acts are found they stand together; where one is not, the link waits for it."""
    filled(store, PLEDGED, DOZEN[10])
    given = PLEDGED.document
    acts = {reading_of(piece.document).acts[0].id for piece in (PLEDGED, DOZEN[10])}
    mine = pair("same-commitment", min(acts), max(acts), "me")
    with store.writing() as connection:
        put_links(connection, [mine])
        rethread(connection, acts)
    for without, reader, together in ((0, "newer", True), (1, "newest", False), (0, "last", True)):
        reading = msgspec.structs.replace(newer(reading_of(given), without), reader=reader)
        assert mine in commitment_links(store)
        with store.writing() as connection:
            add(connection, given, given, reading, PLEDGED.data)
        digest_of(store)
        assert any(acts <= set(thread) for thread in threads_of(store)) is together


def test_a_pair_is_the_same_either_way_round() -> None:
    """The lesser id comes first, so that a judgement has one id."""
    assert pair("same-actor", "b", "a", "me") == pair("same-actor", "a", "b", "me")


def test_what_is_linked_in_one_text_again_is_one_row(store: Store) -> None:
    """A link that is put twice in one go is there once."""
    with store.writing() as connection:
        put_links(connection, [pair("same-actor", "a", "b", "me")] * 3)
    assert rows_of(store)["link"] == 1
    with store.reading() as connection:
        assert list(verify(connection)) == []
        assert digest(connection)
