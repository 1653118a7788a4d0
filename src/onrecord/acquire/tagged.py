"""The text of a tree of HTML that needs no choosing, as a mail or a converted paper is, with the way back to it."""

import re
from collections import Counter
from typing import Any

from onrecord.acquire.composed import Composed, Way

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol",
     "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul")
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "title", "iframe", "object", "svg"))
_SPACE = re.compile(r"\s+")


def written(tree: Any) -> Composed:
    """The text of the tree: a block a paragraph, a row of a table a line, white space as browsers show it.

    Places name the block's element by XPath, and a range of its string value.
    """
    writer = _Writer()
    from lxml import etree  # a C library, needed for pages and papers only

    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            writer.words(node.tail)
        elif event == "start":
            writer.begin(str(node.tag).rsplit("}", 1)[-1].lower())
            writer.words(node.text)
        else:
            writer.end()
            if node is not tree:
                writer.words(node.tail)
    return writer.text


class _Writer:
    """What was written so far, and the elements that are open: tag, XPath, where its string value begins."""

    def __init__(self) -> None:
        self.text = Composed()
        self.open: list[tuple[str, str, int]] = []
        self.inside: list[Counter[str]] = [Counter()]
        self.blocks: list[int] = []
        self.unseen = self.rows = 0
        self.at = 0
        # What is to stand between what was written and what comes: nothing, a blank, a cell's end, a block's end.
        self.between = ""
        self.single: tuple[str, int] | None = None
        # True behind the mark of an item, whose first block stands on the same line.
        self.marked = False

    def begin(self, tag: str) -> None:
        """Returns nothing: goes into an element."""
        self.inside[-1][tag] += 1
        above = self.open[-1][1] if self.open else ""
        self.open.append((tag, f"{above}/{tag}[{self.inside[-1][tag]}]", self.at))
        self.inside.append(Counter())
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS or tag in _CELLS:
            self._ended(tag)
            self.blocks.append(len(self.open) - 1)
        self.rows += tag == "tr"
        if tag == "br":
            self._ended(tag)
        if tag == "li" and not self.unseen:
            self._list_mark()

    def end(self) -> None:
        """Returns nothing: goes out of the element."""
        tag = self.open.pop()[0]
        self.inside.pop()
        self.unseen -= tag in _UNSEEN
        self.rows -= tag == "tr"
        if tag in _BLOCKS or tag in _CELLS:
            self.blocks.pop()
            self._ended(tag)

    def _list_mark(self) -> None:
        above, _, _ = self.open[-2] if len(self.open) > 1 else ("ul", "", 0)
        self._put(f"{self.inside[-2]['li']}. " if above == "ol" else "• ", None)

    def _ended(self, tag: str) -> None:
        """Notes what is to stand before the next words."""
        if not self.text.length or self.marked:
            return
        wanted = "\n\n"
        if self.rows:
            wanted = " | " if tag in _CELLS else " "
        elif tag == "br" or tag == "tr":
            wanted = "\n"
        order = ("", " ", " | ", "\n", "\n\n")
        self.between = max(self.between, wanted, key=order.index)

    def words(self, words: str | None) -> None:
        """Returns nothing: writes the words of a text node, white space within them as one blank."""
        if not words:
            return
        start = self.at
        self.at += len(words)
        if self.unseen or not self.open:
            return
        _, path, begun = self.open[self.blocks[-1]] if self.blocks else self.open[0]
        last = 0
        for space in _SPACE.finditer(words):
            self._piece(words[last : space.start()], path, start + last - begun)
            last = space.end()
            # A single blank has a place of its own, a run of them has none: it is as long in the text as nothing there.
            if self.text.length and not self.between and not self.marked:
                self.between = " "
            self.single = (path, start + space.start() - begun) if last - space.start() == 1 else None
        self._piece(words[last:], path, start + last - begun)

    def _piece(self, words: str, path: str, at: int) -> None:
        if words:
            self._put(words, Way(xpath=path, characters=(at, at + len(words))))

    def _put(self, words: str, way: Way | None) -> None:
        if self.between:
            single = self.single if self.between == " " else None
            blank = Way(xpath=single[0], characters=(single[1], single[1] + 1)) if single else None
            self.text.put(self.between, blank)
        self.between, self.single, self.marked = "", None, way is None
        self.text.put(words, way)
