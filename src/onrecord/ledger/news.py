"""What is new in a store since somebody looked: the changes after a moment, with their quotes and dossiers."""

import datetime
import re
from collections.abc import Sequence

from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.ledger.changes import Change, What, changes
from onrecord.ledger.commitments import Asked
from onrecord.records import Anchor
from onrecord.store import tables as t
from onrecord.store.texts import sentence_around, text_of
from onrecord.targets import extent

# Documents that are looked through, at most, the last first: who was away for longer asks by days.
MOST = 300
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


def news(connection: Connection, after: str, asked: Asked, whats: Sequence[What]) -> tuple[list[Change], bool]:
    """The changes by what the store took in after a moment, the latest first; and whether there are more documents
    than MOST, of which those are told that came last.
    """
    d, r = t.document.c, t.reading.c
    new = select(d.id).join(t.reading, r.document == d.id).where(r.active, d.added > after)
    found = connection.execute(new.order_by(d.added.desc(), d.id).limit(MOST + 1)).scalars().all()
    told = changes(connection, "", None, asked, whats, found[:MOST], known_after=after)
    return told[::-1], len(found) > MOST


def quotes(connection: Connection, found: Sequence[Change]) -> list[Anchor | None]:
    """The sentence that carries each change, None where no text says it any more; for those that are shown."""
    texts: dict[str, str] = {}
    made: list[Anchor | None] = []
    for one in found:
        if one.act is None:
            made.append(None)
            continue
        document = one.act.document
        if document not in texts:
            texts[document] = text_of(connection, document)
        made.append(sentence_around(texts[document], *extent(one.act, texts[document])))
    return made


def dossiers_of(connection: Connection, threads: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the dossiers of commitments, in order; of few commitments."""
    d = t.thread_dossier.c
    found: dict[str, list[str]] = {}
    query = select(d.thread, d.dossier).where(d.thread.in_(set(threads))).order_by(d.dossier)
    for row in connection.execute(query):
        found.setdefault(row.thread, []).append(row.dossier)
    return found
