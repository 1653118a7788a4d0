"""Templates: every value is escaped, and characters that no page may hold are replaced."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from onrecord.commitment import LADDER, Stage
from onrecord.export.accounts import how, spans, who
from onrecord.export.digest import new_terms
from onrecord.export.html import Parts, parts
from onrecord.export.markup import apart, direction, mixed, shown
from onrecord.export.table import dated, when
from onrecord.records import Reading
from onrecord.store.clock import moment
from onrecord.text import counted, shortened
from onrecord.web.columns import columns

FOLDER = Path(__file__).parent
# The width and height of a line that shows how far a commitment came, in pixels.
_WIDE, _HIGH = 64, 18

_CODE = re.compile("`([^`<>]*)`")


@cache
def templates() -> Environment:
    """The environment of the templates in this package."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined,
        finalize=lambda value: "" if value is None else shown(value) if type(value) is str else value,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "stage": stage, "moment": moment, "short": shortened, "counted": counted, "dated": dated,
        "new_terms": new_terms, "words": words, "part": part,
        "carries": carries, "who": who, "how": how, "spans": spans, "direction": direction,
        "apart": lambda text: Markup(apart(text)),  # noqa: S704 - both escape what they are given
        "mixed": lambda text: Markup(mixed(text)),  # noqa: S704
        "coded": coded,
    }  # fmt: skip
    made.globals |= {
        "query": query, "trend": trend, "bar": bar, "columns": columns, "parts_of": parts_of, "when": when,
    }  # fmt: skip
    return made


def parts_of(reading: Reading, at: str, correct: bool) -> Parts:
    """The parts of a reading's page at that path, which are escaped already."""
    return Parts(*map(Markup, parts(reading, at=at, correct=correct)))


def stage(of: str | None) -> str:
    """A stage as people read it; a dash where there is none."""
    return of.replace("_", " ") if of else "–"


def coded(line: Markup) -> Markup:
    """A line with what stands in `backticks` as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(line)))  # noqa: S704 - what is set off is escaped already


def words(pieces: Any) -> str:
    """The words of some anchors, in a row."""
    return " … ".join(piece.exact for piece in pieces)


def carries(record: Mapping[str, Any]) -> str:
    """The words that carry a record which is told as JSON is."""
    pieces = record.get("undertaking") or record.get("content") or [record["trigger"]]
    return " … ".join(piece["exact"] for piece in pieces)


def query(asked: Mapping[str, Any], **changes: Any) -> str:
    """A query string: what was asked for with some changes; what is None is left out."""
    whole = {**asked, **changes}
    said = urlencode({name: value for name, value in whole.items() if value is not None})
    return f"?{said}" if said else "?"


def part(name: str) -> str:
    """A name as one part of an address's path, with every slash in it escaped."""
    return quote(name.encode("utf-8", "replace"), safe="")


def bar(many: int, of: int) -> Markup:
    """A bar as long as the part that a number, which stands beside it, is of another."""
    wide = 0 if of <= 0 else min(_WIDE, max(1, round(_WIDE * many / of)))
    return Markup('<svg class="bar" viewBox="0 0 {} 8" aria-hidden="true"><rect width="{}" height="8"/></svg>').format(
        _WIDE, wide if many else 0
    )


def trend(stages: tuple[Stage | None, ...]) -> Markup:
    """A small line of the stages after each act, the ladder's last on top; below the ladder what fell from it."""
    heights = [LADDER.index(one) if one in LADDER else -2 for one in stages if one]
    if len(heights) < 2:
        return Markup("")
    across = _WIDE / (len(heights) - 1)
    down = _HIGH / (len(LADDER) + 1)
    points = " ".join(f"{at * across:.1f},{(len(LADDER) - 1 - high) * down:.1f}" for at, high in enumerate(heights))
    told = ", then ".join(dict.fromkeys(stage(one) for one in stages))
    return Markup(
        '<svg class="trend" viewBox="-2 -2 {} {}" role="img" aria-label="{}"><polyline points="{}"/></svg>'
    ).format(_WIDE + 4, _HIGH + 4, told, points)
