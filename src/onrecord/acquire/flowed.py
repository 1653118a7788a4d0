"""Text of the kind format=flowed (RFC 3676): lines that its sender's program broke, made whole."""

import re

_QUOTED = re.compile(r">*")
_SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool = False) -> str:
    """The text with the lines of a paragraph joined; with `delsp` the blank that marks a broken line is none of it.

    Quoted lines keep their marks, each depth for itself; a signature's line stays alone.
    """
    made: list[str] = []
    pieces: list[str] = []
    depth = 0

    def put() -> None:
        if pieces:
            made.append((">" * depth + " " if depth else "") + "".join(pieces))
            pieces.clear()

    for whole in text.split("\n"):
        marks = _QUOTED.match(whole)
        deep = marks.end() if marks else 0
        # What begins with a blank, a mark or "From " was given a blank before it.
        line = whole[deep:].removeprefix(" ")
        if deep != depth or line == _SIGNATURE:
            put()
        depth = deep
        flows = line.endswith(" ") and line != _SIGNATURE
        pieces.append(line[:-1] if flows and delsp else line)
        if not flows:
            put()
    put()
    return "\n".join(made)
