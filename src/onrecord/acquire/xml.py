"""The one judge of XML: every byte of it passes here before a parser sees it, and what comes out has no document type.

Bytes are made text by our own reckoning, so that no encoding hides anything; the declaration, the document type,
comments and processing instructions are gone; entities are written out, within bounds. So no parser behind has
anything to load, to expand or to follow.
"""

import re

from onrecord.acquire.doctype import NAME, Entities, XmlError, doctype_at
from onrecord.acquire.encoding import encoding_of

# References that are not those of XML itself, comments, instructions and CDATA sections, together.
PARTS = 500_000
# Bytes in which the first element of XML is looked for.
HEAD = 100_000

# Characters that XML 1.0 does not allow (2.2).
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"\s*+")
_NUMBERED = r"#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});"
_PART = re.compile(
    r"(?P<kept><!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>|\Z))"
    r"|<!--(?:[^-]++|-(?!->))*+(?:-->|\Z)"
    r"|<\?(?:[^?]++|\?(?!>))*+(?:\?>|\Z)"
    rf"|&(?!{_NUMBERED}|(?:amp|lt|gt|quot|apos);)(?:(?P<name>{NAME});)?(?P<bare>)",
    re.DOTALL,
)
_ROOT = re.compile(r"""<([A-Za-z_][\w.:-]{0,99})((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>?""")


def text_of(data: bytes, charset: str | None = None) -> str:
    """The text that the bytes of XML encode, without characters that XML does not allow; `charset` is the header's."""
    encoding, skipped, _ = encoding_of(data, charset)
    text = data[skipped:].decode(encoding, "replace")
    # Without bytes of zero, what is left of UTF-32 is text, and judged as that.
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


def judged(data: bytes, charset: str | None = None, *, doctype: bool = True) -> str:
    """The XML as text, from its first element on, as the module says.

    Raises XmlError, which says what is wrong, where its entities, its document type or its marks are beyond measure,
    and, unless `doctype`, where it has a document type at all.
    """
    text = text_of(data, charset)
    at, values = _prologue(text, doctype)
    return _written_out(text[at:], values)


def _written_out(text: str, values: dict[str, str]) -> str:
    """The text without comments and instructions, its entities written out."""
    entities = Entities(values)
    left = PARTS

    def clean(part: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        if left < 0:
            raise XmlError(f"it has over {PARTS:,} comments, instructions, sections and references")
        if part["kept"] is not None:
            return part["kept"]
        if part["name"]:
            return entities.expanded(part["name"])
        return "" if part["bare"] is None else "&amp;"

    return _PART.sub(clean, text)


def _prologue(text: str, doctype: bool = True) -> tuple[int, dict[str, str]]:
    """Where the first element begins, or what is none of a prologue, and the entities declared before it."""
    values: dict[str, str] = {}
    at = 0
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        if text.startswith("<?", at):
            end, size = text.find("?>", at), 2
        elif text.startswith("<!--", at):
            end, size = text.find("-->", at + 4), 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            if not doctype:
                raise XmlError("it declares a document type")
            declared = doctype_at(text, at)
            values = {**declared.values, **values}
            at = declared.end
            continue
        else:
            return at, values
        if end < 0:
            return len(text), values
        at = end + size


def root_of(data: bytes) -> tuple[str, str] | None:
    """The name of the first element of XML and its attributes, as they are written; None for what does not begin so.

    Only the first bytes are looked at.
    """
    head = data[:HEAD]
    if head.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")[:1] != b"<":
        return None
    text = text_of(head)
    try:
        at, values = _prologue(text)
        root = _ROOT.match(text, at)
        return (root[1], _written_out(root[2], values)) if root else None
    except XmlError:
        return None
