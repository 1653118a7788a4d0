"""The training itself: from windows to a network, on a GPU where one is present; goes on where it was stopped."""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.batches import Example, batch_of
from training.net import ReaderNet

BATCH, WARM = 8, 0.1
RATE_ENCODER, RATE_HEADS = 1.2e-4, 1e-3
DROPOUT = 0.3
# How much of the averaged weights stays at each step.
AVERAGE = 0.998
# Share of windows from which what the rules found is hidden: the rules do better on texts that they were made on.
BLIND = 0.3
# Share of word pieces that are masked in training, so that it learns less by heart.
HIDDEN = 0.1
# How much statements weigh beside acts.
SAY = 0.6


def batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of similar length, in random order."""
    order = sorted(examples, key=lambda example: len(example.window.pieces) + 40 * chance.random())
    cut = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(cut)
    yield from cut


def trained(examples: Sequence[Example], start: Path, epochs: int, seed: int, state: Path | None, **other) -> ReaderNet:
    """The network after training, its weights averaged over the steps; goes on from `state` where that file is there.

    `start` is the folder of the encoder to begin with. The average over the steps (Polyak and Juditsky 1992) is
    exponential.
    """
    how = dict(batch=BATCH, encoder=RATE_ENCODER, heads=RATE_HEADS, dropout=DROPOUT, average=AVERAGE, blind=BLIND,
               hidden=HIDDEN, say=SAY, init=seed) | other
    torch.manual_seed(how["init"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net = ReaderNet(start, how["dropout"], how["blind"], how["hidden"], how["say"]).to(device)
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(how["average"]))
    encoder = [part for name, part in net.named_parameters() if name.startswith("bert.")]
    heads = [part for name, part in net.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01,
                                  fused=device.type == "cuda")
    steps = epochs * -(-len(examples) // how["batch"])
    done = 0
    if state is not None and state.is_file():
        kept = torch.load(state, weights_only=False)
        net.load_state_dict(kept["net"])
        optimizer.load_state_dict(kept["optimizer"])
        mean.load_state_dict(kept["mean"])
        done = kept["epochs"]
    for epoch in range(done, epochs):
        torch.manual_seed(seed + epoch)
        net.train()
        total, step = torch.zeros((), device=device), epoch * (steps // epochs)
        for batch in batches(examples, how["batch"], random.Random(seed + epoch)):
            step += 1
            share = min(1.0, step / (WARM * steps)) * max(0.0, (steps - step) / steps)
            for group, rate in zip(optimizer.param_groups, (how["encoder"], how["heads"]), strict=True):
                group["lr"] = rate * share
            loss = net.loss(batch_of(batch).on(device))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            mean.update_parameters(net)
            total += loss.detach()
        print(f"epoch {epoch + 1} of {epochs}: loss {total.item() * epochs / steps:.3f}", file=sys.stderr, flush=True)
        if state is not None:
            parts = {"net": net, "optimizer": optimizer, "mean": mean}
            torch.save({**{name: part.state_dict() for name, part in parts.items()}, "epochs": epoch + 1}, state)
    averaged: ReaderNet = mean.module
    return averaged.eval()
