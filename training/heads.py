"""The heads of the network: what its words may be of acts and of statements, and what that costs in training.

Both find spans as pointer networks do (Vinyals, Fortunato and Jaitly 2015): which words begin one, and from there its
end and the words that it belongs to. Vectors of words are x [b, m, width]; pointers are asked at words `at` [s] of the
windows `rows` [s]; words beyond a window's own are not `there` [b, m].
"""

import math

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from onrecord.find.windows import CUE_EDGE, EDGE, KINDS, REACH, SOURCE_EDGE
from training.batches import Batch

POINTER = 128
_NEVER = -1e4


class Pointer(nn.Module):
    """Scores [s, m] or, with `nothing`, [s, m + 1]: which word each of some words points to.

    Distances beyond `near` words share a weight; `both`: before the word as well as after it.
    """

    def __init__(self, width: int, nothing: bool, near: int, both: bool):
        super().__init__()
        self.of, self.by, self.bias = nn.Linear(width, POINTER), nn.Linear(width, POINTER), nn.Linear(width, 1)
        self.nothing = nn.Parameter(torch.zeros(width)) if nothing else None
        self.near, self.both = near, both
        self.away = nn.Parameter(torch.zeros(2 * near + 1 if both else near))

    def wide(self, x: Tensor) -> Tensor:
        """The vectors with that of nothing behind each window's."""
        if self.nothing is None:
            return x
        return torch.cat([x, self.nothing.to(x.dtype).expand(len(x), 1, -1)], 1)

    def forward(self, x: Tensor, there: Tensor, rows: Tensor, at: Tensor, extra: Tensor | None = None) -> Tensor:
        wide = self.wide(x)
        of = self.of(words_at(x, rows, at))
        if extra is not None:
            of = of + extra
        score = 2 * torch.einsum("sp,smp->sm", of, self.by(wide).index_select(0, rows)) / math.sqrt(POINTER)
        score = score + self.bias(wide)[:, :, 0].index_select(0, rows)
        away = torch.arange(x.shape[1], device=x.device)[None] - at[:, None]
        place = away.clamp(-self.near, self.near) + self.near if self.both else away.clamp(0, self.near - 1)
        beside = self.away.expand(len(at), -1).gather(1, place).masked_fill(~there[rows], _NEVER)
        if self.nothing is not None:
            beside = functional.pad(beside, (0, 1))
        return score + beside


