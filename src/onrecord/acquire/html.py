"""Web pages: bytes to a Document of the main text, each stretch of which leads back to the page.

A place of the text names the block's element by XPath and a range of code points of its string value, in the page as
libxml2 parses it, and the bytes of the saved source. Marks of lists and breaks between blocks are ours: no place.
"""

from typing import Any, NamedTuple

from onrecord.acquire.about import About, about
from onrecord.acquire.encoding import decoded
from onrecord.acquire.given import edtf_date
from onrecord.acquire.main_text import TAGS, cut_off, is_long, main_text
from onrecord.acquire.page import page_of
from onrecord.acquire.plain import HEAD, Acquired, check_size, from_text, of_source, opens_as_page
from onrecord.acquire.rendered import rendered
from onrecord.acquire.walk import blocks_of
from onrecord.errors import ReadError
from onrecord.origin import Place
from onrecord.records import Finding
from onrecord.vocabulary.credits import credited
from onrecord.vocabulary.publishers import site

# Tags that a page may have: two million took 22 s and 864 MB.
MOST = 1_000_000
# The mark of UTF-8, byte by byte.
_MARK = "\u00ef\u00bb\u00bf"


class Read(NamedTuple):
    """A page that was read: its main text and the places of that, what it says of itself, what was found on the way."""

    text: str
    places: tuple[Place, ...]
    about: About
    findings: tuple[Finding, ...]


def is_page(data: bytes) -> bool:
    """True for bytes that begin as a page of the web does, in whatever encoding."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:40].count(0) > 10:
        head = head.replace(b"\0", b"")[2 if head.startswith((b"\xff\xfe", b"\xfe\xff")) else 0 :]
    return opens_as_page(head.decode("latin-1").removeprefix(_MARK))


def from_page(
    data: bytes, source: str, *, any_language: bool = False, charset: str | None = None, url: str | None = None
) -> Acquired:
    """The document of a page's main text; `charset` is that of the header it came with, `url` where it came from.

    Raises ReadError, one line saying what to do, for a page that is too large, has no text or is not English.
    """
    check_size(data, source, "save the article's page alone")
    if data.count(b"<") > MOST:
        raise ReadError(
            f"{source}: has more than {MOST:,} tags; save the article's page alone, or its text in a .txt file"
        )
    read = read_page(data, charset=charset, url=url)
    if not read.text:
        why = next((finding.message for finding in read.findings if finding.code == "page-cut"), None)
        raise ReadError(
            f"{source}: {why or 'is a page without text'}; open it in a browser, save its text in a .txt file"
        )
    said = read.about
    return of_source(
        from_text(read.text, source, any_language=any_language),
        data,
        read.findings,
        read.places,
        title=said.title,
        url=said.url,
        publisher=said.publisher,
        published=said.published,
        language=said.language,
        byline=said.byline,
        credits=said.credits,
    )


def read_page(data: bytes, *, charset: str | None = None, url: str | None = None) -> Read:
    """The main text of a page, empty where it has none, and what the page says of itself."""
    source = decoded(data, charset)
    page = page_of(source)
    root, cut = page.tree()
    findings = list(source.findings)
    if cut:
        findings.append(Finding("page-cut", "is nested too deeply; what comes after that is not read"))
    if root is None:
        return Read("", (), About(url=url), tuple(findings))
    said = about(root)
    known = site(said.url or url)
    if is_long(page):
        message = f"has over {TAGS:,} tags: which of its blocks are the article is told by their sentences alone"
        findings.append(Finding("page-long", message))
    every = blocks_of(page, root)
    blocks = main_text(page, every, known.boilerplate if known else ())
    text, places = rendered(page, blocks)
    named = credited(cut_off(every, blocks))
    said = said._replace(credits=tuple(dict.fromkeys((*said.credits, *named))))
    if said.published is None and text:
        said = said._replace(published=_guessed(page.tree(comments=False)[0], said.url or url))
        if said.published:
            message = f"the page does not say when it was published; {said.published} was guessed from its text"
            findings.append(Finding("date-guessed", message))
    return Read(text, places, said._replace(url=said.url or url), tuple(findings))


def _guessed(root: Any, url: str | None) -> str | None:
    """The day that htmldate finds on a page that does not say its own."""
    from htmldate import find_date  # takes a fifth of a second to load, and only undated pages need it

    try:
        return edtf_date(find_date(root, url=url, original_date=True, extensive_search=False))
    except Exception:  # noqa: BLE001 - it may fail on a page in any way; the page is then undated
        return None
