"""Links that open a page at given words: the text fragments of the WICG, `#:~:text=prefix-,start,end,-suffix`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
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
    """What a browser would find: the first range that the parts of a link fit, letter case aside.

    Words are compared one by one: a pattern for each link would take longer to be made than to be looked for.
    """
    opening, closing, following = _words(before), _words(last), _words(behind)
    for match in _matches(text, 0, opening, _words(first)):
        if not closing:
            if not following or _ends_at(text, match.end, following) is not None:
                return match.behind, match.end
        elif ended := next(_matches(text, match.end, closing, following), None):
            return match.behind, ended.between
    return None


class _Match(NamedTuple):
    """Words that stand in a text, and others behind them: the end of the ones, the begin and the end of the others."""

    between: int
    behind: int
    end: int


def _matches(text: str, at: int, words: Sequence[str], others: Sequence[str]) -> Iterator[_Match]:
    """Where words stand, others right behind them or after white space; none begins or ends within a word."""
    lead = (words or others)[0]
    while (at := text.find(lead, at)) >= 0:
        if at == 0 or not _LETTER.match(text, at - 1) or not _LETTER.match(lead):
            between = _end(text, at, words)
            if between is not None:
                behind = _past_blanks(text, between) if words and others else between
                end = _end(text, behind, others)
                if end is not None and not _LETTER.match(text, end):
                    yield _Match(between, behind, end)
        at += 1


def _ends_at(text: str, at: int, words: Sequence[str]) -> int | None:
    """Where the words end that stand here or after white space; None where others do, or longer ones."""
    end = _end(text, _past_blanks(text, at), words)
    return None if end is None or _LETTER.match(text, end) else end


def _end(text: str, at: int, words: Sequence[str]) -> int | None:
    """Where the words end that begin here, whatever white space stands between them; None where others do."""
    for number, word in enumerate(words):
        begun = at
        if number and (at := _past_blanks(text, at)) == begun:
            return None
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _words(words: str) -> list[str]:
    """The words in small letters."""
    return _small(words).split()


def _coded(words: str) -> str:
    """The words percent-encoded; the dash and the comma too, for they part the parts."""
    return quote(_SURROGATE.sub("\ufffd", words), safe="").replace("-", "%2D")
