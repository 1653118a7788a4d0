"""The characters of a page of a PDF file, as pdfium finds them: what each is, and where it stands."""

import ctypes
import math
from typing import Any, NamedTuple

from onrecord.origin import Box

# Characters that one page may have; a page of a newspaper has under 40,000.
MOST_CHARACTERS = 200_000
# Text that is neither filled nor outlined (PDF 32000-1, table 106): the layer of words behind a scanned page, or words
# that nobody is to see.
INVISIBLE = 3
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Pdfium's own sign for a hyphen at the end of a line; and what symbol fonts have for bullets.
_LINE_HYPHEN = 2
_BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF0D8, 0xF06E, 0xF076, 0xF0FC, 0xF0E0, 0x25AA, 0x25A0, 0x2B9A))


class Style(NamedTuple):
    """What the characters of one text object share: size in points, degrees of rotation, weight, and its baseline.

    `owner` is the address of the object, for as long as its page is open.
    """

    size: float
    angle: int
    bold: bool
    invisible: bool
    x: float
    y: float
    owner: int = 0


class Glyph(NamedTuple):
    """A character (a ligature has several letters; a break between words is a blank) with its box in user space."""

    words: str
    style: Style | None
    box: Box


NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
BLANK = Glyph(" ", None, NOWHERE)


def glyphs(page: Any, raw: Any) -> tuple[list[Glyph], int]:
    """The characters of a page in the order of its content, and how many no font says the meaning of.

    `raw` is pypdfium2's module of C functions. What lies outside the page is left out.
    """
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), MOST_CHARACTERS)
        left, bottom, right, top = page.get_bbox()
        found: list[Glyph] = []
        styles: dict[int, Style] = {}
        unknown = 0
        rect = raw.FS_RECTF()
        handle = text.raw
        for index in range(count):
            code = raw.FPDFText_GetUnicode(handle, index)
            owner = raw.FPDFText_GetTextObject(handle, index)
            if not owner or code in (9, 10, 13, 32, 0xA0):
                if found and found[-1] is not BLANK:
                    found.append(BLANK)
                continue
            key = ctypes.addressof(owner.contents)
            style = styles.get(key) or styles.setdefault(key, _style(handle, index, owner, raw))
            raw.FPDFText_GetLooseCharBox(handle, index, rect)
            box = (rect.left, rect.bottom, rect.right, rect.top)
            if not _inside(box, left, bottom, right, top):
                continue
            words = _words(code)
            if words == "\ufffd":
                unknown += 1
            found.append(Glyph(words, style, box))
        return found, unknown
    finally:
        text.close()


def _inside(box: Box, left: float, bottom: float, right: float, top: float) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return left <= x <= right and bottom <= y <= top


def _words(code: int) -> str:
    """The letters that a code point stands for; U+FFFD if it has no meaning outside its font."""
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code == _LINE_HYPHEN:
        return "-"
    if code in _BULLETS:
        return "•"
    # Controls, halves of surrogate pairs, private use.
    if code < 32 or 0xD800 <= code < 0xF900 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return chr(code)


def _style(handle: Any, index: int, owner: Any, raw: Any) -> Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    scale = math.hypot(matrix.c, matrix.d)
    size = abs(raw.FPDFText_GetFontSize(handle, index) * scale) or 1.0
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, index, x, y)
    return Style(
        size=size,
        angle=round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360,
        bold=_bold(handle, index, raw),
        invisible=raw.FPDFTextObj_GetTextRenderMode(owner) == INVISIBLE,
        x=x.value,
        y=y.value,
        owner=ctypes.addressof(owner.contents),
    )


def _bold(handle: Any, index: int, raw: Any) -> bool:
    """True if the name of the font says so, or its weight."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
    words = name.raw[: max(0, min(length, 128) - 1)].lower()
    return b"bold" in words or b"black" in words or b"heavy" in words
