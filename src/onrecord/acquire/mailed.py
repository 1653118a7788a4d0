"""The texts of a mail, in its order: of alternatives one, of parts beside each other all (RFC 2046, 5.1)."""

from codecs import lookup
from collections import Counter
from collections.abc import Iterable
from email.message import EmailMessage
from typing import NamedTuple

from onrecord.acquire.flowed import unflowed
from onrecord.acquire.plain import decoded
from onrecord.acquire.replies import is_forwarded
from onrecord.acquire.tagged import written
from onrecord.errors import ReadError
from onrecord.records import Finding

# Parts that a mail may have, how deep they may lie in each other, and how long a header may be. A mail with a day's
# replies in it has under 50 parts; parsing takes longer than linear time in the depth and in a header's length.
PARTS, DEEPEST, HEADER = 500, 20, 4000
# A plain text with fewer than this part of its page's letters is no alternative: "This mail needs a program that …".
STUB = 0.25
# Part of the words of a text that another one of the mail has, from which it says the same.
SAME = 0.95

# Python's codecs that are no charsets; the first takes quadratic time.
_NO_CHARSETS = frozenset(("punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"))
# Kinds of unnamed parts of which nobody asks what they say: what a page is shown with.
_SHOWN_WITH = ("image/", "text/css")


class _Body(NamedTuple):
    text: str
    paged: bool


class Mailed(NamedTuple):
    """The texts of a mail, the names of what is not read of it, and what is to be said of the choice."""

    texts: list[str]
    attached: list[str]
    findings: list[Finding]


def mailed(message: EmailMessage, source: str) -> Mailed:
    """The texts of a mail; mails within it are attached, not looked into.

    Raises ReadError, one line saying what to do, for more parts, depth or length of headers than mail has.
    """
    reader = _Reader(source)
    bodies = reader.bodies(message, 0)
    kept = _once(bodies)
    if len(kept) < len(bodies):
        reader.findings.append(Finding("alternative", "a part of the mail that says the same as another is left out"))
    if reader.quoted:
        reader.findings.append(Finding("quoted-reply", f"a reply that is quoted is left out ({reader.quoted} lines)"))
    return Mailed([body.text for body in kept], reader.attached, reader.findings)


class _Reader:
    """Goes through the parts of a mail; `quoted` is how many lines of pages were left out as quoted."""

    def __init__(self, source: str):
        self.source = source
        self.attached: list[str] = []
        self.findings: list[Finding] = []
        self.quoted = self._parts = 0

    def bodies(self, part: EmailMessage, depth: int) -> list[_Body]:
        """The texts of a part that are read; what is not is noted."""
        self._parts += 1
        if self._parts > PARTS or depth > DEEPEST:
            raise ReadError(
                f"{self.source}: is a mail with parts too deep in each other; save the text of the one you mean"
            )
        if any(len(str(value)) > HEADER for name, value in part.raw_items() if name.lower().startswith("content-")):
            raise ReadError(f"{self.source}: is a malformed mail (a header is too long); save its text in a .txt file")
        kind = part.get_content_type()
        inside = part.get_payload()
        if isinstance(inside, list) and kind.startswith("multipart/"):
            parts = [self.bodies(one, depth + 1) for one in inside if isinstance(one, EmailMessage)]
            if kind == "multipart/alternative":
                return self._chosen([one for one in parts if _letters(one)])
            return [body for bodies in parts for body in bodies]
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            if name or not kind.startswith((*_SHOWN_WITH, "multipart/")):
                self.attached.append(" ".join((name or kind).split())[:100])
            return []
        text = self._text(part, kind)
        return [_Body(text, kind == "text/html")] if text.strip() else []

    def _chosen(self, alternatives: list[list[_Body]]) -> list[_Body]:
        """The plain one of alternatives, else the last, which is the best; but none that is a stub of another."""
        if not alternatives:
            return []
        longest = max(alternatives, key=_letters)
        plain = [one for one in alternatives if not any(body.paged for body in one)]
        taken = (plain or alternatives)[0 if plain else -1]
        if _letters(taken) >= STUB * _letters(longest):
            return taken
        what = "page" if any(body.paged for body in longest) else "longer text"
        self.findings.append(Finding("alternative", f"the mail's plain text is a stub; its {what} is read instead"))
        return longest

    def _text(self, part: EmailMessage, kind: str) -> str:
        text, guessed = _decoded(part, self.source)
        # Without its place, which is that in the part.
        self.findings += [Finding(one.code, one.message) for one in guessed]
        if kind == "text/html":
            text, quoted = _page(text)
            self.quoted += quoted
        elif str(part.get_param("format", "")).lower() == "flowed":
            text = unflowed(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
        return text


def _letters(bodies: list[_Body]) -> int:
    return sum(sum(map(str.isalpha, body.text)) for body in bodies)


def _once(bodies: list[_Body]) -> list[_Body]:
    """The texts without those that say what one of the other kind says: programs send both beside each other, too."""
    kept = bodies
    for paged in (True, False):
        others = _words(body for body in kept if body.paged != paged)
        kept = [body for body in kept if body.paged != paged or not _same(_words([body]), others)]
    return kept


def _words(bodies: Iterable[_Body]) -> Counter[str]:
    return Counter(word for body in bodies for word in body.text.split())


def _same(words: Counter[str], others: Counter[str]) -> bool:
    """True if the others hold nearly all the words, and are not so many that they would hold any."""
    return 2 * words.total() >= others.total() and (words & others).total() >= SAME * words.total()


def _decoded(part: EmailMessage, source: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of a part by its charset, and what is to be said where it is not in that."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    findings: tuple[Finding, ...] = ()
    try:
        codec = lookup(charset or "utf-8").name
        text = data.decode("utf-8" if codec in _NO_CHARSETS else codec)
    except (LookupError, UnicodeDecodeError):
        text, findings = decoded(data, source)
    return text.replace("\r\n", "\n"), findings


def _page(html: str) -> tuple[str, int]:
    """The text of a page within a mail without what it quotes, and how many lines that was; of a forwarded one all."""
    from lxml import html as pages  # a C library, needed for pages and papers only
    from lxml.etree import ParserError

    try:
        tree = pages.document_fromstring(html.encode(), parser=pages.HTMLParser(encoding="utf-8", no_network=True))
    except (ParserError, ValueError):
        return "", 0
    whole = written(tree).text
    if is_forwarded(whole):
        return whole, 0
    quotes = tree.xpath("//blockquote[@type='cite'] | //*[contains(@class, 'gmail_quote')]")
    for quoted in quotes:
        if quoted.getparent() is not None:
            quoted.drop_tree()
    own = written(tree).text if quotes else whole
    if not any(map(str.isalpha, own)):
        return whole, 0
    return own, _lines(whole) - _lines(own)


def _lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())
