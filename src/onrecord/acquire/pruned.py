"""A feed written anew, with nothing in it but what says of its entries where and what they are.

What reads feeds (feedparser) has parts whose time grows with the square of what they are given: its parser of damaged
XML, its patterns for authors, its lists of categories. So it is given well-formed XML of our own making, whose markup
is one text, whose links are absolute, and which has no element that we do not ask for.
"""

from html import escape
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from onrecord.acquire.elements import XML
from onrecord.acquire.entry import ENTRIES, absolute
from onrecord.acquire.urls import LONGEST

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ATOM, _ATOM_03 = "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"
_SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": _RDF,
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}
_PREFIX = {space.lower(): prefix for prefix, space in _SPACES.items()} | {
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0/modules/content": "content",
}
# Beginnings of the names of spaces whose elements are those of feeds themselves.
_CORE = (
    _ATOM.lower(), _ATOM_03, "http://purl.org/rss/1.0/modules/rss091", "http://backend.userland.com/rss",
    "http://blogs.law.harvard.edu/tech/rss", "http://my.netscape.com/rdf", "http://channel.netscape.com/rdf",
    "http://my.netscape.com/publish/formats", "http://cyber.law.harvard.edu/rss", "http://purl.org/net/rss1.1#",
)  # fmt: skip
_ROOTS = frozenset(("rss", "feed", "rdf:rdf"))
_HOLDERS = frozenset((*_ROOTS, "channel", "item", "entry"))
_ITEMS = frozenset(("item", "entry"))
# Leaves that an entry may have, and the most characters of each; a text that has more is no article.
MOST = 40
_MARKUP = dict.fromkeys(("title", "dc:title"), 10_000) | dict.fromkeys(
    ("description", "summary", "content", "content:encoded", "fullitem", "xhtml:body", "body", "dc:description"),
    2_000_000,
)
_LEAVES = (
    dict.fromkeys(("link", "guid", "id", "feedburner:origlink"), LONGEST)
    | dict.fromkeys(("pubdate", "published", "issued", "updated", "modified", "created", "dc:date"), 100)
    | dict.fromkeys(("dcterms:created", "dcterms:issued", "dcterms:modified"), 100)
    | dict.fromkeys(("ttl", "sy:updateperiod", "sy:updatefrequency"), 20)
)
# Types of a content that is an article's, by Atom 1.0 and 0.3.
_TYPES = frozenset(("text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml", ""))
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col", "embed", "area"))


class _Level(NamedTuple):
    """An open element: what it is to us, the end that is written for it, and the base of its addresses."""

    kind: str
    close: str
    base: str


