"""The texts of a store, and the sentence around some words of one."""

import re

from sqlalchemy import Connection, bindparam, select

from onrecord.records import Anchor
from onrecord.store import tables as t

# An end of a sentence as far as a quotation needs it: the words quoted are always whole, whatever stands around them.
# A stop after one of these ends no sentence.
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mr", "Ms", "Mrs", "Dr",
          "Jr", "Sr", "St", "Lt", "Col", "Gen", "Gov", "Sen", "Rep", "Adm", "No", "vs")  # fmt: skip
# Its stop is looked for first: that is nowhere but at few places, and all else would be tried at each.
_ENDS = re.compile(
    r"(?<=[a-z0-9)\]”\"’][.!?])"
    + "".join(rf"(?<!\b{word}\.)" for word in _SHORT)
    + r"(?P<close>[”\"’)]*)\s+(?=[\"“‘(\[]*[A-Z0-9•])|\n\s*"
)
# What our readers set before the items of lists, but for letters, which may be somebody's initials: no sentence has it.
_MARKER = re.compile(r" *(?:-|[0-9]{1,3}\.) ")
# Code points to each side that are looked at, at most.
_AROUND = 600
_OF = select(t.blob.c.bytes).where(t.blob.c.sha256 == bindparam("document"))


def text_of(connection: Connection, document: str) -> str:
    """The text of a document."""
    data: bytes = connection.execute(_OF, {"document": document}).scalar_one()
    return data.decode("utf-8", "surrogatepass")


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of `text[start:end]` end, the last left out."""
    return [match.start() for match in _ENDS.finditer(text, start, end)]


def sentence_around(text: str, start: int, end: int) -> Anchor:
    """The sentence, or sentences, that hold `text[start:end]`; cut between words where they are very long."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = [match.end() for match in _ENDS.finditer(text, first, start)]
    after = _ENDS.search(text, end, last)
    begin = before[-1] if before else _between(text, first, start, 1)
    stop = max(after.start(), after.end("close")) if after else _between(text, last, end, -1)
    line = text.rfind("\n", first, begin) + 1
    if text[line:begin].isspace() or line == begin:
        marker = _MARKER.match(text, begin, start)
        begin = marker.end() if marker else begin
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return Anchor(begin, stop, text[begin:stop])


def _between(text: str, at: int, to: int, step: int) -> int:
    """The next place on the way to another where no word is cut; the place itself where a word is as long as that."""
    for here in range(at, to, step):
        if here in (0, len(text)) or text[here - 1].isspace() or text[here].isspace():
            return here
    return at
