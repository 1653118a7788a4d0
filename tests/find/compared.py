"""What the tables of acts share: a line with its undertakings marked inline, how a reading is compared with it, and the
tests of a file's tables.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pytest

from onrecord.layers import Layers, Method
from onrecord.reader import layers_of
from onrecord.records import Act
from tests.conftest import marked


class Line(NamedTuple):
    """A text with `[[…]]` around each undertaking, the kinds of its acts in text order, and who does the first.

    Without kinds it must give no act. Several doers are joined by " and "; "" asks for nobody, None for anybody.
    """

    text: str
    kinds: str = ""
    by: str | None = None


# Rows as (text, kinds, doers), without what is not asked for; a bare text is one that must give no act.
Rows = Sequence[Any]


class Table(NamedTuple):
    """Rows of acts that must be found, their look-alikes, and of what kind of document they are.

    `share` of the lines must hold with the network as well, which may find more: a tenth below what was measured.
    """

    acts: Rows
    look_alikes: Rows
    share: float
    kind: str | None = "news"

    def lines(self) -> list[Line]:
        """All rows as lines."""
        return [Line(row) if isinstance(row, str) else Line(*row) for row in (*self.acts, *self.look_alikes)]


def of_tables(tables: Mapping[str, Table]) -> tuple[Callable[[str, Line], None], Callable[[str], None]]:
    """The tests of a file's tables: each line by the rules, and each table with the network."""

    @pytest.mark.parametrize(("name", "line"), [(name, line) for name, one in tables.items() for line in one.lines()])
    def by_the_rules(name: str, line: Line) -> None:
        found, wanted = by_rules(line, tables[name].kind)
        assert found == wanted

    @pytest.mark.parametrize("name", tables)
    def with_the_network(name: str) -> None:
        table = tables[name]
        held = [holds(line, table.kind, "trained") for line in table.lines()]
        assert sum(held) >= table.share * len(held)

    return by_the_rules, with_the_network


def read(text: str, kind: str | None, reader: Method) -> Layers:
    return layers_of(text, published="2024-05-02", kind=kind, upto=("acts",), reader=reader)


def in_order(layers: Layers) -> list[Act]:
    return sorted(layers.acts, key=lambda one: (one.undertaking[0].start, one.undertaking[-1].end))


def by_rules(line: Line, kind: str | None) -> tuple[Line, Line]:
    """What the rules find in a line, as a line, and what it asks for, with the undertakings behind each other."""
    text, spans = marked(line.text)
    found = in_order(read(text, kind, "rules"))
    pieces = " | ".join(piece.exact for one in found for piece in one.undertaking)
    by = None if line.by is None else " and ".join(found[0].by) if found else ""
    wanted = " | ".join(text[start:end] for start, end in spans)
    return Line(pieces, " ".join(one.kind for one in found), by), Line(wanted, line.kinds, line.by)


def holds(line: Line, kind: str | None, reader: Method) -> bool:
    """True if a reader finds the acts of a line, each sharing half of its words, and no others.

    So lenient because the network says how long an undertaking is.
    """
    text, spans = marked(line.text)
    found = in_order(read(text, kind, reader))
    if " ".join(one.kind for one in found) != line.kinds:
        return False
    if line.by is not None and found and " and ".join(found[0].by) != line.by:
        return False
    pieces = [piece for one in found for piece in one.undertaking]
    shares = (
        2 * (min(piece.end, end) - max(piece.start, start)) >= max(piece.end, end) - min(piece.start, start)
        for piece, (start, end) in zip(pieces, spans, strict=False)
    )
    return len(pieces) == len(spans) and all(shares)
