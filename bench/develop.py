"""How the reader does on what its rules are developed on, which is never reported as a result.

    python -m bench.develop

One line a set: the data folder's training readings, and our own of news and of official documents (acts only).
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import accuracy, data

OWN = data.ROOT / "training" / "data" / "readings"


def sets(shared: Path) -> Iterator[tuple[str, list[tuple[Path, Path]]]]:
    """The name of each set, and its texts with the readings made of them by hand."""
    texts = {path.name: path for folder in ("corpus", "train") for path in (shared / folder).rglob("*.txt")}
    train = [(path.name.replace(".gold.json", ".txt"), path) for path in sorted((shared / "train").glob("*.gold.json"))]
    yield "train", [(texts[name], path) for name, path in train if name in texts]
    own = [(path, json.loads(path.read_text("utf-8"))) for path in sorted(OWN.glob("*.json"))]
    for name, wanted in (("own, news", True), ("own, official", False)):
        yield (
            name,
            [
                (texts[one["document"]], path)
                for path, one in own
                if (one["kind"] == "news") == wanted and one["document"] in texts
            ],
        )


def figures(pairs: list[tuple[Path, Path]], work: Path) -> accuracy.Figures:
    """F1 and accuracies of the reader on texts and their readings, by the data folder's scorer."""
    for text, gold in pairs:
        (work / "gold").mkdir(exist_ok=True)
        (work / "gold" / f"{text.stem}.txt").symlink_to(text)
        whole = {"statements": [], "events": [], "acts": [], **json.loads(gold.read_text("utf-8"))}
        data.write_text(work / "gold" / f"{text.stem}.gold.json", json.dumps(whole))
    accuracy.predict_readings([text for text, _ in pairs], work / "predicted")
    return accuracy.readings(work / "gold", work / "predicted")


def main() -> int:
    """The exit code, after a line for each set was printed."""
    shared = data.shared()
    if shared is None:
        sys.stdout.write("No data folder here; there is nothing to develop on.\n")
        return 0
    for name, pairs in sets(shared):
        with tempfile.TemporaryDirectory() as work:
            found = figures(pairs, Path(work))
        shown = [f"{measure} {value:.3f}" for measure, value in found.items() if value]
        sys.stdout.write(f"{name} ({len(pairs)}): {'; '.join(shown)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
