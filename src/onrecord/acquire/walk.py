"""The blocks of a page in the order of its text: paragraphs, headings, items of lists, cells of tables.

Each piece of a block's text knows its run in the source and its place in the string value of the block's element.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

import msgspec

from onrecord.acquire.page import Page, Segment
from onrecord.acquire.shadow import Stood, composed, has_shadows, stood, walked
from onrecord.vocabulary import table

Kind = Literal["paragraph", "heading", "item", "cell", "pre"]

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "hr",
    "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
))  # fmt: skip
# Elements that a browser shows no text of, or only words to be clicked on. The head itself is none: of a page without
# a body libxml2 leaves in it what stands in elements that it does not know, such as article.
_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "title", "iframe", "noframes", "noembed",
    "object", "embed", "applet", "audio", "video", "canvas", "button", "select", "option", "optgroup", "textarea",
    "datalist", "input", "map", "area", "dialog", "meta", "link", "rp",
))  # fmt: skip
_ASIDE = frozenset(("nav", "footer", "aside"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"))
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_NAME = re.compile(r"[a-z][a-z0-9]*")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


class Words(msgspec.Struct, frozen=True):
    """What `vocabulary/pages.yaml` holds: how pages name and word what is no main text."""

    hidden: frozenset[str]
    furniture: frozenset[str]
    captions: frozenset[str]
    openings: tuple[str, ...]
    whole: frozenset[str]


@cache
def words() -> Words:
    """The table of what stands beside main texts."""
    return table("pages", Words)


class _Told(NamedTuple):
    hidden: bool
    furniture: bool
    caption: bool


@lru_cache(maxsize=4096)
def _told(names: str) -> _Told:
    """What the classes and the id of an element tell of it."""
    known, small = words(), names.lower()
    return _Told(
        not known.hidden.isdisjoint(small.split()),
        not known.furniture.isdisjoint(word.lower() for word in _WORDS.findall(names)),
        not known.captions.isdisjoint(re.split(r"[-_\s]+", small)),
    )


class Piece(NamedTuple):
    """A part of a block: its segment of the tree's text, and its place in the string value; -1 for a line break."""

    segment: Segment
    at: int
    linked: bool

    @property
    def text(self) -> str:
        """Its characters."""
        return self.segment.text


