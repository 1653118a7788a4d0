"""The elements of judged XML, one after the other: by expat where it is well-formed, else as far as it can be told.

Feeds are damaged often: an end tag is missing, HTML stands in a title as it is, the file breaks off. What comes after
is read all the same: an end tag closes the nearest element of its name, and one of nothing open is passed over.
"""

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Protocol, TypeVar
from xml.parsers import expat

from onrecord.acquire.doctype import XmlError

# An honest paper has under 300,000 elements, 60 deep; a feed far fewer. Attributes are those of one element.
ELEMENTS, DEEPEST, ATTRIBUTES = 500_000, 200, 1_000
# Tags and stray signs that are told apart in what is damaged.
MARKS = 1_000_000
XML = "http://www.w3.org/XML/1998/namespace"
# Prefixes that an element may declare, beside those known.
_PREFIXES = 100
# What feeds with a lost declaration mean by their prefixes.
_KNOWN = {
    "xml": XML,
    "atom": "http://www.w3.org/2005/Atom",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
# Elements of HTML that have no end tag, and no namesake in feeds.
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col", "embed", "param", "area", "track"))

_START = re.compile(r"""<([A-Za-z_][\w.:\-]{0,199})(?=[\s/>])((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_END = re.compile(r"</\s*+([A-Za-z_][\w.:\-]{0,199})[^<>]*+>")
_ATTRIBUTE = re.compile(r"(?<![^\s\"'])([^\s=<>\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))")


class Takes(Protocol):
    """What takes elements in, by names such as "http://www.w3.org/2005/Atom entry", or "item" where no space is said.

    Every start has its end.
    """

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self) -> None: ...

    def text(self, data: str) -> None: ...


T = TypeVar("T", bound=Takes)


def taken(xml: str, made: Callable[[], T], elements: int = ELEMENTS) -> T:
    """What took the elements of judged XML in, by `made`, which is asked anew where the XML turns out to be damaged.

    Raises XmlError for more elements, depth or attributes than honest XML has.
    """
    one = made()
    try:
        strictly(xml.encode("utf-8"), one, elements)
    except expat.ExpatError:
        one = made()
        _Loose(one, elements).read(xml)
    return one


def strictly(xml: bytes, to: Takes | None, elements: int = ELEMENTS) -> int:
    """How many elements the XML has, in UTF-8, well-formed and judged; they are given to what takes them.

    Raises ExpatError where it is not well-formed, XmlError as `taken` does.
    """
    depth = count = 0

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        _check(depth, count, len(attributes), elements)
        if to is not None:
            to.start(name, attributes)

    def ended(_: str) -> None:
        nonlocal depth
        depth -= 1
        if to is not None:
            to.end()

    def declared(*_: object) -> None:
        raise XmlError("it declares a document type")

    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    if to is not None:
        parser.CharacterDataHandler = to.text
    parser.Parse(xml, True)
    return count


def _check(depth: int, count: int, attributes: int, elements: int) -> None:
    if depth > DEEPEST:
        raise XmlError(f"elements lie more than {DEEPEST} deep")
    if count > elements:
        raise XmlError(f"more than {elements:,} elements")
    if attributes > ATTRIBUTES:
        raise XmlError(f"an element has over {ATTRIBUTES:,} attributes")


class _Loose:
    """Damaged XML, gone through tag by tag."""

    def __init__(self, to: Takes, elements: int):
        self.to = to
        self.elements = elements
        self.count = 0
        self.open: list[str] = []
        self.spaces: list[dict[str, str]] = [_KNOWN]
        self.names: Counter[str] = Counter()

    def read(self, xml: str) -> None:
        at, marks = 0, 0
        while at < len(xml):
            found = xml.find("<", at)
            if found < 0:
                found = len(xml)
            if found > at:
                self.to.text(unescape(xml[at:found]))
            if found == len(xml):
                break
            marks += 1
            if marks > MARKS:
                raise XmlError("it is damaged, and has more tags than can be told apart")
            at = self._mark(xml, found)
        while self.open:
            self._close()

    def _mark(self, xml: str, at: int) -> int:
        """Where the mark that begins at `at` ends, after it was taken in."""
        if xml.startswith("<![CDATA[", at):
            end = xml.find("]]>", at)
            self.to.text(xml[at + 9 : end if end >= 0 else len(xml)])
            return end + 3 if end >= 0 else len(xml)
        if xml.startswith(("<!", "<?"), at):
            return xml.find(">", at) + 1 or len(xml)
        if tag := _END.match(xml, at):
            self._ended(tag[1])
            return tag.end()
        if tag := _START.match(xml, at):
            self._begun(tag[1], tag[2])
            return tag.end()
        self.to.text("<")
        return at + 1

    def _begun(self, name: str, rest: str) -> None:
        attributes: dict[str, str] = {}
        for number, one in enumerate(_ATTRIBUTE.finditer(rest)):
            _check(0, 0, number, self.elements)
            attributes.setdefault(one[1], unescape(one[2] or one[3] or one[4] or ""))
        spaces = self.spaces[-1]
        declared = {key[6:]: value for key, value in attributes.items() if key == "xmlns" or key.startswith("xmlns:")}
        if declared and len(spaces) + len(declared) <= len(_KNOWN) + _PREFIXES:
            spaces = {**spaces, **declared}
        self.open.append(name)
        self.names[name] += 1
        self.spaces.append(spaces)
        self.count += 1
        _check(len(self.open), self.count, 0, self.elements)
        named = {_named(key, spaces, ""): value for key, value in attributes.items() if not key.startswith("xmlns")}
        self.to.start(_named(name, spaces, spaces.get("", "")), named)
        if rest.endswith("/") or name.lower() in _VOID:
            self._close()

    def _ended(self, name: str) -> None:
        if self.names[name]:
            while self.open[-1] != name:
                self._close()
            self._close()

    def _close(self) -> None:
        self.names[self.open.pop()] -= 1
        self.spaces.pop()
        self.to.end()


def _named(name: str, spaces: dict[str, str], otherwise: str) -> str:
    prefix, colon, local = name.rpartition(":")
    space = spaces.get(prefix, prefix) if colon else otherwise
    return f"{space} {local}" if space else local
