"""What is asked: in questions, and in the turns of those who ask in a transcript."""

import re

from onrecord.find.act_table import acts
from onrecord.layers import Layers

# What stands beside the name in a label: marks, numbers, remarks in brackets.
_BESIDE_LABEL = re.compile(r"\([^)]{0,200}\)|\[[^]]{0,200}\]|[^\w’'-]|\b\d+\b")


def asked_in(layers: Layers) -> frozenset[int]:
    """Where the blocks begin in which somebody asks, in a transcript."""
    found: list[int] = []
    asking = False
    for block in layers.layer("block"):
        if block.label == "turn":
            asking = _asks(layers.text[block.start : block.end])
        elif asking:
            found.append(block.start)
    return frozenset(found)


def _asks(label: str) -> bool:
    """True for the label of one who asks: "Q:", "QUESTION 2:", "JOURNALIST (through an interpreter):"."""
    words = _BESIDE_LABEL.sub(" ", label.lower()).split()
    return bool(words) and words[-1] in acts().askers


def is_asked(layers: Layers, token: int, asked: frozenset[int]) -> bool:
    """True in a question, and in the turn of one who asks: what stands there is nobody's act."""
    parse = layers.parse
    block = layers.covering("block", parse.start[token], parse.end[token]) if asked else None
    last = parse.sentences[parse.sentence[token]][1] - 1
    while last > token and not parse.word[last][0].isalnum() and parse.word[last] != "?":
        last -= 1
    return (block is not None and block.start in asked) or parse.word[last] == "?"
