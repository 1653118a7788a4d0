"""Who commits to whom, and who speaks of whose commitments."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from onrecord.commitment import STAGES, Stage
from onrecord.ledger.asking import days, meant
from onrecord.ledger.commitments import Asked, Standing
from onrecord.ledger.network import TIES, Tie, Tied, behind, groups, known_tie, led_by, ties
from onrecord.ledger.subjects import named
from onrecord.ledger.window import Stretch
from onrecord.records import Frozen
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

# Parties of the chart, on each side, and commitments that are listed behind a tie.
_SHOWN, _BEHIND = 16, 50


class Network(Frozen, frozen=True):
    """Who is tied to whom, from `offset` on; `cells` are the ties among those with the most, whom `by` and `to` name.

    `behind` are the commitments behind the ties of the parties that are asked for. None is nobody named.
    """

    tie: Tied
    rows: tuple[Tie, ...]
    more: bool
    offset: int
    limit: int
    many: int
    stretch: Stretch
    by: tuple[str, ...]
    to: tuple[str | None, ...]
    cells: tuple[Tie, ...]
    dossiers: tuple[tuple[str, str], ...]
    behind: tuple[Standing, ...] = ()
    stages: tuple[Stage, ...] = STAGES
    kinds: tuple[Tied, ...] = TIES
    remarks: tuple[str, ...] = ()


def network(
    connection: Connection, tie: Words = None, dossier: Words = None, stage: Words = None, by: Words = None,
    to: Words = None, since: Words = None, until: Words = None, limit: Limit = ROWS, offset: Offset = 0,
) -> Network:  # fmt: skip
    """Who commits to whom, or speaks of whose commitments: how often, and at which stages."""
    tied = known_tie(tie)
    first, last = days(since, until)
    asked, remarks = meant(connection, Asked(dossier, stage=stage))
    led = led_by(connection, asked, tied, undated=first is None)
    stretch = led.stretch(first, last)
    every = ties(groups(connection, led, stretch, tied), tied)
    found = [one for one in every if by in (None, one.by) and to in (None, one.to)]
    shown = [one for one in found if one.by is not None]
    rows, columns = _most(shown, "by"), _most(shown, "to")
    cells = [one for one in shown if one.by in rows and one.to in columns]
    listed = behind(connection, led, stretch, tied, by, to, _BEHIND) if by or to else []
    return Network(
        tied, tuple(found[offset:][:limit]), len(found) > offset + limit, offset, limit, len(found), stretch,
        tuple(one for one in rows if one is not None), columns, tuple(cells), tuple(named(connection)), tuple(listed),
        remarks=remarks,
    )  # fmt: skip


def _most(found: Sequence[Tie], side: str) -> tuple[str | None, ...]:
    """Those on one side with the most ties, by how many they have; nobody last."""
    sums: Counter[str | None] = Counter()
    for one in found:
        sums[getattr(one, side)] += one.many
    most = sorted((one for one in sums if one is not None), key=lambda one: (-sums[one], one))[:_SHOWN]
    return (*most, *((None,) if None in sums else ()))


def _csv(page: Network) -> tuple[list[str], list[list[str]]]:
    header = ["By", "To", "Many", *(one.replace("_", " ").capitalize() for one in STAGES), "No stage"]
    return header, [
        [one.by or "", one.to or "", str(one.many), *(str(dict(one.stages).get(stage, 0)) for stage in (*STAGES, None))]
        for one in page.rows
    ]


PAGE = Page("/network", "network.html", network, _csv)
