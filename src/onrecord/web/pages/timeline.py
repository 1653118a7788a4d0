"""Statements and acts over time: what the acts did to the stage of their commitments, and in which dossiers."""

from typing import get_args

from sqlalchemy import Connection

from onrecord.ledger.asking import days, meant
from onrecord.ledger.commitments import Asked
from onrecord.ledger.subjects import named
from onrecord.ledger.tally import DIDS, Course, Did, course, known_did, sums
from onrecord.ledger.timeline import Moment, acts_within
from onrecord.ledger.window import Led
from onrecord.records import ActKind, Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

# Acts without a day that are counted; beyond them there are "more than".
COUNTED = 1_000


class Dossier(Frozen, frozen=True):
    """A dossier with how many acts in it did what, as in DIDS."""

    id: str
    title: str
    acts: tuple[int, ...]


class Timeline(Frozen, frozen=True):
    """Statements and acts over time, by dossier, and the acts themselves (`rows`), the latest first, from `offset` on.

    `acts` says how many acts did what. `undated` acts of those asked for stand on no day; if these are `counted`, there
    may be more.
    """

    course: Course
    rows: tuple[Moment, ...]
    more: bool
    offset: int
    limit: int
    acts: tuple[tuple[Did, int], ...]
    by_dossier: tuple[Dossier, ...]
    dossiers: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...] = get_args(ActKind)
    undated: int = 0
    counted: int = COUNTED
    remarks: tuple[str, ...] = ()


def over_time(
    connection: Connection, dossier: Words = None, party: Words = None, kind: Words = None, did: Words = None,
    since: Words = None, until: Words = None, limit: Limit = ROWS, offset: Offset = 0,
) -> Timeline:  # fmt: skip
    """How many statements and acts there were over time, and what the acts did to the stage of commitments."""
    only = known_did(did)
    first, last = days(since, until)
    asked, remarks = meant(connection, Asked(dossier, party, kind=kind))
    led = Led(connection, asked)
    stretch = led.stretch(first, last, readings=True)
    found = course(connection, led, asked, stretch, only)
    rows = acts_within(connection, led, stretch, only, limit + 1, offset)
    titles = [*named(connection), ("none", "In no dossier")]
    undated = 0 if first or last else led.undated(COUNTED)
    return Timeline(
        found, tuple(rows[:limit]), len(rows) > limit, offset, limit, tuple(sums(found.bins).items()),
        _by_dossier(found, dict(titles)), tuple(titles[:-1]), undated=undated, remarks=remarks,
    )  # fmt: skip


def _by_dossier(found: Course, titles: dict[str, str]) -> tuple[Dossier, ...]:
    """The dossiers of the tallies, those with the most acts first, what stands in none last."""
    acts: dict[str, dict[Did, int]] = {}
    for one in found.tallies:
        of = acts.setdefault(one.dossier, dict.fromkeys(DIDS, 0))
        of[one.did] += one.acts
    made = [Dossier(name, titles.get(name, name), tuple(of.values())) for name, of in acts.items()]
    return tuple(sorted(made, key=lambda one: (one.id == "none", -sum(one.acts), one.title)))


def _csv(page: Timeline) -> tuple[list[str], list[list[str]]]:
    header = ["From", "Until", "Statements", *(one.capitalize() for one in DIDS)]
    return header, [[one.since, one.until, *map(str, (one.statements, *one.acts))] for one in page.course.bins]


PAGE = Page("/timeline", "timeline.html", over_time, _csv)
