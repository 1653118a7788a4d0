"""What archives captured again, unchanged: each such capture is found by what it repeats, or waits until that comes."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, or_, select

from onrecord.acquire.again import Again
from onrecord.store import tables as t
from onrecord.store.clock import now
from onrecord.store.dialect import insert_into
from onrecord.store.versions import Seen, seen_at


class Repeat(NamedTuple):
    """That what stood there, at an address spelt `url`, then, was what is known of as `of` or by the digest of it."""

    seen: Seen
    url: str
    of: Seen | None = None

    def is_of(self, seen: Seen) -> bool:
        """True if what stood there then is what is repeated."""
        if self.seen.payload is not None and seen.payload == self.seen.payload:
            return True
        there = self.of is not None and (self.of.address, self.of.when) == (seen.address, seen.when)
        return there and not _differ(seen.payload, self.seen.payload)


def repeat_of(again: Again) -> Repeat | None:
    """What an archive says, as a store has it; None where it does not say when."""
    seen = seen_at(again.url, again.when, payload=again.payload)
    return None if seen is None else Repeat(seen, again.url, seen_at(again.of_url, again.of_when))


def appearance_of(connection: Connection, repeat: Repeat) -> str | None:
    """The appearance of the text that is repeated; None where it is not known.

    By its address and time, where the digest does not say that it is another; else by the digest.
    """
    v, payload = t.version.c, repeat.seen.payload
    for there in (repeat.seen, repeat.of):  # in the first of these somebody may have put a page meanwhile
        if there is not None:
            at = (v.address == there.address, v.seen == there.when, v.moved.is_(None))
            row = connection.execute(select(v.appearance, v.payload).where(*at)).first()
            if row is not None and (there is repeat.seen or not _differ(row.payload, payload)):
                return str(row.appearance)
    if payload is None:
        return None
    query = (
        select(v.appearance).where(v.payload == payload).order_by(v.address != repeat.seen.address, v.seen, v.address)
    )
    found: str | None = connection.execute(query.limit(1)).scalar()
    return found


def wait(connection: Connection, repeat: Repeat) -> None:
    """Returns nothing: what is repeated is not known, and this waits for it."""
    seen, of = repeat.seen, repeat.of
    row = {"address": seen.address, "seen": seen.when, "url": repeat.url, "payload": seen.payload, "added": now()}
    row |= {"of_address": of and of.address, "of_seen": of and of.when}
    connection.execute(insert_into(connection, t.revisit).on_conflict_do_nothing(), row)


def waiting(connection: Connection, seen: Seen) -> list[Repeat]:
    """What waits for that which stood there then, and what waits for that in turn."""
    r = t.revisit.c
    found: dict[tuple[str, str], Repeat] = {}
    ahead = [seen]
    while ahead:
        one = ahead.pop()
        by_time = and_(r.of_address == one.address, r.of_seen == one.when)
        which = by_time if one.payload is None else or_(by_time, r.payload == one.payload)
        for row in connection.execute(select(t.revisit).where(which).order_by(r.address, r.seen)):
            of = None if row.of_seen is None else Seen(row.of_address, row.of_seen)
            repeat = Repeat(Seen(row.address, row.seen, payload=row.payload), row.url, of)
            here = (row.address, row.seen)
            if here not in found and here != (seen.address, seen.when) and repeat.is_of(one):
                found[here] = repeat
                ahead.append(repeat.seen)
    return [found[here] for here in sorted(found)]


def settle(connection: Connection, seen: Seen) -> None:
    """Returns nothing: it is known what stood there then, and nothing is waited for."""
    r = t.revisit.c
    connection.execute(delete(t.revisit).where(r.address == seen.address, r.seen == seen.when))


def _differ(one: str | None, other: str | None) -> bool:
    """True if two digests, by one algorithm, are of different bytes."""
    if one is None or other is None or one.partition(":")[0] != other.partition(":")[0]:
        return False
    return one != other
