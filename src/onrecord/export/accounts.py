"""Two accounts of one meeting: as tables for a terminal, as one object, as rows."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.export.changes import heading, known
from onrecord.export.csv import Cell
from onrecord.export.table import NOBODY, extent, when, words
from onrecord.export.terminal import one_line
from onrecord.ledger.compare import Account, Where
from onrecord.records import Act, Anchor, Event, Reading, Record, Statement

HEADER = (
    "where", "kind", "reason", "who_a", "who_b", "words_a", "words_b", "start_a", "end_a", "start_b", "end_b", "alike",
)  # fmt: skip
_TITLES: dict[Where, str] = {
    "conflicting": "Told differently", "both": "In both", "one": "Only in A", "other": "Only in B"
}  # fmt: skip
_PAIRS: tuple[Where, ...] = ("conflicting", "both")


def tables(one: Reading, other: Reading, accounts: Sequence[Account]) -> Group:
    """The accounts as rich renderables: which two texts, then what they tell differently, share, and have alone."""
    parts: list[RenderableType] = [heading("A", one), heading("B", other)]
    for where, name in _TITLES.items():
        found = [account for account in accounts if account.where == where]
        if found:
            parts.append(_table(f"{name} ({len(found)})", found, where))
    return Group(*parts)


def as_object(one: Reading, other: Reading, accounts: Sequence[Account]) -> dict[str, Any]:
    """The two documents, how many accounts of each sort, and the accounts with both records, as one object."""
    counts = {where: sum(account.where == where for account in accounts) for where in _TITLES}
    return {
        "one": known(one),
        "other": known(other),
        "counts": counts,
        "accounts": msgspec.to_builtins(tuple(accounts)),
    }


def rows(accounts: Sequence[Account]) -> Iterator[tuple[Cell, ...]]:
    """The accounts as rows under HEADER; offsets are those of the words, in code points."""
    for account in accounts:
        records = (account.one, account.other)
        yield (
            account.where,
            account.kind,
            account.reason and one_line(account.reason),
            *(who(record) if record else None for record in records),
            *(words(spans(record)) if record else None for record in records),
            *extent(spans(account.one) if account.one else ()),
            *extent(spans(account.other) if account.other else ()),
            account.alike,
        )


def _table(name: str, accounts: Sequence[Account], where: Where) -> Table:
    made = Table(
        title=f"\n{name}", title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False, expand=True
    )
    made.show_edge = False
    made.add_column("Record", min_width=9, style="cyan")
    for column in ("A", "B") if where in _PAIRS else ("Words",):
        made.add_column(column, ratio=6, overflow="fold")
    if where == "conflicting":
        made.add_column("Why", ratio=3, overflow="fold", style="red")
    for account in accounts:
        cells = [_said(record) for record in (account.one, account.other) if record]
        why = [Text(one_line(account.reason))] if account.reason else []
        made.add_row(Text(account.kind), *cells, *why)
    return made


def _said(record: Record) -> Text:
    """Who, what kind of record, and its words."""
    made = Text(who(record), style="bold")
    made.append(f" {how(record)} ", style="not bold green")
    made.append(words(spans(record)), style="not bold")
    if isinstance(record, Event) and record.date:
        made.append(f" ({when(record.date, record.date_value)})", style="not bold dim")
    return made


def how(record: Record) -> str:
    """What kind of record it is, in a few words: a statement's cue, an event's type, an act's kind."""
    match record:
        case Statement():
            return words([record.cue]) or "said"
        case Event():
            return record.type if record.factuality == "actual" else f"{record.type}, {record.factuality}"
        case Act():
            return record.kind


def who(record: Record) -> str:
    """Who speaks or acts, by name, else in the document's words."""
    match record:
        case Statement():
            return one_line(", ".join(record.actor)) or words([record.speaker]) or NOBODY
        case Event():
            return one_line(", ".join((*record.actors, *record.recipients))) or words(record.actor_spans) or NOBODY
        case Act():
            return one_line(", ".join(record.by)) or words(record.by_spans) or NOBODY


def spans(record: Record) -> tuple[Anchor, ...]:
    """The words that carry the record."""
    match record:
        case Statement():
            return record.content
        case Event():
            return (record.trigger,)
        case Act():
            return record.undertaking
