"""The ladder of READING.md, section 5, row by row; and what is softened, undated, or as of a day."""

from typing import get_args

import pytest

from onrecord.commitment import STAGES, Stage, Turn, dropped, folded, in_order, next_stage, stage_of
from onrecord.records import ActKind

KINDS: tuple[ActKind, ...] = get_args(ActKind)
# The order of the ladder, as section 5 writes it, and what raises to each step.
LADDER = ("considered", "requested", "proposed", "under_discussion", "planned", "pledged", "approved", "agreed",
          "in_progress", "completed")  # fmt: skip
RAISING = ("consider", "request", "propose", "discuss", "plan", "pledge", "approve", "agree", "advance", "complete")
SETTING = {"delay": "delayed", "refuse": "refused", "withdraw": "withdrawn", "breach": "breached"}
KEEPING = ("endorse", "object")


def expected(stage: Stage | None, kind: ActKind) -> str | None:
    """The stage after an act, by the four sentences of section 5."""
    if kind in SETTING:
        return SETTING[kind]
    if kind in KEEPING:
        return stage
    if kind == "reaffirm":
        return "pledged" if stage is None else stage
    step = RAISING.index(kind)
    lower = stage in LADDER and LADDER.index(stage) > step
    return stage if lower else LADDER[step]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_from_every_stage(kind: ActKind) -> None:
    """A lower step never lowers; what fell is lifted again; the rest sets, keeps or begins."""
    for stage in (None, *STAGES):
        assert next_stage(stage, kind) == expected(stage, kind), stage


def test_every_kind_is_in_the_table() -> None:
    """No kind of act, and no stage, is left out."""
    assert set(KINDS) == {*RAISING, *SETTING, *KEEPING, "reaffirm"}
    assert set(STAGES) == {*LADDER, *SETTING.values()}


def turns(*rows: str) -> list[Turn]:
    """Turns of rows such as "2025-01-02 pledge KR,US"; the day may be "-", each row is a text of its own."""
    made = []
    for number, row in enumerate(rows):
        day, kind, states = (*row.split(), "")[:3]
        at = None if day == "-" else day
        made.append(Turn(f"a{number}", f"d{number}", kind, at, 0, tuple(filter(None, states.split(",")))))  # type: ignore[arg-type]
    return made


STORIES = [
    (("2025-01-01 consider", "2025-02-01 pledge", "2025-03-01 discuss"), "pledged"),
    (("2025-01-01 agree", "2025-02-01 delay", "2025-03-01 reaffirm"), "delayed"),
    (("2025-01-01 agree", "2025-02-01 delay", "2025-03-01 plan"), "planned"),
    (("2025-01-01 complete", "2025-02-01 breach"), "breached"),
    (("2025-01-01 refuse", "2025-02-01 consider"), "considered"),
    (("2025-03-01 delay", "2025-02-01 agree"), "delayed"),
    (("2025-01-01 endorse", "2025-02-01 object"), None),
    (("2025-01-01 object", "2025-02-01 reaffirm"), "pledged"),
    (("- complete", "2025-02-01 delay"), "delayed"),
    (("2025-02-01 delay", "- complete"), "delayed"),
    (("- agree",), "agreed"),
    ((), None),
]


@pytest.mark.parametrize(("rows", "stage"), STORIES)
def test_threads_are_folded_in_the_order_of_time(rows: tuple[str, ...], stage: Stage | None) -> None:
    """Undated acts come first: what has no date can be no later news."""
    assert stage_of(turns(*rows)) == stage
    assert stage_of(reversed(turns(*rows))) == stage


@pytest.mark.parametrize(
    ("until", "stage", "steps"),
    [
        (None, "delayed", 4),
        ("2024-12-31", "considered", 1),
        ("2025-01-01", "pledged", 2),
        ("2025-01-31", "pledged", 2),
        ("2025-02-01", "in_progress", 3),
        ("2030-01-01", "delayed", 4),
    ],
)
def test_as_of_a_day(until: str | None, stage: Stage, steps: int) -> None:
    """Acts of the day itself count, later ones do not, undated ones always do."""
    rows = turns("2025-01-01 pledge", "2025-02-01 advance", "2025-03-01 delay", "- consider")
    assert stage_of(rows, until) == stage
    assert len(folded(rows, until)) == steps


