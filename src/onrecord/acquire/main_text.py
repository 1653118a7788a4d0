"""Which blocks of a page belong to its main text: those that trafilatura keeps, without what stands beside them."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.acquire.page import Page
from onrecord.acquire.shadow import has_shadows, shadow_root
from onrecord.acquire.walk import Block, words

# Share of a block's characters that trafilatura must keep for the block to be taken, whole.
KEPT = 0.5
# Share of the main text from which what an element's class says of it does not hold: the article stands in it.
MAIN = 0.3
# Tags up to which trafilatura is asked: its time grows faster than the page (20,000 paragraphs take ten seconds).
TAGS = 30_000
# Characters up to which a block is judged by the words it opens with.
SHORT = 220
# Characters up to which a block of nothing but links is a label or an item of a menu.
LABEL = 30
# Blocks before and behind the main text that may belong to it.
AROUND = 4


def main_text(page: Page, blocks: list[Block], boilerplate: Iterable[str] = ()) -> list[Block]:
    """The blocks of the main text; `boilerplate` are further openings, in small letters, of blocks that are not."""
    kept = _kept(page)
    shares = [_share(block, kept) for block in blocks]
    chosen = [share >= KEPT for share in shares]
    _fill(blocks, chosen)
    if not any(chosen):
        chosen = [_of_an_article(block) for block in blocks]
    openings = (*words().openings, *boilerplate)
    own = _own_asides(blocks, chosen)
    return [
        block
        for block, taken in zip(blocks, chosen, strict=True)
        if taken and not block.caption and (block.aside == 0 or block.aside in own) and not _beside(block, openings)
    ]


def cut_off(blocks: list[Block], kept: list[Block]) -> Iterator[str]:
    """The lines around the main text, and in it, that are no part of it, though they stand in the same elements.

    They may say what belongs to the article: by whom it is, or from whom.
    """
    taken = {id(block) for block in kept}
    places = [at for at, block in enumerate(blocks) if id(block) in taken]
    parents = {block.parent for block in kept}
    if not places:
        return
    for block in blocks[max(0, places[0] - AROUND) : places[-1] + 1 + AROUND]:
        if id(block) not in taken and block.parent in parents and not block.caption and block.length <= SHORT:
            yield " ".join("".join(piece.text for piece in block.pieces).split())


def is_long(page: Page) -> bool:
    """True for a page of so many tags that trafilatura is not asked."""
    return page.source.text.count("<") > TAGS


def _kept(page: Page) -> Counter[int]:
    """By run how many of its characters trafilatura keeps."""
    kept: Counter[int] = Counter()
    tree = None if is_long(page) else page.tree(comments=False)[0]
    if tree is None:
        return kept
    if has_shadows(page.source.text):
        # What is no template for it is left out.
        for template in [root for host in tree.iter() if (root := shadow_root(host)) is not None]:
            template.tag = "div"
    import trafilatura  # takes a seventh of a second to load, and only pages need it

    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    except Exception as error:  # noqa: BLE001 - it may fail on a page in any way; the page is read all the same
        logging.getLogger(__name__).info("trafilatura failed: %s", error)
        return kept
    if found is not None and not isinstance(found, dict) and found.body is not None:
        for text in found.body.itertext():
            for segment in page.segments(text):
                kept[segment.run] += _length(segment.text)
    del kept[-1]
    return kept


def _length(text: str) -> int:
    return len("".join(text.split()))


def _share(block: Block, kept: Counter[int]) -> float:
    of = found = 0
    for piece in block.pieces:
        length = _length(piece.text)
        of += length
        found += min(length, kept[piece.segment.run])
    return found / of if of else 0.0


def _fill(blocks: list[Block], chosen: list[bool]) -> None:
    """Takes what stands between two chosen blocks of the same element and is a sentence, not a link."""
    before: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if not chosen[index]:
            continue
        last = before.get(block.parent)
        before[block.parent] = index
        if last is None:
            continue
        for between in range(last + 1, index):
            if blocks[between].parent == block.parent and not blocks[between].aside and _sentences(blocks[between]):
                chosen[between] = True


def _sentences(block: Block) -> bool:
    """True for a block that ends like a sentence and is not mostly links."""
    text = "".join(piece.text for piece in block.pieces).strip()
    linked = sum(_length(piece.text) for piece in block.pieces if piece.linked)
    return text.endswith((".", "!", "?", "”", '"', ":", ";")) and len(text) > 25 and linked < 0.5 * _length(text)


def _of_an_article(block: Block) -> bool:
    """True for what is likely of an article, where nobody else tells: sentences, items of lists, headings."""
    linked = sum(_length(piece.text) for piece in block.pieces if piece.linked)
    return not block.aside and (_sentences(block) or (block.kind != "paragraph" and linked < 0.5 * block.length))


def _own_asides(blocks: list[Block], chosen: list[bool]) -> set[int]:
    """The elements that are named as if they stood beside the main text, but hold a large part of it."""
    lengths: Counter[int] = Counter()
    for block, taken in zip(blocks, chosen, strict=True):
        if taken:
            lengths[block.aside] += block.length
    whole = lengths.total()
    return {aside for aside, length in lengths.items() if aside and length >= MAIN * whole}


def _beside(block: Block, openings: tuple[str, ...]) -> bool:
    """True for a block that says itself that it is no part of an article."""
    text = " ".join("".join(piece.text for piece in block.pieces[:20]).split())
    if len(text) > SHORT:
        return False
    links = all(piece.linked or piece.text.isspace() for piece in block.pieces)
    if links and len(text) <= LABEL and block.kind != "heading":
        return True
    small = text.lower().lstrip("•·|–—-»>▶►[( ")
    return small.startswith(openings) or small.rstrip(" :.…»>]") in words().whole
