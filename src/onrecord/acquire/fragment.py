"""Links that open a page at given words: the text fragments of the WICG, `#:~:text=prefix-,start,end,-suffix`."""

import re
from urllib.parse import quote

from onrecord.text import Span

# Characters from which the first and last words name a span instead of all of it, and how many words name each.
LONG, ENDS = 100, 5
# Words that are tried before and behind, one more at a time, until the span is the only one.
CONTEXT = 8

_LETTER = re.compile(r"\w")
# What is no character has no code; browsers show U+FFFD instead.
_SURROGATE = re.compile("[\ud800-\udfff]")


def fragment_link(text: str, span: Span, url: str) -> str:
    """The address that opens the page `url` at a span of its main text `text`, as short as it can be and be unique.

    The span is widened to whole words, as browsers look for words. Words of more than one paragraph are named by the
    first and last of them, for a browser finds nothing else across paragraphs. An empty span gives the url.
    """
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
    """As few words before and behind as make the first match of the link the span itself; none if it is already."""
    line_before = re.split(r"[\n\t]", text[max(0, start - 400) : start])[-1].split()
    line_behind = re.split(r"[\n\t]", text[end : end + 400])[0].split()
    for size in range(CONTEXT + 1):
        before = " ".join(line_before[-size:]) if size else ""
        behind = " ".join(line_behind[:size]) if size else ""
        # A prefix alone is shorter; a suffix is asked for where no word stands before the span.
        for tried in ((before, ""), ("", behind), (before, behind)):
            # Marks alone part words, and browsers look for words.
            if size and not (any(tried) and all(_LETTER.search(one) for one in tried if one)):
                continue
            if _first_match(text, tried[0], first, last, tried[1]) == (start, end):
                return tried
    return " ".join(line_before[-CONTEXT:]), " ".join(line_behind[:CONTEXT])


def _first_match(text: str, before: str, first: str, last: str, behind: str) -> tuple[int, int] | None:
    """What a browser would find: the first range that the parts of a link fit, letter case aside."""
    opening = _pattern(before, first)
    closing = _pattern(last, behind, named_last=False) if last else None
    for match in opening.finditer(text):
        begun, done = match.span("named")
        if closing is None:
            if not behind or re.compile(rf"\s*{_spaced(behind)}(?!\w)", re.IGNORECASE).match(text, done):
                return begun, done
        elif ended := closing.search(text, done):
            return begun, ended.end("named")
    return None


def _pattern(one: str, other: str, named_last: bool = True) -> re.Pattern[str]:
    pieces = [_spaced(one), _spaced(other)]
    which = 1 if named_last else 0
    pieces[which] = f"(?P<named>{pieces[which]})"
    between = r"\s*" if one and other else ""
    return re.compile(rf"(?<!\w){between.join(pieces)}(?!\w)", re.IGNORECASE)


def _spaced(words: str) -> str:
    return " ".join(map(re.escape, words.split())).replace(" ", r"\s+")


def _coded(words: str) -> str:
    """The words percent-encoded; the dash and the comma too, for they part the parts."""
    return quote(_SURROGATE.sub("\ufffd", words), safe="").replace("-", "%2D")
