"""Text from a document, made safe to print: nothing in it moves the cursor, colours, rings or turns the line around."""

import re

# C0 and C1 controls (escape sequences begin with one), bidirectional controls, other line ends, byte-order marks and
# lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
# Marks of direction, which nobody sees where they are meant.
_UNSEEN = re.compile("[\u061c\u200e\u200f]")
_SPACES = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text on one line: white space and line ends become one space, unsafe characters U+FFFD, marks nothing."""
    return _UNSAFE.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text))).strip()
