"""What the model finds of acts: undertakings with their trigger and kind, each with how sure it is."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from onrecord.find.network import NEVER, Floats, Weights, edges, linear, pointed, sigmoid, with_nothing
from onrecord.find.windows import EDGE, KINDS, REACH, Window
from onrecord.seen import SeenAct

# Words that are surer than this to begin an undertaking are looked at.
_LEAST = 0.02
# How sure a second trigger of the same undertaking must be, and how many triggers count.
_ANOTHER, _MOST = 0.9, 3


def scored(w: Weights, x: Floats, window: Window) -> Iterator[SeenAct]:
    """The acts that the model sees in a window of words with vectors x [m, width], by the place of undertakings."""
    sure = sigmoid(linear(w, "acts.start", x)[:, 0])
    starts = np.nonzero(sure > _LEAST)[0]
    if not len(starts):
        return
    beside = window.sentence[None] == window.sentence[starts][:, None]
    away = np.arange(len(x))[None] - starts[:, None]
    ends = pointed(w, "acts.end", x, starts)
    ends[(away < 0) | (away > REACH) | ~beside] = NEVER
    ends = ends.argmax(1)
    triggers = pointed(w, "acts.trigger", x, starts)
    triggers[:, :-1] += w["acts.same"] * beside
    triggers = sigmoid(triggers)
    wide = with_nothing(w, "acts.trigger", x)
    kind_of, kind_by = linear(w, "acts.kind_of", x[starts]), linear(w, "acts.kind_by", wide)
    for row, start in enumerate(starts):
        for trigger in _likely(triggers[row], window.sentence, int(start)):
            both = np.maximum(kind_of[row] + kind_by[trigger], 0)
            kind = KINDS[int(linear(w, "acts.kind", both[None])[0].argmax())]
            known = trigger < len(x)
            first, last = edges(w, "acts.edges", x, trigger, EDGE) if known else (int(start), int(start))
            yield SeenAct(
                float(sure[start]), window.first + int(start), window.first + int(ends[row]), kind,
                window.first + trigger if known else None, window.first + first, window.first + last,
                float(triggers[row, trigger]),
            )  # fmt: skip


def _likely(sure: Any, sentence: Any, start: int) -> list[int]:
    """The surest trigger of an undertaking, and others of its sentence that are very sure ("welcomed the plan to")."""
    best = int(sure.argmax())
    others = np.nonzero((sure[:-1] > _ANOTHER) & (sentence == sentence[start]))[0]
    return [best, *(int(at) for at in sorted(others, key=lambda at: -sure[at]) if at != best)][:_MOST]
