"""The text that the bytes of a page encode, as browsers tell it, with the way back from each character to its bytes.

The order is the HTML standard's: a byte-order mark, the header's charset, a declaration in the page. Bytes that cannot
be what is declared are read as what they can be, which is said in a Finding.
"""

import codecs
import re
from email.message import Message
from functools import cache
from typing import Any, NamedTuple

import msgspec
import numpy as np

from onrecord.records import Finding
from onrecord.text import counted
from onrecord.vocabulary import table

# Bytes in which the HTML standard looks for a declaration before it parses; a later one, as far as the end of the head,
# makes browsers begin anew.
PRESCAN, HEAD = 1024, 200_000
# Share of zero bytes from which a page without a byte-order mark is UTF-16.
ZEROS = 0.2

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/]([^>]{0,1000})>", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s{0,9}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_.:-]{1,40})["']""")
_LANGUAGE = re.compile(rb"""<html[^>]{0,500}?\slang=["']?([A-Za-z-]{2,10})""", re.IGNORECASE)
_BODY = re.compile(rb"<body[\s>]|</head", re.IGNORECASE)
# What the Encoding Standard makes of 0x80 to 0x9F in windows-1252: five of them stay controls.
_C1 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_BYTE_OF = {ord(character): byte for byte, character in _C1.items()} | {code: code for code in range(0x80, 0x100)}
_TAILS = "".join(re.escape(chr(code)) for code, byte in sorted(_BYTE_OF.items()) if byte < 0xC0)
# UTF-8 read as windows-1252 and saved so: letters of Latin-1, punctuation, currencies and the sign of trade marks.
_MOJIBAKE = re.compile(
    f"[\u00c2\u00c3][{_TAILS}]|\u00e2[\u20ac\u0080][{_TAILS}]|\u00e2[\u201a\u0082][{_TAILS}]|\u00e2[\u201e\u0084]\u00a2"
)
_WIDE = re.compile("[^\0-\x7f]+")
_ESCAPED = re.compile("[\udc80-\udcff]+")


class Encodings(msgspec.Struct, frozen=True):
    """What `vocabulary/encodings.yaml` holds: labels by codec, and the likely codec by language."""

    labels: dict[str, tuple[str, ...]]
    likely: dict[str, str]


class Decoded(NamedTuple):
    """A text, and `starts`: an array of where each of its code points begins in the bytes, and of the end."""

    text: str
    starts: Any
    encoding: str
    findings: tuple[Finding, ...]


@cache
def _table() -> Encodings:
    return table("encodings", Encodings)


@cache
def _codecs() -> dict[str, str]:
    return {label: codec for codec, labels in _table().labels.items() for label in (*labels, codec)}


def codec_of(label: str) -> str | None:
    """Python's codec for a label of the Encoding Standard (latin1 is windows-1252); None if there is none such."""
    return _codecs().get(label.strip().lower())


def charset_of(media: str | None) -> str | None:
    """The charset that a Content-Type names."""
    message = Message()
    message["content-type"] = media or "text/html"
    found = message.get_param("charset")
    return found if isinstance(found, str) else None


def decoded(data: bytes, charset: str | None = None) -> Decoded:
    """The text of a page's bytes; `charset` is that of the header they came with."""
    return _read(data, *encoding_of(data, charset))


