"""What an edit of a page changed: undertakings that were firmed, softened, reworded, added or taken out, and quotes."""

from collections.abc import Collection, Iterator
from typing import Any, Literal, NamedTuple

from msgspec import structs
from sqlalchemy import Connection, bindparam, func, select

from onrecord.ledger.diff import Change, Outcome, diff, outcome
from onrecord.records import Act, Actor, Frozen, Reading, Statement, text_order
from onrecord.resolve.wording import stems
from onrecord.store import tables as t
from onrecord.store.kept import SHAPES, reading_kept
from onrecord.store.texts import sentence_around
from onrecord.store.versions import is_edit, until

How = Literal["added", "removed", "hardened", "softened", "reworded"]
_HOW: dict[Outcome, How | None] = {
    "new": "added", "dropped": "removed", "kept": None,
    "hardened": "hardened", "softened": "softened", "reworded": "reworded",
}  # fmt: skip


class Edit(Frozen, frozen=True):
    """That a text took the place of another at an address, as was seen then (ISO 8601, in UTC).

    `changes` are those to undertakings, what was kept in all its terms left out; `said` and `unsaid` are the statements
    that came and went.
    """

    address: str
    seen: str
    before: str
    document: str
    title: str
    publisher: str | None
    url: str | None
    changes: tuple[Change, ...] = ()
    said: tuple[Statement, ...] = ()
    unsaid: tuple[Statement, ...] = ()


def edits(connection: Connection, since: str = "", until: str | None = None) -> list[Edit]:
    """The edits that were seen from `since` to `until` (days or times, ISO 8601, in UTC), in the order of time."""
    return [edit_of(connection, row, SHAPES) for row in replacements(connection, since, until)]


def how(change: Change) -> How | None:
    """What an edit did to an undertaking; None where it left it as it was."""
    return _HOW[outcome(change)]


class Replacement(NamedTuple):
    """That a document took the place of an `earlier` one at an address, as was seen then."""

    address: str
    seen: str
    document: str
    earlier: str


def replacements(
    connection: Connection, since: str = "", to: str | None = None, known_after: str | None = None,
    most: int | None = None,
) -> list[Replacement]:  # fmt: skip
    """The times at which another document stood at an address than just before, in the order of time; with `most` those
    at the last so many addresses.

    What took the place of a text at several addresses that lead to one is told once.
    """
    v, a = t.version.c, t.appearance.c
    # What stood there last is looked for by the address, of those versions alone that are asked for.
    last, that, before = t.version.alias(), t.appearance.alias(), t.version.alias().c
    seen = select(func.max(before.seen)).where(before.address == v.address, before.seen < v.seen)
    other = (that.c.document != a.document) | (v.moved.is_(None) & last.c.moved.is_not(None))
    query = (
        select(v.address, v.seen, v.moved, a.document, that.c.document.label("earlier"), last.c.moved.label("led"))
        .join(last, last.c.address == v.address)
        .join(t.appearance, a.id == v.appearance)
        .join(that, that.c.id == last.c.appearance)
        .where(last.c.seen == seen.correlate(t.version).scalar_subquery(), other, v.seen >= since)
    )
    if to is not None:
        query = query.where(v.seen <= to + "~")  # of a day, all of it
    if known_after is not None:
        query = query.where(v.added > known_after)
    last_first = query.order_by(v.seen.desc(), v.moved.is_not(None).desc(), v.address.desc()).limit(most)
    found: dict[tuple[str, str, str], Replacement] = {}
    for row in reversed(connection.execute(last_first).all()):
        earlier = _earlier(connection, row)
        if earlier is not None:
            one = Replacement(row.address, row.seen, row.document, earlier)
            found.setdefault((one.seen, one.document, one.earlier), one)
    return list(found.values())


def _earlier(connection: Connection, row: Any) -> str | None:
    """The document whose place another took; None if it took that of none: an address may lead to something else."""
    if row.moved is None and row.led is None:
        return str(row.earlier)
    earlier = until(connection, row.address, row.seen)
    if earlier is None or earlier == row.document:
        return None
    return earlier if row.moved is None or is_edit(connection, earlier, row.document) else None


def edit_of(connection: Connection, row: Replacement, only: Collection[type] = (Act, Actor)) -> Edit:
    """What an edit changed, the statements that came and went left out but where `only` names them too (SHAPES)."""
    a, v = t.appearance.c, t.version.c
    of = select(a.title, a.publisher, a.url).join(t.version, v.appearance == a.id)
    about = connection.execute(of.where(v.address == row.address, v.seen == row.seen)).one()
    old, new = readings(connection, row.earlier, row.document, only)
    changes = diff(_touched(old, new), _touched(new, old))
    return Edit(
        row.address, row.seen, row.earlier, row.document, about.title or "", new.document.publisher or about.publisher,
        about.url, tuple(one for one in changes if how(one)), tuple(_only(new, old)), tuple(_only(old, new)),
    )  # fmt: skip


def readings(
    connection: Connection, before: str, after: str, only: Collection[type] = SHAPES
) -> tuple[Reading, Reading]:
    """The readings of both texts, by one reader if one read them both: two readers differ by themselves.

    With `only` they have records of those shapes alone.
    """
    old, new = (connection.execute(_READERS, {"document": one}).scalars().all() for one in (before, after))
    both = next((one for one in new if one in old), None)
    return reading_kept(connection, before, both, only=only), reading_kept(connection, after, both, only=only)


_READERS = (
    select(t.reading.c.reader).where(t.reading.c.document == bindparam("document")).order_by(t.reading.c.no.desc())
)


def successor(connection: Connection, before: str, after: str, act: str) -> str | None:
    """The id of the act that stands in the text after an edit in place of that one; None where it was taken out."""
    old, new = readings(connection, before, after)
    return next((one.new.id for one in diff(old, new) if one.old and one.new and one.old.id == act), None)


def _touched(mine: Reading, other: Reading) -> Reading:
    """The reading with those acts alone whose sentences do not stand in the other text too, to the letter."""
    text, there = mine.document.text, other.document.text

    def is_touched(act: Act) -> bool:
        start, end, _ = text_order(act)
        # No sentence goes beyond its line, and of most edits most lines stand in both texts.
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) % (len(text) + 1)]
        return line not in there and sentence_around(text, start, end).exact not in there

    return structs.replace(mine, acts=tuple(filter(is_touched, mine.acts)))


def _only(mine: Reading, other: Reading) -> Iterator[Statement]:
    """The statements of a text that the other has not, by their words."""
    known = {_said(one) for one in other.statements}
    return (one for one in mine.statements if _said(one) not in known)


def _said(one: Statement) -> tuple[object, ...]:
    return (one.actor, *(stems(piece.exact) for piece in one.content))


def act_of(change: Change) -> Act:
    """The act that a change is about: that of the new text, else that which was taken out."""
    found = change.new or change.old
    if found is None:
        raise ValueError("a change has an act before or after it")
    return found