class Edges(nn.Module):
    """Scores [s, m] of the first and of the last word of spans, given their heads."""

    def __init__(self, width: int, reach: int):
        super().__init__()
        self.of, self.left, self.right = (nn.Linear(width, POINTER) for _ in range(3))
        self.reach = reach

    def forward(self, x: Tensor, rows: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        away = torch.arange(x.shape[1], device=x.device)[None] - heads[:, None]
        of = self.of(words_at(x, rows, heads)) / math.sqrt(POINTER)
        left, right = (
            torch.einsum("sp,smp->sm", of, side(x).index_select(0, rows)) for side in (self.left, self.right)
        )
        left = left.masked_fill((away > 0) | (away < -self.reach), _NEVER)
        return left, right.masked_fill((away < 0) | (away > self.reach), _NEVER)

    def loss(self, x: Tensor, spans: Tensor) -> Tensor:
        """The loss over spans [s, 4]: window, head, first and last."""
        rows, heads, first, last = spans.unbind(1)
        left, right = self(x, rows, heads)
        return _cross(left, first) + _cross(right, last)


class ActHeads(nn.Module):
    """Undertakings: their first and last words, their triggers with the triggers' edges, and the kinds of the acts."""

    def __init__(self, width: int):
        super().__init__()
        self.start, self.inside = nn.Linear(width, 1), nn.Linear(width, 2)
        self.end = Pointer(width, False, 64, False)
        self.trigger = Pointer(width, True, 40, True)
        self.same = nn.Parameter(torch.zeros(1))
        self.edges = Edges(width, EDGE)
        self.kind_of, self.kind_by = nn.Linear(width, POINTER), nn.Linear(width, POINTER)
        self.kind = nn.Linear(POINTER, len(KINDS))

    def loss(self, x: Tensor, batch: Batch) -> Tensor:
        """The sum of the losses of windows; those whose acts nobody looked for count nothing."""
        there, nothing = batch.there, x.shape[1]
        asked = there.float() * batch.asked[:, :1]
        total = 2 * _binary(self.start(x)[:, :, 0], batch.act_starts, asked)
        total = total + 0.3 * _binary(self.inside(x), batch.act_inside, asked)
        rows, at, ends = batch.undertakings.unbind(1)
        away = torch.arange(nothing, device=x.device)[None] - at[:, None]
        scores = self.end(x, there, rows, at).masked_fill((away < 0) | (away > REACH), _NEVER)
        total = total + _cross(scores, ends)
        triggers = self.trigger(x, there, rows, at)
        beside = batch.sentence[rows] == batch.sentence[rows, at][:, None]
        triggers = triggers + functional.pad(self.same * beside.float(), (0, 1))
        share = batch.triggers / batch.triggers.sum(1, keepdim=True)
        total = total + 0.5 * _cross(triggers, share)
        known = functional.pad(there[rows].float(), (0, 1), value=1)
        total = total + 0.5 * _binary(triggers, batch.triggers, known)
        rows, at, by, kinds = batch.acts.unbind(1)
        both = self.kind_of(words_at(x, rows, at)) + self.kind_by(words_at(self.trigger.wide(x), rows, by))
        total = total + 1.5 * _cross(self.kind(functional.relu(both)), kinds, label_smoothing=0.05)
        return total + 0.3 * self.edges.loss(x, batch.trigger_edges)


class SaidHeads(nn.Module):
    """Pieces of what is said: their first and last words, their cues and sources with the edges of both."""

    def __init__(self, width: int):
        super().__init__()
        self.start, self.inside = nn.Linear(width, 1), nn.Linear(width, 3)
        self.end = Pointer(width, False, 128, False)
        self.cue, self.source = Pointer(width, True, 64, True), Pointer(width, True, 64, True)
        self.by_cue = nn.Linear(width, POINTER)
        self.cue_edges, self.source_edges = Edges(width, CUE_EDGE), Edges(width, SOURCE_EDGE)

    def loss(self, x: Tensor, batch: Batch) -> Tensor:
        """The sum of the losses of windows; those whose statements nobody looked for count nothing."""
        there = batch.there
        asked = there.float() * batch.asked[:, 1:]
        total = 2 * _binary(self.start(x)[:, :, 0], batch.said_starts, asked)
        total = total + 0.3 * _binary(self.inside(x), batch.said_inside, asked)
        rows, at, ends, cues, sources = batch.said.unbind(1)
        before = torch.arange(x.shape[1], device=x.device)[None] < at[:, None]
        total = total + _cross(self.end(x, there, rows, at).masked_fill(before, _NEVER), ends)
        total = total + _cross(self.cue(x, there, rows, at), cues)
        known = self.by_cue(words_at(self.cue.wide(x), rows, cues))
        total = total + _cross(self.source(x, there, rows, at, known), sources)
        total = total + 0.5 * self.cue_edges.loss(x, batch.cue_edges)
        return total + 0.5 * self.source_edges.loss(x, batch.source_edges)


def words_at(x: Tensor, rows: Tensor, at: Tensor) -> Tensor:
    """The vectors [s, width] of the words `at` [s] of the windows `rows` [s]."""
    return x.flatten(0, 1).index_select(0, rows * x.shape[1] + at)


def _cross(scores: Tensor, right: Tensor, label_smoothing: float = 0.0) -> Tensor:
    return functional.cross_entropy(scores, right, reduction="sum", label_smoothing=label_smoothing)


def _binary(scores: Tensor, right: Tensor, counted: Tensor) -> Tensor:
    """The binary cross-entropy summed over what is counted [b, m]; scores may have one more dimension."""
    loss = functional.binary_cross_entropy_with_logits(scores, right, reduction="none")
    return (loss * (counted if loss.dim() == counted.dim() else counted[:, :, None])).sum()
