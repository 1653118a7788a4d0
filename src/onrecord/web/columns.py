"""Columns by month, drawn here as SVG: what a table beside them says in numbers."""

from collections.abc import Sequence

from markupsafe import Markup

from onrecord.ledger.course import Month
from onrecord.text import counted

# The width of a month and of one column; the heights of the drawing, of the columns, and where these stand.
_STEP, _WIDE = 24, 9
_TALL, _HIGH, _FOOT = 114, 74, 92
# Months over which the name of a year goes, at most.
_LABEL = 3


def columns(found: Sequence[Month]) -> Markup:
    """Two columns a month: filled for statements, empty for acts, with the years below and the highest number above."""
    most = max((max(one.statements, one.acts) for one in found), default=0)
    if not most:
        return Markup("")
    said, done = sum(one.statements for one in found), sum(one.acts for one in found)
    told = f"{counted(said, 'statement')} and {counted(done, 'act')} from {found[0].month} to {found[-1].month}"
    made = [
        Markup('<line x1="0" x2="{0}" y1="{1}" y2="{1}"/>').format(len(found) * _STEP, _FOOT),
        Markup('<text x="0" y="14">{:,}</text>').format(most),
    ]
    for at, one in enumerate(found):
        x = at * _STEP
        begins = one.month.endswith("-01") and at + _LABEL <= len(found)
        # The first month has its year too, where the next year's name does not stand there.
        if begins or (at == 0 and not any(after.month.endswith("-01") for after in found[1:_LABEL])):
            made.append(Markup('<text x="{}" y="{}">{}</text>').format(x, _TALL - 2, one.month[:4]))
        made += [_column("said", x + 1, one.statements, most), _column("done", x + _WIDE + 2, one.acts, most)]
    return Markup('<svg class="columns" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        len(found) * _STEP, _TALL, told, Markup("").join(made)
    )


def _column(of: str, x: int, many: int, most: int) -> Markup:
    high = max(2, round(_HIGH * many / most)) if many else 0
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(of, x, _FOOT - high, _WIDE, high)
