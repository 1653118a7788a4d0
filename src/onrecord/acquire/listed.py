"""Page lists, such as a ministry's page of press releases: the links of a page that lead to articles.

Which these are is the user's to say, by a glob over addresses (`https://site.example/news/*`), which unlike a regular
expression takes no time that its author did not think of; a link that fits it is taken wherever it stands. Without one
a link is taken that is of the page's own site, stands in the page and not in its menus, and whose path looks like an
article's: it has a date, a long name of words (four at least, joined by hyphens), or a number of five digits or more.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from onrecord.acquire.encoding import charset_of, decoded
from onrecord.acquire.entry import ENTRIES, Entry, absolute, digest_of, host_of, of_host, page_of
from onrecord.errors import ReadError, UsageError

# Characters that a glob may have, and those with which it may leave something open.
LONGEST, OPEN = 500, 8
# Words in the last part of an article's path, and figures of its number.
WORDS, FIGURES = 4, 5
# Characters that a link's words may have, bytes that a list may have, and characters from which a tag is passed over:
# the time of libxml2 grows with the square of a tag's attributes.
TITLE, LARGEST, TAG = 1_000, 5_000_000, 5_000

# Elements that show no links; those that stand beside a page's articles; and those that do unless they are an article's
# or the main part's, as the head of a teaser is.
_UNSEEN = frozenset(("script", "style", "template", "noscript"))
_BESIDE = frozenset(("nav", "aside", "svg"))
_ENDS = frozenset(("header", "footer"))
_PARTS = frozenset(("article", "main"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu"))
_DATED = re.compile(
    r"(?:^|[/_.-])(?:19|20)\d\d[/_.-]?(?:[01]\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
    r"(?:[/_.-]|[0-3]\d|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?<!\d)\d{{{FIGURES},}}(?!\d)")
_LONG_TAG = re.compile(rf"<[^<>]{{{TAG},}}+>?")
_NO_ARTICLE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|css|js|json|xml|rss|atom|zip|gz|mp[34]|m4[av]|mov|avi|wav|ics|vcf|xlsx?|pptx?|epub)\Z",
    re.IGNORECASE,
)


def links_of(data: bytes, url: str, *, media: str | None = None, matching: str | None = None) -> tuple[Entry, ...]:
    """The articles that the page at `url` links to, once each, in its order, with the link's words as title.

    `matching` is a glob over whole addresses, case and all: `*` stands for any characters, slashes too. It may name
    another site. Raises ReadError for a page that is too large, UsageError for a glob that cannot be used.
    """
    if len(data) > LARGEST:
        raise ReadError(f"{url}: larger than {LARGEST // 1_000_000} MB; give a shorter list")
    if matching is not None:
        check_glob(matching)
    root = _tree(data, media)
    if root is None:
        return ()
    base = next((absolute(one.get("href"), url) for one in root.iter("base") if one.get("href")), None) or url
    here, host = page_of(url), host_of(url)
    found: dict[str, str] = {}
    for link in _links(root, everywhere=matching is not None):
        address = absolute(link.get("href"), base)
        if address is None or (address := page_of(address)) == here:
            continue
        if fnmatchcase(address, matching) if matching is not None else of_host(address, host) and _article(address):
            # A picture often has the same link as the title, before it.
            found[address] = found.get(address) or _words(link)
        if len(found) >= ENTRIES:
            break
    return tuple(Entry(url=one, title=words or None, digest=digest_of(words)) for one, words in found.items())


def check_glob(matching: str) -> None:
    """Returns nothing; raises UsageError for a glob that would take long to match."""
    if len(matching) > LONGEST or sum(map(matching.count, "*?[")) > OPEN:
        raise UsageError(f"matching: a glob has at most {LONGEST} characters and {OPEN} of *, ? and [")


def _tree(data: bytes, media: str | None) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    text = _LONG_TAG.sub("", decoded(data, charset_of(media)).text)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _links(root: Any, everywhere: bool) -> Iterator[Any]:
    """The links of a page in order; those that stand beside its articles only if `everywhere`."""
    parts = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        part = element.tag in _PARTS or (element.get("role") or "").lower() in _PARTS
        if event == "end":
            parts -= part
            continue
        unseen = element.tag in _UNSEEN and not element.get("shadowrootmode")
        if unseen or not (everywhere or _of_articles(element, parts)):
            walk.skip_subtree()
        elif element.tag == "a" and element.get("href"):
            yield element
        parts += part


def _of_articles(element: Any, parts: int) -> bool:
    """True unless an element stands beside the articles of its page; `parts` are those that it stands in."""
    if element.tag in _BESIDE or (element.get("role") or "").lower() in _ROLES:
        return False
    return element.tag not in _ENDS or parts > 0


def _article(address: str) -> bool:
    """True for an address whose path looks like an article's."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    last = path.rpartition("/")[2]
    if _NO_ARTICLE.search(last):
        return False
    words = [word for word in re.split(r"[-_]|%20", last.partition(".")[0]) if word]
    return len(words) >= WORDS or bool(_DATED.search(path)) or bool(_NUMBER.search(f"{path}?{parts.query}"))


def _words(link: Any) -> str:
    """The words of a link, on one line."""
    pieces, length = [], 0
    for piece in link.itertext():
        pieces.append(piece[:TITLE])
        length += len(pieces[-1])
        if length >= TITLE:
            break
    return " ".join("".join(pieces).split())[:TITLE]
