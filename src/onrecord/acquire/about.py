"""What a page says of itself: title, byline, publisher, dates, address and language."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from onrecord.acquire.given import believed, edtf_date
from onrecord.acquire.page import shown_in
from onrecord.vocabulary.publishers import in_small_letters, outlets_in, site

# Characters of JSON-LD that are looked at, in all, and objects in it.
DATA, OBJECTS = 2_000_000, 20_000

_ARTICLE = re.compile(r"Article|Posting|Report|Review|Statement|WebPage|CreativeWork|SpeechAct|Legislation")
# What parts a title from the name of its site.
_BEHIND = re.compile(r"(\s[|\u2013\u2014\u00b7:\u2022-]\s|\s::\s|\s\u00bb\s)")
_BY = re.compile(r"\s{0,9}(?:by|from|von|par)\s{1,9}", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright")
_BYLINES = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator")
# Where pages say from whom they have a text; and what marks the elements that show it.
_SOURCES = ("author", "creator", "contributor", "sourceOrganization", "creditText", "isBasedOn", "provider")
_FROM = (
    "source", "dc.source", "dcterms.source", "original-source", "syndication-source", "article:source", "news_source",
    "provider", "article:provider", "parsely-source", "content-source", "copyright-source",
)  # fmt: skip
_MARKED = {
    "author", "byline", "by-line", "article-byline", "article__byline", "story-byline", "article-source", "news-source",
    "article__source", "story-source", "agency", "news-agency", "source", "source-name", "creditline", "article-author",
    "sourceorganization",
}  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "article.published", "date", "citation_publication_date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")


class About(NamedTuple):
    """What is known of a page; dates are EDTF, `language` an ISO 639-1 code. None where the page does not say.

    `credits` are outlets that it names as author or source, its own publisher among them.
    """

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    credits: tuple[str, ...] = ()


def about(root: Any) -> About:
    """What a page's tree says of it: its linked data first, then its head, then elements of time."""
    metas = _metas(root)
    articles = _articles(root)
    url = _address(root, metas, articles)
    publisher = _publisher(metas, articles, url)
    return About(
        title=_without_site(_title(root, metas, articles), {publisher, metas.get("og:site_name")}),
        byline=_byline(metas, articles),
        publisher=publisher,
        published=_date(root, metas, articles, "datePublished", _PUBLISHED),
        modified=_date(root, metas, articles, "dateModified", _MODIFIED),
        url=url,
        language=_language(root, metas, articles),
        credits=_credits(root, metas, articles),
    )


