"""What the model sees of statements: pieces of content, each with its cue and its source, and how sure it is."""

from collections.abc import Iterator

import numpy as np

from onrecord.find.network import NEVER, Floats, Weights, edges, linear, pointed, sigmoid, softmax, with_nothing
from onrecord.seen import SeenPiece

# The farthest edges of a cue and a source from their heads that the model was taught, in words.
_CUE_EDGE, _SOURCE_EDGE = 12, 40
# Words that are surer than this to begin a piece of content are looked at.
_LEAST = 0.05


def pieces(w: Weights, x: Floats, first: int) -> Iterator[SeenPiece]:
    """The pieces that begin in a window of words with vectors x [m, width]; `first` is its first token."""
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
    sources = pointed(w, "said.source", x, starts, known).argmax(1)
    for row, start in enumerate(starts):
        cue, source = int(cues[row]), int(sources[row])
        cue_words = edges(w, "said.cue_edges", x, cue, _CUE_EDGE) if cue < many else (0, 0)
        source_words = edges(w, "said.source_edges", x, source, _SOURCE_EDGE) if source < many else (0, 0)
        yield SeenPiece(
            float(sure[start]),
            (first + int(start), first + int(ends[row])),
            first + cue if cue < many else None,
            (first + cue_words[0], first + cue_words[1]),
            first + source if source < many else None,
            (first + source_words[0], first + source_words[1]),
            float(sure_ends[row]),
            float(sure_cues[row]),
        )
