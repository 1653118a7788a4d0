"""Paragraphs of two texts side by side: texts of our own."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.alignment import Row, aligned

YARD = "The two sides will build a joint shipyard near Callao."
PILOTS = "South Korea will train helicopter pilots in Busan next spring."
RADARS = "Peru pledged to switch on the coastal radars of Paita by June."
THANKS = "The Minister thanked his hosts."
# Old paragraphs, new ones, and the rows by what became of each: the old one's number, the new one's, and what differs.
CASES = [
    ([YARD, PILOTS], [YARD, PILOTS], ["0=0", "1=1"]),
    ([YARD, PILOTS], [YARD.upper(), PILOTS], ["0=0", "1=1"]),
    ([YARD, PILOTS], [YARD, RADARS, PILOTS], ["0=0", "+1", "1=2"]),
    ([YARD, RADARS, PILOTS], [YARD, PILOTS], ["0=0", "-1", "2=1"]),
    ([RADARS, YARD], [YARD], ["-0", "1=0"]),
    ([YARD, RADARS], [YARD, PILOTS], ["0=0", "-1", "+1"]),
    ([YARD, PILOTS], ["The two sides will build two joint shipyards near Callao.", PILOTS], ["0~0", "1=1"]),
    # What stands elsewhere is told to have moved, whether in the same words or not.
    ([YARD, PILOTS, RADARS], [RADARS, YARD, PILOTS], ["2>0", "0=1", "1=2"]),
    # What comes again is one each time.
    ([THANKS, YARD, THANKS], [THANKS, PILOTS, THANKS], ["0=0", "-1", "+1", "2=2"]),
    ([], [YARD], ["+0"]),
    ([YARD], [], ["-0"]),
    ([], [], []),
]


def told(row: Row, old: list[str], new: list[str]) -> str:
    """A row in short."""
    if row.old is None or row.new is None:
        return f"-{old.index(row.old.exact)}" if row.old else f"+{new.index(row.new.exact) if row.new else ''}"
    how = ">" if row.moved else "~" if row.struck or row.added else "="
    return how.join((str(old.index(row.old.exact)), str(new.index(row.new.exact))))


@pytest.mark.parametrize(("old", "new", "rows"), CASES)
def test_each_paragraph_stands_beside_what_became_of_it(old: list[str], new: list[str], rows: list[str]) -> None:
    found = aligned("\n\n".join(old), "\n".join(new))
    repeated = {THANKS} & set(old)
    assert [told(row, old, new) for row in found] == ["0=0" if repeated and one == "2=2" else one for one in rows]
    assert [row.differs for row in found] == ["=" not in one for one in rows]


@given(st.lists(st.text("ab \n.", max_size=30)).map("\n".join), st.lists(st.text("ab \n.", max_size=30)).map("\n".join))
def test_no_paragraph_is_lost_and_every_anchor_holds(old: str, new: str) -> None:
    found = aligned(old, new)
    for text, anchors in ((old, [row.old for row in found]), (new, [row.new for row in found])):
        kept = [one for one in anchors if one is not None]
        for one in kept:
            one.check(text)
        assert sorted(one.exact for one in kept) == sorted(line.strip() for line in text.split("\n") if line.strip())
    assert [row.new.start for row in found if row.new] == sorted(row.new.start for row in found if row.new)
    for row in found:
        for mark in row.struck:
            mark.check(old)
        for mark in row.added:
            mark.check(new)


def test_a_text_that_lost_its_lines_is_taken_by_sentences() -> None:
    old = " ".join(f"Ship number {at} will sail to Callao in spring." for at in range(200))
    found = aligned(old, old.replace("number 77 will", "number 77 must"))
    assert [row.added[0].exact for row in found if row.differs] == ["must"]
    assert len(found) == 200


def test_long_lists_take_no_long_time() -> None:
    begun = time.perf_counter()
    found = aligned("Done.\n" * 3_000, "Done.\n" * 2_500 + "Open.\n" * 500)
    assert time.perf_counter() - begun < 3
    assert sum(not row.differs for row in found) == 2_500
