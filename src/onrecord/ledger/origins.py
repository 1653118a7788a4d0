"""Where what several documents carry comes from: copies of one story, and reports that credit an outlet, count once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from onrecord.records import Anchor, Frozen, Provenance
from onrecord.resolve.commitments import components
from onrecord.store import tables as t
from onrecord.store.links import cut, held
from onrecord.store.rows import unpacked
from onrecord.store.texts import text_of
from onrecord.vocabulary.credits import closing, credits_of

# Code points of a document's head: who is credited there is credited for all of it; and of a line that is no sentence,
# in which that is so wherever it stands.
HEAD, LINE = 600, 110


class Origin(Frozen, frozen=True):
    """An independent origin: who is credited or published first, and the documents that go back to it."""

    name: str
    documents: tuple[str, ...]


def origins(
    connection: Connection, documents: Sequence[str], places: Mapping[str, Sequence[int]] | None = None
) -> tuple[Origin, ...]:
    """The independent origins of some documents: syndicated copies are one, and so are all that credit one outlet.

    `places` are where in a document what is asked about stands, in code points: an outlet that is credited elsewhere,
    and not at the document's head, has told something else ("…, his adviser told Reuters").
    """
    return traced(connection, known(connection, documents), documents, places)


class Known(NamedTuple):
    """What the origins of some documents follow from: their readings' rows, and which are copies of one story."""

    rows: Mapping[str, Any]
    links: Sequence[tuple[str, str]]


def known(connection: Connection, documents: Iterable[str]) -> Known:
    """What the origins of documents follow from, for those that are asked of many groups of them."""
    r = t.reading.c
    query = select(r.document, r.body, r.publisher, r.title, r.day).where(r.active)
    some = sorted(set(documents))
    rows = {
        row.document: row for these in cut(some) for row in connection.execute(query.where(r.document.in_(these))).all()
    }
    return Known(rows, [(link.subject, link.object) for link in held(connection, "same-story", some)] if some else [])


def traced(
    connection: Connection, of: Known, documents: Sequence[str], places: Mapping[str, Sequence[int]] | None = None
) -> tuple[Origin, ...]:
    """The independent origins of some of the documents that are known, as `origins` tells them."""
    rows = {name: of.rows[name] for name in documents if name in of.rows}
    groups: list[tuple[list[str], list[str]]] = []
    for group in components(rows, of.links):
        first = min(group, key=lambda name: (rows[name].day or "9", rows[name].publisher or "", name))
        said = {name: unpacked(rows[name].body, Provenance) for name in group}
        credited = sorted(
            {credit for name in group for credit in _credits(connection, name, said[name], (places or {}).get(name))}
        )
        own = rows[first].publisher or ", ".join(said[first].issuers) or rows[first].title or first[:12]
        groups.append((credited or [own], group))
    found: dict[str, list[str]] = {}
    # What credits several outlets is no origin of its own where one of them is known already.
    for names, group in sorted(groups, key=lambda one: (len(one[0]), one)):
        found.setdefault(next((name for name in names if name in found), names[0]), []).extend(group)
    return tuple(Origin(name, tuple(sorted(found[name]))) for name in sorted(found))


def _credits(connection: Connection, document: str, said: Provenance, places: Sequence[int] | None) -> tuple[str, ...]:
    """The outlets that a document credits for all of it, or in a paragraph in which one of the places lies."""
    anchors = said.anchors.get("credits", ())
    if places is None or all(anchor.start < HEAD for anchor in anchors):
        return said.credits
    text = text_of(connection, document)
    paragraphs = [_paragraph(text, at) for at in places]
    there = {anchor.exact for anchor in anchors}
    # What only the document's page says, and not its text, is said of all of it.
    return (
        *(name for name in said.credits if name not in there),
        *(
            anchor.exact
            for anchor in anchors
            if anchor.start < HEAD
            or any(first <= anchor.start < stop for first, stop in paragraphs)
            or _alone(text, anchor)
        ),
    )


def _paragraph(text: str, at: int) -> tuple[int, int]:
    return text.rfind("\n", 0, at) + 1, text.find("\n", at) % (len(text) + 1)


def _alone(text: str, anchor: Anchor) -> bool:
    """True if the credit is a line of its own, or stands behind the last sentence of a paragraph: "(Reuters)"."""
    first, stop = _paragraph(text, anchor.start)
    return bool(closing(text[first:stop])) or (stop - first <= LINE and bool(credits_of(text[first:stop])))