def _metas(root: Any) -> dict[str, str]:
    """The contents of the meta elements by name in small letters; the first of each name."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = _line(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _line(said: Any) -> str | None:
    """The words of a value on one line; None if it has none, or is no text."""
    return " ".join(said.split())[:1000] or None if isinstance(said, str) else None


def _articles(root: Any) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD that are articles or the like, those with a date first."""
    found = []
    left = DATA
    for element in root.iter("script"):
        if "ld+json" not in element.get("type", "") or not element.text or len(element.text) > left:
            continue
        left -= len(element.text)
        try:
            data = json.loads(element.text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += [one for one in _objects(data) if _ARTICLE.search(str(one.get("@type", "")))]
    return sorted(found, key=lambda one: ("datePublished" not in one, "WebPage" in str(one.get("@type"))))


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < OBJECTS:
        seen += 1
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += reversed([value for value in one.values() if isinstance(value, dict | list)])
        elif isinstance(one, list):
            waiting += reversed(one)


def _named(said: Any) -> str | None:
    """The names of a person or body of JSON-LD, or of a list of them."""
    if isinstance(said, list):
        return ", ".join(dict.fromkeys(filter(None, map(_named, said[:20])))) or None
    if isinstance(said, dict):
        return _named(said.get("name"))
    name = _line(said)
    return None if name is None or name.startswith(("http:", "https:", "#")) else name


def _title(root: Any, metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    for one in articles:
        if "WebPage" not in str(one.get("@type")) and (headline := _line(one.get("headline"))):
            return headline
    for name in _TITLES:
        if name in metas:
            return metas[name]
    for element in root.iter("title", "h1"):
        if title := _line(shown_in(element)):
            return title
    return None


def _without_site(title: str | None, sites: set[str | None]) -> str | None:
    """The title without the name of the site that stands behind it, as windows show it."""
    if title is None:
        return None
    names = {name.casefold() for name in sites if name}
    head, sign, last = _BEHIND.split(title)[-3:] if _BEHIND.search(title) else (title, "", "")
    if last.strip().casefold() not in names or not head.strip():
        return title
    return title[: len(title) - len(sign) - len(last)].rstrip()


def _byline(metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    said = [_named(one.get("author")) for one in articles] + [_named(metas.get(name)) for name in _BYLINES]
    found = next(filter(None, said), None)
    if found and (by := _BY.match(found)):
        found = found[by.end() :]
    return found or None


def _credits(root: Any, metas: dict[str, str], articles: list[dict[str, Any]]) -> tuple[str, ...]:
    """The outlets that the page names as its authors or sources, by their names or by addresses of their sites."""
    said: list[str | None] = []
    for one in articles:
        said += [line for key in _SOURCES for line in _lines(one.get(key))]
    said += [metas.get(name) for name in (*_BYLINES, *_FROM)]
    for element in root.iter("a", "span", "p", "div", "address", "cite"):
        if _MARKED & {*element.get("class", "").lower().split(), element.get("rel"), element.get("itemprop")}:
            words = _line(shown_in(element))
            said.append(words if words and len(words) <= 200 else None)
    found: list[str] = []
    for line in filter(None, said):
        if known := site(line):
            found.append(known.name)
        if not line.startswith(("http:", "https:")):
            found += [line[span.start : span.end] for span in outlets_in(line)]
    return tuple(dict.fromkeys(found))


def _lines(said: Any) -> list[str | None]:
    """The names, and the addresses where there are no names, in what JSON-LD says of whom something is by or from."""
    if isinstance(said, list):
        return [line for one in said[:20] for line in _lines(one)]
    if isinstance(said, dict):
        inner = [line for key in ("publisher", "author", "provider") for line in _lines(said.get(key))]
        return [_line(said.get("name")), *(inner or [_line(said.get("url")), _line(said.get("@id"))])]
    return [_line(said)]


def _publisher(metas: dict[str, str], articles: list[dict[str, Any]], url: str | None) -> str | None:
    """The publisher by the name that we know it by; a name that the page gives, else."""
    if known := site(url):
        return known.name
    said = [metas.get("og:site_name"), *(_named(one.get("publisher")) for one in articles)]
    said += [metas.get(name) for name in _SITES]
    names = [name.lstrip("@") for name in said if name and len(name) <= 100]
    for name in names:
        if name.lower() in in_small_letters():
            return in_small_letters()[name.lower()]
    return names[0] if names else None


def _date(
    root: Any, metas: dict[str, str], articles: list[dict[str, Any]], key: str, names: tuple[str, ...]
) -> str | None:
    said: list[Any] = [one.get(key) for one in articles]
    said += [metas.get(name) for name in names]
    for element in root.iter("time", "meta", "span", "abbr"):
        if element.get("itemprop") == key or (key == "datePublished" and element.get("pubdate") is not None):
            said.append(element.get("datetime") or element.get("content") or element.get("title"))
    if key == "datePublished":
        times = dict.fromkeys(filter(None, map(_day, (element.get("datetime") for element in root.iter("time")))))
        # Pages date other articles too: an element of time says the page's own day only where all of them agree.
        said += times if len(times) == 1 else ()
    return next(filter(None, map(_day, said)), None)


def _day(said: Any) -> str | None:
    """The day that a date of a page says, as EDTF; none before there were pages is believed, nor one to come."""
    if isinstance(said, list):
        said = said[0] if said else None
    if not isinstance(said, str):
        return None
    text = said.strip()
    if re.fullmatch(r"\d{8}(?:T?\d{4,6}Z?)?", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    elif slashed := re.match(r"(\d{4})[/.](\d\d)[/.](\d\d)\b", text):
        text = "-".join(slashed.groups())
    elif dashed := re.match(r"\d{4}-\d\d-\d\d(?=\b|T)", text):
        text = dashed[0]
    found = edtf_date(text)
    return believed(found) if found and len(found) == 10 else None


def _address(root: Any, metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    """The canonical address; one that is relative is led back to the page's base, and left out without one."""
    base = next((element.get("href", "") for element in root.iter("base")), "")
    said = [
        element.get("href") for element in root.iter("link") if "canonical" in element.get("rel", "").lower().split()
    ]
    said += [metas.get("og:url"), metas.get("twitter:url")]
    for one in articles:
        entity = one.get("mainEntityOfPage")
        said += [entity.get("@id") if isinstance(entity, dict) else entity, one.get("url")]
    for address in filter(None, map(_line, said)):
        try:
            whole = urljoin(base, address)
            if whole.startswith("//"):
                whole = f"https:{whole}"
            if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname:
                return whole
        except ValueError:
            continue
    return None


def _language(root: Any, metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    said = [root.get("lang"), root.get("xml:lang"), metas.get("content-language"), metas.get("language")]
    said += [metas.get("og:locale"), *(one.get("inLanguage") for one in articles)]
    for language in said:
        if isinstance(language, str) and (code := re.match(r"\s{0,9}([A-Za-z]{2})(?:[-_]|\s{0,9}$)", language)):
            return code[1].lower()
    return None
