"""The trained network as reading uses it: vectors of words from ONNX, and its pointers in numpy."""

import math
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.find.windows import Window, pooled
from onrecord.weights import checked, installed, session

Floats = NDArray[np.float32]
Weights = Mapping[str, Any]

_WIDTH = math.sqrt(128)
NEVER = -1e4


def one_thread() -> Any:
    """A context in which numpy multiplies on one thread: its sums, and so the records, do not hang on the machine."""
    return _pools().limit(limits=1, user_api="blas")


@cache
def _pools() -> Any:
    return installed("threadpoolctl").ThreadpoolController()


def vectors(window: Window) -> Floats:
    """The vectors of a window's words, [m, width]."""
    given = {
        "pieces": window.pieces[None],
        "pool": pooled(window)[None],
        "head": window.head[None],
        "features": window.features[None],
    }
    found: Floats = session("reader.onnx").run(None, given)[0][0]
    return found


@cache
def heads() -> Weights:
    """The weights of the network's heads by name: "acts.…" and "said.…"."""
    with np.load(BytesIO(checked("heads.npz"))) as arrays:
        return {name: arrays[name] for name in arrays.files}


def linear(w: Weights, name: str, x: Floats) -> Any:
    """A linear layer's outputs."""
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def with_nothing(w: Weights, name: str, x: Floats) -> Any:
    """The vectors with that of nothing behind them."""
    return np.concatenate([x, w[f"{name}.nothing"][None]])


def pointed(w: Weights, name: str, x: Floats, starts: Any, extra: Any = 0) -> Any:
    """Scores [s, m] of what each of the words `starts` points to; [s, m + 1] where it may point to nothing."""
    either = f"{name}.nothing" in w
    wide = with_nothing(w, name, x) if either else x
    of = linear(w, f"{name}.of", x[starts]) + extra
    score = 2 * of @ linear(w, f"{name}.by", wide).T / _WIDTH + linear(w, f"{name}.bias", wide).T
    away, table = np.arange(len(x))[None] - starts[:, None], w[f"{name}.away"]
    near = (len(table) - 1) // 2
    score[:, : len(x)] += table[away.clip(-near, near) + near] if either else table[away.clip(0, len(table) - 1)]
    return score


def edges(w: Weights, name: str, x: Floats, head: int, reach: int) -> tuple[int, int]:
    """The first and the last word of the span that the word `head` heads, no farther than `reach` words from it."""
    of = linear(w, f"{name}.of", x[head][None])
    lowest, beyond = max(0, head - reach), min(len(x), head + reach + 1)
    left = (of @ linear(w, f"{name}.left", x[lowest : head + 1]).T)[0]
    right = (of @ linear(w, f"{name}.right", x[head:beyond]).T)[0]
    return lowest + int(left.argmax()), head + int(right.argmax())


def sigmoid(score: Any) -> Any:
    """Probabilities from log-odds."""
    return 1 / (1 + np.exp(-np.clip(score, -30, 30)))


def softmax(score: Any) -> Any:
    """Probabilities over the last axis."""
    grown = np.exp(score - score.max(-1, keepdims=True))
    return grown / grown.sum(-1, keepdims=True)
