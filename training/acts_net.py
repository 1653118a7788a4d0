"""The network that finds acts: MiniLM-L6 with pointers from an undertaking's first word to its end and its trigger."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as functional
from torch import Tensor, nn
from transformers import BertModel

from onrecord.find.act_windows import BLOCKS, DEPENDENCIES, KINDS, TAGS, Window, pooled

WIDTH, POINTER = 256, 128
# Farthest end and trigger edge that are thought of, in words; distances beyond the bounds share a weight.
REACH, EDGE, NEAR, AROUND = 70, 12, 64, 40
_SIZES = ((len(TAGS) + 1, 32), (len(DEPENDENCIES) + 1, 32), (len(BLOCKS) + 1, 8), (16, 8), (2 * len(KINDS) + 1, 48),
          (len(KINDS) + 1, 48))  # fmt: skip
# A word is seen with two on each side: shifted copies, as a convolution of 8-bit weights would be slow.
_BESIDE = range(5)
_MASK = 103  # [MASK] of BERT's vocabulary, behind its other marks
_NEVER = -1e4


class Target(NamedTuple):
    """One act of a window in words: its undertaking's first and last, the trigger's head, first and last (-1: none)."""

    start: int
    end: int
    trigger: int
    kind: int
    first: int
    last: int


class Example(NamedTuple):
    """A window and the acts in it."""

    window: Window
    acts: tuple[Target, ...]


class ActNet(nn.Module):
    """Gives words vectors, and scores what a word may be of an act. See `onrecord.find.act_scores` for its reading."""

    def __init__(self, pretrained: Path, dropout: float, blind: float = 0.0, hidden: float = 0.0):
        super().__init__()
        self.bert = BertModel.from_pretrained(pretrained, add_pooling_layer=False, attn_implementation="sdpa")
        self.blind, self.hidden = blind, hidden
        self.features = nn.ModuleList([nn.Embedding(number, width) for number, width in _SIZES])
        for table in self.features:
            nn.init.normal_(table.weight, 0, 0.3)
        size = self.bert.config.hidden_size
        self.joined = nn.Linear(2 * size + sum(width for _, width in _SIZES), WIDTH)
        self.around = nn.Linear(len(_BESIDE) * WIDTH, WIDTH)
        self.norm, self.norm_around = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.dropout, self.dropout_features = nn.Dropout(dropout), nn.Dropout(0.1)
        self.start, self.inside = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 2)
        self.end_of, self.end, self.end_bias = nn.Linear(WIDTH, POINTER), nn.Linear(WIDTH, POINTER), nn.Linear(WIDTH, 1)
        self.trigger_of, self.trigger = nn.Linear(WIDTH, POINTER), nn.Linear(WIDTH, POINTER)
        self.trigger_bias = nn.Linear(WIDTH, 1)
        self.edge_of, self.edge_left, self.edge_right = (nn.Linear(WIDTH, POINTER) for _ in range(3))
        self.kind_of, self.kind_by = nn.Linear(WIDTH, POINTER), nn.Linear(WIDTH, POINTER)
        self.kind = nn.Linear(POINTER, len(KINDS))
        self.nothing = nn.Parameter(torch.zeros(WIDTH))
        self.distance = nn.Parameter(torch.zeros(NEAR))
        self.side = nn.Parameter(torch.zeros(2 * AROUND + 1))
        self.same = nn.Parameter(torch.zeros(1))

    def words(self, pieces: Tensor, mask: Tensor | None, pool: Tensor, head: Tensor, features: Tensor) -> Tensor:
        """The vectors of words [b, m, WIDTH] of word pieces [b, n]; `pool` [b, m, n] says which belong to a word."""
        known = self.bert(input_ids=pieces, attention_mask=mask).last_hidden_state
        word = self.dropout(pool @ known)
        governor = torch.gather(word, 1, head[:, :, None].expand(-1, -1, word.shape[2]))
        seen = torch.cat([table(features[:, :, at]) for at, table in enumerate(self.features)], -1)
        real = (pool.sum(2, keepdim=True) > 0).to(word.dtype)
        joined = functional.gelu(self.joined(torch.cat([word, governor, self.dropout_features(seen)], -1)))
        first: Tensor = self.norm(joined) * real
        wide = functional.pad(first, (0, 0, 2, 2))
        beside = functional.gelu(self.around(torch.cat([wide[:, at : at + first.shape[1]] for at in _BESIDE], -1)))
        return self.dropout(self.norm_around(first + beside))

    def batch(self, windows: Sequence[Window]) -> tuple[Tensor, Tensor]:
        """The vectors of words of several windows [b, m, WIDTH], and which of them are words [b, m]."""
        longest, most = max(len(w.pieces) for w in windows), max(len(w.head) for w in windows)
        pieces = torch.zeros(len(windows), longest, dtype=torch.long)
        mask, pool = torch.zeros(len(windows), longest), torch.zeros(len(windows), most, longest)
        head = torch.zeros(len(windows), most, dtype=torch.long)
        features = torch.zeros(len(windows), most, 6, dtype=torch.long)
        there = torch.zeros(len(windows), most)
        for at, window in enumerate(windows):
            many, count = len(window.pieces), len(window.head)
            pieces[at, :many], mask[at, :many] = torch.from_numpy(window.pieces), 1
            pool[at, :count, :many] = torch.from_numpy(pooled(window))
            head[at, :count] = torch.from_numpy(window.head)
            features[at, :count] = torch.from_numpy(window.features)
            there[at, :count] = 1
        if self.training:
            features[:, :, 4:] *= (torch.rand(len(windows), 1, 1) > self.blind).long()
            hidden = (torch.rand(pieces.shape) < self.hidden) & (pieces > _MASK)
            pieces = pieces.masked_fill(hidden, _MASK)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self.words(pieces, mask, pool, head, features)
        return vectors.float(), there

    def ends(self, x: Tensor, starts: Tensor) -> Tensor:
        """Scores [s, m] of the last word of the undertakings that begin at `starts` [s]."""
        score = 2 * self.end_of(x[starts]) @ self.end(x).T / math.sqrt(POINTER) + self.end_bias(x).T
        away = torch.arange(len(x))[None] - starts[:, None]
        score = score + self.distance[away.clamp(0, NEAR - 1)]
        return score.masked_fill((away < 0) | (away > REACH), _NEVER)

    def triggers(self, x: Tensor, starts: Tensor, sentence: Tensor) -> Tensor:
        """Scores [s, m + 1] of the head of the trigger; the last column is for a trigger outside the window."""
        wide = torch.cat([x, self.nothing[None]])
        score = 2 * self.trigger_of(x[starts]) @ self.trigger(wide).T / math.sqrt(POINTER) + self.trigger_bias(wide).T
        away = (torch.arange(len(x))[None] - starts[:, None]).clamp(-AROUND, AROUND) + AROUND
        place = self.side[away] + self.same * (sentence[None] == sentence[starts][:, None]).float()
        return score + torch.cat([place, torch.zeros(len(starts), 1)], 1)

    def kinds(self, x: Tensor, starts: Tensor, triggers: Tensor) -> Tensor:
        """Scores [s, 17] of the kinds of acts."""
        wide = torch.cat([x, self.nothing[None]])
        both: Tensor = self.kind(functional.relu(self.kind_of(x[starts]) + self.kind_by(wide[triggers])))
        return both

    def edges(self, x: Tensor, triggers: Tensor) -> tuple[Tensor, Tensor]:
        """Scores [s, m] of the first and of the last word of triggers, given their heads."""
        away = torch.arange(len(x))[None] - triggers[:, None]
        of = self.edge_of(x[triggers]) / math.sqrt(POINTER)
        left = (of @ self.edge_left(x).T).masked_fill((away > 0) | (away < -EDGE), _NEVER)
        return left, (of @ self.edge_right(x).T).masked_fill((away < 0) | (away > EDGE), _NEVER)

    def loss(self, examples: Sequence[Example]) -> Tensor:
        """The loss of a batch, a window's on average."""
        x, there = self.batch([example.window for example in examples])
        starts, inside = torch.zeros_like(there), torch.zeros(*there.shape, 2)
        total = torch.zeros(())
        for at, (window, acts) in enumerate(examples):
            for act in acts:
                starts[at, act.start] = 1
                inside[at, act.start : act.end + 1, 0] = 1
                if act.trigger >= 0:
                    inside[at, act.first : act.last + 1, 1] = 1
            if acts:
                total = total + self._of_acts(x[at, : len(window.head)], window, acts)
        binary = functional.binary_cross_entropy_with_logits
        total = total + 2 * (binary(self.start(x).squeeze(-1), starts, reduction="none") * there).sum()
        total = total + 0.3 * (binary(self.inside(x), inside, reduction="none") * there[:, :, None]).sum()
        return total / (2 * len(examples))

    def _of_acts(self, x: Tensor, window: Window, acts: Sequence[Target]) -> Tensor:
        cross = functional.cross_entropy
        spans = sorted({(act.start, act.end) for act in acts})
        at, ends = torch.tensor([span[0] for span in spans]), torch.tensor([span[1] for span in spans])
        total = cross(self.ends(x, at), ends, reduction="sum")
        scores = self.triggers(x, at, torch.from_numpy(window.sentence))
        right = torch.zeros_like(scores)
        for act in acts:
            right[spans.index((act.start, act.end)), act.trigger if act.trigger >= 0 else len(x)] = 1
        total = total + 0.5 * cross(scores, right / right.sum(1, keepdim=True), reduction="sum")
        total = total + 0.5 * functional.binary_cross_entropy_with_logits(scores, right, reduction="sum")
        by = torch.tensor([act.trigger if act.trigger >= 0 else len(x) for act in acts])
        kinds = self.kinds(x, torch.tensor([act.start for act in acts]), by)
        total = total + 1.5 * cross(
            kinds, torch.tensor([act.kind for act in acts]), reduction="sum", label_smoothing=0.05
        )
        known = [act for act in acts if act.trigger >= 0]
        if known:
            left, right_edge = self.edges(x, torch.tensor([act.trigger for act in known]))
            total = total + 0.3 * cross(left, torch.tensor([act.first for act in known]), reduction="sum")
            total = total + 0.3 * cross(right_edge, torch.tensor([act.last for act in known]), reduction="sum")
        return total
