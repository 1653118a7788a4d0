"""Commitments: threads of acts about one undertaking, and the stage that follows from the acts (READING.md, 5)."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, get_args

from onrecord.records import ActKind, Frozen

Stage = Literal[
    "considered", "requested", "proposed", "under_discussion", "planned", "pledged", "approved", "agreed",
    "in_progress", "completed", "delayed", "refused", "withdrawn", "breached",
]  # fmt: skip
STAGES: tuple[Stage, ...] = get_args(Stage)
LADDER: tuple[Stage, ...] = STAGES[:10]
RAISES: dict[ActKind, Stage] = {
    "consider": "considered", "request": "requested", "propose": "proposed", "discuss": "under_discussion",
    "plan": "planned", "pledge": "pledged", "approve": "approved", "agree": "agreed", "advance": "in_progress",
    "complete": "completed",
}  # fmt: skip
FALLS: dict[ActKind, Stage] = {
    "delay": "delayed", "refuse": "refused", "withdraw": "withdrawn", "breach": "breached",
}  # fmt: skip
# Stages that no deadline concerns any more.
OVER: frozenset[Stage] = frozenset(("completed", "withdrawn", "refused"))
# How firm words are. Deeds and reaffirmations are at least as firm as a pledge, and take nothing back.
_FIRMNESS: dict[ActKind, int] = {kind: step for step, kind in enumerate(RAISES) if kind not in ("advance", "complete")}
HELD: frozenset[ActKind] = frozenset(("reaffirm", "advance", "complete"))
# A text drops what each of so many texts of its series before it carried.
CARRIED = 2


class Turn(Frozen, frozen=True):
    """An act as its thread takes it.

    `at` is the day of the act, else of its document (YYYY-MM-DD, the first day of what is known); None where no year
    is known. `place` is where in its document it stands, in code points. `states` are those that its actors act for.
    """

    act: str
    document: str
    kind: ActKind
    at: str | None
    place: int
    states: tuple[str, ...] = ()


class Step(Frozen, frozen=True):
    """What an act did to its commitment: the stage before and after it, None while no act has set one.

    `softened` names the states whose words in this text are weaker than those of their last text in the thread.
    """

    turn: Turn
    before: Stage | None
    stage: Stage | None
    softened: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """True if the stage changed."""
        return self.before != self.stage


# By what acts are sorted in the order of time.
When = tuple[str, str, int, str]


def in_order(turns: Iterable[Turn]) -> list[Turn]:
    """The turns in the order of time; undated ones first, since what has no date can be no later news."""
    return sorted(turns, key=lambda turn: when(turn.at, turn.document, turn.place, turn.act))


def when(at: str | None, document: str, place: int, act: str) -> When:
    """By what an act of that day, at that place of the document, is sorted in the order of time; see `in_order`."""
    return at or "", document, place, act


def next_stage(stage: Stage | None, kind: ActKind) -> Stage | None:
    """The stage after an act of a kind, by the ladder of READING.md, section 5."""
    if kind in FALLS:
        return FALLS[kind]
    if kind == "reaffirm":
        return stage or "pledged"
    step = RAISES.get(kind)
    if step is None:  # endorse, object
        return stage
    if stage not in LADDER:
        return step
    return max(stage, step, key=LADDER.index)


def folded(turns: Iterable[Turn], until: str | None = None) -> tuple[Step, ...]:
    """The steps of a commitment in the order of time, as of the day `until` (undated acts always count)."""
    ordered = [turn for turn in in_order(turns) if until is None or turn.at is None or turn.at <= until]
    weaker = _softened(ordered)
    steps: list[Step] = []
    stage: Stage | None = None
    for turn in ordered:
        after = next_stage(stage, turn.kind)
        steps.append(Step(turn, stage, after, weaker.get(turn.act, ())))
        stage = after
    return tuple(steps)


def stage_of(turns: Iterable[Turn], until: str | None = None) -> Stage | None:
    """The stage of a commitment as of a day; None where no act has set one."""
    steps = folded(turns, until)
    return steps[-1].stage if steps else None


def _softened(ordered: Sequence[Turn]) -> dict[str, tuple[str, ...]]:
    """The states whose words became weaker, by the act that shows it: the firmest of a later day, in another text.

    What one text retells, and what texts of one day say, has no order in time: there the firmest words count.
    """
    last: dict[str, tuple[int, str]] = {}
    found: dict[str, list[str]] = {}
    for _, group in groupby(ordered, key=lambda turn: turn.at):
        day = list(group)
        for state in sorted({state for turn in day for state in turn.states}):
            own = [turn for turn in day if state in turn.states]
            if any(turn.kind in FALLS for turn in own):
                last.pop(state, None)
                continue
            before, where = last.get(state, (None, ""))
            firm = _firmest(own, before)
            if firm is None:
                continue
            now, turn = firm
            retold = turn.document == where
            if before is not None and now < before and not retold:
                found.setdefault(turn.act, []).append(state)
            last[state] = (max(now, before or 0) if retold else now, turn.document)
    return {act: tuple(states) for act, states in found.items()}


def _firmest(turns: Sequence[Turn], before: int | None) -> tuple[int, Turn] | None:
    """How firm the firmest of some acts is, and which it is; None if none is a word of one's own doing."""
    known = ((_firmness(turn.kind, before), turn) for turn in turns)
    return max(((firm, turn) for firm, turn in known if firm is not None), key=lambda one: one[0], default=None)


def _firmness(kind: ActKind, before: int | None) -> int | None:
    """How firm an act's words are, given those of the text before; None for what is no word of one's own doing."""
    if kind in HELD:
        return max(_FIRMNESS["pledge"], before or 0)
    return _FIRMNESS.get(kind)


def dropped(series: Sequence[tuple[str, bool]]) -> list[str]:
    """The texts of a series, in the order of time, that no longer carry what each of the CARRIED before them did.

    `series` gives each text's id and whether the text carries the thread.
    """
    return [
        text
        for number, (text, carries) in enumerate(series)
        if not carries and number >= CARRIED and all(has for _, has in series[number - CARRIED : number])
    ]
