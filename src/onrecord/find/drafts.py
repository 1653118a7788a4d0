"""A statement in the making: token ranges and spans, before anchors."""

from dataclasses import dataclass, field

from onrecord.text import Span


@dataclass(slots=True)
class Draft:
    """What was found of one statement. `cue` and `speaker` are spans, `subject` the head token of the speaker.

    `verb` is the token of the cue (-1 for a continued quotation), `reach` the characters of the cue's own clause in
    which place, date and occasion may stand. `sure` is the probability of the statement, where the network was asked.
    """

    verb: int
    cue: Span | None
    content: list[Span]
    rule: str
    subject: int | None = None
    speaker: Span | None = None
    addressee: int | None = None
    reach: list[Span] = field(default_factory=list)
    follows: "Draft | None" = None
    quoted: bool = False
    sure: float | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def first(self) -> "Draft":
        """The first of the statements that this one continues; itself where it continues none."""
        draft = self
        while draft.follows is not None:
            draft = draft.follows
        return draft

    def overlaps(self, span: Span) -> bool:
        """True if a piece of the content shares a character with the span."""
        return any(piece.overlaps(span) for piece in self.content)
