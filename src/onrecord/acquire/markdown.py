"""Markdown: its words without marks, links' addresses and comments, with the way back to the bytes of the file."""

import re
from collections.abc import Iterator
from itertools import accumulate

import msgspec

from onrecord.acquire.composed import Composed, Way
from onrecord.acquire.given import edtf_date
from onrecord.acquire.plain import Acquired, check_size, decoded
from onrecord.origin import evenly
from onrecord.records import Finding
from onrecord.text import Span

# Lines in which what a file says of itself must end.
HEAD = 200

_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(?P<value>[^\r\n]*)")
_FIELDS = {
    "title": "title", "date": "published", "published": "published", "pubdate": "published", "url": "url",
    "link": "url", "canonical_url": "url", "publisher": "publisher",
}  # fmt: skip
_LINE = re.compile(r"[^\n]*\n?")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_MARKS = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+|[ \t]{0,3}#{1,6}[ \t]+")
_HEADING_END = re.compile(r"(?<![ \t])[ \t]++#{1,6}[ \t]*+$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|\|?[ \t]*:?-[-:| \t]*)$")
_DEFINED = re.compile(r"[ \t]{0,3}\[(?P<name>[^\]\n]{1,200})\]:[ \t]*(?P<rest>\S[^\n]*)?$")
# The address of a link, which may have brackets in it, with its title.
_ADDRESS = re.compile(r"\([^()]{0,1500}(?:\([^()]{0,500}\)[^()]{0,500}){0,3}\)")
_NOTE = re.compile(r"\[\^[^\]\s]{1,60}\]")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>|<(?:https?://|mailto:)[^<>\s]{1,2000}>")
_RUN = re.compile(r"\*+|_+|`+")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")


def from_markdown(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that a Markdown file holds; title, date and address are those of its front matter.

    Raises ReadError as `plain.from_bytes` does.
    """
    check_size(data, source)
    text, found = decoded(data, source)
    # Where it was found is a place of the file, not of the words that are left of it.
    findings = tuple(msgspec.structs.replace(finding, anchor=None) for finding in found)
    body, said, remarks = front_matter(text)
    out = sorted(_left_out(text, body))
    composed = Composed()
    octets = _octets(text, data)
    at = body
    for span in [*out, Span(len(text), len(text))]:
        if span.start > at:
            if octets is None:
                composed.put(text[at : span.start])
            else:
                for first, last in evenly(octets, at, span.start):
                    composed.put(text[first:last], Way(octets=(octets[first], octets[last])))
        at = max(at, span.end)
        if span.start and text[span.start - 1 : span.start] == " " == text[at : at + 1]:
            at += 1  # what stood between two blanks takes one of them along
    return composed.acquired(data, source, (*findings, *remarks), any_language=any_language, **said)


def _octets(text: str, data: bytes) -> list[int] | None:
    """Where in the bytes each character begins; None unless they are UTF-8."""
    mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        if text.encode() != data[mark:]:
            return None
    except UnicodeEncodeError:
        return None
    if len(text) + mark == len(data):
        return list(range(mark, len(data) + 1))
    return list(accumulate((len(character.encode()) for character in text), initial=mark))


def front_matter(text: str) -> tuple[int, dict[str, str | None], tuple[Finding, ...]]:
    """Where the text behind the front matter begins, what that says of it, and a Finding for a date unknown."""
    lines = list(_lines(text, HEAD))
    if not lines or text[lines[0].start : lines[0].end].rstrip() != "---":
        return 0, {}, ()
    said: dict[str, str | None] = {}
    findings: list[Finding] = []
    for line in lines[1:]:
        words = text[line.start : line.end].rstrip()
        if words in ("---", "..."):
            return line.end, said, tuple(findings)
        found = _FIELD.match(words)
        field = _FIELDS.get(found["name"].lower()) if found else None
        if found and field and (value := _unquoted(found["value"])):
            if field == "published" and edtf_date(value) is None:
                findings.append(Finding("date-unknown", f"date {value!r:.60} is no date that is known; left out"))
            else:
                said.setdefault(field, edtf_date(value) if field == "published" else value)
    return 0, {}, ()


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value.split(" #", 1)[0].strip()


def _lines(text: str, most: int | None = None) -> Iterator[Span]:
    at = number = 0
    while at < len(text) and (most is None or number < most):
        found = _LINE.match(text, at)
        end = found.end() if found else len(text)
        yield Span(at, end)
        at, number = end, number + 1


def _left_out(text: str, body: int) -> Iterator[Span]:
    """What of the text is no word of it, in any order."""
    comments = list(_comments(text, body))
    yield from comments
    names = {found["name"].casefold() for line in _lines(text) if (found := _DEFINED.match(_words(text, line)))}
    fence = ""
    block: list[Span] = []
    commented = iter(comments)
    comment = next(commented, None)
    for line in _lines(text):
        while comment and comment.end <= line.start:
            comment = next(commented, None)
        if line.start < body or (comment and comment.start <= line.start and line.end <= comment.end):
            continue
        words = _words(text, line)
        opened = _FENCE.match(words)
        if fence:
            if opened and opened[1].startswith(fence):
                yield line
                fence = ""
        elif opened:
            yield from _inline(text, block, names)
            block, fence = [], opened[1]
            yield line
        elif not words.strip():
            yield from _inline(text, block, names)
            block = []
        else:
            kept, dropped = _of_line(text, line, words)
            yield from dropped
            block += [kept] if kept else []
    yield from _inline(text, block, names)


def _words(text: str, line: Span) -> str:
    return text[line.start : line.end].rstrip("\r\n")


def _comments(text: str, at: int) -> Iterator[Span]:
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield Span(start, end + 3)
        at = end + 3


def _of_line(text: str, line: Span, words: str) -> tuple[Span | None, list[Span]]:
    """What is left of a line, and what of it is marks."""
    if _RULE.match(words):
        return None, [line]
    if (found := _DEFINED.match(words)) and not found["name"].startswith("^"):
        return None, [line]
    start, end, dropped = line.start, line.start + len(words), []
    if found:
        start = line.start + words.index("]:") + 2
        dropped.append(Span(line.start, start))
    while marks := _MARKS.match(text, start, end):
        dropped.append(Span(*marks.span()))
        start = marks.end()
    tail = text[max(start, end - 20) : end]
    if "#" in (text[span.start : span.end].strip()[:1] for span in dropped) and (close := _HEADING_END.search(tail)):
        end -= len(tail) - close.start()
        dropped.append(Span(end, line.start + len(words)))
    return Span(start, end), dropped


def _inline(text: str, block: list[Span], names: set[str]) -> Iterator[Span]:
    """The marks within the lines of a block: links, notes, tags, code, emphasis."""
    taken: list[Span] = []
    for line in block:
        for found in (*_TAG.finditer(text, *line), *_NOTE.finditer(text, *line), *_ESCAPED.finditer(text, *line)):
            # Of an escape only the stroke goes.
            taken.append(Span(found.start(), found.start() + 1 if found[0][0] == "\\" else found.end()))
    marks = {at for span in taken for at in range(span.start, span.end)}
    marks |= {span.start + 1 for span in taken if text[span.start] == "\\"}
    links = list(_links(text, block, names, marks))
    marks |= {at for span in links for at in range(span.start, span.end)}
    yield from taken
    yield from links
    yield from _runs(text, block, marks)


def _links(text: str, block: list[Span], names: set[str], marks: set[int]) -> Iterator[Span]:
    """What of links is not their words; pictures whole."""
    opened: list[int] = []
    until = 0
    for line in block:
        for at in range(line.start, line.end):
            if at < until or at in marks:
                continue
            if text[at] == "[":
                opened.append(at)
            elif text[at] == "]" and opened:
                start = opened.pop()
                end = _address(text, at + 1, block[-1].end, text[start + 1 : min(at, start + 200)], names)
                if end:
                    until = end
                    if start and text[start - 1] == "!":
                        yield Span(start - 1, end)
                    else:
                        yield Span(start, start + 1)
                        yield Span(at, end)


def _address(text: str, at: int, end: int, words: str, names: set[str]) -> int:
    """Where the address behind a link's words ends; 0 if there is none."""
    if found := _ADDRESS.match(text, at, end):
        return found.end()
    if text.startswith("[", at):
        close = text.find("]", at, min(end, at + 200))
        if close > 0 and (text[at + 1 : close] or words).casefold() in names:
            return close + 1
        return 0
    return at if words.casefold() in names else 0


def _runs(text: str, block: list[Span], marks: set[int]) -> Iterator[Span]:
    """The stars, strokes and backticks of a block that open and close something."""
    opened: list[tuple[str, Span]] = []
    for line in block:
        for found in _RUN.finditer(text, *line):
            if found.start() in marks:
                continue
            run, before = found[0], text[found.start() - 1] if found.start() else " "
            after = text[found.end()] if found.end() < len(text) else " "
            closes = not before.isspace() and (run[0] != "_" or not after.isalnum())
            opens = not after.isspace() and (run[0] != "_" or not before.isalnum())
            if (
                closes
                and (pair := next((at for at in range(len(opened)) if opened[-1 - at][0] == run), None)) is not None
            ):
                yield opened[-1 - pair][1]
                yield Span(*found.span())
                del opened[-1 - pair :]
            elif opens and len(opened) < 20:
                opened.append((run, Span(*found.span())))
