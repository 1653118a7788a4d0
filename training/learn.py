"""The training itself: from windows to a network, on a GPU where one is present; goes on where it was stopped."""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.batches import Example, batch_of
from training.net import ReaderNet

# Windows of a step, and the share of the steps over which the rates grow.
BATCH, WARM = 16, 0.1
# The rates of encoder and heads at their highest, and how much of the averaged weights stays at each step.
ENCODER, HEADS, AVERAGE = 3e-4, 1e-3, 0.998


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of similar length, in random order."""
    order = sorted(examples, key=lambda example: len(example.window.pieces) + 40 * chance.random())
    cut = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(cut)
    yield from cut


def device() -> torch.device:
    """The GPU where there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def trained(net: ReaderNet, examples: Sequence[Example], epochs: int, seed: int, state: Path) -> ReaderNet:
    """The network after it went through the examples so many times, its weights averaged over the steps.

    Goes on from `state`, which is written after every epoch. The average over the steps (Polyak and Juditsky 1992) is
    exponential.
    """
    where = device()
    net = net.to(where)
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE))
    encoder = [part for name, part in net.named_parameters() if name.startswith("bert.")]
    heads = [part for name, part in net.named_parameters() if not name.startswith("bert.")]
    parts = [{"params": encoder}, {"params": heads}]
    optimizer = torch.optim.AdamW(parts, weight_decay=0.01, fused=where.type == "cuda")
    steps = epochs * -(-len(examples) // BATCH)
    done = 0
    if state.is_file():
        kept = torch.load(state, weights_only=False, map_location=where)
        net.load_state_dict(kept["net"])
        optimizer.load_state_dict(kept["optimizer"])
        mean.load_state_dict(kept["mean"])
        done = kept["epochs"]
    for epoch in range(done, epochs):
        torch.manual_seed(seed + epoch)
        net.train()
        total, step = torch.zeros((), device=where), epoch * (steps // epochs)
        for batch in batches(examples, random.Random(seed + epoch)):
            step += 1
            share = min(1.0, step / (WARM * steps)) * max(0.0, (steps - step) / steps)
            for group, rate in zip(optimizer.param_groups, (ENCODER, HEADS), strict=True):
                group["lr"] = rate * share
            loss = net.loss(batch_of(batch).on(where))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            mean.update_parameters(net)
            total += loss.detach()
            if sys.stderr.isatty():
                print(f"\rstep {step} of {steps}", end="", file=sys.stderr, flush=True)
        shown = total.item() * epochs / steps
        print(f"\repoch {epoch + 1} of {epochs}: loss {shown:.3f}", file=sys.stderr, flush=True)
        whole = {"net": net, "optimizer": optimizer, "mean": mean}
        torch.save({**{name: part.state_dict() for name, part in whole.items()}, "epochs": epoch + 1}, state)
    averaged: ReaderNet = mean.module
    return averaged.eval()


def mean(nets: Sequence[ReaderNet]) -> ReaderNet:
    """The network with the mean of the weights of several that were trained from one start.

    It does better than each (Wortsman et al. 2022, Model soups).
    """
    states = [net.cpu().state_dict() for net in nets]
    nets[0].load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    return nets[0]
