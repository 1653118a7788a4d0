"""What is new in a store since somebody looked: the changes after a moment, with their quotes."""

import datetime
import re
from collections.abc import Sequence

from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.ledger.changes import EDITS, Change, What, changes
from onrecord.ledger.commitments import Asked
from onrecord.ledger.digest import Texts
from onrecord.ledger.edits import replacements
from onrecord.records import Anchor
from onrecord.store import tables as t

# Documents that are looked through, at most, the last first: who was away for longer asks by days.
MOST = 300
# Documents that are looked through before it is asked whether that is enough.
AT_ONCE = 20
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


def moment_of(given: str | None) -> str | None:
    """The moment that is given, as the store writes it (UTC); None for a day, or nothing.

    Raises UsageError for a moment that does not exist.
    """
    if given is None or not _MOMENT.fullmatch(given.replace(" ", "+", 1) if given[10:11] == "T" else given):
        return None
    # A plus sign of an address may have become a blank.
    said = given[:10] + "T" + given[11:].replace(" ", "+")
    try:
        found = datetime.datetime.fromisoformat(said)
    except ValueError:
        raise UsageError(f"{given!r} is no moment; give 2025-11-04T10:00:00Z") from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=datetime.UTC)
    try:
        return found.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise UsageError(f"{given!r} is no moment; give 2025-11-04T10:00:00Z") from None


def news(
    connection: Connection, after: str, asked: Asked, whats: Sequence[What], need: int
) -> tuple[list[Change], bool]:
    """The changes by what the store took in after a moment, so many at least if there are so many: of what came last
    first, and of what came about then by days. And whether there are more documents than MOST, or edits than EDITS, the
    last of which count.
    """
    d = t.document.c
    new = select(d.id).where(d.added > after).order_by(d.added.desc(), d.id).limit(MOST + 1)
    found = connection.execute(new).scalars().all()
    edits = replacements(connection, known_after=after) if set(whats) & {"edited", "softened"} else []
    told = changes(connection, "", None, asked, whats, (), edits[-EDITS:])[::-1]
    for at in range(0, min(len(found), MOST), AT_ONCE):
        if len(told) >= need:
            break
        some = _active(connection, found[at : min(at + AT_ONCE, MOST)])
        told += changes(connection, "", None, asked, whats, some)[::-1]
    return told, len(found) > MOST or len(edits) > EDITS


def _active(connection: Connection, documents: Sequence[str]) -> set[str]:
    """Those of the documents that count."""
    r = t.reading.c
    return set(connection.execute(select(r.document).where(r.document.in_(documents), r.active)).scalars())


def quotes(connection: Connection, found: Sequence[Change]) -> list[Anchor | None]:
    """The sentence that carries each change, None where no text says it any more; for those that are shown."""
    texts = Texts(connection)
    return [None if one.act is None else texts.sentence(one.act) for one in found]
