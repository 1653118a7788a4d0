"""Spans of text, and the maps between one text and another. Imports nothing of ours.

All offsets are Unicode code points, half-open, as Python counts them. UTF-16 units (browsers, Java) and
UTF-8 bytes (files) are computed here and nowhere else.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """True if every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


class OffsetMap:
    """A monotone map from the characters of a changed text to those of its original.

    `starts[i]` and `ends[i]` are the original range that character `i` of the changed text stands for.
    """

    __slots__ = ("ends", "starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int]):
        self.starts = starts
        self.ends = ends

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """The map of a text of `length` code points that was not changed."""
        return cls(range(length), range(1, length + 1))

    @property
    def is_identity(self) -> bool:
        """True if every offset maps to itself."""
        return isinstance(self.starts, range)

    def to_original(self, span: Span) -> Span:
        """The original span that `span` of the changed text stands for; an empty span stays empty.

        Characters dropped at the edges of the span are left out, those dropped inside it are covered.
        Raises ValueError if the span lies outside the changed text.
        """
        if not 0 <= span.start <= span.end <= len(self.starts):
            raise ValueError(f"span {span.start}:{span.end} lies outside a text of {len(self.starts)} code points")
        if span.start == span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def to_changed(self, span: Span) -> Span:
        """The span of the changed text that holds what is left of the original `span`; empty if nothing is left."""
        if span.start == span.end:
            at = bisect_left(self.starts, span.start)
            return Span(at, at)
        start = bisect_right(self.ends, span.start)
        end = bisect_left(self.starts, span.end)
        return Span(start, max(start, end))


# What a reader of words need not see: zero-width and bidirectional controls, soft hyphens, C0 and C1 controls
# other than tab and line ends (NUL included), byte-order marks.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# Spaces of other widths, kept as one space each.
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Line ends: CRLF, lone CR, NEL is a C1 control above; LS and PS are Unicode's own.
_LINE = re.compile("\r\n?|\u2028|\u2029")
_CHANGED = re.compile(f"{_INVISIBLE.pattern}|{_SPACE.pattern}|{_LINE.pattern}|[\ud800-\udfff]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_ENDED = re.compile(r"[.!?:;…][\"”’'»)\]]*\s*$")
# Lines wrapped by hand or by OCR: how many there must be, and how many characters the middle one has. Tuned on the
# scanned Australian papers.
WRAPPED_LINES = 8
WRAPPED_WIDTH = range(40, 101)
# Of a text in double spacing: which part of its lines an empty one follows, and which part ends a sentence at most. In
# those papers an empty line follows all lines, and at most .44 end a sentence; in others two thirds and more do.
_SPACED, _SENTENCES = 0.9, 0.5


def normalised(text: str) -> tuple[str, OffsetMap]:
    """The text as the annotators see it, and the map that carries its spans back to `text`.

    Line ends become LF, exotic spaces become a space, lone surrogates become U+FFFD, invisible controls are
    dropped, and the empty lines of a typescript in double spacing. Nothing else changes: no composition, no case, no
    quotation marks.
    """
    plain, offsets = _replaced(text, _CHANGED)
    if not double_spaced(plain):
        return plain, offsets
    closed, back = _replaced(plain, _EMPTY_LINE)
    starts = [offsets.starts[at] for at in back.starts]
    return closed, OffsetMap(starts, [offsets.ends[at - 1] for at in back.ends])


def wrapped_width(lengths: Iterable[int]) -> int:
    """The width at which the lines of a text were wrapped, given how many characters each has; 0 if they were not."""
    ordered = sorted(lengths)
    if len(ordered) < WRAPPED_LINES:
        return 0
    median, nearly_all = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.9)]
    return nearly_all if median in WRAPPED_WIDTH and nearly_all <= 1.5 * median else 0


def double_spaced(text: str) -> bool:
    """True if the lines of a text were wrapped, and an empty line stands after each."""
    lines = list(lines_of(text))
    if not wrapped_width(line.end - line.start for line in lines):
        return False
    apart = sum(line.end + 1 < following.start for line, following in pairwise(lines))
    ended = sum(_ENDED.search(text, *line) is not None for line in lines)
    return apart >= _SPACED * (len(lines) - 1) and ended < _SENTENCES * len(lines)


def lines_of(text: str) -> Iterator[Span]:
    """The lines of a text that are not blank."""
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _replaced(text: str, changed: re.Pattern[str]) -> tuple[str, OffsetMap]:
    if not changed.search(text):
        return text, OffsetMap.identity(len(text))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in changed.finditer(text):
        a, b = match.span()
        pieces.append(text[at:a])
        starts.extend(range(at, a))
        ends.extend(range(at + 1, a + 1))
        replacement = _replacement(match.group())
        if replacement:
            pieces.append(replacement)
            starts.append(a)
            ends.append(b)
        at = b
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return "".join(pieces), OffsetMap(starts, ends)


def _replacement(found: str) -> str:
    if _LINE.fullmatch(found) or _EMPTY_LINE.fullmatch(found):
        return "\n"
    if _SPACE.fullmatch(found):
        return " "
    return "\ufffd" if "\ud800" <= found <= "\udfff" else ""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun, or what else goes with it: "1 act", "3 acts", "2 of them are".

    The plural has an s where it is not given.
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shortened(text: str, most: int) -> str:
    """The text if it has no more code points than that, else its beginning with an ellipsis, as long at most."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def utf16_span(text: str, span: Span) -> Span:
    """The span counted in UTF-16 code units (what browsers count); a lone surrogate is one unit."""
    before = _utf16_length(text[: span.start])
    return Span(before, before + _utf16_length(text[span.start : span.end]))


def utf8_span(text: str, span: Span) -> Span:
    """The span counted in UTF-8 bytes; a lone surrogate is three, as in Python's `surrogatepass`."""
    before = len(text[: span.start].encode("utf-8", "surrogatepass"))
    return Span(before, before + len(text[span.start : span.end].encode("utf-8", "surrogatepass")))


def from_utf16(text: str, span: Span) -> Span:
    """The code-point span of a span in UTF-16 units; an offset inside a surrogate pair is a ValueError."""
    return Span(_code_point(text, span.start, _utf16_width), _code_point(text, span.end, _utf16_width))


def from_utf8(text: str, span: Span) -> Span:
    """The code-point span of a span in UTF-8 bytes; an offset inside a character is a ValueError."""
    return Span(_code_point(text, span.start, _utf8_width), _code_point(text, span.end, _utf8_width))


def _utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _utf16_width(character: str) -> int:
    return 2 if character > "\uffff" else 1


def _utf8_width(character: str) -> int:
    return 1 if character < "\x80" else 2 if character < "\u0800" else 3 if character <= "\uffff" else 4


def _code_point(text: str, offset: int, width: Callable[[str], int]) -> int:
    at = index = 0
    while at < offset and index < len(text):
        at += width(text[index])
        index += 1
    if at != offset:
        raise ValueError(f"offset {offset} is not at the edge of a character of the text")
    return index
