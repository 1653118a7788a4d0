"""Windows with what was found in them, and batches of them as tensors."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from onrecord.find.windows import Window

_FEATURES = 7


class Target(NamedTuple):
    """One act of a window in words: its undertaking's first and last, the trigger's head, first and last (-1: none)."""

    start: int
    end: int
    trigger: int
    kind: int
    first: int
    last: int


class Said(NamedTuple):
    """A piece of what somebody says, in words of a window: first and last; head, first and last of cue and of source.

    -1: there is none in the window.
    """

    start: int
    end: int
    cue: int
    cue_first: int
    cue_last: int
    source: int
    source_first: int
    source_last: int


class Example(NamedTuple):
    """A window with the acts and the statements in it; None where nobody looked for them."""

    window: Window
    acts: tuple[Target, ...] | None
    said: tuple[Said, ...] | None


class Batch(NamedTuple):
    """Windows [b] of up to m words and n word pieces, and what is right of them.

    `there` [b, m]: what is a word. `asked` [b, 2]: whether somebody looked for acts and statements. Rows of numbers,
    each with its window first: `undertakings` first and last word; `acts` first word, trigger (m for none) and kind;
    `said` first and last word, cue and source (m for none); `…_edges` head, first and last word.
    """

    pieces: Tensor
    owner: Tensor
    head: Tensor
    features: Tensor
    sentence: Tensor
    there: Tensor
    asked: Tensor
    act_starts: Tensor
    act_inside: Tensor
    undertakings: Tensor
    triggers: Tensor
    acts: Tensor
    trigger_edges: Tensor
    said_starts: Tensor
    said_inside: Tensor
    said: Tensor
    cue_edges: Tensor
    source_edges: Tensor

    def on(self, device: torch.device) -> "Batch":
        """The batch on a device."""
        if device.type == "cpu":
            return self
        return Batch(*(part.pin_memory().to(device, non_blocking=True) for part in self))


def batch_of(examples: Sequence[Example]) -> Batch:
    """The examples as one batch."""
    count = len(examples)
    longest = max(len(one.window.pieces) for one in examples)
    most = max(len(one.window.head) for one in examples)
    pieces, owner = np.zeros((count, longest), dtype=np.int64), np.full((count, longest), -1, dtype=np.int64)
    head, sentence = np.zeros((count, most), dtype=np.int64), np.full((count, most), -1, dtype=np.int64)
    features = np.zeros((count, most, _FEATURES), dtype=np.int64)
    act_starts, said_starts = (np.zeros((count, most), dtype=np.float32) for _ in range(2))
    act_inside, said_inside = (np.zeros((count, most, many), dtype=np.float32) for many in (2, 3))
    for row, (window, acts, said) in enumerate(examples):
        many, words = len(window.pieces), len(window.head)
        pieces[row, :many], owner[row, :many] = window.pieces, window.owner
        head[row, :words], sentence[row, :words], features[row, :words] = window.head, window.sentence, window.features
        for act in acts or ():
            act_starts[row, act.start] = 1
            act_inside[row, act.start : act.end + 1, 0] = 1
            if act.trigger >= 0:
                act_inside[row, act.first : act.last + 1, 1] = 1
        for one in said or ():
            said_starts[row, one.start] = 1
            said_inside[row, one.start : one.end + 1, 0] = 1
            for column, (at, first, last) in enumerate((one[2:5], one[5:8]), 1):
                if at >= 0:
                    said_inside[row, first : last + 1, column] = 1
    found = [(row, act) for row, one in enumerate(examples) for act in one.acts or ()]
    told = [(row, piece) for row, one in enumerate(examples) for piece in one.said or ()]
    spans = sorted({(row, act.start, act.end) for row, act in found})
    number = {span: at for at, span in enumerate(spans)}
    triggers = np.zeros((len(spans), most + 1), dtype=np.float32)
    for row, act in found:
        triggers[number[row, act.start, act.end], act.trigger] = 1  # -1 is the last column: nothing
    asked = [(one.acts is not None, one.said is not None) for one in examples]

    def or_none(word: int) -> int:
        return word if word >= 0 else most

    return Batch(
        *map(torch.from_numpy, (pieces, owner, head, features, sentence)),
        torch.from_numpy(sentence >= 0),
        torch.tensor(asked, dtype=torch.float32),
        torch.from_numpy(act_starts),
        torch.from_numpy(act_inside),
        _rows(3, spans),
        torch.from_numpy(triggers),
        _rows(4, ((row, act.start, or_none(act.trigger), act.kind) for row, act in found)),
        _rows(4, sorted({(row, act.trigger, act.first, act.last) for row, act in found if act.trigger >= 0})),
        torch.from_numpy(said_starts),
        torch.from_numpy(said_inside),
        _rows(5, ((row, one.start, one.end, or_none(one.cue), or_none(one.source)) for row, one in told)),
        _rows(4, sorted({(row, *one[2:5]) for row, one in told if one.cue >= 0})),
        _rows(4, sorted({(row, *one[5:8]) for row, one in told if one.source >= 0})),
    )


def _rows(columns: int, rows: Iterable[tuple[int, ...]]) -> Tensor:
    return torch.from_numpy(np.array([*rows], dtype=np.int64).reshape(-1, columns))
