"""A saved page shown again, so that nothing of it can run: its words, in plain elements of our own making.

Nothing of the source is passed on but text, which is escaped: no attribute, no address, no element beside those of
KEPT. So what is made can only be what it says, however the source may be parsed by whom.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from onrecord.acquire.encoding import decoded
from onrecord.acquire.page import Page, page_of
from onrecord.acquire.shadow import walked
from onrecord.origin import Range

# Elements that are kept, without their attributes. None of them changes how a parser reads what it holds.
KEPT = frozenset((
    "article", "aside", "blockquote", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "b", "ins", "li", "main", "nav", "ol", "p", "pre", "q",
    "s", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u",
    "ul",
))  # fmt: skip
# Elements whose content nobody sees as text.
_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "title", "iframe", "noframes", "noembed", "object",
    "embed", "applet", "audio", "video", "canvas", "select", "textarea", "datalist", "head", "xmp", "plaintext",
))  # fmt: skip
_VOID = frozenset(("br", "hr"))
# Elements that are opened within each other, and characters that are shown, at most.
DEEP, LONGEST = 200, 2_000_000


class Saved(NamedTuple):
    """A page as markup that cannot run: words that were asked for stand in `mark`, the first of them with the id "w".

    `marked` is how many of their characters were found; `cut` is true where the page went on.
    """

    markup: str
    marked: int
    cut: bool = False


def saved(data: bytes, octets: Sequence[Range] = (), charset: str | None = None) -> Saved:
    """The page that was saved as these bytes, with the words marked that stand at ranges of them."""
    page = page_of(decoded(data, charset))
    root, cut = page.tree()
    if root is None:
        return Saved("", 0)
    made = _Made(page, sorted(octets))
    for kind, element in walked(root):
        name = element.tag if isinstance(element.tag, str) else ""
        match kind:
            case "start":
                made.opened(name)
            case "text":
                made.words(element.text)
            case "end":
                made.closed(name)
            case "tail":
                made.words(element.tail)
        if made.size > LONGEST:
            cut = True
            break
    return Saved(made.whole(), made.marked, cut)


class _Made:
    """What was made so far."""

    def __init__(self, page: Page, octets: list[Range]):
        self.page, self.octets = page, octets
        self.parts: list[str] = []
        self.open: list[str] = []
        self.unseen = self.deep = self.size = self.marked = 0
        self.is_marked = False

    def opened(self, name: str) -> None:
        """Returns nothing: an element has begun."""
        if self.unseen or name in _UNSEEN:
            self.unseen += 1
        elif name in _VOID:
            self._put(f"<{name}>")
        elif name in KEPT:
            if len(self.open) >= DEEP:
                self.deep += 1
                return
            self.open.append(name)
            self._put(f"<{name}>")

    def closed(self, name: str) -> None:
        """Returns nothing: an element has ended."""
        if self.unseen:
            self.unseen -= 1
        elif name in KEPT and self.deep:
            self.deep -= 1
        elif name in KEPT:
            self._put(f"</{self.open.pop()}>")

    def words(self, text: Any) -> None:
        """Returns nothing: the text of a node was taken."""
        if self.unseen or not text:
            return
        for segment in self.page.segments(str(text)):
            at = 0
            for start, end in self._marks(segment):
                self._put(escape(segment.text[at:start]))
                self._put(f"<mark{'' if self.marked else ' id=w'}>{escape(segment.text[start:end])}</mark>")
                self.marked += end - start
                at = end
            self._put(escape(segment.text[at:]))

    def _marks(self, segment: Any) -> Iterator[Range]:
        """The ranges of a segment that come from the bytes that were asked for, in order."""
        starts = self.page.source.starts
        if segment.run < 0:
            return
        first, last = self.page.runs[segment.run]
        if not any(self._within(int(starts[first]), int(starts[last]))):
            return
        before: Range | None = None
        for part in self.page.alignment(segment):
            whole = part.end - part.start != part.last - part.first
            for first, last in self._within(int(starts[part.first]), int(starts[part.last])):
                if whole:
                    here = (part.start, part.end)
                else:
                    low = part.start + self._code_point(first, part.first, part.last)
                    here = (low, part.start + self._code_point(last, part.first, part.last))
                if before and here[0] <= before[1]:
                    before = (before[0], max(before[1], here[1]))
                    continue
                if before:
                    yield before
                before = here
        if before:
            yield before

    def _within(self, first: int, last: int) -> Iterator[Range]:
        for low, high in self.octets[: bisect_right(self.octets, (last, -1))]:
            if low < last and high > first:
                yield max(low, first), min(high, last)

    def _code_point(self, octet: int, first: int, last: int) -> int:
        """How many of the source's code points from `first` on end before a byte."""
        starts = self.page.source.starts
        return bisect_right(starts, octet - 1, first, last, key=int) - first if octet > int(starts[first]) else 0

    def _put(self, part: str) -> None:
        self.parts.append(part)
        self.size += len(part)

    def whole(self) -> str:
        """All of it, with what is open closed."""
        return "".join((*self.parts, *(f"</{name}>" for name in reversed(self.open))))
