"""The reading of a document that counts: that of its reader, or, where reviewers decided otherwise, derived from it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from onrecord.records import Act, Actor, Decision, Event, Link, Record, Statement, link_id
from onrecord.resolve.corrections import heir
from onrecord.store import tables as t
from onrecord.store.links import anew, as_link, cut, judged, pair, put_links, retracted
from onrecord.store.rows import unpacked

# What a record is, by the first letter of its id.
SHAPES: dict[str, type[Record]] = {"s": Statement, "e": Event, "a": Act}


def decisions(connection: Connection, document: str) -> list[Decision]:
    """What reviewers decided on the records of a document and did not undo, in order."""
    v = t.review.c
    of = select(t.review).where(v.document == document, v.was.is_not(None)).order_by(v.no)
    found: list[Decision] = []
    before: dict[str, tuple[Record, ...]] = {}
    for row in connection.execute(of):
        was, now = as_record(row.was), as_record(row.now) if row.now else None
        if row.undone is None:
            actors = unpacked(row.actors, tuple[Actor, ...]) if row.actors else ()
            found.append(Decision(row.verdict, was, now, actors, before.get(was.id, ())))
        elif now is not None:
            before[now.id] = (was, *before.get(was.id, ()))
    return found


def standing_on(rows: Sequence[Any], added: Any) -> list[Any]:
    """Of the decisions on a document's records, in order, those that are about what one of them added, or about what
    that was edited to, and are not undone.
    """
    names, found = {added.record}, []
    for row in rows:
        if row.no <= added.no or row.was is None:
            continue
        now = as_record(row.now).id if row.now else None
        about = row.record in names
        if row.undone is not None:
            names |= {now} if about and now else set()
            continue
        if row.verdict == "added":
            names.discard(row.record)
        elif about:
            found.append(row)
            names -= {row.record} if row.verdict != "accepted" else set()
        names = names | {now} if about and now else names - {now}
    return found


def as_record(body: str) -> Record:
    """The record that a row of decisions holds."""
    record: Record = unpacked(body, SHAPES[unpacked(body, dict[str, object])["id"][0]])  # type: ignore[index]
    return record


def carry(connection: Connection, document: str, acts: Sequence[Act]) -> None:
    """Returns nothing: what users judged of acts of the document that are gone holds of those in their place.

    `acts` are those that count now. Links and retractions are put anew, by the same user; `why` names the first.
    """
    now = {one.id for one in acts}
    a, r = t.act.c, t.reading.c
    of = select(a.id, a.body).join(t.reading, r.no == a.reading).where(r.document == document)
    gone = {row.id: row.body for row in connection.execute(of) if row.id not in now}
    if not gone:
        return
    not_held = retracted(connection)
    mine = [link for link in judged(connection, list(gone)) if link.id not in not_held]
    against = _against(connection, list(gone), not_held)
    ends = {end for one in mine for end in (one.subject, one.object)} | {
        end for one, _ in against for end in (one.subject, one.object)
    }
    heirs = {name: new.id for name in sorted(ends & gone.keys()) if (new := heir(unpacked(gone[name], Act), acts))}
    for link in mine:
        one, other = heirs.get(link.subject, link.subject), heirs.get(link.object, link.object)
        if {one, other} != {link.subject, link.object} and one != other:
            made = anew(connection, link.kind, one, other, link.by, carried(link.id))
            put_links(connection, [made] if made is not None else [])
    for link, back in against:
        one, other = heirs.get(link.subject, link.subject), heirs.get(link.object, link.object)
        if {one, other} != {link.subject, link.object} and one != other:
            name = pair(link.kind, one, other, link.by).id
            again = Link(link_id("retracts", name), "retracts", name, "", back.by, None, carried(back.id))
            put_links(connection, [again])


def carried(link: str) -> str:
    """What a link says that was put because another was, for acts in the place of that one's."""
    return f"as {link}"


def _against(connection: Connection, ids: list[str], not_held: frozenset[str]) -> list[tuple[Link, Link]]:
    """The rules' links with one of the ids at one end that a user took back, each with what took it back."""
    k = t.link.c
    backs = select(t.link).where(k.kind == "retracts", k.id.not_in(sorted(not_held)))
    by_link = {row.subject: as_link(row) for row in connection.execute(backs)}
    if not by_link:
        return []
    wanted = set(ids)
    found = []
    for some in cut(sorted(by_link)):
        for row in connection.execute(select(t.link).where(k.id.in_(some), k.score.is_not(None))):
            if row.subject in wanted or row.object in wanted:
                link = as_link(row)
                found.append((link, by_link[row.id]))
    return found
