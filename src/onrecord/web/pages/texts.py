"""Text against text: what became of each undertaking, and the paragraphs side by side."""

from itertools import groupby
from typing import get_args

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.export.changes import HEADER, rows
from onrecord.ledger.alignment import Row, aligned
from onrecord.ledger.diff import Change, Outcome, diff, outcome
from onrecord.ledger.documents import document_named
from onrecord.ledger.edits import readings
from onrecord.ledger.neighbours import Neighbour, in_sequence
from onrecord.ledger.rewording import differing
from onrecord.ledger.titled import Titled, titled_as
from onrecord.records import Anchor, Frozen
from onrecord.store.remembering import Remembered
from onrecord.web.page import MOST_ROWS, Limit, Needed, Offset, Page, Words

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
# Pairs of texts side by side, by the ids of both, which are made of their texts.
_ALIGNED = Remembered[tuple[Row, ...]](20_000, lambda rows: 1 + len(rows))
# Paragraphs that stand unchanged in a row from which they are folded up.
FOLDED = 3


class Compared(Frozen, frozen=True):
    """An undertaking with what became of it, and the words of either side that the other has not."""

    outcome: Outcome
    change: Change
    struck: tuple[Anchor, ...] = ()
    added: tuple[Anchor, ...] = ()


class Texts(Frozen, frozen=True):
    """What changed from one text to another: the undertakings of the outcome that is asked for, from `offset` on, and
    the paragraphs. `counts` are of all undertakings; `before` and `after` the texts before the old, after the new one.
    """

    old: Titled
    new: Titled
    counts: dict[str, int]
    rows: tuple[Compared, ...]
    paragraphs: tuple[Row, ...]
    offset: int
    limit: int
    more: bool
    before: tuple[Neighbour, ...] = ()
    after: tuple[Neighbour, ...] = ()

    @property
    def folds(self) -> list[tuple[bool, list[Row]]]:
        """The paragraphs in runs, with whether a run is unchanged, and so long that it is folded up."""
        runs = [(same, list(run)) for same, run in groupby(self.paragraphs, lambda row: not row.differs)]
        return [(same and len(run) >= FOLDED, run) for same, run in runs]


def texts(
    connection: Connection, old: Needed, new: Needed, what: Words = None, limit: Limit = MOST_ROWS,
    offset: Offset = 0,
) -> Texts:  # fmt: skip
    """What changed from one text to another: undertakings kept, hardened, softened, reworded, new and dropped."""
    if what is not None and what not in OUTCOMES:
        raise UsageError(f"what {what!r}: give one of {', '.join(OUTCOMES)}")
    first, second = two(connection, old, new, ("old", "new"))
    before, after = readings(connection, first, second)
    found = sorted(diff(before, after), key=lambda change: OUTCOMES.index(outcome(change)))
    asked = [change for change in found if what in (None, outcome(change))]
    return Texts(
        titled_as(connection, first),
        titled_as(connection, second),
        {name: sum(outcome(change) == name for change in found) for name in OUTCOMES},
        tuple(_compared(change) for change in asked[offset : offset + limit]),
        _ALIGNED.get((first, second), lambda: aligned(before.document.text, after.document.text)),
        offset,
        limit,
        len(asked) > offset + limit,
        tuple(one for one in in_sequence(connection, first) if one.when == "before" and one.document != second),
        tuple(one for one in in_sequence(connection, second) if one.when == "after" and one.document != first),
    )


def two(connection: Connection, one: str, other: str, names: tuple[str, str]) -> tuple[str, str]:
    """The ids of the two documents that are meant; raises UsageError where there is none, or both are the same."""
    found = document_named(connection, one), document_named(connection, other)
    if found[0] == found[1]:
        raise UsageError(f"{names[0]} and {names[1]} are one document; choose another at /compare")
    return found


def _compared(change: Change) -> Compared:
    if change.old is None or change.new is None:
        return Compared(outcome(change), change)
    return Compared(outcome(change), change, *differing(change.old.undertaking, change.new.undertaking))


PAGE = Page(
    "/compare/texts", "texts.html", texts, lambda page: (HEADER, rows([one.change for one in page.rows]))
)  # fmt: skip
