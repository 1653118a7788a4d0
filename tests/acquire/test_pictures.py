"""Pages of papers as pictures: of the size of the page, bounded, and refused in a line where there is none."""

import struct
import zlib

import pytest

from onrecord.acquire.apart import picture_apart, sheets_apart
from onrecord.acquire.pictures import LONGEST, NONE
from tests.acquire.paper import HEIGHT, WIDTH, Put, pdf

PAPER = pdf([[Put("Norway will buy two frigates.", 60, 700)], [Put("Denmark will not.", 60, 700)]])


def test_a_page_is_a_picture_of_its_size() -> None:
    made = picture_apart(PAPER, 1)
    assert (made.wide, made.high, made.problem) == (WIDTH, HEIGHT, None)
    assert made.png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high, depth, color = struct.unpack(">IIBB", made.png[16:26])
    assert (depth, color) == (8, 2)
    assert LONGEST - 2 <= max(wide, high) <= LONGEST + 1
    assert wide / high == pytest.approx(WIDTH / HEIGHT, abs=0.01)
    start = made.png.index(b"IDAT") + 4
    size = struct.unpack(">I", made.png[start - 8 : start - 4])[0]
    rows = zlib.decompress(made.png[start : start + size])
    assert len(rows) == high * (wide * 3 + 1)
    # There are words, in dark on white, and where their boxes are.
    (place,) = [line.box for line in sheets_apart(PAPER).pages[0].pieces]
    scale = wide / WIDTH

    def darkest(left: float, top: float, right: float, bottom: float) -> int:
        across = slice(int(left * scale) * 3 + 1, int(right * scale) * 3 + 1)
        return min(min(rows[y * (wide * 3 + 1) :][across]) for y in range(int(top * scale), int(bottom * scale)))

    assert darkest(*place) < 60
    assert darkest(place[0], place[3] + 20, place[2], place[3] + 40) == 255


def test_what_has_no_such_page_is_refused_in_a_line() -> None:
    for number in (3, 0, -1, 10**30):
        assert picture_apart(PAPER, number).problem == f"has no page {number}"
    assert picture_apart(b"%PDF-1.4 nothing", 1).problem == NONE
    assert picture_apart(PAPER, 2).png != picture_apart(PAPER, 1).png