def test_a_step_tells_what_moved() -> None:
    """Each step has the stage before and after; it moved if they differ."""
    steps = folded(turns("2025-01-01 plan", "2025-02-01 consider", "2025-03-01 agree"))
    assert [(one.before, one.stage, one.moved) for one in steps] == [
        (None, "planned", True), ("planned", "planned", False), ("planned", "agreed", True),
    ]  # fmt: skip


def test_one_text_is_taken_in_its_own_order() -> None:
    """Acts of one day and text by where they stand; of one day and two texts, by the texts' ids."""
    one = Turn("x", "d", "pledge", "2025-01-01", 50)
    other = Turn("y", "d", "delay", "2025-01-01", 10)
    third = Turn("z", "c", "agree", "2025-01-01", 99)
    assert [turn.act for turn in in_order([one, other, third])] == ["z", "y", "x"]


SOFTENED = [
    (("2025-01-01 pledge KR", "2025-02-01 plan KR"), [(), ("KR",)]),
    (("2025-01-01 pledge KR", "2025-02-01 plan US"), [(), ()]),
    (("2025-01-01 plan KR", "2025-02-01 pledge KR"), [(), ()]),
    (("2025-01-01 pledge KR", "2025-02-01 pledge KR"), [(), ()]),
    (("2025-01-01 agree KR,US", "2025-02-01 discuss KR,US"), [(), ("KR", "US")]),
    (("2025-01-01 agree KR,US", "2025-02-01 discuss KR", "2025-03-01 consider KR"), [(), ("KR",), ("KR",)]),
    (("2025-01-01 pledge KR", "2025-02-01 reaffirm KR"), [(), ()]),
    (("2025-01-01 agree KR", "2025-02-01 reaffirm KR", "2025-03-01 pledge KR"), [(), (), ("KR",)]),
    (("2025-01-01 agree KR", "2025-02-01 advance KR", "2025-03-01 complete KR"), [(), (), ()]),
    (("2025-01-01 agree KR", "2025-02-01 endorse KR", "2025-03-01 plan KR"), [(), (), ("KR",)]),
    # What was delayed or taken back has fallen, which its stage says: words begin anew.
    (("2025-01-01 agree KR", "2025-02-01 delay KR", "2025-03-01 plan KR"), [(), (), ()]),
    (("2025-01-01 pledge", "2025-02-01 plan"), [(), ()]),
]


@pytest.mark.parametrize(("rows", "softened"), SOFTENED)
def test_softening(rows: tuple[str, ...], softened: list[tuple[str, ...]]) -> None:
    """A state's words in a later text are weaker than those of its last text in the thread."""
    assert [step.softened for step in folded(turns(*rows))] == softened


def test_the_firmest_words_of_a_text_count() -> None:
    """A text that plans and pledges is as firm as its pledge."""
    text = [Turn("b", "d1", "plan", "2025-02-01", 5, ("KR",)), Turn("c", "d1", "pledge", "2025-02-01", 9, ("KR",))]
    first = Turn("a", "d0", "pledge", "2025-01-01", 0, ("KR",))
    assert [step.softened for step in folded([first, *text])] == [(), (), ()]


@pytest.mark.parametrize(
    ("carries", "found"),
    [
        ("", ""), ("1", ""), ("10", ""), ("110", "2"), ("1100", "2"), ("1101", "2"), ("11011", "2"), ("110110", "25"),
        ("111", ""), ("010", ""), ("0110", "3"), ("1010", ""),
    ],
)  # fmt: skip
def test_dropped(carries: str, found: str) -> None:
    """A text drops what both texts of its series before it carried; the next one has nothing to drop."""
    series = [(str(number), one == "1") for number, one in enumerate(carries)]
    assert dropped(series) == list(found)
