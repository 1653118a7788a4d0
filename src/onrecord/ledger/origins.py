"""Where what several documents carry comes from: copies of one story, and reports that credit an outlet, count once."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from onrecord.records import Frozen, Provenance
from onrecord.resolve.commitments import components
from onrecord.store import tables as t
from onrecord.store.links import cut, held
from onrecord.store.rows import unpacked


class Origin(Frozen, frozen=True):
    """An independent origin: who is credited or published first, and the documents that go back to it."""

    name: str
    documents: tuple[str, ...]


def origins(connection: Connection, documents: Sequence[str]) -> tuple[Origin, ...]:
    """The independent origins of some documents: syndicated copies are one, and so are all that credit one outlet."""
    r = t.reading.c
    query = select(r.document, r.body, r.publisher, r.day).where(r.active)
    rows = {
        row.document: row for some in cut(documents) for row in connection.execute(query.where(r.document.in_(some)))
    }
    links = [(link.subject, link.object) for link in held(connection, "same-story", documents)]
    groups: list[tuple[list[str], list[str]]] = []
    for group in components(rows, links):
        first = min(group, key=lambda name: (rows[name].day or "9", rows[name].publisher or "", name))
        credited = sorted({credit for name in group for credit in unpacked(rows[name].body, Provenance).credits})
        groups.append((credited or [rows[first].publisher or first[:12]], group))
    found: dict[str, list[str]] = {}
    # What credits several outlets is no origin of its own where one of them is known already.
    for names, group in sorted(groups, key=lambda one: (len(one[0]), one)):
        found.setdefault(next((name for name in names if name in found), names[0]), []).extend(group)
    return tuple(Origin(name, tuple(sorted(found[name]))) for name in sorted(found))
