"""Links that open a page at given words: the text fragments of the WICG, `#:~:text=prefix-,start,end,-suffix`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

from onrecord.text import Span

# Characters from which the first and last words name a span instead of all of it, and how many words name each.
LONG, ENDS = 100, 5
# Words that are tried before and behind, one more at a time, until the span is the only one.
CONTEXT = 8
# Words from which a span is told well enough by itself, if it is the only one.
FEW = 3

_LETTER = re.compile(r"\w")
# What our readers set before the items of lists (`walk`): browsers draw it, and find no such words. Where the same
# stands in a page (a paragraph's number, initials), a link without it leads there all the same.
_MARKER = re.compile(r"^ *+(?:-|[0-9]{1,7}\.|[A-Za-z]\.|[ivx]{2,7}\.|[IVX]{2,7}\.) ", re.MULTILINE)
# What is no character has no code; browsers show U+FFFD instead.
_SURROGATE = re.compile("[\ud800-\udfff]")
# An address that can be followed, and printed: a scheme, a host, nothing that ends it or that a terminal obeys.
_WEB = re.compile(
    r"https?://[^\s/?#\x00-\x20\x7f-\x9f\"<>\\^`{|}][^\s\x00-\x20\x7f-\x9f\"<>\\^`{|}\ud800-\udfff]*", re.IGNORECASE
)


def web_address(url: str | None) -> str | None:
    """The url if it is a page of the web that a link may lead to; else None."""
    return url if url and _WEB.fullmatch(url) else None


def page_link(text: str, span: Span, url: str | None) -> str | None:
    """The address that opens the page at a span of its main text; None where the url is no page of the web."""
    address = web_address(url)
    return fragment_link(text, span, address) if address else None


def fragment_link(text: str, span: Span, url: str) -> str:
    """The address that opens the page `url` at a span of its main text `text`, as short as it can be and be unique.

    The span is widened to whole words, as browsers look for words. Words of more than one paragraph are named by the
    first and last of them, for a browser finds nothing else across paragraphs. The dashes and numbers of a list's items
    are no words of the page. An empty span gives the url.
    """
    text = _without_markers(text)
    start, end = _whole_words(text, span)
    base = url.split("#", 1)[0]
    kept = url.split("#", 1)[1].split(":~:", 1)[0] if "#" in url else ""
    if start >= end:
        return url
    first, last = _ends(text, start, end)
    before, behind = _context(text, start, end, first, last)
    parts = [f"{_coded(before)}-"] if before else []
    parts += [_coded(first), *([_coded(last)] if last else [])]
    parts += [f"-{_coded(behind)}"] if behind else []
    return f"{base}#{kept}:~:text={','.join(parts)}"


def _whole_words(text: str, span: Span) -> tuple[int, int]:
    """The span without blanks at its ends, and with the letters of words that it cuts."""
    start, end = max(0, span.start), min(len(text), span.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _ends(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of a span; of one that is long or crosses lines the first, and the last."""
    exact = text[start:end]
    if len(exact) <= LONG and "\n" not in exact and "\t" not in exact:
        return exact, ""
    lines = [line for line in re.split(r"[\n\t]+", exact) if line.strip()]
    first, last = lines[0].split(), lines[-1].split()
    if len(lines) == 1:
        half = max(1, min(ENDS, len(first) // 2))
        return (" ".join(first[:half]), " ".join(first[-half:])) if len(first) > 1 else (first[0], "")
    return " ".join(first[:ENDS]), " ".join(last[-ENDS:])


def _context(text: str, start: int, end: int, first: str, last: str) -> tuple[str, str]:
    """As few words before and behind as make the first match of the link the span itself; none if it is already.

    A span of few words has some of them anyhow, for menus and other parts of the page, which stand in no main text, may
    have the same.
    """
    line_before = re.split(r"[\n\t]", text[max(0, start - 400) : start])[-1].split()
    line_behind = re.split(r"[\n\t]", text[end : end + 400])[0].split()
    few = not last and len(first.split()) < FEW
    searched = _lowered(text)
    for size in range(min(FEW - 1, max(len(line_before), len(line_behind))) if few else 0, CONTEXT + 1):
        before = " ".join(line_before[-size:]) if size else ""
        behind = " ".join(line_behind[:size]) if size else ""
        # A prefix alone is shorter; a suffix is asked for where no word stands before the span.
        for tried in ((before, ""), ("", behind), (before, behind)):
            # Marks alone part words, and browsers look for words.
            if size and not (any(tried) and all(_LETTER.search(one) for one in tried if one)):
                continue
            if _first_match(searched, tried[0], first, last, tried[1]) == (start, end):
                return tried
    before, behind = " ".join(line_before[-CONTEXT:]), " ".join(line_behind[:CONTEXT])
    return before if _LETTER.search(before) else "", behind if _LETTER.search(behind) else ""


@lru_cache(maxsize=2)
def _without_markers(text: str) -> str:
    """The text with blanks in the place of what stands before the items of its lists."""
    return _MARKER.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=2)
def _lowered(text: str) -> str:
    return _small(text)


def _small(text: str) -> str:
    """The text in small letters, but for those whose small letter is two characters (the dotted capital I)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def _first_match(text: str, before: str, first: str, last: str, behind: str) -> tuple[int, int] | None:
    """What a browser would find: the first range that the parts of a link fit, letter case aside."""
    opening = re.compile(f"{_spaced(before)}{_between(before)}(?P<named>{_spaced(first)})(?!\\w)")
    following = re.compile(rf"\s*{_spaced(behind)}(?!\w)")
    closing = re.compile(f"(?P<named>{_spaced(last)}){_between(behind)}{_spaced(behind)}(?!\\w)") if last else None
    for match in _whole(opening, text, 0):
        begun, done = match.span("named")
        if closing is None:
            if not behind or following.match(text, done):
                return begun, done
        elif ended := next(_whole(closing, text, done), None):
            return begun, ended.end("named")
    return None


def _whole(pattern: re.Pattern[str], text: str, at: int) -> Iterator[re.Match[str]]:
    """The matches that begin no word in its middle; a pattern that looks behind itself searches ten times slower."""
    while match := pattern.search(text, at):
        if match.start() == 0 or _LETTER.match(text, match.start() - 1) is None or not _LETTER.match(match[0]):
            yield match
        at = match.start() + 1


def _between(words: str) -> str:
    return r"\s*" if words else ""


def _spaced(words: str) -> str:
    """A pattern of the words in small letters, whatever white space stands between them."""
    return r"\s+".join(map(re.escape, _small(words).split()))


def _coded(words: str) -> str:
    """The words percent-encoded; the dash and the comma too, for they part the parts."""
    return quote(_SURROGATE.sub("\ufffd", words), safe="").replace("-", "%2D")