def encoding_of(data: bytes, charset: str | None = None) -> tuple[str, int, tuple[Finding, ...]]:
    """The codec to read the bytes with, how many to pass over, and what was guessed; `charset` is the header's."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark), ()
    if len(data) > 3 and data.count(0) > ZEROS * len(data):
        return "utf-16-le" if data[1] == 0 else "utf-16-be", 0, (_guess("UTF-16 without a mark"),)
    declared = (charset and codec_of(charset)) or _declared(data)
    return _chosen(data, declared)


def _declared(data: bytes) -> str | None:
    """The codec that the page itself declares: within the first 1024 bytes, else later in its head."""
    if (xml := _XML.match(data[:PRESCAN])) and (codec := codec_of(xml[1].decode("ascii"))):
        return codec
    if codec := _in_meta(data[:PRESCAN]):
        return codec
    body = _BODY.search(data, 0, HEAD)
    return _in_meta(data[: body.start() if body else HEAD])


def _in_meta(head: bytes) -> str | None:
    for meta in _META.finditer(_COMMENT.sub(b"", head)):
        said = _CHARSET.search(meta[1])
        if said and (codec := codec_of(said[1].decode("ascii"))):
            return codec
    return None


def _chosen(data: bytes, declared: str | None) -> tuple[str, int, tuple[Finding, ...]]:
    """The codec to read with, the bytes to pass over, and what was guessed."""
    if data.isascii():
        return declared or "utf-8", 0, ()
    found = _utf8_share(data)
    if found == 1:
        wrong = declared not in (None, "utf-8")
        return "utf-8", 0, (_guess(f"UTF-8, though {declared} is declared"),) if wrong else ()
    if declared not in (None, "utf-8"):
        return declared or "", 0, ()
    # Broken UTF-8 still holds more whole characters than broken ones; text of one byte a character holds nearly none.
    if found > 0.5:
        return "utf-8", 0, ()
    language = _LANGUAGE.search(data, 0, HEAD)
    code = language[1].decode("ascii").lower() if language else ""
    likely = _table().likely.get(code) or _table().likely.get(code[:2], "cp1252")
    instead = "though UTF-8 is declared" if declared else "as nothing is declared"
    return likely, 0, (_guess(f"{likely}, {instead}"),)


def _utf8_share(data: bytes) -> float:
    """The share of whole characters of UTF-8 among these and the bytes that belong to none; ASCII is not counted."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
        broken = sum(len(run) for run in _ESCAPED.findall(text))
        return 1 - broken / sum(len(run) for run in _WIDE.findall(text))
    return 1.0


def _guess(what: str) -> Finding:
    return Finding("encoding-guessed", f"the page is read as {what}; if letters look wrong, save it as UTF-8")


def _read(data: bytes, encoding: str, skipped: int, findings: tuple[Finding, ...]) -> Decoded:
    """The text from byte `skipped` on, its broken characters made readable where they can be."""
    body = data[skipped:]
    if encoding == "cp1252":
        text = body.decode("latin-1").translate(_C1)
        starts = np.arange(len(body) + 1, dtype=np.int32)
    else:
        try:
            text = body.decode(encoding, _errors(encoding))
            starts = _starts(text, body, encoding)
        except UnicodeError:  # a codec with states may give up on bytes that are none of its own
            return _read(data, "cp1252", skipped, (*findings, _guess(f"cp1252, for it is no {encoding}")))
        text, more = _whole(text, encoding)
        findings = (*findings, *more)
    text, starts, repaired = _repaired(text, starts)
    return Decoded(text.replace("\0", "\ufffd"), starts + skipped, encoding, (*findings, *repaired))


def _errors(encoding: str) -> str:
    """How a codec is to mark the bytes that it cannot read: each by itself, where it can."""
    return "replace" if encoding.startswith("utf-16") or encoding == "iso2022_jp" else "surrogateescape"


def _starts(text: str, data: bytes, encoding: str) -> Any:
    """Where each code point begins, as an array with the end behind."""
    if len(text) == len(data):
        return np.arange(len(data) + 1, dtype=np.int32)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    escaped = (points >= 0xDC80) & (points <= 0xDCFF)
    if encoding == "utf-8":
        widths = 1 + (points >= 0x80) + (points >= 0x800) + (points >= 0x10000)
    elif encoding.startswith("utf-16"):
        widths = 2 + 2 * (points >= 0x10000)
        escaped[:] = False
    else:
        kinds, which = np.unique(points, return_inverse=True)
        try:
            widths = np.array([len(chr(kind).encode(encoding, "surrogateescape")) for kind in kinds])[which]
        except UnicodeEncodeError:
            return _stepped(text, data, encoding)
    widths = np.where(escaped, 1, widths)
    starts = np.zeros(len(points) + 1, dtype=np.int32)
    np.cumsum(widths, out=starts[1:])
    return starts if starts[-1] == len(data) else _stepped(text, data, encoding)


