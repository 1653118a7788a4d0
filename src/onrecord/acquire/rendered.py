"""Blocks of a page as one text, white space as browsers show it, with the place of every stretch in the page."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from onrecord.acquire.page import Page, Stretch
from onrecord.acquire.walk import Block
from onrecord.origin import Place, evenly

# Characters of a cell up to which it is one of a table of data, and its row one line.
CELL = 200

# What is not shown: the soft hyphen, spaces of no width, marks of direction and of order of bytes.
_UNSEEN = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069"
_STRETCH = re.compile(f"[^\\s{_UNSEEN}]+(?:[ \u00a0][^\\s{_UNSEEN}]+)*")
_SPACE = re.compile(r"\s")
_NUMBERED = re.compile(r"[•·▪●○◦‣∙*–—-]\s|\(?[0-9a-zA-Z]{1,4}[.)]\s")


class Shown(NamedTuple):
    """A stretch of shown text: characters from `start` on of a piece of its block, one by one; no piece for a break."""

    text: str
    piece: int
    start: int


def rendered(page: Page, blocks: list[Block]) -> tuple[str, tuple[Place, ...]]:
    """The text of the blocks, a blank line between paragraphs, and the places of its stretches, in order."""
    texts: list[str] = []
    places: list[Place] = []
    at = 0
    before: Block | None = None
    in_cells = Counter(block.xpath for block in blocks if block.kind == "cell")
    for block in blocks:
        # A cell of several paragraphs, or of a long one, is there for the layout of the page.
        if in_cells[block.xpath] > 1 or (block.kind == "cell" and block.length > CELL):
            block = replace(block, kind="paragraph")
        shown = list(_shown(block))
        if not shown:
            continue
        own = _marker(block, shown[0].text)
        lead = (_between(before, block) if before else "") + own
        texts.append(lead)
        at += len(lead)
        pieces = {one.piece for one in shown if one.piece >= 0}
        aligned = {piece: page.alignment(block.pieces[piece].segment) for piece in pieces}
        for one in shown:
            texts.append(one.text)
            if one.piece >= 0:
                places += _places(page, block, one, aligned[one.piece], at)
            at += len(one.text)
        before = block
    return "".join(texts), tuple(places)


def _marker(block: Block, text: str) -> str:
    """What a list shows before its item, unless the item brings a mark of its own."""
    return "" if not block.marker or _NUMBERED.match(text) else block.marker


def _between(before: Block, block: Block) -> str:
    """What parts two blocks: a tab between cells, a line break between items or rows, else a blank line."""
    if block.kind == before.kind == "cell":
        return "\t" if block.group == before.group else "\n"
    nested = block.marker[:1] == " " or before.marker[:1] == " "
    items = block.kind == before.kind == "item" and (block.group == before.group or nested)
    return "\n" if items else "\n\n"


def _shown(block: Block) -> Iterator[Shown]:
    """The stretches of a block's text in order; white space is one space, and none at a break or an end."""
    last: Shown | None = None
    space: tuple[int, int] | None = None
    broken = ""
    for number, piece in enumerate(block.pieces):
        if piece.at < 0:
            broken = "\n"
            continue
        at = 0
        for match in _STRETCH.finditer(piece.text):
            gap = piece.text[at : match.start()]
            space, broken = _gap(block, number, at, gap, space, broken)
            if last is not None and (space or broken):
                if not broken and space == (last.piece, last.start + len(last.text)):
                    last = last._replace(text=last.text + " ")
                    yield last
                else:
                    yield last
                    yield Shown("\n" if broken == "\n" else broken or " ", *((-1, 0) if broken or not space else space))
            elif last is not None:
                yield last
            last = Shown(match[0].replace("\u00a0", " "), number, match.start())
            space, broken, at = None, "", match.end()
        space, broken = _gap(block, number, at, piece.text[at:], space, broken)
    if last is not None:
        yield last


def _gap(
    block: Block, number: int, at: int, gap: str, space: tuple[int, int] | None, broken: str
) -> tuple[tuple[int, int] | None, str]:
    """The first blank since the last word, and the break if text that is kept as it is set has one."""
    if not gap:
        return space, broken
    if space is None and (blank := _SPACE.search(gap)):
        space = (number, at + blank.start())
    if block.kind == "pre" and "\n" in gap:
        broken = "\n\n" if gap.count("\n") > 1 else broken or "\n"
    return space, broken


def _places(page: Page, block: Block, one: Shown, aligned: list[Stretch], at: int) -> Iterator[Place]:
    """The places of a shown stretch; what the source does not show one by one has no bytes."""
    begun = block.pieces[one.piece].at
    start, end = one.start, one.start + len(one.text)
    done = start
    for index in range(bisect_right(aligned, start, key=lambda stretch: stretch.end), len(aligned)):
        part = aligned[index].within(start, end)
        if part is None:
            break
        for piece in _even(page, part):
            low, high = max(piece.start, done), min(piece.end, end)
            octets = page.octets(piece.first, piece.last)
            yield Place(at + low - start, at + high - start, block.xpath, (begun + low, begun + high), octets)
            done = high
    # A blank between two elements has no bytes that are known, and needs none.
    if done < end and one.text[done - start :].strip():
        yield Place(at + done - start, at + end - start, block.xpath, (begun + done, begun + end))


def _even(page: Page, part: Stretch) -> Iterator[Stretch]:
    """A stretch, parted where characters take more bytes or fewer; an entity is whole."""
    if part.end - part.start != part.last - part.first:
        yield part
        return
    to = part.start - part.first
    for first, last in evenly(page.source.starts, part.first, part.last):
        yield Stretch(first + to, last + to, first, last)
