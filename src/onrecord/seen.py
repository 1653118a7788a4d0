"""What the trained network sees of a document, before the rules have their say."""

from typing import NamedTuple

from onrecord.records import ActKind

Words = tuple[int, int]
"""Two tokens of the document: the first and the last of a span."""


class SeenPiece(NamedTuple):
    """A piece of what somebody says; `sure` that one begins at its first token.

    `cue` and `source` are the tokens that head them; None where the network sees none in its window. `sure_end` and
    `sure_cue` are how sure it is of the last token and of the cue.
    """

    sure: float
    content: Words
    cue: int | None
    cue_words: Words
    source: int | None
    source_words: Words
    sure_end: float
    sure_cue: float


class SeenAct(NamedTuple):
    """An act, first and last token of its undertaking; `sure` that one begins at its first token.

    `trigger` is the head of the trigger, None where it stands outside the window.
    """

    sure: float
    first: int
    last: int
    kind: ActKind
    trigger: int | None
    trigger_first: int
    trigger_last: int
    sure_trigger: float


class Seen(NamedTuple):
    """All that the network sees of a document, in the order of its windows."""

    pieces: tuple[SeenPiece, ...] = ()
    acts: tuple[SeenAct, ...] = ()
