"""What the model sees of statements: pieces of content, each with its cue and its source, and how sure it is."""

from collections.abc import Iterator

import numpy as np

from onrecord.find.network import NEVER, Floats, Weights, edges, linear, pointed, sigmoid, softmax, with_nothing
from onrecord.find.windows import CUE_EDGE, SOURCE_EDGE, Window
from onrecord.seen import SeenPiece, Words

# Words that are surer than this to begin a piece of content are looked at.
_LEAST = 0.05


def pieces(w: Weights, x: Floats, window: Window) -> Iterator[SeenPiece]:
    """The pieces that begin in a window of words with vectors x [m, width].

    What is said holds neither its cue nor its source, and each of those stands in one sentence.
    """
    sure = sigmoid(linear(w, "said.start", x)[:, 0])
    starts = np.nonzero(sure > _LEAST)[0]
    if not len(starts):
        return
    many = len(x)
    ends = pointed(w, "said.end", x, starts)
    ends[np.arange(many)[None] < starts[:, None]] = NEVER
    sure_ends = softmax(ends).max(1)
    ends = ends.argmax(1)
    cues = pointed(w, "said.cue", x, starts)
    places = np.arange(many + 1)[None]
    cues[(places >= starts[:, None]) & (places <= ends[:, None])] = NEVER
    sure_cues = softmax(cues).max(1)
    cues = cues.argmax(1)
    known = linear(w, "said.by_cue", with_nothing(w, "said.cue", x)[cues])
    sources = pointed(w, "said.source", x, starts, known)
    sources[(places >= starts[:, None]) & (places <= ends[:, None])] = NEVER
    sources = sources.argmax(1)
    for row, start in enumerate(starts):
        cue, source, end = int(cues[row]), int(sources[row]), int(ends[row])
        cue_words = source_words = (0, 0)
        if cue < many:
            cue_words = _clear(edges(w, "said.cue_edges", x, cue, CUE_EDGE), cue, int(start), end, window)
        if source < many:
            source_words = _clear(
                edges(w, "said.source_edges", x, source, SOURCE_EDGE), source, int(start), end, window
            )
        first = window.first
        yield SeenPiece(
            float(sure[start]),
            (first + int(start), first + end),
            first + cue if cue < many else None,
            (first + cue_words[0], first + cue_words[1]),
            first + source if source < many else None,
            (first + source_words[0], first + source_words[1]),
            float(sure_ends[row]),
            float(sure_cues[row]),
        )


def _clear(words: Words, head: int, start: int, end: int, window: Window) -> Words:
    """The words of a cue or source, no farther than their sentence and the content that stands beside them."""
    first, last = words
    if head < start:
        last = min(last, start - 1)
    else:
        first = max(first, end + 1)
    while window.sentence[first] != window.sentence[head]:
        first += 1
    while window.sentence[last] != window.sentence[head]:
        last -= 1
    return first, last
