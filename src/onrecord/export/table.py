"""A reading as tables for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.export.terminal import one_line
from onrecord.records import Act, Anchor, Event, Reading, Statement, Why
from onrecord.text import counted

NOBODY = "–"
GAP = " … "
# EDTF's codes of seasons (ISO 8601-2).
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
# Characters that a name needs; columns by the share of the width that they take, the others as their words need.
_LEAST = {"Who": 13, "By": 13, "Event": 13, "With": 10, "To": 10}
_RATIOS = {
    "What is said": 6,
    "Undertaking": 6,
    "Terms": 3,
    "When, where": 3,
    "Who": 3,
    "By": 3,
    "With": 3,
    "To": 2,
    "Cue": 2,
}


def tables(reading: Reading, explain: bool = False) -> Group:
    """The reading as rich renderables: what the document is, then a table for each kind of record that it has.

    With `explain` each row also names the rule that made the record and the words it went by.
    """
    parts: list[RenderableType] = [_heading(reading)]
    if reading.statements:
        columns = ("Who", "Cue", "What is said", "To", "How")
        parts.append(_table("Statements", columns, map(_statement, reading.statements), reading.statements, explain))
    if reading.events:
        columns = ("Event", "Words", "Who", "With", "When, where")
        parts.append(_table("Events", columns, map(_event, reading.events), reading.events, explain))
    if reading.acts:
        columns = ("By", "Act", "Undertaking", "To", "Terms")
        parts.append(_table("Acts", columns, map(_act, reading.acts), reading.acts, explain))
    return Group(*parts)


def between() -> Rule:
    """What stands between two documents."""
    return Rule(style="dim")


def title(reading: Reading) -> str:
    """The document's title, else its first line of text, else its source."""
    text = reading.document.text
    first = next((line for line in text.splitlines() if line.strip()), "") if not reading.document.title else ""
    line = one_line(reading.document.title or first or reading.document.source or reading.document.id)
    return line if len(line) <= 120 else line[:117] + "…"


def about(reading: Reading) -> list[str]:
    """What the document is, in short: kind, publisher, date, place, sourcing, issuers."""
    given = reading.provenance
    facts = [given.kind, given.publisher, given.published, given.place]
    if given.credits:
        facts.append("citing " + ", ".join(given.credits))
    if given.issuers:
        facts.append("issued by " + ", ".join(given.issuers))
    return [one_line(fact) for fact in facts if fact]


def extent(anchors: Sequence[Anchor]) -> tuple[int | None, int | None]:
    """Where the first of the anchors begins and the last ends, in code points; nothing for none."""
    if not anchors:
        return None, None
    return min(anchor.start for anchor in anchors), max(anchor.end for anchor in anchors)


def words(anchors: Iterable[Anchor | None]) -> str:
    """The words of the anchors on one line."""
    return GAP.join(one_line(anchor.exact) for anchor in anchors if anchor)


def terms(act: Act, dated: bool = True) -> list[tuple[str, str]]:
    """By when, how much, on what condition, and, with `dated`, of which day, as (name, words); a condition names
    itself.
    """
    found = [("due", when(act.due, act.due_value)), ("amount", words([act.amount])), ("", words([act.condition]))]
    if dated:
        found.append(("dated", when(act.date, act.date_value)))
    return [(name, said) for name, said in found if said]


def terms_line(act: Act, dated: bool = True) -> str:
    """The `terms` on one line; empty where the text says nothing of them."""
    return "; ".join(f"{name} {said}".strip() for name, said in terms(act, dated))


def when(anchor: Anchor | None, value: str | None) -> str:
    """A date in the document's words, and what it comes to where the words do not say it themselves."""
    said = words([anchor])
    if not said or not value:
        return said
    meant = in_words(value)
    return said if meant.casefold() in said.casefold() else f"{said} ({meant})"


def dated(value: str | None) -> str:
    """An EDTF date as people write it; "undated" for none."""
    return in_words(value) if value else "undated"


