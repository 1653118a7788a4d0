"""What changed between two texts: as tables for a terminal, as one object, as rows."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.export.csv import Cell
from onrecord.export.table import NOBODY, about, extent, title, when, words
from onrecord.export.terminal import one_line
from onrecord.ledger.diff import Change, Status, Term
from onrecord.ledger.rewording import runs
from onrecord.records import Act, Reading
from onrecord.text import counted

HEADER = (
    "status", "firmness", "kind_before", "kind_after", "by_before", "by_after", "words_before", "words_after",
    "start_before", "end_before", "start_after", "end_after", "due_before", "due_after", "amount_before",
    "amount_after", "condition_before", "condition_after", "alike",
)  # fmt: skip
_TITLES: dict[Status, str] = {"reworded": "Reworded", "new": "New", "dropped": "Dropped", "kept": "Kept"}
_STYLES = {"hardened": "green", "softened": "red"}
_NEW_WORDS, _OLD_WORDS = "bold underline", "strike"
_WORD = re.compile(r"\S+\s*")


def tables(old: Reading, new: Reading, changes: Sequence[Change]) -> Group:
    """The changes as rich renderables: which two texts, then a table for each status that there is.

    Words that the other text does not have are underlined in the new one, struck through in the old one.
    """
    parts: list[RenderableType] = [heading("Before", old), heading("Now", new), _summary(changes)]
    for status, name in _TITLES.items():
        found = [change for change in changes if change.status == status]
        if found:
            parts.append(_table(f"{name} ({len(found)})", found, status == "reworded"))
    return Group(*parts)


def heading(name: str, reading: Reading) -> Text:
    """Which text it is: its title, and in short what it is."""
    made = Text(f"{name}: ", style="dim")
    made.append(title(reading), style="not dim bold")
    made.append(f"\n{' · '.join(about(reading))}")
    return made


def as_object(old: Reading, new: Reading, changes: Sequence[Change]) -> dict[str, Any]:
    """The two documents, how many changes of each status, and the changes with both acts, as one object."""
    counts = {status: sum(change.status == status for change in changes) for status in _TITLES}
    return {"old": known(old), "new": known(new), "counts": counts, "changes": msgspec.to_builtins(tuple(changes))}


def known(reading: Reading) -> dict[str, Any]:
    """What is known of a reading's document, without its text."""
    about = {name: value for name, value in msgspec.to_builtins(reading.document).items() if name != "text"}
    return about | {"reader": reading.reader}


def rows(changes: Sequence[Change]) -> Iterator[tuple[Cell, ...]]:
    """The changes as rows under HEADER; offsets are those of the undertaking, in code points."""
    for change in changes:
        old, new = change.old, change.new
        acts = (old, new)
        yield (
            change.status,
            change.firmness,
            *(act.kind if act else None for act in acts),
            *(_by(act) if act else None for act in acts),
            *(words(act.undertaking) if act else None for act in acts),
            *extent(old.undertaking if old else ()),
            *extent(new.undertaking if new else ()),
            *(when(act.due, act.due_value) if act else None for act in acts),
            *(words([act.amount]) if act else None for act in acts),
            *(words([act.condition]) if act else None for act in acts),
            change.alike,
        )


def _summary(changes: Sequence[Change]) -> Text:
    counts = [f"{sum(change.status == status for change in changes)} {status}" for status in _TITLES]
    moved = [f"{sum(change.firmness == way for change in changes)} {way}" for way in ("hardened", "softened")]
    return Text(f"{counted(len(changes), 'undertaking')}: {', '.join(counts)}; {', '.join(moved)}")


def _table(name: str, changes: Sequence[Change], is_reworded: bool) -> Table:
    made = Table(
        title=f"\n{name}", title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False, expand=True
    )
    made.show_edge = False
    made.add_column("By", ratio=3, min_width=13, overflow="fold", style="cyan")
    made.add_column("Act", ratio=2, min_width=10, overflow="fold")
    made.add_column("Undertaking", ratio=6, overflow="fold")
    if is_reworded:
        made.add_column("Before", ratio=6, overflow="fold", style="dim")
    made.add_column("Terms", ratio=3, overflow="fold")
    for change in changes:
        made.add_row(*_cells(change, is_reworded))
    return made


def _cells(change: Change, is_reworded: bool) -> Iterator[Text]:
    act = change.new or change.old
    if act is None:
        return
    yield Text(_by(act))
    yield _kinds(change)
    if change.old and change.new:
        yield _marked(words(change.old.undertaking), words(change.new.undertaking), _NEW_WORDS)
    else:
        yield Text(words(act.undertaking))
    if is_reworded:
        yield _marked(words(act.undertaking), words(change.old.undertaking), _OLD_WORDS) if change.old else Text()
    yield Text("; ".join(_term(term) for term in change.terms))


def _by(act: Act) -> str:
    return one_line(", ".join(act.by)) or words(act.by_spans) or NOBODY


def _kinds(change: Change) -> Text:
    if not (change.old and change.new):
        return Text((change.new or change.old).kind)  # type: ignore[union-attr]
    is_one = change.old.kind == change.new.kind
    made = Text(change.new.kind if is_one else f"{change.old.kind} → {change.new.kind}")
    if change.firmness is None:
        made.append(" (the opposite)", style="red")
    elif change.firmness in _STYLES:
        made.append(f" ({change.firmness})", style=_STYLES[change.firmness])
    return made


def _marked(other: str, shown: str, style: str) -> Text:
    """The words to be shown, those that the others do not have in a style."""
    new = _WORD.findall(shown)
    made = Text()
    for run in runs(_WORD.findall(other), new):
        piece = "".join(new[run.new : run.new_end])
        said = piece.rstrip()
        made.append(said, style=None if run.same else style)
        made.append(piece[len(said) :])
    return made


def _term(term: Term) -> str:
    before, after = when(term.before, term.before_value), when(term.after, term.after_value)
    return f"{term.name}: {before or NOBODY} → {after or NOBODY}"
