"""The text of an entry of a feed: as HTML, and whether it is the whole article."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape, unescape

import msgspec

from onrecord.vocabulary import table

# Words from which a description is taken for the whole article; teasers have under a hundred.
WHOLE = 150
TAG = re.compile(r"<[^<>]*+>")
# Characters at the end of a text in which it says that it goes on elsewhere, and of the last paragraph of a site.
_TAIL, _SIGNED = 300, 2_000


class _Words(msgspec.Struct, frozen=True):
    """What `vocabulary/feeds.yaml` holds: how an entry says that it is not all, or that it is of a feed."""

    unfinished: tuple[str, ...]
    signatures: tuple[str, ...]


@cache
def _words() -> _Words:
    return table("feeds", _Words)


def line_of(said: str | None) -> str | None:
    """The words of a title on one line, without markup."""
    text = " ".join(unescape(TAG.sub("", said or "")).split())
    return text[:1000] or None


def html_of(text: str, kind: str | None) -> str:
    """The text of an entry as HTML: as it is, or plain words with their paragraphs."""
    text = text.strip()
    if kind and kind not in ("text/plain", "text") and (TAG.search(text) or "\n\n" not in text):
        return text
    if kind in ("text/plain", "text") or kind is None:
        text = escape(text, quote=False)
    paragraphs = re.split(r"\n\s*\n", text)
    return "".join(f"<p>{paragraph.strip()}</p>\n" for paragraph in paragraphs if paragraph.strip())


def whole_of(texts: Iterable[str], contents: int) -> str | None:
    """The text that is the whole article, if one of them is: the longest that does not say that it goes on elsewhere.

    Of the first `contents` each is given as the content; those behind are descriptions, and must be long.
    """
    best, most = None, 0
    for number, text in enumerate(texts):
        text = _unsigned(text)
        words = unescape(TAG.sub(" ", text)).split()
        tail = " ".join(words)[-_TAIL:].lower().rstrip(" »>›→.!")
        unfinished = tail.endswith(_words().unfinished) or " ".join(words)[-3:].endswith(("...", "…"))
        if len(words) <= most or unfinished or (number >= contents and len(words) < WHOLE):
            continue
        best, most = text, len(words)
    return best


def _unsigned(text: str) -> str:
    """The text without a last paragraph that says where it is from."""
    at = text.rfind("<p")
    last = text[at:].lower() if at >= 0 else ""
    return text[:at].rstrip() if len(last) < _SIGNED and any(words in last for words in _words().signatures) else text