def in_words(value: str) -> str:
    """An EDTF value as people write it, where its code is not plain: seasons and decades."""
    year, _, code = value.partition("-")
    if code in _SEASONS:
        return f"{_SEASONS[code]} {year}"
    return f"{value[:3]}0s" if len(value) == 4 and value[3] == "X" and value[:3].isdigit() else value


def _heading(reading: Reading) -> Text:
    size = counted(len(reading.document.text.split()), "word")
    records = (
        counted(len(reading.statements), "statement"),
        counted(len(reading.events), "event"),
        counted(len(reading.acts), "act"),
        counted(len(reading.actors), "actor"),
    )
    heading = Text(title(reading), style="bold")
    heading.append("\n" + " · ".join(about(reading)), style="not bold")
    heading.append("\n" + " · ".join((size, *records)), style="not bold dim")
    return heading


def _table(
    name: str,
    columns: tuple[str, ...],
    cells: Iterable[tuple[str, ...]],
    records: Iterable[Statement | Event | Act],
    explain: bool,
) -> Table:
    made = Table(
        title=f"\n{name}", title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False, expand=True
    )
    made.show_edge = False
    for index, column in enumerate(columns):
        style = "cyan" if index == 0 else None
        ratio = _RATIOS.get(column)
        made.add_column(column, ratio=ratio, min_width=_LEAST.get(column), overflow="fold", style=style)
    if explain:
        made.add_column("Why", ratio=3, overflow="fold", style="dim")
    for row, record in zip(cells, records, strict=True):
        shown = (*row, why(record.why)) if explain else row
        made.add_row(*(Text(cell) for cell in shown))
    return made


def _statement(statement: Statement) -> tuple[str, ...]:
    who = one_line(", ".join(statement.actor)) or words([statement.speaker]) or NOBODY
    inner = "↳ " if statement.within else ""
    return (inner + who, words([statement.cue]), words(statement.content), words([statement.addressee]), statement.mode)


def _event(event: Event) -> tuple[str, ...]:
    kind = event.type if event.mode is None else f"{event.type} ({event.mode})"
    shown = kind if event.factuality == "actual" else f"{kind}, {event.factuality}"
    return (
        shown,
        words([event.trigger]),
        one_line(", ".join(event.actors)) or words(event.actor_spans) or NOBODY,
        one_line(", ".join(event.recipients)) or words(event.recipient_spans),
        "; ".join(filter(None, (when(event.date, event.date_value), words([event.place])))),
    )


def _act(act: Act) -> tuple[str, ...]:
    by = one_line(", ".join(act.by)) or words(act.by_spans) or NOBODY
    to = one_line(", ".join(act.to)) or words(act.to_spans)
    return (by, act.kind, words(act.undertaking), to, terms_line(act))


def why(reason: Why | None) -> str:
    """The rule, the words it went by and how sure the model is, on one line."""
    if reason is None:
        return ""
    went_by = words(reason.words)
    said = f"{reason.rule}: {went_by}" if went_by else reason.rule
    return said if reason.sure is None else f"{said} ({reason.sure:.0%} sure)"


def commitments(reading: Reading) -> Iterator[tuple[Text, Table]]:
    """Whom the document commits to what: for each party a heading and a table of its acts, in text order."""
    parties: dict[str, list[Act]] = {}
    for act in reading.acts:
        parties.setdefault(one_line(", ".join(act.by)) or words(act.by_spans) or "Nobody named", []).append(act)
    for party, acts in parties.items():
        made = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        made.add_column(width=2)
        made.add_column(style="green", no_wrap=True, width=9)
        made.add_column(overflow="fold")
        for act in acts:
            said = Text(words(act.undertaking))
            if act.to:
                said.append(f"  → {one_line(', '.join(act.to))}", style="cyan")
            for name, found in terms(act):
                said.append(f"  [{f'{name} {found}'.strip()}]", style="dim")
            made.add_row("", act.kind, said)
        yield Text(party, style="bold cyan"), made
