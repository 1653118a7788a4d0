"""The network that reads: MiniLM-L6, what parse and rules know of each word, and heads for what is sought."""

from pathlib import Path

import torch
import torch.nn.functional as functional
from torch import Tensor, nn
from transformers import BertModel

from onrecord.find.windows import BLOCKS, DEPENDENCIES, KINDS, TAGS
from training.batches import Batch
from training.heads import ActHeads, SaidHeads

WIDTH = 256
_SIZES = ((len(TAGS) + 1, 32), (len(DEPENDENCIES) + 1, 32), (len(BLOCKS) + 1, 8), (32, 8), (2 * len(KINDS) + 1, 48),
          (len(KINDS) + 1, 48), (5, 16))  # fmt: skip
# A word is seen with two on each side: shifted copies, as a convolution of 8-bit weights would be slow.
_BESIDE = range(5)
_MASK = 103  # [MASK] of BERT's vocabulary, behind its other marks
# The bits of a word's features that say what the rules found of statements.
_SAID_BITS = 2 | 4


class ReaderNet(nn.Module):
    """Gives words vectors; its heads score what a word may be. See `onrecord.find.network` for its reading."""

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
        self.acts, self.said = ActHeads(WIDTH), SaidHeads(WIDTH)

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

    def seen(self, batch: Batch) -> Tensor:
        """The vectors of the words of a batch [b, m, WIDTH]; in training some of what is known of them is hidden."""
        pieces, features = self._hidden(batch) if self.training else (batch.pieces, batch.features)
        words = torch.arange(batch.head.shape[1], device=pieces.device)
        pool = (batch.owner[:, None] == words[None, :, None]).float()
        pool = pool / pool.sum(2, keepdim=True).clamp(1)
        with torch.autocast(pieces.device.type, dtype=torch.bfloat16):
            # Four dimensions, so that nobody has to look whether a window is full.
            mask = (pieces > 0)[:, None, None].expand(-1, -1, pieces.shape[1], -1)
            vectors = self.words(pieces, mask, pool, batch.head, features)
        return vectors.float()

    def _hidden(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The word pieces, some of them masked, and the features, from some windows without what the rules found."""
        pieces, device = batch.pieces, batch.pieces.device
        masked = (torch.rand(pieces.shape, device=device) < self.hidden) & (pieces > _MASK)
        acts, said = (torch.rand(2, len(pieces), 1, device=device) > self.blind).long()
        tag, dep, block, bits, undertaking, trigger, told = batch.features.unbind(2)
        bits = torch.where(said == 1, bits, bits & ~_SAID_BITS)
        known = (tag, dep, block, bits, undertaking * acts, trigger * acts, told * said)
        return pieces.masked_fill(masked, _MASK), torch.stack(known, 2)

    def loss(self, batch: Batch) -> Tensor:
        """The loss of a batch, a window's on average."""
        x = self.seen(batch)
        return (self.acts.loss(x, batch) + self.said.loss(x, batch)) / (2 * len(batch.pieces))