@dataclass(slots=True)
class Block:
    """A block of text. `aside` names the outermost element by which it stands beside the main text, 0 if none does.

    `marker` is what a list shows before it, `group` the list or row that it is of, `parent` the element around it.
    """

    kind: Kind
    xpath: str
    parent: int
    marker: str = ""
    group: int = 0
    aside: int = 0
    caption: bool = False
    pieces: list[Piece] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many characters it has that are not blank."""
        return sum(len("".join(piece.text.split())) for piece in self.pieces)


@dataclass(slots=True)
class _Level:
    """An element that is open: its place in the tree, and what it hands down to what stands in it."""

    name: str
    path: "tuple[Any, str] | None"
    number: int
    began: int
    unseen: bool
    aside: int
    caption: bool
    linked: bool
    pre: bool
    block: bool
    group: int = 0
    depth: int = 0
    marker: str = ""
    items: int = 0
    ended: int = -1
    children: dict[str, int] = field(default_factory=dict)


class _Walk:
    """The walk itself: open elements as a stack, and the block that is being gathered."""

    def __init__(self, page: Page):
        self.page = page
        self.levels: list[_Level] = []
        self.at = 0  # code points of string value so far
        self.number = 0
        self.pieces: list[Piece] = []
        self.breaks = 0
        # Where elements stand, in a page that shows them in another order.
        self.stood: dict[Any, Stood] = {}

    def blocks(self, root: Any) -> Iterator[Block]:
        if has_shadows(self.page.source.text):
            self.stood = stood(root, self._length, _step)
        for event, element in composed(root) if self.stood else walked(root):
            if event == "text" or event == "tail":
                if self.stood:
                    self.at = self.stood[element].began if event == "text" else self.stood[element].ended
                self._text((element.text if event == "text" else element.tail) or "")
                continue
            if element.tag in _BLOCKS:
                yield from self._flushed()
            if event == "end":
                self.levels.pop()
                continue
            self._open(element)
            if element.tag == "br":
                yield from self._broken()
        yield from self._flushed()

    def _length(self, text: str) -> int:
        return sum(len(segment.text) for segment in self.page.segments(text))

    def _open(self, element: Any) -> None:
        name = element.tag
        above = self.levels[-1] if self.levels else None
        self.number += 1
        step = _step(name, above.children if above else {})
        level = _Level(
            name, (above.path if above else None, step), self.number, self.at, unseen=False, aside=0, caption=False,
            linked=name == "a", pre=name in ("pre", "listing", "xmp"), block=name in _BLOCKS,
        )  # fmt: skip
        if above:
            level.unseen, level.aside, level.caption = above.unseen, above.aside, above.caption
            level.linked |= above.linked
            level.pre |= above.pre
            level.group, level.depth, level.marker = above.group, above.depth, above.marker
            if name == "li":
                above.items += 1
        if self.stood:
            level.path, level.began, level.ended, _ = self.stood[element]
        self._judge(level, element)
        if name in ("ul", "ol", "menu", "dir", "tr", "dl"):
            level.group = self.number
            if name not in ("tr", "dl"):
                level.depth += 1
                level.items = _first_number(element) - 1
        elif name == "li":
            level.marker = _marker(element, above)
        self.levels.append(level)

    def _judge(self, level: _Level, element: Any) -> None:
        """Marks the level as unseen, or as standing beside the main text."""
        if level.unseen:
            return
        attributes = element.attrib
        unseen = level.name in _UNSEEN and not (self.stood and self.stood[element].shadow)
        if unseen or "hidden" in attributes or _HIDING.search(attributes.get("style", "")[:2000]):
            level.unseen = True
            return
        told = _told(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:1000])
        level.unseen = told.hidden
        level.caption |= told.caption or level.name == "figcaption"
        if level.aside == 0 and (level.name in _ASIDE or attributes.get("role") in _ROLES or told.furniture):
            level.aside = level.number

    def _text(self, text: str) -> None:
        level = self.levels[-1]
        for segment in self.page.segments(text):
            if not level.unseen and segment.text:
                self.pieces.append(Piece(segment, self.at, level.linked))
                if not segment.text.isspace():
                    self.breaks = 0
            self.at += len(segment.text)

    def _broken(self) -> Iterator[Block]:
        """A line break; two in a row part paragraphs."""
        self.breaks += 1
        if self.breaks > 1:
            yield from self._flushed()
        elif self.pieces:
            self.pieces.append(Piece(Segment("\n", -1), -1, False))

    def _flushed(self) -> Iterator[Block]:
        if not self.pieces:
            return
        pieces, self.pieces, self.breaks = self.pieces, [], 0
        if all(piece.text.isspace() for piece in pieces):
            return
        at = next(index for index in range(len(self.levels) - 1, -1, -1) if self.levels[index].block or index == 0)
        level, holder = self.levels[at], self._holder(at, pieces)
        block = Block(_kind(level), _path(holder), self.levels[at - 1].number if at else 0)
        block.pieces = [piece._replace(at=piece.at - holder.began) if piece.at >= 0 else piece for piece in pieces]
        block.aside, block.caption, block.group = level.aside, level.caption, level.group
        if level.marker:
            block.kind, block.marker = "item", level.marker
            for one in self.levels:
                one.marker = ""
        yield block

    def _holder(self, at: int, pieces: list[Piece]) -> _Level:
        """The level that has all pieces in its string value: that of the block, unless a slot shows others there."""
        known = [piece for piece in pieces if piece.at >= 0]
        while at and self.stood:
            level = self.levels[at]
            if all(level.began <= one.at and one.at + len(one.text) <= level.ended for one in known):
                break
            at -= 1
        return self.levels[at]


def blocks_of(page: Page, root: Any) -> list[Block]:
    """The blocks of a page's tree, in the order of the text; what is not seen is left out."""
    return list(_Walk(page).blocks(root))


def _kind(level: _Level) -> Kind:
    if level.pre:
        return "pre"
    if level.name in _HEADINGS:
        return "heading"
    return "cell" if level.name in ("td", "th") else "paragraph"


def _step(name: str, children: dict[str, int]) -> str:
    """The step of an XPath to a child; names that XPath does not know, such as o:p, are counted among all."""
    children["*"] = children.get("*", 0) + 1
    children[name] = children.get(name, 0) + 1
    return f"{name}[{children[name]}]" if _NAME.fullmatch(name) else f"*[{children['*']}]"


def _path(level: _Level) -> str:
    steps = []
    path = level.path
    while path is not None:
        path, step = path
        steps.append(step)
    return "/" + "/".join(reversed(steps))


def _first_number(element: Any) -> int:
    start = element.get("start", "1").strip()
    return int(start) if element.tag == "ol" and start.isdecimal() and len(start) < 7 else 1


def _marker(element: Any, around: _Level | None) -> str:
    """What stands before an item: a dash, or its number as its list counts."""
    if around is None or around.name != "ol":
        return "  " * max(0, (around.depth if around else 1) - 1) + "- "
    given = element.get("value", "").strip()
    if given.isdecimal() and len(given) < 7:
        around.items = int(given)
    form = element.getparent().get("type", "1")
    return "  " * (around.depth - 1) + f"{_counted(around.items, form)}. "


def _counted(number: int, form: str) -> str:
    if form in ("a", "A") and 0 < number <= 26:
        return chr(ord(form) + number - 1)
    if form in ("i", "I") and 0 < number < 40:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return roman if form == "i" else roman.upper()
    return str(number)
