"""What has changed since a day, or since somebody looked: by dossier, with the quotes; and the feed of the digest."""

import datetime

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.export.digest import rss
from onrecord.ledger.asking import days, meant
from onrecord.ledger.changes import EDITS, WHATS, Change, What, changes, with_links
from onrecord.ledger.commitments import Asked, dossiers_of
from onrecord.ledger.digest import digest
from onrecord.ledger.digest import until as written
from onrecord.ledger.edits import replacements
from onrecord.ledger.news import moment_of, news, quotes
from onrecord.ledger.subjects import named
from onrecord.ledger.told import TOLD, day_with, told
from onrecord.records import Anchor, Frozen
from onrecord.store.clock import today
from onrecord.store.facets import UNASSIGNED
from onrecord.web.page import ROWS, Body, File, Limit, Offset, Page, Words

# Days that are looked back on where nothing else is asked for, and those that are told where nothing changed since.
BACK, WEEK = 14, 7
# Documents of the feed, the last added; and those among which these of a subject are looked for.
FED, FED_FROM = 100, 1_000


class Group(Frozen, frozen=True):
    """A dossier, and which of the rows are of it, by their numbers from 0: each row stands in one group."""

    dossier: str
    title: str
    rows: tuple[int, ...]


class Changes(Frozen, frozen=True):
    """The changes from `since` on, the latest first, from `offset` on; `more` is true if there are further ones.

    `quotes` are the sentences that carry the rows. `after` is the moment since which these are new, where one is asked
    for; `upto` the moment until which the store was written to. `groups` are the dossiers, and which rows are of each;
    a row that is in others has them in `also`.
    """

    rows: tuple[Change, ...]
    more: bool
    offset: int
    limit: int
    since: str
    dossiers: tuple[tuple[str, str], ...]
    whats: tuple[str, ...] = WHATS
    remarks: tuple[str, ...] = ()
    quotes: tuple[Anchor | None, ...] = ()
    groups: tuple[Group, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    after: str | None = None
    upto: str | None = None


def changed(
    connection: Connection, since: Words = None, until: Words = None, what: Words = None, dossier: Words = None,
    party: Words = None, text: Words = None, limit: Limit = ROWS, offset: Offset = 0,
) -> Changes:  # fmt: skip
    """What has changed since a day, or by what came after a moment, the latest first."""
    if what is not None and what not in WHATS:
        raise UsageError(f"what {what!r}: give one of {', '.join(WHATS)}")
    after = moment_of(since)
    first, last = days(None if after else since, until)
    bare = first is None
    if first is None:
        first = _before(last or today(), BACK)
    asked, remarks = meant(connection, Asked(dossier=dossier, party=party, text=text))
    whats = tuple(one for one in WHATS if what in (None, one))
    need = offset + limit + 1
    if after is None:
        found, cut = _latest(connection, first, last, asked, whats, need)
        if not found and bare and (week := _last_week(connection, asked, whats, last)):
            remarks = (*remarks, f"Nothing has changed since {first}; this is the last week in which something did.")
            first = week
            found, cut = _latest(connection, first, last, asked, whats, need)
        if cut:
            remarks = (*remarks, f"Of what edits did that of the last {EDITS} is told; for others give an until.")
    else:
        if until is not None:
            raise UsageError("since a moment all is told that came after it; leave out until")
        found, cut = news(connection, after, asked, whats, need)
        if cut:
            remarks = (*remarks, "More came since then than is looked through at once; these are by what came last.")
    shown = tuple(with_links(connection, found[offset:][:limit]))
    titles = named(connection)
    groups, also = _grouped(connection, shown, dict(titles))
    return Changes(
        shown, len(found) >= need, offset, limit, after or first, tuple(titles), WHATS, remarks,
        tuple(quotes(connection, shown)), groups, also, after, written(connection),
    )  # fmt: skip


def _before(day: str, days: int) -> str:
    """The day so many days before another, or the first that there is."""
    return datetime.date.fromordinal(max(1, datetime.date.fromisoformat(day).toordinal() - days)).isoformat()


def _last_week(connection: Connection, asked: Asked, whats: tuple[What, ...], last: str | None) -> str | None:
    """The first day of the last week in which an act changed something, up to a day; None where none ever did."""
    by_steps = tuple(one for one in whats if one in TOLD)
    found, _ = _latest(connection, "0", last, asked, by_steps, 1) if by_steps else ([], False)
    return _before(found[0].day, WEEK - 1) if found and found[0].day else None


def _grouped(
    connection: Connection, shown: tuple[Change, ...], titles: dict[str, str]
) -> tuple[tuple[Group, ...], tuple[tuple[str, ...], ...]]:
    """The rows by dossier, each in the first of its own by title, and what other dossiers each is in."""
    held = dossiers_of(connection, [one.thread for one in shown])
    groups: dict[str, list[int]] = {}
    also = []
    for number, one in enumerate(shown):
        mine = sorted(held.get(one.thread, ()), key=lambda name: titles.get(name, name))
        groups.setdefault(mine[0] if mine else UNASSIGNED, []).append(number)
        also.append(tuple(mine[1:]))
    ordered = sorted(groups, key=lambda name: (name == UNASSIGNED, titles.get(name, name)))
    made = (Group(name, titles.get(name, "In no dossier"), tuple(groups[name])) for name in ordered)
    return tuple(made), tuple(also)


def _latest(
    connection: Connection, first: str, last: str | None, asked: Asked, whats: tuple[What, ...], need: int
) -> tuple[list[Change], bool]:
    """The latest changes from a day on, so many at least if there are so many; further ones are not worked out.

    And whether there are more edits from that day on than EDITS, the last of which are told.
    """
    steps = told(connection, asked, whats, first, last, begins=True)
    wanted = need
    while True:
        since = (day_with(connection, steps, wanted) if set(whats) & set(TOLD) else None) or first
        edits = replacements(connection, since, last, most=2 * EDITS) if set(whats) & {"edited", "softened"} else []
        found = changes(connection, since, last, asked, whats, replaced=edits[-EDITS:])
        if len(found) >= need or since == first:
            return found[::-1], len(edits) > EDITS
        wanted *= 2  # some steps tell one change together


def feed(
    connection: Connection, since: Words = None, dossier: Words = None, party: Words = None, text: Words = None
) -> Body:
    """What the store took in last, or of that what concerns a dossier, a party, or some words, as an RSS feed."""
    asked, _ = meant(connection, Asked(dossier=dossier, party=party, text=text))
    most = FED if asked == Asked() else FED_FROM
    found = digest(connection, moment_of(since) or days(since, None)[0] or _before(today(), BACK), most, asked)
    titles = dict(named(connection))
    of = ", ".join(titles.get(one, one) for one in (asked.dossier, asked.party, asked.text) if one)
    return Body(rss(found, of).encode("utf-8", "replace"), "application/rss+xml; charset=utf-8")


PAGE = Page("/changes", "changes.html", changed)
FILES = (File("/changes.rss", feed),)
