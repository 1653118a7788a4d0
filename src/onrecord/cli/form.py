"""The forms in which the answer to a question is printed: a table, JSON Lines, JSON or CSV."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from onrecord.cli import streams
from onrecord.errors import UsageError

Form = Literal["table", "lines", "json", "csv"]


class Column(NamedTuple):
    """A column of a table: its heading, what stands in it for a value, its share of the width, if any.

    On a terminal that follows links a cell leads to what `link` gives for the value.
    """

    name: str
    cell: Callable[[Any], str]
    ratio: int = 0
    style: str | None = None
    link: Callable[[Any], str | None] | None = None


def form(*, as_json: bool, as_csv: bool, as_table: bool) -> Form:
    """The form that is asked for; by default a table on a terminal, JSON Lines into a pipe."""
    asked: list[Form] = []
    if as_json:
        asked.append("json")
    if as_csv:
        asked.append("csv")
    if as_table:
        asked.append("table")
    if len(asked) > 1:
        raise UsageError("give one of --json, --csv and --table")
    return asked[0] if asked else "table" if sys.stdout.isatty() else "lines"


def answer(values: Sequence[Any], columns: Sequence[Column], wanted: Form, *, color: bool, nothing: str) -> None:
    """Returns nothing: prints the values in the form wanted; `nothing` is said on a terminal where there are none."""
    if wanted == "csv":
        from onrecord.export.csv import rows_csv

        rows = [[column.cell(value) for column in columns] for value in values]
        streams.write(rows_csv([column.name for column in columns], rows))
    elif wanted == "table":
        streams.show(streams.console(color), table(values, columns) if values else nothing)
    else:
        from onrecord.export.jsonl import json_text

        if wanted == "json":
            streams.write(json_text(list(values)) + "\n")
        else:
            for value in values:
                streams.write(json_text(value) + "\n")


def table(values: Sequence[Any], columns: Sequence[Column]) -> Any:
    """The values as a rich table, safe for a terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text

    from onrecord.export.terminal import one_line

    made = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    made.show_edge = False
    for column in columns:
        made.add_column(column.name, ratio=column.ratio or None, style=column.style, overflow="fold",
                        no_wrap=not column.ratio)  # fmt: skip
    for value in values:
        made.add_row(
            *(
                Text(one_line(column.cell(value)), Style(link=column.link(value)) if column.link else "")
                for column in columns
            )
        )
    return made