class Pruned:
    """Takes the elements of a feed in; `xml` is what is kept of it, `entries` how many it has, `root` its kind."""

    def __init__(self, url: str | None = None) -> None:
        self.entries = 0
        self.root = ""
        self._home = ""
        self._out: list[str] = []
        self._levels = [_Level("", "", url or "")]
        self._leaves = 0
        self._leaf = ""
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._marked = False

    @property
    def xml(self) -> bytes:
        """The feed, in UTF-8."""
        spaces = "".join(f" xmlns:{prefix}={quoteattr(space)}" for prefix, space in _SPACES.items())
        kinds = {"feed": f' xmlns="{_ATOM}"', "rss": ' version="2.0"', "rdf:rdf": ' xmlns="http://purl.org/rss/1.0/"'}
        name = {"rdf:rdf": "rdf:RDF"}.get(self.root, self.root)
        inner = "".join(self._out) if self.root == "feed" else f"<channel>{''.join(self._out)}</channel>"
        return f'<?xml version="1.0" encoding="utf-8"?><{name}{kinds[self.root]}{spaces}>{inner}</{name}>'.encode()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Returns nothing; an element begins."""
        above = self._levels[-1]
        base = above.base
        if said := attributes.get(f"{XML} base"):
            base = absolute(said, base) or base
        kind, close = "skipped", ""
        if above.kind in ("leaf", "inside"):
            kind, close = "inside", self._inside(name, attributes)
        elif above.kind != "skipped":
            key = _key(name)
            if key in _HOLDERS:
                kind, close = self._holder(key, attributes)
            elif self.root and self._leaves < MOST and (key in _LEAVES or key in _MARKUP):
                kind = "leaf"
                self._leaves += 1
                self._leaf, self._attributes, self._pieces, self._marked = key, attributes, [], False
        self._levels.append(_Level(kind, close, base))

    def end(self) -> None:
        """Returns nothing; the last element that began ends."""
        level = self._levels.pop()
        if level.kind == "leaf":
            self._write(level.base)
        elif level.kind == "inside":
            self._pieces.append(level.close)
        elif level.kind == "holder" and level.close:
            self._out.append(level.close)

    def text(self, data: str) -> None:
        """Returns nothing; words stand in the element that is open."""
        kind = self._levels[-1].kind
        if kind in ("leaf", "inside"):
            self._pieces.append(escape(data, quote=False) if self._marked else data)

    def _inside(self, name: str, attributes: dict[str, str]) -> str:
        """The end tag of markup in a leaf, whose start is taken in; the words before it are text, not markup."""
        if not self._marked:
            self._pieces = [escape(piece, quote=False) for piece in self._pieces]
            self._marked = True
        local = name.rpartition(" ")[2].rpartition(":")[2].lower()
        href = attributes.get("href")
        self._pieces.append(f"<{local} href={quoteattr(href)}>" if href else f"<{local}>")
        return "" if local in _VOID else f"</{local}>"

    def _holder(self, key: str, attributes: dict[str, str]) -> tuple[str, str]:
        if not self.root:
            if key not in _ROOTS and key != "channel":
                return "skipped", ""
            self.root = key if key in _ROOTS else "rss"
            return "holder", ""
        if key not in _ITEMS:
            return "holder", ""
        self.entries += 1
        self._leaves = 0
        if self.entries > ENTRIES:
            return "skipped", ""
        # An entry within an entry is one whose end is lost: it begins anew.
        for at, level in enumerate(self._levels):
            if level.close and level.kind == "holder":
                self._out.append(level.close)
                self._levels[at] = level._replace(close="")
        about = attributes.get(f"{_RDF} about", "")[:LONGEST]
        self._out.append(f"<{self._item}" + (f" rdf:about={quoteattr(about)}>" if about else ">"))
        return "holder", f"</{self._item}>"

    @property
    def _item(self) -> str:
        return "entry" if self.root == "feed" else "item"

    def _write(self, base: str) -> None:
        """Returns nothing; the leaf that has ended is written."""
        key, attributes, text = self._leaf, self._attributes, "".join(self._pieces)
        said: dict[str, str] = {}
        base = base or self._home
        if key == "link":
            if "href" in attributes:
                said = {"rel": attributes.get("rel", "alternate").lower(), "type": attributes.get("type", "text/html")}
                text, address = "", absolute(attributes["href"], base)
                said["href"] = address or ""
            else:
                address = text = absolute(text, base) or ""
            if not address:
                return
            # Where nobody says where the feed is from, its first link does.
            self._home = self._home or address
        elif key in _MARKUP:
            kind = attributes.get("type", "").lower()
            if (key == "content" and (kind not in _TYPES or attributes.get("src"))) or len(text) > _MARKUP[key]:
                return
            if self._marked:
                said = {"type": "text/html", "mode": "escaped"}
            else:
                said = {name: attributes[name][:40] for name in ("type", "mode") if name in attributes}
        else:
            text = text[: _LEAVES[key] + 1]
            if key == "guid":
                said = {"isPermaLink": attributes.get("isPermaLink", "true").lower()}
        name = "content" if key in ("body", "xhtml:body") else key
        written = "".join(f" {one}={quoteattr(value[:LONGEST])}" for one, value in said.items())
        # As a section, for references are given to what reads it one by one.
        words = text.replace("]]>", "]]]]><![CDATA[>")
        self._out.append(f"<{name}{written}><![CDATA[{words}]]></{name}>")


def _key(name: str) -> str:
    """How an element is named here, in small letters: without a prefix where it is of feeds themselves."""
    space, _, local = name.rpartition(" ")
    small, local = space.lower(), local.lower()
    if not space or small == "http://purl.org/rss/1.0/" or small.startswith(_CORE):
        return local
    prefix = _PREFIX.get(small)
    return f"{prefix}:{local}" if prefix else ""