def _stepped(text: str, data: bytes, encoding: str) -> Any:
    """The same, told byte by byte: for codecs with states, and those that write one character in two ways."""
    decoder = codecs.getincrementaldecoder(encoding)(_errors(encoding))
    starts: list[int] = []
    began = 0
    for at in range(len(data)):
        came = decoder.decode(data[at : at + 1], at == len(data) - 1)
        if came:
            ends = at + 1 - len(decoder.getstate()[0])
            starts += _shared(began, ends, len(came))
            began = ends
    # A codec may keep what stands last to itself.
    starts += _shared(began, len(data), len(text) - len(starts))
    return np.array([*starts[: len(text)], len(data)], dtype=np.int32)


def _shared(start: int, end: int, among: int) -> list[int]:
    """Where each of so many characters begins that came at once: half of a pair, and what told that it was one."""
    return [start + number * (end - start) // among for number in range(among)]


def _whole(text: str, encoding: str) -> tuple[str, tuple[Finding, ...]]:
    """The text with stray bytes read as windows-1252 in a page of UTF-8 where they stand alone, else replaced."""
    first = _ESCAPED.search(text)
    if not first:
        at = text.find("\ufffd") if _errors(encoding) == "replace" else -1
        return text, () if at < 0 else (_lost(at, text, encoding),)
    made = _ESCAPED.sub(lambda run: _stray(run[0]) if encoding == "utf-8" else "\ufffd" * len(run[0]), text)
    at = made.find("\ufffd", first.start())
    if at >= 0:
        return made, (_lost(at, made, encoding),)
    message = "bytes that are not UTF-8 in a page of UTF-8 are read as windows-1252"
    return made, (Finding("encoding-guessed", message),)


def _stray(run: str) -> str:
    """A letter or mark of windows-1252 for one or two bytes that stand alone; a cut character is lost."""
    codes = [ord(character) - 0xDC00 for character in run]
    if len(codes) > 2 or (codes[0] >= 0xE0 and len(codes) > 1):
        return "\ufffd" * len(codes)
    return "".join(_C1.get(code, chr(code)) for code in codes)


def _lost(at: int, text: str, encoding: str) -> Finding:
    many = counted(text.count("\ufffd"), "character")
    message = f"broken {encoding}: {many} of the page could not be read (U+FFFD); the first at {at}"
    return Finding("characters-replaced", message)


def _repaired(text: str, starts: Any) -> tuple[str, Any, tuple[Finding, ...]]:
    """The text with UTF-8 that was once read as windows-1252 and saved so made right again."""
    found = [match for match in _MOJIBAKE.finditer(text) if _meant(match[0])] if _suspicious(text) else []
    if all(_meant(match[0]).isspace() for match in found):
        return text, starts, ()
    pieces, at = [], 0
    kept = np.ones(len(starts), dtype=bool)
    for match in found:
        pieces += [text[at : match.start()], _meant(match[0])]
        kept[match.start() + 1 : match.end()] = False
        at = match.end()
    many = counted(len(found), "character saved as mojibake is", "characters saved as mojibake are")
    message = f"{many} read as meant, such as {found[0][0]!r}"
    return "".join((*pieces, text[at:])), starts[kept], (Finding("encoding-repaired", message),)


def _suspicious(text: str) -> bool:
    return any(lead in text for lead in "\u00c2\u00c3\u00e2")


def _meant(seen: str) -> str:
    """The character that was meant, or nothing if it is none."""
    try:
        return bytes(_BYTE_OF[ord(character)] for character in seen).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return ""
