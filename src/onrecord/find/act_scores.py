"""What the act model finds: undertakings with their trigger and kind, each with how sure it is."""

import math
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.find.act_windows import KINDS, Window, pooled
from onrecord.records import ActKind
from onrecord.weights import checked, session

Floats = NDArray[np.float32]

# The farthest end of an undertaking and of a trigger that the model was taught, in words, and where distances end to
# have weights of their own.
_REACH, _EDGE, _NEAR, _AROUND = 70, 12, 64, 40
# Words that are surer than this to begin an undertaking are looked at.
_LEAST = 0.02
# How sure a second trigger of the same undertaking must be, and how many triggers count.
_ANOTHER, _MOST = 0.9, 3
_WIDTH = math.sqrt(128)


class Scored(NamedTuple):
    """An act as the model sees it, in tokens of the document; first and last tokens are both included.

    `sure` is the probability that an undertaking begins at its first token. `trigger` is the head of the trigger, None
    where it stands outside the window.
    """

    sure: float
    first: int
    last: int
    kind: ActKind
    trigger: int | None
    trigger_first: int
    trigger_last: int
    sure_trigger: float


def scored(window: Window) -> Iterator[Scored]:
    """The acts that the model sees in a window, by the place of their undertakings."""
    if not len(window.head):
        return
    x = _vectors(window)
    w = _heads()
    sure = _sigmoid(_linear(w, "start", x)[:, 0])
    starts = np.nonzero(sure > _LEAST)[0]
    if not len(starts):
        return
    ends = _ends(w, x, starts, window.sentence).argmax(1)
    triggers = _sigmoid(_triggers(w, x, starts, window.sentence))
    kind_of, kind_by = _linear(w, "kind_of", x[starts]), _linear(w, "kind_by", _with_nothing(w, x))
    for row, start in enumerate(starts):
        for trigger in _likely(triggers[row], window.sentence, int(start)):
            both = np.maximum(kind_of[row] + kind_by[trigger], 0)
            kind = KINDS[int(_linear(w, "kind", both[None])[0].argmax())]
            known = trigger < len(x)
            first, last = _edges(w, x, trigger, window.sentence) if known else (int(start), int(start))
            yield Scored(
                float(sure[start]), window.first + int(start), window.first + int(ends[row]), kind,
                window.first + trigger if known else None, window.first + first, window.first + last,
                float(triggers[row, trigger]),
            )  # fmt: skip


def _likely(sure: Any, sentence: Any, start: int) -> list[int]:
    """The surest trigger of an undertaking, and others of its sentence that are very sure ("welcomed the plan to")."""
    best = int(sure.argmax())
    others = np.nonzero((sure[:-1] > _ANOTHER) & (sentence == sentence[start]))[0]
    return [best, *(int(at) for at in sorted(others, key=lambda at: -sure[at]) if at != best)][:_MOST]


def _vectors(window: Window) -> Floats:
    given = {
        "pieces": window.pieces[None],
        "pool": pooled(window)[None],
        "head": window.head[None],
        "features": window.features[None],
    }
    vectors: Floats = session("acts.onnx").run(None, given)[0][0]
    return vectors


@cache
def _heads() -> dict[str, Any]:
    with np.load(BytesIO(checked("acts.npz"))) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _linear(w: dict[str, Any], name: str, x: Floats) -> Any:
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def _with_nothing(w: dict[str, Any], x: Floats) -> Any:
    return np.concatenate([x, w["nothing"][None]])


def _ends(w: dict[str, Any], x: Floats, starts: Any, sentence: Any) -> Any:
    score = 2 * _linear(w, "end_of", x[starts]) @ _linear(w, "end", x).T / _WIDTH + _linear(w, "end_bias", x).T
    away = np.arange(len(x))[None] - starts[:, None]
    score += w["distance"][away.clip(0, _NEAR - 1)]
    score[(away < 0) | (away > _REACH) | (sentence[None] != sentence[starts][:, None])] = -1e4
    return score


def _triggers(w: dict[str, Any], x: Floats, starts: Any, sentence: Any) -> Any:
    wide = _with_nothing(w, x)
    score = 2 * _linear(w, "trigger_of", x[starts]) @ _linear(w, "trigger", wide).T / _WIDTH
    score += _linear(w, "trigger_bias", wide).T
    away = (np.arange(len(x))[None] - starts[:, None]).clip(-_AROUND, _AROUND) + _AROUND
    score[:, :-1] += w["side"][away] + w["same"] * (sentence[None] == sentence[starts][:, None])
    return score


def _edges(w: dict[str, Any], x: Floats, trigger: int, sentence: Any) -> tuple[int, int]:
    """The first and last word of a trigger, given its head; both stand in its sentence."""
    of = _linear(w, "edge_of", x[trigger][None])
    own = np.nonzero(sentence == sentence[trigger])[0]
    lowest, beyond = max(int(own[0]), trigger - _EDGE), min(int(own[-1]) + 1, trigger + _EDGE + 1)
    left = (of @ _linear(w, "edge_left", x[lowest : trigger + 1]).T)[0]
    right = (of @ _linear(w, "edge_right", x[trigger:beyond]).T)[0]
    return lowest + int(left.argmax()), trigger + int(right.argmax())


def _sigmoid(score: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(score, -30, 30)))
