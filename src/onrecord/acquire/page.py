"""A page of the web as a tree whose text knows where it stands in the source.

Parsers of HTML tell no offsets. So before parsing, each run of text between two tags is given a mark, a character that
no page holds, whose number is that of the run. Wherever the parser, or a library that moves text about, puts the run,
its mark goes with it.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import numpy as np
from lxml import etree
from lxml import html as lxml_html

from onrecord.acquire.encoding import Decoded

# SignWriting, and the notes of Byzantine and of ancient Greek music: signs that libraries take for neither letters nor
# controls, and that no page of ours needs. One that does occur is read as U+FFFD.
_SIGNS = "\U0001d800-\U0001d9ff\U0001d000-\U0001d0f5\U0001d200-\U0001d241"
_ALPHABET = [chr(code) for first, last in ((0x1D800, 0x1D9FF), (0x1D000, 0x1D0F5), (0x1D200, 0x1D241))
             for code in range(first, last + 1)]  # fmt: skip
_NUMBER = {sign: number for number, sign in enumerate(_ALPHABET)}
_SIGN = re.compile(f"[{_SIGNS}]")
_MARK = re.compile(f"([{_SIGNS}]+)")

_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"""<([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+))*+>""")
# The end of a comment, by the HTML standard (comment end bang state).
_CLOSED = re.compile("--!?>")
# Elements whose content is no markup, by the HTML standard, and those whose text is no part of a page's body.
_RAW = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title")
}
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


class Segment(NamedTuple):
    """A part of a text node: its characters, and the number of its run in the source, -1 where that is not known."""

    text: str
    run: int


class Stretch(NamedTuple):
    """Characters `start` to `end` of a segment, and the code points of the source's text that they come from.

    They stand there one by one, but for an entity, which is a stretch of its own.
    """

    start: int
    end: int
    first: int
    last: int

    def within(self, start: int, end: int) -> "Stretch | None":
        """The part of it that lies in a range of the segment; an entity is never cut."""
        low, high = max(self.start, start), min(self.end, end)
        if low >= high:
            return None
        if self.end - self.start != self.last - self.first:
            return self
        return Stretch(low, high, self.first + low - self.start, self.last + high - self.end)


class Page(NamedTuple):
    """The source of a page as text, its runs as ranges of that text, and the same text with the marks in it."""

    source: Decoded
    runs: list[tuple[int, int]]
    marked: str
    width: int

    def segments(self, text: str) -> Iterator[Segment]:
        """The parts of a text of the tree, or of what a library gives back, without marks and each with its run."""
        if not _SIGN.search(text):
            yield Segment(text, -1)
            return
        parts = _MARK.split(text)
        if parts[0]:
            yield Segment(parts[0], -1)
        for mark, part in zip(parts[1::2], parts[2::2], strict=True):
            number = 0
            for sign in mark[-self.width :]:
                number = number * len(_ALPHABET) + _NUMBER[sign]
            yield Segment(part, number if number < len(self.runs) else -1)

    def tree(self, *, comments: bool = True) -> tuple[lxml_html.HtmlElement | None, bool]:
        """A new tree of the marked page, None if it has no element; and whether the parser stopped before its end."""
        parser = lxml_html.HTMLParser(
            encoding="utf-8", huge_tree=True, collect_ids=False, remove_comments=not comments, remove_pis=not comments
        )
        try:
            root = lxml_html.document_fromstring(self.marked.encode("utf-8"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            root = None
        return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)

    def alignment(self, segment: Segment) -> list[Stretch]:
        """How a segment stands in the source; nothing, as far as the parser has made another text of the source."""
        if segment.run < 0:
            return []
        first, last = self.runs[segment.run]
        source, text = self.source.text[first:last], segment.text
        if source.startswith(text):
            return [Stretch(0, len(text), first, first + len(text))]
        found = []
        at = begun = 0
        for entity in _ENTITY.finditer(source):
            plain, said = source[begun : entity.start()], unescape(entity[0])
            if not text.startswith(plain + said, at):
                break
            if plain:
                found.append(Stretch(at, at + len(plain), first + begun, first + entity.start()))
                at += len(plain)
            found.append(Stretch(at, at + len(said), first + entity.start(), first + entity.end()))
            at += len(said)
            begun = entity.end()
        same = 0
        for one, other in zip(source[begun:], text[at:], strict=False):
            if one != other:
                break
            same += 1
        if same:
            found.append(Stretch(at, at + same, first + begun, first + begun + same))
        return found

    def octets(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of bytes of code points `start` to `end` of the source's text."""
        return int(self.source.starts[start]), int(self.source.starts[end])


def shown_in(element: Any) -> str:
    """The text of an element of a page's tree, without marks."""
    return _SIGN.sub("", "".join(element.itertext()))


def page_of(source: Decoded) -> Page:
    """The page of a decoded source, with its runs marked."""
    source = _with_line_feeds(source._replace(text=_SIGN.sub("\ufffd", source.text)))
    text = source.text
    runs = list(_runs(text))
    width = 1
    while len(_ALPHABET) ** width < len(runs):
        width += 1
    pieces, at = [], 0
    for number, (start, _) in enumerate(runs):
        pieces += [text[at:start], _mark(number, width)]
        at = start
    return Page(source, runs, "".join((*pieces, text[at:])), width)


def _with_line_feeds(source: Decoded) -> Decoded:
    """The source with its line breaks made line feeds, as the HTML standard does before parsing."""
    if "\r" not in source.text:
        return source
    second = [match.start() + 1 for match in re.finditer("\r\n", source.text)]
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    return source._replace(text=text, starts=np.delete(np.asarray(source.starts), second))


def _mark(number: int, width: int) -> str:
    signs = ""
    for _ in range(width):
        number, rest = divmod(number, len(_ALPHABET))
        signs = _ALPHABET[rest] + signs
    return signs


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of text between tags that are not blank, as the HTML standard's tokenizer tells tags."""
    at, size = 0, len(text)
    while at < size:
        opening = _OPENING.search(text, at)
        end = opening.start() if opening else size
        if end > at and not text[at:end].isspace():
            yield at, end
        if not opening:
            return
        at = _after(text, end)


def _after(text: str, at: int) -> int:
    """Where the markup that opens at `at` ends: a tag, a comment, or an element with all its raw content."""
    size = len(text)
    if text.startswith("<!--", at):
        if text.startswith((">", "->"), at + 4):
            return text.find(">", at) + 1
        closed = _CLOSED.search(text, at + 4)
        return closed.end() if closed else size
    if text[at + 1] in "!?/":
        return text.find(">", at) + 1 or size
    tag = _TAG.match(text, at)
    if not tag:
        return size
    raw = _RAW.get(tag[1].lower())
    if raw is None:
        return tag.end()
    closing = raw.search(text, tag.end())
    return closing.start() if closing else size
